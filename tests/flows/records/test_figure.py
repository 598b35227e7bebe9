"""Figures of earlier school years stay what they were when cases are destroyed, and are about nobody."""

from collections import Counter
from datetime import timedelta
from typing import Any

from sqlmodel import col, select

from flows.commands.viewer import viewer_of
from flows.facts.course import JOINED
from flows.facts.figure import WHAT, Sum, added_by, figure_of, kept
from flows.facts.took import STAGES, Took, took
from flows.queries.agency_record import agencies_to_see, record_of
from flows.queries.blocked_days import blocked_days
from flows.queries.blocked_table import blocked_table
from flows.queries.cumulative_flow import cumulative_flow
from flows.queries.money import programme
from flows.queries.results import results, years
from flows.records.destruction import destroy, with_joined
from flows.records.figure import keep_figures
from models.fate import FATES
from models.store import Store, Tx
from models.tables import Agency, CaseFigure, CaseFile, Figure, Row
from simulation.simulate import START

LATER = START + timedelta(days=1_100)
ILSE = "ilse.verhagen@aanmeldpunt.example"


def _region(tx: Tx) -> int:
    return tx.session.exec(select(Agency.region_id)).first() or 0


def _close(tx: Tx) -> None:
    """Only what is closed is destroyed."""
    for case in tx.session.exec(select(CaseFile).where(col(CaseFile.closed_at).is_(None))):
        case.closed_at, case.outcome, case.retain_until = LATER - timedelta(days=800), "helped", LATER.date()
        tx.session.add(case)


def _figures(tx: Tx) -> Counter[Sum]:
    region = tx.session.exec(select(Agency.region_id)).first() or 0
    cases = list(tx.session.exec(select(CaseFile.id)))
    return added_by(tx, region, cases) + kept(tx, region)


def _pages(tx: Tx) -> list[Any]:
    ilse = viewer_of(tx, ILSE)
    records = [record_of(tx, ilse, agency) for agency in agencies_to_see(tx, ilse)]
    ever = [(each.name, each.steps, each.orders, each.ordered) for each in records]
    shown = [
        (results(tx, ilse, year), cumulative_flow(tx, ilse, year), blocked_table(tx, ilse, year))
        for year in years(tx, ilse)
    ]
    return [blocked_days(tx, ilse), ever, programme(tx, ilse), shown]


def _as_codes(tx: Tx) -> list[dict[str, Any]]:
    there = [figure_of(tx, case) for case in tx.session.exec(select(CaseFile).order_by(col(CaseFile.id)))]
    rows = [*there, *tx.session.exec(select(CaseFigure))]
    return sorted((dict(sorted(row.model_dump(exclude={"id"}).items())) for row in rows), key=str)


def test_whatever_goes_sums_cases_and_pages_say_the_same_as_before(either_played: Store) -> None:
    with either_played.write(LATER) as tx:
        _close(tx)
    with either_played.write(LATER) as tx:
        before = (_figures(tx), _as_codes(tx), _pages(tx), took(tx, _region(tx)))
        cases = list(tx.session.exec(select(CaseFile.id).order_by(col(CaseFile.id))))
    whats = {"asked", "answered", "in time", "days late", "step", "blocked", "blocked cases", "month end", "counted"}
    assert {key.what for key in before[0]} >= whats

    for some in (cases[:1], cases[1:4], cases[4:]):
        with either_played.write(LATER) as tx:
            gone = with_joined(tx, *some)
            keep_figures(tx, gone)
            destroy(tx, gone)
        with either_played.read(LATER) as tx:
            assert (_figures(tx), _as_codes(tx), _pages(tx), took(tx, _region(tx))) == before


def test_what_stays_names_no_case_no_date_and_nobody() -> None:
    tables = Row.metadata.tables
    for name in ("case_figure", "figure"):
        kinds = {each.name: type(each.type).__name__ for each in tables[name].columns}
        assert not {"Date", "UTCDateTime", "DateTime", "Text"} & set(kinds.values())
        targets = {key.column.table.name for each in tables[name].columns for key in each.foreign_keys}
        assert targets <= {"region", "agency"}
        assert not FATES[name].sealed
    assert "agency_id" not in tables["case_figure"].columns


def test_every_sum_that_is_kept_is_in_the_list(either_played: Store) -> None:
    with either_played.write(LATER) as tx:
        keep_figures(tx, list(tx.session.exec(select(CaseFile.id))))
        assert {row.what for row in tx.session.exec(select(Figure))} <= set(WHAT)


def test_money_of_a_school_year_stays_when_its_cases_go(either_played: Store) -> None:
    with either_played.write(LATER) as tx:
        money = {key: number for key, number in _figures(tx).items() if key.agency is None}
        assert {key.what for key in money} >= {"money cases", "committed"}
        keep_figures(tx, list(tx.session.exec(select(CaseFile.id))))
        region = tx.session.exec(select(Agency.region_id)).first() or 0
        assert kept(tx, region, col(Figure.agency_id).is_(None)) == money


def test_what_is_said_of_a_whole_region_is_what_is_said_of_each_case(either_played: Store) -> None:
    with either_played.read(LATER) as tx:
        cases = [case for case in tx.session.exec(select(CaseFile)) if case.outcome != JOINED]
        alone = Counter(_alone(tx, case) for case in cases)

        assert took(tx, _region(tx)) == alone
        assert {each.contact for each in alone} - {None, 0}
        assert {each.help for each in alone} - {None, 0}


def _alone(tx: Tx, case: CaseFile) -> Took:
    row = figure_of(tx, case)
    closed = case.closed_at is not None
    stages = tuple(getattr(row, f"days_in_{stage}") if closed else None for stage in STAGES)
    ended = (row.closed_in, row.days) if closed else (None, None)
    return Took(row.sector, row.outcome, row.opened_in, *ended, row.days_to_contact, row.days_to_help, stages)
