"""What answers mean: the domain rows of each form, filed in the answer's own transaction. Importing this knows all."""

from flows.filing import (
    aftercare,
    assignment,
    birthday,
    delay,
    errand,
    imposition,
    intake,
    ladder,
    meeting,
    minutes,
    money,
    own_ask,
    right,
    slot,
    succession,
    tapering,
)

__all__ = [
    "aftercare",
    "assignment",
    "birthday",
    "delay",
    "errand",
    "imposition",
    "intake",
    "ladder",
    "meeting",
    "minutes",
    "money",
    "own_ask",
    "right",
    "slot",
    "succession",
    "tapering",
]
