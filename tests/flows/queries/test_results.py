"""The figures of a school year: each in the right year, and hidden where few youths stand behind them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

from flows.commands.targets import set_targets
from flows.commands.viewer import viewer_of
from flows.queries.blocked_table import ALL, blocked_table
from flows.queries.cumulative_flow import cumulative_flow
from flows.queries.results import Time, results, years
from flows.queries.results_export import results_to_take
from models.code import Logged, StepKind, WaitKind
from models.refusal import BadAnswer, NotAllowed
from models.store import Store, Tx
from models.tables import Agency, CaseFile, LogLine, Pause, Person, StageRun, Wait, Youth

MARGRIET, WOUTER = "margriet.oosterwold@aanmeldpunt.example", "wouter.sluiskamp@aanmeldpunt.example"
HELPER = "lotte.appelhof@smw.example"
NOW = datetime(2027, 1, 11, 9, tzinfo=UTC)
TARGETS = {
    "first_year": 2026, "last_year": 2029, "youths": 80, "youths_mbo": 50, "youths_vo": 30, "all_youths": 320,
    "kept": 200, "cents": 120_000,
}  # fmt: skip


@pytest.fixture
def region(either: Store) -> Store:
    """The demo region; its only case was joined with another, and counts there."""
    with either.write(NOW) as tx:
        for case in tx.session.exec(select(CaseFile)):
            for name, value in closed(date(2026, 12, 1), "joined").items():
                setattr(case, name, value)
            tx.session.add(case)
    return either


def opened(tx: Tx, number: int, on: date, sector: str = "mbo", **fields: Any) -> list[int]:
    """So many cases that were opened on that day, each with an intake that runs."""
    agency = tx.session.exec(select(Agency).where(Agency.code == "waalzicht")).one()
    at = datetime(on.year, on.month, on.day, 10, tzinfo=UTC)
    made = []
    for _ in range(number):
        person = Person(given_name="Iemand")
        tx.session.add(person)
        tx.flush()
        tx.session.add(Youth(person_id=person.id, sector=sector, municipality="Tielerwaard"))
        tx.flush()
        case = CaseFile(
            ref=f"VN-R{person.id:06}", region_id=agency.region_id, youth_id=person.id, referrer_agency_id=agency.id,
            worry="", wish="", opened_at=at, **fields,
        )  # fmt: skip
        tx.session.add(case)
        tx.flush()
        ended = {"ended_at": case.closed_at, "outcome": "ended", "status": "ended"} if case.closed_at else {}
        tx.session.add(StageRun(case_id=case.id, stage="intake", number=1, started_at=at, **ended))
        made.append(case.id)
    tx.flush()
    return made


def closed(on: date, outcome: str) -> dict[str, Any]:
    """What a case has that was closed on that day."""
    at = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
    return {"closed_at": at, "outcome": outcome, "retain_until": on + timedelta(days=730)}


def stood_still(tx: Tx, case: int, code: str, agency: str, days: int) -> None:
    """A question to an agency in this case whose clock stood still for so many days, from a Monday on."""
    number = tx.session.exec(select(Agency.id).where(Agency.code == agency)).one()
    run = tx.session.exec(select(StageRun.id).where(StageRun.case_id == case)).one()
    wait = Wait(
        case_id=case, stage_run_id=run, key=f"{code} {agency}", kind=WaitKind.ASK, step_kind=StepKind.ASK,
        form="Weighing", form_version=1, part="coordinator", agency_id=number, opens_at=NOW, asked_at=NOW,
    )  # fmt: skip
    tx.session.add(wait)
    tx.flush()
    first = date(2026, 11, 2)
    tx.session.add(
        Pause(
            case_id=case, wait_id=wait.id, code=code, from_on=first, ends_on=first + timedelta(days=days),
            began_at=NOW - timedelta(days=60),
        )
    )  # fmt: skip


def test_a_youth_counts_in_the_school_year_of_the_registration_and_of_the_end(region: Store) -> None:
    with region.write(NOW) as tx:
        opened(tx, 5, date(2026, 7, 31), **closed(date(2026, 8, 1), "back to school"))
        opened(tx, 6, date(2026, 8, 1))
        opened(tx, 5, date(2026, 9, 1), **closed(date(2026, 9, 30), "no ground"))
    with region.read(NOW) as tx:
        margriet = viewer_of(tx, MARGRIET)
        before, this = results(tx, margriet, 2025), results(tx, margriet, 2026)

        assert years(tx, margriet) == (2026, 2025)
    assert (before.numbers["opened"], before.numbers["closed"]) == (5, 0)
    assert (this.numbers["opened"], this.numbers["taken"], this.numbers["off"]) == (11, 6, 5)
    assert this.outcomes == {"back to school": 5, "no ground": 5}
    assert (before.wanted, this.wanted.youths if this.wanted else None) == (None, 100)
    assert this.times[2] == Time("whole", 1, 29)


def test_dropping_out_is_counted_from_october_to_october(region: Store) -> None:
    with region.write(NOW) as tx:
        opened(tx, 5, date(2026, 8, 3), **closed(date(2026, 9, 30), "back to school"))
        opened(tx, 7, date(2026, 8, 3), **closed(date(2026, 10, 1), "diploma"))
    with region.read(NOW) as tx:
        before, this = (results(tx, viewer_of(tx, MARGRIET), year) for year in (2025, 2026))

    assert (before.numbers["stayed"], this.numbers["stayed"], this.all_stayed) == (5, 7, 7)


def test_a_hidden_sector_cannot_be_worked_out_from_the_total_or_from_another_year(region: Store) -> None:
    with region.write(NOW) as tx:
        opened(tx, 9, date(2026, 8, 3))
        opened(tx, 3, date(2026, 8, 3), "vo")
    with region.read(NOW) as tx:
        numbers = results(tx, viewer_of(tx, MARGRIET), 2026).numbers

    assert numbers["taken"] == 12
    assert (numbers["mbo"], numbers["vo"], numbers["other"]) == (None, None, 0)


def test_few_youths_in_a_year_are_not_told_by_the_total_of_the_programme(region: Store) -> None:
    with region.write(datetime(2027, 9, 1, 9, tzinfo=UTC)) as tx:
        opened(tx, 30, date(2026, 10, 5))
        opened(tx, 2, date(2027, 8, 10))
    with region.read(datetime(2027, 9, 1, 9, tzinfo=UTC)) as tx:
        this, next_ = (results(tx, viewer_of(tx, MARGRIET), year) for year in (2026, 2027))

    assert next_.numbers["taken"] is None
    assert None in {this.numbers["taken"], this.all_taken}


def test_everybody_stands_once_in_the_flow_and_done_adds_up(region: Store) -> None:
    with region.write(NOW) as tx:
        opened(tx, 5, date(2026, 8, 3), **closed(date(2026, 10, 1), "helped"))
        opened(tx, 6, date(2026, 9, 15))
    with region.read(NOW) as tx:
        points = cumulative_flow(tx, viewer_of(tx, MARGRIET), 2026)

    assert [point.day for point in points][::5] == [date(2026, 8, 31), date(2027, 1, 11)]
    assert [(point.youths["intake"], point.youths["ended"], point.total) for point in points[:3]] == [
        (5, 0, 5), (11, 0, 11), (6, 5, 11),
    ]  # fmt: skip


def test_an_agency_reads_its_own_row_hidden_where_the_whole_table_hides_it(region: Store) -> None:
    with region.write(NOW) as tx:
        cases = opened(tx, 12, date(2026, 9, 1))
        for case in cases[:7]:
            stood_still(tx, case, "no place", "smw", 4)
        for case in cases[7:10]:
            stood_still(tx, case, "no place", "waalzicht", 4)
        for case in cases:
            stood_still(tx, case, "no place", "geldloket", 4)
    with region.read(NOW) as tx:
        of_all = blocked_table(tx, viewer_of(tx, MARGRIET), 2026)
        of_helper = blocked_table(tx, viewer_of(tx, HELPER), 2026)

    assert [row.agency_id for row in of_all][-1] == ALL
    shown = {row.agency: row.total for row in of_all}
    assert shown["Geldloket"] == 12 * 4
    assert shown["Waalzicht College"] is None
    assert of_all[-1].total == (7 + 3 + 12) * 4
    assert len([row for row in of_all if row.total is None]) == 2
    assert list(of_helper) == [row for row in of_all if row.agency.startswith("Schoolmaatschappelijk")]
    assert of_helper[0].total is None


def test_only_who_looks_over_the_region_reads_its_results(region: Store) -> None:
    with region.read(NOW) as tx:
        helper = viewer_of(tx, HELPER)
        for query in (results, cumulative_flow):
            with pytest.raises(NotAllowed):
                query(tx, helper, 2026)
        taken = results_to_take(tx, helper, 2026)
    assert (taken.reached, taken.flow, taken.blocked) == (None, (), ())
    with region.read(NOW) as tx:
        assert [line.about for line in tx.session.exec(select(LogLine).where(LogLine.what == Logged.EXPORT))] == [
            "results"
        ]


def test_an_administrator_sets_the_targets_and_nobody_else(region: Store) -> None:
    with region.read(NOW) as tx:
        wouter, helper = viewer_of(tx, WOUTER), viewer_of(tx, HELPER)

    set_targets(region, wouter, TARGETS, NOW)
    set_targets(region, wouter, {**TARGETS, "youths": 90}, NOW)

    with region.read(NOW) as tx:
        wanted = results(tx, viewer_of(tx, MARGRIET), 2026).wanted
    assert (wanted.youths, wanted.cents) == (90, 120_000) if wanted else False
    with pytest.raises(NotAllowed):
        set_targets(region, helper, TARGETS, NOW)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"first_year": 2028}, "first_year"), ({"last_year": 2025}, "last_year"), ({"kept": 321}, "kept")],
)
def test_targets_that_cannot_be_are_refused_by_the_field(region: Store, wrong: dict[str, int], field: str) -> None:
    with region.read(NOW) as tx:
        wouter = viewer_of(tx, WOUTER)

    with pytest.raises(BadAnswer) as refused:
        set_targets(region, wouter, {**TARGETS, **wrong}, NOW)
    assert field in str(refused.value.field)


def test_what_was_closed_before_today_is_counted_once_and_what_happens_since_is_added(region: Store) -> None:
    def read(moment: datetime) -> tuple[int | None, int | None, int | None]:
        with region.read(moment) as tx:
            numbers = results(tx, viewer_of(tx, MARGRIET), 2026).numbers
        return numbers["opened"], numbers["closed"], numbers["stayed"]

    def change(cases: list[int], **values: Any) -> None:
        with region.write(NOW) as tx:
            for number in cases:
                case = tx.session.get_one(CaseFile, number)
                for name, value in values.items():
                    setattr(case, name, value)
                tx.session.add(case)

    with region.write(NOW) as tx:
        before = opened(tx, 14, date(2026, 10, 5), **closed(date(2026, 12, 1), "diploma"))
        there = opened(tx, 12, date(2026, 10, 5))
    assert read(NOW) == (26, 14, 14)

    change(there[:6], **closed(NOW.date(), "work"))
    assert read(NOW) == (26, 20, 20)

    change(before[:7], closed_at=None, outcome=None, retain_until=None)
    assert read(NOW) == (26, 13, 13)
    assert read(NOW + timedelta(days=1)) == (26, 13, 13)
