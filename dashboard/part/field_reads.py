"""What stands in a field, in words: by the kind of the field. Draws nothing, and knows no form."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from dashboard.part.field import Field, Kind
from dashboard.part.paper import Paper
from dashboard.part.picking import shown
from models.speech import mark
from notifications.phrase import clock, day, money

Read = Callable[[Paper, Field, Any], str]


def reads(paper: Paper, field: Field, value: Any) -> str:
    """How it reads; nothing for a list of lines, which says too much for one sentence."""
    if value in (None, "", []):
        return paper.say(mark("nothing"))
    return READ[field.kind](paper, field, value)


def _as_it_is(_paper: Paper, _field: Field, value: Any) -> str:
    return str(value)


def _day(paper: Paper, _field: Field, value: Any) -> str:
    return day(date.fromisoformat(value), paper.language)


def _moment(paper: Paper, _field: Field, value: Any) -> str:
    moment = datetime.fromisoformat(value)
    return f"{day(moment, paper.language)}, {clock(moment, paper.language)}"


def _yes_no(paper: Paper, _field: Field, value: Any) -> str:
    return paper.say(mark("Yes") if value else mark("No"))


def _money(paper: Paper, _field: Field, value: Any) -> str:
    return money(value, paper.language)


def _choices(paper: Paper, field: Field, value: Any) -> str:
    called = paper.choice(field.sheet, field.name)
    return ", ".join(called(code) for code in ([value] if isinstance(value, str) else value))


def _picks(paper: Paper, field: Field, value: Any) -> str:
    names = {option.value: shown(paper, field.pick or "", option) for option in paper.options(field.pick or "")}
    picked = value if isinstance(value, list) else [value]
    return ", ".join(names.get(str(each), str(each)) for each in picked)


def _lines(_paper: Paper, _field: Field, _value: Any) -> str:
    return ""


READ: Mapping[Kind, Read] = {
    **dict.fromkeys((Kind.WORDS, Kind.LINE, Kind.MARK, Kind.NUMBER), _as_it_is),
    **dict.fromkeys((Kind.YES_NO, Kind.TICK), _yes_no),
    **dict.fromkeys((Kind.CHOICE, Kind.CHOICES), _choices),
    **dict.fromkeys((Kind.PICK, Kind.PICKS), _picks),
    **dict.fromkeys((Kind.LINES, Kind.GROUP), _lines),
    Kind.DAY: _day,
    Kind.MOMENT: _moment,
    Kind.MONEY: _money,
}
"""Every kind of field."""
