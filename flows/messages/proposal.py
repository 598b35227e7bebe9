"""Words for the question whether a step of the ladder is needed. Reads only."""

from collections.abc import Sequence

from sqlmodel import col, select

from flows.messages.asked import AskedWait
from flows.messages.outgoing import Outgoing
from models.forms import question_named
from models.speech import say
from models.tables import LadderStep, StageRun, Wait
from notifications.kind.ladder import EscalationProposed
from notifications.plain import Notice


def proposed(out: Outgoing, waits: Sequence[AskedWait]) -> Notice | None:
    """To who decides, where all that is asked is whether one step is needed; else nothing of its own."""
    first = waits[0]
    row = _step_of(out, first.id)
    if len(waits) > 1 or row is None or first.due_on is None:
        return None
    return EscalationProposed(
        case_ref=out.ref,
        step=row.step,
        question=label_of(out, row.wait_id),
        confirm_by_on=first.due_on,
        link=out.link,
    )


def label_of(out: Outgoing, number: int | None) -> str | None:
    """A question in the reader's language; nothing where the step is about the case itself."""
    wait = out.matter.session.get(Wait, number) if number else None
    if wait is None or wait.form is None:
        return None
    return say(question_named(wait.form, wait.form_version), out.to.language)


def _step_of(out: Outgoing, wait: int) -> LadderStep | None:
    about = out.matter.session.exec(
        select(StageRun.about).join(Wait, col(Wait.stage_run_id) == StageRun.id).where(Wait.id == wait)
    ).first()
    return out.matter.session.get(LadderStep, about) if about else None
