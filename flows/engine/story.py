"""Every version of every story, by name; and telling one as far as it goes. Never calls Prefect.

A stage file is imported twice by Prefect's loader, under two names: registering the same source again is harmless.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass

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


_STORIES: dict[str, dict[int, Story]] = {}


def register(name: str, version: int, tell: Telling) -> Story:
    """Makes a version of a story known, so that a run of it can be told.

    Raises:
        ValueError: another story already has this name and version.
    """
    story = Story(name, version, tell, inspect.getsource(tell))
    known = _STORIES.setdefault(name, {}).setdefault(version, story)
    if known.source != story.source:
        raise ValueError(f"two different stories are called '{name}', version {version}")
    return story


def story(name: str, version: int) -> Callable[[Telling], Telling]:
    """Registers what it decorates, and leaves it as it is: the engine alone, as in tests and measurements.

    The stage files use ``flows.stage``, which makes of a story what Prefect can run.
    """

    def known(tell: Telling) -> Telling:
        register(name, version, tell)
        return tell

    return known


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
