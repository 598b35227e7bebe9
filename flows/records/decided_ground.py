"""A partner may know without somebody's yes, because the case manager decided so and wrote why. Decides nothing itself.

Source: process.md, stage 1 step 3, "for others the professional's own weighing or a court's consent".
"""

from collections.abc import Iterable

from sqlmodel import col, select

from flows.engine import when
from flows.engine.matter import Matter
from flows.facts.consent import whose_yes_is_lacking
from flows.records.may_know import may_know_now
from models.tables import DecidedGround

GROUNDS = frozenset({"own weighing", "guardian", "one holder", "court order", "unable"})
"""Decisions by which partners without a ground of their own may know; the others leave it as it is."""


def decide_ground(matter: Matter, basis: str, agencies: Iterable[int]) -> None:
    """Stands in for every yes that is lacking now, for a year, or until that giver speaks."""
    ends_on = when.due(matter, "consent year", agency=None).on or matter.today
    lacking, agencies = whose_yes_is_lacking(matter), list(agencies)
    matter.session.add_all(
        DecidedGround(
            case_id=matter.case.id,
            agency_id=agency,
            giver_id=giver,
            basis=basis,
            decided_on=matter.today,
            ends_on=ends_on,
            decided_by_id=matter.speaker,
        )
        for agency in agencies
        for giver in lacking
    )
    matter.tx.flush()
    for agency in agencies:
        may_know_now(matter, agency)


def word_takes_over(matter: Matter, giver: int, agency: int) -> None:
    """This giver spoke: what was decided without their yes holds no longer."""
    rows = select(DecidedGround).where(
        DecidedGround.case_id == matter.case.id,
        DecidedGround.agency_id == agency,
        DecidedGround.giver_id == giver,
        col(DecidedGround.ends_on) > matter.today,
    )
    for row in matter.session.exec(rows).all():
        row.ends_on = matter.today
        matter.session.add(row)
    matter.tx.flush()
