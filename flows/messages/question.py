"""Words for questions that are asked or still open: to agencies, the youth, parents, a trusted person.

Questions of one case to one reader go in one mail. Never asks what is answered already or asked of somebody else.
"""

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import bindparam, or_, select

from flows.engine.hot import MESSAGE
from flows.engine.matter import unpacked
from flows.facts.closed_to import closes_message
from flows.messages.asked import AskedWait, told_elsewhere, waits_of
from flows.messages.link import asking, link_to
from flows.messages.outgoing import Outgoing, Told, day_of
from flows.messages.own_words import own_words
from flows.messages.unsent import NotSent, Why
from models.code import Part
from models.holder import Holder
from models.prepared import Prepared
from notifications.kind.aftercare import ContactNudge, ContactWindowOpen, TrustedPersonAsked
from notifications.kind.person import PersonAsked, YouthAsked
from notifications.kind.question import QuestionAsked, Reminder
from notifications.plain import Notice

_Warm = Callable[[Outgoing, AskedWait], Notice | None]

READ_SIBLINGS = Prepared(
    select(
        MESSAGE.c.id,
        MESSAGE.c.content,
        MESSAGE.c.to_professional_id,
        MESSAGE.c.to_agency_id,
        MESSAGE.c.to_person_id,
    )
    .where(
        MESSAGE.c.case_id == bindparam("case"),
        MESSAGE.c.notice == "QuestionAsked",
        MESSAGE.c.status == "queued",
        MESSAGE.c.id != bindparam("this"),
        MESSAGE.c.not_before <= bindparam("now"),
        or_(
            MESSAGE.c.lease_by == bindparam("me"),
            MESSAGE.c.lease_by.is_(None) & MESSAGE.c.next_try_at.is_(None),
        ),
    )
    .order_by(MESSAGE.c.id)
)


def asked(out: Outgoing) -> Told:
    """What is asked of the reader now, with other questions of this case that are ready for the same reader."""
    waits = still_asked(out, out.content["waits"])
    fresh = [wait for wait in waits if not told_elsewhere(out, wait)]
    if not fresh:
        raise NotSent(Why.TOLD_ALREADY, told=tuple(wait.id for wait in waits))
    rows, others = _siblings(out)
    fresh += [wait for wait in others if wait not in fresh]
    return Told(_asking(out, fresh), waits=tuple(wait.id for wait in fresh), rows=rows)


def reminded(out: Outgoing) -> Told:
    """What is still open."""
    waits = _worth_reminding(out, still_asked(out, out.content["waits"]))
    return Told(_warmly(out, waits, _WARM_AGAIN) or _plainly(out, waits), waits=tuple(wait.id for wait in waits))


def _plainly(out: Outgoing, waits: Sequence[AskedWait]) -> Notice:
    ask = asking(out, waits)
    return Reminder(case_ref=out.ref, questions=ask.questions, link=ask.one_link)


def _worth_reminding(out: Outgoing, waits: list[AskedWait]) -> list[AskedWait]:
    """Without those whose question came today, or gets another mail about a new day nearer to it.

    Raises:
        NotSent: nothing is left.
    """
    today = day_of(out.matter.now)
    known = [wait for wait in waits if wait.told_at is None or day_of(wait.told_at) < today]
    known = [wait for wait in known if not _is_on_its_way(out, wait)]
    if not known:
        raise NotSent(Why.ASKED_TODAY)
    still = [wait for wait in known if wait.agreed_from is None or wait.agreed_from <= out.queued_on]
    if not still:
        raise NotSent(Why.DATE_MOVED)
    return still


def _is_on_its_way(out: Outgoing, wait: AskedWait) -> bool:
    """The question itself did not leave yet, as when the mail server was away."""
    if wait.told_at is not None:
        return False
    rows = out.tx.all(READ_SIBLINGS, case=out.matter.case.id, this=out.row.id, now=out.matter.now, me=out.row.lease_by)
    return any(wait.id in unpacked(content)["waits"] for _, content, *_ in rows)


