"""The ladder as people see it: the steps of a case, and how many an agency was asked for. Never a figure per person."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import col, func, select

from flows.queries.door import open_case
from flows.queries.event import Event
from models.access import Viewer
from models.item import Item
from models.ladder import shipped
from models.store import Tx
from models.tables import Agency, LadderStep, Professional, Wait


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of the ladder, as people see it.

    Attributes:
        wait: the question it is about; none where it is about the case itself.
        reason: why, as a code; ``words`` only for who may see the file.
        of: the agency whose question it is about.
        addressee: the agency that was asked to help; never a person.
        effective_on: the day it takes effect, where it is announced ahead.
        taken_at: since when it stands; none while it is only proposed or announced.
        refused_at: when a person said "not now".
        passed_by: a higher step was due already; nobody was told of this one.
        reaction: what the addressee did.
        result: how it ended.
    """

    id: int
    wait: int | None
    key: str | None
    form: str | None
    step: int
    round: int
    reason: str
    words: str | None
    of: str | None
    agency_id: int | None
    addressee: str | None
    proposed_at: datetime
    effective_on: date | None
    taken_at: datetime | None
    refused_at: datetime | None
    passed_by: bool
    reaction: str | None
    reacted_at: datetime | None
    result: str | None
    ended_at: datetime | None

    def name(self, language: str) -> str:
        """What the step is called."""
        rung = shipped()[0][self.step]
        return rung.en if language == "en" else rung.nl


def ladder_of_case(tx: Tx, viewer: Viewer, ref: str) -> list[StepLine]:
    """The steps of a case the viewer may see, in the order they were taken; an agency sees those of its own questions.

    Raises:
        Unknown: no such case, or none the viewer may know of.
    """
    opened = open_case(tx, viewer, ref)
    lines = steps_of_case(tx, opened.case.id, with_words=opened.sees(Item.LADDER_WORDS))
    return [line for line in lines if opened.sees(Item.LADDER, opened.own(line.agency_id))]


def steps_of_case(tx: Tx, case: int, *, with_words: bool = False) -> list[StepLine]:
    """Every step of a case, the first first."""
    agencies = dict(tx.session.exec(select(Agency.id, Agency.name)).all())
    at = dict(tx.session.exec(select(Professional.id, Professional.agency_id)).all())
    rows = tx.session.exec(
        select(LadderStep, Wait)
        .outerjoin(Wait, col(Wait.id) == LadderStep.wait_id)
        .where(LadderStep.case_id == case)
        .order_by(col(LadderStep.id))
    ).all()
    return [_line(step, wait, agencies, at, with_words=with_words) for step, wait in rows]


def _line(
    step: LadderStep, wait: Wait | None, agencies: dict[int, str], at: dict[int, int], *, with_words: bool
) -> StepLine:
    helper = step.agency_id or at.get(step.professional_id or 0)
    return StepLine(
        id=step.id,
        wait=step.wait_id,
        key=wait.key if wait else None,
        form=wait.form if wait else None,
        step=step.step,
        round=step.round,
        reason=step.reason,
        words=step.words if with_words else None,
        of=agencies.get(wait.agency_id or 0) if wait else None,
        agency_id=wait.agency_id if wait else None,
        addressee=agencies.get(helper or 0),
        proposed_at=step.proposed_at,
        effective_on=step.effective_on,
        taken_at=step.confirmed_at,
        refused_at=step.refused_at,
        passed_by=step.passed_by,
        reaction=step.reaction,
        reacted_at=step.reacted_at,
        result=step.result,
        ended_at=step.stepped_down_at,
    )


def steps_per_agency(tx: Tx, *conditions: Any) -> dict[int, dict[int, int]]:
    """How many steps were taken about the questions of each agency, by step; reminders are no step to count."""
    rows = tx.session.exec(
        select(Wait.agency_id, LadderStep.step, func.count())
        .join(Wait, col(Wait.id) == LadderStep.wait_id)
        .where(col(LadderStep.confirmed_at).is_not(None), LadderStep.step > 0, *conditions)
        .group_by(col(Wait.agency_id), col(LadderStep.step))
    ).all()
    found: dict[int, Counter[int]] = {}
    for agency, step, number in rows:
        if agency is not None:
            found.setdefault(agency, Counter())[step] += number
    return {agency: dict(sorted(counts.items())) for agency, counts in sorted(found.items())}


def step_events(tx: Tx, case: int) -> Iterator[Event]:
    """What a timeline tells of the ladder: each step as it was proposed, taken, put off and over; no reminders."""
    for line in steps_of_case(tx, case):
        if line.step == 0 or line.passed_by:
            continue
        if line.taken_at != line.proposed_at:
            yield _event("step announced", line.proposed_at, line.reason, line)
        if line.refused_at is not None:
            yield _event("step put off", line.refused_at, line.reason, line)
        if line.taken_at is not None:
            yield _event("step taken", line.taken_at, line.reason, line)
        if line.ended_at is not None and line.taken_at is not None:
            yield _event("step over", line.ended_at, line.result, line)


def _event(kind: str, at: datetime, code: str | None, line: StepLine) -> Event:
    return Event(at, f"step {line.step}", line.key or "", kind, line.of, line.agency_id, line.form, code)
