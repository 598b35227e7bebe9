"""Draws any form from its fields, lines within lines, each refusal at its field. Checks only what is left empty."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

import streamlit as st

from dashboard.part.clicked import clicked
from dashboard.part.field import Field, Kind
from dashboard.part.paper import Paper
from dashboard.part.plain import plain
from dashboard.part.widget import DRAW
from models.speech import mark

SHORT = frozenset({Kind.LINE, Kind.DAY, Kind.MOMENT, Kind.CHOICE, Kind.MARK, Kind.MONEY, Kind.NUMBER, Kind.PICK})
LISTED = frozenset({Kind.LINES, Kind.GROUP})
TYPED = frozenset({Kind.WORDS, Kind.LINE})
SIDE_BY_SIDE = 2
MISSING = mark("Fill this in.")
TOO_FEW = mark("Add at least {least}.")
TOO_LONG = mark("This holds {most} characters at most, and there are {number} now. Leave something out.")

Content = dict[str, Any]


def draw(paper: Paper, fields: Iterable[Field], path: str = "", key: str = "", start: Any = None) -> Content:
    """Draws fields and gives what was filled in, as the form's JSON; what was left empty is left out.

    Args:
        paper: what is being filled in.
        fields: those to draw, in order.
        path: the place of these fields in the form, as a refusal names it (``goals.0.``).
        key: the same place by the lines' own numbers, which stay when another line goes.
        start: what is filled in already, at this place.
    """
    begun = paper.start if start is None and not path else (start or {})
    opens = not path and not paper.drafted and paper.is_new
    content: Content = {}
    for together in _rows(list(fields)):
        places = st.columns(len(together)) if len(together) > 1 else [st.container()]
        for place, field in zip(places, together, strict=True):
            with place:
                value = _draw_field(paper, field, path + field.name, key + field.name, begun.get(field.name))
                if value not in (None, "", []):
                    content[field.name] = value
    if opens:
        paper.begin(content)
    return content


def is_touched(paper: Paper, fields: Sequence[Field], content: Content) -> bool:
    """Whether somebody filled anything in, now or on an earlier sheet of the same question."""
    begun = paper.begun
    return begun is None or full_lines(fields, content) != full_lines(fields, dict(begun))


def _rows(fields: Sequence[Field]) -> Iterable[list[Field]]:
    """Short fields stand two by two; the rest has a row of its own."""
    for short, group in groupby(fields, key=lambda field: field.kind in SHORT):
        members = list(group)
        step = SIDE_BY_SIDE if short else 1
        yield from (members[place : place + step] for place in range(0, len(members), step))


def _draw_field(paper: Paper, field: Field, path: str, key: str, start: Any) -> Any:
    if field.kind is Kind.LINES:
        return _lines(paper, field, path, key, start or [])
    if field.kind is Kind.GROUP:
        return next(iter(_lines(paper, field, path, key, [start] if start else [])), None)
    value = DRAW[field.kind](paper, field, f"{paper.key}/{key}", start)
    show_error(paper, path)
    return value


def _lines(paper: Paper, field: Field, path: str, key: str, start: Sequence[Any]) -> list[Content]:
    """The lines of a list, each with its own fields, and buttons for one more or one less."""
    single = field.kind is Kind.GROUP
    least = field.least or int(single and field.required)
    star = r" \*" if least > 0 else ""
    st.markdown(f"**{paper.say(field.label)}**{star}", help=paper.say(field.help) if field.help else None)
    if not single:
        show_error(paper, path)
    rows = paper.rows(key, least, len(start))
    found = []
    for place, row in enumerate(rows):
        with st.container(border=True):
            here = f"{path}." if single else f"{path}.{place}."
            show_error(paper, here.rstrip("."))
            begun = start[row] if row < len(start) else {}
            found.append(draw(paper, field.lines, here, f"{key}.{row}.", begun))
            if len(rows) > least:
                _button(paper, paper.say(mark("Take this away")), f"{key}#drop{row}", paper.drop_row, key, row)
    if len(rows) < (1 if single else field.most or 1):
        one_more = mark("Fill in: {what}") if single else mark("One more: {what}")
        _button(paper, paper.say(one_more, what=paper.say(field.label)), f"{key}#add", paper.add_row, key)
    return found


def _button(paper: Paper, label: str, key: str, do: Any, *args: Any) -> None:
    icon = ":material/add:" if do == paper.add_row else ":material/remove:"
    draw_button = st.form_submit_button if paper.in_form else st.button
    name, noted = f"{paper.key}/{key}", (paper.key, do, *args)
    draw_button(label, key=name, on_click=clicked().then, args=noted, icon=icon, type="tertiary")


def show_error(paper: Paper, path: str) -> None:
    """The refusal that belongs to this place, if there is one; said in words, with a sign, and not by colour alone."""
    sentence = paper.errors.get(path)
    if sentence:
        st.markdown(f":red[:material/error: {plain(sentence)}]")


def show_summary(paper: Paper) -> None:
    """On top: what belongs to no field, and how many fields ask for another look."""
    show_error(paper, "")
    fields = sum(1 for place in paper.errors if place)
    if fields:
        one, several = mark("{number} field needs another look."), mark("{number} fields need another look.")
        st.warning(paper.say(one if fields == 1 else several, number=fields))


def left_empty(paper: Paper, fields: Iterable[Field], content: Mapping[str, Any], path: str = "") -> dict[str, str]:
    """What must be filled in and is not, and what is longer than its field holds, by its place."""
    found: dict[str, str] = {}
    for field in fields:
        value = content.get(field.name)
        here = path + field.name
        if field.required and value is None:
            sentence = paper.say(TOO_FEW, least=field.least) if field.least else paper.say(MISSING)
            found[here] = sentence
        elif field.kind in TYPED and field.most and (number := len(str(value or "").strip())) > field.most:
            found[here] = paper.say(TOO_LONG, most=field.most, number=number)
        elif field.kind is Kind.LINES:
            for place, line in enumerate(value or []):
                found |= left_empty(paper, field.lines, line, f"{here}.{place}.")
        elif field.kind is Kind.GROUP and value is not None:
            found |= left_empty(paper, field.lines, value, f"{here}.")
    return found


def full_lines(fields: Iterable[Field], content: Content) -> Content:
    """The content without lines in which nobody filled anything in."""
    full = dict(content)
    for field in fields:
        if field.kind not in LISTED or field.name not in content:
            continue
        kept = [full_lines(field.lines, line) for line in _lines_of(field, content) if not is_blank(field.lines, line)]
        full.pop(field.name)
        if kept:
            full[field.name] = kept[0] if field.kind is Kind.GROUP else kept
    return full


def drop_blank_rows(paper: Paper, fields: Iterable[Field], content: Content, key: str = "") -> None:
    """Takes from the paper the lines that ``full_lines`` leaves out, but for the fewest a list shows."""
    for field in fields:
        if field.kind not in LISTED or field.name not in content:
            continue
        path, lines = key + field.name, _lines_of(field, content)
        rows = paper.rows(path, field.least, len(lines))
        full = [(row, line) for row, line in zip(rows, lines, strict=True) if not is_blank(field.lines, line)]
        paper.keep_rows(path, [row for row, _ in full] or rows[: field.least or int(field.required)])
        for row, line in full:
            drop_blank_rows(paper, field.lines, line, f"{path}.{row}.")


def _lines_of(field: Field, content: Content) -> list[Content]:
    return [content[field.name]] if field.kind is Kind.GROUP else list(content[field.name])


def is_blank(fields: Iterable[Field], line: Mapping[str, Any]) -> bool:
    """Nobody filled anything in: what stands there stood there from the beginning."""
    return all(_untouched(field, line.get(field.name)) for field in fields)


def _untouched(field: Field, value: Any) -> bool:
    if field.kind is Kind.LINES:
        return all(is_blank(field.lines, each) for each in value or ())
    if field.kind is Kind.GROUP:
        return value is None or is_blank(field.lines, value)
    return value in (None, field.default)


def place_of(wrong: str, fields: Iterable[Field]) -> str:
    """Where a refusal is shown: at the field it names, or the nearest one around it; nowhere in particular: on top."""
    here: list[str] = []
    level, parts = list(fields), wrong.split(".")
    while parts and (field := next((each for each in level if each.name == parts[0]), None)):
        here.append(parts.pop(0))
        if field.kind is Kind.LINES and parts and parts[0].isdigit():
            here.append(parts.pop(0))
        elif field.kind is not Kind.GROUP:
            break
        level = list(field.lines)
    if here:
        return ".".join(here)
    return next((field.name for field in level if parts[0] and field.name.startswith(f"{parts[0]}_")), "")
