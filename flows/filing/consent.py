"""What a yes or a no means: a row per giver and partner, until a year or a birthday ends it.

Source: process.md, stage 1 step 3.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from flows.engine import when
from flows.engine.matter import Matter
from flows.facts.consent import givers_now_or_soon, partners_without_ground
from flows.records.decided_ground import word_takes_over
from flows.records.may_know import may_know_now
from models.age import ADULT_AT, AGREES_TOO_AT, PARENTS_STAND_BACK_AT, birthday
from models.forms.intake import Giver
from models.holder import parsed
from models.refusal import BadAnswer
from models.speech import mark
from models.tables import Consent, Person

BIRTHDAYS = (AGREES_TOO_AT, PARENTS_STAND_BACK_AT, ADULT_AT)


def file_consent(matter: Matter, giver: Giver, partners: Iterable[int], *, from_on: date | None = None) -> None:
    """Files one giver's word for each partner; a partner named under "not with" gets a no.

    A yes given ahead, before an earlier one ends, counts from the day that one ends.

    Raises:
        BadAnswer: it is not this person's to give, or it lies in the future.
    """
    not_with = {parsed(token)[1] for token in giver.not_with}
    word = Word(parsed(giver.giver)[1], giver.agrees, giver.way, giver.given_on, from_on=from_on)
    for agency in set(partners) or set(partners_without_ground(matter)) | not_with:
        domains: list[str | None] = [*giver.only_about] or [None]
        for domain in domains:
            add_consent(matter, agency, replace(word, agrees=giver.agrees and agency not in not_with, domain=domain))


@dataclass(frozen=True, slots=True)
class Word:
    """Somebody's yes or no: who, how, on which day, about which life domain (all, when empty), and from which day."""

    person: int
    agrees: bool
    way: str
    given_on: date
    domain: str | None = None
    from_on: date | None = None


def add_consent(matter: Matter, agency: int, word: Word) -> None:
    """One row of the register of consents.

    Raises:
        BadAnswer: it is not this person's to give, or it lies in the future.
    """
    if word.person not in givers_now_or_soon(matter):
        why = mark("this is not theirs to give at this age")
        raise BadAnswer(mark("The field '{field}' does not fit: {why}."), "giver", why=why)
    if word.given_on > matter.today:
        raise BadAnswer(mark("The field '{field}' lies in the future."), "given_on")
    matter.session.add(
        Consent(
            case_id=matter.case.id,
            agency_id=agency,
            giver_id=word.person,
            domain=word.domain,
            agrees=word.agrees,
            way=word.way,
            given_on=word.given_on,
            ends_on=_ends_on(matter, max(word.given_on, word.from_on or word.given_on)) if word.agrees else None,
            recorded_by_id=matter.speaker,
        )
    )
    matter.tx.flush()
    word_takes_over(matter, word.person, agency)
    if word.agrees:
        may_know_now(matter, agency)


def _ends_on(matter: Matter, given_on: date) -> date:
    year = when.due(matter, "consent year", agency=None, since=given_on).on or given_on
    birth_on = matter.session.get_one(Person, matter.case.youth_id).birth_on
    birthdays = [birthday(birth_on, years) for years in BIRTHDAYS] if birth_on else []
    return min([year, *(day for day in birthdays if day > given_on)])
