"""Whom to ask at an agency: somebody becomes its contact, or is not any more. Never hands on what was asked already.

Everybody may be asked everything, or one question; for every youth, or those of a neighbourhood or a school.
"""

from datetime import datetime
from typing import Any

from sqlmodel import select

from flows.commands.leave import looks_after, professional_called
from flows.commands.reading import as_fields
from models.access import Viewer
from models.forms import FORMS, line_from
from models.forms.change import ContactFor, ContactNoMore
from models.holder import parsed
from models.refusal import BadAnswer, NotAllowed, Refused
from models.speech import mark
from models.store import Store, Tx
from models.tables import Agency, Contact, Professional

EVERY_QUESTION = "*"
UNFIT = mark("The field '{field}' does not fit: {why}.")


def name_contact(store: Store, viewer: Viewer, who: str, content: Any, now: datetime) -> int:
    """From now on somebody is the contact of their agency, for every youth or some; gives the number of the row.

    Args:
        store: the domain database.
        viewer: who looks after them.
        who: their mail address, or ``professional:7``.
        content: the fields of ``ContactFor``.
        now: the moment.

    Raises:
        Refused: nobody is called so, they do not work here any more, they are it already, no such question or school,
            or not the viewer's to say.
    """
    said = line_from(ContactFor, as_fields(content))
    with store.write(now) as tx:
        row = _theirs(tx, viewer, who)
        question = said.question or EVERY_QUESTION
        if question not in {EVERY_QUESTION, *FORMS}:
            raise BadAnswer(UNFIT, "question", why=mark("there is no such question"))
        school = _school(tx, row, said.school) if said.school else None
        for each in tx.session.exec(select(Contact).where(Contact.professional_id == row.id)):
            if (each.question, each.neighbourhood, each.school_id) == (question, said.neighbourhood, school):
                raise Refused(mark("They are the contact for this already."))
        contact = Contact(
            agency_id=row.agency_id,
            question=question,
            neighbourhood=said.neighbourhood,
            school_id=school,
            professional_id=row.id,
        )
        tx.session.add(contact)
        tx.flush()
        return contact.id


def drop_contact(store: Store, viewer: Viewer, who: str, content: Any, now: datetime) -> None:
    """Somebody is no contact any more, for one thing or at all; new questions go to another, or to the agency itself.

    Raises:
        Refused: nobody is called so, they are no contact (for this), or not the viewer's to say.
    """
    said = line_from(ContactNoMore, as_fields(content))
    with store.write(now) as tx:
        row = _theirs(tx, viewer, who)
        found = tx.session.exec(select(Contact).where(Contact.professional_id == row.id)).all()
        if not found:
            raise Refused(mark("They are no contact of their agency."))
        found = [each for each in found if said.contact in {None, each.id}]
        if not found:
            raise BadAnswer(UNFIT, "contact", why=mark("they are no contact for that"))
        for each in found:
            tx.session.delete(each)


def _theirs(tx: Tx, viewer: Viewer, who: str) -> Professional:
    row = professional_called(tx, who)
    if not looks_after(tx, viewer, row):
        raise NotAllowed(mark("Only who looks after the people of this agency can do this."))
    if not row.active:
        raise Refused(mark("They do not work here any more."))
    return row


def _school(tx: Tx, row: Professional, token: str) -> int:
    school = tx.session.get(Agency, parsed(token)[1])
    region = tx.session.get_one(Agency, row.agency_id).region_id
    if school is None or school.region_id != region:
        raise BadAnswer(UNFIT, "school", why=mark("there is no such agency"))
    return school.id
