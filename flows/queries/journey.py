"""The way of one case as stretches of time and moments: stages, questions, pauses, steps, messages. Codes and agencies.

An agency that does not guide the case sees its own, as on the timeline.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import col, select

from flows.engine.matter import AMSTERDAM
from flows.queries.case_message import MessageLine, messages_of
from flows.queries.door import Opened, open_case
from flows.queries.ladder import ladder_of_case
from models.access import Viewer
from models.code import MessageStatus, Stage
from models.item import Item
from models.store import Tx
from models.tables import Agency, Pause, StageRun, Wait


@dataclass(frozen=True, slots=True)
class Stretch:
    """Something that lasts.

    Attributes:
        kind: ``stage``, ``question`` or ``pause``.
        what: the stage; of a question and its pause the agency, or the part of one of the people.
        until_on: none while it goes on.
        form: of a question, what it asks.
    """

    kind: str
    what: str
    from_on: date
    until_on: date | None
    form: str | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """A step of the ladder that was taken, with whose question it is about."""

    on: date
    what: str | None
    step: int


@dataclass(frozen=True, slots=True)
class Journey:
    """Everything there is to draw of one case."""

    stretches: tuple[Stretch, ...]
    steps: tuple[Moment, ...]
    messages: tuple[MessageLine, ...]


def journey_of(tx: Tx, viewer: Viewer, ref: str) -> Journey:
    """The way of the case of that number.

    Raises:
        Unknown: no such case, or none the viewer may know of.
    """
    opened = open_case(tx, viewer, ref)
    stages = list(_stages(tx, opened)) if opened.sees(Item.TIMELINE) else []
    steps = (
        Moment(_day(line.taken_at), line.of, line.step)
        for line in ladder_of_case(tx, viewer, ref)
        if line.taken_at is not None and line.step > 0 and not line.passed_by
    )
    sent = (line for line in messages_of(tx, viewer, ref) if line.status == MessageStatus.SENT)
    return Journey((*stages, *_questions(tx, opened)), tuple(steps), tuple(sent))


def _stages(tx: Tx, opened: Opened) -> Iterator[Stretch]:
    runs = tx.session.exec(
        select(StageRun)
        .where(StageRun.case_id == opened.case.id, col(StageRun.stage).in_(list(Stage)))
        .order_by(col(StageRun.id))
    )
    for run in runs:
        yield Stretch("stage", run.stage, _day(run.started_at), _day(run.ended_at) if run.ended_at else None)


def _questions(tx: Tx, opened: Opened) -> Iterator[Stretch]:
    """Each question with its pauses; of an agency that does not guide the case, its own."""
    rows = tx.session.exec(
        select(Wait, Agency.name)
        .outerjoin(Agency, col(Agency.id) == Wait.agency_id)
        .where(Wait.case_id == opened.case.id, Wait.kind != "date")
        .order_by(col(Wait.id))
    ).all()
    pauses: dict[int, list[Pause]] = {}
    for pause in tx.session.exec(
        select(Pause).join(Wait, col(Wait.id) == Pause.wait_id).where(Wait.case_id == opened.case.id)
    ):
        pauses.setdefault(pause.wait_id, []).append(pause)
    for wait, agency in rows:
        if opened.sees(Item.TIMELINE, opened.own(wait.agency_id)):
            what = agency or wait.part or ""
            until = _day(wait.closed_at) if wait.closed_at else None
            yield Stretch("question", what, _day(wait.opens_at or wait.asked_at), until, wait.form)
            yield from (Stretch("pause", what, each.from_on, each.until_on) for each in pauses.get(wait.id, ()))


def _day(moment: datetime) -> date:
    return moment.astimezone(AMSTERDAM).date()
