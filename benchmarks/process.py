"""The process every engine is measured on: five stages, four waits on people. Measures nothing itself."""

import tomllib
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

from sqlalchemy import bindparam, insert

from flows.commands.region import found_region
from flows.commands.viewer import viewer_of
from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.engine.hot import CASE
from flows.engine.step import add_run
from flows.engine.story import story
from models.access import Viewer
from models.code import Sector
from models.prepared import Prepared
from models.secret import Vault
from models.store import Store
from models.tables import Person, Row, Youth

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
REGION = Path(__file__).parents[1] / "simulation" / "data" / "rivierland-oost.toml"
ADD_CASE = Prepared(
    insert(CASE)
    .values(
        ref=bindparam("ref"),
        opened_at=bindparam("opened_at"),
        region_id=1,
        youth_id=1,
        referrer_agency_id=2,
        anonymous=False,
        urgent=False,
        worry="-",
        wish="-",
        budget_cents=0,
        reopened=0,
    )
    .returning(CASE.c.id)
)
STAGES = ("bench one", "bench two", "bench three", "bench four", "bench five")
COORDINATOR = "ilse.verhagen@aanmeldpunt.example"


def _asks(name: str, following: str) -> None:
    @story(name, version=1)
    def one_question(case: Case) -> Ending:
        case.ask(f"{name} asks", of="coordinator", form="Acceptance", within="accept case")
        return case.go_to(following)


for _name, _following in pairwise(STAGES):
    _asks(_name, _following)


@story(STAGES[-1], version=1)
def last(case: Case) -> Ending:
    """The fifth stage waits for nobody."""
    return case.end("helped")


def open_store(path: Path) -> Store:
    """A new SQLite database with the demo region: WAL, full sync."""
    store = Store(f"sqlite:///{path}", Vault(["a secret of the benchmark, long enough"]))
    Row.metadata.create_all(store.engine)
    found_bench(store)
    return store


def found_bench(store: Store) -> None:
    """The demo region, and one youth whom every case is about."""
    with store.write(NOW) as tx:
        found_region(tx, tomllib.loads(REGION.read_text()))
        youth = Person(given_name="Noor", family_name="Veldwijk")
        tx.session.add(youth)
        tx.flush()
        tx.session.add(Youth(person_id=youth.id, sector=Sector.MBO, municipality="Tielerwaard"))


def coordinator(store: Store) -> Viewer:
    """Who answers everything."""
    with store.read(NOW) as tx:
        return viewer_of(tx, COORDINATOR)


def open_case(store: Store, number: int, first: str = STAGES[0]) -> int:
    """A case and its first run, as one transaction; gives the run."""
    with store.write(NOW) as tx:
        row = tx.one(ADD_CASE, ref=f"VN-B{number:06d}", opened_at=NOW)
        return add_run(tx, row[0] if row else 0, first)
