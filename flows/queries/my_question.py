"""What is expected of a viewer and their agency, most urgent first. Never another agency's questions."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import col, or_, select

from flows.engine.matter import AMSTERDAM
from flows.queries.waiting import WaitLine, waits_of_agency, waits_visible_to
from models.access import Viewer
from models.code import Role
from models.store import Tx
from models.tables import CaseFile, CasePerson, Wait


@dataclass(frozen=True, slots=True)
class MyQuestions:
    """What waits for me, for my colleagues, and what I may record for the people of my cases."""

    mine: tuple[WaitLine, ...]
    colleagues: tuple[WaitLine, ...]
    to_record: tuple[WaitLine, ...]

    def __len__(self) -> int:
        return len(self.mine) + len(self.colleagues) + len(self.to_record)


def my_questions(tx: Tx, viewer: Viewer) -> MyQuestions:
    """The open questions a viewer can answer now; what opens later is left out until it opens."""
    today = tx.now.astimezone(AMSTERDAM).date()
    own = [line for line in waits_of_agency(tx, viewer.agency_id) if _is_open(line, today)]
    return MyQuestions(
        mine=tuple(line for line in own if line.professional_id in {*viewer.acts_as, None}),
        colleagues=tuple(line for line in own if line.professional_id not in {*viewer.acts_as, None}),
        to_record=tuple(line for line in _of_people(tx, viewer) if _is_open(line, today)),
    )


def _is_open(line: WaitLine, today: date) -> bool:
    return line.opens_on is None or line.opens_on <= today


def _of_people(tx: Tx, viewer: Viewer) -> list[WaitLine]:
    """Questions to youth, parents and trusted persons in the cases this viewer guides or coaches."""
    return waits_visible_to(tx, viewer, col(Wait.person_id).is_not(None), guides(viewer))


def guides_any(tx: Tx, viewer: Viewer) -> bool:
    """Whether the viewer guides open cases now, or is the coordinator, to whom all come that have no case manager."""
    if Role.COORDINATOR in viewer.roles:
        return True
    found = select(CaseFile.id).where(col(CaseFile.closed_at).is_(None), guides(viewer))
    return tx.session.exec(found.limit(1)).first() is not None


def guides(viewer: Viewer) -> Any:
    """True for the cases this viewer guides, coaches or stays in touch in; for the coordinator, what nobody guides."""
    me = sorted(viewer.acts_as)
    trusted = select(CasePerson.case_id).where(
        col(CasePerson.professional_id).in_(me), col(CasePerson.until_on).is_(None)
    )
    found = or_(
        col(CaseFile.case_manager_id).in_(me),
        col(CaseFile.consultant_id).in_(me),
        col(CaseFile.coach_id).in_(me),
        col(CaseFile.id).in_(trusted.correlate(None)),
    )
    if Role.COORDINATOR in viewer.roles:
        found = or_(found, col(CaseFile.case_manager_id).is_(None))
    return found
