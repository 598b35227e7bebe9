"""What a viewer chose about their own mail: for each kind of message, and the hour of the overview. Never writes."""

from dataclasses import dataclass

from flows.messages.gather import READ_CHOICES, hour_of
from models.access import Viewer
from models.store import Tx
from notifications.choice import chosen_about
from notifications.notice import NOTICES


@dataclass(frozen=True, slots=True)
class MailKind:
    """One kind of message: what may be chosen, and what is."""

    notice: str
    moments: tuple[str, ...]
    chosen: str


def my_mail(tx: Tx, viewer: Viewer) -> tuple[int, tuple[MailKind, ...]]:
    """The hour of the viewer's overview, and every kind of message of which there is something to choose."""
    chosen = dict(tx.all(READ_CHOICES, professional=viewer.professional_id))
    kinds = (
        MailKind(name, moments, str(chosen.get(name, moments[0]))) for name, moments in chosen_about(NOTICES).items()
    )
    return hour_of(tx, viewer.professional_id), tuple(kinds)
