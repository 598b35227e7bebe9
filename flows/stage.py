"""What makes of a story a function of a run's number that carries that run: the thing Prefect makes a flow of."""

from collections.abc import Callable
from typing import Any, Protocol

from flows.engine.story import Story, Telling, register


class Carry(Protocol):
    """What carries one run of a story as far as it goes."""

    story: Story

    def __call__(self, run: int) -> Any:
        """Carries the run with this number."""


def stage(name: str, version: int) -> Callable[[Telling], Carry]:
    """Registers a story and gives the function that carries its runs; the story itself stays at ``.story``.

    Raises:
        ValueError: another story already has this name and version.
    """

    def made(tell: Telling) -> Carry:
        def carry(run: int) -> Any:
            from flows.carry import carry_run  # noqa: PLC0415 - carrying knows stores and clocks; a story does not

            return carry_run(run)

        carry.__name__ = carry.__qualname__ = tell.__name__
        carry.__doc__ = tell.__doc__
        carry.__module__ = tell.__module__
        carry.story = register(name, version, tell)  # type: ignore[attr-defined]
        return carry  # type: ignore[return-value]

    return made
