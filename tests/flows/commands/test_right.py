"""Somebody asks something of their own file: who may, by age on that day, within a month, and what comes of it."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

import flows.stages  # noqa: F401 - every story is known
from flows.commands.answer import answer
from flows.commands.ending import cut_short
from flows.commands.right import ask_right, decide_mask
from flows.engine.advance import advance
from flows.facts.right import erasure_accepted_on, is_right_open
from models.code import Errand, Relation, RightKind
from models.refusal import BadAnswer, NotAllowed, Refused, Unknown
from models.right import RIGHTS
from models.tables import CaseFile, Custody, Message, Person, RightMask, RightRequest, StageRun, Wait

REF = "VN-TEST222"
ILSE = "ilse.verhagen@aanmeldpunt.example"
DENNIS = "dennis.culemborg@geldloket.example"


def _youth(clockwork: Any) -> int:
    return int(clockwork.rows(CaseFile, CaseFile.ref == REF)[0].youth_id)


def _born(clockwork: Any, on: date) -> None:
    with clockwork.store.write(clockwork.now) as tx:
        person = tx.session.get_one(Person, _youth(clockwork))
        person.birth_on, person.birth_digest = on, "x" * 32
        tx.session.add(person)


def _parent(clockwork: Any) -> int:
    with clockwork.store.write(clockwork.now) as tx:
        parent = Person(given_name="Hilde")
        tx.session.add(parent)
        tx.flush()
        tx.session.add(Custody(youth_id=_youth(clockwork), person_id=parent.id, relation=Relation.PARENT))
        return parent.id


def _ask(clockwork: Any, kind: str = "access", who: int | None = None, by: str = ILSE, **more: Any) -> int:
    content = {"kind": kind, "who": f"person:{who or _youth(clockwork)}", "asked_on": f"{clockwork.now:%Y-%m-%d}"}
    number = ask_right(clockwork.store, clockwork.viewer(by), REF, content | more, clockwork.now)
    _on(clockwork)
    return number


def _on(clockwork: Any) -> None:
    for run in clockwork.rows(StageRun, StageRun.stage == Errand.RIGHT):
        advance(clockwork.store, run.id, clockwork.now)


def _answer(clockwork: Any, number: int, key: str = "right", **said: Any) -> None:
    answer(clockwork.store, clockwork.viewer(ILSE), REF, f"{key}:{number}", said, clockwork.now)
    _on(clockwork)


def test_every_right_has_its_rule() -> None:
    assert set(RIGHTS) == set(RightKind)


def test_an_answer_is_due_a_month_after_it_was_asked(clockwork: Any) -> None:
    clockwork.on("2026-11-23")

    number = _ask(clockwork, asked_on="2026-11-20")

    wait = clockwork.rows(Wait, Wait.key == f"right:{number}")[0]
    assert (wait.term, wait.due_on) == ("rights request", date(2026, 12, 21))  # the 20th is a Sunday


def test_who_asked_hears_that_it_came_in_and_that_it_is_decided(clockwork: Any) -> None:
    number = _ask(clockwork)
    _answer(clockwork, number, result="granted")

    told = clockwork.rows(Message, Message.notice == "RightHeard")

    assert [row.to_person_id for row in told] == [_youth(clockwork)] * 2
    assert clockwork.rows(RightRequest)[0].result == "granted"


def test_once_it_may_take_two_months_more_with_a_reason(clockwork: Any) -> None:
    clockwork.on("2026-11-23")
    number = _ask(clockwork)

    with pytest.raises(BadAnswer, match="does not say why"):
        _answer(clockwork, number, result="longer")
    _answer(clockwork, number, result="longer", why="Er is veel uit te zoeken.")
    with pytest.raises(BadAnswer, match="longer once already"):
        _answer(clockwork, number, "right-longer", result="longer", why="Nog meer.")

    wait = clockwork.rows(Wait, Wait.key == f"right-longer:{number}")[0]
    assert wait.due_on == date(2027, 2, 23)


@pytest.mark.parametrize(
    ("years", "who_asks", "sentence"),
    [
        (11, "the youth", "Under twelve"),
        (12, "the youth", None),
        (11, "a parent", None),
        (15, "a parent", None),
        (16, "a parent", "From sixteen the youth asks this"),
        (16, "the youth", None),
    ],
)
def test_who_may_ask_follows_the_age_of_that_day(
    clockwork: Any,
    years: int,
    who_asks: str,
    sentence: str | None,
) -> None:
    _born(clockwork, clockwork.now.date() - timedelta(days=years * 365 + years // 4 + 3))
    who = _parent(clockwork) if who_asks == "a parent" else None

    if sentence is None:
        assert _ask(clockwork, who=who)
    else:
        with pytest.raises(NotAllowed, match=sentence):
            _ask(clockwork, who=who)


def test_an_institution_with_custody_asks_it_for_a_child(clockwork: Any) -> None:
    _born(clockwork, clockwork.now.date() - timedelta(days=9 * 366))
    for_the_child = {"representative": "De voogd", "mandate_on": "2026-10-01"}
    with pytest.raises(NotAllowed, match="Under twelve"):
        _ask(clockwork, **for_the_child)

    with clockwork.store.write(clockwork.now) as tx:
        guardian = Custody(
            youth_id=_youth(clockwork), agency_id=clockwork.agency("geldloket"), relation=Relation.GUARDIAN
        )
        tx.session.add(guardian)

    assert _ask(clockwork, **for_the_child)


def test_somebody_else_may_not_ask_it(clockwork: Any) -> None:
    with clockwork.store.write(clockwork.now) as tx:
        stranger = Person(given_name="Bo")
        tx.session.add(stranger)
        tx.flush()
        number = stranger.id

    with pytest.raises(NotAllowed, match="Only the youth and those with custody"):
        _ask(clockwork, who=number)


def test_an_agency_that_does_not_speak_with_the_youth_records_nothing(clockwork: Any) -> None:
    with pytest.raises((NotAllowed, Unknown)):
        _ask(clockwork, by=DENNIS)


def test_somebody_asks_for_them_with_a_written_authorisation(clockwork: Any) -> None:
    with pytest.raises(BadAnswer, match="authorised this in writing"):
        _ask(clockwork, representative="Mr. Vos")

    _ask(clockwork, representative="Mr. Vos", mandate_on="2026-10-01")

    assert clockwork.rows(RightRequest)[0].representative == "Mr. Vos"


def test_the_same_is_not_asked_twice_at_once(clockwork: Any) -> None:
    number = _ask(clockwork)

    with pytest.raises(Refused, match="asked already"):
        _ask(clockwork)
    assert _ask(clockwork, kind="copy")
    _answer(clockwork, number, result="granted")
    assert _ask(clockwork)


def test_the_database_keeps_the_same_from_being_asked_twice_too(clockwork: Any) -> None:
    _ask(clockwork)
    row = clockwork.rows(RightRequest)[0]

    with pytest.raises(IntegrityError), clockwork.store.write(clockwork.now) as tx:
        tx.session.add(RightRequest(**{**row.model_dump(), "id": None}))


@pytest.mark.parametrize("kind", ["correction", "own statement", "objection to use"])
def test_it_is_said_what_it_is_about(clockwork: Any, kind: str) -> None:
    with pytest.raises(BadAnswer, match="what it is about"):
        _ask(clockwork, kind=kind)


def test_it_was_not_asked_in_the_future(clockwork: Any) -> None:
    with pytest.raises(BadAnswer, match="still to come"):
        _ask(clockwork, asked_on="2099-01-01")


def test_own_words_are_never_refused(clockwork: Any) -> None:
    number = _ask(clockwork, kind="own statement", words="Zo was het niet.")

    with pytest.raises(BadAnswer, match="own words always come in the file"):
        _answer(clockwork, number, result="refused", ground="asked too often", why="Nee.")


def test_a_no_has_a_ground_and_a_reason(clockwork: Any) -> None:
    number = _ask(clockwork, kind="erasure")

    with pytest.raises(BadAnswer, match="on what ground"):
        _answer(clockwork, number, result="refused", why="Nee.")
    _answer(clockwork, number, result="refused", ground="law keeps it", why="De school moet dit bewaren.")

    assert clockwork.rows(RightRequest)[0].ground == "law keeps it"


def test_a_file_that_is_erased_is_closed_first_and_goes_on_the_list_that_day(clockwork: Any) -> None:
    number = _ask(clockwork, kind="erasure")
    with pytest.raises(Refused, match="Close the case first"):
        _answer(clockwork, number, result="granted")
    cut_short(clockwork.store, clockwork.viewer(ILSE), REF, "youth stopped", clockwork.now)

    _answer(clockwork, number, result="granted")

    case = clockwork.rows(CaseFile, CaseFile.ref == REF)[0]
    with clockwork.store.read(clockwork.now) as tx:
        assert erasure_accepted_on(tx, case.id) == clockwork.now.date() == case.retain_until
        assert not is_right_open(tx, case.id)


def test_a_right_outlives_the_case(clockwork: Any) -> None:
    number = _ask(clockwork)
    cut_short(clockwork.store, clockwork.viewer(ILSE), REF, "youth stopped", clockwork.now)

    later = _ask(clockwork, kind="correction", words="Mijn naam is fout.")
    _answer(clockwork, number, result="granted")
    _answer(clockwork, later, result="granted")

    assert [row.result for row in clockwork.rows(RightRequest)] == ["granted", "granted"]
    assert not clockwork.rows(StageRun, StageRun.stage == Errand.CLOSING)


def test_with_the_death_of_a_youth_nothing_goes_on(clockwork: Any) -> None:
    number = _ask(clockwork)

    cut_short(clockwork.store, clockwork.viewer(ILSE), REF, "deceased", clockwork.now)

    assert clockwork.rows(Wait, Wait.key == f"right:{number}")[0].status == "withdrawn"


def test_a_mask_has_a_reason_and_a_later_word_replaces_it(clockwork: Any) -> None:
    number = _ask(clockwork)
    mask = {"item": "person/1/phone", "masked": False, "why": "Zij weet dat."}

    with pytest.raises(BadAnswer):
        decide_mask(clockwork.store, clockwork.viewer(ILSE), REF, number, {**mask, "why": ""}, clockwork.now)
    for masked in (False, True):
        decide_mask(clockwork.store, clockwork.viewer(ILSE), REF, number, {**mask, "masked": masked}, clockwork.now)

    assert [row.masked for row in clockwork.rows(RightMask)] == [True]


def test_nothing_is_masked_in_a_copy_that_is_answered_or_was_never_asked(clockwork: Any) -> None:
    mask = {"item": "person/1/phone", "masked": True, "why": "Van een ander."}
    number = _ask(clockwork)
    _answer(clockwork, number, result="granted")

    with pytest.raises(Refused, match="answered already"):
        decide_mask(clockwork.store, clockwork.viewer(ILSE), REF, number, mask, clockwork.now)
    with pytest.raises(Refused, match="No copy"):
        decide_mask(clockwork.store, clockwork.viewer(ILSE), REF, 999, mask, clockwork.now)
