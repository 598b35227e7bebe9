"""The cooperation agreements of a region: who signed, what a binding decision may be about, who holds a mandate.

For who looks over the region. Never about a case.
"""

from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from flows.queries.over_region import region_looked_over
from flows.queries.people import agency_name, professional_name
from models.access import Viewer
from models.code import OrderKind
from models.store import Tx
from models.tables import Agency, Agreement, AgreementScope, Mandate, Signatory


@dataclass(frozen=True, slots=True)
class Bound:
    """Somebody an agreement names: an agency that signed, or a consultant with a mandate; and until when."""

    who: str
    from_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True)
class AgreementView:
    """One agreement.

    Attributes:
        chair: the agency that leads the breakthrough table.
        scope: what a binding decision may be about, as codes.
    """

    id: int
    name: str
    valid_from: date
    valid_until: date
    chair: str
    scope: tuple[str, ...]
    signatories: tuple[Bound, ...]
    mandates: tuple[Bound, ...]

    def holds(self, today: date) -> bool:
        """Somebody can be bound by it on that day."""
        return self.valid_from <= today <= self.valid_until


def agreements_of_region(tx: Tx, viewer: Viewer) -> tuple[AgreementView, ...]:
    """Every agreement of the viewer's region, the one that ends last first.

    Raises:
        NotAllowed: the viewer looks over no region.
    """
    rows = tx.session.exec(
        select(Agreement)
        .where(Agreement.region_id == region_looked_over(tx, viewer))
        .order_by(col(Agreement.valid_until).desc(), col(Agreement.id).desc())
    )
    return tuple(_view(tx, row) for row in rows.all())


def agreement_of_region(tx: Tx, viewer: Viewer, number: int) -> AgreementView | None:
    """One of them by its number; nothing where there is none."""
    return next((each for each in agreements_of_region(tx, viewer) if each.id == number), None)


def _view(tx: Tx, row: Agreement) -> AgreementView:
    scope = tx.session.exec(select(AgreementScope.kind).where(AgreementScope.agreement_id == row.id)).all()
    signed = tx.session.exec(
        select(Agency.name, Signatory)
        .join(Agency, col(Agency.id) == Signatory.agency_id)
        .where(Signatory.agreement_id == row.id)
        .order_by(Agency.name)
    ).all()
    mandates = tx.session.exec(
        select(Mandate).where(Mandate.agreement_id == row.id).order_by(col(Mandate.professional_id))
    ).all()
    return AgreementView(
        row.id,
        row.name,
        row.valid_from,
        row.valid_until,
        agency_name(tx, row.chair_agency_id),
        tuple(kind.value for kind in OrderKind if kind in scope),
        tuple(Bound(name, each.signed_on, each.left_on) for name, each in signed),
        tuple(Bound(professional_name(tx, each.professional_id), each.from_on, each.until_on) for each in mandates),
    )
