"""A region in virtual time."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlmodel import col, func, select

from models.code import Errand
from models.ending import OUTCOMES
from models.refusal import Refused
from models.store import Store
from models.tables import CaseFile, LadderStep, Message, Statement, Wait
from simulation.load import counts_of
from simulation.simulate import DEMO_DAY, fill, simulate
from simulation.tally import Tally

FEW, SHORT = 6, 110


@pytest.fixture(scope="module")
def small() -> Tally:
    return simulate(cases=FEW, days=SHORT, seed=3)


def test_the_same_seed_gives_the_same_figures(small: Tally) -> None:
    again = simulate(cases=FEW, days=SHORT, seed=3)

    assert again.figures == small.figures


def test_another_seed_gives_other_figures(small: Tally) -> None:
    other = simulate(cases=FEW, days=SHORT, seed=4)

    assert other.figures != small.figures


@pytest.mark.parametrize(("cases", "days"), [(0, 10), (5, 0), (-1, 10)])
def test_a_simulation_of_nobody_or_of_no_time_is_refused(cases: int, days: int) -> None:
    with pytest.raises(Refused, match="at least one youth"):
        simulate(cases=cases, days=days)


def test_more_days_than_a_calendar_has_are_refused() -> None:
    with pytest.raises(Refused, match="at most 3650 days"):
        simulate(cases=1, days=10**12)


@pytest.mark.postgres
def test_both_databases_give_the_same_figures(small: Tally, new_postgres: Callable[[str | None], str]) -> None:
    there = simulate(new_postgres(None), cases=FEW, days=SHORT, seed=3)

    assert there.figures == small.figures
    assert there.breaches == []


def test_nothing_is_wrong_with_a_region_that_was_played(played: tuple[Store, Tally]) -> None:
    _, tally = played

    assert tally.breaches == []
    assert tally.figures["blocked_runs"] == {}


def test_a_played_region_sees_most_of_the_process(played: tuple[Store, Tally]) -> None:
    _, tally = played

    assert len(tally.figures["never_seen"]["stages"]) <= 1
    assert len(Errand) - len(tally.figures["never_seen"]["errands"]) >= 8
    assert len(tally.figures["endings"]) >= 2
    assert set(tally.figures["endings"]) <= set(OUTCOMES)


def test_figures_count_what_is_in_the_database(played: tuple[Store, Tally]) -> None:
    store, tally = played
    figures = tally.figures
    with store.read(DEMO_DAY) as tx:
        cases = tx.session.exec(select(func.count()).select_from(CaseFile)).one()
        asked = tx.session.exec(select(func.count()).where(col(Wait.agency_id).is_not(None))).one()
        sent = tx.session.exec(select(func.count()).where(Message.status == "sent")).one()
        said = tx.session.exec(select(func.count()).where(Statement.kind == "answer")).one()
        taken = tx.session.exec(
            select(LadderStep.step)
            .join(Wait, col(Wait.id) == LadderStep.wait_id)
            .where(col(Wait.agency_id).is_not(None), col(LadderStep.confirmed_at).is_not(None), LadderStep.step > 0)
        ).all()

    became = figures["answers"]
    assert figures["cases"]["registered"] == cases == figures["cases"]["open"] + figures["cases"]["closed"]
    assert sum(agency["asked"] for agency in figures["agencies"].values()) == asked
    assert sum(agency["steps"] for agency in figures["agencies"].values()) == len(taken)
    assert max(taken) > 1
    assert sum(notice["sent"] for notice in figures["messages"].values()) == sent
    assert sum(number for name, number in became.items() if name != "late") == said


def test_a_region_that_is_there_is_filled_up_to_the_demo_day(store: Store, region: int) -> None:
    told: list[int] = []

    tally = fill(store, cases=8, days=120, progress=lambda each: told.append(each.days))

    with store.read(DEMO_DAY) as tx:
        newest: datetime = tx.session.exec(select(func.max(Statement.recorded_at))).one()
        regions = set(tx.session.exec(select(CaseFile.region_id)))
    assert regions == {region}
    assert DEMO_DAY - timedelta(days=7) < newest <= DEMO_DAY
    assert tally.figures["cases"]["registered"] == 8
    assert tally.figures["cases"]["open"] > 0
    assert tally.breaches == []
    assert told == sorted(told)
    assert told[-1] == 120


def test_each_copy_of_a_letter_to_the_family_is_counted_as_having_left(played: tuple[Store, Tally]) -> None:
    store, _ = played
    with store.read(DEMO_DAY) as tx:
        opened = dict(tx.session.exec(select(CaseFile.id, CaseFile.opened_at)).all())
        counts = counts_of(tx, opened)
        people = select(func.count()).where(Message.status == "sent", col(Message.to_person_id).is_not(None))
        sent = tx.session.exec(people).one()

    assert sent > 0
    copies = [round(counts[case, "copies"] - counts[case, "mails"]) for case in opened]
    assert sum(copies) == sent
    assert all(0 <= counts[case, "letters"] <= number for case, number in zip(opened, copies, strict=True))


def test_the_same_letter_to_a_youth_and_each_parent_is_one_letter_of_several_copies(
    played: tuple[Store, Tally],
) -> None:
    store, _ = played
    with store.read(DEMO_DAY) as tx:
        counts = counts_of(tx, dict(tx.session.exec(select(CaseFile.id, CaseFile.opened_at)).all()))
        letters = select(Message.case_id, func.count()).where(
            Message.notice == "FirstLetter", Message.status == "sent", col(Message.to_person_id).is_not(None)
        )
        copies = dict(tx.session.exec(letters.group_by(Message.case_id, Message.queued_at)).all())  # type: ignore[arg-type]

    several = {case: number for case, number in copies.items() if number > 1}
    assert several
    for case, number in several.items():
        assert round(counts[case, "copies"] - counts[case, "mails"] - counts[case, "letters"]) >= number - 1
