"""What the tests of flows share: fresh copies of a region with one bare case, on both databases; and breaking them."""

import itertools
import shutil
import sqlite3
import tomllib
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlmodel import col, select

import flows.stages  # noqa: F401 - every story is known
from flows.commands.answer import answer
from flows.commands.impose import impose
from flows.commands.region import found_region, professional_by_email
from flows.commands.viewer import viewer_of
from flows.engine import hot
from flows.engine.drain import drain
from flows.engine.matter import AMSTERDAM, CaseRow, Matter
from flows.engine.step import Question, add_run, ask
from flows.queries.delay import Delay, delays_of
from models.access import Viewer
from models.code import Errand, Part, Relation, Sector
from models.secret import Vault, digest_of_birth
from models.store import Store
from models.tables import (
    Agency,
    CaseFile,
    Custody,
    Imposition,
    ImpositionPart,
    LadderStep,
    Person,
    Request,
    Row,
    StageRun,
    Wait,
    Youth,
)

SECRET = "a secret of the tests, and long enough"  # noqa: S105
FOUNDED_AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
REGION = Path(__file__).parents[2] / "simulation" / "data" / "rivierland-oost.toml"

NewStore = Callable[[], Store]


def _found(store: Store) -> None:
    Row.metadata.create_all(store.engine)
    with store.write(FOUNDED_AT) as tx:
        region = found_region(tx, tomllib.loads(REGION.read_text()))
        referrer = professional_by_email(tx, "bram.hoevelaar@waalzicht.example")
        birth_on = date(2010, 3, 1)
        noor = Person(
            given_name="Noor", family_name="Veldwijk", birth_on=birth_on, birth_digest=digest_of_birth(birth_on)
        )
        mother = Person(given_name="Hilde", family_name="Veldwijk")
        tx.session.add_all([noor, mother])
        tx.flush()
        tx.session.add(Youth(person_id=noor.id, sector=Sector.MBO, municipality="Tielerwaard"))
        tx.flush()
        tx.session.add(Custody(youth_id=noor.id, person_id=mother.id, relation=Relation.PARENT))
        tx.session.add(
            CaseFile(
                ref="VN-TEST222",
                region_id=region,
                youth_id=noor.id,
                referrer_id=referrer.id,
                referrer_agency_id=referrer.agency_id,
                worry="Schulden en steeds minder op school.",
                wish="Een eigen plek.",
                opened_at=FOUNDED_AT,
            )
        )


@pytest.fixture(scope="session")
def founded_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the region and one bare case; to be copied, never written."""
    folder = tmp_path_factory.mktemp("founded")
    store = Store(f"sqlite:///{folder}/first.db", Vault([SECRET]), safe=False)
    _found(store)
    whole = folder / "whole.db"
    with store.engine.connect() as connection:
        connection.execute(text("ROLLBACK"))
        connection.execute(text(f"VACUUM INTO '{whole}'"))
    store.close()
    return whole


@pytest.fixture
def fresh(founded_file: Path, tmp_path: Path) -> Iterator[NewStore]:
    """Makes as many SQLite databases with the region and one bare case as a test asks for."""
    opened: list[Store] = []
    numbers = itertools.count(1)

    def new() -> Store:
        path = tmp_path / f"fresh-{next(numbers)}.db"
        shutil.copy(founded_file, path)
        opened.append(Store(f"sqlite:///{path}", Vault([SECRET]), safe=False))
        return opened[-1]

    yield new
    for store in opened:
        store.close()


@pytest.fixture(scope="session")
def founded_postgres(new_postgres: Callable[[str | None], str]) -> str:
    """The address of a PostgreSQL database with the region and one bare case; to be copied, never written."""
    address = new_postgres(None)
    store = Store(address, Vault([SECRET]))
    _found(store)
    store.close()
    return address


@pytest.fixture
def fresh_postgres(founded_postgres: str, new_postgres: Callable[[str | None], str]) -> Iterator[NewStore]:
    """As ``fresh``, on PostgreSQL."""
    opened: list[Store] = []

    def new() -> Store:
        opened.append(Store(new_postgres(founded_postgres), Vault([SECRET])))
        return opened[-1]

    yield new
    for store in opened:
        store.close()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def either(request: pytest.FixtureRequest) -> Store:
    """A database with the region and one bare case: the test runs on SQLite and on PostgreSQL."""
    new: NewStore = request.getfixturevalue("fresh" if request.param == "sqlite" else "fresh_postgres")
    return new()


class Killed(BaseException):
    """The machine died here. No ``except Exception`` may stop it."""


class Breaker:
    """Breaks writing transactions off at a chosen statement, committing included, as when a machine dies."""

    def __init__(self) -> None:
        self.at: Iterator[int] = iter(())
        self._left: int | None = None
        self.statements = 0

    def statement(self, sql: str) -> None:
        self.statements += 1
        if sql.startswith("BEGIN"):
            self._left = next(self.at, None) if sql != "BEGIN" else None
        elif self._left is not None:
            self._left -= 1
            if self._left < 0:
                self._left = None
                raise Killed

    def cursor_of(self, base: type) -> type:
        """The driver's own cursor, which asks first."""
        breaker = self

        class Cursor(base):  # type: ignore[misc]
            def execute(self, sql: Any, *rest: Any, **more: Any) -> Any:
                breaker.statement(str(sql))
                return super().execute(sql, *rest, **more)

        return Cursor


