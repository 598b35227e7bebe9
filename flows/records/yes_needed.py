"""Which questions about consent nobody needs to answer any more, once whose yes counts has changed. Asks nothing."""

from collections.abc import Callable, Mapping

from sqlmodel import col, select

from flows.engine.matter import Matter
from flows.engine.taking_back import take_back
from flows.facts.consent import what_yes_is_lacking
from flows.facts.renewal import what_ends, whose_yes_will_be_missing
from models.code import Errand, WaitStatus
from models.tables import StageRun, Wait

PERSON_LEFT = "person left"


def nobody_needs_to_be_asked(matter: Matter, code: str = PERSON_LEFT) -> list[int]:
    """Takes back what is asked for a yes that is not needed any more; its story goes on. Gives the questions."""
    return [wait.id for wait in _open(matter) if not _is_needed(matter, wait) and take_back(matter, wait, code)]


def _open(matter: Matter) -> list[Wait]:
    rows = select(Wait).where(
        Wait.case_id == matter.case.id, Wait.status == WaitStatus.OPEN, col(Wait.form).in_(list(NEEDED))
    )
    return list(matter.session.exec(rows.order_by(col(Wait.id))).all())


def _is_needed(matter: Matter, wait: Wait) -> bool:
    run = matter.session.get_one(StageRun, wait.stage_run_id)
    of_run = Matter(matter.tx, matter.case, run.id, run.stage, run.number, run.about, run.parent_id)
    return NEEDED[wait.form or ""](of_run)


def _somebody_to_reach(run: Matter) -> bool:
    """The first time only those with custody are tried; when consent ends, whoever could not be reached."""
    return what_yes_is_lacking(run)["custody"] if run.stage == Errand.CONSENT else bool(_missing(run))


def _somebody(run: Matter) -> bool:
    return what_yes_is_lacking(run)["anybody"] if run.stage == Errand.CONSENT else bool(_missing(run))


def _partners_are_left(run: Matter) -> bool:
    """A yes that is asked because of one person is not asked once it is that person's no longer."""
    return run.about is None or bool(what_ends(run)["agencies"])


def _missing(run: Matter) -> list[int]:
    ending = what_ends(run)
    return whose_yes_will_be_missing(run, ending["agencies"], ending["on"])


NEEDED: Mapping[str, Callable[[Matter], bool]] = {
    "Attempts": _somebody_to_reach,
    "WithoutYes": _somebody,
    "ConsentsAgain": _partners_are_left,
}
"""When each of these questions still has something to ask."""
