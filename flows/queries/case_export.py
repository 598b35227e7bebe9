"""The list of cases as rows of a sheet to take away: the same filter, the same viewer. Never a youth's name. Logged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import select

from flows.commands.question import ties_of
from flows.engine.matter import CaseRow, Matter
from flows.facts.sharing import share_with, tie_of
from flows.queries.case_filter import CaseFilter, conditions
from flows.queries.case_list import CaseLine, case_list
from flows.queries.door import READ_CASE
from flows.queries.visible import cases_where
from models.access import Viewer, links
from models.code import Logged
from models.condition import Thing
from models.item import Action, Item
from models.look import Look
from models.policy import allows
from models.store import Tx
from models.tables import CaseFile

MOST = 5_000
"""Cases in one sheet; who needs more asks for them in parts."""


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One case: its stages that run, who is case manager, and the question with the earliest last day.

    Attributes:
        questions: open questions the viewer may see.
        late: how many of those wait longer than agreed.
    """

    ref: str
    stage: str
    case_manager: str
    closed: bool
    questions: int
    late: int
    agency: str
    since: date | None
    due: date | None
    days_late: int


def cases_to_take(tx: Tx, viewer: Viewer, wanted: CaseFilter) -> Sequence[SheetLine]:
    """At most ``MOST`` cases, in the order of the list; that they were taken stands in the log."""
    tx.note(Look(viewer, Logged.EXPORT, about="cases"))
    lines = case_list(tx, viewer, *conditions(tx, viewer, wanted), limit=MOST, soonest=True)
    freely = set(tx.session.exec(select(CaseFile.ref).where(cases_where(viewer, Item.NUMBER, Action.PRINT))))
    return tuple(_line(line) for line in lines if line.ref in freely or may_take(tx, viewer, line.ref))


def may_take(tx: Tx, viewer: Viewer, ref: str) -> bool:
    """Whether the viewer may take a case of the list along: who looks over the region, and who has a ground for it."""
    matter = Matter(tx, CaseRow(*tx.one(READ_CASE, ref=ref) or ()), 0, "", 0, None, None)
    guides = {matter.case.case_manager_id, matter.case.consultant_id, matter.case.coach_id} & viewer.acts_as
    tie = tie_of(matter, viewer.agency_id, next(iter(guides), viewer.professional_id))
    grounded = bool(share_with(matter, viewer.agency_id, tie=tie))
    return allows(links(viewer, ties_of(tx, matter.case)), Item.NUMBER, Action.PRINT, Thing(grounded=grounded))


def _line(line: CaseLine) -> SheetLine:
    first = line.waiting[0] if line.waiting else None
    return SheetLine(
        line.ref,
        line.stage,
        line.case_manager or "",
        line.closed,
        len(line.waiting),
        sum(1 for wait in line.waiting if wait.days_late),
        (first.agency or "") if first else "",
        first.since if first else None,
        first.due if first else None,
        first.days_late if first else 0,
    )
