"""Everybody who works in the region, for the demo's sign-in: who one is, at which agency, with which roles. No case."""

from dataclasses import dataclass

from sqlmodel import col, select

from flows.queries.waiting import name_of
from models.code import Role
from models.store import Tx
from models.tables import Agency, Professional, ProfessionalRole


@dataclass(frozen=True, slots=True)
class CastMember:
    """One of the cast."""

    id: int
    name: str
    agency: str
    roles: tuple[Role, ...]


def cast(tx: Tx) -> tuple[CastMember, ...]:
    """Everybody who works somewhere now, in the order of the agencies; the caller made sure that this is a demo."""
    held: dict[int, list[Role]] = {}
    for row in tx.session.exec(select(ProfessionalRole)):
        held.setdefault(row.professional_id, []).append(row.role)
    rows = tx.session.exec(
        select(Professional, Agency.name)
        .join(Agency, col(Agency.id) == Professional.agency_id)
        .where(Professional.active, Agency.active)
        .order_by(col(Agency.id), col(Professional.id))
    )
    return tuple(CastMember(who.id, name_of(who), agency, tuple(_sorted(held.get(who.id, [])))) for who, agency in rows)


def _sorted(roles: list[Role]) -> list[Role]:
    return sorted(roles, key=list(Role).index)
