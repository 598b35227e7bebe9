"""A second reader of calendars, from RFC 5545 alone: it knows no calendar library, and takes nothing that breaks it.

Source: RFC 5545, 3.1 (lines and folding), 3.3.11 (text), 3.4 and 3.6 (objects and components).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

LONGEST_LINE = 75
ONCE = {"VCALENDAR": ("VERSION", "PRODID"), "VEVENT": ("UID", "DTSTAMP", "DTSTART", "SUMMARY")}
AT_MOST_ONCE = {"METHOD", "SEQUENCE", "STATUS", "CLASS", "ORGANIZER", "DESCRIPTION", "LOCATION", "DTEND", "URL"}
NAME = re.compile(r"[A-Z0-9-]+")
PARAMETER = re.compile(r';([A-Z0-9-]+)=("[^"\x00-\x1f]*"|[^";:,\x00-\x1f]*)')
ESCAPES = {"n": "\n", "N": "\n", ",": ",", ";": ";", "\\": "\\"}
TEXT = {"SUMMARY", "DESCRIPTION", "LOCATION"}
MOMENT = re.compile(r"\d{8}T\d{6}Z|\d{8}")


class BrokenRuleError(AssertionError):
    """A calendar program may refuse this."""


@dataclass
class Component:
    """What stands between BEGIN and END."""

    name: str
    properties: list[tuple[str, dict[str, str], str]] = field(default_factory=list)
    parts: list["Component"] = field(default_factory=list)

    def __getitem__(self, name: str) -> str:
        [value] = [value for each, _, value in self.properties if each == name]
        return value

    def all(self, name: str) -> list[str]:
        return [value for each, _, value in self.properties if each == name]


def read_calendar(text: str) -> Component:
    """The calendar of that text, with its events as parts.

    Raises:
        BrokenRuleError: it is none.
    """
    open_ones = [Component("")]
    for line in _unfolded(text):
        name, parameters, value = _split(line)
        if name == "BEGIN":
            open_ones.append(Component(value))
        elif name == "END":
            ended = open_ones.pop()
            _insist(ended.name == value, f"END:{value} closes {ended.name}")
            _check(ended)
            open_ones[-1].parts.append(ended)
        else:
            open_ones[-1].properties.append((name, parameters, _read(name, value)))
    _insist(len(open_ones) == 1 and not open_ones[0].properties, "something stands outside the calendar")
    _insist([each.name for each in open_ones[0].parts] == ["VCALENDAR"], "this is not exactly one calendar")
    return open_ones[0].parts[0]


def _unfolded(text: str) -> Iterator[str]:
    _insist(text.endswith("\r\n"), "the last line does not end")
    rows = text.removesuffix("\r\n").split("\r\n")
    whole = ""
    for row in rows:
        _insist(not {"\r", "\n"} & set(row), "a line breaks in the middle")
        _insist(len(row.encode()) <= LONGEST_LINE, f"longer than {LONGEST_LINE} octets: {row}")
        if row.startswith((" ", "\t")):
            whole += row[1:]
            continue
        if whole:
            yield whole
        whole = row
    yield whole


def _split(line: str) -> tuple[str, dict[str, str], str]:
    name = NAME.match(line)
    _insist(name is not None, f"no name: {line}")
    at, parameters = len(name[0]) if name else 0, {}
    while line[at : at + 1] == ";":
        found = PARAMETER.match(line, at)
        _insist(found is not None, f"no parameter: {line}")
        if found:
            parameters[found[1]] = found[2].strip('"')
            at = found.end()
    _insist(line[at : at + 1] == ":", f"no colon: {line}")
    return name[0] if name else "", parameters, line[at + 1 :]


def _read(name: str, value: str) -> str:
    if name in TEXT:
        return _unescaped(value)
    if name in {"DTSTART", "DTEND", "DTSTAMP"}:
        _insist(MOMENT.fullmatch(value) is not None, f"no moment in UTC and no day: {value}")
    return value


def _unescaped(value: str) -> str:
    read, signs = "", iter(value)
    for sign in signs:
        _insist(sign not in {",", ";"}, f"not escaped: {value}")
        if sign == "\\":
            following = next(signs, "")
            _insist(following in ESCAPES, f"no escape: {value}")
            sign = ESCAPES[following]  # noqa: PLW2901 - what it stands for
        read += sign
    return read


def _check(component: Component) -> None:
    names = [name for name, _, _ in component.properties]
    for name in ONCE.get(component.name, ()):
        _insist(names.count(name) == 1, f"{component.name} has {names.count(name)} times {name}")
    for name in AT_MOST_ONCE:
        _insist(names.count(name) <= 1, f"{component.name} has {name} more than once")


def _insist(holds: bool, why: str) -> None:  # noqa: FBT001 - what must hold
    if not holds:
        raise BrokenRuleError(why)
