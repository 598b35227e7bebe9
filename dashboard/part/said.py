"""Who said it and when, where that is not the viewer just now: said by phone or at a table, then recorded."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.form import show_error
from dashboard.part.paper import Paper
from dashboard.part.picking import one
from dashboard.part.widget import DAY_FORMAT
from flows.commands.kept import Said
from flows.engine.matter import AMSTERDAM
from flows.queries.sitting import Question
from models.holder import parsed
from models.refusal import BadAnswer
from models.speech import mark

WHO, WHEN, SAID = "said.who", "said.when", "said"
NOON = time(12)


@dataclass(frozen=True, slots=True)
class Typed:
    """What was filled in about who said it."""

    who: str | None
    on: date | None

    @property
    def kept(self) -> dict[str, str]:
        """As a draft keeps it."""
        return {**({"who": self.who} if self.who else {}), **({"on": self.on.isoformat()} if self.on else {})}


def draw_said(desk: Desk, paper: Paper, question: Question) -> Typed:
    """Asks who said it and when; of another agency both must be known, otherwise only when it was earlier."""
    if question.for_another:
        st.markdown(f"**{desk.say(mark('Who said this, and when?'))}**")
        return _draw(desk, paper, question, begun=True)
    started = bool(paper.start.get(SAID))
    with st.expander(desk.say(mark("Was this said earlier, by phone or in a talk?")), expanded=started):
        return _draw(desk, paper, question, begun=False)


def _draw(desk: Desk, paper: Paper, question: Question, *, begun: bool) -> Typed:
    who, kept = None, paper.start.get(SAID, {})
    if question.line.agency_id is not None:
        begin = f"professional:{question.line.professional_id}" if begun and question.line.professional_id else None
        begin = kept.get("who", begin)
        who = one(paper, "colleague", desk.say(mark("Who said it")), f"{paper.key}/{WHO}", None, begin)
        show_error(paper, WHO)
    on = st.date_input(
        desk.say(mark("Said on")),
        date.fromisoformat(kept["on"]) if "on" in kept else desk.today if begun else None,
        date(2000, 1, 1),
        desk.today,
        key=f"{paper.key}/{WHEN}",
        format=DAY_FORMAT,
    )
    show_error(paper, WHEN)
    return Typed(who, on if isinstance(on, date) else None)


def said_from(desk: Desk, question: Question, typed: Typed) -> Said:
    """What the command is told of who said it.

    Raises:
        BadAnswer: somebody else's words are recorded without saying whose.
    """
    if question.for_another and typed.who is None:
        raise BadAnswer(mark("Say who said this."), WHO)
    by = parsed(typed.who)[1] if typed.who else None
    return Said(by, _moment(desk, typed.on) if typed.on else None)


def _moment(desk: Desk, day: date) -> datetime:
    """At noon of an earlier day; today: just now."""
    if day >= desk.today:
        return desk.now
    return datetime.combine(day, NOON, AMSTERDAM).astimezone(UTC)
