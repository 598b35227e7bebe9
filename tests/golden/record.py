"""Records golden journals: what fixed walks through the real stages left in the journal, by stage and version.

``python tests/golden/record.py`` writes them anew. A journal recorded with an earlier release is never changed: a story
that no longer fits it needs ``patched``, or a version of its own.
"""

import json
import re
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlmodel import col, select
from walk import BEGINS_AT, Other, Walk, Walker
from walks import WALKS

from flows.commands.region import found_region
from flows.stages import FLOWS
from models.secret import Vault
from models.store import Store
from models.tables import Entry, Row

HERE = Path(__file__).parent
REGION = HERE.parents[1] / "simulation" / "data" / "rivierland-oost.toml"
SECRET = "a secret of the tests, and long enough"  # noqa: S105

Journals = dict[str, Any]


class Ground:
    """Fresh copies of a region to walk in."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._walked = folder, 0
        self._whole = folder / "whole.db"
        store = Store(f"sqlite:///{folder}/first.db", Vault([SECRET]), safe=False)
        Row.metadata.create_all(store.engine)
        with store.write(BEGINS_AT) as tx:
            found_region(tx, tomllib.loads(REGION.read_text()))
        with store.engine.connect() as connection:
            connection.execute(text("ROLLBACK"))
            connection.execute(text(f"VACUUM INTO '{self._whole}'"))
        store.close()

    @contextmanager
    def walked(self, walk: Walk) -> Iterator[Walker]:
        """A walk to its end, on a copy of its own."""
        self._walked += 1
        path = self._folder / f"walk-{self._walked}.db"
        shutil.copy(self._whole, path)
        store = Store(f"sqlite:///{path}", Vault([SECRET]), safe=False)
        try:
            yield Walker(store, walk).go()
        finally:
            store.close()
            path.unlink()


def means(story: str) -> Mapping[str, Mapping[str, str]]:
    """What each way a question of this story can end means."""
    found: Mapping[str, Mapping[str, str]] = sys.modules[FLOWS[story].fn.story.tell.__module__].MEANS
    return found


def ways_of(walker: Walker) -> set[tuple[str, str, str]]:
    """Every way in which a step ended on a walk: story, step and way."""
    story = {run.id: run.stage for run in walker.runs()}
    return {(story[wait.stage_run_id], step(wait.key), wait.status.value) for wait in walker.waits()}


def ways_in(story: str, journal: Journals) -> Iterator[tuple[str, str, str]]:
    """Every way in which a step ended that a journal holds; one that was cut short holds none for what stood open."""
    for key, kind, _form, _version, packed in journal["steps"]:
        value = json.loads(packed) if kind in {"ask", "ask_all", "wait_until"} else {}
        for each in value.get("each", [value] if value else []):
            yield story, step(key), each["kind"]


def ways() -> list[tuple[str, str, str]]:
    """Every story, every step of it, every way that step can end besides being answered."""
    return [(story, step, way) for story in FLOWS for step, each in means(story).items() for way in each]


def step(key: str) -> str:
    """A key without what it is about and how often it was asked."""
    return key.split(":", maxsplit=1)[0]


def ending(base: Walk, story: str, at: str, way: str) -> Walk:
    """A walk that is like another, but for the way one step ends the first time; over once its story ended."""
    return replace(base, answers={**base.answers, at: (Other(way), *base.answers.get(at, ()))}, until=story, past=at)


def walk_named(name: str, story: str) -> Walk:
    """The walk after which a golden journal of a story is named, as far as that story goes."""
    walk = name.rsplit(" #", 1)[0]
    base, _, end = walk.partition("; ")
    at, _, way = end.rpartition(" ")
    return ending(WALKS[base], story, at, way) if end else replace(WALKS[base], until=story)


def journals(walker: Walker, of: str | None = None) -> Iterator[tuple[str, Journals]]:
    """The journal of each run of the case, or of those of one story: which story and version, and what it holds."""
    for run in walker.runs():
        if run.version is not None and of in {None, run.stage}:
            with walker.store.read(walker.now) as tx:
                entries = tx.session.exec(
                    select(Entry).where(Entry.stage_run_id == run.id).order_by(col(Entry.seq))
                ).all()
            steps = [[each.key, each.kind.value, each.form, each.form_version, each.value] for each in entries]
            waits = [
                [each.key, each.kind.value, each.form] for each in walker.open_waits() if each.stage_run_id == run.id
            ]
            yield (
                f"{run.stage}-{run.version}",
                {
                    "number": run.number,
                    "about": run.about,
                    "outcome": run.outcome,
                    "steps": steps,
                    "waits": waits,
                },
            )


def recorded(ground: Ground) -> dict[str, dict[str, Journals]]:
    """Every golden journal, by story and version and by walk."""
    found: dict[str, dict[str, Journals]] = {}
    first: dict[tuple[str, str], str] = {}
    seen: set[tuple[str, str, str]] = set()
    for name, walk in WALKS.items():
        with ground.walked(walk) as walker:
            kept = list(journals(walker))
            _keep(found, name, iter(kept))
            first = {**{(story, at): name for story, at, _ in ways_of(walker)}, **first}
            seen |= {way for version, journal in kept for way in ways_in(version.rsplit("-", 1)[0], journal)}
    for story, at, way in ways():
        if (story, at, way) not in seen:
            name = first[story, at]
            with ground.walked(ending(WALKS[name], story, at, way)) as walker:
                _keep(found, f"{name}; {at} {way}", journals(walker, story))
    return found


def _keep(found: dict[str, dict[str, Journals]], walk: str, each: Iterator[tuple[str, Journals]]) -> None:
    for story, journal in each:
        kept = found.setdefault(story, {})
        if path(journal) not in map(path, kept.values()):
            kept[f"{walk} #{journal['number']}"] = journal


def path(journal: Journals) -> str:
    """The path a journal walked: the same but for numbers is the same path."""
    return re.sub(r"\d+", "#", json.dumps(journal))


def written(journals_of_story: Mapping[str, Journals]) -> str:
    """One line a journal: what changed is seen at once."""
    lines = [f"{json.dumps(walk)}: {json.dumps(journal)}" for walk, journal in journals_of_story.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        for story, kept in recorded(Ground(Path(folder))).items():
            (HERE / f"{story.replace(' ', '_')}.json").write_text(written(kept))
