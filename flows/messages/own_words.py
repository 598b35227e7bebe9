"""Words of their own for some questions to professionals, where a mail asks nothing else. Reads only."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from sqlmodel import select

from flows.facts.consent import agencies_asked_about
from flows.facts.renewal import what_ends
from flows.messages.asked import AskedWait
from flows.messages.link import link_to
from flows.messages.outgoing import Outgoing
from flows.messages.proposal import label_of, proposed
from models.code import Errand, Part
from models.tables import StageRun, Wait
from notifications.kind.intake import ArrivedAsked, ConsentAsked, ConsentEnding
from notifications.kind.question import MeanwhileAsked, ProposalToConfirm
from notifications.plain import Notice


def own_words(out: Outgoing, waits: Sequence[AskedWait]) -> Notice | None:
    """The notice of a question that has one of its own; nothing where more is asked, or it does not fit."""
    first = waits[0]
    if len(waits) > 1 or first.form not in _OWN:
        return None
    return _OWN[first.form](out, first)


def _consent(out: Outgoing, wait: AskedWait) -> Notice | None:
    """To whoever sits with the youth: with which partners."""
    matter = replace(out.matter, stage=Errand.CONSENT, about=_about(out, wait))
    partners = tuple(out.name_of(agency) for agency in agencies_asked_about(matter))
    if not partners or wait.due_on is None:
        return None
    return ConsentAsked(case_ref=out.ref, partners=partners, due_on=wait.due_on, link=link_to(out, wait))


def _consent_again(out: Outgoing, wait: AskedWait) -> Notice | None:
    """To the case manager, weeks ahead; once it ended, it is a question like any other."""
    ending = what_ends(out.matter)
    if not ending["agencies"] or ending["on"] <= out.matter.today:
        return None
    partners = tuple(out.name_of(agency) for agency in ending["agencies"])
    return ConsentEnding(case_ref=out.ref, partners=partners, ends_on=ending["on"], link=link_to(out, wait))


def _arrived(out: Outgoing, wait: AskedWait) -> Notice | None:
    """To the receiving agency; failing that to the referrer, who knows where the youth went."""
    if wait.due_on is None:
        return None
    receives = wait.agency_id if wait.part != Part.REFERRER else None
    agency = out.name_of(receives) if receives is not None else None
    return ArrivedAsked(case_ref=out.ref, agency=agency, due_on=wait.due_on, link=link_to(out, wait))


def _meanwhile(out: Outgoing, wait: AskedWait) -> Notice | None:
    question = label_of(out, _about(out, wait))
    if question is None or wait.due_on is None:
        return None
    return MeanwhileAsked(case_ref=out.ref, question=question, due_on=wait.due_on, link=link_to(out, wait))


def _proposal(out: Outgoing, wait: AskedWait) -> Notice | None:
    if wait.due_on is None:
        return None
    about = wait.label(out.to.language)
    return ProposalToConfirm(case_ref=out.ref, about=about, confirm_by_on=wait.due_on, link=link_to(out, wait))


def _step(out: Outgoing, wait: AskedWait) -> Notice | None:
    return proposed(out, [wait])


def _about(out: Outgoing, wait: AskedWait) -> int | None:
    """What the run of this question is about."""
    run = select(Wait.stage_run_id).where(Wait.id == wait.id).scalar_subquery()
    return out.matter.session.exec(select(StageRun.about).where(StageRun.id == run)).first()


_OWN: Mapping[str, Callable[[Outgoing, AskedWait], Notice | None]] = {
    "Consents": _consent,
    "PartnerConsent": _consent,
    "ConsentsAgain": _consent_again,
    "Arrived": _arrived,
    "Meanwhile": _meanwhile,
    "Proposal": _proposal,
    "StepConfirmed": _step,
}
"""Which questions have a notice of their own, by form."""
