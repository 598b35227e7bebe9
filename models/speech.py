"""The words people read, Dutch first and English second, from one catalogue. Never holds a sentence of its own.

English sentences stand in the code and are the keys; the Dutch stands in ``models/locale/nl/vangnet.po``.
"""

from functools import cache
from pathlib import Path

LANGUAGES = ("nl", "en")
DEFAULT = "nl"
_CATALOGUES = Path(__file__).parent / "locale"


def mark(sentence: str) -> str:
    """Marks a sentence for translation where it is written down, not where it is shown."""
    return sentence


def say(sentence: str, language: str = DEFAULT, **values: object) -> str:
    """The sentence in ``language``, with its ``{places}`` filled; English where no translation stands."""
    words = _catalogue(language).get(sentence) or sentence
    return words.format(**values) if values else words


@cache
def _catalogue(language: str) -> dict[str, str]:
    path = _CATALOGUES / language / "vangnet.po"
    if language == "en" or not path.exists():
        return {}
    from babel.messages.pofile import read_po  # noqa: PLC0415 - English readers need not pay for it

    with path.open("rb") as file:
        return {str(message.id): str(message.string) for message in read_po(file) if message.id}
