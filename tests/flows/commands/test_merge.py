"""Merging a double: one case is kept, the other's number points to it, nothing that matters is lost."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlmodel import select

from flows.commands.change import add_running_request
from flows.commands.ending import cut_short
from flows.commands.meeting import start_meeting
from flows.commands.merge import merge
from flows.queries.case_story import case_story
from flows.queries.file_registration import registered
from flows.queries.pointer import kept_case
from models.refusal import BadAnswer, NotAllowed, Refused, Unknown
from models.tables import Action, Request

ILSE, BRAM = "ilse.verhagen@aanmeldpunt.example", "bram.hoevelaar@waalzicht.example"
FATIMA, MIRJAM = "fatima.bouzidi@doorstroompunt.example", "mirjam.steenkist@wijkteamnoord.example"


@pytest.fixture
def kept(desk: Any) -> str:
    return str(desk.guided(desk.register()))


@pytest.fixture
def double(desk: Any) -> str:
    """Registered under another spelling: nobody saw that it is the same youth."""
    ref = desk.guided(desk.register(given_name="Like", birth_on="2010-06-16", worry="Slaapt slecht."), MIRJAM)
    start_meeting(desk.store, desk.viewer(MIRJAM), ref, desk.now, elsewhere=True)
    desk.later(minutes=1)
    smw = f"agency:{desk.agency('smw')}"
    line = {"who": smw, "words": "Wekelijks een gesprek.", "due_on": desk.day(20)}
    desk.answer(MIRJAM, ref, "elsewhere", held_on=desk.day(0), present=[smw], agreements=[line])
    uwv = {
        "agency": f"agency:{desk.agency('uwv')}",
        "asked_on": desk.day(-9),
        "term": "work capacity",
        "words": "Wajong.",
    }
    add_running_request(desk.store, desk.viewer(MIRJAM), ref, uwv, desk.now)
    desk.later(minutes=1)
    return str(ref)


def into(ref: str) -> dict[str, str]:
    return {"into": ref, "why": "Dezelfde jongere, anders geschreven."}


def joined(desk: Any, double: str, kept: str) -> str:
    found = merge(desk.store, desk.viewer(ILSE), double, into(kept), desk.now)
    desk.later(minutes=1)
    return str(found)


def test_what_the_double_asked_is_taken_back_and_asked_anew_in_the_kept_case(desk: Any, kept: str, double: str) -> None:
    due = {key: wait.due_on for key, wait in desk.waits(double).items()}

    assert joined(desk, double, kept) == kept

    assert desk.waits(double) == {}
    assert desk.file(double).outcome == "joined"
    anew = desk.waits(kept)
    request = next(wait for key, wait in anew.items() if key.startswith("running:"))
    action = next(wait for key, wait in anew.items() if key.startswith("action:"))
    assert request.due_on == next(day for key, day in due.items() if key.startswith("running:"))
    assert action.due_on == next(day for key, day in due.items() if key.startswith("action:"))
    with desk.store.read(desk.now) as tx:
        assert [row.status for row in tx.session.exec(select(Action).order_by(Action.id))] == ["lapsed", "open"]
        assert [row.status for row in tx.session.exec(select(Request).order_by(Request.id))] == ["lapsed", "running"]


def test_the_number_of_the_double_points_to_the_kept_case_and_its_history_stays(
    desk: Any, kept: str, double: str
) -> None:
    joined(desk, double, kept)

    with desk.store.read(desk.now) as tx:
        assert kept_case(tx, desk.viewer(ILSE), double) == kept
        assert kept_case(tx, desk.viewer(ILSE), kept) is None
        assert case_story(tx, desk.viewer(ILSE), double).timeline
        assert any("Slaapt slecht." in note.words for note in registered(tx, desk.viewer(ILSE), kept).notes)
        assert kept_case(tx, desk.viewer(MIRJAM), double) is None


def test_whoever_was_asked_in_the_double_is_told_that_it_lapsed(desk: Any, kept: str, double: str) -> None:
    joined(desk, double, kept)

    agencies = {m.to_agency_id or m.to_professional_id for m in desk.told(double, "QuestionWithdrawn")}
    assert len(agencies) >= 2  # the social worker and UWV
    assert not [mail for mail in desk.mails(BRAM) if kept in str(mail) and double in str(mail)]


def test_a_chain_of_doubles_points_to_the_end_of_it(desk: Any, kept: str, double: str) -> None:
    third = desk.register(given_name="Lieke T.", birth_on="2010-06-17")
    joined(desk, third, double)

    joined(desk, double, kept)

    with desk.store.read(desk.now) as tx:
        assert kept_case(tx, desk.viewer(ILSE), third) == kept


def test_a_closed_case_that_is_kept_opens_again_when_the_double_was_open(desk: Any, kept: str, double: str) -> None:
    cut_short(desk.store, desk.viewer(FATIMA), kept, "youth stopped", desk.now)

    joined(desk, double, kept)

    file = desk.file(kept)
    assert (file.closed_at, file.reopened) == (None, 1)
    assert "weighing" in desk.waits(kept)


def test_two_closed_cases_stay_closed(desk: Any, kept: str, double: str) -> None:
    cut_short(desk.store, desk.viewer(FATIMA), kept, "youth stopped", desk.now)
    cut_short(desk.store, desk.viewer(MIRJAM), double, "moved", desk.now)

    joined(desk, double, kept)

    assert desk.file(kept).closed_at is not None
    assert (desk.file(double).outcome, desk.file(double).merged_into_id) == ("moved", desk.file(kept).id)


def test_a_case_is_joined_once_and_never_with_itself(desk: Any, kept: str, double: str) -> None:
    with pytest.raises(BadAnswer, match="this very case"):
        joined(desk, kept, kept)
    joined(desk, double, kept)

    with pytest.raises(Refused, match="joined with another already"):
        joined(desk, double, kept)
    with pytest.raises(Refused, match="joined with another already"):
        joined(desk, kept, double)


def test_only_the_coordinator_joins_cases_and_nobody_who_died(desk: Any, kept: str, double: str) -> None:
    with pytest.raises(Unknown):
        merge(desk.store, desk.viewer(MIRJAM), double, into(kept), desk.now)
    with pytest.raises(NotAllowed, match="Only the coordinator"):
        merge(desk.store, desk.viewer(BRAM), double, into(kept), desk.now)
    with pytest.raises(Unknown):
        joined(desk, double, "VN-NOWHERE")
    with pytest.raises(BadAnswer, match="why"):
        merge(desk.store, desk.viewer(ILSE), double, {"into": kept, "why": " "}, desk.now)
    cut_short(desk.store, desk.viewer(ILSE), kept, "deceased", desk.now)
    with pytest.raises(Refused, match="cannot be joined"):
        joined(desk, double, kept)


def test_two_who_join_the_same_two_cases_at_once_join_them_once(desk: Any, kept: str, double: str) -> None:
    """Both ways round: whoever comes second finds them joined, and nobody waits for ever."""
    coordinator = desk.viewer(ILSE)

    def try_one(pair: tuple[str, str]) -> str:
        try:
            return merge(desk.store, coordinator, pair[0], into(pair[1]), desk.now)
        except Refused as refused:
            return str(refused)

    with ThreadPoolExecutor(2) as pool:
        became = list(pool.map(try_one, [(double, kept), (kept, double)]))

    assert len([each for each in became if each in {kept, double}]) == 1
    assert len([each for each in became if "joined with another already" in each]) == 1
