"""Agreements in minutes, plans and talks become actions, each with one responsible holder and a date."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flows.engine.known import insist_known
from flows.engine.matter import Matter
from flows.engine.who import holders
from flows.filing.ground import insist_on_ground
from flows.records.instrument import draw_for
from flows.records.money import commit_or_ask
from flows.records.partner import join_partner
from models.forms.meeting import AgreementLine
from models.holder import Holder
from models.refusal import BadAnswer
from models.speech import mark
from models.tables import Action


def file_actions(
    matter: Matter,
    lines: Iterable[AgreementLine],
    where: str,
    *,
    settles_money: bool = True,
    domain: str | None = None,
    **origin: Any,
) -> list[tuple[int, Holder]]:
    """Writes an action for each line; gives their numbers and who is responsible.

    The agency may know of the life domain of the goal they serve, where they serve one.
    What they cost is agreed with the budget, or asked of the coordinator, unless the caller settles that for all.

    Raises:
        BadAnswer: a day that has passed: what is asked lies ahead; or somebody who has nothing to do with this case.
    """
    filed = []
    for line in lines:
        _lies_ahead(matter, line.due_on, where)
        insist_known(matter, [line.who], f"{where}.who")
        holder = holders(matter, line.who, "ActionDone")[0]
        if holder.agency_id is not None:
            insist_on_ground(matter, holder.agency_id, domain=domain)
        action = Action(
            case_id=matter.case.id,
            agency_id=holder.agency_id,
            professional_id=holder.professional_id,
            person_id=holder.person_id,
            words=line.words,
            due_on=line.due_on,
            paid_by=line.paid_by,
            cents=line.cents,
            **origin,
        )
        matter.session.add(action)
        matter.tx.flush()
        join_partner(matter, holder)
        draw_for(matter, action, line.instrument, waits=line.waits)
        filed.append((action.id, holder))
    if settles_money:
        commit_or_ask(matter, [number for number, _ in filed])
    return filed


def _lies_ahead(matter: Matter, day: date, where: str) -> None:
    if day < matter.today:
        raise BadAnswer(
            mark("The field '{field}' is a day that has passed; what is asked lies ahead."), f"{where}.due_on"
        )
