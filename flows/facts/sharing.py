"""Whether something of a case may leave to an agency today, and on what ground: reads what ``may_share`` must know.

Every place where something could leave asks here; none judges by itself. Never writes.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import takewhile

from sqlalchemy import bindparam, select
from sqlmodel import col
from sqlmodel import select as rows

from flows.engine.hot import AGENCY, CASE, table
from flows.engine.matter import Matter
from flows.engine.who import READ_LEFT
from flows.facts.consent import decided_for, givers_of, holds, is_custody_unknown
from models.prepared import Prepared
from models.sharing import Known, Rule, Said, Share, Tie, Word, may_share
from models.tables import Consent, Ground

_GROUND = table(Ground)
_RULE = (_GROUND.c.code, _GROUND.c.needs_consent, _GROUND.c.valid_from, _GROUND.c.valid_until)
READ_RULE = Prepared(
    select(AGENCY.c.active, *_RULE)
    .outerjoin_from(AGENCY, _GROUND, AGENCY.c.ground_id == _GROUND.c.id)
    .where(AGENCY.c.id == bindparam("agency"))
)
READ_REGISTERED_ON = Prepared(
    select(_GROUND.c.code)
    .join_from(CASE, _GROUND, CASE.c.ground_id == _GROUND.c.id)
    .where(CASE.c.id == bindparam("case"))
)


def share_with(
    matter: Matter,
    agency: int,
    *,
    tie: Tie | None = None,
    domain: str | None = None,
    whole: bool = False,
    nameless: bool = False,
) -> Share:
    """Whether something of this case may be told to an agency today; the words mean what ``may_share`` says."""
    known = known_of(matter, agency)
    return may_share(known, matter.today, tie=tie, domain=domain, whole=whole, nameless=nameless)


def tie_of(matter: Matter, agency: int | None, professional: int | None) -> Tie | None:
    """What a reader is to the case, where that is a ground of its own: who guides it, and who registered the youth."""
    case = matter.case
    if professional and professional in {case.case_manager_id, case.consultant_id, case.coach_id}:
        return Tie.GUIDES
    return Tie.REFERRED if agency == case.referrer_agency_id else None


def has_ground(matter: Matter, agency: int) -> bool:
    """Whether anything of this case may be told to an agency today; what is shown is narrowed where it is shown.

    Who left the case for want of a yes may come back once the yes is there.
    """
    return bool(may_share(known_of(matter, agency, left=False), matter.today))


def knows_the_whole(matter: Matter, agency: int) -> bool:
    """Whether everything of this case may be told there: who guides a case or leads a talk hears all of it."""
    return bool(may_share(known_of(matter, agency, left=False), matter.today, whole=True))


def known_of(matter: Matter, agency: int, *, left: bool | None = None) -> Known:
    """What must be known of a case and an agency; ``left`` where the caller knows better than the list of partners."""
    row = matter.tx.one(READ_RULE, agency=agency)
    active, code, *terms = row or (False, None, False, None, None)
    registered = matter.tx.one(READ_REGISTERED_ON, case=matter.case.id)
    gone = matter.tx.one(READ_LEFT, case=matter.case.id, agency=agency) is not None if left is None else left
    rule = Rule(code, *terms) if code else None
    words = tuple(_words(matter, agency)) if rule and rule.needs_consent else ()
    return Known(bool(active), rule, words, registered[0] if registered else None, gone)


def _words(matter: Matter, agency: int) -> Iterator[Word]:
    """The word of everybody whose yes is needed today; a decision of the case manager stands in for one."""
    said = matter.session.exec(
        rows(Consent)
        .where(Consent.case_id == matter.case.id, Consent.agency_id == agency)
        .order_by(col(Consent.given_on), col(Consent.id))
    ).all()
    decided = {giver for giver, _ in decided_for(matter, [agency])}
    for giver in givers_of(matter):
        own = [row for row in said if row.giver_id == giver and (row.withdrawn_at or holds(row, matter.today))]
        yield Word(Said.YES) if giver in decided else _last_word(own)
    if is_custody_unknown(matter):
        yield Word(Said.YES if None in decided else Said.NOTHING)


def _last_word(own: Sequence[Consent]) -> Word:
    if not own:
        return Word(Said.NOTHING)
    last = own[-1]
    if last.withdrawn_at is not None:
        return Word(Said.WITHDRAWN)
    if not last.agrees:
        return Word(Said.NO)
    return Word(Said.YES, _domains(own, last.given_on))


def _domains(own: Sequence[Consent], on: date) -> frozenset[str] | None:
    """The life domains of the last answer: it may be a row for each; one for all of them has none."""
    newest = takewhile(lambda row: row.given_on == on and row.agrees and row.withdrawn_at is None, reversed(own))
    named = frozenset(row.domain for row in takewhile(lambda row: row.domain is not None, newest) if row.domain)
    return named or None
