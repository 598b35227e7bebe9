"""What people see of the budget: one case whole, the programme in totals only, and nothing about a few."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import select

from flows.commands.viewer import viewer_of
from flows.queries.money import YearTotal, budget_of, programme
from models.code import BudgetKind
from models.refusal import NotAllowed
from models.store import Store
from models.tables import Action, BudgetEntry, CaseFile, Meeting, StageRun

COORDINATOR, HELPER = "ilse.verhagen@aanmeldpunt.example", "lotte.appelhof@smw.example"


@pytest.fixture
def cases(store: Store, case: int, now: datetime) -> None:
    """Five cases with an action of € 100, of which € 40 was paid; in the first one a year before too."""
    with store.write(now) as tx:
        first = tx.session.get_one(CaseFile, case)
        for number in range(5):
            row = first if not number else CaseFile(**{**first.model_dump(exclude={"id"}), "ref": f"VN-TEST0{number}X"})
            tx.session.add(row)
            tx.flush()
            run = StageRun(case_id=row.id, stage="meeting", number=9, started_at=now)
            tx.session.add(run)
            tx.flush()
            meeting = Meeting(case_id=row.id, stage_run_id=run.id, held="elsewhere")
            tx.session.add(meeting)
            tx.flush()
            action = Action(
                case_id=row.id, meeting_id=meeting.id, agency_id=8, words="Borg", due_on=date(2026, 12, 1),
                paid_by="budget", cents=10_000,
            )  # fmt: skip
            tx.session.add(action)
            tx.flush()
            for kind, cents in ((BudgetKind.COMMITTED, 10_000), (BudgetKind.SPENT, 4_000)):
                tx.session.add(entry(action, kind, cents, now))
        old = tx.session.exec(select(Action)).first()
        assert old is not None
        tx.session.add(entry(old, BudgetKind.COMMITTED, 2_500, datetime(2026, 7, 31, 9, tzinfo=UTC)))


def entry(action: Action, kind: BudgetKind, cents: int, at: datetime) -> BudgetEntry:
    return BudgetEntry(
        case_id=action.case_id, action_id=action.id, kind=kind, cents=cents, day=at.date(), entered_at=at
    )


def test_the_programme_counts_by_school_year_and_says_nothing_of_fewer_than_five(
    store: Store, cases: None, now: datetime
) -> None:
    with store.read(now) as tx:
        totals = programme(tx, viewer_of(tx, COORDINATOR))

    assert totals == (YearTotal("2026-2027", 5, 50_000, 20_000, 0), YearTotal("2025-2026", None, None, None, None))


def test_an_agency_does_not_see_the_programme(store: Store, cases: None, now: datetime) -> None:
    with store.read(now) as tx, pytest.raises(NotAllowed):
        programme(tx, viewer_of(tx, HELPER))


def test_the_budget_of_a_case_shows_every_entry(store: Store, cases: None, now: datetime) -> None:
    with store.read(now) as tx:
        seen = budget_of(tx, viewer_of(tx, COORDINATOR), "VN-TEST01")

    assert [(line.kind, line.cents, line.action) for line in seen.entries] == [
        ("committed", 10_000, "Borg"), ("spent", 4_000, "Borg"), ("committed", 2_500, "Borg"),
    ]  # fmt: skip
    assert (seen.stands.left, seen.stands.unspent) == (137_500, 8_500)


def test_a_programme_without_money_has_no_years(store: Store, case: int, now: datetime) -> None:
    with store.read(now) as tx:
        assert programme(tx, viewer_of(tx, COORDINATOR)) == ()
