"""The command line, for everybody one can be to a case: what is printed is what the table of policies lets them see."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import pytest

from cli.main import COMMANDS, main
from models.item import Item
from models.policy import allows

REF = "VN-ZQCASE"
READS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "cases": (("cases",), ("cases", "--json")),
    "show": (("show", REF), ("show", REF, "--json")),
    "log": (("log", "--of", REF), ("log", "--of", REF, "--json")),
    "results": (("results",),),
    "decisions": (("decisions",),),
    "do": (("do", "--list", "--case", REF), ("do", "note", "--form", "--case", REF)),
    "answer": (("answer", REF, "attempts", "{}"), ("answer", REF, "done", "{}")),
    "register": (("register", "{}"),),
    "export": (("export", REF, "--to", "copy.pdf"),),
}
"""Commands that take a viewer, and how they are called. What they do is walked by command and by query beside this."""
OF_THE_MACHINE: Mapping[str, tuple[str, ...] | None] = {
    "term": ("term", "8 weeks", "--from", "2026-02-06"),
    "replay": ("replay", "--check"),
    "doctor": ("doctor",),
    "up": None, "work": None, "simulate": None, "scenario": None, "rotate": None, "migrate": None, "region": None,
    "holidays": None,
}  # fmt: skip
"""Commands of whoever runs the installation. None: it prints how far it is, and has tests of its own."""


def _printed(capsys: pytest.CaptureFixture[str], folder: Any, call: tuple[str, ...], *more: str) -> str:
    (folder / "form.json").write_text("{}")
    given = [str(folder / "form.json") if each == "{}" else each for each in call]
    with suppress(SystemExit):  # what wants a viewer says so, and ends
        main(["--language", "nl", *(str(folder / each) if each == "copy.pdf" else each for each in given), *more])
    out, err = capsys.readouterr()
    return out + err


def test_every_command_has_a_row() -> None:
    assert sorted([*READS, *OF_THE_MACHINE]) == sorted(COMMANDS), "say what it shows"


@pytest.mark.parametrize("name", READS)
def test_a_command_prints_what_the_table_says_and_nothing_of_a_case_one_may_not_know(
    world: Any, name: str, capsys: pytest.CaptureFixture[str], tmp_path: Any
) -> None:
    wrong = {}
    for who in set(world.viewers) - {"asked, by a link"}:
        may = world.may_see(who) if allows(world.held[who], Item.NUMBER) else set()
        for call in READS[name]:
            shown = world.seen(_printed(capsys, tmp_path, call, "--as", f"{who.replace(' ', '.')}@who.example"))
            if shown - may - {"zqschool"}:
                wrong[who, call] = shown - may

    assert wrong == {}


@pytest.mark.parametrize(
    "name", [name for name in (*READS, *OF_THE_MACHINE) if OF_THE_MACHINE.get(name, ()) is not None]
)
def test_whoever_runs_the_machine_reads_numbers_and_no_word_of_a_case(
    world: Any, name: str, capsys: pytest.CaptureFixture[str], tmp_path: Any
) -> None:
    calls = READS.get(name) or (OF_THE_MACHINE[name],)

    for call in calls:
        assert world.seen(_printed(capsys, tmp_path, call)) - {"zqschool"} == set()
