"""The six cases by name, and how one is played: to the demo day, or to its end. Prints nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

from models.secret import Vault
from models.speech import DEFAULT
from models.store import Store
from models.tables import Row
from simulation.cast import found_cast
from simulation.scenario import s1_noor, s2_daan, s3_yara, s4_milan, s5_samira, s6_tygo
from simulation.scenario.day import day_from, morning_of
from simulation.scenario.name import Names
from simulation.scenario.passing import Passing
from simulation.scenario.scene import Scene
from simulation.scenario.telling import Line, NotAsWritten

SCENARIOS: Mapping[str, ModuleType] = {
    "S1": s1_noor,
    "S2": s2_daan,
    "S3": s3_yara,
    "S4": s4_milan,
    "S5": s5_samira,
    "S6": s6_tygo,
}
"""Every case: its ``STARTS_ON``, what it is ``ABOUT``, ``until_demo_day`` and ``afterwards``."""
DEMO_DAY = "23-11-2026"
SECRET = "a scenario keeps nothing that is secret"  # noqa: S105 - seals only what is invented


def open_scene(store: Store, starts_on: str, language: str = DEFAULT) -> Scene:
    """A scene in the region of a database, on the morning of that day; without a region the demo region is founded."""
    now = morning_of(day_from(starts_on))
    cast = found_cast(store, now)
    with store.read(now) as tx:
        names = Names(tx, cast.region)
    return Scene(store, names, Passing(store, now), language)


@dataclass(frozen=True, slots=True)
class Played:
    """What came of a script: its lines, and what was not as written, if anything."""

    lines: list[Line]
    failure: NotAsWritten | None = None


def play_until_demo_day(store: Store, name: str, language: str = DEFAULT) -> Scene:
    """Plays one case up to the demo day, and gives its scene.

    Raises:
        NotAsWritten: something is not what the script says.
        Stopped: a run could not be carried.
    """
    script = SCENARIOS[name]
    scene = open_scene(store, script.STARTS_ON, language)
    script.until_demo_day(scene)
    scene.on(DEMO_DAY)
    return scene


def play(store: Store, name: str, language: str = DEFAULT) -> Played:
    """Plays one case to its end; what is not as written ends it.

    Raises:
        Stopped: a run could not be carried.
    """
    script = SCENARIOS[name]
    scene = open_scene(store, script.STARTS_ON, language)
    try:
        script.until_demo_day(scene)
        scene.on(DEMO_DAY)
        script.afterwards(scene)
    except NotAsWritten as failure:
        return Played(scene.lines, failure)
    return Played(scene.lines)


def play_apart(name: str, language: str = DEFAULT) -> Played:
    """Plays one case to its end in a database of its own, which is thrown away."""
    with TemporaryDirectory(prefix="vangnet-scenario-") as folder:
        store = Store(f"sqlite:///{Path(folder) / 'case.db'}", Vault([SECRET]), safe=False)
        try:
            Row.metadata.create_all(store.engine)
            return play(store, name, language)
        finally:
            store.close()
