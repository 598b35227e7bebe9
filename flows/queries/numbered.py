"""Rows by their numbers, of which there may be thousands, as a condition in SQL. Reads nothing."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BigInteger, literal
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import func, select

from models.store import Tx


def numbered(tx: Tx, column: Any, numbers: Sequence[int]) -> Any:
    """True where that column holds one of these numbers.

    To PostgreSQL they go as one value: thousands of them apart take longer to write and to read than to look up.
    """
    if tx.on_postgres:
        return column.in_(select(func.unnest(literal(list(numbers), ARRAY(BigInteger)))).correlate(None))
    return column.in_(numbers)
