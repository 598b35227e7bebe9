"""What the end of a consent records: clocks of those partners stand still, and go on or are over once it is known."""

from datetime import date

from sqlmodel import col, select

from flows.engine import when
from flows.engine.allowance import latest_end
from flows.engine.matter import Matter
from flows.engine.standstill import Still, go_on, running_pause, stand_on, stand_still
from flows.facts.sharing import has_ground
from flows.records.consent import partner_may_not_know
from models.code import WaitStatus
from models.tables import Wait

PAUSE = "consent renewal"


def clocks_stand_still(matter: Matter, agencies: list[int]) -> None:
    """Nothing new is shared with partners whose consent ended, and nobody of them is late meanwhile."""
    for agency in agencies:
        if not has_ground(matter, agency):
            for wait in _open(matter, agency):
                _stops(matter, wait)


def _stops(matter: Matter, wait: Wait) -> None:
    until: date | None = latest_end(matter, wait, PAUSE, matter.today)
    if until is not None and until > matter.today:
        stand_still(matter, wait, Still(PAUSE, matter.today, until))


def stands_on_without_consent(matter: Matter, wait: Wait) -> bool:
    """Whether the clock stands on where its pause would end: consent ended, and nobody of that partner is late.

    It does so until the answer is known, which lets it go on or takes the question back.
    """
    if not _is_ours(matter, wait) or wait.agency_id is None or has_ground(matter, wait.agency_id):
        return False
    until = when.due(matter, f"pause {PAUSE}", agency=wait.agency_id).on
    if until is None or until <= matter.today:
        return False
    stand_on(matter, wait, until)
    return True


def consent_is_known(matter: Matter, agencies: list[int]) -> str:
    """Partners that may know go on from where they stood; the others have no part in the case any more."""
    lost = [agency for agency in agencies if not has_ground(matter, agency)]
    for agency in agencies:
        if agency in lost:
            partner_may_not_know(matter, agency)
        else:
            clocks_go_on(matter, agency)
    return "not given" if lost else "given"


def clocks_go_on(matter: Matter, agency: int) -> None:
    """What stood still for want of a yes of this partner's goes on."""
    for wait in _open(matter, agency):
        if wait.paused_on is not None and _is_ours(matter, wait):
            go_on(matter, wait)


def _is_ours(matter: Matter, wait: Wait) -> bool:
    pause = running_pause(matter, wait)
    return pause is not None and pause.code == PAUSE


def _open(matter: Matter, agency: int) -> list[Wait]:
    return list(
        matter.session.exec(
            select(Wait)
            .where(Wait.case_id == matter.case.id, Wait.agency_id == agency, Wait.status == WaitStatus.OPEN)
            .order_by(col(Wait.id))
        )
    )
