"""The day it was in Amsterdam at a moment, counted by the database itself. Reads nothing."""

from typing import Any

from sqlalchemy import Date, cast, literal_column
from sqlmodel import func

from models.store import DAY_IN_AMSTERDAM, Tx

_ZONE: Any = literal_column("'Europe/Amsterdam'")
"""Written out: what is grouped by has to be the same in every place, and a value sent beside the query is not."""


def day_of(tx: Tx, moment: Any) -> Any:
    """The day of that moment, as a column of days; empty where there is no moment."""
    if tx.on_postgres:
        return cast(func.timezone(_ZONE, moment), Date)
    return getattr(func, DAY_IN_AMSTERDAM)(moment, type_=Date)
