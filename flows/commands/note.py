"""Writing down beside a case: a private note, a concern about safety, that advice was asked. Off the ladder."""

from datetime import datetime, time
from typing import Any

from flows.commands.opened import agency_named, opened
from flows.commands.reading import as_fields
from flows.engine.matter import AMSTERDAM, Matter
from flows.records.brought import UNFIT, is_youth_doctor
from models.access import Viewer
from models.code import NoteKind
from models.deed import Deed
from models.forms import line_from
from models.forms.change import Noting
from models.medical import STAYS_WITH_THE_DOCTOR
from models.refusal import BadAnswer
from models.store import Store
from models.tables import Note


def write_note(store: Store, viewer: Viewer, ref: str, content: Any, now: datetime) -> int:
    """Keeps it, in an open case or a closed one, and gives its number; who may read it follows from what it is.

    Of an anonymous call for advice only that it was made is kept: no words, and not by whom.

    Raises:
        Refused: a field does not fit, the viewer has no part in this case, or a youth doctor writes it for others.
    """
    said = line_from(Noting, as_fields(content))
    with store.write(now) as tx:
        matter = opened(tx, viewer, ref, Deed.NOTE)
        _insist_stays_with_doctor(matter, viewer, said)
        kind = NoteKind(said.kind)
        note = Note(
            case_id=matter.case.id,
            kind=kind,
            author_id=None if kind is NoteKind.ADVICE else viewer.professional_id,
            for_whom=said.for_whom,
            agency_id=viewer.agency_id if said.for_whom else None,
            partners=_numbers(matter, said.partners),
            words=said.words,
            noted_at=_moment(kind, now),
        )
        tx.session.add(note)
        tx.flush()
        return note.id


def _insist_stays_with_doctor(matter: Matter, viewer: Viewer, said: Noting) -> None:
    """A youth doctor's note is for nobody else. A concern about safety passes: the law lets a doctor speak of it."""
    if said.for_whom not in {None, "own agency"} and is_youth_doctor(matter, viewer.agency_id):
        raise BadAnswer(UNFIT, "for_whom", why=STAYS_WITH_THE_DOCTOR)


def _numbers(matter: Matter, partners: list[str]) -> str | None:
    """The agencies a note is for by name, as one field holds them."""
    return ",".join(str(agency_named(matter, each, "partners")) for each in partners) or None


def _moment(kind: NoteKind, now: datetime) -> datetime:
    """Of a call for advice the day only: its moment would point to who made it, beside the log."""
    if kind is not NoteKind.ADVICE:
        return now
    return datetime.combine(now.astimezone(AMSTERDAM).date(), time(), AMSTERDAM)
