"""Somebody who works at an agency of the region: they begin, or are called, reached or placed otherwise than before.

Moves nothing they hold: who moves to another agency hands on first. Leaving is ``flows.commands.leave``.
Source: issue 6, page 9; process.md, "Several roles".
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlmodel import col, func, or_, select

from flows.commands.leave import professional_called
from flows.commands.reading import as_fields
from flows.commands.regional import insist_as_seen, is_only_administrator
from flows.engine.matter import AMSTERDAM
from flows.queries.colleague import colleague_called
from flows.queries.over_region import insist_on_who_takes_part
from models.access import Viewer
from models.code import Logged, Role, WaitStatus
from models.forms import line_from
from models.forms.colleague import Colleague
from models.holder import parsed
from models.look import Look
from models.refusal import BadAnswer, NotAllowed, Refused
from models.secret import digest_of_email, digests_of_email
from models.speech import mark
from models.store import Store, Tx
from models.tables import (
    Agency,
    CaseFile,
    Contact,
    Expertise,
    Mandate,
    Professional,
    ProfessionalRole,
    RegistrationPoint,
    Wait,
)

UNFIT = mark("The field '{field}' does not fit: {why}.")
HOLDS = mark("something is asked of them, they guide a youth or they are a contact: hand that on first")


def add_colleague(store: Store, viewer: Viewer, content: Any, now: datetime) -> int:
    """Somebody begins to work at an agency, in some roles; gives their number.

    Raises:
        Refused: not by this viewer, the address is somebody's already, or a field does not fit.
    """
    said = line_from(Colleague, as_fields(content))
    with store.write(now) as tx:
        agency = _agency(tx, insist_on_who_takes_part(tx, viewer), said)
        _insist_on_a_free_address(tx, said.email, None)
        row = Professional(agency_id=agency, given_name="", family_name="")
        _be(tx, row, said)
        tx.note(Look(viewer, Logged.COMMAND, about=f"add colleague {row.id}"))
        return row.id


def change_colleague(store: Store, viewer: Viewer, who: str, content: Any, now: datetime, *, seen: Any = None) -> int:
    """Somebody has another name, address, agency or other roles from now on; gives their number.

    Raises:
        Refused: not by this viewer, nobody is called so, they left, a role the region cannot do without, they hold
            something where they work now, or a field does not fit.
        Changed: somebody else changed it meanwhile.
    """
    said = line_from(Colleague, as_fields(content))
    with store.write(now) as tx:
        region = insist_on_who_takes_part(tx, viewer)
        row = professional_called(tx, who)
        if tx.session.get_one(Agency, row.agency_id).region_id != region:
            raise NotAllowed(mark("Only who looks after the people of this agency can do this."))
        if not row.active:
            raise Refused(mark("They do not work here any more."))
        insist_as_seen(seen, lambda: colleague_called(tx, viewer, f"professional:{row.id}"))
        _insist_on_a_free_address(tx, said.email, row.id)
        agency = _agency(tx, region, said)
        if agency != row.agency_id:
            _insist_on_nothing_held(tx, row)
        _insist_on_roles_to_keep(tx, row, said)
        row.agency_id = agency
        _be(tx, row, said)
        tx.note(Look(viewer, Logged.COMMAND, about=f"change colleague {row.id}"))
        return row.id


def _agency(tx: Tx, region: int, said: Colleague) -> int:
    row = tx.session.get(Agency, parsed(said.agency)[1])
    if row is None or row.region_id != region or not row.active:
        raise BadAnswer(UNFIT, "agency", why=mark("there is no such agency, or it signed no agreement"))
    return row.id


def _insist_on_a_free_address(tx: Tx, email: str, own: int | None) -> None:
    held = select(Professional).where(
        col(Professional.email_digest).in_(digests_of_email(email)), col(Professional.id) != (own or 0)
    )
    other = tx.session.exec(held).first()
    if other is not None:
        gone = mark("whoever had this address does not work here any more, and nobody else gets it")
        why = mark("somebody else has this address") if other.active else gone
        raise BadAnswer(UNFIT, "email", why=why)


def _be(tx: Tx, row: Professional, said: Colleague) -> None:
    """What was filled in, whole: a role or a school that is not there any more is taken away."""
    if row.email != said.email:
        row.email_failed_at = None
    row.given_name, row.prefix, row.family_name = said.given_name, said.prefix, said.family_name
    row.email, row.email_digest = said.email, digest_of_email(said.email)
    row.phone, row.language = said.phone, said.language
    tx.session.add(row)
    tx.flush()
    region = tx.session.get_one(Agency, row.agency_id).region_id
    for table in (ProfessionalRole, Expertise):
        tx.session.exec(delete(table).where(col(table.professional_id) == row.id))
    tx.session.add_all(
        ProfessionalRole(professional_id=row.id, role=role) for role in sorted({Role.PROFESSIONAL, *said.roles})
    )
    tx.session.add_all(
        Expertise(professional_id=row.id, school_id=_school(tx, region, token)) for token in dict.fromkeys(said.schools)
    )
    tx.session.add_all(Expertise(professional_id=row.id, about=code) for code in dict.fromkeys(said.expertise))
    tx.flush()


def _school(tx: Tx, region: int, token: str) -> int:
    row = tx.session.get(Agency, parsed(token)[1])
    if row is None or row.region_id != region:
        raise BadAnswer(UNFIT, "schools", why=mark("there is no such agency"))
    return row.id


def _insist_on_nothing_held(tx: Tx, row: Professional) -> None:
    """A question stays with the agency it was asked of, so who goes elsewhere leaves nothing behind."""
    parts = or_(CaseFile.case_manager_id == row.id, CaseFile.consultant_id == row.id, CaseFile.coach_id == row.id)
    held = (
        select(func.count()).where(Wait.professional_id == row.id, Wait.status == WaitStatus.OPEN),
        select(func.count()).where(parts, col(CaseFile.closed_at).is_(None)),
        select(func.count()).where(Contact.professional_id == row.id),
        select(func.count()).where(RegistrationPoint.coordinator_id == row.id),
    )
    if any(tx.session.exec(each).one() for each in held):
        raise BadAnswer(UNFIT, "agency", why=HOLDS)


def _insist_on_roles_to_keep(tx: Tx, row: Professional, said: Colleague) -> None:
    held = set(tx.session.exec(select(ProfessionalRole.role).where(ProfessionalRole.professional_id == row.id)))
    for role in sorted(map(Role, held - set(said.roles))):
        why = KEPT[role](tx, row) if role in KEPT else None
        if why is not None:
            raise BadAnswer(UNFIT, "roles", why=why)


def _coordinates(tx: Tx, row: Professional) -> str | None:
    point = select(RegistrationPoint.region_id).where(RegistrationPoint.coordinator_id == row.id)
    found = tx.session.exec(point).first()
    return mark("they are the coordinator of the registration point; a region has one") if found else None


def _administers(tx: Tx, row: Professional) -> str | None:
    return mark("they are the only administrator; a region has one") if is_only_administrator(tx, row) else None


def _guides(tx: Tx, row: Professional) -> str | None:
    today = tx.now.astimezone(AMSTERDAM).date()
    mandates = select(Mandate.agreement_id).where(
        Mandate.professional_id == row.id, col(Mandate.until_on).is_(None) | (col(Mandate.until_on) >= today)
    )
    if tx.session.exec(mandates).first() is not None:
        return mark("they have a mandate as transition consultant; end that first")
    cases = select(CaseFile.id).where(CaseFile.consultant_id == row.id, col(CaseFile.closed_at).is_(None))
    guides = tx.session.exec(cases).first() is not None
    return mark("they are the transition consultant of a youth; let them hand over first") if guides else None


KEPT: Mapping[Role, Callable[[Tx, Professional], str | None]] = {
    Role.COORDINATOR: _coordinates,
    Role.ADMINISTRATOR: _administers,
    Role.CONSULTANT: _guides,
}
"""Roles that cannot just be taken away, and why not."""