def _sqlite_that_breaks(breaker: Breaker) -> dict[str, Any]:
    breaking = breaker.cursor_of(sqlite3.Cursor)

    class Connection(sqlite3.Connection):
        def cursor(self, factory: Any = breaking) -> Any:
            return super().cursor(factory)

        def commit(self) -> None:
            breaker.statement("COMMIT")
            super().commit()

    return {"factory": Connection}


def _postgres_that_breaks(breaker: Breaker) -> dict[str, Any]:
    import psycopg  # noqa: PLC0415 - only where PostgreSQL is used

    return {"cursor_factory": breaker.cursor_of(psycopg.Cursor)}


@pytest.fixture
def breaker_of() -> Callable[[Store], Breaker]:
    """Makes a store's transactions break off where a test says; before the store is used for the first time."""

    def made(store: Store) -> Breaker:
        breaker = Breaker()
        driver = _sqlite_that_breaks if store.engine.dialect.name == "sqlite" else _postgres_that_breaks

        @event.listens_for(store.engine, "do_connect")
        def _on_connect(_dialect: Any, _record: Any, _arguments: Any, parameters: dict[str, Any]) -> None:
            parameters.update(driver(breaker))

        return breaker

    return made


@pytest.fixture
def killed() -> type[BaseException]:
    return Killed


class Clockwork:
    """One question of the bare case, put straight to an agency, and people who say things about its time."""

    REF = "VN-TEST222"

    def __init__(self, store: Store) -> None:
        self.store = store
        self.now = FOUNDED_AT

    def on(self, day: str, hour: int = 10) -> "Clockwork":
        """From here on it is that day, at an hour in Amsterdam."""
        self.now = datetime.combine(date.fromisoformat(day), time(hour), AMSTERDAM)
        return self

    def agency(self, code: str) -> int:
        with self.store.read(self.now) as tx:
            return tx.session.exec(select(Agency.id).where(Agency.code == code)).one()

    def viewer(self, email: str) -> Viewer:
        with self.store.read(self.now) as tx:
            return viewer_of(tx, email)

    def guided_by(self, email: str) -> Viewer:
        """Makes somebody case manager."""
        viewer = self.viewer(email)
        with self.store.write(self.now) as tx:
            case = tx.session.exec(select(CaseFile)).one()
            case.case_manager_id = viewer.professional_id
            tx.session.add(case)
        return viewer

    def ask(
        self,
        code: str = "geldloket",
        within: str | date | None = "debt talk",
        *,
        key: str = "talk",
        form: str = "RunningAnswer",
        **more: Any,
    ) -> int:
        """Asks an agency, or one of the parts of the case; gives the number of the question."""
        of = code if code in set(Part) else f"agency:{self.agency(code)}"
        question = Question(
            key, more.pop("kind", "ask"), form, None, within, more.get("until"), more.get("since"), (), None
        )
        with self.store.write(self.now) as tx:
            case = CaseRow(*(tx.one(hot.LOCK_CASE_OF_REF, ref=self.REF) or ()))
            run = add_run(tx, case.id, Errand.REQUEST, about=None)
            matter = Matter(tx, case, run, Errand.REQUEST, 1, None, None)
            waits, _ = ask(matter, question, of)
            return waits[0].id

    def wait(self, number: int) -> Wait:
        with self.store.read(self.now) as tx:
            return tx.session.get_one(Wait, number)

    def delay(self, number: int) -> Delay:
        with self.store.read(self.now) as tx:
            return delays_of(tx, [number])[number]

    def rows(self, table: Any, *conditions: Any) -> list[Any]:
        with self.store.read(self.now) as tx:
            return list(tx.session.exec(select(table).where(*conditions).order_by(col(table.id))))

    def matter(self, tx: Any, number: int) -> Matter:
        """The matter of a question's run, inside a transaction of a test."""
        case = CaseRow(*(tx.one(hot.LOCK_CASE_OF_REF, ref=self.REF) or ()))
        run = tx.session.get_one(StageRun, tx.session.get_one(Wait, number).stage_run_id)
        return Matter(tx, case, run.id, run.stage, run.number, run.about, run.parent_id)


@pytest.fixture
def clockwork(fresh: NewStore) -> Clockwork:
    """The bare case on SQLite, on Monday 23 November 2026."""
    return Clockwork(fresh())


@pytest.fixture
def clockwork_on() -> Callable[[Store], Clockwork]:
    """The bare case on a database a test brings, such as ``either``."""
    return Clockwork


