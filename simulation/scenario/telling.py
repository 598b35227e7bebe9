"""What happened in a script as people read it: a line for each thing done, in their language. Decides nothing."""

import contextlib
import inspect
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, get_args, get_origin

from models.choice import choice_called
from models.code import Domain
from models.forms import form_named
from models.forms.form import Sheet
from models.forms.other_answer import Cannot, NeedsLonger, SomeoneElse
from models.label import LABELS
from models.refusal import Refused
from models.speech import mark, say
from models.term_list import load_terms
from simulation.scenario.day import named, written

HERE = Path(__file__).parent
LONGEST = 240


@dataclass(frozen=True, slots=True)
class Line:
    """One thing of a script: the day, who, of which agency, and what."""

    on: date
    kind: str
    who: str
    agency: str
    what: str

    def as_facts(self) -> dict[str, Any]:
        """For another program."""
        return asdict(self)


class NotAsWritten(Refused):
    """What came about is not what the script says."""

    def __init__(self, day: date, wrote: str, found: str, refusal: Refused | None = None) -> None:
        script, line = _where()
        self.refusal = refusal
        super().__init__(
            mark("{day}, {script} line {line}: written is {written}; it is {found}."),
            day=written(day), script=script, line=line, written=wrote, found=found.rstrip("."),
        )  # fmt: skip


def _where() -> tuple[str, int]:
    """The line of the script that is being played: the nearest one outside this folder's own machinery."""
    for frame in inspect.stack():
        path = Path(frame.filename)
        is_script = path.parent != HERE or path.name[1:2].isdigit()
        if is_script and frame.filename != contextlib.__file__:
            return path.name, frame.lineno
    raise AssertionError("a script is always being played")


INSTEAD: Mapping[str, type[Sheet]] = {"cannot": Cannot, "needs_longer": NeedsLonger, "someone_else": SomeoneElse}
"""What somebody may say instead of filling in a form."""


def in_words(fields: Mapping[str, Any], sheet: type[Sheet] | None, language: str) -> str:
    """What somebody filled in, short: choices as people call them, days and names as the script has them."""
    words = "; ".join(_told(fields, sheet, language))
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"


def _told(fields: Mapping[str, Any], sheet: type[Sheet] | None, language: str) -> Iterator[str]:
    for name, value in fields.items():
        field = sheet.model_fields.get(name) if sheet else None
        below = _sheet_in(field.annotation) if field else INSTEAD.get(name)
        for each in value if isinstance(value, list | tuple) else [value]:
            if isinstance(each, Mapping):
                yield ", ".join(_told(each, below, language))
            elif isinstance(each, bool):
                title = say((field.title if field else None) or name, language).lower()
                yield title if each else say(mark("not: {what}"), language, what=title)
            elif each is not None and not (isinstance(each, int) and field is not None and field.json_schema_extra):
                yield _called(sheet, name, str(each), language)


def _called(sheet: type[Sheet] | None, field: str, value: str, language: str) -> str:
    if sheet is None or field not in sheet.model_fields:
        return value
    if field == "cents":
        return f"€ {int(value) // 100},{int(value) % 100:02}"
    if field == "term" and value in load_terms():
        return load_terms()[value].label(language)
    if value in LABELS[Domain]:
        return say(LABELS[Domain][value], language)
    try:
        return choice_called(sheet.__name__, field, value, language)
    except KeyError:
        return value


def _sheet_in(annotation: Any) -> type[Sheet] | None:
    if isinstance(annotation, type) and issubclass(annotation, Sheet):
        return annotation
    found = (_sheet_in(part) for part in get_args(annotation)) if get_origin(annotation) else iter(())
    return next((each for each in found if each is not None), None)


def question_of(form: str | None, language: str) -> str:
    """What the holder of a question reads above it."""
    return say(form_named(form).question, language) if form else ""


def by_day(lines: list[Line], language: str) -> Iterator[str]:
    """The lines of a script with each day above them."""
    day: date | None = None
    for line in lines:
        if line.on != day:
            day = line.on
            yield f"\n{named(day, language)}"
        who = f"{line.who} ({line.agency})" if line.agency else line.who
        yield f"  {SIGNS[line.kind]} {who + ': ' if who else ''}{line.what}"


SIGNS: Mapping[str, str] = {"done": "·", "said": "“", "by itself": ">", "holds": "✓", "refused": "✗"}
"""What a line begins with: somebody did or said something, it came by itself, it must hold, it is not taken."""
