"""What a coach knows ahead of a check-in: the step of coaching, and what less coaching takes. Changes nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlmodel import col, select

from flows.engine.matter import Matter, unpacked
from flows.facts.tapering import newest_map, present_coaching, situation_of
from flows.queries.door import Opened, matter_of
from flows.queries.fact import Fact
from flows.queries.waiting import WaitLine
from models.coaching import Step, next_down, what_lacks_ahead
from models.code import Stage
from models.label import LABELS
from models.speech import mark
from models.store import Tx
from models.tables import Entry, StageRun

STILL_NEEDED: Mapping[str, str] = {
    "two good marks": mark("higher marks, a few times in a row"),
    "late waits": mark("what others agreed to do and has waited for days"),
    "network": mark("more people around the youth, or a reason to go on without"),
}
"""What must be there before a step down is proposed."""
WAS_LACKING: Mapping[str, str] = {
    **STILL_NEEDED,
    "youth has not said yes": mark("the yes of the youth"),
    "coach has not said yes": mark("the yes of the coach"),
    "no recent network map": mark("who stands around the youth, drawn in the last weeks"),
    "nobody takes over": mark("somebody who takes over, named"),
    "no fallback": mark("a way back that the youth knows: one call"),
}
"""What a check-in lacked that asked for less coaching. Source: process.md, stage 5, "Refused"."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """The step of coaching below the present one, and what is still needed for it; nothing: it is proposed.

    Attributes:
        step: the step of coaching now.
        down: the step below it.
        lacks: what is still needed before it is proposed.
        lacked: what the last check-in lacked, where it asked for less coaching and there is no less.
    """

    step: Step
    down: Step
    lacks: tuple[str, ...]
    lacked: tuple[str, ...] = ()


def proposal_of(matter: Matter) -> Proposal | None:
    """What the system proposes at the next check-in; nothing while no coaching began or once it was let go."""
    present = present_coaching(matter)
    down = next_down(Step(present.step)) if present else None
    if present is None or down is None:
        return None
    lacks = what_lacks_ahead(down, situation_of(matter))
    return Proposal(Step(present.step), down, tuple(lacks), _lacked(matter))


def _lacked(matter: Matter) -> tuple[str, ...]:
    last = matter.session.exec(
        select(Entry.value)
        .join(StageRun, col(StageRun.id) == Entry.stage_run_id)
        .where(StageRun.case_id == matter.case.id, StageRun.stage == Stage.TAPERING, col(Entry.key).startswith("step:"))
        .order_by(col(Entry.stage_run_id).desc(), col(Entry.seq).desc())
    ).first()
    return tuple(code for code in (unpacked(last)["why"] if last else ()) if code in WAS_LACKING)


def _check_in(tx: Tx, opened: Opened, _line: WaitLine, _about: int | None) -> Iterator[Fact]:
    matter = matter_of(tx, opened)
    yield from _network(matter)
    proposal = proposal_of(matter)
    if proposal is None:
        return
    yield Fact(mark("Coaching now"), LABELS[Step][proposal.step], coded=True)
    for lack in proposal.lacked:
        yield Fact(mark("Not less since the last check-in; it lacked"), WAS_LACKING[lack], coded=True)
    if proposal.lacks:
        for lack in proposal.lacks:
            yield Fact(mark("Still needed for less coaching"), STILL_NEEDED[lack], coded=True)
    else:
        yield Fact(mark("Proposed, if this check-in goes well too"), LABELS[Step][proposal.down], coded=True)


def _network(matter: Matter) -> Iterator[Fact]:
    """Whether the map of the people around the youth is drawn now: at the start, and no more often than agreed."""
    drawn = newest_map(matter)
    if drawn is not None:
        yield Fact(mark("The network was drawn on"), drawn.drawn_on)
    if not situation_of(matter).recent_map:
        yield Fact(mark("To do together now"), mark("draw who stands around the youth"), coded=True)


ABOUT_COACHING = {"CheckIn": _check_in}
