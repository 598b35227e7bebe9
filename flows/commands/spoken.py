"""Which question somebody speaks to, for themselves or for another who said it before. Takes no answer."""

from datetime import datetime, timedelta

from flows.commands.kept import Said
from flows.commands.question import Found, find, find_for_another, insist_deed, see_case
from models.access import Viewer
from models.deed import Deed
from models.refusal import BadAnswer, Changed, Refused
from models.speech import mark
from models.store import Tx
from models.tables import Professional

LONGEST_AGO = timedelta(days=366)
"""What is recorded later than this was meant for another year."""


def insist_past(now: datetime, said: Said) -> None:
    """What is recorded was said before now, and not longer than a year ago.

    Raises:
        Refused: it was not.
    """
    if said.at is not None and said.at > now:
        raise Refused(mark("What was said lies in the future."))
    if said.at is not None and said.at < now - LONGEST_AGO:
        raise Refused(mark("What was said lies more than a year back; look at the date."))


def question_of(
    tx: Tx, viewer: Viewer, ref: str, seen: tuple[str, int | None, int | None], said: Said
) -> tuple[Found, bool]:
    """The question that is answered, under the lock of its case, and whether it is open.

    Args:
        tx: the transaction it is answered in.
        viewer: who answers or records.
        ref: the number of the case.
        seen: the key of the question; its number and its turn as the person saw them, where they are known.
        said: on whose behalf it is recorded.

    Raises:
        Refused: there is none, it is somebody else's, or it was changed meanwhile.
    """
    key, wait, turn = seen
    found, is_open = _found(tx, viewer, (ref, key, wait), said)
    if turn is not None and is_open and turn != found.turn:
        raise Changed(mark("This question was changed meanwhile; look at it again."))
    return found, is_open


def _found(tx: Tx, viewer: Viewer, which: tuple[str, str, int | None], said: Said) -> tuple[Found, bool]:
    ref, key, wait = which
    if said.by is None or said.by == viewer.professional_id:
        return find(tx, viewer, ref, key, wait)
    if viewer.only is not None:
        _insist_colleague(tx, viewer, said.by)
        return find(tx, viewer, ref, key, wait)
    found, is_open = find_for_another(tx, viewer, ref, key, said.by, wait)
    see_case(tx, viewer, found.matter.case)
    if found.wait.holder is None or found.wait.holder.agency_id != viewer.agency_id:
        insist_deed(tx, viewer, found.matter.case, Deed.RECORD_FOR_OTHERS)
    return found, is_open


def _insist_colleague(tx: Tx, viewer: Viewer, by: int) -> None:
    """Who has a link records what a colleague of the same agency said, and nobody else."""
    colleague = tx.session.get(Professional, by)
    if colleague is None or not colleague.active or colleague.agency_id != viewer.agency_id:
        raise BadAnswer(mark("Choose a colleague of your own organisation."), "said.who")
