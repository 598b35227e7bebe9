"""What a row of the ladder or of a chain instrument brings. Takes nothing away, and nobody loses a place."""

from collections.abc import Mapping
from typing import Any

from sqlmodel import col, select

from flows.commands.ladder import take_rule
from flows.facts.instrument import in_use
from flows.records.instrument import tell_first_in_line
from flows.region_book.place import Became, Place
from models.forms import FORMS
from models.forms.ladder import LadderChange
from models.forms.means_line import InstrumentLine, LadderLine
from models.refusal import Refused
from models.speech import mark
from models.tables import Instrument, InstrumentCaller, LadderRule

UNSIGNED_OWNER = mark("'{code}' signed no agreement, so it offers nothing yet: add it to the sheet of signatures.")


def take_ladder_row(place: Place, said: LadderLine) -> Became:
    """A change of the ladder from a day on; one that is there already by that day is told anew.

    Raises:
        Refused: no such question or agency, or a day that passed.
    """
    if said.question is not None and said.question not in FORMS:
        raise Refused(mark("There is no question '{code}'; the sheet 'Uitleg' lists them."), code=said.question)
    agency = place.agency(said.agency).id if said.agency else None
    found = place.tx.session.exec(
        select(LadderRule)
        .where(
            LadderRule.region_id == place.region.id,
            LadderRule.step == said.step,
            LadderRule.form == said.question,
            LadderRule.agency_id == agency,
            LadderRule.valid_from == said.valid_from,
        )
        .order_by(col(LadderRule.id).desc())
    ).first()
    told = said.model_dump(include={"step", "after_days", "off", "ground", "valid_from"})
    if found is not None and all(getattr(found, name) == value for name, value in told.items()):
        return Became.SAME
    change = LadderChange(**told, form=said.question, agency=f"agency:{agency}" if agency else None)
    take_rule(place.tx, place.region.id, change, place.today)
    return Became.ADDED if found is None else Became.CHANGED


def take_instrument(place: Place, said: InstrumentLine) -> Became:
    """A chain instrument; more may call it in than before, and never fewer.

    Raises:
        Refused: no such agency, one that signed nothing or another owner, more places in use, or fewer who may call in.
    """
    owner = place.agency(said.agency)
    if owner.signed_on is None:
        raise Refused(UNSIGNED_OWNER, code=owner.code)
    query = select(Instrument).where(Instrument.region_id == place.region.id, Instrument.code == said.code)
    found = place.tx.session.exec(query).first()
    if found is not None:
        _insist_it_can_be(place, found, owner.id, said)
    told = said.model_dump(exclude={"code", "agency", "kinds", "roles"})
    row = found or Instrument(region_id=place.region.id, agency_id=owner.id, code=said.code, **_bare(told))
    became = place.became(row, told, there=found is not None)
    more = _more_callers(place, row, said, is_new=found is None)
    if found is not None:
        tell_first_in_line(place.tx, row)
    return Became.CHANGED if more and became is Became.SAME else became


def _bare(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value is not None}


def _insist_it_can_be(place: Place, row: Instrument, owner: int, said: InstrumentLine) -> None:
    if row.agency_id != owner:
        raise Refused(mark("A chain instrument stays with the agency that offers it; give this one another code."))
    taken = in_use(place.tx.session, row.id)
    if said.capacity is not None and said.capacity < taken:
        raise Refused(mark("{taken} places are in use; there cannot be fewer."), taken=taken)


def _more_callers(place: Place, row: Instrument, said: InstrumentLine, *, is_new: bool) -> int:
    rows = place.tx.session.exec(select(InstrumentCaller).where(InstrumentCaller.instrument_id == row.id)).all()
    kinds = set(said.kinds) - {each.agency_kind for each in rows}
    roles = set(said.roles) - {each.role for each in rows}
    if (kinds or roles) and not rows and not is_new:
        raise Refused(mark("Everybody may call this one in; narrow that on the page of the region."))
    place.tx.session.add_all(InstrumentCaller(instrument_id=row.id, agency_kind=kind) for kind in sorted(kinds))
    place.tx.session.add_all(InstrumentCaller(instrument_id=row.id, role=role) for role in sorted(roles))
    place.tx.flush()
    return len(kinds) + len(roles)
