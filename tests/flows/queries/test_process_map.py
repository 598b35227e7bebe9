"""What waits at each step of the process, and the list behind each number: both from one query, on both databases."""

from datetime import date
from typing import Any

from sqlmodel import col, update

from flows.queries.process_map import (
    ELSEWHERE,
    At,
    days_at_step,
    how_many_at_step,
    questions_at_step,
    runs_now,
    steps_now,
)
from models.code import Stage
from models.store import Store
from models.tables import StageRun, Wait

MARGRIET, DENNIS = "margriet.oosterwold@aanmeldpunt.example", "dennis.culemborg@geldloket.example"
ANOUK = "anouk.beesd@ggd.example"


def _waiting(clockwork: Any) -> None:
    """Two plans, one of them late and of a second time; a budget; a day; and a step nobody knows any more."""
    numbers = [
        clockwork.on("2026-10-05").ask("geldloket", key="plan:2"),
        clockwork.on("2026-11-20").ask("ggd", key="plan"),
        clockwork.ask("geldloket", key="budget"),
        clockwork.ask("ggd", key="planned-otherwise"),
    ]
    with clockwork.store.write(clockwork.now) as tx:
        runs = {clockwork.wait(number).stage_run_id for number in numbers}
        tx.session.exec(update(StageRun).where(col(StageRun.id).in_(runs)).values(stage=Stage.ASSIGNMENT))
    clockwork.on("2026-11-23")


def test_each_step_counts_open_and_late_and_its_list_holds_as_many(either: Store, clockwork_on: Any) -> None:
    clockwork = clockwork_on(either)
    _waiting(clockwork)
    margriet = clockwork.viewer(MARGRIET)

    with clockwork.store.read(clockwork.now) as tx:
        steps = steps_now(tx, margriet, "assignment")
        assert {name: (each.open, each.late) for name, each in steps.items()} == {
            "plan": (2, 1),
            "budget": (1, 0),
            ELSEWHERE: (1, 0),
        }
        for name, each in steps.items():
            here, late = At("assignment", name), At("assignment", name, late=True)
            assert len(questions_at_step(tx, margriet, here)) == how_many_at_step(tx, margriet, here) == each.open
            assert len(questions_at_step(tx, margriet, late)) == how_many_at_step(tx, margriet, late) == each.late
        assert how_many_at_step(tx, margriet, At("assignment")) == 4
        assert how_many_at_step(tx, margriet, At("meeting")) == 0


def test_a_stage_counts_its_runs_and_what_waits_in_them(clockwork: Any) -> None:
    _waiting(clockwork)

    with clockwork.store.read(clockwork.now) as tx:
        found = runs_now(tx, clockwork.viewer(MARGRIET))["assignment"]

    assert (found.open, found.late, found.blocked) == (4, 1, 0)
    assert found.runs >= 1


def test_who_is_asked_one_thing_counts_that_alone(clockwork: Any) -> None:
    _waiting(clockwork)

    with clockwork.store.read(clockwork.now) as tx:
        seen = steps_now(tx, clockwork.viewer(ANOUK), "assignment")

    assert {name: each.open for name, each in seen.items()} == {"plan": 1, ELSEWHERE: 1}


def test_a_case_that_waits_for_a_day_is_listed_by_that_day(clockwork: Any) -> None:
    number = clockwork.ask("geldloket", key="meeting-day")
    with clockwork.store.write(clockwork.now) as tx:
        run = tx.session.get_one(StageRun, clockwork.wait(number).stage_run_id)
        run.stage = Stage.MEETING
        tx.session.add(run)
        row = tx.session.get_one(Wait, number)
        row.kind, row.part, row.form, row.form_version, row.agency_id = "date", None, None, None, None
        row.professional_id, row.lapses_at = None, clockwork.now
        tx.session.add(row)

    with clockwork.store.read(clockwork.now) as tx:
        (line,) = days_at_step(tx, clockwork.viewer(MARGRIET), At("meeting", "meeting-day"))
        assert steps_now(tx, clockwork.viewer(MARGRIET), "meeting")["meeting-day"].open == 1

    assert line.until_on == date(2026, 11, 23)
