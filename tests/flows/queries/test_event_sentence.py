"""Every kind of event is told in a sentence, or is known to be no event to people."""

from flows.queries.event_sentence import SENTENCES, UNTOLD
from models.code import StatementKind, StepKind, WaitStatus


def test_every_way_a_question_ends_has_a_sentence() -> None:
    assert set(WaitStatus) - {WaitStatus.OPEN} <= set(SENTENCES)


def test_everything_that_is_said_has_a_sentence_of_its_own_or_that_of_its_question() -> None:
    assert set(StatementKind) - {StatementKind.ANSWER, StatementKind.AHEAD} <= set(SENTENCES)


def test_what_is_not_told_is_what_the_machine_notes_for_itself() -> None:
    assert set(UNTOLD) <= set(StepKind)
    assert not UNTOLD & set(SENTENCES)
