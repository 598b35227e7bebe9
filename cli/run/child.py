"""A process of ours: started with its words going to a file, watched, and ended when we end."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

PR_SET_PDEATHSIG = 1
PATIENCE = 10.0
"""Seconds a process gets to end by itself."""
LAST_LINES = 15
LONGEST_LOG = 5_000_000
"""Bytes; a longer log is put aside when its process starts, in place of the one put aside before."""


class Child:
    """One process, in a session of its own so that Ctrl-C reaches only the parent, who ends it."""

    def __init__(
        self, name: str, command: Sequence[str], environment: Mapping[str, str], folder: Path, log: Path
    ) -> None:
        self.name = name
        self.log = log
        log.parent.mkdir(parents=True, exist_ok=True)
        if log.exists() and log.stat().st_size > LONGEST_LOG:
            log.replace(log.with_suffix(".1.log"))
        self._began = log.stat().st_size if log.exists() else 0
        self._read = self._began
        with log.open("ab") as words:
            self._process = subprocess.Popen(  # noqa: S603 - our own commands
                list(command),
                cwd=folder,
                env={**os.environ, **environment},
                stdin=subprocess.DEVNULL,
                stdout=words,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 - before any thread
            )

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def ended(self) -> int | None:
        """How it ended, or None while it runs."""
        return self._process.poll()

    def ask_to_end(self) -> None:
        """Asks it to end, and its own children with it."""
        self._tell(signal.SIGTERM)

    def end(self) -> None:
        """Waits until it ended, having asked it to; insists after a while."""
        self.ask_to_end()
        deadline = time.monotonic() + PATIENCE
        while self._process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)
        self._tell(signal.SIGKILL)
        self._process.wait()

    def new_lines(self) -> list[str]:
        """What it said since this was asked last; a line that is not whole yet comes next time."""
        with self.log.open("rb") as file:
            file.seek(self._read)
            said = file.read()
        whole = said[: said.rfind(b"\n") + 1]
        self._read += len(whole)
        return whole.decode(errors="replace").splitlines()

    def last_words(self) -> str:
        """The end of what it said since it started, for whoever must find out why it stopped."""
        with self.log.open("rb") as file:
            file.seek(self._began)
            lines = file.read().decode(errors="replace").splitlines()
        return "\n".join(lines[-LAST_LINES:])

    def _tell(self, number: signal.Signals) -> None:
        try:
            os.killpg(self._process.pid, number)
        except ProcessLookupError:
            return


def _end_with_parent() -> None:
    """A parent that is killed takes its children along, so that no port stays taken."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
