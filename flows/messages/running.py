"""Words for an agency that was asked before the registration: the case waits for that answer now, told once."""

from collections.abc import Iterator, Mapping
from functools import cache

from sqlmodel import col, select

from flows.messages.asked import AskedWait, as_questions, waits_of
from flows.messages.link import link_to
from flows.messages.outgoing import Outgoing, Told
from flows.messages.unsent import NotSent, Why
from models.code import Errand
from models.tables import Message, StageRun, Wait
from models.term import Term
from models.term_list import load_terms
from notifications.kind.intake import WaitsForYou
from notifications.kind.question import QuestionAsked
from notifications.plain import Language, Notice


def waits_for_you(out: Outgoing) -> Told:
    """To an agency that was asked before: the case waits for that answer now."""
    wait = _its_wait(out)
    return Told(_waiting(out, wait), waits=(wait.id,))


def _waiting(out: Outgoing, wait: AskedWait) -> Notice:
    if wait.due_on is None:
        return QuestionAsked(case_ref=out.ref, questions=as_questions([wait], out.to.language), link=link_to(out, wait))
    return WaitsForYou(
        case_ref=out.ref,
        question=_what_was_asked(wait, out.to.language),
        asked_on=out.content["asked_on"],
        due_on=wait.due_on,
        link=link_to(out, wait),
    )


def _what_was_asked(wait: AskedWait, language: Language) -> str:
    """The term it runs under, as people call it: what was asked in words is nobody's but the file's."""
    term = _shipped().get(wait.term or "")
    label = (term.nl if language == "nl" else term.en) if term else ""
    return label[:1].upper() + label[1:] or wait.label(language)


@cache
def _shipped() -> Mapping[str, Term]:
    return load_terms()


def _its_wait(out: Outgoing) -> AskedWait:
    """The question this message announces.

    It was asked in the same step. Where several were at one moment, messages and questions go in the same order.

    Raises:
        NotSent: it is answered, or asked of somebody else by now.
    """
    waits = list(_asked_in_one_step(out))
    place = _place_among_its_like(out)
    if place >= len(waits) or not waits[place].is_open:
        raise NotSent(Why.WAIT_CLOSED)
    if waits[place].agency_id != out.to.agency_id:
        raise NotSent(Why.SOMEBODY_ELSE)
    return waits[place]


def _asked_in_one_step(out: Outgoing) -> Iterator[AskedWait]:
    numbers = out.matter.session.exec(
        select(Wait.id)
        .join(StageRun, col(StageRun.id) == Wait.stage_run_id)
        .where(
            Wait.case_id == out.matter.case.id,
            Wait.form == "RunningAnswer",
            Wait.asked_at == out.row.queued_at,
            Wait.counted_from == out.content["asked_on"],
            StageRun.stage == Errand.REQUEST,
        )
        .order_by(col(Wait.id))
    ).all()
    yield from waits_of(out, numbers)


def _place_among_its_like(out: Outgoing) -> int:
    earlier = out.matter.session.exec(
        select(Message.content).where(
            Message.case_id == out.matter.case.id,
            Message.notice == "WaitsForYou",
            Message.queued_at == out.row.queued_at,
            col(Message.id) < out.row.id,
        )
    ).all()
    return sum(content == out.row.content for content in earlier)
