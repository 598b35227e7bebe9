"""The command that plays a demo case."""

import json

import pytest

from cli.main import DONE, REFUSED, main


def test_a_case_is_printed_day_by_day(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["scenario", "S1"])

    printed = capsys.readouterr().out
    assert code == DONE
    assert printed.startswith("S1  Noor, 18: schulden")
    monday = printed.partition("ma 23-11-2026")[2].partition("\n\n")[0].splitlines()
    assert monday[1] == (
        "  ✓ we wachten op Geldloket: Een eerste gesprek over de schulden; tot en met 09-11-2026; "
        "wacht 10 werkdagen langer dan afgesproken; trap 2"
    )
    assert any("sinds 20-11-2026; tot en met 25-11-2026" in line for line in monday)


def test_a_case_is_printed_as_facts(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["--language", "en", "scenario", "s1", "--json"])

    [told] = json.loads(capsys.readouterr().out)
    assert code == DONE
    assert told["scenario"] == "S1"
    assert told["days"][0]["on"] == "2026-10-12"
    assert told["days"][0]["what"].startswith("registers Noor:")


@pytest.mark.parametrize("arguments", [[], ["S9"]])
def test_a_case_that_is_not_there_is_refused_in_a_sentence(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["scenario", *arguments])

    assert code == REFUSED
    assert capsys.readouterr().err.startswith("Noem een van de voorbeelden S1, S2")
