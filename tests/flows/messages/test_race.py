"""A yes that is withdrawn, or a case that closes, while mails leave: what has not left yet stays, and says why."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlmodel import select

from models.tables import Consent
from notifications.door import MemoryDoor


class Meanwhile(MemoryDoor):
    """A door at which something else happens just after the first mail left."""

    def __init__(self, happens: Callable[[], object]) -> None:
        super().__init__()
        self._happens = happens

    async def send(self, message: Any) -> None:
        await super().send(message)
        if len(self.sent) == 1:
            self._happens()


@pytest.mark.parametrize("what", ["consent withdrawn", "case closed"])
def test_what_ends_while_a_batch_leaves_holds_back_the_rest_of_it(desk: Any, what: str) -> None:
    daphne = desk.person("daphne.roosmalen@horizonlijn.example")
    desk.add(
        Consent(
            case_id=1, giver_id=1, agrees=True, way="table", given_on=date(2026, 11, 1), ends_on=date(2027, 11, 23),
            agency_id=daphne.agency_id,
        )
    )  # fmt: skip
    messages = [desk.tell("ActionDone", daphne)[1] for _ in range(2)]

    def withdraw() -> None:
        with desk.store.write(desk.now) as tx:
            consent = tx.session.exec(select(Consent)).one()
            consent.withdrawn_at = desk.now
            tx.session.add(consent)

    desk.deliver(Meanwhile(withdraw if what == "consent withdrawn" else desk.close_case))

    (first, second) = sorted((desk.became(each) for each in messages), key=lambda became: became[0] != "sent")
    assert first == ("sent", None)
    assert second[0] == "skipped"
    assert second[1]
