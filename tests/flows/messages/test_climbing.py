"""What the ladder says to people: which question, since when, what helps; never a name, never a word of blame."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

import flows.stages  # noqa: F401 - every story is known
from flows.commands.answer import answer
from flows.commands.ladder import escalate, step_down
from flows.commands.viewer import viewer_of
from flows.engine.drain import drain
from flows.messages.compose import COMPOSERS
from flows.messages.watch import watch_terms
from models.tables import CaseFile, Professional

DENNIS, RIA = "dennis.culemborg@geldloket.example", "ria.deil@geldloket.example"
FATIMA = "fatima.bouzidi@doorstroompunt.example"
DUE = date(2026, 11, 20)
BLAME = ("te laat", "geweigerd", "gemist", "niet passend", "too late", "refused", "overdue")
LADDER = {
    "Reminder", "TermPassed", "RunsLonger", "ColleagueNeeded", "TeamLeadAhead", "TeamLeadAsked", "EscalationConfirmed",
    "SteppedDown",
}  # fmt: skip


class Post:
    """What leaves because one question of the Geldloket takes longer and longer; Fatima is case manager."""

    def __init__(self, desk: Any, plain: Any) -> None:
        self.desk, self.plain = desk, plain
        desk.now = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
        desk.change(CaseFile, 1, case_manager_id=desk.person(FATIMA).professional_id)
        self.wait = desk.ask("DirectHelp", desk.person(DENNIS), due_on=DUE, next_look_at=desk.now)

    def until(self, month: int, day: int) -> list[tuple[str, str]]:
        """To whom, and what, from now until that day at nine in the morning."""
        before, end = len(self.desk.door.sent), datetime(2026, month, day, 8, 0, tzinfo=UTC)
        while self.desk.now < end:
            self.desk.now = min(self.desk.now + timedelta(hours=12), end)
            self.go()
        return [(str(mail["To"]), self.plain(mail)) for mail in self.desk.door.sent[before:]]

    def go(self) -> None:
        list(drain(self.desk.store, self.desk.now))
        watch_terms(self.desk.store, self.desk.now)
        list(drain(self.desk.store, self.desk.now))
        self.desk.deliver()

    def by(self, email: str) -> Any:
        with self.desk.store.read(self.desk.now) as tx:
            return viewer_of(tx, email)


@pytest.fixture
def post(desk: Any, plain: Any) -> Post:
    return Post(desk, plain)


def test_each_step_is_said_to_whom_it_concerns_and_to_nobody_else(post: Post) -> None:
    reminded, told, ahead, lead, proposed = (
        post.until(*day) for day in ((11, 19), (11, 25), (12, 3), (12, 4), (12, 11))
    )

    assert [to for to, _ in reminded + told + ahead + lead + proposed] == [DENNIS, DENNIS, FATIMA, DENNIS, RIA, FATIMA]
    assert "Een vriendelijke herinnering" in reminded[0][1]
    assert "wacht 3 werkdagen langer dan afgesproken" in told[0][1]
    assert "Geldloket wacht 3 werkdagen langer dan afgesproken" in told[1][1]
    assert "vr 4 december 2026" in ahead[0][1]
    assert "wacht 10 werkdagen langer dan afgesproken" in lead[0][1]
    assert "Het voorstel is om nu hulp te vragen van de transitieconsulent" in proposed[0][1]


def test_no_word_of_the_ladder_blames_or_names_anybody(post: Post) -> None:
    letters = [text.casefold() for _, text in post.until(12, 11)]

    assert letters
    assert not [
        word for text in letters for word in (*BLAME, "noor", "veldwijk", "dennis", "culemborg") if word in text
    ]


def test_a_step_that_is_taken_is_told_to_the_agency_concerned_and_its_end_to_who_was_asked(post: Post) -> None:
    post.until(12, 11)
    answer(post.desk.store, post.by(FATIMA), "VN-TEST222", "step-needed:1", {"needed": True}, post.desk.now)
    post.go()
    confirmed = [post.plain(mail) for mail in post.desk.door.sent if mail["To"] == DENNIS][-1]

    step_down(post.desk.store, post.by(FATIMA), "VN-TEST222", "directhelp", {"words": "Gebeld."}, post.desk.now)
    post.go()

    assert "Hulp gevraagd van de transitieconsulent" in confirmed
    assert "Uiterlijk vr 18 december 2026 is er een gesprek" in confirmed
    assert "Het loopt weer" in [post.plain(mail) for mail in post.desk.door.sent if mail["To"] == RIA][-1]


def test_a_colleague_of_who_cannot_be_mailed_is_asked_to_take_it_over(post: Post) -> None:
    desk = post.desk
    desk.change(Professional, desk.person(DENNIS).professional_id, email_failed_at=desk.now,
                substitute_id=desk.person(RIA).professional_id)  # fmt: skip

    asked = [text for to, text in post.until(12, 3) if to == RIA]

    assert "Kunt u een vraag overnemen?" in asked[0]
    assert "di 8 december 2026" in asked[0]


def test_nothing_is_said_about_a_question_that_was_answered_meanwhile(post: Post) -> None:
    post.until(11, 20)
    escalate_on = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
    post.desk.now = escalate_on
    said = {"step": 1, "code": "longer than agreed"}
    escalate(post.desk.store, post.by(FATIMA), "VN-TEST222", "directhelp", said, post.desk.now)
    before = len(post.desk.door.sent)
    post.desk.answer(post.wait)

    post.go()

    assert len(post.desk.door.sent) == before


def test_every_notice_of_the_ladder_is_put_into_words() -> None:
    assert set(COMPOSERS) >= LADDER
