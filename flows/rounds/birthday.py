"""What happens on a birthday: at 12 the youth speaks too, at 16 alone, at 18 nobody has custody. Asks nothing ahead.

Late or twice, each is done once. Source: process.md, "Birthdays 12, 16, 18", "Parents", stage 1 step 3.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from sqlmodel import col, select

from flows.engine.answer import Ending
from flows.engine.closing import end_run
from flows.engine.hot import OPEN_RUNS
from flows.engine.matter import AMSTERDAM, Matter
from flows.engine.post import put
from flows.engine.step import start
from flows.engine.taking_back import take_back
from flows.facts.consent import partners_without_ground, what_yes_is_lacking
from flows.facts.renewal import is_silent
from flows.facts.sharing import has_ground
from flows.records.around import Around, with_custody
from flows.records.person_leaves import person_leaves
from flows.records.renewal import clocks_stand_still
from models.age import ADULT_AT, AGREES_TOO_AT, PARENTS_STAND_BACK_AT, birthday
from models.code import Errand, Part, Relation, WaitStatus
from models.holder import INVITED, Holder
from models.tables import CaseFile, CasePerson, Message, Person, StageRun, Wait

BIRTHDAY = "birthday"
YOUTH_DECIDES, OF_AGE = "youth decides", "of age"
NOT_OF_PARENTS = ("Attempts", "WithoutYes")
"""What is asked of the case manager about a yes of parents; from sixteen on there is no such yes."""


def turned(birth_on: date, today: date) -> list[int]:
    """The birthdays that change who speaks and that have come, the first one first."""
    return [years for years in ON_BIRTHDAY if birthday(birth_on, years) <= today]


def on_birthday(matter: Matter, years: int) -> Iterator[str]:
    """Does what this birthday asks for; gives what was done. Nothing where the case was opened after it."""
    day = _birthday(matter, years)
    opened_on = matter.session.get_one(CaseFile, matter.case.id).opened_at.astimezone(AMSTERDAM).date()
    if years == ADULT_AT or opened_on < day:
        yield from ON_BIRTHDAY[years](matter)


def _speaks_too(matter: Matter) -> Iterator[str]:
    """What parents read for the child is the youth's to read from now on, and their own yes is needed."""
    youth = Holder(Part.YOUTH, person_id=matter.case.youth_id)
    told = select(Message.id).where(Message.case_id == matter.case.id, Message.notice == "FirstLetter")
    if matter.session.exec(told).first() is not None:
        put(matter, youth, "FirstLetter")
    waits = [wait.id for wait in _asked(matter, Wait.person_id == matter.case.youth_id)]
    if waits:
        put(matter, youth, "QuestionAsked", {"waits": waits}, wait=waits[0])
    yield from _is_asked(matter)


def _decides_alone(matter: Matter) -> Iterator[str]:
    """Nobody is tried, or decided about, for the yes of parents any more: where the youth said nothing, it is asked."""
    left = [wait for wait in _asked(matter, col(Wait.form).in_(NOT_OF_PARENTS)) if _of_consent(matter, wait)]
    for wait in left:
        take_back(matter, wait, YOUTH_DECIDES)
    yield from _is_asked(matter, beside=[wait.stage_run_id for wait in left])
    for wait in left:
        run = matter.session.get_one(StageRun, wait.stage_run_id)
        of_run = Matter(matter.tx, matter.case, run.id, run.stage, run.number, run.about, run.parent_id)
        if wait.form == "Attempts" and what_yes_is_lacking(of_run)["anybody"]:
            end_run(of_run, run.version, Ending("taken back"))


def _of_consent(matter: Matter, wait: Wait) -> bool:
    return matter.session.get_one(StageRun, wait.stage_run_id).stage == Errand.CONSENT


def _is_asked(matter: Matter, beside: list[int] | None = None) -> Iterator[str]:
    """The youth said nothing yet where their yes is needed: it is asked, and until then nobody is late.

    Args:
        matter: the case.
        beside: runs that ask for a yes and end today.
    """
    youth = matter.case.youth_id
    silent = [agency for agency in partners_without_ground(matter) if is_silent(matter, youth, agency)]
    clocks_stand_still(matter, [agency for agency in silent if not has_ground(matter, agency)])
    asking = [
        run
        for run, stage in matter.tx.all(OPEN_RUNS, case=matter.case.id)
        if stage in _ASK and run not in (beside or ())
    ]
    if silent and not asking:
        start(matter, Errand.RENEWAL, youth)
        yield "youth is asked"


_ASK = frozenset({Errand.CONSENT, Errand.RENEWAL})


def _is_of_age(matter: Matter) -> Iterator[str]:
    """Custody ends. Whoever was asked something since sixteen, by the youth's own word, stays on as supporter."""
    day = _birthday(matter, ADULT_AT)
    for each in with_custody(matter):
        _stays_as_supporter(matter, each, day)
        person_leaves(matter, each, OF_AGE)
        each.row.until_on = day
        matter.session.add(each.row)
        yield "custody ends"
    matter.tx.flush()


def _stays_as_supporter(matter: Matter, each: Around, day: date) -> None:
    sixteen, person = _birthday(matter, PARENTS_STAND_BACK_AT), each.holder.person_id
    waits = [wait for wait in _asked(matter, Wait.person_id == person) if _asked_on(wait) >= sixteen] if person else []
    for wait in waits:
        wait.part = INVITED
        matter.session.add(wait)
    if waits:
        matter.session.add(
            CasePerson(case_id=matter.case.id, person_id=person, relation=Relation.SUPPORTER, since_on=day)
        )
    matter.tx.flush()


def _asked(matter: Matter, condition: object) -> list[Wait]:
    rows = select(Wait).where(Wait.case_id == matter.case.id, Wait.status == WaitStatus.OPEN, condition)  # type: ignore[arg-type]
    return list(matter.session.exec(rows.order_by(col(Wait.id))).all())


def _asked_on(wait: Wait) -> date:
    return wait.asked_at.astimezone(AMSTERDAM).date()


def _birthday(matter: Matter, years: int) -> date:
    birth_on = matter.session.get_one(Person, matter.case.youth_id).birth_on
    return birthday(birth_on, years) if birth_on else matter.today


ON_BIRTHDAY: Mapping[int, Callable[[Matter], Iterator[str]]] = {
    AGREES_TOO_AT: _speaks_too,
    PARENTS_STAND_BACK_AT: _decides_alone,
    ADULT_AT: _is_of_age,
}
"""What each birthday does. Those of the target group are asked about ahead (``models.birthday``)."""
