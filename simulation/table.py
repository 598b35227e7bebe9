"""The figures of a simulation as lines for people, in their language. Counts nothing itself."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from models.ending import OUTCOMES
from models.reason import REASONS
from models.speech import mark, say
from simulation.tally import Tally

CASES = {
    "registered": mark("registered"),
    "open": mark("still open"),
    "closed": mark("closed"),
    "reopened": mark("opened again"),
}
AGENCY_COLUMNS = {
    "asked": mark("asked"),
    "in_time": mark("answered in time"),
    "longer": mark("longer than agreed"),
    "median_days": mark("working days, median"),
    "days_late": mark("days longer, net"),
    "paused_days": mark("days stood still"),
    "contested": mark("contested"),
    "steps": mark("steps"),
    "orders": mark("orders"),
}
MESSAGE_COLUMNS = {
    "sent": mark("sent"),
    "skipped": mark("not needed"),
    "queued": mark("still waiting"),
    "failed": mark("failed"),
}
LOAD_COLUMNS = {
    "forms": mark("forms"),
    "clicks": mark("single clicks"),
    "answers": mark("answers"),
    "mails": mark("mails to those who work on it"),
    "letters": mark("letters to the youth and family"),
    "copies": mark("all that left the house, each copy of a letter too"),
}
LOADS = {
    "plain": mark("A plain case (light help)"),
    "heavy": mark("A heavy case (six agencies or more, its first year)"),
}
NEVER = {
    "stages": mark("stages"),
    "errands": mark("errands"),
    "endings": mark("endings"),
    "cannot": mark("reasons"),
    "questions": mark("questions"),
}


def as_lines(tally: Tally, language: str) -> Iterator[str]:
    """The figures, section by section."""
    figures = tally.figures
    yield from _section(mark("Youths"), language, _pairs(figures["cases"], CASES, language))
    yield from _section(mark("Reached this stage"), language, _pairs(figures["stages"], {}, language))
    yield from _section(mark("How it ended"), language, _pairs(figures["endings"], _labels(OUTCOMES), language))
    yield from _section(mark("Why not"), language, _pairs(figures["cannot"], _labels(REASONS), language))
    yield from _section(
        mark("Agencies"), language, _grid(figures["agencies"], AGENCY_COLUMNS, mark("agency"), language)
    )
    yield from _section(mark("Mails"), language, _grid(figures["messages"], MESSAGE_COLUMNS, mark("kind"), language))
    yield from _section(mark("What a case asks"), language, list(_loads(figures["load"], language)))
    yield from _section(mark("Did not occur"), language, list(_never(figures["never_seen"], language)))
    yield from _section(mark("What is wrong"), language, [*_wrong(tally, language)])
    yield say(
        mark("{seconds} seconds, at most {memory} MB"),
        language,
        seconds=round(tally.wall_seconds, 1),
        memory=round(tally.peak_memory_mb),
    )


def _section(title: str, language: str, lines: Sequence[str]) -> Iterator[str]:
    yield say(title, language)
    yield from (f"  {line}" for line in lines)
    yield ""


def _labels(coded: Mapping[str, Any]) -> dict[str, str]:
    return {code: each.label for code, each in coded.items()}


def _pairs(numbers: Mapping[str, int], labels: Mapping[str, str], language: str) -> list[str]:
    return [f"{number:>5}  {say(labels.get(name, name), language)}" for name, number in numbers.items()]


def _grid(rows: Mapping[str, Mapping[str, Any]], columns: Mapping[str, str], first: str, language: str) -> list[str]:
    head = [say(first, language), *(say(label, language) for label in columns.values())]
    lines = [head, *([name, *(_cell(row[column]) for column in columns)] for name, row in rows.items())]
    widths = [max(len(line[place]) for line in lines) for place in range(len(head))]
    return [_aligned(line, widths) for line in lines]


def _aligned(line: Sequence[str], widths: Sequence[int]) -> str:
    name, *cells = line
    return "  ".join(
        [name.ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(cells, widths[1:], strict=True))]
    )


def _cell(value: Any) -> str:
    return "-" if value is None else f"{value:g}" if isinstance(value, float) else str(value)


def _loads(load: Mapping[str, Mapping[str, Any]], language: str) -> Iterator[str]:
    for name, title in LOADS.items():
        found = load[name]
        yield say(mark("{title}: {number} of them"), language, title=say(title, language), number=found["cases"])
        for measure, label in LOAD_COLUMNS.items():
            if found[measure] is not None:
                values = {"label": say(label, language), "most": found[measure]["most"]}
                middle = _cell(found[measure]["median"])
                yield "  " + say(mark("{label}: {median}, at most {most}"), language, **values, median=middle)


def _never(never: Mapping[str, Iterable[str]], language: str) -> Iterator[str]:
    for name, label in NEVER.items():
        names = ", ".join(say(each, language) for each in never[name])
        yield f"{say(label, language)}: {names or '-'}"


def _wrong(tally: Tally, language: str) -> Iterator[str]:
    found = [*tally.breaches, *(f"{number} x {why}" for why, number in tally.figures["blocked_runs"].items())]
    found += [f"{number} x {why}" for why, number in tally.figures["refused"].items()]
    yield from found or [say(mark("nothing"), language)]
