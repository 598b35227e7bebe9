"""Keeps what a case that goes added to the figures: codes and numbers, summed with those of others. Reads no word."""

from collections.abc import Collection
from secrets import randbelow

from sqlmodel import col, select

from flows.facts.figure import added_by, figure_of
from models.store import Tx
from models.tables import CaseFigure, CaseFile, Figure, Region

_NUMBERS = 2**31 - 1


def keep_figures(tx: Tx, cases: Collection[int]) -> None:
    """Before these cases go; one at a time in a region, so that no sum is lost."""
    rows = tx.session.exec(select(CaseFile).where(col(CaseFile.id).in_(cases)).order_by(col(CaseFile.id))).all()
    for region in sorted({row.region_id for row in rows}):
        tx.session.exec(select(Region.id).where(Region.id == region).with_for_update()).one()
        for key, number in added_by(tx, region, cases).items():
            _add(tx, region, *key, number)
    for row in rows:
        figure = figure_of(tx, row)
        figure.id = _drawn(tx)
        tx.session.add(figure)
        tx.flush()


def _add(tx: Tx, region: int, agency: int | None, year: int, what: str, code: str, number: int) -> None:
    """Never two rows for the same, also where no agency is named: to a database two empty ones differ."""
    found = select(Figure).where(Figure.region_id == region, Figure.year == year, Figure.what == what)
    of = col(Figure.agency_id).is_(None) if agency is None else Figure.agency_id == agency
    row = tx.session.exec(found.where(of, Figure.code == code)).first()
    row = row or Figure(region_id=region, agency_id=agency, year=year, what=what, code=code, number=0)
    row.number += number
    tx.session.add(row)
    tx.flush()


def _drawn(tx: Tx) -> int:
    """A number that tells no order in which cases went."""
    number = 1 + randbelow(_NUMBERS)
    while tx.session.get(CaseFigure, number) is not None:
        number = 1 + randbelow(_NUMBERS)
    return number
