"""The one coded list of reasons: every code once, and no code anywhere that is not in it."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from models.choice import CHOICES
from models.ending import CUT_SHORT, OUTCOMES
from models.forms import FORMS
from models.forms.delay import ContestCode, PauseCode, UrgentCode
from models.forms.meeting import ObjectionCode
from models.forms.other_answer import Cannot, Code, LongerCode, NeedsLonger
from models.reason import REASONS, SAID_INSTEAD, LeadsTo, Use, agree, codes_for

ROOT = Path(__file__).parents[2]
SIGNALS = frozenset({"moved", "cancelled", "step up", "out of sight", "last action"})
WRITE_A_CODE = ("code", "reason")
"""The words under which a reason is handed to whatever writes it."""


def _modules() -> Iterator[Path]:
    for room in ("flows", "simulation/players"):
        yield from (ROOT / room).rglob("*.py")


def _written(module: Path) -> Iterator[tuple[str, int]]:
    """Every literal handed on as a reason, and every default of one."""
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            for word in node.keywords:
                if (
                    word.arg in WRITE_A_CODE
                    and isinstance(word.value, ast.Constant)
                    and isinstance(word.value.value, str)
                ):
                    yield word.value.value, node.lineno
        if isinstance(node, ast.FunctionDef):
            named = [*node.args.args, *node.args.kwonlyargs]
            defaults = [*node.args.defaults, *node.args.kw_defaults]
            for argument, default in zip(named[-len(defaults) :] if defaults else [], defaults, strict=False):
                if argument.arg == "code" and isinstance(default, ast.Constant) and isinstance(default.value, str):
                    yield default.value, node.lineno


def test_no_module_writes_a_reason_that_is_not_in_the_list() -> None:
    unknown = [
        f"{module.relative_to(ROOT)}:{line}: {code}"
        for module in _modules()
        for code, line in _written(module)
        if code and code not in REASONS
    ]

    assert unknown == []


def test_a_reason_that_is_not_in_the_list_would_be_found() -> None:
    assert any(code == "not ours" for module in _modules() for code, _ in _written(module))


@pytest.mark.parametrize("name", sorted(FORMS))
def test_a_question_is_declined_with_reasons_of_the_list(name: str) -> None:
    assert set(FORMS[name].may_decline) <= set(codes_for(*SAID_INSTEAD))


@pytest.mark.parametrize(
    ("codes", "uses"),
    [
        (get_args(Code), SAID_INSTEAD),
        (get_args(LongerCode), (Use.LONGER,)),
        (get_args(ObjectionCode), (Use.OBJECTION,)),
        (get_args(PauseCode), (Use.PAUSE,)),
        (get_args(ContestCode), (Use.CONTEST,)),
        (get_args(UrgentCode), (Use.URGENT,)),
        (tuple(OUTCOMES), (Use.ENDING,)),
        (tuple(CUT_SHORT), (Use.CUT_SHORT,)),
    ],
)
def test_what_a_form_takes_is_what_the_list_says(codes: tuple[str, ...], uses: tuple[Use, ...]) -> None:
    assert set(codes) == set(codes_for(*uses))


def test_a_form_that_takes_another_code_does_not_get_past_its_import() -> None:
    with pytest.raises(AssertionError, match="pause"):
        agree(("not ours",), Use.PAUSE)


@pytest.mark.parametrize("code", sorted(REASONS))
def test_every_reason_has_a_use_and_a_name(code: str) -> None:
    assert REASONS[code].uses
    assert REASONS[code].label
    assert code not in CHOICES or CHOICES[code] == REASONS[code].label


@pytest.mark.parametrize("use", Use)
def test_every_use_has_a_reason(use: Use) -> None:
    assert codes_for(use)


def test_a_reason_that_leads_on_settles_nothing_and_the_others_do() -> None:
    instead = {code: REASONS[code] for code in codes_for(*SAID_INSTEAD)}

    settled = {LeadsTo.NEXT, LeadsTo.GOAL_REVIEW}

    assert {code for code, reason in instead.items() if reason.settles} == {
        code for code, reason in instead.items() if reason.leads_to in settled
    }
    assert not any(reason.settles for code, reason in REASONS.items() if code not in instead)


def test_only_one_pause_asks_a_letter() -> None:
    assert [code for code, reason in REASONS.items() if reason.by_letter] == ["application incomplete"]


def test_needing_longer_takes_a_reason_and_no_words() -> None:
    assert NeedsLonger.model_fields["code"].is_required()
    assert not NeedsLonger.model_fields["words"].is_required()
    assert not Cannot.model_fields["words"].is_required()


def test_what_overtakes_a_question_is_a_signal_and_no_reason() -> None:
    """A case that ends because the youth moved is not a meeting that is moved: they are told apart by how it ended."""
    assert SIGNALS & set(REASONS) == {"moved", "out of sight"}
