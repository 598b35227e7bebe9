"""Who somebody is at this moment: agency and roles, looked up each time. Never remembers."""

from sqlmodel import select

from flows.commands.region import professional_by_email
from models.access import Viewer
from models.code import Role
from models.refusal import NotAllowed
from models.speech import mark
from models.store import Tx
from models.tables import Professional, ProfessionalRole


def viewer_of(tx: Tx, email: str) -> Viewer:
    """The viewer with that mail address.

    Raises:
        Refused: nobody has it.
        NotAllowed: they do not work here any more.
    """
    return _viewer(tx, professional_by_email(tx, email))


def viewer_numbered(tx: Tx, professional: int) -> Viewer:
    """The viewer with that number.

    Raises:
        NotAllowed: they do not work here any more.
    """
    return _viewer(tx, tx.session.get_one(Professional, professional))


def _viewer(tx: Tx, professional: Professional) -> Viewer:
    if not professional.active:
        raise NotAllowed(mark("You do not work here any more."))
    roles = tx.session.exec(
        select(ProfessionalRole.role).where(ProfessionalRole.professional_id == professional.id)
    ).all()
    return Viewer(professional.id, professional.agency_id, frozenset(map(Role, roles)), professional.language)
