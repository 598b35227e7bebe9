"""Holds the pinned dependencies against known advisories; says plainly where nobody could be asked. Installs nothing.

Exit 0: nothing known, or nobody could be asked (it says which). Exit 1: an advisory stands.
"""

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCK = "requirements.lock"
NOT_ASKED = "NOT AUDITED: {why}. Dependencies are pinned with digests; whether an advisory stands is not known here."
UNKNOWN = "could not be audited"
"""What pip-audit says of a package nobody answered for; it calls the whole clean all the same."""
LONGEST = 300


def audit() -> int:
    """Asks, and says what was answered."""
    command = _command()
    if command is None:
        print(NOT_ASKED.format(why="pip-audit is not installed on this machine"))
        return 0
    asked = [*command, "--requirement", LOCK, "--require-hashes", "--disable-pip", "--progress-spinner", "off"]
    try:
        ended = subprocess.run(asked, cwd=ROOT, check=False, capture_output=True, text=True, timeout=LONGEST)  # noqa: S603
    except subprocess.TimeoutExpired:
        print(NOT_ASKED.format(why="the advisory service does not answer"))
        return 0
    if ended.returncode and "Found" not in ended.stderr + ended.stdout:
        print(NOT_ASKED.format(why="no advisory service can be reached"))
        return 0
    unknown = (ended.stdout + ended.stderr).count(UNKNOWN)
    if unknown:
        print(NOT_ASKED.format(why=f"the advisory service knows nothing of {unknown} packages"))
    if ended.returncode or not unknown:
        print(ended.stdout or ended.stderr)
    return ended.returncode


def _command() -> list[str] | None:
    if importlib.util.find_spec("pip_audit"):
        return [sys.executable, "-m", "pip_audit"]
    found = shutil.which("pip-audit")
    return [found] if found else None


if __name__ == "__main__":
    sys.exit(audit())
