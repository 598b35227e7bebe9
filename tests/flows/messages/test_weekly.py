"""Managers get one overview a week, of agencies and never of people, at the hour they chose."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

from flows.messages.weekly import budget_of, queue_weekly, weekly_is_due
from flows.queries.money import YearTotal
from models.code import MailMoment, Role
from models.holder import Holder
from models.tables import (
    Action,
    BudgetEntry,
    CaseFile,
    Leave,
    MailChoice,
    MailHour,
    Meeting,
    Professional,
    ProfessionalRole,
)

MONDAY = datetime(2026, 11, 30, 7, tzinfo=UTC)
"""Eight o'clock in Amsterdam."""


def manager_of(desk: Any) -> Holder:
    """Whoever is the manager of the region."""
    with desk.store.read(desk.now) as tx:
        is_manager = select(ProfessionalRole.professional_id).where(ProfessionalRole.role == Role.MANAGER)
        who = tx.session.get_one(Professional, tx.session.exec(is_manager).one())
        return Holder("", who.agency_id, who.id)


@pytest.fixture
def manager(daily_desk: Any) -> Holder:
    daily_desk.now = MONDAY
    return manager_of(daily_desk)


def round_of(desk: Any) -> list[Any]:
    queue_weekly(desk.store, desk.now)
    desk.deliver()
    return [message for message in desk.messages() if message.notice == "WeeklyOverview"]


def test_on_monday_at_eight_it_is_queued_once_and_leaves_by_itself(daily_desk: Any, manager: Holder) -> None:
    daily_desk.now = MONDAY - timedelta(minutes=1)
    assert queue_weekly(daily_desk.store, daily_desk.now) == 0
    daily_desk.now = MONDAY
    with daily_desk.store.read(daily_desk.now) as tx:
        assert weekly_is_due(tx)

    assert [queue_weekly(daily_desk.store, daily_desk.now) for _ in range(2)] == [1, 0]
    daily_desk.deliver()

    assert [message.status for message in round_of(daily_desk)] == ["sent"]
    assert daily_desk.sent()["Subject"].endswith("stand van zaken, week 49")


def test_it_says_per_agency_what_is_open_and_how_long_and_names_nobody(
    daily_desk: Any, manager: Holder, plain: Any
) -> None:
    dennis = daily_desk.person("dennis.culemborg@geldloket.example")
    daily_desk.now = datetime(2026, 11, 2, 9, tzinfo=UTC)
    daily_desk.change(CaseFile, 1, opened_at=daily_desk.now)
    daily_desk.ask("ActionDone", dennis, due_on=date(2026, 11, 16))
    daily_desk.ask("Arrived", daily_desk.person("bram.hoevelaar@waalzicht.example"), due_on=date(2027, 1, 11))
    daily_desk.now = MONDAY

    round_of(daily_desk)

    text = plain(daily_desk.sent())
    assert "Vragen die openstaan: 2" in text
    assert "Daarvan langer dan afgesproken: 1" in text
    assert "Casussen zonder casemanager: 0" in text
    assert "Wacht het langst: VN-TEST222 (wacht 10 werkdagen langer" in text
    assert "- Geldloket: 1 open, waarvan 1 langer dan afgesproken" in text
    assert "Budget" not in text
    assert [name for name in ("Noor", "Veldwijk", "Culemborg", "Dennis", "Bram") if name in text] == []


def test_money_is_told_only_of_five_youths_or_more(daily_desk: Any, manager: Holder, plain: Any) -> None:
    commits(daily_desk, manager, 1)
    for number in range(2, 5):
        commits(daily_desk, manager, copy_of_case(daily_desk, number))
    round_of(daily_desk)
    assert "Budget" not in plain(daily_desk.door.sent[-1])

    commits(daily_desk, manager, copy_of_case(daily_desk, 5))
    round_of(daily_desk.later(days=7))

    assert "betaald van € 500,00 die is afgesproken" in plain(daily_desk.door.sent[-1]).replace("\xa0", " ")


def copy_of_case(desk: Any, number: int) -> int:
    """One more case, of the same youth: for money only the number of cases counts."""
    with desk.store.read(desk.now) as tx:
        case = tx.session.get_one(CaseFile, 1)
        copy = CaseFile(
            ref=f"VN-TEST{number}AA", region_id=case.region_id, youth_id=case.youth_id, referrer_id=case.referrer_id,
            referrer_agency_id=case.referrer_agency_id, worry="-", wish="-", opened_at=case.opened_at,
        )  # fmt: skip
    return int(desk.add(copy))


def commits(desk: Any, manager: Holder, case: int) -> None:
    meeting = desk.add(Meeting(case_id=case, stage_run_id=desk.run("meeting"), starts_at=MONDAY, held="held"))
    action = desk.add(
        Action(case_id=case, meeting_id=meeting, agency_id=manager.agency_id, words="-", due_on=MONDAY.date())
    )
    desk.add(
        BudgetEntry(
            case_id=case, action_id=action, kind="committed", cents=10_000, day=MONDAY.date(), words="-",
            entered_at=MONDAY, entered_by=manager.professional_id,
        )
    )  # fmt: skip


@pytest.mark.parametrize(
    ("year", "told"),
    [
        (None, (None, None)),
        (YearTotal("2026-2027", 9, 50_000, 20_000, 0), (20_000, 50_000)),
        (YearTotal("2026-2027", None, None, None, None), (None, None)),
        (YearTotal("2026-2027", 9, -8_000, 0, 0), (None, None)),
        (YearTotal("2026-2027", 9, 10_000, -500, 0), (None, None)),
    ],
)
def test_a_year_in_which_only_something_was_given_back_tells_no_money(year: Any, told: Any) -> None:
    assert budget_of(year) == told


def test_it_comes_at_the_hour_of_its_reader_and_after_a_holiday_or_leave(daily_desk: Any, manager: Holder) -> None:
    daily_desk.add(MailHour(professional_id=manager.professional_id, hour=16))
    assert queue_weekly(daily_desk.store, MONDAY) == 0
    easter = datetime(2027, 3, 29, 15, tzinfo=UTC)
    assert queue_weekly(daily_desk.store, easter) == 0
    assert queue_weekly(daily_desk.store, easter + timedelta(days=1)) == 1
    daily_desk.add(
        Leave(
            professional_id=manager.professional_id, from_on=date(2027, 4, 5), until_on=date(2027, 4, 6),
            recorded_at=easter, recorded_by=manager.professional_id,
        )
    )  # fmt: skip
    assert queue_weekly(daily_desk.store, easter + timedelta(days=7)) == 0
    assert queue_weekly(daily_desk.store, easter + timedelta(days=9)) == 1


def test_who_does_not_want_it_or_is_no_manager_any_more_gets_none(daily_desk: Any, manager: Holder) -> None:
    queue_weekly(daily_desk.store, daily_desk.now)
    daily_desk.add(MailChoice(professional_id=manager.professional_id, notice="WeeklyOverview", moment=MailMoment.OFF))
    assert [(row.status, row.reason) for row in round_of(daily_desk)] == [("skipped", "switched off")]

    daily_desk.later(days=7)
    queue_weekly(daily_desk.store, daily_desk.now)
    with daily_desk.store.write(daily_desk.now) as tx:
        tx.session.delete(tx.session.get_one(ProfessionalRole, (manager.professional_id, Role.MANAGER)))
    daily_desk.deliver()

    assert [row.reason for row in daily_desk.messages() if row.notice == "WeeklyOverview"] == [
        "switched off",
        "no longer allowed",
    ]
    assert daily_desk.door.sent == []
