"""What the log costs a page: a case page run by Streamlit with every look written down, beside the same without a line.

The two take turns, case by case, so that neither has a warmer machine. Each page is of another case, so every look is
fresh: a page that is drawn anew within ten minutes writes no line at all.
"""

import json
import os
import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import insert
from streamlit.logger import set_log_level
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

import flows.stages  # noqa: F401 - every story is known
from benchmarks.process import NOW, coordinator, found_bench
from benchmarks.watch import case_row, run_row, wait_row
from flows.engine.hot import CASE, RUN, WAIT
from flows.office import office_of_this_process, open_office
from migrations.upgrade import upgrade
from models.look import Look, Recently
from models.store import Store

SCRIPT = Path(__file__).parents[1] / "dashboard" / "script.py"
PAGES = 30
"""Of each kind; one in the middle counts."""


class Deaf(Recently):
    """Hears of no look, so that no line is written."""

    def fresh(self, looks: Iterable[Look], now: datetime) -> list[Look]:  # noqa: ARG002 - as the real one is asked
        """None."""
        return []


def main() -> None:
    """Prints the milliseconds of a page with and without its lines, and the ratio, as JSON."""
    set_log_level("error")  # a page without a browser is what is measured; Streamlit need not say so each time
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"VANGNET_HOME": folder, "VANGNET_SECRET": "a secret of the benchmark and long enough"}
        store = open_office(check=False).store
        upgrade(store.engine)
        found_bench(store)
        _fill(store)
        who = coordinator(store).professional_id
        store.close()
        _page(0, who)
        logged, deaf = _in_turns(office_of_this_process().store, who)
        figures = {"log_page_ms": statistics.median(logged), "log_page_without_ms": statistics.median(deaf)}
        ratio = figures["log_page_ms"] / figures["log_page_without_ms"]
        print(json.dumps(figures | {"log_per_page": ratio}))
        office_of_this_process().store.close()


def _fill(store: Store) -> None:
    numbers = range(2 * PAGES + 1)
    with store.write(NOW) as tx:
        tx.connection.execute(insert(CASE), [case_row(number) for number in numbers])
        tx.connection.execute(insert(RUN), [run_row(number) for number in numbers])
        tx.connection.execute(insert(WAIT), [wait_row(number, 0, NOW.date(), NOW) for number in numbers])


def _in_turns(store: Store, who: int) -> tuple[list[float], list[float]]:
    logged, deaf = [], []
    for number in range(1, 2 * PAGES + 1, 2):
        logged.append(_page(number, who))
        with _deaf(store):
            deaf.append(_page(number + 1, who))
    return logged, deaf


@contextmanager
def _deaf(store: Store) -> Iterator[None]:
    hears, store._recently = store._recently, Deaf()  # noqa: SLF001 - what is measured is what this costs
    yield
    store._recently = hears  # noqa: SLF001


def _page(number: int, who: int) -> float:
    page = AppTest.from_file(SCRIPT, default_timeout=30)
    page.session_state["who"] = who
    page.query_params["ref"] = f"VN-W{number:06d}"
    page._page_hash = calc_hash("case")  # noqa: SLF001 - it has no other way to open a page by its address
    began = time.perf_counter()
    page.run()
    took = time.perf_counter() - began
    if page.exception:
        raise RuntimeError(page.exception[0].message)
    return took * 1000


if __name__ == "__main__":
    main()
