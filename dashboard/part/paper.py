"""The sheet of paper a form is filled in on: its key, language, lists, what it starts with, and what did not fit.

Keeps which lines a list has, and the sentences of the last refusal. Draws nothing and checks nothing.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import streamlit as st

from dashboard.part.field import fields_of
from flows.queries.option import Option
from models.choice import choice_called
from models.forms.form import Sheet
from models.label import capital
from models.refusal import BadAnswer
from models.speech import say
from notifications.plain import Language


@dataclass(frozen=True)
class Paper:
    """One form being filled in.

    Attributes:
        key: tells its widgets from those of every other form on the page.
        lists: gives the options of a list by its name.
        start: what is filled in already.
        in_form: sent as a whole, with one button; otherwise each field is sent as it is left.
        draft: what was typed on an earlier visit, by the name of the sheet.
        drafted: it starts with such a draft.
    """

    key: str
    language: Language
    lists: Callable[[str], tuple[Option, ...]]
    start: Mapping[str, Any] = field(default_factory=dict)
    in_form: bool = True
    draft: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    drafted: bool = False

    def say(self, sentence: str, **values: object) -> str:
        """A sentence of ours in the language of the reader."""
        return say(sentence, self.language, **values)

    def label(self, sentence: str, *, required: bool) -> str:
        """What stands above a field; a star says that it must be filled in."""
        return self.say(sentence) + (" *" if required else "")

    def choice(self, sheet: str, name: str) -> Callable[[str], str]:
        """What the choices of a field are called."""
        return lambda code: capital(choice_called(sheet, name, code, self.language))

    def options(self, pick: str) -> tuple[Option, ...]:
        """The options of a list, read once per form."""
        if pick not in self._read:
            self._read[pick] = self.lists(pick)
        return self._read[pick]

    @cached_property
    def _read(self) -> dict[str, tuple[Option, ...]]:
        return {}

    def rows(self, path: str, least: int, begun: int) -> list[int]:
        """The numbers of the lines a list has now; it begins with what was filled in already, or its fewest."""
        name = f"{self.key}/{path}#rows"
        if name not in st.session_state:
            st.session_state[name] = list(range(max(least, begun)))
        return list(st.session_state[name])

    def add_row(self, path: str) -> None:
        """One line more, at the end."""
        rows = st.session_state[f"{self.key}/{path}#rows"]
        st.session_state[f"{self.key}/{path}#rows"] = [*rows, max(rows, default=-1) + 1]

    def drop_row(self, path: str, row: int) -> None:
        """That line away; the others keep what they hold."""
        rows = st.session_state[f"{self.key}/{path}#rows"]
        st.session_state[f"{self.key}/{path}#rows"] = [each for each in rows if each != row]

    def keep_rows(self, path: str, rows: list[int]) -> None:
        """These lines stay."""
        st.session_state[f"{self.key}/{path}#rows"] = rows

    @property
    def errors(self) -> dict[str, str]:
        """The sentences of the last refusal, by the place in the form they belong to."""
        return errors_of(self.key)

    @property
    def is_new(self) -> bool:
        """No field of it stands on the page yet; what is drawn first is what it begins with."""
        return is_new(self.key)

    def begin(self, content: Mapping[str, Any]) -> None:
        """Keeps what stands on it before anybody fills in anything."""
        st.session_state[f"{self.key}#begun"] = dict(content)

    @property
    def begun(self) -> Mapping[str, Any] | None:
        """What stood on it at first; nothing where that was typed before, on an earlier sheet."""
        return None if typed_before(self.key) else st.session_state.get(f"{self.key}#begun")

    def refuse(self, errors: Mapping[str, str]) -> None:
        """Keeps what did not fit, to be shown at its field; what was typed stays."""
        st.session_state[f"{self.key}#errors"] = dict(errors)

    def keep_for_next(self, typed: Mapping[str, Any]) -> None:
        """Keeps what was typed for the next sheet of the same question: it was changed while it was being answered."""
        st.session_state[_typed(self.key)] = dict(typed)

    def forget_earlier(self) -> None:
        """What was typed on an earlier sheet of the same question is not needed any more."""
        st.session_state.pop(_typed(self.key), None)


def is_new(key: str) -> bool:
    """No field of the sheet with this key stands on the page yet."""
    return not any(str(name).startswith(f"{key}/") and "#" not in str(name) for name in st.session_state)


def errors_of(key: str) -> dict[str, str]:
    """The sentences of the last refusal of the sheet with this key."""
    return dict(st.session_state.get(f"{key}#errors", {}))


def typed_before(key: str) -> Mapping[str, Any]:
    """What was typed on an earlier sheet of the same question, if it changed meanwhile."""
    return dict(st.session_state.get(_typed(key), {}))


def _typed(key: str) -> str:
    question, _, turn = key.partition(".")
    return f"{question}{turn.lstrip('0123456789')}#typed"


def spoken(refused: BadAnswer, form: type[Sheet], language: Language, *, within: str = "") -> str:
    """A refusal of one field in the words of the form: the field's label, and no code."""
    values = {name: say(str(value), language) for name, value in refused.values.items()}
    names = [part for part in refused.field.removeprefix(within).split(".") if not part.isdigit()]
    return say(refused.sentence, language, **{**values, "field": _label(form, names, language)})


def _label(form: type[Sheet], names: list[str], language: Language) -> str:
    """What the field at the end of this path is called; the path itself where no field has that name."""
    level, label = fields_of(form), ""
    for name in names:
        field = next((each for each in level if each.name == name), None)
        if field is None:
            break
        level, label = field.lines, field.label
    return say(label, language) if label else ".".join(names)
