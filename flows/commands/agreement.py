"""What administrators do with cooperation agreements: conclude, sign, leave, give and end mandates, end early."""

from datetime import date, datetime
from typing import Any

from flows.commands.reading import as_fields
from flows.commands.regional import insist_as_seen
from models.access import RegionDeed, Viewer, may_in_region
from models.code import Role
from models.forms import line_from
from models.forms.agreement import MandateGiven, NewAgreement, Signing
from models.holder import parsed
from models.refusal import BadAnswer, NotAllowed, Refused
from models.speech import mark
from models.store import Store, Tx
from models.tables import Agency, Agreement, AgreementScope, Mandate, Professional, ProfessionalRole, Signatory


def conclude(store: Store, viewer: Viewer, content: Any, now: datetime) -> int:
    """Writes down an agreement that was signed; gives its number.

    Raises:
        Refused: a field does not fit, or the viewer is no administrator.
    """
    new = line_from(NewAgreement, as_fields(content))
    with store.write(now) as tx:
        region = _administers(tx, viewer)
        row = Agreement(
            region_id=region,
            name=new.name,
            valid_from=new.valid_from,
            valid_until=new.valid_until,
            chair_agency_id=_agency(tx, region, new.chair, "chair"),
        )
        tx.session.add(row)
        tx.flush()
        tx.session.add_all(AgreementScope(agreement_id=row.id, kind=kind) for kind in dict.fromkeys(new.scope))
        for token in dict.fromkeys(new.signatories):
            agency = _agency(tx, region, token, "signatories")
            tx.session.add(Signatory(agreement_id=row.id, agency_id=agency, signed_on=new.signed_on))
            _takes_part(tx, agency, new.signed_on)
        return row.id


def sign(store: Store, viewer: Viewer, content: Any, now: datetime) -> None:
    """An agency signs, or signs again after it left.

    Raises:
        Refused: no such agreement or agency, it signed already, or not by this viewer.
    """
    new = line_from(Signing, as_fields(content))
    with store.write(now) as tx:
        region = _administers(tx, viewer)
        agreement, agency = _agreement(tx, region, new.agreement), _agency(tx, region, new.agency, "agency")
        row = tx.session.get(Signatory, (agreement.id, agency))
        if row is not None and row.left_on is None:
            raise Refused(mark("This agency signed already."))
        row = row or Signatory(agreement_id=agreement.id, agency_id=agency, signed_on=new.on)
        row.signed_on, row.left_on = new.on, None
        tx.session.add(row)
        _takes_part(tx, agency, new.on)


def leave(store: Store, viewer: Viewer, content: Any, now: datetime) -> None:
    """An agency is not bound any more after a day; what was ordered before holds.

    Raises:
        Refused: it did not sign, the day lies before that, or not by this viewer.
    """
    new = line_from(Signing, as_fields(content))
    with store.write(now) as tx:
        region = _administers(tx, viewer)
        agreement, agency = _agreement(tx, region, new.agreement), _agency(tx, region, new.agency, "agency")
        row = tx.session.get(Signatory, (agreement.id, agency))
        if row is None or new.on < row.signed_on:
            raise _unfit("agency", mark("that agency had not signed by then"))
        row.left_on = new.on
        tx.session.add(row)


def give_mandate(store: Store, viewer: Viewer, content: Any, now: datetime) -> None:
    """A transition consultant may take binding decisions from a day on.

    Raises:
        Refused: no such agreement, somebody who is no transition consultant, or not by this viewer.
    """
    new = line_from(MandateGiven, as_fields(content))
    with store.write(now) as tx:
        region = _administers(tx, viewer)
        agreement, consultant = _agreement(tx, region, new.agreement), parsed(new.consultant)[1]
        person = tx.session.get(Professional, consultant)
        is_one = tx.session.get(ProfessionalRole, (consultant, Role.CONSULTANT)) is not None
        if person is None or not is_one or tx.session.get_one(Agency, person.agency_id).region_id != region:
            raise _unfit("consultant", mark("that is no transition consultant"))
        row = tx.session.get(Mandate, (agreement.id, consultant))
        row = row or Mandate(agreement_id=agreement.id, professional_id=consultant, from_on=new.on)
        row.from_on, row.until_on = new.on, None
        tx.session.add(row)


def end_mandate(store: Store, viewer: Viewer, content: Any, now: datetime) -> None:
    """After a day somebody takes no binding decisions any more; what was ordered before holds.

    Raises:
        Refused: they hold no mandate, the day lies before it began, or not by this viewer.
    """
    new = line_from(MandateGiven, as_fields(content))
    with store.write(now) as tx:
        region = _administers(tx, viewer)
        agreement = _agreement(tx, region, new.agreement)
        row = tx.session.get(Mandate, (agreement.id, parsed(new.consultant)[1]))
        if row is None or new.on < row.from_on:
            raise _unfit("consultant", mark("there is no mandate to end on that day"))
        row.until_on = new.on
        tx.session.add(row)


def end_agreement(
    store: Store, viewer: Viewer, number: int, last_on: date, now: datetime, *, seen: date | None = None
) -> None:
    """The agreement holds until a day, earlier or later than was written.

    Raises:
        Refused: no such agreement, the day lies before its first, or not by this viewer.
        Changed: its last day is not the one the person saw (``seen``) any more.
    """
    with store.write(now) as tx:
        row = _agreement(tx, _administers(tx, viewer), number)
        insist_as_seen(seen, lambda: row.valid_until)
        if last_on < row.valid_from:
            raise _unfit("last_on", mark("ends before it begins"))
        row.valid_until = last_on
        tx.session.add(row)


def _administers(tx: Tx, viewer: Viewer) -> int:
    if not may_in_region(viewer, RegionDeed.CHANGE_AGREEMENTS):
        raise NotAllowed(mark("Only an administrator can do this."))
    return tx.session.get_one(Agency, viewer.agency_id).region_id


def _agreement(tx: Tx, region: int, number: int) -> Agreement:
    row = tx.session.get(Agreement, number)
    if row is None or row.region_id != region:
        raise _unfit("agreement", mark("there is no such agreement"))
    return row


def _agency(tx: Tx, region: int, token: str, field: str) -> int:
    row = tx.session.get(Agency, parsed(token)[1])
    if row is None or row.region_id != region:
        raise _unfit(field, mark("there is no such agency"))
    return row.id


def _takes_part(tx: Tx, number: int, signed_on: date) -> None:
    """An agency takes part from its first signature on; one that stopped starts again by a command of its own."""
    row = tx.session.get_one(Agency, number)
    if row.signed_on is None:
        row.signed_on, row.active = signed_on, True
        tx.session.add(row)


def _unfit(field: str, why: str) -> BadAnswer:
    return BadAnswer(mark("The field '{field}' does not fit: {why}."), field, why=why)
