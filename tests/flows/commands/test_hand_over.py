"""Handing a case over: the new one is asked first, the former one reads on for a while."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

from flows.commands.hand_over import hand_over_case
from flows.queries.case_list import case_list
from flows.queries.file_registration import registered
from models.refusal import BadAnswer, NotAllowed, Refused, Unknown
from models.tables import ReadGrant

ILSE, DENNIS = "ilse.verhagen@aanmeldpunt.example", "dennis.culemborg@geldloket.example"
FATIMA, MIRJAM = "fatima.bouzidi@doorstroompunt.example", "mirjam.steenkist@wijkteamnoord.example"
PETER, DAPHNE = "peter.zandwijk@wijkteamnoord.example", "daphne.roosmalen@horizonlijn.example"


@pytest.fixture
def ref(desk: Any) -> str:
    return str(desk.guided(desk.register()))


def to(desk: Any, email: str, part: str = "case manager") -> dict[str, Any]:
    return {"part": part, "to": desk.professional(email)}


def handed(desk: Any, ref: str) -> None:
    hand_over_case(desk.store, desk.viewer(FATIMA), ref, to(desk, MIRJAM), desk.now)
    desk.later(minutes=1)
    desk.answer(MIRJAM, ref, "succession:1")


def test_only_a_yes_makes_somebody_case_manager(desk: Any, ref: str) -> None:
    hand_over_case(desk.store, desk.viewer(FATIMA), ref, to(desk, MIRJAM), desk.now)
    desk.later(minutes=1)
    assert desk.file(ref).case_manager_id == desk.viewer(FATIMA).professional_id

    desk.answer(MIRJAM, ref, "succession:1")

    assert desk.file(ref).case_manager_id == desk.viewer(MIRJAM).professional_id
    assert desk.waits(ref)["invitees"].professional_id == desk.viewer(MIRJAM).professional_id
    assert desk.told(ref, "FirstLetter")[-1].to_person_id == desk.file(ref).youth_id


def test_what_was_asked_of_the_case_manager_goes_along_and_its_last_day_stays(desk: Any, ref: str) -> None:
    due = desk.waits(ref)["invitees"].due_on

    handed(desk, ref)

    assert desk.waits(ref)["invitees"].due_on == due


def test_who_handed_over_reads_on_for_six_weeks_and_changes_nothing(desk: Any, ref: str) -> None:
    handed(desk, ref)

    with desk.store.read(desk.now) as tx:
        assert registered(tx, desk.viewer(FATIMA), ref).wish == "Een eigen plek."
        assert tx.session.exec(select(ReadGrant.until_on)).one() == date(2027, 1, 4)
        assert [line.ref for line in case_list(tx, desk.viewer(FATIMA))] == [ref]
    with pytest.raises(NotAllowed):
        hand_over_case(desk.store, desk.viewer(FATIMA), ref, to(desk, PETER), desk.now)

    desk.now = datetime.combine(date(2027, 1, 5), desk.now.timetz())
    with desk.store.read(desk.now) as tx, pytest.raises(NotAllowed, match="file"):
        registered(tx, desk.viewer(FATIMA), ref)


def test_who_handed_over_is_told_until_when_they_can_read(desk: Any, ref: str) -> None:
    handed(desk, ref)

    assert any("4 januari 2027" in mail.get_body(("plain",)).get_content() for mail in desk.mails(FATIMA))


def test_a_no_asks_the_case_manager_who_then_and_nobody_leaves_it_as_it_was(desk: Any, ref: str) -> None:
    hand_over_case(desk.store, desk.viewer(FATIMA), ref, to(desk, MIRJAM), desk.now)
    desk.later(minutes=1)
    desk.answer(MIRJAM, ref, "succession:1", cannot={"code": "too many cases"})
    assert desk.waits(ref)["successor:1:2"].professional_id == desk.viewer(FATIMA).professional_id

    desk.answer(FATIMA, ref, "successor:1:2")

    assert desk.file(ref).case_manager_id == desk.viewer(FATIMA).professional_id
    hand_over_case(desk.store, desk.viewer(FATIMA), ref, to(desk, PETER), desk.now)


def test_silence_asks_who_then(desk: Any, ref: str) -> None:
    hand_over_case(desk.store, desk.viewer(FATIMA), ref, to(desk, MIRJAM), desk.now)
    desk.later(minutes=1)

    desk.later(days=4)

    assert "successor:1:2" in desk.waits(ref)
    desk.answer(FATIMA, ref, "successor:1:2", who=desk.professional(PETER))
    desk.answer(PETER, ref, "succession:1:2")
    assert desk.file(ref).case_manager_id == desk.viewer(PETER).professional_id


def test_one_handing_over_at_a_time(desk: Any, ref: str) -> None:
    hand_over_case(desk.store, desk.viewer(FATIMA), ref, to(desk, MIRJAM), desk.now)

    with pytest.raises(Refused, match="being asked"):
        hand_over_case(desk.store, desk.viewer(ILSE), ref, to(desk, PETER), desk.now + timedelta(minutes=1))


@pytest.mark.parametrize(
    ("by", "who", "part", "refusal", "says"),
    [
        (FATIMA, FATIMA, "case manager", BadAnswer, "have it already"),
        (FATIMA, MIRJAM, "consultant", Refused, "Nobody has this part"),
        (FATIMA, MIRJAM, "king", BadAnswer, "must be one of"),
        (FATIMA, DAPHNE, "case manager", Refused, "no ground"),
        (DENNIS, MIRJAM, "case manager", Unknown, "There is no case"),
    ],
)
def test_handing_over_that_does_not_fit_is_refused(
    desk: Any, ref: str, by: str, who: str, part: str, refusal: type[Refused], says: str
) -> None:
    with pytest.raises(refusal, match=says):
        hand_over_case(desk.store, desk.viewer(by), ref, to(desk, who, part), desk.now)
