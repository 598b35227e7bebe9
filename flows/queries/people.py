"""What agencies, professionals and people are called. For queries that checked already who may see it."""

from flows.queries.waiting import name_of
from models.resemblance import full_name
from models.store import Tx
from models.tables import Agency, Person, Professional


def agency_name(tx: Tx, agency: int | None) -> str:
    """The name of an agency; nothing for nobody."""
    row = tx.session.get(Agency, agency) if agency else None
    return row.name if row else ""


def professional_name(tx: Tx, professional: int | None) -> str:
    """The name of a professional, and where they work."""
    row = tx.session.get(Professional, professional) if professional else None
    return f"{name_of(row)} ({agency_name(tx, row.agency_id)})" if row else ""


def person_name(tx: Tx, person: int | None) -> str:
    """The name of one of the people."""
    row = tx.session.get(Person, person) if person else None
    return full_name(row.given_name, row.prefix, row.family_name) if row else ""


def holder_name(tx: Tx, agency: int | None, professional: int | None, person: int | None) -> str:
    """What a holder is called: a person, a professional with their agency, or the agency."""
    return person_name(tx, person) or professional_name(tx, professional) or agency_name(tx, agency)


def called(tx: Tx, token: str) -> str:
    """What an answer names, as people know it: an agency, professional or person; anything else as it is written."""
    kind, _, number = token.partition(":")
    names = {"agency": agency_name, "professional": professional_name, "person": person_name}
    return (names[kind](tx, int(number)) if kind in names and number.isdecimal() else "") or token
