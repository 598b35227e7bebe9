"""One case at the table, for every test of a meeting."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import col, select

import flows.stages  # noqa: F401 - every story is known
from flows.commands.answer import answer
from flows.commands.viewer import viewer_of
from flows.engine.drain import drain
from flows.engine.matter import AMSTERDAM
from flows.engine.step import add_run
from flows.queries.door import open_case
from flows.queries.question_about import facts_about
from flows.queries.waiting import waits_of_cases
from models.code import MessageStatus, Relation
from models.store import Store
from models.tables import Custody, Invitation, Meeting, Message, Person, StageRun, Wait

REF = "VN-TEST01"
COORDINATOR = "ilse.verhagen@aanmeldpunt.example"
SOCIAL_WORKER = "lotte.appelhof@smw.example"
BRAM = "bram.hoevelaar@waalzicht.example"
FATIMA = "fatima.bouzidi@doorstroompunt.example"
DENNIS = "dennis.culemborg@geldloket.example"
SCHOOL = "agency:2"
DOORSTROOMPUNT = "agency:6"
SOCIAL_WORK = "agency:8"
DEBTS = "agency:11"
YOUTH = "person:1"


class Table:
    """One case at the table: who is invited, who comes, what is agreed; time stands still until a test moves it."""

    def __init__(self, store: Store, case: int, now: datetime, ref: str = REF) -> None:
        self.store, self.case, self.now, self.ref = store, case, now, ref

    def go(self, **later: float) -> None:
        self.now += timedelta(**later)
        list(drain(self.store, self.now))

    def viewer(self, email: str) -> Any:
        with self.store.read(self.now) as tx:
            return viewer_of(tx, email)

    def token(self, email: str) -> str:
        return f"professional:{self.viewer(email).professional_id}"

    def rows(self, model: Any, *where: Any) -> list[Any]:
        with self.store.read(self.now) as tx:
            return list(tx.session.exec(select(model).where(*where).order_by(col(model.id))))

    def add(self, *rows: Any) -> list[int]:
        with self.store.write(self.now) as tx:
            tx.session.add_all(rows)
            tx.flush()
            return [row.id for row in rows]

    def born(self, year: int) -> "Table":
        """The youth is of another age, and lives with a mother who has custody."""
        with self.store.write(self.now) as tx:
            youth = tx.session.get_one(Person, 1)
            youth.birth_on = date(year, 3, 1)
            mother = Person(given_name="Hilde")
            tx.session.add_all([youth, mother])
            tx.flush()
            tx.session.add(Custody(youth_id=1, person_id=mother.id, relation=Relation.PARENT))
            self.mother = mother.id
        return self

    def say(self, by: str, key: str, wait: int | None = None, **fields: Any) -> None:
        answer(self.store, self.viewer(by), self.ref, key, fields, self.now, wait=wait)
        self.go()

    def start(self, *, beside: bool = False) -> "Table":
        with self.store.write(self.now) as tx:
            if beside:
                add_run(tx, self.case, "aftercare")
            add_run(tx, self.case, "meeting")
        self.go()
        return self

    def invite(self, *agencies: str, **differs: Any) -> None:
        leads = {"chair": self.token(BRAM), "minute_taker": self.token(COORDINATOR)}
        self.say(COORDINATOR, "invitees", **{"agencies": list(agencies or (SCHOOL, SOCIAL_WORK)), **leads, **differs})

    def slot(self, key: str = "slot", *, days: int = 8, **differs: Any) -> None:
        starts_at = (self.now + timedelta(days=days)).isoformat()
        fields = differs if "sitting" in differs else {"starts_at": starts_at, "place": "Aanmeldpunt", **differs}
        self.say(COORDINATOR, key, **fields)

    def everybody(self) -> list[str]:
        """All who are invited, as a case manager ticks them at short notice."""
        return [
            f"agency:{row.agency_id}" if row.agency_id else f"person:{row.person_id}" for row in self.rows(Invitation)
        ]

    def asked(self, begins: str) -> list[Wait]:
        return self.rows(Wait, Wait.status == "open", col(Wait.key).startswith(begins))

    def comes(self, key: str, agency: str | None = None, **fields: Any) -> None:
        """An agency says whether it comes; the youth, when none is named."""
        number = int(agency.split(":")[1]) if agency else None
        wait = next(each for each in self.asked(key) if each.agency_id == number)
        self.say(SPEAKS.get(agency or "", COORDINATOR), key, wait.id, **(fields or {"comes": "comes"}))

    def held(self, **differs: Any) -> None:
        """A meeting at short notice, and the day after it the minutes; looked back on in six weeks."""
        self.slot(days=1, comes=self.everybody())
        self.go(days=1)
        usual = {"held": "held", "present": [SCHOOL, YOUTH], "decisions": "Eerst praten.", "evaluation_on": self.on(42)}
        self.say(COORDINATOR, "minutes", **{**usual, **differs})

    def on(self, days: int) -> str:
        return (self.now.astimezone(AMSTERDAM).date() + timedelta(days=days)).isoformat()

    def agreement(self, who: str = SOCIAL_WORK, days: int = 9) -> dict[str, Any]:
        return {"who": who, "words": "Praat met de ouders.", "due_on": self.on(days)}

    def running(self) -> list[str]:
        return sorted(run.stage for run in self.rows(StageRun, StageRun.outcome == None))  # noqa: E711

    def open_keys(self) -> list[str]:
        return sorted(wait.key for wait in self.asked(""))

    def meeting(self) -> Meeting:
        found: Meeting = self.rows(Meeting)[-1]
        return found

    def beside(self, key: str) -> dict[str, Any]:
        """What the coordinator reads beside a question."""
        with self.store.read(self.now) as tx:
            opened = open_case(tx, viewer_of(tx, COORDINATOR), self.ref)
            line = next(each for each in waits_of_cases(tx, [opened.case.id]) if each.key == key)
            return {fact.label: fact.value for fact in facts_about(tx, opened, line)}

    def told(self, notice: str) -> list[Message]:
        return self.rows(Message, Message.notice == notice)

    def delivered(self) -> None:
        """The minutes arrived everywhere."""
        with self.store.write(self.now) as tx:
            for message in tx.session.exec(select(Message).where(Message.notice == "MinutesReady")):
                message.status, message.done_at = MessageStatus.SENT, self.now
                tx.session.add(message)


SPEAKS = {SCHOOL: BRAM, SOCIAL_WORK: SOCIAL_WORKER, DOORSTROOMPUNT: FATIMA, DEBTS: DENNIS}


@pytest.fixture
def table(store: Store, case: int, now: datetime) -> Table:
    return Table(store, case, now)


@pytest.fixture
def table_on(now: datetime) -> Callable[[Store], Table]:
    """The same of the bare case on a database a test brings, such as ``either``."""
    return lambda store: Table(store, 1, now, "VN-TEST222")


@pytest.fixture
def held(table: Table) -> Table:
    """A meeting after which only an agency that was absent has something to do."""
    table.start(beside=True).invite()
    table.held(agreements=[table.agreement()])
    return table
