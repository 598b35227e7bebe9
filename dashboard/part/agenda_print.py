"""The agenda and the minutes on paper: what this reader may take along, of the cases at whose table they sit.

A file name tells no case and no name. Safety concerns and private notes are never read for it.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.agenda_point import guest_line, head_of, held_line, points_of
from flows.queries.agenda import AgendaItem
from models.speech import mark
from models.store import Tx
from notifications.printout import Bullets, Heading, Paragraph, Part, Printout, Table

Read = Callable[[Tx], Sequence[AgendaItem]]
AGENDA, MINUTES = "agenda", "verslag"


def show_prints(desk: Desk, starts_at: datetime | None, read: Read, *, minuted: bool) -> None:
    """A button for the agenda, and one for the minutes where there are any; ``read`` reads what may be printed."""
    day = (starts_at or desk.now).astimezone(desk.now.tzinfo).date().isoformat()
    with st.container(horizontal=True):
        _button(desk, mark("Agenda as PDF"), f"{AGENDA}-{day}", partial(_agenda, desk, read))
        if minuted:
            _button(desk, mark("Minutes as PDF"), f"{MINUTES}-{day}", partial(_minutes, desk, read))
    st.caption(desk.say(mark("A print holds only cases at whose table you sit. That you made it is logged.")))


def _button(desk: Desk, label: str, name: str, made: Callable[[], bytes]) -> None:
    st.download_button(
        desk.say(label), made, f"{name}.pdf", "application/pdf", icon=":material/print:", on_click="ignore", key=name
    )


def _agenda(desk: Desk, read: Read) -> bytes:
    return _pdf(desk, read, agenda_printout)


def _minutes(desk: Desk, read: Read) -> bytes:
    return _pdf(desk, read, minutes_printout)


def _pdf(desk: Desk, read: Read, made: Callable[[Desk, Sequence[AgendaItem]], Printout]) -> bytes:
    from notifications.pdf import as_pdf  # noqa: PLC0415 - slow to load, and few print

    with desk.read() as tx:
        items = read(tx)
    return as_pdf(made(desk, items))


def agenda_printout(desk: Desk, items: Sequence[AgendaItem]) -> Printout:
    """The points of each case, with who comes."""
    parts = (part for item in items for part in _agenda_parts(desk, item))
    return _printout(desk, mark("Agenda of the meeting"), tuple(parts))


def minutes_printout(desk: Desk, items: Sequence[AgendaItem]) -> Printout:
    """What was decided and agreed about each case that was spoken about."""
    parts = (part for item in items if item.minuted for part in _minute_parts(desk, item))
    return _printout(desk, mark("Minutes of the meeting"), tuple(parts))


def _printout(desk: Desk, title: str, parts: tuple[Part, ...]) -> Printout:
    nothing = (Paragraph(text=desk.say(mark("There is nothing in it that you may take along."))),)
    return Printout(
        title=desk.say(title),
        language=desk.language,
        footer=desk.say(mark("For who sat at the table. Keep it where nobody else reads it.")),
        made_at=desk.now,
        parts=parts or nothing,
    )


def _agenda_parts(desk: Desk, item: AgendaItem) -> Iterator[Part]:
    yield Heading(text=head_of(desk, item))
    if item.place:
        yield Paragraph(text=item.place)
    for number, point in enumerate(points_of(desk, item), 1):
        yield Heading(text=f"{number}. {point.title}", level=2)
        yield Bullets(lines=point.lines) if point.lines else Paragraph(text=point.nothing)
        if number == 1 and item.table.guests:
            yield Bullets(lines=tuple(guest_line(desk, guest) for guest in item.table.guests))


def _minute_parts(desk: Desk, item: AgendaItem) -> Iterator[Part]:
    made = item.minuted
    if made is None:
        return
    yield Heading(text=head_of(desk, item))
    yield Paragraph(text=held_line(desk, item))
    if item.table.guests:
        yield Heading(text=desk.say(mark("Who was there")), level=2)
        yield Bullets(lines=tuple(guest_line(desk, guest) for guest in item.table.guests))
    if made.words:
        yield Heading(text=desk.say(mark("Decisions")), level=2)
        yield Paragraph(text=made.words)
    if made.agreed:
        yield Heading(text=desk.say(mark("Agreements: who does what, by when")), level=2)
        yield Table(
            columns=tuple(desk.say(each) for each in (mark("Who"), mark("What"), mark("Ready on"))),
            rows=tuple((each.who, each.words, desk.day(each.due_on)) for each in made.agreed),
        )
    if made.evaluation_on:
        yield Paragraph(text=desk.say(mark("We look back on {day}."), day=desk.day(made.evaluation_on)))
    if made.youth_mark is not None:
        yield Paragraph(text=desk.say(mark("Is this right for the youth: {mark}."), mark=made.youth_mark))
