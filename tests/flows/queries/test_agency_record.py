"""The record of an agency: true to its delays, its own only, and whom to call there."""

from typing import Any

import pytest

from flows.queries.agency_record import AgencyRecord, agencies_to_see, questions_to, record_of, whom_to_call
from models.code import WaitStatus
from models.refusal import NotAllowed
from models.store import Store
from models.tables import Wait

MARGRIET, DENNIS = "margriet.oosterwold@aanmeldpunt.example", "dennis.culemborg@geldloket.example"
ANOUK = "anouk.beesd@ggd.example"


def _record(clockwork: Any, who: str) -> AgencyRecord:
    with clockwork.store.read(clockwork.now) as tx:
        return record_of(tx, clockwork.viewer(who), clockwork.agency("geldloket"))


@pytest.mark.parametrize("who", [MARGRIET, DENNIS])
def test_it_counts_what_was_asked_answered_and_late(either: Store, clockwork_on: Any, who: str) -> None:
    clockwork = clockwork_on(either)
    late = clockwork.on("2026-10-05").ask("geldloket", key="first")
    quick = clockwork.on("2026-11-09").ask("geldloket", key="second")
    clockwork.on("2026-11-19")
    with clockwork.store.write(clockwork.now) as tx:
        wait = tx.session.get_one(Wait, quick)
        wait.status, wait.closed_at, wait.value = WaitStatus.GIVEN, clockwork.now, "null"
        tx.session.add(wait)
    clockwork.on("2026-11-23")

    record = _record(clockwork, who)

    assert (record.asked, record.answered, record.in_time, record.median_days) == (2, 1, 1, 10)
    assert record.days_late == clockwork.delay(late).days_late > 0
    assert (record.contested, record.orders, dict(record.steps)) == (0, 0, {})


def test_another_agency_sees_nothing_of_it(clockwork: Any) -> None:
    clockwork.ask("geldloket")
    geldloket = clockwork.agency("geldloket")

    for query in (record_of, whom_to_call):
        with clockwork.store.read(clockwork.now) as tx, pytest.raises(NotAllowed):
            query(tx, clockwork.viewer(ANOUK), geldloket)
    with clockwork.store.read(clockwork.now) as tx, pytest.raises(NotAllowed):
        questions_to(tx, clockwork.viewer(ANOUK), geldloket, limit=5)


def test_its_questions_and_whom_to_call(clockwork: Any) -> None:
    clockwork.ask("geldloket")
    with clockwork.store.read(clockwork.now) as tx:
        geldloket = clockwork.agency("geldloket")
        dennis = clockwork.viewer(DENNIS)
        assert [line.ref for line in questions_to(tx, dennis, geldloket, limit=5)] == ["VN-TEST222"]
        assert whom_to_call(tx, dennis, geldloket)


def test_each_organisation_of_the_demo_region_names_somebody_to_call_with_a_number(clockwork: Any) -> None:
    with clockwork.store.read(clockwork.now) as tx:
        margriet = clockwork.viewer(MARGRIET)
        called = {name: whom_to_call(tx, margriet, number) for number, name in agencies_to_see(tx, margriet).items()}

    assert len(called) > 10
    assert [name for name, people in called.items() if not any(phone for _, phone in people)] == []
