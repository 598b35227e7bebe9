"""Birthdays change who speaks: at twelve the youth too, at sixteen alone, at eighteen nobody has custody any more."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlmodel import col, select

from flows.commands.change import add_running_request
from flows.commands.meeting import start_meeting
from flows.queries.door import has_ground, matter_of, open_case
from flows.rounds.birthday import turned
from flows.rounds.renew import renew_consents
from models.tables import CasePerson, Custody, StageRun, Wait

BRAM, ILSE = "bram.hoevelaar@waalzicht.example", "ilse.verhagen@aanmeldpunt.example"
FATIMA = "fatima.bouzidi@doorstroompunt.example"
MOTHER = {"given_name": "Hilde", "family_name": "Terborg", "email": "hilde@post.example"}
DONE = {"youth is asked", "custody ends"}


def child(desk: Any, birth_on: str, **fields: Any) -> str:
    """A child whose mother has custody, and a partner that may know only with a yes."""
    told = {"told_parents_on": desk.day(0), "told_parents_how": "phone", "sector": "vo"}
    partners = [f"agency:{desk.agency('horizonlijn')}"]
    return str(
        desk.guided(desk.register(**{"birth_on": birth_on, "custody": [MOTHER], "partners": partners, **told} | fields))
    )


def running(desk: Any, ref: str) -> Any:
    waits = desk.waits(ref)
    return waits[next(key for key in waits if key.startswith("running"))]


def ask_horizonlijn(desk: Any, ref: str) -> None:
    asked = {
        "agency": f"agency:{desk.agency('horizonlijn')}", "asked_on": desk.day(-3), "term": "treeknorm intake",
        "words": "intake",
    }  # fmt: skip
    add_running_request(desk.store, desk.viewer(FATIMA), ref, asked, desk.now)
    desk.later(minutes=1)


def mother_of(desk: Any, ref: str) -> int:
    youth = desk.file(ref).youth_id
    with desk.store.read(desk.now) as tx:
        return int(tx.session.exec(select(Custody.person_id).where(Custody.youth_id == youth)).one() or 0)


def round_on(desk: Any, day: date) -> list[str]:
    desk.now = datetime(day.year, day.month, day.day, 8, 0, tzinfo=UTC)
    asked = renew_consents(desk.store, desk.now)
    desk.carry()
    assert asked.failed == 0
    return [what for what, number in asked.asked.items() if what in DONE for _ in range(number)]


def may_know(desk: Any, ref: str) -> bool:
    with desk.store.read(desk.now) as tx:
        return has_ground(matter_of(tx, open_case(tx, desk.viewer(FATIMA), ref)), desk.agency("horizonlijn"))


def asked(desk: Any, ref: str, begins: str) -> list[str]:
    return [key for key in desk.waits(ref) if key.startswith(begins)]


@pytest.mark.parametrize(
    ("today", "come"),
    [("2026-12-09", []), ("2026-12-10", [12]), ("2030-12-10", [12, 16]), ("2033-01-01", [12, 16, 18])],
)
def test_a_birthday_counts_from_the_day_itself(today: str, come: list[int]) -> None:
    assert turned(date(2014, 12, 10), date.fromisoformat(today)) == come


@pytest.fixture
def eleven(desk: Any) -> str:
    """Her mother could not be reached, and the case manager decided: there is no yes that ends on a birthday."""
    ref = child(desk, "2014-12-10")
    desk.answer(BRAM, ref, "consent", said=None, givers=[
        {"giver": f"person:{mother_of(desk, ref)}", "agrees": False, "way": "phone", "given_on": desk.day(0)}
    ])  # fmt: skip
    tried = [{"way": way, "tried_on": desk.day(0), "result": "not reached"} for way in ("phone", "mail")]
    desk.answer(FATIMA, ref, "reach-custody-holder", attempts=tried)
    desk.answer(FATIMA, ref, "without-yes", decision="own weighing", why="Nodig, en anders dan dat vader denkt.")
    ask_horizonlijn(desk, ref)
    return ref


def test_at_twelve_the_youth_is_asked_too_and_until_then_nobody_is_late(desk: Any, eleven: str) -> None:
    assert may_know(desk, eleven)
    assert round_on(desk, date(2026, 12, 9)) == []

    assert round_on(desk, date(2026, 12, 10)) == ["youth is asked"]

    assert asked(desk, eleven, "renewal") == ["renewal:1"]
    assert not may_know(desk, eleven)
    assert running(desk, eleven).paused_on is not None


def test_with_the_yes_of_the_youth_everything_goes_on(desk: Any, eleven: str) -> None:
    round_on(desk, date(2026, 12, 10))

    yes = {"giver": desk.youth(eleven), "agrees": True, "way": "table", "given_on": desk.day(0)}
    desk.answer(FATIMA, eleven, "renewal:1", givers=[yes])

    assert may_know(desk, eleven)
    assert running(desk, eleven).paused_on is None


def test_the_letter_that_parents_read_for_the_child_is_the_youths_from_twelve_on(desk: Any, eleven: str) -> None:
    youth = desk.file(eleven).youth_id
    before = [row for row in desk.told(eleven, "FirstLetter") if row.to_person_id == youth]

    round_on(desk, date(2026, 12, 10))

    assert len([row for row in desk.told(eleven, "FirstLetter") if row.to_person_id == youth]) == len(before) + 1


def test_a_late_round_asks_once(desk: Any, eleven: str) -> None:
    assert round_on(desk, date(2026, 12, 20)) == ["youth is asked"]
    assert round_on(desk, date(2026, 12, 21)) == []


def test_a_case_that_was_opened_after_the_birthday_asks_nothing(desk: Any) -> None:
    child(desk, "2012-01-10")

    assert round_on(desk, date(2026, 12, 20)) == []


@pytest.fixture
def fifteen(desk: Any) -> str:
    """The youth said nothing yet, and her mother is being tried."""
    ref = child(desk, "2010-12-10")
    mother = {"giver": f"person:{mother_of(desk, ref)}", "agrees": False, "way": "phone", "given_on": desk.day(0)}
    desk.answer(BRAM, ref, "consent", givers=[mother])
    assert asked(desk, ref, "reach") == ["reach-custody-holder"]
    return ref


def test_at_sixteen_nobody_is_tried_for_the_yes_of_parents_and_the_youth_is_asked(desk: Any, fifteen: str) -> None:
    desk.now = datetime(2026, 11, 24, 9, tzinfo=UTC)
    with desk.store.write(desk.now) as tx:  # it may still be tried on the birthday
        wait = tx.session.exec(select(Wait).where(Wait.key == "reach-custody-holder")).one()
        wait.lapses_at = datetime(2027, 1, 31, tzinfo=UTC)
        tx.session.add(wait)

    assert round_on(desk, date(2026, 12, 10)) == ["youth is asked"]

    assert (asked(desk, fifteen, "reach"), asked(desk, fifteen, "without")) == ([], [])
    assert asked(desk, fifteen, "renewal") == ["renewal:1"]
    with desk.store.read(desk.now) as tx:
        wait = tx.session.exec(select(Wait).where(Wait.key == "reach-custody-holder")).one()
        assert (wait.status, wait.code) == ("withdrawn", "youth decides")
        run = tx.session.exec(select(StageRun).where(StageRun.stage == "consent")).one()
        assert run.outcome == "taken back"
    yes = {"giver": desk.youth(fifteen), "agrees": True, "way": "table", "given_on": desk.day(0)}
    desk.answer(FATIMA, fifteen, "renewal:1", givers=[yes])
    assert may_know(desk, fifteen)


def test_at_sixteen_nobody_decides_without_the_yes_of_parents_any_more(desk: Any, fifteen: str) -> None:
    tried = [{"way": way, "tried_on": desk.day(0), "result": "not reached"} for way in ("phone", "mail")]
    desk.answer(FATIMA, fifteen, "reach-custody-holder", attempts=tried)
    assert asked(desk, fifteen, "without") == ["without-yes"]

    assert round_on(desk, date(2026, 12, 10)) == ["youth is asked"]

    assert asked(desk, fifteen, "without") == []
    assert asked(desk, fifteen, "renewal") == ["renewal:1"]


@pytest.fixture
def seventeen(desk: Any) -> str:
    return child(desk, "2008-12-10", partners=[])


def test_at_eighteen_nobody_has_custody_and_who_has_nothing_to_do_has_no_part(desk: Any, seventeen: str) -> None:
    assert round_on(desk, date(2026, 12, 10)) == ["custody ends"]

    with desk.store.read(desk.now) as tx:
        youth = desk.file(seventeen).youth_id
        row = tx.session.exec(select(Custody).where(Custody.youth_id == youth)).one()
        assert row.until_on == date(2026, 12, 10)
        assert tx.session.exec(select(CasePerson)).all() == []
    assert round_on(desk, date(2026, 12, 11)) == []


def test_whom_the_youth_asked_since_sixteen_stays_on_as_supporter(desk: Any, seventeen: str) -> None:
    mother = mother_of(desk, seventeen)
    start_meeting(desk.store, desk.viewer(FATIMA), seventeen, desk.now, elsewhere=True)
    desk.later(minutes=1)
    smw, line = (
        f"agency:{desk.agency('smw')}",
        {"who": f"person:{mother}", "words": "Rijdt mee.", "due_on": desk.day(30)},
    )
    desk.answer(FATIMA, seventeen, "elsewhere", held_on=desk.day(0), present=[smw], agreements=[line])
    action = asked(desk, seventeen, "action")

    round_on(desk, date(2026, 12, 10))

    assert asked(desk, seventeen, "action") == action
    with desk.store.read(desk.now) as tx:
        wait = tx.session.exec(select(Wait).where(col(Wait.key).startswith("action"))).one()
        assert (wait.status, wait.part, wait.person_id) == ("open", "invited", mother)
        stays = tx.session.exec(select(CasePerson)).one()
        assert (stays.relation, stays.person_id) == ("supporter", mother)
