"""Follows a story through its branches and loops, and gives its steps as nodes and arrows. Draws nothing."""

import ast
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flows.map.outline import Outline, Step, is_step

ENDS = frozenset({"end", "go_to"})
NOT_DRAWN = frozenset({"decide", "record", "patched"})


@dataclass(frozen=True, slots=True)
class Loose:
    """An end of the line that the next step will be tied to: where it comes from, and under which condition."""

    node: int
    when: str = ""


@dataclass
class Chart:
    """Nodes and arrows; node 0 is the beginning."""

    outline: Outline
    nodes: list[Step] = field(default_factory=list)
    arrows: list[tuple[int, int, str]] = field(default_factory=list)
    _telling: list[str] = field(default_factory=list)

    def add(self, step: Step, loose: Iterable[Loose]) -> list[Loose]:
        """Adds a step after every loose end."""
        number = len(self.nodes) + 1
        self.nodes.append(step)
        for each in loose:
            if (each.node, number, each.when) not in self.arrows:
                self.arrows.append((each.node, number, each.when))
        return [] if step.verb in ENDS else [Loose(number)]


def chart(outline: Outline) -> Chart:
    """The story of an outline from its first step to its endings."""
    drawn = Chart(outline)
    _function(drawn, outline.story, [Loose(0)])
    return drawn


@dataclass
class _Loop:
    again: list[Loose] = field(default_factory=list)
    out: list[Loose] = field(default_factory=list)


@dataclass
class _Scope:
    returned: list[Loose] = field(default_factory=list)
    loops: list[_Loop] = field(default_factory=list)


def _function(drawn: Chart, function: ast.FunctionDef, loose: list[Loose]) -> list[Loose]:
    if function.name in drawn._telling:  # noqa: SLF001 - a story that calls itself is drawn once
        return loose
    drawn._telling.append(function.name)  # noqa: SLF001
    scope = _Scope()
    after = _body(drawn, function.body, loose, scope)
    drawn._telling.pop()  # noqa: SLF001
    return after + scope.returned


def _body(drawn: Chart, body: Iterable[ast.stmt], loose: list[Loose], scope: _Scope) -> list[Loose]:
    for statement in body:
        if not loose:
            break
        loose = _statement(drawn, statement, loose, scope)
    return loose


def _statement(drawn: Chart, statement: ast.stmt, loose: list[Loose], scope: _Scope) -> list[Loose]:
    told = _TOLD.get(type(statement))
    return told(drawn, statement, loose, scope) if told else _expression(drawn, statement, loose)


def _return(drawn: Chart, statement: ast.Return, loose: list[Loose], scope: _Scope) -> list[Loose]:
    scope.returned += _expression(drawn, statement.value, loose) if statement.value else loose
    return []


def _continue(_drawn: Chart, _statement: ast.Continue, loose: list[Loose], scope: _Scope) -> list[Loose]:
    scope.loops[-1].again += loose
    return []


def _break(_drawn: Chart, _statement: ast.Break, loose: list[Loose], scope: _Scope) -> list[Loose]:
    scope.loops[-1].out += loose
    return []


def _raise(_drawn: Chart, _statement: ast.Raise, _loose: list[Loose], _scope: _Scope) -> list[Loose]:
    return []


def _branch(drawn: Chart, branch: ast.If, loose: list[Loose], scope: _Scope) -> list[Loose]:
    loose = _expression(drawn, branch.test, loose)
    when = condition(branch.test)
    yes = _body(drawn, branch.body, _marked(loose, when), scope)
    return yes + _body(drawn, branch.orelse, loose, scope)


def _loop(drawn: Chart, loop: ast.For | ast.While, loose: list[Loose], scope: _Scope) -> list[Loose]:
    first = len(drawn.nodes) + 1
    scope.loops.append(_Loop())
    through = _body(drawn, loop.body, loose, scope)
    own = scope.loops.pop()
    if len(drawn.nodes) >= first:
        for each in through + own.again:
            if (each.node, first, each.when) not in drawn.arrows:
                drawn.arrows.append((each.node, first, each.when))
    endless = isinstance(loop, ast.For) and isinstance(loop.iter, ast.Call) and ast.unparse(loop.iter.func) == "count"
    return own.out if endless else own.out + through or loose


_TOLD: Mapping[type[ast.stmt], Callable[[Chart, Any, list[Loose], _Scope], list[Loose]]] = {
    ast.If: _branch,
    ast.For: _loop,
    ast.While: _loop,
    ast.Return: _return,
    ast.Continue: _continue,
    ast.Break: _break,
    ast.Raise: _raise,
}


def _expression(drawn: Chart, node: ast.AST, loose: list[Loose]) -> list[Loose]:
    either = node if isinstance(node, ast.IfExp) else getattr(node, "value", None)
    if isinstance(either, ast.IfExp):
        loose = _expression(drawn, either.test, loose)
        yes = _expression(drawn, either.body, _marked(loose, condition(either.test)))
        return yes + _expression(drawn, either.orelse, loose)
    for call in _calls(node):
        if not loose:
            break
        if is_step(call):
            step = drawn.outline.step(call)
            loose = loose if step.verb in NOT_DRAWN else drawn.add(step, loose)
        elif isinstance(call.func, ast.Name) and call.func.id in drawn.outline.functions:
            loose = _function(drawn, drawn.outline.functions[call.func.id], loose)
        elif isinstance(call.func, ast.Subscript):
            loose = _chosen(drawn, call.func, loose)
    return loose


def _chosen(drawn: Chart, chosen: ast.Subscript, loose: list[Loose]) -> list[Loose]:
    """A table of functions: one branch for each row."""
    table = drawn.outline.tables.get(ast.unparse(chosen.value))
    after: list[Loose] = []
    for key, value in zip(table.keys, table.values, strict=True) if table else ():
        function = drawn.outline.functions[ast.unparse(value)]
        after += _function(drawn, function, _marked(loose, drawn.outline.text(key) if key else ""))
    return after


def _calls(node: ast.AST) -> list[ast.Call]:
    found = [each for each in ast.walk(node) if isinstance(each, ast.Call)]
    return sorted(found, key=lambda call: (call.end_lineno or 0, call.end_col_offset or 0))


def _marked(loose: Iterable[Loose], when: str) -> list[Loose]:
    """Only the last condition is written at an arrow: more would tell the code, not the process."""
    return [Loose(each.node, when) for each in loose]


def condition(test: ast.expr) -> str:
    """A condition in a few plain words."""
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return f"not {condition(test.operand)}"
    if isinstance(test, ast.BoolOp):
        word = " and " if isinstance(test.op, ast.And) else " or "
        return word.join(condition(each) for each in test.values)
    if isinstance(test, ast.Compare) and len(test.ops) == 1:
        return _comparison(test)
    if isinstance(test, ast.Attribute):
        return test.attr.replace("_", " ")
    if isinstance(test, ast.Call):
        return (test.func.attr if isinstance(test.func, ast.Attribute) else ast.unparse(test.func)).replace("_", " ")
    return ast.unparse(test).replace("_", " ")


_SIGNS = {ast.Eq: "", ast.NotEq: "not ", ast.In: "one of ", ast.NotIn: "none of ", ast.Is: "", ast.IsNot: "not "}


def _comparison(test: ast.Compare) -> str:
    left, right = condition(test.left), test.comparators[0]
    sign = _SIGNS.get(type(test.ops[0]), "")
    what = str(right.value) if isinstance(right, ast.Constant) and isinstance(right.value, str) else condition(right)
    return f"{left}: {sign}{what}"
