"""Writes the process down for people: a picture and a table for each stage, as Markdown with Mermaid. Reads no case."""

from collections.abc import Iterator

from flows.map.chart import Chart, chart
from flows.map.outline import Outline, Step, outlines
from models.code import Stage

SHAPES = {
    "ask": ('["', '"]'),
    "ask_all": ('[["', '"]]'),
    "open": ('(["', '"])'),
    "wait_until": ('{{"', '"}}'),
    "tell": ('>"', '"]'),
    "withdraw": ('["', '"]'),
    "start": ('("', '")'),
    "go_to": ('((("', '")))'),
    "end": ('(("', '"))'),
}
ASKING = frozenset({"ask", "ask_all", "open", "wait_until"})
HEAD = """# The process, as the code tells it

Drawn from the stage files by `make docs`; a test fails when this page is stale. A box is a question to somebody, a
double box one to several side by side, a rounded one a run of its own that is started beside, a flag a message, a
hexagon a moment that is waited for, a circle an ending. Terms are rows in the table of terms, which a region changes.
"""


def process_page() -> str:
    """The whole page."""
    parts = [HEAD]
    for each in outlines():
        kind = "Stage" if each.name in set(Stage) else "Errand"
        parts.append(f"## {kind}: {each.name}\n\n{each.title}\n\n{each.about}\n")
        parts.append(f"```mermaid\n{mermaid(each)}\n```\n")
        parts.append(table(each))
    return "\n".join(parts)


def mermaid(outline: Outline) -> str:
    """One stage as a flow chart."""
    drawn = chart(outline)
    lines = ["flowchart TD", f'    n0(("{outline.name}"))']
    lines += [f"    {_node(number, step)}" for number, step in enumerate(drawn.nodes, 1)]
    lines += [f"    {_arrow(*arrow)}" for arrow in _once(drawn)]
    return "\n".join(lines)


def _once(drawn: Chart) -> Iterator[tuple[int, int, str]]:
    """Arrows between the same two steps are one arrow with their conditions together."""
    together: dict[tuple[int, int], list[str]] = {}
    for start, end, when in drawn.arrows:
        together.setdefault((start, end), []).append(when)
    for (start, end), conditions in together.items():
        yield start, end, "" if "" in conditions else " / ".join(dict.fromkeys(conditions))


def _node(number: int, step: Step) -> str:
    before, after = SHAPES[step.verb]
    return f"n{number}{before}{_quoted(_label(step))}{after}"


def _label(step: Step) -> str:
    if step.verb in ASKING and step.verb != "wait_until":
        return f"{step.key}<br/><i>{step.arguments.get('of', '')}</i>"
    if step.verb == "go_to":
        return f"to {step.key}"
    if step.verb == "tell":
        return f"{step.arguments.get('notice', step.key)}<br/><i>{step.arguments.get('to', '')}</i>"
    return step.key


def _arrow(start: int, end: int, when: str) -> str:
    return f'n{start} -->|"{_quoted(when)}"| n{end}' if when else f"n{start} --> n{end}"


def _quoted(text: str) -> str:
    return text.replace('"', "'").replace("|", "/")


def table(outline: Outline) -> str:
    """The questions of one stage: who, which form, until when, and what it means when no answer comes."""
    rows = [_row(step) for step in outline.steps() if step.verb in ASKING]
    if not rows:
        return "_No question is asked._\n"
    head = "| step | who | form | opens | term | instead | otherwise |\n|---|---|---|---|---|---|---|"
    return "\n".join([head, *rows, ""])


def _row(step: Step) -> str:
    said = step.arguments
    term = said.get("within") or (f"until {said['until']}" if "until" in said else "") or said.get("1", "")
    otherwise = "; ".join(f"*{kind}*: {meaning}" for kind, meaning in step.means.items())
    cells = (
        f"**{step.key}**",
        said.get("of", ""),
        said.get("form", ""),
        said.get("opens", ""),
        term,
        said.get("unless", ""),
    )
    return "| " + " | ".join([*(cell.replace("|", "/") for cell in cells), otherwise]) + " |"
