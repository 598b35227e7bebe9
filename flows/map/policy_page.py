"""The table of policies as a page: ``docs/need-to-know.md``. Draws what stands in the table, and decides nothing."""

from collections.abc import Iterator

from models.access import MAY_IN_REGION
from models.condition import Condition, always
from models.deed import Deed
from models.item import Action, Item
from models.link import Link
from models.policy import DEEDS, DONE, POLICY, PRINTED, SEEN, Cell

_HEAD = """# Who may see and do what

Drawn from `models/policy.py` by `make docs`; a test fails when it is stale. One row per thing and what is done with it,
one column per thing somebody is to the case. An empty cell is a no. By a role alone nobody is anything to a case, but
coordinator, manager and privacy officer in their own region, and the operator.
"""


def policy_page() -> str:
    """The whole page."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield _HEAD
    for title, cells in (("What is seen", SEEN), ("What is handed over", PRINTED), ("What is done", DONE)):
        yield f"## {title}\n"
        yield from _table(list(cells))
    yield "## What each condition means\n"
    yield from (f"- **{name}**: {meaning}" for name, meaning in sorted(_meanings().items()))
    yield "\n## What commands insist on\n"
    yield from (f"- {deed.value}: {_row(DEEDS[deed])}" for deed in Deed)
    yield "\n## In a region as a whole\n"
    for deed, roles in MAY_IN_REGION.items():
        yield f"- {deed.value}: {', '.join(sorted(role.value for role in roles))}"


def _table(cells: list[Cell]) -> Iterator[str]:
    columns = [link for link in Link if any(link in POLICY[cell] for cell in cells)]
    yield "| | " + " | ".join(link.value for link in columns) + " |"
    yield "|---" * (len(columns) + 1) + "|"
    for cell in cells:
        yield f"| {_row(cell)} | " + " | ".join(_word(POLICY[cell].get(link)) for link in columns) + " |"
    yield ""


def _row(cell: Cell) -> str:
    item, action = cell
    return Item(item).value if action is Action.SEE else f"{item.value}: {action.value}"


def _word(condition: Condition | None) -> str:
    if condition is None:
        return ""
    return "yes" if condition is always else _name(condition)


def _name(condition: Condition) -> str:
    return condition.__name__.replace("_", " ")


def _meanings() -> dict[str, str]:
    used = {each for grant in POLICY.values() for each in grant.values() if each is not always}
    return {_name(each): " ".join((each.__doc__ or "").split()) for each in used}
