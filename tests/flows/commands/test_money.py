"""The budget of a trajectory: agreed, paid, released, and never more than there is without the coordinator."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import col, select

import flows.stages  # noqa: F401 - every story is known
from flows.commands import money
from flows.commands.answer import answer
from flows.commands.ending import cut_short
from flows.commands.viewer import viewer_of
from flows.engine.drain import drain
from flows.engine.step import add_run
from flows.facts.money import Balance, balance
from models.access import Viewer
from models.refusal import BadAnswer, NotAllowed, Refused, Unknown
from models.store import Store
from models.tables import Action, BudgetEntry, CaseFile, StageRun, Wait

REF, COORDINATOR, HELPER = "VN-TEST01", "ilse.verhagen@aanmeldpunt.example", "lotte.appelhof@smw.example"
COLLEAGUE = "ruben.dijkzicht@aanmeldpunt.example"
MARKS = [{"domain": "living", "youth": 6}]


@pytest.fixture
def as_(store: Store, case: int, now: datetime) -> Callable[[str], Viewer]:
    def viewer(email: str) -> Viewer:
        with store.read(now) as tx:
            return viewer_of(tx, email)

    return viewer


@pytest.fixture
def say(store: Store, as_: Callable[[str], Viewer]) -> Callable[..., None]:
    """Answers a question at a moment, and carries what that wakes."""

    def said(by: str, key: str, now: datetime, **fields: Any) -> None:
        answer(store, as_(by), REF, key, fields, now)
        list(drain(store, now))

    return said


def agreed(now: datetime, *cents: int) -> list[dict[str, Any]]:
    """Actions of a social worker, paid from the budget."""
    due_on = (now.date() + timedelta(days=20)).isoformat()
    line = {"who": "agency:8", "words": "Zoekt een kamer.", "due_on": due_on, "paid_by": "budget"}
    return [{**line, "cents": each} for each in cents]


@pytest.fixture
def plan(store: Store, case: int, say: Callable[..., None], now: datetime) -> Callable[..., None]:
    """Draws up a plan whose actions cost so much."""

    def drawn_up(*cents: int) -> None:
        with store.write(now) as tx:
            add_run(tx, case, "assignment")
        list(drain(store, now))
        say(COORDINATOR, "proposal", now, youth_wants_none=True)
        goal = {"domain": "living", "words": "Een eigen kamer.", "actions": agreed(now, *cents)}
        say(COORDINATOR, "plan", now, goals=[goal], marks=MARKS, youth_agrees=True)

    return drawn_up


@pytest.fixture
def stands(store: Store, case: int, now: datetime) -> Callable[[], Balance]:
    def read() -> Balance:
        with store.read(now) as tx:
            return balance(tx.session, case)

    return read


@pytest.fixture
def asked(store: Store, now: datetime) -> Callable[[], list[str]]:
    def keys() -> list[str]:
        with store.read(now) as tx:
            return list(tx.session.exec(select(Wait.key).where(col(Wait.closed_at).is_(None)).order_by(col(Wait.id))))

    return keys


def payment(now: datetime, cents: int, action: int = 1) -> dict[str, Any]:
    return {"action": action, "cents": cents, "spent_on": now.date().isoformat(), "what": "Borg voor een kamer"}


def test_a_plan_within_the_budget_is_agreed_at_once(
    plan: Callable[..., None], stands: Callable[[], Balance], asked: Callable[[], list[str]]
) -> None:
    plan(60_000, 30_000)

    assert stands() == Balance(whole=150_000, committed=90_000, spent=0)
    assert [key for key in asked() if key.startswith("action")] == ["action:1", "action:2"]


def test_a_plan_over_the_budget_agrees_on_nothing_before_the_coordinator_approved(
    plan: Callable[..., None], stands: Callable[[], Balance], asked: Callable[[], list[str]]
) -> None:
    plan(100_000, 60_000)

    assert (stands().committed, asked()) == (0, ["budget"])


def test_what_is_approved_adds_what_is_missing_and_no_more(
    plan: Callable[..., None], stands: Callable[[], Balance], say: Callable[..., None], now: datetime
) -> None:
    plan(100_000, 60_000)

    say(COORDINATOR, "budget", now, approves=True)

    assert stands() == Balance(whole=160_000, committed=160_000, spent=0)


def test_a_colleague_of_the_coordinator_cannot_approve(
    plan: Callable[..., None], say: Callable[..., None], now: datetime
) -> None:
    plan(200_000)

    with pytest.raises(NotAllowed, match="Only the coordinator"):
        say(COLLEAGUE, "budget", now, approves=True)


def test_a_plan_that_is_made_again_agrees_on_the_new_one_only(
    plan: Callable[..., None], stands: Callable[[], Balance], say: Callable[..., None], now: datetime
) -> None:
    plan(200_000)
    say(COORDINATOR, "budget", now, approves=False)
    goal = {"domain": "living", "words": "Een kamer.", "actions": agreed(now, 40_000)}

    say(COORDINATOR, "plan:2", now, goals=[goal], marks=MARKS, youth_agrees=True)

    assert stands() == Balance(whole=150_000, committed=40_000, spent=0)


def test_what_is_not_paid_is_free_again_when_its_action_is_done(
    store: Store,
    plan: Callable[..., None],
    stands: Callable[[], Balance],
    as_: Any,
    say: Callable[..., None],
    now: datetime,
) -> None:
    plan(60_000)
    money.spend(store, as_(COORDINATOR), REF, payment(now, 45_050), now)

    say(HELPER, "action:1", now, done_on=now.date().isoformat())

    assert stands() == Balance(whole=150_000, committed=45_050, spent=45_050)


def test_paying_more_than_was_agreed_agrees_on_the_rest_as_far_as_the_budget_goes(
    store: Store, plan: Callable[..., None], stands: Callable[[], Balance], as_: Any, now: datetime
) -> None:
    plan(60_000)

    money.spend(store, as_(COORDINATOR), REF, payment(now, 100_000), now)

    assert stands() == Balance(whole=150_000, committed=100_000, spent=100_000)


def test_a_payment_over_the_budget_is_refused_and_says_what_is_left(
    store: Store, plan: Callable[..., None], stands: Callable[[], Balance], as_: Any, now: datetime
) -> None:
    plan(60_000)

    with pytest.raises(Refused, match=r"€\s900,00 is left in the budget"):
        money.spend(store, as_(COORDINATOR), REF, payment(now, 150_001), now)

    assert stands().spent == 0


def test_more_than_the_budget_can_be_asked_and_is_agreed_once_approved(
    store: Store,
    plan: Callable[..., None],
    stands: Callable[[], Balance],
    as_: Any,
    say: Callable[..., None],
    now: datetime,
) -> None:
    plan(150_000)
    wanted = {"action": 1, "cents": 20_000, "why": "De borg is hoger."}
    entry = money.ask_more(store, as_(COORDINATOR), REF, wanted, now)
    list(drain(store, now))

    say(COORDINATOR, f"more-budget:{entry}", now, approves=True)

    assert stands() == Balance(whole=170_000, committed=170_000, spent=0)


def test_more_is_not_asked_while_the_budget_holds_it(
    store: Store, plan: Callable[..., None], as_: Any, now: datetime
) -> None:
    plan(60_000)

    with pytest.raises(Refused, match="The budget holds this"):
        money.ask_more(store, as_(COORDINATOR), REF, {"action": 1, "cents": 90_000, "why": "Meer."}, now)


def test_an_action_agreed_later_over_the_budget_is_asked_of_the_coordinator_and_paid_otherwise_after_a_no(
    store: Store, plan: Callable[..., None], stands: Callable[[], Balance], say: Callable[..., None], now: datetime
) -> None:
    plan(150_000)
    later = now + timedelta(weeks=6)
    say(COORDINATOR, "review:1", later, marks=MARKS, goes_on="change plan", actions=agreed(later, 10_000))
    with store.read(later) as tx:
        entry = tx.session.exec(select(BudgetEntry.id).where(BudgetEntry.kind == "asked")).one()

    say(COORDINATOR, f"more-budget:{entry}", later, approves=False)
    say(COORDINATOR, f"paid-otherwise:{entry}", later, paid_by="other scheme")

    with store.read(later) as tx:
        action = tx.session.get_one(Action, 2)
        run = tx.session.exec(select(StageRun).where(StageRun.stage == "budget")).one()
    assert (action.paid_by, action.cents, run.outcome, stands().committed) == (
        "other scheme", 0, "paid otherwise", 150_000,
    )  # fmt: skip


def test_a_payment_is_taken_back_once_and_both_entries_stay(
    store: Store, plan: Callable[..., None], stands: Callable[[], Balance], as_: Any, now: datetime
) -> None:
    plan(60_000)
    entry = money.spend(store, as_(COORDINATOR), REF, payment(now, 5_000), now)
    content = {"entry": entry, "why": "Dubbel ingevoerd."}

    money.take_back(store, as_(COORDINATOR), REF, content, now)
    with pytest.raises(Refused, match="taken back already"):
        money.take_back(store, as_(COORDINATOR), REF, content, now)

    with store.read(now) as tx:
        kinds = [row.kind.value for row in tx.session.exec(select(BudgetEntry).order_by(col(BudgetEntry.id)))]
    assert (kinds, stands().spent) == (["committed", "spent", "taken back"], 0)


@pytest.mark.parametrize(
    ("differs", "sentence"),
    [
        ({"cents": 0}, "at least 1"),
        ({"cents": -5}, "at least 1"),
        ({"cents": 10.5}, "whole number"),
        ({"spent_on": "2026-11-24"}, "lies in the future"),
        ({"action": 99}, "not paid from the budget"),
        ({"what": "BSN 111222333\nen meer"}, "not written as it should be"),
    ],
)
def test_a_payment_that_does_not_fit_is_refused_by_its_field(
    store: Store, plan: Callable[..., None], as_: Any, now: datetime, differs: dict[str, Any], sentence: str
) -> None:
    plan(60_000)

    with pytest.raises(BadAnswer, match=sentence):
        money.spend(store, as_(COORDINATOR), REF, {**payment(now, 5_000), **differs}, now)


def test_who_only_has_a_part_in_the_case_does_not_pay(
    store: Store, plan: Callable[..., None], as_: Any, now: datetime
) -> None:
    plan(60_000)

    with pytest.raises(NotAllowed):
        money.spend(store, as_(HELPER), REF, payment(now, 5_000), now)
    with pytest.raises(Unknown):
        money.spend(store, as_("tessa.neerijnen@nova.example"), REF, payment(now, 5_000), now)


def test_a_closed_case_takes_no_payment_and_keeps_nothing_agreed(
    store: Store, plan: Callable[..., None], stands: Callable[[], Balance], as_: Any, now: datetime
) -> None:
    plan(60_000)

    cut_short(store, as_(COORDINATOR), REF, "moved", now)

    assert stands() == Balance(whole=150_000, committed=0, spent=0)
    with pytest.raises(Refused, match="is closed"):
        money.spend(store, as_(COORDINATOR), REF, payment(now, 5_000), now)


def test_an_entry_is_never_changed(store: Store, plan: Callable[..., None], now: datetime) -> None:
    plan(60_000)

    with store.read(now) as tx:
        entry = tx.session.exec(select(BudgetEntry)).one()
        entry.cents = 1
        tx.session.add(entry)
        with pytest.raises(AssertionError, match="never changed"):
            tx.flush()


@pytest.mark.parametrize("database", ["fresh", pytest.param("fresh_postgres", marks=pytest.mark.postgres)])
def test_two_payments_at_once_never_agree_on_more_than_there_is(
    request: pytest.FixtureRequest, database: str, now: datetime
) -> None:
    store: Store = request.getfixturevalue(database)()
    with store.write(now) as tx:
        viewer, case = viewer_of(tx, COORDINATOR), tx.session.exec(select(CaseFile)).one()
        run = tx.session.get_one(StageRun, add_run(tx, case.id, "meeting"))
        action = Action(
            case_id=case.id, agency_id=8, words="Zoekt een kamer.", due_on=date(2026, 12, 1), paid_by="budget",
            cents=1, plan_id=_plan(tx, case.id, run.id),
        )  # fmt: skip
        tx.session.add(action)
        tx.flush()
        number, ref = action.id, case.ref

    def pay(_: int) -> str:
        try:
            money.spend(store, viewer, ref, payment(now, 60_000, number), now)
        except Refused as refused:
            return refused.sentence
        return "paid"

    with ThreadPoolExecutor(4) as threads:
        became = sorted(threads.map(pay, range(4)))

    assert [each == "paid" for each in became] == [True, True, False, False]
    with store.read(now) as tx:
        assert balance(tx.session, 1) == Balance(whole=150_000, committed=120_000, spent=120_000)


def _plan(tx: Any, case: int, run: int) -> int:
    from models.tables import Plan  # noqa: PLC0415 - its name is a fixture here

    row = Plan(case_id=case, stage_run_id=run, drawn_up_on=date(2026, 11, 1), youth_agrees=True)
    tx.session.add(row)
    tx.flush()
    return row.id
