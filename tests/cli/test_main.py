"""The command itself: quick to help, in two languages, and one sentence where something outside Vangnet is wrong."""

import json
import os
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from cli.main import COMMANDS, main

HELP = """
import sys, contextlib
from cli.main import main
with contextlib.suppress(SystemExit):
    main(["--help"])
heavy = sorted({"prefect", "sqlmodel", "sqlalchemy", "streamlit", "pydantic"} & set(sys.modules))
print(heavy, file=sys.stderr)
"""


def _python(code: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-c", code]
    return subprocess.run(  # noqa: S603 - our own command
        command, env=os.environ | environment, capture_output=True, text=True, check=False, timeout=60
    )


def test_help_imports_nothing_that_is_slow() -> None:
    told = _python(HELP)

    assert told.stderr.strip() == "[]"
    assert all(name in told.stdout for name in COMMANDS)


def test_every_command_explains_itself(empty: Any) -> None:
    for name in COMMANDS:
        assert empty(name, "--help") == 0
        assert f"vangnet {name}" in empty.said


def test_without_a_command_it_shows_what_there_is(empty: Any) -> None:
    assert empty() == 2
    assert "register a youth from a file" in empty.said


def test_a_command_nobody_knows_is_wrong_use(empty: Any) -> None:
    assert empty("foo") == 2
    assert "'foo'" in empty.complained


def test_dutch_comes_first_and_english_when_asked_for(bare: Path, capsys: Any, monkeypatch: Any) -> None:
    assert main(["cases"]) == 1
    assert capsys.readouterr().err.startswith("Er is nog geen database")
    assert main(["--language", "en", "cases"]) == 1
    assert capsys.readouterr().err.startswith("There is no database yet")
    monkeypatch.setenv("VANGNET_LANGUAGE", "en")
    assert main(["cases"]) == 1
    assert capsys.readouterr().err.startswith("There is no database yet")


def test_what_reads_along_may_stop_reading(vangnet: Any) -> None:
    vangnet.register()
    code = "from cli.main import main; raise SystemExit(main(['term', '8 weeks', '--from', '2026-02-06']))"
    read_end, write_end = os.pipe()
    os.close(read_end)
    command = [sys.executable, "-c", code]
    told = subprocess.run(command, stdout=write_end, stderr=subprocess.PIPE, check=False, timeout=60)  # noqa: S603
    os.close(write_end)

    assert (told.returncode, told.stderr) == (0, b"")


def test_output_is_the_same_through_a_pipe_and_without_colour(vangnet: Any) -> None:
    code = "from cli.main import main; raise SystemExit(main(['cases', '--json']))"

    told = _python(code, NO_COLOR="1", VANGNET_HOME=str(vangnet.home))

    assert (told.returncode, json.loads(told.stdout), told.stderr) == (0, [], "")


def test_a_term_needs_no_installation(empty: Any) -> None:
    assert empty.facts("term", "8 weeks", "--from", "2026-02-06") == {"due": "2026-04-07"}
    assert empty("term", "8 weeks", "--from", "2026-02-06") == 0
    assert len(empty.said.splitlines()) > 1
    assert not empty.home.exists()


@pytest.mark.parametrize(("schools", "due"), [("north", "2026-03-16"), ("south", "2026-03-09")])
def test_a_school_term_stands_still_in_the_holidays_of_its_region(empty: Any, schools: str, due: str) -> None:
    asked = ("term", "2 weeks", "--from", "2026-02-23", "--kind", "school")

    assert empty.facts(*asked, "--schools", schools) == {"due": due}
    assert empty(*asked, "--schools", "north") == 0
    assert "Voorjaarsvakantie: 6 days do not count" in empty.said
    assert empty(*asked) == 1
    assert "--schools" in empty.complained


@pytest.mark.parametrize(
    ("term", "day"), [("soon", "2026-02-06"), ("8 weeks", "6 februari"), ("-3 weeks", "2026-02-06")]
)
def test_what_is_no_term_or_no_day_is_said(empty: Any, term: str, day: str) -> None:
    assert empty("term", f"--from={day}", "--", term) == 1
    assert empty.complained.count("\n") == 1


def test_a_database_is_made_and_brought_up_to_date(empty: Any) -> None:
    assert empty("migrate") == 0
    assert "The database is at version" in empty.said
    assert empty("migrate") == 0
    assert empty.facts("cases") == []


def _newer(home: Path) -> None:
    with closing(sqlite3.connect(home / "vangnet.db")) as database:
        database.execute("UPDATE alembic_version SET version_num = '9999'")
        database.commit()


def _damaged(home: Path) -> None:
    (home / "vangnet.db").write_bytes(b"\x13" * 9000)


def _without_secret(home: Path) -> None:
    (home / "secret").unlink()


def _other_secret(home: Path) -> None:
    (home / "secret").write_text("another secret that is long enough to be one")


WRONG = {
    "newer": (_newer, "newer version (9999)"),
    "damaged": (_damaged, "The database is damaged"),
    "without secret": (_without_secret, "The secret "),
    "another secret": (_other_secret, "sealed under another secret"),
}


@pytest.mark.parametrize(("spoil", "part"), WRONG.values(), ids=WRONG)
def test_a_database_that_cannot_be_used_is_said_by_every_command(vangnet: Any, spoil: Any, part: str) -> None:
    spoil(vangnet.home)

    for command in (("cases",), ("up",), ("doctor",)):
        assert vangnet(*command) == 1
        assert part in vangnet.complained + vangnet.said


def test_two_settings_that_do_not_go_together_are_said(empty: Any, monkeypatch: Any) -> None:
    monkeypatch.setenv("VANGNET_HOST", "0.0.0.0")  # noqa: S104 - the very thing that is refused

    assert empty("up") == 1
    assert "the demo sign-in lets anybody in" in empty.complained


def test_a_port_that_is_taken_is_named_with_its_setting(empty: Any, monkeypatch: Any) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setenv("VANGNET_MAIL_PORT", str(taken.getsockname()[1]))

        assert empty("up") == 1

    assert f"Port {os.environ['VANGNET_MAIL_PORT']} is taken" in empty.complained
    assert "VANGNET_MAIL_PORT" in empty.complained


def test_a_home_that_is_no_folder_is_said(empty: Any) -> None:
    empty.home.write_text("a file")

    assert empty("up") == 1
    assert f"{empty.home} is no folder" in empty.complained


@pytest.mark.parametrize("address", ["nonsense", "oracle://x", "postgresql+psycopg://a:b@127.0.0.1:1/x"])
def test_a_database_that_is_away_or_no_address_is_said(empty: Any, monkeypatch: Any, address: str) -> None:
    monkeypatch.setenv("VANGNET_DATABASE_URL", address)
    monkeypatch.setenv("VANGNET_SECRET", "a secret of the tests that is long enough")

    assert empty("cases") == 1
    assert "VANGNET_DATABASE_URL" in empty.complained
    assert empty.complained.count("\n") == 1


def test_every_run_can_be_replayed_and_the_check_says_so(vangnet: Any) -> None:
    vangnet.register()

    assert vangnet.facts("replay", "--check") == {"runs": 1, "differ": []}


def test_a_small_region_is_played(empty: Any) -> None:
    figures = empty.facts("simulate", "--cases", "1", "--days", "5")

    assert isinstance(figures, dict)
    assert not empty.home.exists()
