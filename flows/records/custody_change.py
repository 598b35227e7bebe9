"""What follows when somebody gets custody, or has it no longer: whose yes counts, and what they are asked.

Source: process.md, stage 1 step 3, "Parents", and stage 4 step 1; docs/decisions, 0018 and 0025.
"""

from sqlmodel import col, select

from flows.engine import rewait, when
from flows.engine.matter import Matter
from flows.engine.post import put
from flows.engine.step import start
from flows.engine.taking_back import take_back
from flows.engine.who import age_of
from flows.facts.consent import partners_without_ground
from flows.facts.sharing import has_ground
from flows.records.may_know import may_know_now
from flows.records.renewal import clocks_go_on, clocks_stand_still
from flows.records.yes_needed import nobody_needs_to_be_asked
from models.age import PARENTS_STAND_BACK_AT
from models.code import Errand, WaitStatus
from models.holder import Holder
from models.tables import Message, StageRun, Wait

ASKED_OF_EACH = ("ParentsAgree",)
"""Questions to everybody with custody: who joins is asked too, while it is open."""


def who_may_know(matter: Matter) -> frozenset[int]:
    """The partners that need a yes and may know of the case now."""
    return frozenset(agency for agency in partners_without_ground(matter) if has_ground(matter, agency))


def custody_joined(matter: Matter, holder: Holder, knew: frozenset[int]) -> None:
    """Under sixteen their yes is needed too: it is asked, and until then nothing new is shared and nobody is late.

    Args:
        matter: the case.
        holder: who has custody from now on.
        knew: the partners that might know of the case before.
    """
    if age_of(matter) >= PARENTS_STAND_BACK_AT:
        return
    lost = sorted(knew - who_may_know(matter))
    clocks_stand_still(matter, lost)
    if lost and not _everybody_is_being_asked(matter):
        start(matter, Errand.RENEWAL, holder.person_id)
    for wait in _asked_of_each(matter):
        rewait.ask_too(
            matter, wait, holder, when.due(matter, wait.term, agency=holder.agency_id) if wait.term else None
        )
    if _first_letters_went_out(matter):
        put(matter, holder, "FirstLetter")


def custody_is_known(matter: Matter) -> None:
    """Nobody needs to say any more who has custody."""
    for wait in _open(matter, "WhoHasCustody"):
        take_back(matter, wait, "no longer needed")


def custody_ended(matter: Matter, knew: frozenset[int]) -> None:
    """Their yes and their no count no longer: partners that may know now go on, and nobody is tried for it any more."""
    for agency in sorted(who_may_know(matter) - knew):
        may_know_now(matter, agency)
        clocks_go_on(matter, agency)
    nobody_needs_to_be_asked(matter)


def _everybody_is_being_asked(matter: Matter) -> bool:
    """The consent of the registration is being asked still, of everybody who has custody when it is answered."""
    found = select(StageRun.id).where(
        StageRun.case_id == matter.case.id,
        StageRun.stage == Errand.CONSENT,
        col(StageRun.about).is_(None),
        col(StageRun.ended_at).is_(None),
    )
    return matter.session.exec(found).first() is not None


def _asked_of_each(matter: Matter) -> list[Wait]:
    """One question of each step that is open."""
    found = {(wait.stage_run_id, wait.key): wait for form in ASKED_OF_EACH for wait in _open(matter, form)}
    return list(found.values())


def _open(matter: Matter, form: str) -> list[Wait]:
    rows = select(Wait).where(Wait.case_id == matter.case.id, Wait.form == form, Wait.status == WaitStatus.OPEN)
    return list(matter.session.exec(rows.order_by(col(Wait.id))).all())


def _first_letters_went_out(matter: Matter) -> bool:
    told = select(Message.id).where(Message.case_id == matter.case.id, Message.notice == "FirstLetter")
    return matter.session.exec(told).first() is not None
