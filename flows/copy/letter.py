"""The letter to who asked something of their file: that it came in, takes longer, or what was decided. Plain words.

It may hold names, so it is printed behind sign-in and handed over, and never mailed.
"""

from datetime import datetime

from flows.engine.matter import AMSTERDAM
from flows.queries.door import Opened, note, open_file
from flows.queries.people import agency_name, person_name
from models.access import Viewer
from models.choice import choice_called
from models.code import Logged, RightKind
from models.deed import Deed
from models.label import LABELS
from models.reason import REASONS
from models.refusal import NotAllowed, Refused
from models.speech import mark, say
from models.store import Tx
from models.tables import Person, RightRequest
from notifications.phrase import day
from notifications.plain import Language
from notifications.printout import Heading, Paragraph, Part, Printout

_HOW_ON = {
    RightKind.ACCESS: mark("The copy of the file comes with this letter."),
    RightKind.COPY: mark("The file for another computer comes with this letter."),
    RightKind.CORRECTION: mark(
        "It is put right in the file. What it said before stays with it, so that it can be seen."
    ),
    RightKind.STATEMENT: mark("Your own words stand in the file now, beside what they are about."),
    RightKind.OBJECTION: mark("The file is not used in that way any more."),
    RightKind.ERASURE: mark("The file goes on the list to be destroyed. Two people look at that list first."),
}
"""What happens after a yes."""


def letter_for(tx: Tx, viewer: Viewer, ref: str, request: int, now: datetime) -> Printout:
    """The letter as things stand now, in the language of who asked; that it was printed stands in the log.

    Raises:
        Refused: no such request in that case, or the viewer does not guide it.
    """
    opened = open_file(tx, viewer, ref)
    if not opened.may(Deed.CORRECT):
        raise NotAllowed(mark("Only who guides the case makes a copy of its file."))
    row = tx.session.get(RightRequest, request)
    if row is None or row.case_id != opened.case.id:
        raise Refused(mark("Nothing was asked of this file by that number."))
    note(tx, opened, Logged.PRINT, f"right:{request}")
    asker = tx.session.get_one(Person, row.asker_id)
    language: Language = "en" if asker.language == "en" else "nl"
    return Printout(
        title=say(mark("About the file"), language),
        language=language,
        footer=f"{opened.case.ref} · {day(now, language)}",
        made_at=now,
        parts=tuple(_parts(tx, opened, row, language)),
    )


def _parts(tx: Tx, opened: Opened, row: RightRequest, language: Language) -> list[Part]:
    point = agency_name(tx, opened.viewer.agency_id)
    asked = say(LABELS[RightKind][row.kind], language)
    on, name = day(row.asked_on, language), row.representative or person_name(tx, row.asker_id)
    said = [
        say(mark("For {name}."), language, name=name),
        say(mark("On {day} this was asked: {asked}."), language, day=on, asked=asked),
    ]
    parts: list[Part] = [Paragraph(text=" ".join(said))]
    if row.words:
        parts += [Heading(text=say(mark("What was said"), language)), Paragraph(text=row.words)]
    parts += [Heading(text=say(mark("Our answer"), language)), *_answer(row, language)]
    parts += [
        Heading(text=say(mark("Not agreed?"), language)),
        Paragraph(text=say(mark("Tell {agency}: somebody else looks at it again."), language, agency=point)),
        Paragraph(
            text=say(
                mark(
                    "You may complain to the Dutch Data Protection Authority (Autoriteit Persoonsgegevens), "
                    "and ask a judge."
                ),
                language,
            )
        ),
    ]
    return parts


def _answer(row: RightRequest, language: Language) -> list[Part]:
    if row.ended_at is None:
        return [Paragraph(text=text) for text in _still_open(row, language)]
    if row.result == "taken back":
        return [Paragraph(text=say(mark("This was taken back, so nothing changes."), language))]
    on = day(row.ended_at.astimezone(AMSTERDAM).date(), language)
    decided = choice_called("RightAnswered", "result", row.result or "", language)
    lines = [say(mark("Decided on {day}: {decided}."), language, day=on, decided=decided)]
    if row.ground:
        lines.append(say(mark("The ground: {ground}."), language, ground=say(REASONS[row.ground].label, language)))
    lines += [row.why] if row.why else []
    if row.result == "granted":
        lines.append(say(_HOW_ON[row.kind], language))
    return [Paragraph(text=line) for line in lines]


def _still_open(row: RightRequest, language: Language) -> list[str]:
    if row.longer_until is None:
        return [say(mark("It came in. You hear within a month of that day, or why it takes longer."), language)]
    until = day(row.longer_until, language)
    return [say(mark("It takes longer. You hear by {day}."), language, day=until), row.longer_why or ""]
