"""Whose yes is needed for which partner, and whether it is there. Ground first: consent only where there is none."""

from collections.abc import Iterable
from datetime import date

from sqlmodel import select

from flows.engine import when
from flows.engine.matter import Matter
from flows.engine.who import READ_CUSTODY, age_of
from models.age import GiverKind, givers
from models.tables import Agency, CaseFile, Consent, DecidedGround, Ground, Partner


def whose_yes_is_missing(matter: Matter) -> list[int]:
    """The people whose yes is still needed for some partner of this case; those who said no are not missing.

    An errand about one agency looks at that agency only.
    """
    agencies = agencies_asked_about(matter)
    if not agencies:
        return []
    known = set(words_of(matter, agencies, matter.today)) | decided_for(matter, agencies)
    return [giver for giver in givers_of(matter) if not all((giver, agency) in known for agency in agencies)]


def is_yes_unasked(matter: Matter) -> bool:
    """Whether somebody whose yes is needed said nothing yet; about one partner it is asked anew."""
    return bool(givers_of(matter) if matter.about else whose_yes_is_missing(matter))


def what_yes_is_lacking(matter: Matter) -> dict[str, bool]:
    """Whether a yes is lacking, and whether it is one of those with custody: not reached, a no, or nobody is known.

    A yes that leaves out some partners is a yes, and a narrower one; a no to all of them is a no.
    """
    lacking = whose_yes_is_lacking(matter)
    return {"anybody": bool(lacking), "custody": any(giver != matter.case.youth_id for giver in lacking)}


def whose_yes_is_lacking(matter: Matter) -> list[int | None]:
    """Everybody needed who said nothing, or no; None stands for custody of which nobody is known."""
    agencies = agencies_asked_about(matter)
    return _lacking(matter, agencies) if agencies else []


def is_yes_lacking(matter: Matter, agency: int) -> bool:
    """Whether somebody's yes for this agency is not there, whatever ground of its own it has."""
    return bool(_lacking(matter, [agency]))


def agencies_asked_about(matter: Matter) -> list[int]:
    """The partners an errand asks about: the one it is about, or all that need a yes."""
    if matter.session.get_one(CaseFile, matter.case.id).anonymous:
        return []
    return [matter.about] if matter.stage == "consent" and matter.about else partners_without_ground(matter)


def _lacking(matter: Matter, agencies: list[int]) -> list[int | None]:
    said, decided = words_of(matter, agencies, matter.today), decided_for(matter, agencies)
    needed: list[int | None] = [*givers_of(matter), *([None] if is_custody_unknown(matter) else [])]

    def said_nothing(giver: int | None) -> bool:
        return any((giver, agency) not in said and (giver, agency) not in decided for agency in agencies)

    def never_a_yes(giver: int | None) -> bool:
        return not any(said.get((giver or 0, agency)) or (giver, agency) in decided for agency in agencies)

    return [giver for giver in needed if said_nothing(giver) or never_a_yes(giver)]


def decided_for(matter: Matter, agencies: Iterable[int]) -> set[tuple[int | None, int]]:
    """Without whose yes which partners may know today, because the case manager decided so."""
    rows = matter.session.exec(
        select(DecidedGround.giver_id, DecidedGround.agency_id).where(
            DecidedGround.case_id == matter.case.id,
            DecidedGround.agency_id.in_(list(agencies)),  # type: ignore[attr-defined]
            DecidedGround.ends_on > matter.today,
        )
    )
    return {(giver, agency) for giver, agency in rows}


def is_custody_unknown(matter: Matter) -> bool:
    """Whether the yes of those with custody is needed, and no person with custody is known."""
    if GiverKind.CUSTODY not in givers(age_of(matter, matter.today)):
        return False
    return not any(person is not None for person, _ in matter.tx.all(READ_CUSTODY, youth=matter.case.youth_id))


def is_custody_to_be_asked(matter: Matter) -> bool:
    """Whether it is asked who has custody, before their yes is: some partner of this case needs it."""
    return bool(agencies_asked_about(matter)) and is_custody_unknown(matter)


def needs_consent(matter: Matter, agency: int) -> bool:
    """Whether this agency may know only with consent."""
    ground = select(Ground.needs_consent).join(Agency, Agency.ground_id == Ground.id)  # type: ignore[arg-type]
    return matter.session.exec(ground.where(Agency.id == agency)).first() is True


def givers_of(matter: Matter) -> list[int]:
    """The people whose yes is needed today, by the age of the youth. Source: process.md, stage 1 step 3."""
    return givers_on(matter, matter.today)


def givers_now_or_soon(matter: Matter) -> list[int]:
    """As ``givers_of``, with who must agree from a birthday on that comes within weeks: they may say so ahead of it."""
    soon = when.due(matter, "birthday ahead", agency=None).on or matter.today
    return list(dict.fromkeys([*givers_of(matter), *givers_on(matter, soon)]))


def givers_on(matter: Matter, on: date) -> list[int]:
    """The people whose yes is needed on a day."""
    needed = givers(age_of(matter, on))
    custody = [person for person, _ in matter.tx.all(READ_CUSTODY, youth=matter.case.youth_id) if person is not None]
    youth = [matter.case.youth_id] if GiverKind.YOUTH in needed else []
    return youth + (custody if GiverKind.CUSTODY in needed else [])


def partners_without_ground(matter: Matter) -> list[int]:
    """The agencies with a part in this case that may know of it only with consent."""
    return list(
        matter.session.exec(
            select(Agency.id)
            .join(Partner, Partner.agency_id == Agency.id)  # type: ignore[arg-type]
            .join(Ground, Ground.id == Agency.ground_id)  # type: ignore[arg-type]
            .where(Partner.case_id == matter.case.id, Partner.left_at == None, Ground.needs_consent)  # noqa: E711
            .order_by(Agency.id)  # type: ignore[arg-type]
        )
    )


def words_of(matter: Matter, agencies: Iterable[int], on: date) -> dict[tuple[int, int], bool]:
    """The last word of each giver for each agency, as far as it holds on a day; who withdrew a yes said no."""
    rows = matter.session.exec(
        select(Consent)
        .where(Consent.case_id == matter.case.id, Consent.agency_id.in_(list(agencies)))  # type: ignore[attr-defined]
        .order_by(Consent.given_on, Consent.id)  # type: ignore[arg-type]
    )
    return {
        (row.giver_id, row.agency_id): row.agrees and row.withdrawn_at is None
        for row in rows
        if row.withdrawn_at is not None or holds(row, on)
    }


def holds(consent: Consent, today: date) -> bool:
    """Whether somebody's word holds on a day: a no does, a yes up to the day it ends, and not on that day."""
    if consent.withdrawn_at is not None:
        return False
    return not consent.agrees or (consent.ends_on is not None and today < consent.ends_on)
