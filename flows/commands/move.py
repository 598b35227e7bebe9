"""A youth who moves to another region: handed over in a talk and on paper, with a yes; what is open is taken back."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from flows.commands.ending import end_all
from flows.commands.guided import guided
from flows.commands.reading import as_fields
from flows.engine.matter import Matter
from models.access import Viewer
from models.age import PARENTS_STAND_BACK_AT, age
from models.deed import Deed
from models.forms import line_from
from models.forms.change import MovingAway
from models.refusal import BadAnswer
from models.secret import vault
from models.speech import mark
from models.store import Store, Tx
from models.tables import (
    CaseFile,
    Custody,
    Draft,
    Person,
    Professional,
    Region,
    RegistrationPoint,
    Remark,
    Youth,
)


@dataclass(frozen=True, slots=True)
class Moved:
    """What went along.

    Attributes:
        draft: the number of the registration that lies ready in the other region.
        paper: what may be shared, for a region that does not work with Vangnet; nothing without a yes.
    """

    draft: int | None = None
    paper: dict[str, Any] | None = None


def move_to_region(store: Store, viewer: Viewer, ref: str, content: Any, now: datetime) -> Moved:
    """Ends the case as moved; with a yes the other region gets what may be shared, as a draft or on paper.

    Raises:
        Refused: no such region, this very one, or the viewer does not guide this case.
    """
    said = line_from(MovingAway, as_fields(content))
    with store.write(now) as tx:
        matter = guided(tx, viewer, ref, Deed.CUT_SHORT)
        region = _region(tx, matter, said.region) if said.region else None
        shared = _what_may_be_shared(matter, said) if said.agrees else None
        draft = _draft(tx, region, shared) if region is not None and shared is not None else None
        words = [said.region or said.elsewhere, said.municipality, said.spoke_with, said.words]
        tx.session.add(
            Remark(
                case_id=matter.case.id,
                kind="moved",
                words="\n".join(part for part in words if part),
                made_at=now,
                made_by=viewer.professional_id,
            )
        )
        end_all(matter, "moved", "moved")
        return Moved(draft, shared if draft is None else None)


def _region(tx: Tx, matter: Matter, code: str) -> Region:
    region = tx.session.exec(select(Region).where(Region.code == code)).first()
    if region is None or region.id == matter.case.region_id:
        why = mark("there is no other region by that name")
        raise BadAnswer(mark("The field '{field}' does not fit: {why}."), "region", why=why)
    return region


def _what_may_be_shared(matter: Matter, said: MovingAway) -> dict[str, Any]:
    """What a registration needs, and what youth and parents agreed to: no agencies, no plan, no notes."""
    file = matter.session.get_one(CaseFile, matter.case.id)
    person = matter.session.get_one(Person, file.youth_id)
    youth = matter.session.get_one(Youth, file.youth_id)
    told = {"told_youth_on": matter.today, "told_youth_how": "talk"}
    if person.birth_on is not None and age(person.birth_on, matter.today) < PARENTS_STAND_BACK_AT:
        told |= {"told_parents_on": matter.today, "told_parents_how": "talk"}
    fields = {
        "given_name": person.given_name,
        "prefix": person.prefix,
        "family_name": person.family_name,
        "birth_on": person.birth_on,
        "phone": person.phone,
        "email": person.email,
        "language": person.language,
        "municipality": said.municipality,
        "sector": youth.sector,
        "level": youth.level,
        "secret_address": person.secret_address or None,
        "ground": "consent",
        "worry": "\n\n".join(part for part in (file.worry, said.words) if part),
        "wish": file.wish,
        "custody": _custody(matter) or None,
        **told,
    }
    return {name: str(value) if hasattr(value, "isoformat") else value for name, value in fields.items() if value}


def _custody(matter: Matter) -> list[dict[str, Any]]:
    rows = matter.session.exec(
        select(Custody, Person)
        .join(Person, col(Person.id) == Custody.person_id)
        .where(Custody.youth_id == matter.case.youth_id, col(Custody.until_on).is_(None))
        .order_by(col(Custody.id))
    )
    return [
        {
            name: value
            for name, value in {
                "given_name": person.given_name,
                "family_name": person.family_name,
                "relation": custody.relation,
                "phone": person.phone,
                "email": person.email,
            }.items()
            if value
        }
        for custody, person in rows
    ]


def _draft(tx: Tx, region: Region, shared: dict[str, Any]) -> int | None:
    """Lies ready at the registration point there; only its own agency sees it until it is handed in."""
    point = tx.session.get_one(RegistrationPoint, region.id)
    author = (
        point.coordinator_id
        or tx.session.exec(
            select(Professional.id).where(Professional.agency_id == point.agency_id, Professional.active)
        ).first()
    )
    if author is None:
        return None
    text = json.dumps(shared, sort_keys=True, ensure_ascii=False)
    digests = vault().digests("draft", hashlib.sha256(text.encode()).hexdigest())
    known = tx.session.exec(
        select(Draft).where(Draft.agency_id == point.agency_id, col(Draft.digest).in_(digests))
    ).first()
    row = known or Draft(
        agency_id=point.agency_id, author_id=author, content=text, digest=digests[0], written_at=tx.now
    )
    tx.session.add(row)
    tx.flush()
    return row.id
