"""Writes the pages under ``docs`` that are drawn from the code: ``python -m cli.docs``; tests hold them fresh."""

from pathlib import Path

from flows.map.picture import process_page
from flows.map.policy_page import policy_page

ROOT = Path(__file__).parents[1]
PAGES = {"docs/process.md": process_page, "docs/need-to-know.md": policy_page}


def main() -> None:
    """Writes every page."""
    for path, page in PAGES.items():
        (ROOT / path).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
