"""What questions about birthdays, consent that ends and parts that change hands are about."""

import json
from collections.abc import Callable, Iterator, Mapping

from sqlmodel import col, select

from flows.engine.matter import AMSTERDAM
from flows.facts.renewal import what_ends
from flows.queries.door import Opened, matter_of, may_know_whom
from flows.queries.fact import Fact
from flows.queries.people import agency_name, person_name, professional_name
from flows.queries.waiting import WaitLine
from models.age import ADULT_AT, birthday
from models.code import Errand, OwnAskKind
from models.link import Link
from models.speech import mark
from models.store import Tx
from models.tables import OwnAsk, Person, RightRequest, Statement, Succession


def _renewal(tx: Tx, opened: Opened, _line: WaitLine, _about: int | None) -> Iterator[Fact]:
    ending = what_ends(matter_of(tx, opened))
    if ending["agencies"]:
        yield Fact(mark("Consent ends for"), ", ".join(agency_name(tx, agency) for agency in ending["agencies"]))
        yield Fact(mark("The first day without it"), ending["on"])


def _succession(tx: Tx, _opened: Opened, line: WaitLine, about: int | None) -> Iterator[Fact]:
    row = tx.session.get(Succession, about) if line.stage == Errand.SUCCESSION else None
    if row is not None:
        yield Fact(mark("Which part"), str(row.part), coded=True)
        if row.former_id is not None:
            yield Fact(mark("From"), professional_name(tx, row.former_id))


def _birthday(tx: Tx, opened: Opened, line: WaitLine, about: int | None) -> Iterator[Fact]:
    """A colleague of who is asked may not know whom it is about."""
    years = ADULT_AT if line.stage == Errand.PLAN_FOR_18 else about or ADULT_AT
    if not may_know_whom(tx, opened):
        return
    birth_on = tx.session.get_one(Person, opened.case.youth_id).birth_on
    yield Fact(mark("The youth"), person_name(tx, opened.case.youth_id))
    if birth_on is not None:
        yield Fact(mark("Birthday"), birthday(birth_on, years))


def _right(tx: Tx, _opened: Opened, _line: WaitLine, about: int | None) -> Iterator[Fact]:
    row = tx.session.get(RightRequest, about)
    if row is None:
        return
    yield Fact(mark("What is asked"), str(row.kind), coded=True)
    yield Fact(mark("Who asks it"), person_name(tx, row.asker_id))
    if row.representative:
        yield Fact(mark("Who asks it for them"), row.representative)
    yield Fact(mark("Asked on"), row.asked_on)
    yield Fact(mark("About which part of the file"), str(row.about), coded=True)
    if row.words:
        yield Fact(mark("In their own words"), row.words)


def _own_ask(tx: Tx, opened: Opened, _line: WaitLine, about: int | None) -> Iterator[Fact]:
    """That somebody else is wanted may be about who guides the case: the words are for the coordinator alone."""
    row = tx.session.get(OwnAsk, about)
    if row is None:
        return
    yield Fact(mark("What the youth asks"), str(row.kind), coded=True)
    yield Fact(mark("Asked on"), row.asked_at.astimezone(AMSTERDAM).date())
    if row.words and (row.kind != OwnAskKind.ANOTHER_PERSON or Link.COORDINATOR in opened.held):
        yield Fact(mark("In their own words"), row.words)


_OF_A_PLAN = {
    "living": mark("Where the youth lives then"),
    "income": mark("Income"),
    "insurance": mark("Health insurance"),
    "help_that_ends": mark("Help that ends, and what comes in its place"),
    "someone": mark("Who is there for the youth"),
}


def _plan_for_18(tx: Tx, opened: Opened, line: WaitLine, about: int | None) -> Iterator[Fact]:
    """Three months ahead, what was arranged six months ahead is there to go on from."""
    yield from _birthday(tx, opened, line, about)
    before = tx.session.exec(
        select(Statement.words)
        .where(Statement.case_id == opened.case.id, Statement.form == "PlanFor18", Statement.kind == "answer")
        .order_by(col(Statement.id).desc())
    ).first()
    arranged = json.loads(before) if before else {}
    for name, label in _OF_A_PLAN.items():
        if arranged.get(name):
            yield Fact(label, arranged[name])


ABOUT_PEOPLE: Mapping[str, Callable[[Tx, Opened, WaitLine, int | None], Iterator[Fact]]] = {
    "Acceptance": _succession,
    "ConsentsAgain": _renewal,
    "OwnAskReply": _own_ask,
    "PlanFor18": _plan_for_18,
    "RightAnswered": _right,
    "Successor": _succession,
    "TargetGroup": _birthday,
}
"""What each of these questions is about."""
