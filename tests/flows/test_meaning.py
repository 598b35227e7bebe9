"""Every stage and errand says what each way a question can end means; asked of their source, line by line."""

import ast
import inspect
import sys
from collections.abc import Iterator, Mapping
from types import ModuleType

import pytest

from flows.stages import FLOWS
from models.forms import form_named
from models.reason import REASONS

ASKING = {"ask", "ask_all", "open"}


def module_of(story: str) -> ModuleType:
    return sys.modules[FLOWS[story].fn.story.tell.__module__]


def questions(module: ModuleType) -> Iterator[tuple[str, set[str]]]:
    """Each line that asks or waits: its step, and how it can end besides being answered."""
    for node in ast.walk(ast.parse(inspect.getsource(module))):
        if isinstance(node, ast.Call) and kind_of(node.func) in ASKING | {"wait_until"}:
            words = {word.arg: word.value for word in node.keywords if word.arg}
            yield step_of(node.args[0]), set(endings(kind_of(node.func), words))


def kind_of(called: ast.expr) -> str:
    """What a line does with its case; nothing when it does something else."""
    is_line = isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) and called.value.id == "case"
    return called.attr if is_line and isinstance(called, ast.Attribute) else ""


def step_of(key: ast.expr) -> str:
    """The literal beginning of a key: ``contact`` of ``f"contact:{n}"`` and of ``nth("contact", n)``."""
    if isinstance(key, ast.Call):
        return step_of(key.args[0])
    if isinstance(key, ast.JoinedStr):
        return step_of(key.values[0])
    assert isinstance(key, ast.Constant), "the key of a step is literal"
    return str(key.value).split(":")[0]


def endings(kind: str, words: Mapping[str, ast.expr]) -> Iterator[str]:
    if "unless" in words:
        yield "overtaken"
    if kind in ASKING:
        form = words["form"]
        assert isinstance(form, ast.Constant), "the form of a question is literal"
        yield "withdrawn"
        yield from ["declined"] * any(REASONS[code].settles for code in form_named(str(form.value)).may_decline)
        yield from ["silent"] * ("until" in words)


@pytest.mark.parametrize("story", FLOWS)
def test_every_way_a_question_can_end_means_something_and_nothing_else_does(story: str) -> None:
    module = module_of(story)
    possible: dict[str, set[str]] = {}
    for step, ways in questions(module):
        possible.setdefault(step, set()).update(ways)

    said = {step: set(means) for step, means in module.MEANS.items()}

    assert said == {step: ways for step, ways in possible.items() if ways}
    assert all(meaning for means in module.MEANS.values() for meaning in means.values())
