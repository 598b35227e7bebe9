"""One process among several that do something to the same case at the same moment; told what by lines of JSON.

Started by the tests with the address of a database; never part of the product.
"""

import json
import os
import sys
import time
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from flows.commands.answer import answer
from flows.commands.viewer import viewer_of
from flows.engine.advance import advance
from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.engine.claim import claim
from flows.engine.matter import Matter
from flows.engine.story import story
from models.refusal import Refused
from models.secret import Vault
from models.store import Store
from models.tables import CaseFile

SECRET = "a secret of the tests, and long enough"  # noqa: S105
DYING: list[bool] = []


@story("contended", version=1)
def contended(case: Case) -> Ending:
    first = case.ask("first", of="coordinator", form="Acceptance", until="accept case")
    case.record("dies", die_if_told)
    case.start("beside", "contended beside")
    each = case.ask_all("each", of=("coordinator", "referrer", "youth"), form="Landed", within="landed")
    case.record("counted", count_up)
    return case.end(f"{first.kind} and {len(each.given)}")


@story("contended beside", version=1)
def contended_beside(case: Case) -> Ending:
    case.tell("hello", to="referrer", notice="HelpBegan")
    case.record("counted", count_up)
    case.ask(f"beside:{case.number}", of="referrer", form="Acceptance", within="accept case")
    return case.end("beside")


def die_if_told(_matter: Matter) -> None:
    """As a machine whose power fails, in the middle of a transaction."""
    if DYING:
        os._exit(9)


def count_up(matter: Matter) -> int:
    """Shows when something was done twice."""
    case = matter.session.get_one(CaseFile, matter.case.id)
    case.budget_cents += 1
    matter.session.add(case)
    matter.tx.flush()
    return case.budget_cents


def to_answer(store: Store, now: datetime, told: Mapping[str, Any]) -> Any:
    with store.read(now) as tx:
        viewer = viewer_of(tx, told["by"])
    fields = told.get("fields", {})
    return answer(store, viewer, told["ref"], told["key"], fields, now, wait=told.get("wait")).status


def to_advance(store: Store, now: datetime, told: Mapping[str, Any]) -> Any:
    DYING[:] = [True] * told.get("dies", False)
    return advance(store, told["run"], now).steps


def to_work(store: Store, now: datetime, told: Mapping[str, Any]) -> Any:
    """Claims and carries until nothing is left; gives the runs claimed."""
    claimed = []
    while found := claim(store, told["name"], now, now):
        claimed.append(found.run)
        advance(store, found.run, now)
    return claimed


DEEDS: Mapping[str, Callable[[Store, datetime, Mapping[str, Any]], Any]] = {
    "answer": to_answer,
    "advance": to_advance,
    "work": to_work,
}


def done(told: Mapping[str, Any]) -> Mapping[str, Any]:
    """Does what was told, at the very moment it was told for."""
    store = Store(told["url"], Vault([SECRET]), safe=False)
    now = datetime.fromisoformat(told["now"])
    with store.read(now):
        say("ready")
    time.sleep(max(0.0, float(sys.stdin.readline()) - time.time()))
    try:
        return {"did": DEEDS[told["do"]](store, now, told)}
    except Refused as refused:
        return {"refused": type(refused).__name__}
    except Exception as problem:  # noqa: BLE001 - the test is told what went wrong here
        return {"failed": f"{type(problem).__name__}: {problem}"}
    finally:
        store.close()


def say(line: str) -> None:
    """To the test that started this process."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    for line in sys.stdin:
        say(json.dumps(done(json.loads(line))))
