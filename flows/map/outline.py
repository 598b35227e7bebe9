"""Reads the stage files as text and lists their steps in order. Imports none of them, so it starts quickly."""

import ast
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from models.code import Errand, Stage

FLOWS = Path(__file__).parents[1]
VERBS = frozenset(
    {"ask", "ask_all", "open", "withdraw", "wait_until", "tell", "decide", "record", "start", "go_to", "end", "patched"}
)


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a story.

    Attributes:
        key: the name of the step; ``…`` stands for what differs from case to case.
        verb: what the line does.
        arguments: what it says, by name, as written.
        means: what each way it can end means, besides an answer.
    """

    key: str
    verb: str
    line: int
    arguments: Mapping[str, str] = field(default_factory=dict)
    means: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outline:
    """One stage or errand, as its file tells it."""

    name: str
    title: str
    about: str
    tree: ast.Module
    story: ast.FunctionDef
    functions: Mapping[str, ast.FunctionDef]
    tables: Mapping[str, ast.Dict]
    means: Mapping[str, Mapping[str, str]]

    def step(self, call: ast.Call) -> Step:
        """The step a call of the vocabulary takes."""
        verb = call.func.attr if isinstance(call.func, ast.Attribute) else ""
        key = self.text(call.args[0]) if call.args else verb
        arguments = {keyword.arg: self.text(keyword.value) for keyword in call.keywords if keyword.arg}
        arguments |= {f"{place}": self.text(each) for place, each in enumerate(call.args[1:], 1)}
        return Step(key, verb, call.lineno, arguments, self.means.get(key.split(":")[0].split(" ")[0], {}))

    def text(self, node: ast.expr) -> str:
        """An argument as people read it: literals as they are, ``nth(key, n)`` as its key, the rest as written."""
        return _text(node, self.tables)

    def steps(self) -> Iterator[Step]:
        """Every step, in the order of the file."""
        for function in self.functions.values():
            for call in calls(function):
                yield self.step(call)


def outlines() -> list[Outline]:
    """The five stages in their usual order, and then the errands by name."""
    names = [*Stage, *sorted(Errand)]
    return [outline(name) for name in names]


@cache
def outline(name: str) -> Outline:
    """One stage or errand.

    Raises:
        FileNotFoundError: there is no such stage file.
    """
    folder = FLOWS if name in set(Stage) else FLOWS / "errands"
    tree = ast.parse((folder / f"{name.replace(' ', '_')}.py").read_text(encoding="utf-8"))
    functions = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    story = next(function for function in functions.values() if function.decorator_list)
    tables = dict(_tables(tree))
    means = ast.literal_eval(tables["MEANS"]) if "MEANS" in tables else {}
    title = (ast.get_docstring(tree) or "").split("\n")[0]
    return Outline(name, title, ast.get_docstring(story) or "", tree, story, functions, tables, means)


def calls(node: ast.AST) -> list[ast.Call]:
    """The calls of the vocabulary inside a node, in the order they are written."""
    found = [each for each in ast.walk(node) if isinstance(each, ast.Call) and is_step(each)]
    return sorted(found, key=lambda call: (call.lineno, call.col_offset))


def is_step(call: ast.Call) -> bool:
    """Whether this is a line of a story: ``case.ask(…)`` and its like."""
    function = call.func
    return (
        isinstance(function, ast.Attribute)
        and isinstance(function.value, ast.Name)
        and function.value.id == "case"
        and function.attr in VERBS
    )


def _tables(tree: ast.Module) -> Iterator[tuple[str, ast.Dict]]:
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict) and isinstance(node.targets[0], ast.Name):
            yield node.targets[0].id, node.value


def _text(node: ast.expr, tables: Mapping[str, ast.Dict]) -> str:
    read = _READ.get(type(node))
    return read(node, tables) if read else ast.unparse(node)


def _call(node: ast.Call, tables: Mapping[str, ast.Dict]) -> str:
    numbered = isinstance(node.func, ast.Name) and node.func.id == "nth"
    return _text(node.args[0], tables) if numbered else ast.unparse(node)


def _several(node: ast.Tuple | ast.List, tables: Mapping[str, ast.Dict]) -> str:
    return ", ".join(_text(each, tables) for each in node.elts)


def _chosen(node: ast.Subscript, tables: Mapping[str, ast.Dict]) -> str:
    table = tables.get(ast.unparse(node.value))
    return ", ".join(dict.fromkeys(_text(each, tables) for each in table.values)) if table else ast.unparse(node)


def _is_text(part: ast.expr) -> bool:
    return isinstance(part, ast.Constant)


_READ: Mapping[type[ast.expr], Callable[[Any, Mapping[str, ast.Dict]], str]] = {
    ast.Constant: lambda node, _: str(node.value),
    ast.JoinedStr: lambda node, _: "".join(part.value if _is_text(part) else "…" for part in node.values),
    ast.BoolOp: lambda node, tables: " or ".join(_text(each, tables) for each in node.values),
    ast.Call: _call,
    ast.Tuple: _several,
    ast.List: _several,
    ast.Subscript: _chosen,
}
