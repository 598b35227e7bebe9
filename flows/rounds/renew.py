"""The daily round of birthdays and consents: asks again six weeks ahead, and what a birthday asks. Decides nothing.

Dates of birth are sealed, so they are opened and compared here; nothing keeps them in the open.
Source: process.md, "Birthdays" and stage 1 step 3.
"""

import logging
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache

from sqlmodel import col, select

from flows.diagnosis import diagnosis_of
from flows.engine import hot, when
from flows.engine.matter import AMSTERDAM, CaseRow, Matter
from flows.engine.step import start
from flows.facts.renewal import newest_word, still_holds, what_ends
from flows.rounds.birthday import BIRTHDAY, on_birthday, turned
from flows.rounds.parents import cases_in_which_parents_stand_back, parents_stand_back
from models.birthday import Ahead, coming, newest
from models.code import Errand
from models.store import Store, Tx
from models.tables import CaseFile, Consent, Person, Renewal, StageRun
from models.term import ahead_on

log = logging.getLogger("vangnet.rounds")

FAR_AHEAD = timedelta(days=366)
"""No region asks consent again further ahead than a year; only to read fewer rows."""
CONSENT_ENDS, CONSENT_ENDED = "consent ends", "consent ended"


@dataclass(slots=True)
class Renewed:
    """How many cases were looked into, and what was asked."""

    cases: int = 0
    failed: int = 0
    asked: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        """The counts in words."""
        counts = [f"{self.cases} cases looked into", *(f"{number} {what}" for what, number in self.asked.items())]
        return ", ".join(counts + ([f"{self.failed} failed"] if self.failed else []))


def renew_consents(store: Store, now: datetime) -> Renewed:
    """Starts what consents that end and birthdays that come ask for. Late or twice, it asks each thing once.

    Args:
        store: the domain database.
        now: the moment it is in the process.
    """
    renewed = Renewed()
    with store.read(now) as tx:
        found = sorted(
            {
                *_with_consent_that_ends(tx),
                *_with_birthday(tx),
                *cases_in_which_parents_stand_back(tx, _today(tx)),
            }
        )
    for case in found:
        _look_into(store, case, now, renewed)
    return renewed


def _look_into(store: Store, case: int, now: datetime, renewed: Renewed) -> None:
    try:
        with store.write(now) as tx:
            asked = _asked(tx, case)
    except Exception as problem:  # noqa: BLE001 - one case that cannot be looked into may not hide the others
        log.warning("case %s could not be looked into: %s", case, diagnosis_of(problem))
        renewed.failed += 1
        return
    renewed.cases += 1
    renewed.asked.update(asked)


def _with_consent_that_ends(tx: Tx) -> Iterator[int]:
    """Open cases with a yes that ends within a year, or ended, while nobody is being asked again."""
    being_asked = select(StageRun.case_id).where(StageRun.stage == Errand.RENEWAL, col(StageRun.ended_at).is_(None))
    yield from tx.session.exec(
        select(Consent.case_id)
        .join(CaseFile, col(CaseFile.id) == Consent.case_id)
        .where(
            col(CaseFile.closed_at).is_(None),
            CaseFile.opened_at <= tx.now,
            col(Consent.withdrawn_at).is_(None),
            col(Consent.ends_on) <= _today(tx) + FAR_AHEAD,
            col(Consent.case_id).not_in(being_asked),
        )
        .distinct()
    )


def _with_birthday(tx: Tx) -> Iterator[int]:
    """Open cases in which a birthday asks for something that was not asked yet."""
    done = {(row.case_id, row.what, row.about) for row in tx.session.exec(select(Renewal))}
    rows = tx.session.exec(
        select(CaseFile.id, CaseFile.region_id, Person)
        .join(Person, col(Person.id) == CaseFile.youth_id)
        .where(col(CaseFile.closed_at).is_(None), CaseFile.opened_at <= tx.now, col(Person.birth_on).is_not(None))
    )
    for case, region, youth in rows:
        if youth.birth_on is not None:
            found = newest(coming(youth.birth_on, _today(tx), _ahead(tx, region)))
            begun = any((case, each.errand, each.about) not in done for each in found)
            if begun or any((case, BIRTHDAY, each) not in done for each in turned(youth.birth_on, _today(tx))):
                yield case


def _asked(tx: Tx, case: int) -> list[str]:
    """What was started in this case, under its lock."""
    row = tx.one(hot.LOCK_CASE, case=case)
    if row is None or CaseRow(*row).closed_at is not None:
        return []
    matter = Matter(tx, CaseRow(*row), 0, Errand.RENEWAL, 0, None, None)
    return [*_consent_again(matter), *_birthdays(matter), *parents_stand_back(matter), *_turned(matter)]


def _consent_again(matter: Matter) -> Iterator[str]:
    """Asked once while it ends, and once more when it ended all the same."""
    agencies = what_ends(matter)["agencies"]
    if not agencies or _runs(matter):
        return
    what = CONSENT_ENDS if still_holds(matter, agencies) else CONSENT_ENDED
    if _mark(matter, what, newest_word(matter, agencies)):
        start(matter, Errand.RENEWAL, None)
        yield what


def _runs(matter: Matter) -> bool:
    """Consent is being asked already, again or for the first time since the case was opened again."""
    return any(
        stage in {Errand.RENEWAL, Errand.CONSENT} for _, stage in matter.tx.all(hot.OPEN_RUNS, case=matter.case.id)
    )


def _birthdays(matter: Matter) -> Iterator[str]:
    birth_on = matter.session.get_one(Person, matter.case.youth_id).birth_on
    if birth_on is None:
        return
    for occasion in newest(coming(birth_on, matter.today, _ahead(matter.tx, matter.case.region_id))):
        if _mark(matter, occasion.errand, occasion.about):
            start(matter, occasion.errand, occasion.about)
            yield occasion.errand


def _turned(matter: Matter) -> Iterator[str]:
    """What a birthday that came asks for, once each."""
    birth_on = matter.session.get_one(Person, matter.case.youth_id).birth_on
    for years in turned(birth_on, matter.today) if birth_on else ():
        if _mark(matter, BIRTHDAY, years):
            yield from on_birthday(matter, years)


def _mark(matter: Matter, what: str, about: int) -> bool:
    """Notes that it was done; false when it was done before."""
    done = select(Renewal.id).where(Renewal.case_id == matter.case.id, Renewal.what == what, Renewal.about == about)
    if matter.session.exec(done).first() is not None:
        return False
    matter.session.add(Renewal(case_id=matter.case.id, what=what, about=about, done_at=matter.now))
    matter.tx.flush()
    return True


def _ahead(tx: Tx, region: int) -> Ahead:
    """The terms of a region, counted back from a day."""
    calendar = when.calendar_of(tx, region, None)
    term = cache(lambda name: when.named_term(tx, region, name, _today(tx)))
    return lambda name, day: ahead_on(term(name), day, calendar)


def _today(tx: Tx) -> date:
    return tx.now.astimezone(AMSTERDAM).date()
