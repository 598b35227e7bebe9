"""Words for questions that changed hands: passed on, recorded on somebody's behalf, or no longer needed."""

from sqlmodel import col, select

from flows.engine import when
from flows.messages.asked import AskedWait, waits_of
from flows.messages.link import asking
from flows.messages.outgoing import Outgoing, Told, day_of
from flows.messages.question import still_asked
from flows.messages.unsent import NotSent, Why
from models.tables import Statement
from notifications.kind.ending import YouthStopped
from notifications.kind.intake import ConsentWithdrawn
from notifications.kind.question import QuestionWithdrawn, ReassignedAway, ReassignedToYou, RecordedForYou


def reassigned_to_you(out: Outgoing) -> Told:
    """These are the reader's from now on."""
    waits = still_asked(out, out.content["waits"])
    ask = asking(out, waits)
    notice = ReassignedToYou(case_ref=out.ref, questions=ask.questions, link=out.link if ask.each else ask.link)
    return Told(notice, waits=tuple(wait.id for wait in waits))


def reassigned_away(out: Outgoing) -> Told:
    """These are somebody else's now; not said when they came back meanwhile, or were answered."""
    waits = [wait for wait in waits_of(out, out.content["waits"]) if wait.is_open]
    if not waits:
        raise NotSent(Why.WAIT_CLOSED)
    gone = [wait for wait in waits if wait.token != out.to.token]
    if not gone:
        raise NotSent(Why.NOTHING_TO_SAY)
    return Told(ReassignedAway(case_ref=out.ref, questions=_labels(out, gone)))


def recorded_for_you(out: Outgoing) -> Told:
    """What was recorded on the reader's behalf, by which agency, and until when it can be corrected."""
    wait = waits_of(out, out.content["waits"])[0]
    said = out.matter.session.exec(
        select(Statement.recorded_by_id, Statement.recorded_at)
        .where(Statement.wait_id == wait.id, col(Statement.recorded_by_id).is_not(None))
        .order_by(col(Statement.id).desc())
    ).first()
    recorder = out.agency_of(said[0]) if said else None
    if said is None or recorder is None:
        raise NotSent(Why.NOTHING_TO_SAY)
    recorded_on = day_of(said[1])
    until = when.due(out.matter, "correct record", agency=out.to.agency_id, since=recorded_on).on or recorded_on
    return Told(
        RecordedForYou(
            case_ref=out.ref,
            question=wait.label(out.to.language),
            recorder=out.name_of(recorder),
            recorded_on=recorded_on,
            correct_by_on=until,
            link=out.link,
        )
    )


def question_withdrawn(out: Outgoing) -> Told:
    """Questions the reader was told of and need not answer any more."""
    waits = _lapsed(out)
    if not waits:
        raise NotSent(Why.NOTHING_TO_SAY)
    return Told(QuestionWithdrawn(case_ref=out.ref, questions=_labels(out, waits)))


def youth_stopped(out: Outgoing) -> Told:
    """The youth stops; nothing is asked any more."""
    return Told(YouthStopped(case_ref=out.ref, stopped_on=out.queued_on, questions=_labels(out, _lapsed(out))))


def consent_withdrawn(out: Outgoing) -> Told:
    """From that day nothing more is shared with this partner; what it was asked lapsed."""
    return Told(ConsentWithdrawn(case_ref=out.ref, withdrawn_on=out.queued_on, questions=_labels(out, _lapsed(out))))


def _lapsed(out: Outgoing) -> list[AskedWait]:
    return [wait for wait in waits_of(out, out.content["waits"]) if wait.told_at is not None and not wait.is_open]


def _labels(out: Outgoing, waits: list[AskedWait]) -> tuple[str, ...]:
    return tuple(wait.label(out.to.language) for wait in waits)
