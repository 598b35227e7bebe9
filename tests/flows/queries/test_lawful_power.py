"""What a viewer may do about money, chain instruments and binding decisions, as the page offers it."""

from typing import Any

from flows.commands.money import spend
from flows.commands.viewer import viewer_of
from flows.queries.lawful import lawful
from flows.queries.lawful_power import POWER_RULES
from flows.queries.pick import Asking, options
from models.tables import Action, Meeting, StageRun


def offered(play: Any, email: str) -> set[str]:
    with play.store.read(play.now) as tx:
        return lawful(tx, viewer_of(tx, email), play.ref) & set(POWER_RULES)


def with_budget(play: Any) -> int:
    """An open action that is paid from the budget."""
    with play.store.write(play.now) as tx:
        run = StageRun(case_id=play.case, stage="meeting", number=50, started_at=play.now)
        tx.session.add(run)
        tx.flush()
        meeting = Meeting(case_id=play.case, stage_run_id=run.id, held="elsewhere")
        tx.session.add(meeting)
        tx.flush()
        action = Action(
            case_id=play.case, meeting_id=meeting.id, agency_id=8, words="Een kamer.", due_on=play.now.date(),
            paid_by="budget", cents=5_000,
        )  # fmt: skip
        tx.session.add(action)
        tx.flush()
        return action.id


def test_imposing_is_offered_only_where_a_step_stands_and_only_to_who_may(power: Any) -> None:
    assert offered(power, power.RUBEN) == {"impose"}
    assert offered(power, power.ILSE) == set()
    assert offered(power, power.SVEN) == set()


def test_imposing_is_not_offered_before_a_step_is_confirmed(no_step_yet: Any) -> None:
    assert "impose" not in offered(no_step_yet, no_step_yet.RUBEN)


def test_stepping_down_is_offered_while_an_order_stands(power: Any) -> None:
    power.impose()

    assert "step_down_order" in offered(power, power.ILSE)
    assert "step_down_order" not in offered(power, power.SVEN)


def test_paying_and_calling_in_are_offered_where_there_is_something_to_pay_or_do(power: Any) -> None:
    action = with_budget(power)
    assert offered(power, power.ILSE) == {"spend", "ask_more_budget", "call_in"}

    content = {"action": action, "cents": 100, "spent_on": power.now.date().isoformat(), "what": "Borg"}
    spend(power.store, power.viewer(power.ILSE), power.ref, content, power.now)

    assert "take_back_payment" in offered(power, power.ILSE)


def test_the_lists_hold_what_can_be_chosen(power: Any) -> None:
    from flows.queries.door import open_case  # noqa: PLC0415 - one test

    with_budget(power)
    number = power.impose()
    with power.store.read(power.now) as tx:
        asking = Asking(tx, open_case(tx, viewer_of(tx, power.RUBEN), power.ref))
        found = {
            pick: options(asking, pick) for pick in ("signatory", "imposable", "order", "budget action", "instrument")
        }

    assert [option.value for option in found["imposable"]] == [str(power.wait)]
    assert [option.value for option in found["order"]] == [str(number)]
    assert [option.label.replace("\xa0", " ") for option in found["budget action"]] == ["Een kamer. (€ 0,00)"]
    assert "agency:1" not in {option.value for option in found["signatory"]}
    assert "Tijdelijke OPDC-plek" in {option.label for option in found["instrument"]}