class PowerPlay:
    """One case whose question to an agency does not move, on step 3 of the ladder, with a consultant who may impose."""

    RUBEN, SVEN = "ruben.dijkzicht@aanmeldpunt.example", "sven.asperen@werkplein.example"
    JASPER, ILSE = "jasper.haaften@uwv.example", "ilse.verhagen@aanmeldpunt.example"
    WERKPLEIN, UWV = "agency:12", "agency:13"

    def __init__(self, store: Store, now: datetime) -> None:
        self.store, self.now = store, now
        with store.write(now) as tx:
            case = tx.session.exec(select(CaseFile)).one()
            self.case, self.ref = case.id, case.ref
            case.consultant_id = professional_by_email(tx, self.RUBEN).id
            tx.session.add(case)
            request = Request(
                case_id=case.id, agency_id=12, asked_on=date(2026, 10, 5), term="wmo investigation",
                words="Een plek bij een opleider.",
            )  # fmt: skip
            tx.session.add(request)
            tx.flush()
            add_run(tx, case.id, "request", about=request.id)
        self.go()
        self.wait = self.waits("running")[0].id

    def go(self, **later: float) -> None:
        """Moves the clock, and carries everything that is due."""
        self.now += timedelta(**later)
        list(drain(self.store, self.now))

    def climb(self, *, wait: int | None = -1, step: int = 3, confirmed: bool = True) -> int:
        """A step of the ladder, on the question unless said otherwise; confirmed by the coordinator."""
        with self.store.write(self.now) as tx:
            row = LadderStep(
                case_id=self.case, wait_id=self.wait if wait == -1 else wait, step=step, round=1, reason="who pays",
                proposed_at=self.now,
            )  # fmt: skip
            if confirmed:
                row.confirmed_at, row.confirmed_by = self.now, professional_by_email(tx, self.ILSE).id
            tx.session.add(row)
            tx.flush()
            return row.id

    def viewer(self, email: str) -> Viewer:
        with self.store.read(self.now) as tx:
            return viewer_of(tx, email)

    def wanted(self, *parts: dict[str, Any], **differs: Any) -> dict[str, Any]:
        """What the consultant wants to decide: a start at Werkplein, which pays for now; UWV settles later."""
        usual = self.part(kind="start", pays=self.WERKPLEIN, settles=self.UWV)
        asks = {"question": self.wait, "why": "Ieder wijst naar de ander.", "only_around": True}
        return {**asks, "parts": list(parts) or [usual], **differs}

    def part(self, agency: str = WERKPLEIN, *, days: int = 14, **differs: Any) -> dict[str, Any]:
        by_on = (self.now.date() + timedelta(days=days)).isoformat()
        return {"agency": agency, "kind": "place", "words": "Start bij de opleider.", "by_on": by_on, **differs}

    def impose(self, *parts: dict[str, Any], by: str = RUBEN, **differs: Any) -> int:
        """Asks for a binding decision, and carries what that wakes."""
        number = impose(self.store, self.viewer(by), self.ref, self.wanted(*parts, **differs), self.now)
        self.go()
        return number

    def ordered(self, *parts: dict[str, Any], **differs: Any) -> int:
        """A binding decision that is given, everybody having been heard."""
        number = self.impose(*parts, **differs)
        for wait in self.waits("hearing"):
            self.say(self.SVEN if wait.agency_id == 12 else self.JASPER, wait.key, view="agrees")
        self.say(self.RUBEN, f"order:{number}", orders=True)
        return number

    def say(self, by: str, key: str, **fields: Any) -> None:
        """Answers a question, and carries what that wakes."""
        answer(self.store, self.viewer(by), self.ref, key, fields, self.now)
        self.go()

    def rows(self, model: type, *where: Any) -> list[Any]:
        with self.store.read(self.now) as tx:
            return list(tx.session.exec(select(model).where(*where).order_by(*model.__table__.primary_key)))  # type: ignore[attr-defined]

    def waits(self, begins: str = "") -> list[Wait]:
        """The open questions whose key begins so."""
        return self.rows(Wait, Wait.status == "open", col(Wait.key).startswith(begins))

    def keys(self) -> list[str]:
        """What is asked besides the question it is all about."""
        return [wait.key for wait in self.waits() if wait.id != self.wait and wait.key != "closing"]

    def parts(self) -> list[ImpositionPart]:
        return self.rows(ImpositionPart)

    def order(self) -> Imposition:
        found: Imposition = self.rows(Imposition)[-1]
        return found

    def steps(self) -> list[tuple[int, str]]:
        """The steps of the ladder that were proposed by themselves."""
        return [(row.step, row.reason) for row in self.rows(LadderStep) if row.reason.startswith("order")]


@pytest.fixture
def power(store: Store, case: int, now: datetime) -> PowerPlay:
    """A case on step 3, played by hand."""
    play = PowerPlay(store, now)
    play.climb()
    return play


@pytest.fixture
def no_step_yet(store: Store, case: int, now: datetime) -> PowerPlay:
    """The same case, before anybody confirmed a step."""
    return PowerPlay(store, now)
