"""What a row about the region, a municipality, an agency or an agreement brings. Takes nothing away."""

from sqlmodel import select

from flows.region_book.place import Became, Place
from models.forms.region_line import AgencyLine, AgreementLine, MunicipalityLine, RegionLine, SignatureLine
from models.refusal import Refused
from models.speech import mark
from models.tables import Agency, Agreement, AgreementScope, Municipality, Signatory


def take_region(place: Place, said: RegionLine) -> Became:
    """Its name and its spread of school holidays; its code never changes.

    Raises:
        Refused: the sheet is about another region.
    """
    if said.code != place.region.code:
        raise Refused(mark("This is the sheet of another region; yours has the code '{code}'."), code=place.region.code)
    told = {"name": said.name, "school_region": said.school_region.value}
    return place.became(place.region, told, there=True)


def take_municipality(place: Place, said: MunicipalityLine) -> Became:
    """A municipality, and how its school holidays are spread."""
    query = select(Municipality).where(Municipality.region_id == place.region.id, Municipality.name == said.name)
    found = place.tx.session.exec(query).first()
    row = found or Municipality(region_id=place.region.id, name=said.name, school_region="")
    return place.became(row, {"school_region": said.school_region.value}, there=found is not None)


def take_agency(place: Place, said: AgencyLine) -> Became:
    """An agency; it is asked something only once it signed."""
    query = select(Agency).where(Agency.region_id == place.region.id, Agency.code == said.code)
    found = place.tx.session.exec(query).first()
    ground = place.ground(said.ground)
    row = found or Agency(region_id=place.region.id, code=said.code, name=said.name, kind=said.kind)
    if said.mailbox is not None and said.mailbox != row.mailbox:
        row.mailbox_failed_at = None
    told = said.model_dump(include={"name", "kind", "municipality", "mailbox"}) | {"ground_id": ground.id}
    return place.became(row, told, there=found is not None)


def take_agreement(place: Place, said: AgreementLine) -> Became:
    """A cooperation agreement; its first day never changes, and what it may be about only grows.

    Raises:
        Refused: no such chair, or another first day than it has.
    """
    query = select(Agreement).where(Agreement.region_id == place.region.id, Agreement.name == said.name)
    found = place.tx.session.exec(query).first()
    if found is not None and found.valid_from != said.valid_from:
        raise Refused(mark("The first day of an agreement stays what it was; write a new agreement by another name."))
    chair = place.agency(said.chair)
    row = found or Agreement(
        region_id=place.region.id, name=said.name, valid_from=said.valid_from, valid_until=said.valid_until
    )
    told = {"valid_until": said.valid_until, "chair_agency_id": chair.id}
    became = place.became(row, told, there=found is not None)
    held = set(place.tx.session.exec(select(AgreementScope.kind).where(AgreementScope.agreement_id == row.id)))
    more = [kind for kind in dict.fromkeys(said.scope) if kind not in held]
    place.tx.session.add_all(AgreementScope(agreement_id=row.id, kind=kind) for kind in more)
    return Became.CHANGED if more and became is Became.SAME else became


def take_signature(place: Place, said: SignatureLine) -> Became:
    """An agency signed; from then on it may be asked. Who left signs anew with a later day.

    Raises:
        Refused: no such agreement or agency, or a day before it left.
    """
    agreement, agency = place.agreement(said.agreement), place.agency(said.agency)
    found = place.tx.session.get(Signatory, (agreement.id, agency.id))
    row = found or Signatory(agreement_id=agreement.id, agency_id=agency.id, signed_on=said.signed_on)
    if row.left_on is not None and said.signed_on != row.signed_on:
        if said.signed_on < row.left_on:
            raise Refused(mark("This agency left the agreement later than that; it signs anew with a later day."))
        row.left_on = None
    became = place.became(row, {"signed_on": said.signed_on}, there=found is not None)
    if agency.signed_on is None:
        agency.signed_on, agency.active = said.signed_on, True
        place.tx.session.add(agency)
        place.tx.flush()
    return became
