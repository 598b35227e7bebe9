"""Collects every sentence people read into the Dutch catalogue: ``python -m cli.words``. Translates nothing itself.

A sentence is marked where it is written (``mark("…")``), or is what a refusal says. Translations that are there stay;
sentences that are gone go. Mails, letters and terms have their two languages beside each other and are not here.
"""

import ast
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from models import speech
from models.refusal import Refused

ROOT = Path(__file__).parents[1]
FLOORS = ("models", "flows", "dashboard", "cli", "simulation")
CATALOGUE = Path(speech.__file__).parent / "locale" / "nl" / "vangnet.po"
MARKS = frozenset({"mark", "Refused"})
BEGAN_AT = datetime(2026, 11, 23, tzinfo=UTC)
WIDTH = 120


def main() -> int:
    """Brings the catalogue up to date and names what lacks Dutch; 1 when something does."""
    wanted = set(sentences())
    catalogue = brought_up_to_date(wanted, translations())
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as file:
        write_po(file, catalogue, width=WIDTH, sort_output=True)
    lacking = [sentence for sentence in sorted(wanted) if not catalogue[sentence].string]
    for sentence in lacking:
        print(sentence)
    print(f"{len(wanted)} sentences, {len(lacking)} without Dutch", file=sys.stderr)
    return 1 if lacking else 0


def sentences() -> Iterator[str]:
    """Every sentence of ours that people read, in English."""
    for floor in FLOORS:
        for path in sorted((ROOT / floor).rglob("*.py")):
            yield from sentences_in(path.read_text(encoding="utf-8"))


def sentences_in(source: str) -> Iterator[str]:
    """The sentences in one module."""
    names = MARKS | {refusal.__name__ for refusal in _all_below(Refused)}
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _name(node.func) in names and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str) and first.value:
                yield first.value


def translations() -> dict[str, str]:
    """The Dutch that is there, by its English."""
    if not CATALOGUE.exists():
        return {}
    with CATALOGUE.open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id}


def brought_up_to_date(wanted: set[str], there: dict[str, str]) -> Catalog:
    """A catalogue of exactly these sentences, with the Dutch there is."""
    catalogue = Catalog(
        locale="nl", project="Vangnet", version="1", creation_date=BEGAN_AT, revision_date=BEGAN_AT, fuzzy=False,
        header_comment="# The Dutch of every sentence Vangnet says. Kept by `python -m cli.words`.",
        copyright_holder="the Vangnet maintainers", last_translator="the Vangnet maintainers", language_team="nl",
        msgid_bugs_address="",
    )  # fmt: skip
    for sentence in sorted(wanted):
        catalogue.add(sentence, there.get(sentence, ""), flags=["no-python-format"] if "%" in sentence else [])
    return catalogue


def _all_below(kind: type[Refused]) -> Iterator[type[Refused]]:
    for each in kind.__subclasses__():
        yield each
        yield from _all_below(each)


def _name(called: ast.expr) -> str:
    if isinstance(called, ast.Attribute):
        return called.attr
    return called.id if isinstance(called, ast.Name) else ""


if __name__ == "__main__":
    sys.exit(main())
