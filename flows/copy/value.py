"""How one value of a row is said in a copy: a code in words, a day as people write it, a professional by what they are.

Professionals stand in a copy by their part and agency, never by name. Reads names; decides nothing.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pydantic import BaseModel
from sqlmodel import select

from flows.copy.reach import Reach
from flows.messages.called import CALLED as NOTICES
from flows.queries.people import agency_name, person_name
from models.choice import CHOICES
from models.code import Domain, FilePart
from models.forms import FORMS, form_named
from models.label import LABELS, OF_A_RUN, OF_A_STEP, OF_A_WAIT, called
from models.secret import Sealed
from models.speech import mark, say
from models.tables import Ground, Instrument, Professional
from notifications.phrase import ZONE, clock, date_only, money
from notifications.plain import Language

OTHERS: Mapping[str, Mapping[str, str]] = {
    "stage": OF_A_RUN,
    "part": OF_A_WAIT,
    "notice": NOTICES,
    "domain": LABELS[Domain],
    "step": {str(number): label for number, label in enumerate(OF_A_STEP.values(), 1)},
}
"""Columns whose codes have a list of their own."""
LOOSE: Mapping[str, str] = {"professional_id": "professional", "agency_id": "agency", "for_id": "professional"}
"""What a number names in the log, which points at no other table on purpose."""


@dataclass(frozen=True, slots=True)
class Said:
    """A field of an answer, by its path in the form.

    Attributes:
        field: its own name, without where it stands.
    """

    path: str
    field: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Teller:
    """Says the values of one file in one language."""

    reach: Reach
    language: Language

    def text(self, table: Any, column: str, value: Any) -> str:
        """What stands in a column of a row, as people read it; nothing for nothing."""
        if value is None:
            return ""
        target = next(
            (str(key.column.table.name) for key in table.__table__.c[column].foreign_keys), LOOSE.get(column, "")
        )
        if target in _NUMBERED:
            return _NUMBERED[target](self, value)
        if column == "form":
            return say(form_named(value).question, self.language) if value in FORMS else ""
        if column == "cents" or column.endswith("_cents"):
            return money(value, self.language)
        return self._plain(column, value, sealed=isinstance(table.__table__.c[column].type, Sealed))

    def _plain(self, column: str, value: Any, *, sealed: bool) -> str:
        if isinstance(value, bool):
            return say(mark("yes") if value else mark("no"), self.language)
        if isinstance(value, datetime):
            return f"{date_only(value.astimezone(ZONE).date(), self.language)}, {clock(value, self.language)}"
        if isinstance(value, date):
            return date_only(value, self.language)
        if sealed:
            return str(value)
        if column in _BY_COLUMN:
            return _BY_COLUMN[column](self, str(value))
        return self.code(str(value), OTHERS.get(column) or LABELS.get(type(value)))

    def code(self, code: str, labels: Mapping[str, str] | None = None) -> str:
        """A code in words, or who an answer names."""
        kind, _, number = code.partition(":")
        if kind in _TOKENS and number.isdecimal():
            return _TOKENS[kind](self, int(number))
        return called(labels or CHOICES, code, self.language)

    def professional(self, number: int) -> str:
        """By their part in the case and their agency."""
        row, case = self.reach.tx.session.get(Professional, number), self.reach.opened.case
        if row is None:
            return ""
        parts = {
            case.case_manager_id: mark("case manager"),
            case.consultant_id: mark("transition consultant"),
            case.coach_id: mark("coach"),
        }
        what = say(parts.get(number, mark("somebody who works there")), self.language)
        return f"{agency_name(self.reach.tx, row.agency_id)} ({what})"

    def person(self, number: int) -> str:
        """The youth, or somebody around the youth by name."""
        if number == self.reach.youth:
            return say(mark("the youth"), self.language)
        return person_name(self.reach.tx, number)

    def fields(self, form: str | None, words: str) -> Iterator[Said]:
        """The fields of an answer, each as it was asked; words that are no answer stand whole."""
        try:
            content = json.loads(words)
        except ValueError:
            content = words
        if not isinstance(content, dict):
            yield Said("", "", say(mark("what was written"), self.language), str(content))
            return
        yield from self._fields(FORMS.get(form or ""), content, "")

    def _fields(self, sheet: type[BaseModel] | None, content: Any, path: str) -> Iterator[Said]:
        for name, value in content.items():
            field = sheet.model_fields.get(name) if sheet else None
            label = say(field.title, self.language) if field and field.title else name
            within = _sheet_in(field.annotation) if field else None
            for number, each in enumerate(value if isinstance(value, list) else [value]):
                where = f"{path}/{name}" + (f"/{number}" if isinstance(value, list) else "")
                if isinstance(each, dict):
                    yield from self._fields(within, each, where)
                elif each is not None:
                    yield Said(where, name, label, self._said(each))

    def _said(self, value: Any) -> str:
        if isinstance(value, str):
            return self.code(value)
        return self._plain("", value, sealed=False)


def _sheet_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_sheet_in, getattr(annotation, "__args__", ()))), None)


def _ground(teller: Teller, number: int) -> str:
    return _said_ground(teller.reach.tx.session.get_one(Ground, number), teller.language)


def _said_ground(row: Ground, language: Language) -> str:
    label = row.label_nl if language == "nl" else row.label_en
    return f"{label} ({row.article})" if row.article else label


def _instrument(teller: Teller, number: int) -> str:
    row = teller.reach.tx.session.get_one(Instrument, number)
    return row.name_nl if teller.language == "nl" else row.name_en


def _code_of_a_ground(teller: Teller, code: str) -> str:
    """A ground of the region by its code, as an agency had it; otherwise the ground of a decision."""
    tx, region = teller.reach.tx, teller.reach.opened.case.region_id
    row = tx.session.exec(select(Ground).where(Ground.region_id == region, Ground.code == code)).first()
    return _said_ground(row, teller.language) if row else teller.code(code)


def _domains(teller: Teller, codes: str) -> str:
    return ", ".join(teller.code(each, LABELS[Domain]) for each in codes.split(",") if each)


def _parts(teller: Teller, codes: str) -> str:
    return ", ".join(teller.code(each, LABELS[FilePart]) for each in codes.split(",") if each)


_BY_COLUMN: Mapping[str, Callable[[Teller, str], str]] = {
    "ground": _code_of_a_ground,
    "domains": _domains,
    "domains_not": _domains,
    "may": _parts,
    "must_not": _parts,
}
"""Columns that are said in a way of their own."""
_TOKENS: Mapping[str, Callable[[Teller, int], str]] = {
    "agency": lambda teller, number: agency_name(teller.reach.tx, number),
    "professional": Teller.professional,
    "person": Teller.person,
}
_NUMBERED: Mapping[str, Callable[[Teller, int], str]] = {
    **_TOKENS,
    "ground": _ground,
    "instrument": _instrument,
}
"""How the number of a row elsewhere is said."""
