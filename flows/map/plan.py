"""Where a story waits, and what may come after: its steps that take time, joined over those that take none.

Drawn from the stage files like every other map; reads no case.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from flows.map.chart import chart
from flows.map.outline import Step, outline

WAITS = frozenset({"ask", "ask_all", "open", "wait_until"})
GOES = "go_to"
BEGINS, ENDS = "begins", "ends"
"""The two places that are no step: before the first, and after the last."""
_LAST = frozenset({GOES, ENDS})


@dataclass(frozen=True, slots=True)
class Place:
    """One place of the map.

    Attributes:
        key: of the step, without what differs from case to case; ``begins`` and ``ends`` for the two ends.
        verb: what the story does there.
        form: what is asked; nothing where nobody is asked.
        of: who is asked, as the story writes it.
        term: how long it may take, by the name of the term or the moment it waits for.
        goes_to: the stages that follow, where it goes to another.
    """

    key: str
    verb: str
    form: str | None = None
    of: str = ""
    term: str = ""
    goes_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """The places of one stage in the order of the story, and from which to which it may go, by their number."""

    name: str
    places: tuple[Place, ...]
    ways: tuple[tuple[int, int], ...]

    @property
    def waiting(self) -> tuple[Place, ...]:
        """The places at which a case can stand."""
        return tuple(place for place in self.places if place.verb in WAITS)


@cache
def plan(name: str) -> Plan:
    """The plan of a stage or errand.

    Raises:
        FileNotFoundError: there is no such stage file.
    """
    drawn = chart(outline(name))
    steps = {each: _place(step) for each, step in enumerate(drawn.nodes, 1) if _is_drawn(step)}
    found: dict[str, Place] = {}
    for place in steps.values():
        found.setdefault(place.key, place)
    middle = [place for place in found.values() if place.verb not in _LAST]
    goes = [place for place in found.values() if place.verb == GOES]
    places = [Place(BEGINS, BEGINS), *middle, *goes, Place(ENDS, ENDS)]
    number = {place.key: at for at, place in enumerate(places)}
    at = {0: 0} | {each: number[place.key] for each, place in steps.items()}
    after: dict[int, list[int]] = {}
    for start, end, _ in drawn.arrows:
        after.setdefault(start, []).append(end)
    ways = {(here, there) for node, here in at.items() for there in _next(node, after, at) if here != there}
    return Plan(name, tuple(places), tuple(sorted(ways)))


def _is_drawn(step: Step) -> bool:
    return step.verb in WAITS or step.verb in {GOES, "end"}


def _place(step: Step) -> Place:
    said = step.arguments
    if step.verb == "end":
        return Place(ENDS, ENDS)
    if step.verb == GOES:
        return Place(step.key, GOES, goes_to=tuple(step.key.split(", ")))
    term = said.get("within") or said.get("until") or said.get("1", "")
    return Place(base_of(step.key), step.verb, said.get("form"), said.get("of", ""), term)


def base_of(key: str) -> str:
    """A key without what tells one case, or one time, from another."""
    return key.split(":", maxsplit=1)[0]


def _next(node: int, after: dict[int, list[int]], at: dict[int, int]) -> Iterator[int]:
    """The drawn places that may follow, over steps that take no time."""
    seen: set[int] = set()
    todo: Sequence[int] = after.get(node, [])
    while todo:
        beyond: list[int] = []
        for each in todo:
            if each in at:
                yield at[each]
            elif each not in seen:
                seen.add(each)
                beyond += after.get(each, [])
        todo = beyond
