"""What is refused, said in one sentence a person can act on. Never decides whether to refuse."""

from typing import Protocol, runtime_checkable

from models.speech import mark, say


@runtime_checkable
class Sayable(Protocol):
    """A reason that says itself in a language, as a term that cannot be counted does."""

    def text(self, language: str) -> str:
        """The sentence in the reader's language."""


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not an error of ours
    """A command or answer that is not taken; nothing was written.

    Args:
        sentence: the English sentence, also the key of its Dutch twin.
        **values: what stands in the sentence's ``{places}``; never personal data.

    Attributes:
        is_logged: it stands in the log who was refused what.
    """

    is_logged = False

    def __init__(self, sentence: str, **values: object) -> None:
        self.sentence = sentence
        self.values = values
        super().__init__(sentence.format(**values))

    def text(self, language: str) -> str:
        """The sentence in the reader's language, and so the reason within it."""
        return say(self.sentence, language, **{**self.values, **self._reason(language)})

    def _reason(self, language: str) -> dict[str, str]:
        why = self.values.get("why")
        if isinstance(why, Sayable):
            return {"why": why.text(language)}
        return {"why": say(why, language)} if isinstance(why, str) else {}


class NotAllowed(Refused):
    """The viewer may not do this."""


class Unknown(Refused):
    """Nothing by that name, or nothing this viewer may know of: the two are told apart nowhere."""


class NotOpen(Refused):
    """The question is not open (any more)."""


class CameLate(NotOpen):
    """The question is not open any more; what was said to it is kept."""


class BadAnswer(Refused):
    """The answer does not fit its form; ``field`` names where."""

    def __init__(self, sentence: str, field: str, **values: object) -> None:
        self.field = field
        super().__init__(sentence, field=field, **values)


class Changed(Refused):
    """Somebody else changed this meanwhile."""


class PartRefused(Refused):
    """One part of what was handed in together is refused, and so nothing of it was done.

    Attributes:
        place: which of the parts, counted from zero.
        key: the key of its question.
        because: why that part is refused.
    """

    def __init__(self, place: int, key: str, because: Refused) -> None:
        self.place, self.key, self.because = place, key, because
        super().__init__(mark("Nothing of it was done, because of '{key}': {why}"), key=key[:80], why=because)
