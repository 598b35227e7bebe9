"""What a region changed of the ladder: which step, for which question and agency, from which day, and why.

Reads what the region agreed; climbs nothing.
"""

from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from flows.queries.over_region import region_looked_over
from models.access import Viewer
from models.forms import FORMS
from models.ladder import shipped
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
