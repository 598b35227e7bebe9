"""What a line of a story gets back: one answer, several answers, or facts. Never reads or writes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any


class NotJournaled(AttributeError):  # noqa: N818 - names what is wrong
    """The journal holds no such name: words never, and older versions of a form may lack what newer ones have."""


class Facts:
    """Journaled codes, dates and numbers, read by name.

    Raises:
        NotJournaled: a name that was not journaled; words never are.
    """

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values

    def __getattr__(self, name: str) -> Any:
        try:
            return self._values[name]
        except KeyError:
            raise NotJournaled(f"'{name}' is not in the journal (it holds {sorted(self._values)})") from None


class Answer(Facts):
    """How one question ended, and what the journal keeps of the answer.

    Attributes:
        kind: given, declined, silent, withdrawn or overtaken.
        by: the holder it was asked of last.
        code: the reason it was declined or withdrawn with, or the signal that overtook it.
    """

    __slots__ = ("by", "code", "kind")

    def __init__(self, kind: str, *, by: str | None = None, code: str | None = None, values: Mapping[str, Any]) -> None:
        super().__init__(values)
        self.kind = kind
        self.by = by
        self.code = code

    @property
    def given(self) -> bool:
        """It was answered."""
        return self.kind == "given"

    @property
    def declined(self) -> bool:
        """The holder cannot; ``code`` says why."""
        return self.kind == "declined"

    @property
    def silent(self) -> bool:
        """Nobody spoke before ``until``."""
        return self.kind == "silent"

    @property
    def withdrawn(self) -> bool:
        """The question was taken back; ``code`` says why."""
        return self.kind == "withdrawn"

    @property
    def instead(self) -> str | None:
        """The signal that overtook the question, if one did."""
        return self.code if self.kind == "overtaken" else None


@dataclass(frozen=True, slots=True)
class Answers:
    """How one question to several holders ended."""

    each: tuple[Answer, ...]
    enough: bool = True
    instead: str | None = None
    given: tuple[Answer, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "given", tuple(answer for answer in self.each if answer.given))

    def __iter__(self) -> Iterator[Answer]:
        return iter(self.each)


@dataclass(frozen=True, slots=True)
class Ending:
    """Where a story ended, or went on to."""

    outcome: str
    goes_to: str | None = None
