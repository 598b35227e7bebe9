"""What looking for a youth records."""

from flows.engine.hot import OPEN_RUNS
from flows.engine.matter import Matter
from flows.engine.signalling import signal_run
from models.code import Stage

LISTEN = frozenset({Stage.AFTERCARE, Stage.TAPERING})


def out_of_sight(matter: Matter) -> None:
    """The youth was not found: aftercare and tapering hear it, and end so; a person closes the case."""
    for run, stage in matter.tx.all(OPEN_RUNS, case=matter.case.id):
        if stage in LISTEN:
            signal_run(matter, run, "out of sight")
