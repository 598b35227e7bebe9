"""Writes the pages under ``docs`` that are drawn from the code: ``python -m cli.docs``; tests hold them fresh."""

import json
from pathlib import Path

from flows.copy.written import WrittenCopy
from flows.map.picture import process_page
from flows.map.policy_page import policy_page

ROOT = Path(__file__).parents[1]


def copy_schema() -> str:
    """What a copy of a file for another computer looks like."""
    return json.dumps(WrittenCopy.model_json_schema(), indent=2) + "\n"


PAGES = {
    "docs/process.md": process_page,
    "docs/need-to-know.md": policy_page,
    "docs/file-copy.schema.json": copy_schema,
}


def main() -> None:
    """Writes every page."""
    for path, page in PAGES.items():
        (ROOT / path).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
