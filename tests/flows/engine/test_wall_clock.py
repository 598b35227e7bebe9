"""A wall clock that goes back between two commands: at the end of summer time, or because it was set right."""

from datetime import timedelta
from typing import Any

from sqlmodel import select

from flows.commands.ending import cut_short
from flows.engine import rewait
from models.holder import Holder
from models.store import Store
from models.tables import CaseFile, WaitHold

REF = "VN-TEST222"
HOUR = timedelta(hours=1)


def test_a_case_closes_no_sooner_than_it_opened(either: Store, clockwork_on: Any) -> None:
    there = clockwork_on(either)
    ilse = there.viewer("ilse.verhagen@aanmeldpunt.example")

    cut_short(there.store, ilse, REF, "moved", there.now - HOUR)

    with there.store.read(there.now) as tx:
        opened, closed = tx.session.exec(select(CaseFile.opened_at, CaseFile.closed_at)).one()
    assert opened == closed


def test_a_case_closes_at_the_moment_it_does_otherwise(either: Store, clockwork_on: Any) -> None:
    there = clockwork_on(either)
    ilse = there.viewer("ilse.verhagen@aanmeldpunt.example")

    cut_short(there.store, ilse, REF, "moved", there.now + HOUR)

    with there.store.read(there.now) as tx:
        assert tx.session.exec(select(CaseFile.closed_at)).one() == there.now + HOUR


def test_a_question_is_handed_on_all_the_same(clockwork: Any) -> None:
    wait = clockwork.ask()
    smw = clockwork.agency("smw")

    for back in (1, 2):
        with clockwork.store.write(clockwork.now - back * HOUR) as tx:
            rewait.hand_to(clockwork.matter(tx, wait), wait, Holder("invited", smw))

    assert [hold.until_at >= hold.from_at for hold in clockwork.rows(WaitHold)] == [True, True]
    assert clockwork.delay(wait).days_late == 0
