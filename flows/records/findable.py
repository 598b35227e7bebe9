"""By what words a person is found: keyed digests of the beginnings of their name. Keeps no name in the open."""

from sqlmodel import select

from models.secret import digests_of_name
from models.store import Tx
from models.tables import NameDigest, Person


def found_by_name(tx: Tx, person: Person) -> None:
    """From here on the person is found by the name they have now, and by no earlier one."""
    for row in tx.session.exec(select(NameDigest).where(NameDigest.person_id == person.id)).all():
        tx.session.delete(row)
    tx.flush()
    names = digests_of_name(person.given_name, person.prefix, person.family_name)
    tx.session.add_all(NameDigest(person_id=person.id, digest=digest) for digest in sorted(names))
