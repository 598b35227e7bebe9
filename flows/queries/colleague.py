"""Somebody who works in the region as their sheet has it, and everybody who works there by name. Never a case.

The whole sheet, with its mail address and phone number, is for who may change it.
"""

from dataclasses import dataclass
from typing import Any

from sqlmodel import col, func, select

from flows.queries.over_region import insist_on_who_takes_part, region_looked_over
from flows.queries.waiting import name_of
from models.access import Viewer
from models.code import Role
from models.forms.colleague import Colleague
from models.holder import parsed
from models.label import LABELS
from models.speech import say
from models.store import Tx
from models.tables import Agency, Expertise, Professional, ProfessionalRole


@dataclass(frozen=True, slots=True)
class ColleagueLine:
    """Somebody who works at an agency of the region, and in which roles, in the viewer's language."""

    who: str
    agency: str
    roles: tuple[str, ...]


def colleague_called(tx: Tx, viewer: Viewer, who: str) -> dict[str, Any]:
    """The fields of the sheet of somebody who works here; nothing for nobody.

    Raises:
        NotAllowed: the viewer may not change it.
    """
    region = insist_on_who_takes_part(tx, viewer)
    row = tx.session.get(Professional, parsed(who)[1])
    if row is None or tx.session.get_one(Agency, row.agency_id).region_id != region:
        return {}
    known = tx.session.exec(
        select(Expertise).where(Expertise.professional_id == row.id).order_by(col(Expertise.id))
    ).all()
    sheet = Colleague.model_construct(
        **{name: getattr(row, name) for name in ("given_name", "prefix", "family_name", "email", "phone", "language")},
        agency=f"agency:{row.agency_id}",
        roles=sorted(_roles(tx, [row.id])[row.id]),
        schools=[f"agency:{each.school_id}" for each in known if each.school_id],
        expertise=[each.about for each in known if each.about],
    )
    return sheet.model_dump(mode="json", exclude_none=True)


def how_many_work_here(tx: Tx, viewer: Viewer, agency: int | None = None) -> int:
    """How many people work in the region, or at one agency of it.

    Raises:
        NotAllowed: the viewer looks over no region.
    """
    counted = select(func.count()).select_from(_here(tx, viewer, agency).subquery())
    return tx.session.exec(counted).one()


def who_work_here(
    tx: Tx, viewer: Viewer, agency: int | None = None, *, limit: int, offset: int = 0
) -> tuple[ColleagueLine, ...]:
    """Who works in the region, or at one agency of it; by agency, in the order in which they came.

    Raises:
        NotAllowed: the viewer looks over no region.
    """
    page = _here(tx, viewer, agency).order_by(Agency.name, col(Professional.id)).limit(limit).offset(offset)
    numbers = list(tx.session.exec(page))
    people = tx.session.exec(
        select(Professional, Agency.name)
        .join(Agency, col(Agency.id) == Professional.agency_id)
        .where(col(Professional.id).in_(numbers))
    ).all()
    found, roles = {row.id: (row, name) for row, name in people}, _roles(tx, numbers)
    return tuple(
        ColleagueLine(
            name_of(found[number][0]),
            found[number][1],
            tuple(say(LABELS[Role][role], viewer.language) for role in sorted(roles[number] - {Role.PROFESSIONAL})),
        )
        for number in numbers
    )


def _here(tx: Tx, viewer: Viewer, agency: int | None) -> Any:
    region = region_looked_over(tx, viewer)
    wanted = (
        select(Professional.id)
        .join(Agency, col(Agency.id) == Professional.agency_id)
        .where(Agency.region_id == region, Professional.active)
    )
    return wanted if agency is None else wanted.where(Agency.id == agency)


def _roles(tx: Tx, numbers: list[int]) -> dict[int, set[Role]]:
    found: dict[int, set[Role]] = {number: set() for number in numbers}
    rows = select(ProfessionalRole).where(col(ProfessionalRole.professional_id).in_(numbers))
    for row in tx.session.exec(rows):
        found[row.professional_id].add(Role(row.role))
    return found
