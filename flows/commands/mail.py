"""Somebody chooses what they hear of by mail and when. Their own mail only; never below the floor of a message."""

from datetime import datetime

from models.access import Viewer
from models.code import MailMoment
from models.refusal import Refused
from models.speech import mark
from models.store import Store
from models.tables import MailChoice, MailHour
from notifications.choice import chosen_about
from notifications.notice import NOTICES

FIRST_HOUR, LAST_HOUR = 6, 20


def choose_mail(store: Store, viewer: Viewer, notice: str, moment: str, now: datetime) -> None:
    """From now on the viewer hears of this kind of message at that moment.

    Raises:
        Refused: there is nothing to choose about it, or not that: without it somebody loses a right or a term.
    """
    if moment not in chosen_about(NOTICES).get(notice, ()):
        raise Refused(mark("That cannot be chosen for this message: without it somebody misses a right or a day."))
    with store.write(now) as tx:
        row = tx.session.get(MailChoice, (viewer.professional_id, notice))
        row = row or MailChoice(professional_id=viewer.professional_id, notice=notice, moment=MailMoment(moment))
        row.moment = MailMoment(moment)
        tx.session.add(row)


def choose_hour(store: Store, viewer: Viewer, hour: int, now: datetime) -> None:
    """From now on the viewer's overview of the day leaves at that hour.

    Raises:
        Refused: it is no hour of the day.
    """
    if not FIRST_HOUR <= hour <= LAST_HOUR:
        raise Refused(
            mark("Choose an hour between {first} and {last}."), first=f"{FIRST_HOUR}.00", last=f"{LAST_HOUR}.00"
        )
    with store.write(now) as tx:
        row = tx.session.get(MailHour, viewer.professional_id)
        row = row or MailHour(professional_id=viewer.professional_id, hour=hour)
        row.hour = hour
        tx.session.add(row)
