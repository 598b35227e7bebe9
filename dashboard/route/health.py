"""Says whether this process is up, and whether it can work: to whoever watches the machine. Gives no details away."""

import logging

from starlette.requests import Request
from starlette.responses import JSONResponse

from flows.office import office_of_this_process
from models.refusal import Refused
from models.version import insist_on_version

log = logging.getLogger("vangnet.dashboard")


def healthz(_request: Request) -> JSONResponse:
    """The process answers."""
    return JSONResponse({"status": "up"})


def readyz(_request: Request) -> JSONResponse:
    """The database can be reached and is of this version; 503 while it is not."""
    try:
        insist_on_version(office_of_this_process().store)
    except Refused as refused:
        return _not_ready(refused)
    except Exception as problem:  # noqa: BLE001 - whatever a driver raises when its database is away
        return _not_ready(problem)
    return JSONResponse({"status": "ready"})


def _not_ready(problem: Exception) -> JSONResponse:
    log.warning("not ready: %s", type(problem).__name__)
    return JSONResponse({"status": "not ready"}, status_code=503)
