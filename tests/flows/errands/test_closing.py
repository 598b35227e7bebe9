"""Closing comes once, when nothing is waited for any more, and never over an open wait. Source: process.md, stage 5."""

from datetime import datetime
from typing import Any

import pytest
from sqlmodel import col, select

import flows.stages  # noqa: F401 - every story is known
from flows.commands.answer import answer
from flows.commands.change import add_running_request, withdraw
from flows.commands.viewer import viewer_of
from flows.engine.drain import drain
from flows.engine.step import add_run
from models.code import Errand
from models.refusal import Refused
from models.store import Store
from models.tables import Agency, CaseFile, Wait

REF, RUBEN = "VN-TEST01", "ruben.dijkzicht@aanmeldpunt.example"
DENNIS = "dennis.culemborg@geldloket.example"
ENDS = {"outcome": "work", "letter": "Het ga je goed."}


class Last:
    """The last weeks of a case: one person guides and coaches it."""

    def __init__(self, store: Store, case: int, now: datetime) -> None:
        self.store, self.case, self.now = store, case, now
        with store.write(now) as tx:
            file = tx.session.get_one(CaseFile, case)
            file.case_manager_id = file.coach_id = viewer_of(tx, RUBEN).professional_id
            tx.session.add(file)

    def begin(self, errand: str, about: int | None = None) -> None:
        with self.store.write(self.now) as tx:
            add_run(tx, self.case, errand, about=about)
        list(drain(self.store, self.now))

    def viewer(self, email: str) -> Any:
        with self.store.read(self.now) as tx:
            return viewer_of(tx, email)

    def say(self, key: str, by: str = RUBEN, **fields: Any) -> None:
        answer(self.store, self.viewer(by), REF, key, fields, self.now)
        list(drain(self.store, self.now))

    def asked_elsewhere(self) -> str:
        """What was asked of an agency; gives the key of the question."""
        with self.store.read(self.now) as tx:
            agency = tx.session.exec(select(Agency.id).where(Agency.code == "geldloket")).one()
        running = {
            "agency": f"agency:{agency}",
            "asked_on": str(self.now.date()),
            "term": "debt talk",
            "words": "Rust.",
        }
        number = add_running_request(self.store, self.viewer(RUBEN), REF, running, self.now)
        list(drain(self.store, self.now))
        return f"running:{number}"

    def asked(self) -> list[str]:
        with self.store.read(self.now) as tx:
            return list(tx.session.exec(select(Wait.key).where(Wait.status == "open").order_by(col(Wait.id))))

    def outcome(self) -> str | None:
        with self.store.read(self.now) as tx:
            return tx.session.get_one(CaseFile, self.case).outcome


@pytest.fixture
def last(store: Store, case: int, now: datetime) -> Last:
    return Last(store, case, now)


def test_closing_is_asked_once_nothing_is_waited_for_of_an_agency(last: Last) -> None:
    running = last.asked_elsewhere()
    last.begin(Errand.URGENT_REVIEW)
    last.say("urgent-review", needed="go on")
    while_it_runs = last.asked()

    last.say(running, DENNIS, result="granted", decided_on=str(last.now.date()))

    assert (while_it_runs, last.asked()) == ([running], ["closing"])


def test_a_case_does_not_close_over_what_is_waited_for(last: Last) -> None:
    last.begin(Errand.CLOSING)
    running = last.asked_elsewhere()

    with pytest.raises(Refused, match="cannot close while 1 questions"):
        last.say("closing", **ENDS)

    withdraw(last.store, last.viewer(RUBEN), REF, running, last.now)
    list(drain(last.store, last.now))
    last.say("closing", **ENDS)
    assert last.outcome() == "work"


def test_what_a_case_asks_of_itself_ends_with_it(last: Last) -> None:
    last.begin(Errand.CLOSING)
    last.begin(Errand.PLAN_FOR_18, about=3)

    last.say("closing", **ENDS)

    assert (last.outcome(), last.asked()) == ("work", [])


def test_that_a_youth_died_is_nothing_to_close_with_in_passing(last: Last) -> None:
    last.begin(Errand.CLOSING)

    with pytest.raises(Refused):
        last.say("closing", outcome="deceased", letter="Het ga je goed.")

    assert (last.outcome(), last.asked()) == (None, ["closing"])
