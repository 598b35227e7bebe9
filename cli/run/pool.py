"""Prefect's work pool and whether the flows in it are those of now. Asks Prefect's API, imports nothing of Prefect."""

import hashlib
import http.client
import json
from pathlib import Path
from urllib.parse import urlsplit

from models.refusal import Refused
from models.settings import Settings
from models.speech import mark

POOL = "vangnet"
DEPLOYED = "deployed"
THERE_ALREADY = http.client.CONFLICT


def ensure_pool(api: str) -> None:
    """Makes the work pool where there is none; one that somebody made their own stays as it is.

    Raises:
        Refused: Prefect does not take it.
    """
    url = urlsplit(api)
    door = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
    connection = door(url.hostname or "", url.port, timeout=30)
    try:
        body = json.dumps({"name": POOL, "type": "process"})
        connection.request("POST", f"{url.path}/work_pools/", body, {"Content-Type": "application/json"})
        status = connection.getresponse().status
    finally:
        connection.close()
    if status >= http.client.BAD_REQUEST and status != THERE_ALREADY:
        raise Refused(mark("Prefect at {api} does not take a work pool; it answers {status}."), api=api, status=status)


def are_deployed(settings: Settings, root: Path) -> bool:
    """The flows in the embedded Prefect are these; of another Prefect nothing is known."""
    note = _note(settings)
    return not settings.prefect_api_url and note.exists() and note.read_text() == _state(root)


def note_deployed(settings: Settings, root: Path) -> None:
    """Remembers, beside Prefect's own database, which flows were deployed."""
    note = _note(settings)
    note.parent.mkdir(parents=True, exist_ok=True)
    note.write_text(_state(root))


def _note(settings: Settings) -> Path:
    return settings.home / "prefect" / DEPLOYED


def _state(root: Path) -> str:
    content = (root / "prefect.yaml").read_bytes()
    return hashlib.sha256(str(root).encode() + b"\0" + content).hexdigest()
