"""The list of grounds Vangnet is shipped with: on what, and for what, something may be shared. Judges nothing."""

import tomllib
from pathlib import Path
from typing import Any

from models.sheet import FaultyFile

SHIPPED = Path(__file__).parent / "data" / "grounds.toml"
REQUIRED = ("code", "nl", "en", "purpose_nl", "purpose_en")
OPTIONAL = ("article", "needs_consent", "valid_from", "valid_until")


def load_grounds(path: Path = SHIPPED) -> list[dict[str, Any]]:
    """Every ground of the list, in its order.

    Raises:
        FaultyFile: a row lacks a field, has one nobody knows, or a code stands there twice; all rows at once.
    """
    rows: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["grounds"]
    problems = []
    for row in rows:
        code = row.get("code", "?")
        problems += [f"{code}: {name} is missing" for name in REQUIRED if name not in row]
        problems += [f"{code}: nobody knows {name}" for name in row if name not in REQUIRED + OPTIONAL]
    codes = [row.get("code") for row in rows]
    problems += [f"{code}: stands there twice" for code in dict.fromkeys(codes) if codes.count(code) > 1]
    if problems:
        raise FaultyFile(path, problems)
    return rows
