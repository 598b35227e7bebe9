"""Asks who does what until then, where something takes longer than ten working days. Asks it once.

Source: process.md, head: with every cannot, pause or new date beyond that.
"""

from datetime import date

from flows.engine import rewait, when
from flows.engine.matter import Matter
from models.code import Errand
from models.tables import Wait


def ask_meanwhile(matter: Matter, wait: Wait, day: date | None) -> bool:
    """Starts the errand about this wait if that day lies so far ahead and none is open; says whether it did."""
    far = when.due(matter, "meanwhile after", agency=None).on
    if day is None or far is None or day <= far:
        return False
    return rewait.start_once(matter, Errand.MEANWHILE, wait.id)
