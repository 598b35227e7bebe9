"""Every command, for everybody one can be to a case: done or refused as its row of the table of policies says."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import pytest

from flows.acts.act import About, Call, Seen
from flows.acts.table import ACTS
from flows.queries.lawful_region import why_not_in_region
from models.access import MAY_IN_REGION, RegionDeed, may_in_region
from models.deed import Deed
from models.policy import DEEDS, allows
from models.refusal import NotAllowed, Refused, Unknown
from models.store import Store, Tx

REF = "VN-ZQCASE"
SOON = "2026-12-14"

DEED: Mapping[str, Deed] = {
    "start_meeting": Deed.START,
    "talk_elsewhere": Deed.START,
    "move_meeting": Deed.START,
    "cancel_meeting": Deed.START,
    "ask_more": Deed.RECORD_FOR_OTHERS,
    "more_coaching": Deed.RECORD_FOR_OTHERS,
    "ask_consent": Deed.START,
    "start_handover": Deed.START,
    "add_running_request": Deed.ADD_REQUEST,
    "watch_day": Deed.ADD_REQUEST,
    "goes_on": Deed.START,
    "reopen": Deed.REOPEN,
    "cut_short:youth stopped": Deed.CUT_SHORT,
    "cut_short:registration withdrawn": Deed.CUT_SHORT,
    "cut_short:moved": Deed.CUT_SHORT,
    "cut_short:deceased": Deed.CUT_SHORT,
    "make_urgent": Deed.ADD_REQUEST,
    "step_up": Deed.ESCALATE,
    "step_down": Deed.ESCALATE,
    "withdraw": Deed.CHANGE_WAIT,
    "spend": Deed.SPEND,
    "take_back_payment": Deed.SPEND,
    "ask_more_budget": Deed.SPEND,
    "call_in": Deed.CALL_IN,
    "take_place": Deed.CALL_IN,
    "give_back": Deed.CALL_IN,
    "step_down_order": Deed.START,
    "hand_over": Deed.HAND_OVER,
    "look_for": Deed.LOOK_FOR,
    "write_note": Deed.NOTE,
    "add_person": Deed.ADD_PERSON,
    "change_person": Deed.CHANGE_PERSON,
    "end_person": Deed.END_PERSON,
    "youth_says": Deed.RECORD_WORD,
    "youth_takes_back": Deed.RECORD_WORD,
    "link_family": Deed.LINK_FAMILY,
    "add_family_member": Deed.LINK_FAMILY,
    "share_agreement": Deed.LINK_FAMILY,
    "unlink_family": Deed.LINK_FAMILY,
    "add_to_registration": Deed.ADD_REQUEST,
    "correct_registration": Deed.CORRECT,
    "withdraw_consent": Deed.RECORD_CONSENT,
    "move_to_region": Deed.CUT_SHORT,
    "remove_registration": Deed.CORRECT,
    "make_own_link": Deed.GIVE_LINK,
    "end_own_link": Deed.GIVE_LINK,
}
"""The row of the table each command about a case insists on."""


REGION_DEEDS: Mapping[str, tuple[RegionDeed, ...]] = {
    **dict.fromkeys(
        (
            "conclude_agreement", "sign_agreement", "leave_agreement", "give_mandate", "end_mandate", "end_agreement",
            "change_ground", "add_ground", "rest_on_ground", "set_targets",
        ),
        (RegionDeed.CHANGE_AGREEMENTS,),
    ),
    **dict.fromkeys(("add_instrument", "change_instrument", "close_instrument"), (RegionDeed.CHANGE_INSTRUMENTS,)),
    **dict.fromkeys(("change_term", "change_day_off", "change_ladder"), (RegionDeed.CHANGE_TERMS,)),
    **dict.fromkeys(
        ("on_leave", "back", "name_contact", "drop_contact", "leaves", "block", "address_works"),
        (RegionDeed.SAY_WHO_WORKS, RegionDeed.SAY_WHO_WORKS_HERE),
    ),
    **dict.fromkeys(
        ("list_destruction", "approve_destruction", "keep_longer", "hold_case", "end_hold"),
        (RegionDeed.APPROVE_DESTRUCTION,),
    ),
    **dict.fromkeys(
        ("add_agency", "change_agency", "stop_agency", "start_agency", "add_colleague", "change_colleague"),
        (RegionDeed.SAY_WHO_TAKES_PART,),
    ),
    **dict.fromkeys(("plan_sittings", "move_sitting", "cancel_sitting"), (RegionDeed.PLAN_SITTINGS,)),
    "open_in_emergency": (RegionDeed.OPEN_IN_EMERGENCY,),
    "look_at_emergency": (RegionDeed.LOOK_AT_EMERGENCIES,),
}  # fmt: skip
"""By which row of the table of a region each command is given."""


class Undone(Store):
    """A store that keeps nothing of what is done: everybody meets the same case."""

    def __init__(self, store: Store) -> None:
        self.__dict__ = store.__dict__

    @contextmanager
    def write(self, now: datetime) -> Iterator[Tx]:
        """As always, and then all of it is taken back."""
        try:
            with super().write(now) as tx:
                yield tx
                _take_back()
        except Nothing:
            pass


class Nothing(Exception):  # noqa: N818 - it is no error
    """So that nothing is kept."""


CONTENT: Mapping[str, dict[str, Any]] = {
    "move_meeting": {},
    "ask_more": {"why": "Zo.", "good_mark": 7},
    "ask_consent": {"agency": "agency:2"},
    "start_handover": {"gives": "agency:2", "first_on": SOON},
    "add_running_request": {"agency": "agency:2", "asked_on": "2026-11-02", "term": "8 weeks", "words": "Zo."},
    "watch_day": {"kind": "move", "day": SOON},
    "step_up": {"step": 3, "code": "not ours"},
    "step_down": {"words": "Zo."},
    "make_urgent": {"code": "eviction"},
    "spend": {"action": 1, "cents": 100, "spent_on": "2026-11-20", "what": "Zo."},
    "take_back_payment": {"entry": 1, "why": "Zo."},
    "ask_more_budget": {"action": 1, "cents": 100, "why": "Zo."},
    "call_in": {"instrument": 1, "action": 1},
    "take_place": {"use": 1},
    "give_back": {"use": 1},
    "step_down_order": {"order": 1, "why": "Zo."},
    "hand_over": {"to": "professional:1"},
    "write_note": {"kind": "private", "words": "Zo."},
    "add_person": {"relation": "supporter", "given_name": "Jelle"},
    "change_person": {"who": "person:1.0", "phone": "06 12345678"},
    "end_person": {"who": "person:2.0", "why": "steps back"},
    "youth_says": {"who": "person:2.0", "may": ["my plan"], "said_on": "2026-11-23"},
    "youth_takes_back": {"who": "person:2.0"},
    "link_family": {"other": "VN-ZQHIDE"},
    "add_family_member": {"given_name": "Jelle", "relation": "broer"},
    "share_agreement": {"action": 1},
    "add_to_registration": {"level": "2"},
    "correct_registration": {"why": "Zo.", "wish": "Een kamer."},
    "withdraw_consent": {"giver": "person:2", "said_on": "2026-11-23"},
    "move_to_region": {"municipality": "Elders", "elsewhere": "Elders", "agrees": True, "spoke_with": "Kim"},
    "remove_registration": {"why": "Zo."},
}
"""What stands in the form, where it has one: enough to get past it."""

ELSEWHERE: Mapping[str, str] = {
    "pause": "the case manager, and for some codes the agency that is asked: tests/flows/commands/test_pause.py",
    "resume": "who may pause",
    "contest": "the agency whose days are counted: tests/flows/commands/test_contest.py",
    "impose": "a consultant with a mandate besides: tests/flows/commands/test_impose.py",
    "own_reference": "any agency with a part in the case: tests/flows/commands/test_own_reference.py",
    "correct": "the agency that said it, and who guides: tests/flows/commands/test_correct.py",
    "merge": "the coordinator of both cases: tests/flows/commands/test_merge.py",
    "ask_right": "who speaks with the youth: tests/flows/commands/test_right.py",
    "open_in_emergency": "any professional, with a reason: tests/flows/commands/test_emergency.py",
    "look_at_emergency": "the privacy officer: tests/flows/commands/test_emergency.py",
}
"""Commands that look at more than what somebody is to the case; where that is held."""

ONE_MORE_RULE = frozenset({"cut_short:deceased", "remove_registration"})
"""Only the coordinator, of those the table allows."""

OWN = frozenset({"on_leave", "back"})
"""Everybody says it of themselves; of others only who may: tests/flows/commands/test_leave.py."""

ABOUT_A_REGION = frozenset(About) - {About.CASE, About.QUESTION, About.ANSWER}


def _take_back() -> None:
    raise Nothing


def _refused(world: Any, store: Store, who: str, name: str) -> bool:
    """Whether somebody is kept out; what does not fit, or has no moment, is another matter."""
    seen = Seen("attempts", world.numbers[f"{REF} wait"])
    call = Call(store, world.viewers[who], world.now, CONTENT.get(name, {}), REF, seen, 1, "professional:1")
    try:
        ACTS[name].do(call)
    except (NotAllowed, Unknown):
        return True
    except Refused:
        return False
    return False


def test_every_command_has_a_row() -> None:
    of_cases = {name for name, act in ACTS.items() if act.about not in ABOUT_A_REGION}

    assert of_cases - set(DEED) - set(ELSEWHERE) <= {"open_in_emergency", "look_at_emergency"}
    assert set(DEED) - set(ACTS) == set()
    assert set(ELSEWHERE) - set(ACTS) == set()
    assert {deed for deed in Deed if not deed.value.startswith("see ")} - set(DEED.values()) == {
        Deed.ANSWER_FOR_PEOPLE,
        Deed.ADD_CONSENT,
        Deed.ASK_FOR_ONESELF,
        Deed.IMPOSE,
        Deed.OPERATE,
    }


@pytest.mark.parametrize("name", sorted(DEED))
def test_a_command_is_refused_to_whom_the_table_does_not_name(world: Any, name: str) -> None:
    store = Undone(world.store)
    wrong = set()
    for who, held in world.held.items():
        allowed = allows(held, *DEEDS[DEED[name]], world.thing(who, "zqgiven")) and who != "asked, by a link"
        kept_out = _refused(world, store, who, name)
        if kept_out == allowed and not (name in ONE_MORE_RULE and who != "coordinator" and kept_out):
            wrong.add(who)

    assert wrong == set()


def test_the_youth_behind_a_coded_link_gives_no_command_of_these(world: Any) -> None:
    world.viewers["youth"] = world.youth
    try:
        given = {name for name in DEED if not _refused(world, Undone(world.store), "youth", name)}
    finally:
        del world.viewers["youth"]

    assert given == set()


@pytest.mark.parametrize(
    "name", sorted(name for name, act in ACTS.items() if act.about in ABOUT_A_REGION and name not in OWN)
)
def test_a_command_in_a_region_is_offered_to_whom_the_table_names(world: Any, name: str) -> None:
    deeds = REGION_DEEDS[name]
    for who, viewer in world.viewers.items():
        with world.store.read(world.now) as tx:
            why = why_not_in_region(tx, viewer, name)
        assert (why is None) <= any(may_in_region(viewer, deed) for deed in deeds), who


def test_every_command_of_a_region_has_a_row() -> None:
    assert set(REGION_DEEDS) == {name for name, act in ACTS.items() if act.about in ABOUT_A_REGION}
    assert {deed for deeds in REGION_DEEDS.values() for deed in deeds} <= set(MAY_IN_REGION)
