"""What the errand about missing information records: the clock of the agency that lacks it goes on."""

from flows.engine.matter import Matter
from flows.engine.standstill import go_on, heir_of


def clock_goes_on(matter: Matter) -> None:
    """The days it stood still shift the last day of the wait, or of the one asked in its place since."""
    go_on(matter, heir_of(matter, matter.about or 0))
