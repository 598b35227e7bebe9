"""What is counted once a day stays equal to what there is: today is added to it, and what is destroyed goes."""

from datetime import datetime, timedelta
from typing import Any

from flows.queries.ageing import ageing
from flows.queries.history import once_a_day
from models.code import RunStatus, Stage
from models.store import Store
from models.tables import CaseFigure, StageRun

MARGRIET, DENNIS = "margriet.oosterwold@aanmeldpunt.example", "dennis.culemborg@geldloket.example"


def _ended(clockwork: Any, number: int, moment: datetime) -> None:
    with clockwork.store.write(clockwork.now) as tx:
        run = StageRun(case_id=1, stage=Stage.INTAKE, number=number, started_at=moment - timedelta(days=3))
        run.status, run.ended_at, run.outcome = RunStatus.ENDED, moment, "done"
        tx.session.add(run)


def _counted(clockwork: Any, who: str = MARGRIET) -> int:
    with clockwork.store.read(clockwork.now) as tx:
        return ageing(tx, clockwork.viewer(who))[0].ended


def test_what_ends_today_is_added_to_what_was_counted_this_morning(either: Store, clockwork_on: Any) -> None:
    clockwork = clockwork_on(either)
    _ended(clockwork, 1, clockwork.now - timedelta(days=2))
    assert _counted(clockwork) == 1

    _ended(clockwork, 2, clockwork.now)

    assert _counted(clockwork) == 2


def test_tomorrow_it_is_counted_anew(clockwork: Any) -> None:
    assert _counted(clockwork) == 0
    _ended(clockwork, 1, clockwork.now)

    clockwork.on("2027-01-05")

    assert _counted(clockwork) == 1


def test_after_a_case_is_destroyed_it_is_counted_anew(clockwork: Any) -> None:
    answers = iter((1, 2, 3))
    margriet = clockwork.viewer(MARGRIET)

    def ask() -> int:
        with clockwork.store.read(clockwork.now) as tx:
            return once_a_day(tx, margriet, "anything", lambda: next(answers))

    assert (ask(), ask()) == (1, 1)
    with clockwork.store.write(clockwork.now) as tx:
        tx.session.add(
            CaseFigure(id=7, region_id=1, sector="mbo", outcome="done", opened_in=2025, closed_in=2025, days=1)
        )

    assert ask() == 2


def test_what_one_agency_may_see_is_kept_for_nobody(clockwork: Any) -> None:
    answers = iter((1, 2))
    dennis = clockwork.viewer(DENNIS)
    with clockwork.store.read(clockwork.now) as tx:
        assert [once_a_day(tx, dennis, "anything", lambda: next(answers)) for _ in range(2)] == [1, 2]
