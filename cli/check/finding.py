"""One thing the doctor found. Looks at nothing itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from models.refusal import Refused
from models.speech import say


class Level(StrEnum):
    """How much it matters."""

    WELL = "well"
    NOTE = "note"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        check: what was looked at.
        level: how much it matters.
        sentence: what was found and what to do, in English.
        values: what stands in the sentence's places; never personal.
    """

    check: str
    level: Level
    sentence: str
    values: Mapping[str, object] = field(default_factory=dict)

    def text(self, language: str) -> str:
        """The sentence in the reader's language."""
        return say(self.sentence, language, **self.values)


def refused(check: str, why: Refused) -> Finding:
    """What made Vangnet refuse to start, as a finding."""
    return Finding(check, Level.WRONG, why.sentence, why.values)
