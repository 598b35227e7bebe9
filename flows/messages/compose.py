"""From a row of the outbox to a mail, read fresh at the moment of sending. Sends nothing, and writes no row."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import EmailMessage

from flows.engine.matter import Matter, unpacked
from flows.messages import (
    account,
    appointment,
    climbing,
    farewell,
    minutes,
    own_ask,
    passed_on,
    power,
    question,
    registration,
    right,
    running,
    undelivered,
)
from flows.messages.allowed import insist_allowed
from flows.messages.outgoing import House, Outgoing, Queued, Told, case_of
from flows.messages.own_reference import with_own_reference
from flows.messages.recipient import Recipient, recipient_of
from flows.messages.unsent import NotSent, NoWords, Why
from models.store import Tx
from notifications.envelope import message_id, sealed
from notifications.letter import write

Compose = Callable[[Outgoing], Told]

COMPOSERS: Mapping[str, Compose] = {
    "RegistrationReceived": registration.received,
    "RegistrationJoined": registration.joined,
    "DecisionTaken": registration.decided,
    "FirstLetter": registration.first_letter,
    "HelpBegan": registration.help_began,
    "WaitsForYou": running.waits_for_you,
    "QuestionAsked": question.asked,
    "Reminder": question.reminded,
    "TermPassed": climbing.term_passed,
    "RunsLonger": climbing.runs_longer,
    "ColleagueNeeded": climbing.colleague_needed,
    "TeamLeadAhead": climbing.team_lead_ahead,
    "TeamLeadAsked": climbing.team_lead_asked,
    "EscalationConfirmed": climbing.confirmed,
    "SteppedDown": climbing.stepped_down,
    "ReassignedToYou": passed_on.reassigned_to_you,
    "ReassignedAway": passed_on.reassigned_away,
    "RecordedForYou": passed_on.recorded_for_you,
    "QuestionWithdrawn": passed_on.question_withdrawn,
    "YouthStopped": passed_on.youth_stopped,
    "MeetingInvited": appointment.invited,
    "MeetingMoved": appointment.moved,
    "MeetingCancelled": appointment.called_off,
    "AgendaReady": appointment.agenda_ready,
    "MinutesReady": minutes.minutes_ready,
    "AgreementLapsed": minutes.agreement_lapsed,
    "CaseEnded": farewell.case_ended,
    "CaseClosed": farewell.case_closed,
    "ClosingLetter": farewell.closing_letter,
    "RightHeard": right.heard,
    "OwnAskAnswered": own_ask.answered,
    "StoppingConfirmed": farewell.stopping_confirmed,
    "CaseHandedOver": farewell.handed_over,
    "ConsentWithdrawn": passed_on.consent_withdrawn,
    "PlaceFree": power.place_free,
    "HearingAsked": power.hearing_asked,
    "OrderGiven": power.order_given,
    "OrderTakenBack": power.order_taken_back,
    "OneTimeCode": account.one_time_code,
    "EmergencyAccessUsed": account.emergency_access_used,
    "DeliveryFailed": undelivered.delivery_failed,
}
"""How each notice of the outbox is put into words; the reader decides which words those are."""


@dataclass(frozen=True, slots=True)
class Composed:
    """What one reader is told, ready to be sealed.

    Attributes:
        ground: on what an agency is told it; nothing for one of the people, and for what is about many cases.
    """

    row: Queued
    to: Recipient
    told: Told
    ground: str | None = None


def compose(tx: Tx, row: Queued, house: House, *, to: Recipient | None = None) -> Composed:
    """What a row of the outbox says by now, and to whom; ``to`` is who reads it, where that is known already.

    Raises:
        NotSent: nothing any more; says why by name.
        NoWords: this release does not know the notice.
    """
    if row.notice not in COMPOSERS:
        raise NoWords(row.notice)
    found = case_of(tx, row.case_id) if row.case_id is not None else None
    if found is None:
        raise NotSent(Why.NOTHING_TO_SAY)
    case, outcome, anonymous = found
    matter = Matter(tx, case, 0, "", 0, None, None)
    to = to or recipient_of(matter, row.to)
    out = Outgoing(row, unpacked(row.content), matter, outcome, anonymous, to, house)
    ground = insist_allowed(out)
    told = with_own_reference(out, COMPOSERS[row.notice](out))
    _insist_spoken_to(out, told)
    return Composed(row, to, told, ground)


def _insist_spoken_to(out: Outgoing, told: Told) -> None:
    """A youth is spoken to as "jij", and nobody else is: words for another reader are not sent at all."""
    if (told.notice.to == "jij") != out.to_youth:
        raise NotSent(Why.NOTHING_TO_SAY)


def mail_of(composed: Composed, house: House, tx: Tx) -> EmailMessage:
    """The mail: the same Message-ID each time, so that a repeated one can be recognised.

    Raises:
        BadAddress: the house's own address is none.
    """
    return sealed(
        write(composed.told.notice, composed.to.language),
        composed.to.address,
        sender=house.sender,
        message_id=message_id(str(composed.row.id), salt_of(composed.row), house.domain),
        sent_at=tx.now,
        calendar=composed.told.calendar,
    )


def salt_of(row: Queued) -> str:
    """Tells rows of the same number apart when a database was founded anew."""
    moment = row.queued_at.timestamp()
    return hashlib.sha256(f"{row.id} {row.notice} {moment}".encode()).hexdigest()[:12]
