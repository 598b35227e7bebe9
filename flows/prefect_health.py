"""The door to Prefect's own state: whether it answers, what is late there, its work pool. Imports no Prefect.

Numbers and names of pools only; asks, and changes nothing.
"""

import json
import os
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

SECONDS = 2.0
LATE = {"flow_runs": {"state": {"name": {"any_": ["Late", "AwaitingRetry"]}}}}
CRASHED = {"flow_runs": {"state": {"type": {"any_": ["CRASHED"]}}}}

Ask = Callable[[str, Mapping[str, Any] | None], Any]
"""Asks one path of the server: with a body it is posted; gives what the server says."""


@dataclass(frozen=True, slots=True)
class Pool:
    """A work pool or work queue: its name, how it is in Prefect's own word, and whether somebody paused it."""

    name: str
    status: str
    paused: bool


@dataclass(frozen=True, slots=True)
class PrefectHealth:
    """How Prefect is; nothing is known of one that does not answer."""

    answers: bool
    late: int = 0
    crashed: int = 0
    pools: tuple[Pool, ...] = ()
    queues: tuple[Pool, ...] = ()


def prefect_health(ask: Ask) -> PrefectHealth:
    """How Prefect is at this moment; answers and pages go on without it."""
    try:
        ask("/health", None)
        return PrefectHealth(
            answers=True,
            late=int(ask("/flow_runs/count", LATE)),
            crashed=int(ask("/flow_runs/count", CRASHED)),
            pools=tuple(_pool(each) for each in ask("/work_pools/filter", {})),
            queues=tuple(_pool(each) for each in ask("/work_queues/filter", {})),
        )
    except (OSError, HTTPException, ValueError, KeyError, TypeError):
        return PrefectHealth(answers=False)


def _pool(said: Mapping[str, Any]) -> Pool:
    return Pool(str(said["name"]), str(said.get("status") or ""), bool(said.get("is_paused")))


def over_http(api: str) -> Ask:
    """The door itself: the API of a Prefect server, with its shared credential where it has one."""

    def ask(path: str, body: Mapping[str, Any] | None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = Request(f"{api}{path}", data, {"Content-Type": "application/json", **_credential()})  # noqa: S310 - the operator's own setting
        with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            return json.load(answer)

    return ask


def _credential() -> dict[str, str]:
    given = os.environ.get("PREFECT_API_AUTH_STRING", "")
    return {"Authorization": f"Basic {b64encode(given.encode()).decode()}"} if given else {}


def nobody_there(_path: str, _body: Mapping[str, Any] | None) -> Any:
    """The stand-in of a server that is away."""
    raise URLError("away")
