"""Who answers what: for every form a question can carry, how somebody in that situation fills it in."""

from collections.abc import Callable, Mapping
from typing import Any

from simulation.players import aftercare, assignment, errand, intake, meeting, people, power, tapering
from simulation.turn import Turn

Player = Callable[[Turn], dict[str, Any]]

PLAYERS: Mapping[str, Player] = {
    **intake.PLAYERS,
    **meeting.PLAYERS,
    **assignment.PLAYERS,
    **aftercare.PLAYERS,
    **tapering.PLAYERS,
    **errand.PLAYERS,
    **power.PLAYERS,
    **people.PLAYERS,
}
"""The player of each form, by the form's name."""
