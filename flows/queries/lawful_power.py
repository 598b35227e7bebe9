"""Which commands about money, instruments and binding decisions a viewer may give now; they check again."""

from collections.abc import Callable, Mapping

from sqlmodel import col, select

from flows.facts.imposition import agreements_for, insist_on_step
from flows.queries.door import Opened, matter_of
from flows.queries.imposition import imposable, open_orders
from flows.queries.instrument import open_actions, open_uses
from flows.queries.money import budget_actions, payments
from models.code import UseStatus
from models.deed import Deed
from models.refusal import Refused
from models.store import Tx
from models.tables import InstrumentUse, LadderStep


def lawful_power(tx: Tx, opened: Opened) -> frozenset[str]:
    """The names of those of ``POWER_RULES`` that are lawful now, in an open case."""
    return frozenset(name for name, rule in POWER_RULES.items() if rule(tx, opened))


def _waits(tx: Tx, opened: Opened) -> bool:
    waiting = select(InstrumentUse.id).where(
        InstrumentUse.case_id == opened.case.id, InstrumentUse.status == UseStatus.WAITING
    )
    return tx.session.exec(waiting).first() is not None


def _may_impose(tx: Tx, opened: Opened) -> bool:
    """A consultant with a mandate, of this case or of a step that stands, where a step stands."""
    me, matter = opened.viewer.professional_id, matter_of(tx, opened)
    leads = tx.session.exec(
        select(LadderStep.id).where(
            LadderStep.case_id == opened.case.id,
            LadderStep.professional_id == me,
            col(LadderStep.stepped_down_at).is_(None),
        )
    ).first()
    if me != opened.case.consultant_id and leads is None:
        return False
    try:
        agreements_for(matter, me)
        if not any(imposable(tx, opened)):
            insist_on_step(matter, None)
    except Refused:
        return False
    return True


POWER_RULES: Mapping[str, Callable[[Tx, Opened], bool]] = {
    "spend": lambda tx, opened: opened.may(Deed.SPEND) and any(budget_actions(tx, opened)),
    "ask_more_budget": lambda tx, opened: opened.may(Deed.SPEND) and any(budget_actions(tx, opened)),
    "take_back_payment": lambda tx, opened: opened.may(Deed.SPEND) and any(payments(tx, opened)),
    "call_in": lambda tx, opened: opened.may(Deed.CALL_IN) and any(open_actions(tx, opened)),
    "take_place": lambda tx, opened: opened.may(Deed.CALL_IN) and _waits(tx, opened),
    "give_back": lambda tx, opened: opened.may(Deed.CALL_IN) and any(open_uses(tx, opened)),
    "impose": _may_impose,
    "step_down_order": lambda tx, opened: opened.may(Deed.START) and any(open_orders(tx, opened)),
}
"""When each command is lawful. Source: process.md, stage 3, and the checks in the commands themselves."""
