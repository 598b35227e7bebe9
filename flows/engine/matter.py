"""The run being carried, its case and the transaction it happens in: what every step is given. Decides nothing."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlmodel import Session

from models.store import Tx

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


class CaseRow(NamedTuple):
    """What the lock on a case reads at once; the columns of ``hot.CASE_COLUMNS``."""

    id: int
    ref: str
    region_id: int
    youth_id: int
    urgent: bool
    referrer_id: int | None
    referrer_agency_id: int
    case_manager_id: int | None
    consultant_id: int | None
    coach_id: int | None
    closed_at: datetime | None


@dataclass(slots=True)
class Matter:
    """One run of one case, inside one transaction, under the lock of that case."""

    tx: Tx
    case: CaseRow
    run: int
    stage: str
    number: int
    about: int | None
    parent: int | None
    speaker: int | None = None
    """The professional whose answer is being filed, if it is one."""

    @property
    def now(self) -> datetime:
        """The moment this happens at."""
        return self.tx.now

    @property
    def today(self) -> date:
        """The day it is in Amsterdam."""
        return self.tx.now.astimezone(AMSTERDAM).date()

    @property
    def session(self) -> Session:
        """For reading and writing rows of the domain in this same transaction."""
        return self.tx.session


def packed(value: Any) -> str:
    """Codes, numbers, dates and moments as the journal keeps them."""
    return json.dumps(value, default=_pack, separators=(",", ":"))


def unpacked(text: str) -> Any:
    """What was packed."""
    return json.loads(text, object_hook=_unpack) if '{"~' in text else json.loads(text)


def _pack(value: Any) -> Any:
    if isinstance(value, datetime):
        return {"~at": value.isoformat()}
    if isinstance(value, date):
        return {"~on": value.isoformat()}
    raise TypeError(f"the journal keeps codes, numbers and dates, not {type(value).__name__}")


def _unpack(value: dict[str, Any]) -> Any:
    if "~at" in value:
        return datetime.fromisoformat(value["~at"])
    if "~on" in value:
        return date.fromisoformat(value["~on"])
    return value
