"""What a print is made of: whole rows, and headings that begin at the top."""

from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from notifications.printout import Heading, Part, Printout, Table


def _with(*parts: Part) -> Printout:
    now = datetime(2026, 11, 23, 9, tzinfo=UTC)
    return Printout(title="Mijn plan", language="nl", footer="VN-7K3M9Q", made_at=now, parts=parts)


def test_a_row_has_a_text_for_each_column() -> None:
    with pytest.raises(ValidationError, match="each column"):
        Table(columns=("wie", "wat"), rows=(("Geldloket",),))


def test_the_first_heading_stands_at_the_top() -> None:
    with pytest.raises(ValidationError, match="level 1"):
        _with(Heading(text="Werk", level=2))

    assert _with(Heading(text="Plan"), Heading(text="Werk", level=2)).parts
