"""Strict replay: a story must take the steps its journal holds, in that order. Never reads or writes a row.

Compared are key, kind and form of journaled and open steps; never holder, term, text or order of words. A story that
differs is *blocked* with a diagnosis before anything is written, rather than led along another path.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.holder import Holder


class Blocked(Exception):  # noqa: N818 - a state of a run, not an error of ours
    """The story and the journal differ; an operator decides. Nothing was written."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One settled step, as journaled."""

    key: str
    kind: str
    form: str | None
    form_version: int | None
    value: str


@dataclass(slots=True)
class OpenWait:
    """One wait of this run: open, or already answered while others of its step are not."""

    id: int
    key: str
    kind: str
    form: str | None
    lapses_at: datetime | None
    unless: tuple[str, ...]
    quorum: str | None
    status: str
    code: str | None
    value: str | None
    holder: Holder | None
    form_version: int | None
    agency_kind: str | None = None


MOST_STEPS = 5_000
"""Of one run. Five years of weekly check-ins take about five hundred."""
PENDING_KIND = {"ask": "ask", "ask_all": "ask_all", "date": "wait_until"}


class Journal:
    """What a run did so far, read once from front to back while its story is told again."""

    def __init__(self, entries: Iterable[Entry], waits: Iterable[OpenWait]) -> None:
        self._entries = list(entries)
        self._at = 0
        self._taken: set[str] = set()
        settled = {entry.key for entry in self._entries}
        self._awaited = [wait for wait in waits if wait.kind != "open" and wait.key not in settled]
        self._patched: dict[str, bool] = {}

    @property
    def length(self) -> int:
        """How many steps are settled, the new ones included."""
        return len(self._entries)

    def replayed(self, key: str, kind: str, form: str | None = None) -> Entry | None:
        """The entry this line settled as, or None when the line must be taken now.

        Raises:
            Blocked: the journal, or an open wait, says that another step comes here.
        """
        if key in self._taken:
            raise Blocked(f"the story takes the step '{key}' twice")
        self._taken.add(key)
        if self._at < len(self._entries):
            entry = self._entries[self._at]
            _same(entry.key, entry.kind, entry.form, key, kind, form)
            self._at += 1
            return entry
        for wait in self._awaited:
            _same(wait.key, PENDING_KIND[wait.kind], wait.form, key, kind, form)
        return None

    def awaited(self) -> list[OpenWait]:
        """The waits of the step that is being waited for; empty when the next step is new."""
        return self._awaited

    def settle(self, entry: Entry) -> None:
        """The step was settled in this very telling.

        Raises:
            Blocked: no end of steps; the lock of its case must not be held for ever.
        """
        if len(self._entries) >= MOST_STEPS:
            raise Blocked(f"the story takes more than {MOST_STEPS} steps")
        self._entries.append(entry)
        self._at = len(self._entries)
        self._awaited = []

    def patched(self, name: str) -> tuple[bool, bool]:
        """Whether the run follows the change called ``name``, and whether that is decided only now."""
        if name in self._patched:
            return self._patched[name], False
        decided_now = self._at == len(self._entries) and not self._awaited
        follows = decided_now or (self._at < len(self._entries) and self._entries[self._at].key == patch_key(name))
        self._patched[name] = follows
        if follows and not decided_now:
            self._taken.add(patch_key(name))
            self._at += 1
        return follows, decided_now

    def finish(self) -> None:
        """The story came to its end.

        Raises:
            Blocked: the journal holds more than the story told, or somebody is still being waited for.
        """
        if self._at < len(self._entries):
            raise Blocked(f"the story ends, but the journal goes on with '{self._entries[self._at].key}'")
        if self._awaited:
            raise Blocked(f"the story ends, but '{self._awaited[0].key}' is still being waited for")


def patch_key(name: str) -> str:
    """The key under which a change of the story is journaled."""
    return f"patched:{name}"


def _same(was_key: str, was_kind: str, was_form: str | None, key: str, kind: str, form: str | None) -> None:
    was, now = _described(was_key, was_kind, was_form), _described(key, kind, form)
    if was != now:
        raise Blocked(f"the journal has {was}, the story now takes {now}")


def _described(key: str, kind: Any, form: str | None) -> str:
    return f"{kind} '{key}'" + (f" with form {form}" if form else "")
