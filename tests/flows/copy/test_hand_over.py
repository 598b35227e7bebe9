"""A copy as it is handed over: a PDF and JSON by a schema, without a name in its name, whatever was typed."""

import json
from pathlib import Path
from typing import Any

import pytest

from flows.copy.hand_over import TYPES, handed_over, name_of
from flows.copy.letter import letter_for
from flows.copy.written import WrittenCopy
from models.refusal import Refused
from models.tables import CaseFile, RightRequest
from notifications.pdf import as_pdf

SCHEMA = Path(__file__).parents[3] / "docs" / "file-copy.schema.json"
NASTY = '#import "x": * <script>alert(1)</script> محمد Çağla 😀 \n= kop'


def _made(asked: Any, form: str, request: int | None = None) -> bytes:
    with asked.store.read(asked.now) as tx:
        return handed_over(tx, asked.viewer, asked.ref, request, form, asked.now)


def _typed(asked: Any, words: str) -> None:
    with asked.store.write(asked.now) as tx:
        case = tx.session.get_one(CaseFile, asked.clockwork.rows(CaseFile, CaseFile.ref == asked.ref)[0].id)
        case.worry = words
        tx.session.add(case)


@pytest.mark.parametrize("form", TYPES)
def test_nothing_that_was_typed_breaks_a_copy(asked: Any, form: str) -> None:
    _typed(asked, NASTY)

    assert _made(asked, form)[:5] in {b"%PDF-", b'{\n  "'}


def test_the_copy_for_another_computer_follows_its_schema(asked: Any) -> None:
    _typed(asked, NASTY)

    copy = WrittenCopy.model_validate_json(_made(asked, "json"))

    items = [item for section in copy.sections for entry in section.entries for item in entry.items]
    assert any(item.text == NASTY for item in items)
    assert all((item.text is None) == (item.left_out is not None) for item in items)
    assert any(item.left_out == "contact" for item in items)


def test_the_schema_that_is_written_down_is_the_one_that_is_followed() -> None:
    """Written anew by ``python -m cli.docs``."""
    assert json.loads(SCHEMA.read_text()) == WrittenCopy.model_json_schema()


def test_the_name_of_the_file_names_nobody(asked: Any) -> None:
    assert name_of(asked.ref, "pdf") == f"{asked.ref}.pdf"


def test_without_a_number_the_only_open_request_is_meant(asked: Any) -> None:
    assert _made(asked, "json")
    number = asked.ask(asked.youth, "copy")

    with pytest.raises(Refused, match=f"{asked.number}, {number}"):
        _made(asked, "json")
    assert _made(asked, "json", number)


@pytest.mark.parametrize(
    ("result", "ground", "why", "told"),
    [
        (None, None, None, "binnen een maand"),
        ("granted", None, None, "De kopie van het dossier"),
        ("refused", "rights of others", "Er staat te veel van je broer in.", "Er staat te veel van je broer in."),
        ("taken back", None, None, "Er verandert dus niets"),
    ],
)
def test_who_asked_reads_in_a_letter_what_was_decided(
    asked: Any, result: str | None, ground: str | None, why: str | None, told: str
) -> None:
    with asked.store.write(asked.now) as tx:
        row = tx.session.get_one(RightRequest, asked.number)
        row.result, row.ground, row.why, row.ended_at = result, ground, why, asked.now if result else None
        tx.session.add(row)

    with asked.store.read(asked.now) as tx:
        letter = letter_for(tx, asked.viewer, asked.ref, asked.number, asked.now)

    text = " ".join(part.text for part in letter.parts if hasattr(part, "text"))
    assert told in text
    assert "Autoriteit Persoonsgegevens" in text
    assert as_pdf(letter).startswith(b"%PDF-")
