"""Who looked at a case: as a table on the page, and as a print for the youth in plain words. Decides nothing."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import partial

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.plain import plain
from flows.queries.log import log_of
from flows.queries.who_looked import Looked, WhoLooked, who_looked
from models.code import Logged
from models.label import LABELS, OF_A_LINK, called, capital
from models.link import Link
from models.speech import mark, say
from notifications.phrase import date_only
from notifications.plain import Language
from notifications.printout import Paragraph, Printout, Table

ON_PAGE = 100
FUNCTIONS: Mapping[str, str] = {
    Link.COORDINATOR: mark("the coordinator of the registration point"),
    Link.CASE_MANAGER: mark("your case manager"),
    Link.CONSULTANT: mark("your transition consultant"),
    Link.COACH: mark("your coach"),
    Link.REFERRER: mark("who registered you"),
    Link.PARTNER: mark("somebody who helps you"),
    Link.TRUSTED: mark("your trusted person"),
    Link.FORMER: mark("who guided you before"),
    Link.MANAGER: mark("who looks over the region"),
    Link.OPERATOR: mark("who keeps the computers running"),
    Link.EMERGENCY: mark("somebody who had to look in an emergency"),
    Link.PRIVACY_OFFICER: mark("who watches over privacy"),
    Link.YOUTH: mark("you yourself"),
    Link.PARENT: mark("who has custody"),
    "own link": mark("somebody with the link to your page, without the right code"),
    "asked": mark("somebody who was asked a question"),
    "": mark("somebody who works there"),
}
"""What somebody was to a youth, in words to them."""
DID: Mapping[Logged, str] = {
    Logged.SEE_CASE: mark("saw how it goes with your plan"),
    Logged.SEE_FILE: mark("read your file"),
    Logged.SEE_NAME: mark("saw your name"),
    Logged.SEE_DRAFT: mark("saw your registration while it was being written"),
    Logged.SEARCH: mark("searched for you"),
    Logged.EXPORT: mark("took a copy along"),
    Logged.PRINT: mark("made a print"),
    Logged.REGISTER: mark("registered you"),
    Logged.ANSWER: mark("answered a question about you"),
    Logged.COMMAND: mark("changed or added something"),
    Logged.REFUSED: mark("wanted to look, and was not let in"),
    Logged.READ_LOG: mark("looked who read your file"),
}
"""What was done, in words to a youth; a test asks for all of them."""


def show_looked(desk: Desk, ref: str) -> None:
    """The newest lines of the log, and the print for the youth; making it is logged."""
    with desk.read() as tx:
        found = log_of(tx, desk.viewer, ref, most=ON_PAGE)
    st.markdown(desk.say(mark("Who saw or did what with this case, the newest first.")))
    st.download_button(
        desk.say(mark("Print for the youth: who looked at my file (PDF)")),
        partial(_pdf, desk, ref),
        f"{ref}-{desk.today.isoformat()}.pdf",
        "application/pdf",
        icon=":material/print:",
        on_click="ignore",
        help=desk.say(mark("Organisations and functions, no names. That you made it is logged.")),
    )
    st.table(
        {
            desk.say(mark("When")): [desk.moment(row.at) for row in found],
            desk.say(mark("Who")): [plain(row.who) for row in found],
            desk.say(mark("For")): [plain(row.behalf) for row in found],
            desk.say(mark("What")): [called(LABELS[Logged], row.what, desk.language) for row in found],
            desk.say(mark("As")): [called(OF_A_LINK, row.why, desk.language) for row in found],
        },
        hide_index=True,
    )


def _pdf(desk: Desk, ref: str) -> bytes:
    from notifications.pdf import as_pdf  # noqa: PLC0415 - slow to load, and few print

    with desk.read() as tx:
        found = who_looked(tx, desk.viewer, ref)
    return as_pdf(printout_of(found, desk.now))


def printout_of(found: WhoLooked, now: datetime) -> Printout:
    """The print, in the language of the youth."""
    language: Language = "en" if found.language == "en" else "nl"
    ask = mark("Is something here not right, or do you not know why somebody looked? Ask {who}, {phone}.")
    point = mark("Is something here not right, or do you not know why somebody looked? Ask the registration point.")
    cut = () if found.is_whole else (Paragraph(text=say(mark("Older lines are kept too; ask for them."), language)),)
    return Printout(
        title=say(mark("Who looked at my file"), language),
        language=language,
        footer=found.ref,
        made_at=now,
        parts=(
            Paragraph(
                text=say(
                    mark(
                        "Everybody who looks at your file leaves a trace. Here you read on which day it was, of which"
                        " organisation they were, and what they did."
                    ),
                    language,
                )
            ),
            looked_table(found.lines, language),
            *cut,
            Paragraph(
                text=say(ask if found.call else point, language, who=found.call, phone=found.phone or "-"),
                boxed=True,
            ),
        ),
    )


def looked_table(lines: Iterable[Looked], language: Language, *, to_youth: bool = True) -> Table:
    """Days, organisations and functions, in words to the youth, or to who has custody."""
    columns = (mark("Day"), mark("Organisation"), mark("Who"), mark("What they did"), mark("How often"))
    return Table(
        columns=tuple(say(column, language) for column in columns),
        rows=tuple(_row(line, language, to_youth=to_youth) for line in lines),
    )


def _row(line: Looked, language: Language, *, to_youth: bool) -> tuple[str, ...]:
    is_of_people = line.function in {Link.YOUTH, Link.PARENT}
    did = say(DID[line.what], language) if to_youth else called(LABELS[Logged], line.what, language)
    return (
        date_only(line.on, language),
        "-" if is_of_people else line.agency or say(mark("Vangnet itself"), language),
        capital(_function(line.function, language, to_youth=to_youth)),
        did,
        f"{line.times} ×",  # noqa: RUF001 - as people write "twice"
    )


def _function(function: str, language: Language, *, to_youth: bool) -> str:
    if to_youth or function not in OF_A_LINK:
        return say(FUNCTIONS.get(function, FUNCTIONS[""]), language)
    return called(OF_A_LINK, function, language)
