"""What makes of a story a function that carries one run, and remembers every version of it. Never calls Prefect.

A stage file is imported twice by Prefect's loader, under two names: registering the same source again is harmless.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from flows.engine.answer import Ending, NotJournaled
from flows.engine.case import Case, Waiting
from flows.engine.journal import Blocked

Telling = Callable[[Case], Ending]


@dataclass(frozen=True, slots=True)
class Story:
    """One version of a stage or errand."""

    name: str
    version: int
    tell: Telling
    source: str


class Carry(Protocol):
    """What carries one run of a story as far as it goes; set by the floor that knows how (see ``flows.carry``)."""

    def __call__(self, run: int) -> Any:
        """Carries the run with this number."""


_STORIES: dict[str, dict[int, Story]] = {}


def stage(name: str, version: int) -> Callable[[Telling], Carry]:
    """Registers a story and gives the function of a run's number that carries it; the story stays at ``.story``.

    Raises:
        ValueError: another story already has this name and version.
    """

    def register(tell: Telling) -> Carry:
        story = Story(name, version, tell, inspect.getsource(tell))
        known = _STORIES.setdefault(name, {}).setdefault(version, story)
        if known.source != story.source:
            raise ValueError(f"two different stories are called '{name}', version {version}")

        def carry(run: int) -> Any:
            from flows.carry import carry_run  # noqa: PLC0415 - carrying knows stores and clocks; a story does not

            return carry_run(run)

        carry.__name__ = carry.__qualname__ = tell.__name__
        carry.__doc__ = tell.__doc__
        carry.__module__ = tell.__module__
        carry.story = story  # type: ignore[attr-defined]
        return carry

    return register


def story_of(name: str, version: int | None) -> Story:
    """The story of that name in that version; the newest when the run has not begun.

    Raises:
        Blocked: no such story is known to this installation.
    """
    versions = _STORIES.get(name, {})
    wanted = max(versions, default=0) if version is None else version
    if wanted not in versions:
        raise Blocked(f"no story '{name}' in version {version or 1}: known are {sorted(versions) or 'none'}")
    return versions[wanted]


def told(story: Story, case: Case) -> Ending | None:
    """Tells a story as far as it goes now: how it ends, or None while it must wait.

    Raises:
        Blocked: it differs from its journal, reads what that does not hold, or stops without an ending.
    """
    try:
        ending = story.tell(case)
    except Waiting:
        return None
    except NotJournaled as missing:
        raise Blocked(f"the story '{story.name}' reads what it has not: {missing}") from missing
    case.finish()
    if not isinstance(ending, Ending):
        raise Blocked(f"the story '{story.name}' stops without an ending")
    return ending


def stories() -> list[Story]:
    """Every registered story, by name and version."""
    return [versions[number] for _, versions in sorted(_STORIES.items()) for number in sorted(versions)]
