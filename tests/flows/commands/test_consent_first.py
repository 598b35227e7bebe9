"""A question that another agency should answer, which may not know of the youth yet: consent comes first."""

from typing import Any

import pytest

from flows.queries.case_story import case_story
from models.refusal import Unknown

ILSE, LOTTE = "ilse.verhagen@aanmeldpunt.example", "lotte.appelhof@smw.example"
DAPHNE = "daphne.roosmalen@horizonlijn.example"


@pytest.fixture
def ref(desk: Any) -> str:
    """Social work is asked to help directly, and says that youth care should."""
    ref, manager = str(desk.register()), desk.professional(ILSE)
    desk.answer(ILSE, ref, "weighing", decision="light", agency=f"agency:{desk.agency('smw')}", case_manager=manager)
    cannot = {"code": "not ours", "who_then": f"agency:{desk.agency('horizonlijn')}"}

    assert desk.answer(LOTTE, ref, "direct-help", cannot=cannot) == "consent asked first"
    return ref


def consent_key(desk: Any) -> str:
    return f"consent:{desk.agency('horizonlijn')}"


def yes(desk: Any, ref: str) -> dict[str, Any]:
    return {"givers": [desk.youth(ref)], "given_on": desk.day(0)}


def test_the_case_manager_holds_the_question_and_nobody_is_late_meanwhile(desk: Any, ref: str) -> None:
    held = desk.waits(ref)["direct-help"]

    assert held.agency_id == desk.agency("aanmeldpunt")
    assert held.paused_on == desk.today
    assert consent_key(desk) in desk.waits(ref)


def test_the_other_agency_does_not_learn_of_the_case(desk: Any, ref: str) -> None:
    assert desk.held_by(ref, desk.agency("horizonlijn")) == []
    with desk.store.read(desk.now) as tx, pytest.raises(Unknown):
        case_story(tx, desk.viewer(DAPHNE), ref)


def test_with_a_yes_the_other_agency_is_asked_under_a_term_that_begins_that_day(desk: Any, ref: str) -> None:
    desk.later(days=2)

    desk.answer(ILSE, ref, consent_key(desk), **yes(desk, ref))

    assert desk.held_by(ref, desk.agency("horizonlijn")) == ["direct-help"]
    asked = desk.waits(ref)["direct-help"]
    assert asked.paused_on is None
    assert asked.asked_at.date() == desk.today
    assert desk.told(ref, "QuestionAsked")[-1].wait_id == asked.id


def test_with_a_no_the_case_manager_says_who_is_asked_then(desk: Any, ref: str) -> None:
    desk.answer(ILSE, ref, consent_key(desk), cannot={"code": "says no"})
    assert desk.waits(ref)["direct-help"].paused_on is not None

    desk.answer(ILSE, ref, "without-yes", decision="own ground", why="Lieke wil dit niet.")

    held = desk.waits(ref)["direct-help"]
    assert (held.agency_id, held.paused_on, held.meant_for_id) == (desk.agency("aanmeldpunt"), None, None)
    other = {"code": "not ours", "who_then": f"agency:{desk.agency('wijkteam-noord')}"}
    desk.answer(ILSE, ref, "direct-help", cannot=other)
    assert desk.held_by(ref, desk.agency("wijkteam-noord")) == ["direct-help"]


def test_a_partner_who_sits_with_the_youth_records_the_yes(desk: Any, ref: str) -> None:
    assert desk.answer(LOTTE, ref, consent_key(desk), **yes(desk, ref)) == "given"

    assert desk.held_by(ref, desk.agency("horizonlijn")) == ["direct-help"]


def test_who_has_no_part_in_the_case_records_no_yes(desk: Any, ref: str) -> None:
    with pytest.raises(Unknown):
        desk.answer(DAPHNE, ref, consent_key(desk), **yes(desk, ref))
