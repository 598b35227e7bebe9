"""The table of attacks in ``docs/security.md``: every row names a test that is there, and what stands afterwards."""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[2]
TABLE = (ROOT / "docs" / "security.md").read_text().split("## What was tried")[1]
ROWS = re.findall(r"^\| (.+?) \| `(tests/.+?)` \| (.+?) \|$", TABLE, re.MULTILINE)
AT_LEAST = 60


def test_there_are_enough_and_each_is_another() -> None:
    assert len(ROWS) >= AT_LEAST
    assert [name for name, times in Counter(test for _, test, _ in ROWS).items() if times > 1] == []
    assert all(said.strip() for _, _, said in ROWS)


def test_every_row_names_a_test_that_is_there() -> None:
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider"]

    ended = subprocess.run(  # noqa: S603 - our own
        [*command, *(test for _, test, _ in ROWS)], cwd=ROOT, check=False, capture_output=True, text=True
    )

    assert [line for line in ended.stderr.splitlines() if line.startswith("ERROR")] == []
    assert ended.returncode == 0
