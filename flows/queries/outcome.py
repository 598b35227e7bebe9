"""What somebody may read of how a registration ended. A join with an older case shows to who guides cases, only."""

JOINED, TAKEN_UP = "joined", "taken up"


def outcome_for(outcome: str | None, *, sees_all: bool) -> str | None:
    """The outcome as this viewer may know it. Source: process.md, stage 1 step 2."""
    return TAKEN_UP if outcome == JOINED and not sees_all else outcome
