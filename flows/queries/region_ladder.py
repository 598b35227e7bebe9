"""The ladder as it holds in a region now, and what the region changed of it: which step, when, for whom, and why.

Reads what the region agreed; climbs nothing.
"""

from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from flows.engine.rungs import day_of, ladder_in
from flows.engine.when import named_term
from flows.queries.over_region import region_looked_over
from models.access import Viewer
from models.forms import FORMS
from models.ladder import Ladder, Rung, shipped
from models.speech import say
from models.store import Tx
from models.tables import Agency, LadderRule


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One change of the ladder.

    Attributes:
        step: what the step is called, in the viewer's language.
        question: for which question; empty for every one.
        agency: for which agency; empty for every one.
        after_days: after how many working days past the last day it comes; none: as the terms of the region say.
        off: it never comes.
        since: the day from which it holds.
    """

    step: str
    question: str
    agency: str
    after_days: int | None
    off: bool
    ground: str
    since: date


@dataclass(frozen=True, slots=True)
class RungLine:
    """A step of the ladder as it holds today, for every question and agency of which nothing else is agreed.

    Attributes:
        after: how long after the last day it comes (before it, for the reminder), in words; none: never by time alone.
        answer: how long whoever is told has to answer; none where nothing is asked.
        proposed: a person confirms it first.
        off: it never comes.
    """

    step: int
    name: str
    after: str | None
    answer: str | None
    proposed: bool
    off: bool


def ladder_now(tx: Tx, viewer: Viewer) -> tuple[RungLine, ...]:
    """Every step as it holds in the viewer's region today.

    Raises:
        NotAllowed: the viewer looks over no region.
    """
    region, today = region_looked_over(tx, viewer), day_of(tx.now)
    ladder = ladder_in(tx, region, today)
    return tuple(_rung(tx, ladder, rung, viewer.language, region) for rung in ladder.rungs.values())


def _rung(tx: Tx, ladder: Ladder, rung: Rung, language: str, region: int) -> RungLine:
    after = ladder.after(rung)
    answer = named_term(tx, region, rung.answer, day_of(tx.now)) if rung.answer else None
    return RungLine(
        rung.step,
        rung.en if language == "en" else rung.nl,
        after.within().words(language) if after else None,
        answer.within().words(language) if answer else None,
        rung.proposed,
        not any(ladder.rung(rung.step, None, None, kind) for kind in rung.kinds),
    )


def ladder_of_region(tx: Tx, viewer: Viewer) -> tuple[RuleLine, ...]:
    """Every change, by step; of two about the same the later one holds, and stands last.

    Raises:
        NotAllowed: the viewer looks over no region.
    """
    rows = tx.session.exec(
        select(LadderRule, Agency.name)
        .outerjoin(Agency, col(Agency.id) == LadderRule.agency_id)
        .where(LadderRule.region_id == region_looked_over(tx, viewer))
        .order_by(col(LadderRule.step), col(LadderRule.valid_from), col(LadderRule.id))
    ).all()
    return tuple(_line(row, agency or "", viewer.language) for row, agency in rows)


def _line(row: LadderRule, agency: str, language: str) -> RuleLine:
    rung = shipped()[0][row.step]
    name = rung.en if language == "en" else rung.nl
    question = say(FORMS[row.form].question, language) if row.form else ""
    return RuleLine(name, question, agency, row.after_days, row.off, row.ground, row.valid_from)