def still_asked(out: Outgoing, numbers: Sequence[int]) -> list[AskedWait]:
    """The questions among these that are open and still this reader's.

    Raises:
        NotSent: there is none.
    """
    still_open = [wait for wait in waits_of(out, numbers) if wait.is_open]
    if not still_open:
        raise NotSent(Why.WAIT_CLOSED)
    still_theirs = [wait for wait in still_open if wait.token == out.to.token]
    if not still_theirs:
        raise NotSent(Why.SOMEBODY_ELSE)
    return still_theirs


def _siblings(out: Outgoing) -> tuple[tuple[int, ...], list[AskedWait]]:
    rows, waits = [], []
    found = out.tx.all(READ_SIBLINGS, case=out.matter.case.id, this=out.row.id, now=out.matter.now, me=out.row.lease_by)
    for number, content, professional, agency, person in found:
        if Holder("", agency, professional, person).token != out.to.token:
            continue
        theirs = [
            wait
            for wait in waits_of(out, unpacked(content)["waits"])
            if wait.is_open and wait.token == out.to.token and not told_elsewhere(out, wait)
        ]
        if theirs and not _is_closed(out, person, theirs):
            rows.append(number)
            waits += theirs
    return tuple(rows), waits


def _is_closed(out: Outgoing, person: int | None, waits: Sequence[AskedWait]) -> bool:
    """The youth does not want this person told of it; its own message says so."""
    return person is not None and closes_message(out.matter, person, "QuestionAsked", [wait.id for wait in waits])


def _asking(out: Outgoing, waits: Sequence[AskedWait]) -> Notice:
    if out.to_youth:
        ask = asking(out, waits, with_days=False)
        return YouthAsked(case_ref=out.ref, questions=ask.questions, link=ask.link)
    warm = _warmly(out, waits, _WARM)
    if warm is not None:
        return warm
    if out.to.asked.person_id is not None:
        ask = asking(out, waits, with_days=False)
        return PersonAsked(case_ref=out.ref, questions=ask.questions, link=ask.link)
    notice = own_words(out, waits)
    if notice is not None:
        return notice
    ask = asking(out, waits)
    return QuestionAsked(case_ref=out.ref, questions=ask.questions, link=ask.one_link, asker=_asker(out))


def _warmly(out: Outgoing, waits: Sequence[AskedWait], words: Mapping[str, _Warm]) -> Notice | None:
    """Words of their own for a trusted person, where all that is asked is of one kind."""
    first = waits[0]
    if any((wait.part, wait.form) != (Part.TRUSTED_PERSON, first.form) for wait in waits):
        return None
    return words[first.form](out, first) if first.form in words else None


def _be_there(out: Outgoing, wait: AskedWait) -> Notice | None:
    return TrustedPersonAsked(case_ref=out.ref, answer_by_on=wait.due_on, link=link_to(out, wait))


def _be_in_touch(out: Outgoing, wait: AskedWait) -> Notice | None:
    if wait.due_on is None:
        return None
    opens_on = day_of(wait.opens_at or wait.asked_at)
    return ContactWindowOpen(case_ref=out.ref, opens_on=opens_on, until_on=wait.due_on, link=link_to(out, wait))


def _still_time(out: Outgoing, wait: AskedWait) -> Notice | None:
    if wait.due_on is None:
        return None
    return ContactNudge(case_ref=out.ref, until_on=wait.due_on, link=link_to(out, wait))


_WARM: Mapping[str, _Warm] = {"TrustedAgrees": _be_there, "Contact": _be_in_touch}
_WARM_AGAIN: Mapping[str, _Warm] = {"TrustedAgrees": _be_there, "Contact": _still_time}


def _asker(out: Outgoing) -> str | None:
    """The case manager's agency, for readers elsewhere."""
    agency = out.case_manager_agency
    return out.name_of(agency) if agency is not None and agency != out.to.agency_id else None
