"""Putting an answer right from the timeline: what it says now is there, and only what changes is corrected."""

from collections.abc import Callable
from typing import Any

from sqlmodel import col, select

from flows.queries.correction import corrections_of
from models.tables import CaseFile, Correction

ILSE, BRAM = "ilse.verhagen@aanmeldpunt.example", "bram.hoevelaar@waalzicht.example"
RUBEN, DENNIS = "ruben.dijkzicht@aanmeldpunt.example", "dennis.culemborg@geldloket.example"
Look = Callable[..., Any]


def timeline(house: Any, look: Look, ref: str, who: str) -> Any:
    with house.office.store.read(house.now) as tx:
        case = tx.session.exec(select(CaseFile.id).where(CaseFile.ref == ref)).one()
    at = look("case", who, ref=ref)
    at.session_state[f"tab{case}"] = "Tijdlijn"
    return at.run()


def answers(at: Any) -> Any:
    found = [each for each in at.selectbox if ".correct." in str(each.key)]
    return found[0] if found else None


def choose(at: Any, words: str) -> Any:
    box = answers(at)
    return box.select(next(option for option in box.options if words in option)).run()


def field(at: Any, kind: str, end: str) -> Any:
    [found] = [each for each in at.get(kind) if ".correct" in str(each.key) and str(each.key).endswith(f"/{end}")]
    return found


def send(at: Any) -> Any:
    [button] = [each for each in at.button if ".correct" in str(each.key) and str(each.key).endswith("#send")]
    at = button.click().run()
    assert not at.exception, [each.value for each in at.exception]
    return at


def corrected(house: Any, ref: str) -> list[Any]:
    with house.office.store.read(house.now) as tx:
        return corrections_of(tx, house.viewer(ILSE), ref)


def test_only_the_field_that_changes_is_corrected_and_the_rest_stays(house: Any, look: Look, words: Any) -> None:
    ref = house.until_plan()
    at = choose(timeline(house, look, ref, RUBEN), "Wat past bij deze jongere")
    assert field(at, "text_area", "why").value == ""
    field(at, "text_area", "why").set_value("Er is een mentor.")
    field(at, "text_area", "why corrected").set_value("Vergeten op te schrijven.")
    done = send(at)

    [line] = corrected(house, ref)
    assert "Verbeterd." in words(done)
    assert line.why == "Vergeten op te schrijven."
    assert line.after == {**line.before, "why": "Er is een mentor."}
    assert field(choose(done, "Wat past bij deze jongere"), "text_area", "why").value == "Er is een mentor."


def test_a_correction_without_a_reason_is_refused_at_its_field_and_keeps_what_was_typed(
    house: Any, look: Look, words: Any
) -> None:
    ref = house.until_plan()
    at = choose(timeline(house, look, ref, RUBEN), "Wat past bij deze jongere")
    field(at, "text_area", "why").set_value("Er is een mentor.")
    refused = send(at)

    assert "Vul dit in" in words(refused)
    assert field(refused, "text_area", "why").value == "Er is een mentor."
    assert corrected(house, ref) == []


def test_lines_within_an_answer_are_put_right_too(house: Any, look: Look) -> None:
    ref = house.until_plan()
    at = timeline(house, look, ref, RUBEN)
    plan = next(option for option in answers(at).options if "plan" in option.casefold())
    at = answers(at).select(plan).run()
    [goal] = [each for each in at.text_area if str(each.key).endswith("goals.0.words")]
    goal.set_value("Een eigen studio")
    field(at, "text_area", "why corrected").set_value("Zo zei zij het.")
    send(at)

    [line] = corrected(house, ref)
    assert line.after["goals"][0]["words"] == "Een eigen studio"
    assert line.after["goals"][0]["actions"] == line.before["goals"][0]["actions"]
    assert {**line.after, "goals": None} == {**line.before, "goals": None}


def test_an_agency_is_offered_its_own_answers_only_and_who_said_nothing_none(house: Any, look: Look) -> None:
    ref = house.until_plan()

    assert answers(timeline(house, look, ref, DENNIS)) is None
    assert len(answers(timeline(house, look, ref, ILSE)).options) > 1
    with house.office.store.read(house.now) as tx:
        assert tx.session.exec(select(Correction).order_by(col(Correction.id))).all() == []
