"""The drawn table of policies is the one in the code."""

from pathlib import Path

from flows.map.policy_page import policy_page
from models.item import Item
from models.link import Link

PAGE = Path(__file__).parents[3] / "docs" / "need-to-know.md"


def test_the_page_in_docs_is_the_table_of_today() -> None:
    assert PAGE.read_text(encoding="utf-8") == policy_page(), "run `make docs`"


def test_every_thing_and_everything_somebody_can_be_stands_on_it() -> None:
    page = policy_page()

    assert not [item for item in Item if f"| {item.value}" not in page]
    assert not [link for link in Link if f"| {link.value} |" not in page]
