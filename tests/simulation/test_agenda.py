"""What is still to happen, in the order of its moments."""

from datetime import datetime, timedelta

from simulation.agenda import Agenda


def test_the_earliest_comes_first_and_at_one_moment_what_was_written_first(now: datetime) -> None:
    agenda: Agenda[str] = Agenda()
    agenda.plan(now + timedelta(days=1), "tomorrow")
    agenda.plan(now, "first")
    agenda.plan(now, "second")

    assert agenda.next_at == now
    assert list(agenda.due(now)) == ["first", "second"]
    assert len(agenda) == 1


def test_what_is_planned_for_now_while_now_is_handled_is_due_too(now: datetime) -> None:
    agenda: Agenda[str] = Agenda()
    agenda.plan(now, "asked")

    due = agenda.due(now)
    first = next(due)
    agenda.plan(now, "asked again")

    assert [first, *due] == ["asked", "asked again"]
    assert agenda.next_at is None
