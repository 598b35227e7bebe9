"""How much longer than agreed a question waits, and for whom."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import col

from flows.commands.answer import answer
from flows.commands.pause import pause, resume
from flows.engine import rewait
from flows.queries.case_filter import CaseFilter, conditions
from flows.queries.case_list import how_many_cases
from flows.queries.delay import delays, delays_of
from flows.queries.tally import per_agency
from flows.queries.waiting import waits_of_cases
from models.code import Part
from models.holder import Holder
from models.store import Store
from models.tables import ExtraDay, Wait

REF = "VN-TEST222"
DENNIS = "dennis.culemborg@geldloket.example"
FATIMA = "fatima.bouzidi@doorstroompunt.example"
ILSE = "ilse.verhagen@aanmeldpunt.example"
AWAY = {"code": "youth away", "until": "2026-11-20"}


def test_a_question_that_is_due_today_waits_no_longer_than_agreed(clockwork: Any) -> None:
    wait = clockwork.on("2026-10-26").ask()

    assert clockwork.on("2026-11-23").delay(wait).days_late == 0


def test_a_question_waits_one_day_longer_on_the_next_working_day(clockwork: Any) -> None:
    wait = clockwork.on("2026-10-23").ask()

    assert [clockwork.on(day).delay(wait).days_late for day in ("2026-11-20", "2026-11-22", "2026-11-23")] == [0, 0, 1]


def test_days_on_which_an_agency_is_closed_are_not_counted(clockwork: Any) -> None:
    wait = clockwork.on("2026-10-12").ask()
    with clockwork.store.write(clockwork.now) as tx:
        agency = tx.session.get_one(Wait, wait).agency_id
        tx.session.add(ExtraDay(region_id=1, agency_id=agency, day=date(2026, 11, 11), label="studiedag"))

    assert clockwork.on("2026-11-12").delay(wait).days_late == 2


def test_days_its_clock_stood_still_after_the_last_day_are_not_counted(clockwork: Any) -> None:
    wait = clockwork.on("2026-10-12").ask()
    fatima = clockwork.on("2026-11-11").guided_by(FATIMA)
    pause(clockwork.store, fatima, REF, "talk", AWAY, clockwork.now)

    delay = clockwork.on("2026-11-23").delay(wait)

    assert (delay.days_late, delay.paused_days, delay.due) == (3, 7, date(2026, 11, 9))


@pytest.mark.parametrize(("said", "late"), [("06", 0), ("08", 0), ("09", 1), ("10", 2)])
def test_a_clock_that_stands_still_late_leaves_the_days_before_it(clockwork: Any, said: str, late: int) -> None:
    """The last day is a Friday: said on that day or in the weekend nothing is late, from Monday on those days are."""
    wait = clockwork.on("2026-10-09").ask()
    fatima = clockwork.on(f"2026-11-{said}").guided_by(FATIMA)
    pause(clockwork.store, fatima, REF, "talk", AWAY, clockwork.now)
    clockwork.on("2026-11-12")

    margriet = clockwork.viewer("margriet.oosterwold@aanmeldpunt.example")
    with clockwork.store.read(clockwork.now) as tx:
        found = how_many_cases(tx, margriet, *conditions(tx, margriet, CaseFilter(late=True)))

    assert (clockwork.delay(wait).days_late, found) == (late, min(late, 1))


def test_a_question_counts_again_from_the_day_after_its_clock_went_on(clockwork: Any) -> None:
    wait = clockwork.on("2026-10-12").ask()
    fatima = clockwork.on("2026-11-11").guided_by(FATIMA)
    pause(clockwork.store, fatima, REF, "talk", AWAY, clockwork.now)
    resume(clockwork.store, fatima, REF, "talk", clockwork.on("2026-11-13").now)

    assert clockwork.on("2026-11-16").delay(wait).days_late == 3


def test_what_was_answered_stays_as_long_as_it_took(clockwork: Any) -> None:
    wait = clockwork.on("2026-10-12").ask()
    result = {"result": "granted", "decided_on": "2026-11-12"}
    answer(clockwork.store, clockwork.viewer(DENNIS), REF, "talk", result, clockwork.on("2026-11-12").now)

    delay = clockwork.on("2027-03-01").delay(wait)

    assert (delay.days_late, delay.closed_on) == (3, date(2026, 11, 12))


def test_handing_on_does_not_hand_on_the_delay(clockwork: Any) -> None:
    wait = clockwork.on("2026-10-12").ask()
    geldloket, smw = clockwork.agency("geldloket"), clockwork.agency("smw")

    with clockwork.store.write(clockwork.on("2026-11-12").now) as tx:
        rewait.hand_to(clockwork.matter(tx, wait), wait, Holder("invited", smw))

    assert clockwork.on("2026-11-17").delay(wait).per_agency == {geldloket: 3, smw: 3}


def test_the_time_the_case_manager_held_it_is_nobody_s_delay(clockwork: Any) -> None:
    wait = clockwork.on("2026-10-12").ask()
    fatima = clockwork.viewer(FATIMA)
    holder = Holder(Part.CASE_MANAGER, fatima.agency_id, fatima.professional_id)
    with clockwork.store.write(clockwork.on("2026-11-12").now) as tx:
        rewait.hand_to(clockwork.matter(tx, wait), wait, holder)

    delay = clockwork.on("2026-11-20").delay(wait)

    assert (delay.days_late, delay.per_agency) == (3, {clockwork.agency("geldloket"): 3})


def test_a_case_manager_s_own_question_waits_but_is_counted_of_no_agency(clockwork: Any) -> None:
    clockwork.guided_by(FATIMA)
    wait = clockwork.on("2026-10-12").ask("case manager", "invite", form="Invitees")

    delay = clockwork.on("2026-10-20").delay(wait)

    assert (delay.days_late, delay.per_agency) == (4, {})


@pytest.mark.parametrize("within", ["invite", date(2026, 10, 14)])
def test_the_youth_is_never_late(clockwork: Any, within: Any) -> None:
    wait = clockwork.on("2026-10-12").ask("youth", within, form="TrustedPerson")

    assert clockwork.on("2026-11-23").delay(wait).days_late == 0


def test_a_question_asked_of_another_agency_has_a_term_of_its_own(clockwork: Any) -> None:
    old = clockwork.on("2026-10-12").ask()
    with clockwork.store.write(clockwork.on("2026-11-12").now) as tx:
        holder = Holder("invited", clockwork.agency("smw"))
        new = rewait.ask_instead(clockwork.matter(tx, old), old, holder, code="not ours")

    clockwork.on("2026-11-23")

    assert (clockwork.delay(old).days_late, clockwork.delay(new).days_late) == (3, 0)
    assert clockwork.delay(new).supersedes == old


def test_a_request_is_counted_from_the_day_it_was_asked_before_registration(clockwork: Any) -> None:
    wait = clockwork.ask(within="treeknorm intake", since=date(2026, 9, 7))

    delay = clockwork.delay(wait)

    assert (delay.asked, delay.due, delay.days_late) == (date(2026, 9, 7), date(2026, 10, 5), 35)


def test_the_number_above_a_list_and_the_list_itself_are_counted_alike(clockwork: Any) -> None:
    """Three past their last day: one plainly, one that stood still since, one the case manager holds since."""
    clockwork.on("2026-10-12").ask(key="plainly")
    clockwork.ask(key="stood still")
    held = clockwork.ask(key="held")
    fatima = clockwork.on("2026-11-09").guided_by(FATIMA)
    pause(clockwork.store, fatima, REF, "stood still", AWAY | {"until": "2026-11-30"}, clockwork.now)
    with clockwork.store.write(clockwork.now) as tx:
        holder = Holder(Part.CASE_MANAGER, fatima.agency_id, fatima.professional_id)
        rewait.hand_to(clockwork.matter(tx, held), held, holder)
    ilse = clockwork.on("2026-11-23").viewer(ILSE)

    with clockwork.store.read(clockwork.now) as tx:
        late = [line.key for line in waits_of_cases(tx, [1]) if line.days_late]
        counted = sum(row.late for row in per_agency(tx, ilse, CaseFilter()))
        cases = how_many_cases(tx, ilse, *conditions(tx, ilse, CaseFilter(late=True)))

    assert (late, counted, cases) == (["plainly"], 1, 1)


def test_a_thousand_questions_are_counted_at_once(clockwork: Any) -> None:
    first = clockwork.on("2026-10-12").ask()
    with clockwork.store.write(clockwork.now) as tx:
        row = tx.session.get_one(Wait, first).model_dump(exclude={"id"})
        tx.session.add_all(Wait(**row) for _ in range(1_100))

    with clockwork.store.read(clockwork.on("2026-11-23").now) as tx:
        found = delays(tx, col(Wait.closed_at).is_(None))

    assert {each.days_late for each in found} == {10}
    assert len(found) == 1_101


def test_nothing_is_asked_of_the_database_for_no_question(clockwork: Any) -> None:
    with clockwork.store.read(clockwork.now) as tx:
        assert delays_of(tx, []) == {}


def test_delay_is_the_same_on_both_databases(either: Store, clockwork_on: Any) -> None:
    there = clockwork_on(either)
    wait = there.on("2026-10-12").ask()
    fatima = there.on("2026-11-11").guided_by(FATIMA)
    pause(there.store, fatima, REF, "talk", AWAY, there.now)
    with there.store.write(there.on("2026-11-23").now) as tx:
        rewait.hand_to(there.matter(tx, wait), wait, Holder("invited", there.agency("smw")))

    delay = there.on("2026-11-25").delay(wait)

    assert (delay.days_late, delay.per_agency) == (5, {there.agency("geldloket"): 3, there.agency("smw"): 2})
