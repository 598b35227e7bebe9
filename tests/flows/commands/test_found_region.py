"""A region is founded from a file: what cannot stand in a mail or a list is refused before anything is written."""

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from flows.commands.region import found_region
from models.refusal import Refused
from models.store import Store
from models.tables import Agency, Region

SHEET = Path(__file__).parents[3] / "simulation" / "data" / "rivierland-oost.toml"


@pytest.fixture
def sheet() -> dict[str, Any]:
    told = tomllib.loads(SHEET.read_text("utf-8").replace("@", "@elsewhere-"))
    return {**told, "region": {**told["region"], "code": "elsewhere"}}


@pytest.mark.parametrize("name", ["Geldloket\r\nBcc: x@y.example", "Geld\nloket", "Geld\u2028loket", " "])
def test_a_name_that_is_no_line_of_text_is_refused_and_nothing_is_founded(
    store: Store, now: datetime, sheet: dict[str, Any], name: str
) -> None:
    sheet["agencies"][3]["name"] = name

    with pytest.raises(Refused, match="no line of plain text"), store.write(now) as tx:
        found_region(tx, sheet)

    with store.read(now) as tx:
        assert "elsewhere" not in list(tx.session.exec(select(Region.code)))


def test_a_name_in_any_language_is_taken(store: Store, now: datetime, sheet: dict[str, Any]) -> None:
    sheet["agencies"][3]["name"] = "بيت الشباب Çağla"
    with store.write(now) as tx:
        found_region(tx, sheet)

    with store.read(now) as tx:
        assert "بيت الشباب Çağla" in list(tx.session.exec(select(Agency.name)))
