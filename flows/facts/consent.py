"""Whose yes is needed for which partner, and whether it is there. Ground first: consent only where there is none."""

from collections.abc import Iterable
from datetime import date

from sqlmodel import select

from flows.engine import when
from flows.engine.matter import Matter
from flows.engine.who import READ_CUSTODY, age_of
from models.age import GiverKind, givers
from models.tables import Agency, CaseFile, Consent, Ground, Partner


def whose_yes_is_missing(matter: Matter) -> list[int]:
    """The people whose yes is still needed for some partner of this case; those who said no are not missing.

    An errand about one agency looks at that agency only.
    """
    if matter.session.get_one(CaseFile, matter.case.id).anonymous:
        return []
    agencies = [matter.about] if matter.stage == "consent" and matter.about else partners_without_ground(matter)
    if not agencies:
        return []
    given = words_of(matter, agencies, matter.today)
    return [giver for giver in givers_of(matter) if not all((giver, agency) in given for agency in agencies)]


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


def has_ground(matter: Matter, agency: int) -> bool:
    """Whether something of this case may be shared with an agency today: its own ground, or everybody's yes.

    A yes for some life domains only is a yes: what is shown is narrowed where it is shown.
    """
    ground = matter.session.exec(
        select(Ground).join(Agency, Agency.ground_id == Ground.id).where(Agency.id == agency)  # type: ignore[arg-type]
    ).first()
    if ground is None:
        return False
    if not ground.needs_consent:
        return True
    said = words_of(matter, [agency], matter.today)
    return all(said.get((giver, agency), False) for giver in givers_of(matter)) and bool(givers_of(matter))


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
