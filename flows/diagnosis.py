"""What went wrong, for a log that anybody may read: the kind of problem and the place, never its message."""

import traceback
from pathlib import Path

HOUSE = ("flows", "models", "notifications")


def diagnosis_of(problem: BaseException) -> str:
    """The kind of a problem and where in our own code it arose; its message may hold an address or what was typed."""
    frames = traceback.extract_tb(problem.__traceback__)
    ours = [frame for frame in frames if set(HOUSE) & set(Path(frame.filename).parts)]
    where = f" in {ours[-1].name}, {Path(ours[-1].filename).name} line {ours[-1].lineno}" if ours else ""
    return f"{type(problem).__name__}{where}"
