"""A form as a plain page shows it: every field with its label, choices, what was typed and what does not fit. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from dataclasses import field as with_default
from typing import Any

from dashboard.part.field import MOST_CENTS, Field, Kind
from dashboard.route.typed import Pairs
from flows.queries.option import Option
from models.choice import choice_called
from models.label import capital
from models.speech import mark, say
from notifications.plain import Language

INPUT: Mapping[Kind, str] = {
    Kind.LINE: "text", Kind.DAY: "date", Kind.MOMENT: "datetime-local", Kind.MARK: "number", Kind.NUMBER: "number",
    Kind.MONEY: "text",
}  # fmt: skip
FEW = 6
AUTOCOMPLETE: Mapping[str, str] = {"email": "email", "phone": "tel", "name": "name", "code": "one-time-code"}
"""What a browser may fill in by itself, by the name of the field; of everything else nothing is remembered."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One field on the page.

    Attributes:
        how: the shape it is drawn in: input, words, radio, select, several or tick.
        choices: value and label of each choice.
        typed: what was filled in.
    """

    id: str
    name: str
    label: str
    how: str
    required: bool
    help: str = ""
    error: str = ""
    type: str = "text"
    choices: tuple[tuple[str, str], ...] = ()
    typed: tuple[str, ...] = ()
    most: int | None = None
    autocomplete: str = "off"
    attributes: Mapping[str, str] = with_default(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Drawing:
    """What every field of one form is drawn with."""

    do: str
    language: Language
    lists: Callable[[str], Iterable[Option]]
    pairs: Pairs
    errors: Mapping[str, str]

    def shown(self, field: Field) -> Shown:
        """One field, as the page shows it."""
        choices = self._choices(field)
        how = _how(field, choices)
        return Shown(
            id=f"{self.do}-{field.name}",
            name=field.name,
            label=say(mark("Amount in euros") if field.kind is Kind.MONEY else field.label, self.language),
            how=how,
            required=field.required,
            help=say(field.help, self.language) if field.help else "",
            error=self.errors.get(field.name, ""),
            type=INPUT.get(field.kind, "text"),
            choices=choices,
            typed=tuple(self.pairs.get(field.name, _begun(field))),
            most=field.most if field.kind in {Kind.WORDS, Kind.LINE} else None,
            autocomplete=AUTOCOMPLETE.get(field.name, "off"),
            attributes=_ATTRIBUTES.get(field.kind, {}),
        )

    def _choices(self, field: Field) -> tuple[tuple[str, str], ...]:
        if field.kind is Kind.YES_NO:
            return ("yes", say(mark("Yes"), self.language)), ("no", say(mark("No"), self.language))
        if field.pick:
            return tuple((option.value, option.label) for option in self.lists(field.pick))
        return tuple(
            (code, capital(choice_called(field.sheet, field.name, code, self.language))) for code in field.choices
        )


def _how(field: Field, choices: tuple[Any, ...]) -> str:
    if field.kind in {Kind.CHOICES, Kind.PICKS}:
        return "several"
    if field.kind is Kind.YES_NO or (field.kind is Kind.CHOICE and field.required and len(choices) <= FEW):
        return "radio"
    return {Kind.CHOICE: "select", Kind.PICK: "select", Kind.TICK: "tick", Kind.WORDS: "words"}.get(field.kind, "input")


def _begun(field: Field) -> list[str]:
    if field.default in (None, False) or not isinstance(field.default, str | int):
        return []
    return [str(field.default)]


_ATTRIBUTES: Mapping[Kind, Mapping[str, str]] = {
    Kind.MARK: {"min": "0", "max": "10"},
    Kind.NUMBER: {"min": "1"},
    Kind.MONEY: {"inputmode": "decimal", "maxlength": str(len(str(MOST_CENTS)) + 1)},
    Kind.DAY: {"min": "1920-01-01", "max": "2100-12-31"},
}
