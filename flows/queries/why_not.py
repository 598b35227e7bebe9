"""Why a command about a case is not a viewer's to give now, one sentence for each. Allows nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

from flows.queries.door import Opened, open_case
from flows.queries.lawful import Situation, lawful_in, situation
from models.access import Viewer
from models.deed import Deed
from models.ending import CUT_SHORT
from models.link import GUIDES, SITS, SPEAKS, Link
from models.policy import MAY
from models.speech import mark
from models.store import Tx

GUIDE_ONLY = mark("Only who guides this case can: the case manager, the transition consultant or the coordinator.")
COORDINATOR_ONLY = mark("Only the coordinator can.")
CLOSED = mark("This case is closed.")
ONLY: Mapping[frozenset[Link], str] = {
    GUIDES: GUIDE_ONLY,
    SPEAKS: mark("Only who guides this case or coaches the youth can."),
    SPEAKS | SITS: mark("Only who guides this case, coaches the youth or has a part in it for an agency can."),
    SPEAKS | {Link.TRUSTED}: mark("Only who guides this case, coaches the youth or is the trusted person can."),
    SPEAKS | SITS | {Link.TRUSTED, Link.ASKED}: mark("Only who has a part in this case can."),
}
"""Who may, in words, by who may in the table of policies; a test asks for every deed that is used here."""


@dataclass(frozen=True, slots=True)
class Need:
    """What a command needs.

    Attributes:
        deed: the row of the table of policies that lets somebody give it.
        lacks: what is said where the viewer may, and the case has nothing to do it with.
        after_closing: it can be given in a closed case too.
        coordinator: only the coordinator gives it.
    """

    deed: Deed | None = None
    lacks: str = ""
    after_closing: bool = False
    coordinator: bool = False


NO_BUDGET = mark("No action in this case is paid from the budget.")
NOT_HERE = mark("It is not possible in the stage this case is in.")
NEEDS: Mapping[str, Need] = {
    **dict.fromkeys(("start_meeting", "talk_elsewhere", "start_handover", "ask_consent"), Need(Deed.START)),
    "move_meeting": Need(Deed.START, mark("There is no meeting with a moment to move.")),
    "cancel_meeting": Need(Deed.START, mark("There is no meeting to cancel.")),
    "goes_on": Need(Deed.START, mark("Nothing in this case is about to end on a birthday.")),
    "ask_more": Need(Deed.RECORD_FOR_OTHERS, mark("There is no coaching in this case now.")),
    "more_coaching": Need(Deed.RECORD_FOR_OTHERS),
    **dict.fromkeys(
        ("add_running_request", "watch_day", "pause", "resume", "make_urgent", "contest", "add_to_registration"),
        Need(Deed.ADD_REQUEST),
    ),
    **dict.fromkeys(("step_up", "step_down"), Need(Deed.ESCALATE)),
    "withdraw": Need(Deed.CHANGE_WAIT),
    "reopen": Need(
        Deed.REOPEN,
        mark("A case that was joined with another, or of a youth who died, stays closed."),
        after_closing=True,
    ),
    **{
        f"cut_short:{cause}": Need(Deed.CUT_SHORT, NOT_HERE, coordinator=how.coordinator_only)
        for cause, how in CUT_SHORT.items()
    },
    **dict.fromkeys(("spend", "ask_more_budget"), Need(Deed.SPEND, NO_BUDGET)),
    "take_back_payment": Need(Deed.SPEND, mark("Nothing was paid from the budget yet.")),
    "call_in": Need(Deed.CALL_IN, mark("No action is open to use a chain instrument for.")),
    "take_place": Need(Deed.CALL_IN, mark("Nothing in this case waits for a place.")),
    "give_back": Need(Deed.CALL_IN, mark("No chain instrument is in use in this case.")),
    "impose": Need(
        lacks=mark("Only a transition consultant with a mandate can, of this case or of a step of the ladder in it.")
    ),
    "step_down_order": Need(Deed.START, mark("No binding decision holds in this case now.")),
    "withdraw_consent": Need(Deed.RECORD_CONSENT, mark("Nobody said yes to sharing, so there is no yes to take back.")),
    "hand_over": Need(Deed.HAND_OVER, mark("Nobody is case manager yet.")),
    "look_for": Need(Deed.LOOK_FOR),
    "write_note": Need(Deed.NOTE, after_closing=True),
    "own_reference": Need(lacks=mark("Only who has a part in this case can.")),
    "add_person": Need(Deed.ADD_PERSON),
    "change_person": Need(Deed.CHANGE_PERSON),
    "end_person": Need(Deed.END_PERSON, mark("Nobody with a part in this case can leave it now.")),
    **dict.fromkeys(("link_family", "add_family_member"), Need(Deed.LINK_FAMILY)),
    "share_agreement": Need(
        Deed.LINK_FAMILY, mark("There is no agreement to share with the case of a brother or sister.")
    ),
    "unlink_family": Need(Deed.LINK_FAMILY, mark("This case is not linked with that of a brother or sister.")),
    "youth_says": Need(
        Deed.RECORD_WORD,
        mark("Nobody stands around the youth in this case; add them to the people first."),
        after_closing=True,
    ),
    "youth_takes_back": Need(
        Deed.RECORD_WORD, mark("The youth said nothing yet about who may see what."), after_closing=True
    ),
    "ask_right": Need(Deed.RECORD_CONSENT, after_closing=True),
    "make_own_link": Need(Deed.GIVE_LINK, mark("The youth may not be handed their own page today, by their age.")),
    "end_own_link": Need(Deed.GIVE_LINK, mark("The youth has no link now."), after_closing=True),
    "correct_registration": Need(Deed.CORRECT, after_closing=True),
    "move_to_region": Need(Deed.CUT_SHORT),
    "remove_registration": Need(coordinator=True),
    "merge": Need(lacks=mark("This case was joined with another already."), after_closing=True, coordinator=True),
}
"""What every command about a case needs; a test holds it against the table of commands."""


def why_not(tx: Tx, viewer: Viewer, ref: str) -> dict[str, str]:
    """For every command of a case that is not lawful now, why not, in English.

    Raises:
        Unknown: no such case, or none the viewer may know of.
    """
    now = situation(tx, open_case(tx, viewer, ref))
    given = lawful_in(tx, now)
    return {name: _why(now, name, need) for name, need in NEEDS.items() if name not in given}


def _why(now: Situation, name: str, need: Need) -> str:
    """The first that stands in the way: who asks, whether the case is open, what there is to do it with."""
    if not _may(now.opened, need):
        return COORDINATOR_ONLY if need.coordinator or need.deed is None else ONLY[MAY[need.deed]]
    if now.closed and not need.after_closing:
        return CLOSED
    if name == "reopen" and not now.closed:
        return mark("This case is open.")
    return need.lacks


def _may(opened: Opened, need: Need) -> bool:
    if need.coordinator and Link.COORDINATOR not in opened.held:
        return False
    return need.deed is None or opened.may(need.deed)
