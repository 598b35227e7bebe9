"""Who guesses the number of another agency's case, or of anything in it, changes nothing and learns nothing."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import select

from flows.acts.act import About, Call, Seen
from flows.acts.table import ACTS
from flows.commands.answer import answer
from flows.queries.door import open_case
from models.refusal import BadAnswer, NotAllowed, Refused, Unknown
from models.tables import CaseFile

TABLE = (Path(__file__).parents[2] / "docs" / "security.md").read_text()
ILSE = "ilse.verhagen@aanmeldpunt.example"
STRANGER = "karin.lingeman@debrug.example"
NOWHERE = "VN-2222222"
IN_A_CASE = frozenset({About.CASE, About.QUESTION, About.ANSWER})
LAWFUL_FOR_ALL = frozenset({"open_in_emergency"})
"""A professional may open a case in an emergency: a line in the log, and the privacy officer hears of it."""

MORE: Mapping[str, dict[str, Any]] = {
    "impose": {
        "only_around": True,
        "parts": [{"agency": "agency:3", "words": "Een plek", "kind": "place", "by_on": "2026-12-01"}],
    },
    "write_note": {"words": "Woorden", "kind": "private"},
    "own_reference": {"reference": "GL-2026-77"},
    "add_person": {"given_name": "Hilde", "relation": "supporter"},
    "add_to_registration": {"neighbourhood": "Zuid"},
    "ask_right": {"kind": "copy"},
    "youth_says": {"may": ["my plan"]},
    "merge": {"into": "VN-2222222"},
    "move_to_region": {
        "region": None,
        "elsewhere": "Elders",
        "spoke_with": "Iemand daar",
        "municipality": "Tielerwaard",
    },
    "conclude_agreement": {"scope": ["place"]},
    "change_term": {"name": "accept", "amount": "5 working days"},
    "add_instrument": {},
}
"""What these need besides, because only together their fields fit."""


def _call(house: Any, who: str, name: str, content: Mapping[str, Any], ref: str, number: int = 1) -> None:
    fields = {field: value for field, value in {**content, **MORE.get(name, {})}.items() if value is not None}
    seen = Seen("action:1")
    ACTS[name].do(Call(house.office.store, house.viewer(who), house.now, fields, ref, seen, number, "professional:1"))


@pytest.mark.parametrize("name", sorted(set(ACTS) - LAWFUL_FOR_ALL))
def test_no_command_of_a_stranger_is_carried_out(
    house: Any, ref: str, name: str, filled_in: Callable[..., Any], kept: Callable[[], Any], refusals: Callable[[], Any]
) -> None:
    content, before, lines = filled_in(ACTS[name].sheet), kept(), len(refusals())

    with pytest.raises((NotAllowed, Unknown, BadAnswer)) as refused:
        _call(house, STRANGER, name, content, ref)

    assert kept() == before
    if isinstance(refused.value, BadAnswer):  # filled in by hand only, so it has no row
        assert f"is_carried_out[{name}]" not in TABLE, refused.value
        return
    (line,) = refusals()[lines:]
    assert line[0] == house.viewer(STRANGER).professional_id
    if ACTS[name].about in IN_A_CASE:
        with pytest.raises(Unknown) as nowhere:
            _call(house, STRANGER, name, content, NOWHERE)
        assert refused.value.text("nl").replace(ref, NOWHERE) == nowhere.value.text("nl")


TYPED = {"as it is": str.upper, "small": str.lower, "spaces": " {} ".format, "more": "{}XX".format}


@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED)
def test_a_question_of_a_strangers_case_is_answered_as_one_that_is_not_there(
    house: Any, ref: str, typed: Callable[[str], str], refusals: Callable[[], Any]
) -> None:
    def said(number: str) -> str:
        with pytest.raises(Unknown) as refused:
            answer(house.office.store, house.viewer(STRANGER), typed(number), "plan", {"youth_agrees": True}, house.now)
        return refused.value.text("nl")

    lines = len(refusals())

    assert said(ref).replace(ref, NOWHERE) == said(NOWHERE)
    assert len(refusals()) == lines + 2


@pytest.mark.parametrize("who", [STRANGER, "sven.asperen@werkplein.example"])
def test_what_is_not_there_and_what_may_not_be_known_take_the_same_statements(house: Any, ref: str, who: str) -> None:
    """So that how long it takes tells nothing; time itself is measured by no test."""

    def statements(number: str) -> list[str]:
        seen: list[str] = []

        def note(_connection: Any, _cursor: Any, sql: str, *_more: Any) -> None:
            seen.append(sql)

        engine = house.office.store.engine
        viewer = house.viewer(who)
        event.listen(engine, "before_cursor_execute", note)
        try:
            with pytest.raises(Unknown), house.office.store.read(house.now) as tx:  # noqa: PT012 - one transaction
                execute = tx._execute
                tx._execute = lambda prepared, values: (  # type: ignore[method-assign]
                    seen.append(prepared.compiled(tx.connection.dialect).sql),
                    execute(prepared, values),
                )[1]
                open_case(tx, viewer, number)
        finally:
            event.remove(engine, "before_cursor_execute", note)
        return seen

    assert statements(ref) == statements(NOWHERE) != []


@pytest.mark.parametrize("page", ["case", "questions", "cases", "home", "agency"])
def test_no_page_shows_a_stranger_anything_of_it(look: Any, words: Any, ref: str, page: str) -> None:
    shown = words(look(page, STRANGER, ref=ref))
    nowhere = words(look(page, STRANGER, ref=NOWHERE))

    assert not [word for word in ("Noor", "Veldwijk", "Schulden", "Bellen met", "Fatima") if word in shown]
    assert shown.replace("\\", "").replace(ref, NOWHERE) == nowhere.replace("\\", "")


@pytest.mark.parametrize("name", sorted(each for each in ACTS if ACTS[each].about is About.ANSWER))
def test_the_number_of_an_answer_of_another_case_is_not_found_through_ones_own(
    house: Any, ref: str, name: str, filled_in: Callable[..., Any], kept: Callable[[], Any], refusals: Callable[[], Any]
) -> None:
    """Ilse may see both cases; the answer of one is none of the other."""
    other = house.register("bram.hoevelaar@waalzicht.example", given_name="Sem", birth_on="2008-09-09")
    content, before, lines = filled_in(ACTS[name].sheet), kept(), len(refusals())

    with pytest.raises(Refused):
        _call(house, ILSE, name, content, other, number=1)

    assert kept() == before
    assert refusals()[lines:] == [(house.viewer(ILSE).professional_id, _number(house, other), name)]


@pytest.mark.parametrize("wait", [1, 2, 3])
def test_the_number_of_a_question_of_another_case_is_not_answered_through_ones_own(
    house: Any, ref: str, wait: int, kept: Callable[[], Any], refusals: Callable[[], Any]
) -> None:
    other = house.register("bram.hoevelaar@waalzicht.example", given_name="Sem", birth_on="2008-09-09")
    before, lines = kept(), len(refusals())

    with pytest.raises(Refused):
        answer(
            house.office.store, house.viewer(ILSE), other, "weighing",
            {"decision": "light", "case_manager": house.professional("fatima.bouzidi@doorstroompunt.example")},
            house.now, wait=wait,
        )  # fmt: skip

    assert kept() == before
    assert refusals()[lines:] == [(house.viewer(ILSE).professional_id, _number(house, other), "weighing")]


def _number(house: Any, ref: str) -> int:
    with house.office.store.read(house.now) as tx:
        return int(tx.session.exec(select(CaseFile.id).where(CaseFile.ref == ref)).one())
