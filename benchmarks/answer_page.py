"""The page behind a link in a mail, at 100,000 cases: shown, and answered, through the door and the real routes.

The slowest in a hundred counts: whoever opens a mail waits for their own page, not for the mean.
"""

import asyncio
import json
import os
import tempfile
import time
from datetime import timedelta

import httpx
from sqlalchemy import insert
from starlette.applications import Starlette
from starlette.middleware import Middleware

import flows.stages  # noqa: F401 - every story is known
from benchmarks.process import NOW, found_bench
from benchmarks.watch import AGENCY, case_row, run_row, wait_row
from dashboard.route.door import Door
from dashboard.route.table import ROUTES
from flows.engine.hot import CASE, RUN, WAIT
from flows.office import office_of_this_process, open_office
from migrations.upgrade import upgrade
from models.link_pass import LinkPass, written
from models.store import Store

CASES, BATCH, OPENED = 100_000, 2_000, 100
TURN = "1"


def main() -> None:
    """Prints the milliseconds as JSON."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"VANGNET_HOME": folder, "VANGNET_SECRET": "a secret of the benchmark and long enough"}
        store = open_office(check=False).store
        upgrade(store.engine)
        found_bench(store)
        _fill(store)
        shown, answered = asyncio.run(_opened(store))
        print(json.dumps({"answer_page_ms": _slowest(shown), "answer_act_ms": _slowest(answered)}))
        office_of_this_process().store.close()
        store.close()


def _fill(store: Store) -> None:
    """One open question in every case."""
    for begin in range(0, CASES, BATCH):
        numbers, later = range(begin, begin + BATCH), NOW + timedelta(days=30)
        with store.write(NOW) as tx:
            tx.connection.execute(insert(CASE), [case_row(number) for number in numbers])
            tx.connection.execute(insert(RUN), [run_row(number) for number in numbers])
            tx.connection.execute(insert(WAIT), [wait_row(number, 0, later.date(), later) for number in numbers])


async def _opened(store: Store) -> tuple[list[float], list[float]]:
    """Milliseconds of each page that was opened, and of each answer that was sent from one."""
    shown, answered = [], []
    app = Starlette(routes=ROUTES, middleware=[Middleware(Door)])
    for place in range(OPENED):
        wait = place * (CASES // OPENED) + 1
        link = f"/a/{written(LinkPass(wait, f'professional:{AGENCY + 10}'), store.vault)}"
        # Each from an address of its own, as mails are read; of this machine, for the demo answers no other.
        transport = httpx.ASGITransport(app, client=(f"127.0.{place // 250}.{place % 250 + 1}", 1))
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
            began = time.perf_counter()
            page = await client.get(link)
            seen = time.perf_counter()
            sent = await client.post(link, data={"do": "answer", "turn": TURN, "done_on": "2026-11-20"})
            done = time.perf_counter()
        if (page.status_code, sent.status_code) != (200, 303):
            raise RuntimeError(f"no answer was taken: {page.status_code}, {sent.status_code}")
        shown.append((seen - began) * 1000)
        answered.append((done - seen) * 1000)
    return shown, answered


def _slowest(figures: list[float]) -> float:
    """The slowest but one of a hundred; the first page fills the templates."""
    return sorted(figures)[-2]


if __name__ == "__main__":
    main()
