"""What the answers of tapering mean: check-ins, network maps, the closing. Source: process.md, stage 5."""

from collections.abc import Iterable
from typing import Any

from sqlmodel import col, func, select

from flows.engine.filing import files
from flows.engine.journal import OpenWait
from flows.engine.matter import Matter
from flows.engine.who import age_of
from flows.filing.assignment import insist_chosen, keep_marks, move_goals
from models.age import answers_marks
from models.code import Domain
from models.ending import KEEPS_OPEN, OUTCOMES
from models.forms.tapering import CheckIn, Closing, SupporterLine
from models.network import Level, SupporterFacts, around, level
from models.refusal import Refused
from models.speech import mark
from models.tables import CheckInNote, Mark, NetworkMap, StageRun, Supporter, Wait

GIFTS = ("practical", "company", "advice", "emotional")


@files(CheckIn)
def check_in(matter: Matter, _wait: OpenWait, form: CheckIn) -> dict[str, Any]:
    """A mark, perhaps a network map, and the yes of youth and coach to less coaching."""
    takes_over = form.takes_over_who or form.takes_over
    matter.session.add(
        CheckInNote(
            case_id=matter.case.id,
            stage_run_id=matter.run,
            met_on=matter.today,
            mark=form.youth_mark,
            line=form.line,
            takes_over=takes_over,
            youth_wants_less=form.youth_wants_less,
            coach_wants_less=form.coach_wants_less,
            fallback=form.fallback,
            below_strong=form.below_strong_why is not None,
            more=form.more,
            domains=",".join(line.domain for line in form.domains),
        )
    )
    matter.session.add(
        Mark(
            case_id=matter.case.id,
            stage_run_id=matter.run,
            domain=Domain.WELLBEING,
            giver=answers_marks(age_of(matter)),
            value=form.youth_mark,
            given_on=matter.today,
        )
    )
    keep_marks(matter, form.domains)
    drawn = _draw_map(matter, form.network) if form.network is not None else None
    return {"network": drawn, "takes_over": None, "somebody_takes_over": takes_over is not None}


def _draw_map(matter: Matter, lines: Iterable[SupporterLine]) -> str:
    lines = list(lines)
    facts = [
        SupporterFacts(
            line.kind,
            frozenset(gift for gift in GIFTS if getattr(line, gift)),
            line.always_there,
            line.adult,
            line.in_a_crisis,
        )
        for line in lines
    ]
    drawn = _map_of_today(matter)
    drawn.level = level(around(facts))
    matter.session.add(drawn)
    matter.tx.flush()
    matter.session.add_all(Supporter(map_id=drawn.id, **line.model_dump()) for line in lines)
    return str(drawn.level)


def _map_of_today(matter: Matter) -> NetworkMap:
    """A new map; drawn twice on one day, the later one takes the place of the earlier."""
    there = matter.session.exec(
        select(NetworkMap).where(NetworkMap.stage_run_id == matter.run, NetworkMap.drawn_on == matter.today)
    ).first()
    if there is None:
        return NetworkMap(case_id=matter.case.id, stage_run_id=matter.run, drawn_on=matter.today, level=Level.NONE)
    for each in matter.session.exec(select(Supporter).where(Supporter.map_id == there.id)):
        matter.session.delete(each)
    return there


@files(Closing)
def closing(matter: Matter, wait: OpenWait, form: Closing) -> dict[str, Any]:
    """Refused while something is still waited for in a run that keeps the case open."""
    insist_chosen(form.outcome)
    open_waits = matter.session.exec(
        select(func.count())
        .select_from(Wait)
        .join(StageRun, StageRun.id == Wait.stage_run_id)  # type: ignore[arg-type]
        .where(
            Wait.case_id == matter.case.id,
            Wait.status == "open",
            Wait.id != wait.id,
            col(StageRun.stage).in_(KEEPS_OPEN),
        )
    ).one()
    if open_waits:
        raise Refused(mark("A case cannot close while {number} questions are still open."), number=open_waits)
    keep_marks(matter, form.marks)
    move_goals(matter, form.goals)
    return {"tells_youth": OUTCOMES[form.outcome].tells_youth}
