"""What tapering goes by: the step of coaching, and what is known around it. Never writes."""

from sqlmodel import col, or_, select

from flows.engine import when
from flows.engine.matter import Matter
from flows.queries.delay import delays
from models.coaching import Situation, Standard
from models.code import Errand
from models.ladder import COLLEAGUE
from models.network import Level
from models.tables import Action, CheckInNote, Coaching, CoachingStandard, Goal, NetworkMap, StageRun, Wait


def present_coaching(matter: Matter) -> Coaching | None:
    """The step of coaching the youth is on."""
    return matter.session.exec(
        select(Coaching).where(Coaching.case_id == matter.case.id).order_by(col(Coaching.id).desc())
    ).first()


def situation_of(matter: Matter) -> Situation:
    """What is known by now: the marks, the network, what is waited for, and what the newest check-in said."""
    standard = _standard(matter)
    notes = _newest_check_ins(matter)
    newest = notes[0] if notes else None
    drawn = newest_map(matter)
    return Situation(
        marks=tuple(note.mark for note in notes[: standard.marks]),
        network=Level(drawn.level) if drawn else Level.NONE,
        late_waits=_late_waits(matter, _chosen_domains(notes)),
        youth_wants_less=bool(newest and newest.youth_wants_less),
        coach_wants_less=bool(newest and newest.coach_wants_less),
        takes_over=any(note.takes_over for note in notes[:2]),
        fallback=bool(newest and newest.fallback),
        below_strong=bool(newest and newest.below_strong),
        recent_map=drawn is not None and _is_recent(matter, drawn),
        standard=standard,
    )


def _standard(matter: Matter) -> Standard:
    row = matter.session.exec(
        select(CoachingStandard)
        .where(CoachingStandard.case_id == matter.case.id)
        .order_by(col(CoachingStandard.id).desc())
    ).first()
    return Standard(row.good_mark, row.marks, Level(row.network or Level.NONE)) if row else Standard()


def _newest_check_ins(matter: Matter) -> list[CheckInNote]:
    return list(
        matter.session.exec(
            select(CheckInNote).where(CheckInNote.case_id == matter.case.id).order_by(col(CheckInNote.id).desc())
        )
    )


def newest_map(matter: Matter) -> NetworkMap | None:
    """The last map that was drawn of the people around the youth."""
    return matter.session.exec(
        select(NetworkMap).where(NetworkMap.case_id == matter.case.id).order_by(col(NetworkMap.id).desc())
    ).first()


def _is_recent(matter: Matter, drawn: NetworkMap) -> bool:
    recent_until = when.due(matter, "network map", agency=None, since=drawn.drawn_on).on
    return recent_until is None or matter.today <= recent_until


def _chosen_domains(notes: list[CheckInNote]) -> list[str]:
    """The one or two life domains the youth chose last."""
    return next((note.domains.split(",") for note in notes if note.domains), [])


def _late_waits(matter: Matter, domains: list[str]) -> int:
    """What waits three working days longer than agreed, or stands on step 1 or higher, on the domains that matter.

    A second new date brings it there before its last day. A request, or an action for no goal, is of no domain we know:
    it counts.
    """
    runs = (
        select(StageRun.id)
        .outerjoin(Action, (col(Action.id) == StageRun.about) & (col(StageRun.stage) == Errand.ACTION))
        .outerjoin(Goal, col(Goal.id) == Action.goal_id)
        .where(StageRun.case_id == matter.case.id, col(StageRun.stage).in_([Errand.ACTION, Errand.REQUEST]))
    )
    if domains:
        runs = runs.where(or_(col(Goal.domain).is_(None), col(Goal.domain).in_(domains)))
    first = when.named_term(matter.tx, matter.case.region_id, "ladder 1", matter.today).amount
    found = delays(matter.tx, col(Wait.closed_at).is_(None), col(Wait.stage_run_id).in_(runs))
    return sum(each.days_late >= first or each.step >= COLLEAGUE for each in found)
