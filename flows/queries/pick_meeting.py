"""Lists of one case: who was invited, who may take something on, sittings ahead, and who stands around the youth."""

from collections.abc import Iterator

from sqlmodel import col, func, select

from flows.engine.who import READ_CUSTODY
from flows.queries.door import Opened
from flows.queries.option import Option
from flows.queries.people import holder_name, person_name
from flows.queries.pick_region import agencies, professionals
from flows.queries.question_about import may_be_named
from flows.queries.waiting import WaitLine
from models.holder import Holder
from models.speech import mark
from models.store import Tx
from models.tables import CasePerson, Invitation, Meeting, Sitting

MOST_SITTINGS = 40


def invited(tx: Tx, opened: Opened, line: WaitLine | None) -> Iterator[Option]:
    """Who was invited to this meeting; agencies by their name, since who came is seen at the table."""
    meeting = tx.session.exec(
        select(Meeting).where(Meeting.stage_run_id == (line.run if line else 0)).order_by(col(Meeting.id).desc())
    ).first()
    by_name = may_be_named(tx, opened, meeting)
    rows = tx.session.exec(select(Invitation).where(Invitation.meeting_id == meeting.id)) if meeting else ()
    for row in rows:
        token = Holder("", row.agency_id, row.professional_id, row.person_id).token
        if row.person_id is None:
            yield Option(token, holder_name(tx, row.agency_id, row.professional_id, None))
        elif by_name:
            yield Option(token, person_name(tx, row.person_id))
        else:
            is_youth = row.person_id == opened.case.youth_id
            yield Option(token, mark("the youth") if is_youth else mark("somebody of the youth's own"), coded=True)


def responsible(tx: Tx, opened: Opened) -> Iterator[Option]:
    """Everybody who may take something on: agencies, professionals, and the people of this case."""
    yield from agencies(tx, opened.case.region_id)
    yield from _people(tx, opened)
    yield from professionals(tx, opened.case.region_id)


def _people(tx: Tx, opened: Opened) -> Iterator[Option]:
    if not may_be_named(tx, opened, None):
        yield Option(f"person:{opened.case.youth_id}", mark("the youth"), coded=True)
        return
    yield Option(f"person:{opened.case.youth_id}", person_name(tx, opened.case.youth_id))
    for person, _agency in tx.all(READ_CUSTODY, youth=opened.case.youth_id):
        if person is not None:
            yield Option(f"person:{person}", person_name(tx, person))
    yield from supporters(tx, opened)


def supporters(tx: Tx, opened: Opened) -> Iterator[Option]:
    """Whom the youth leans on now."""
    rows = tx.session.exec(
        select(CasePerson)
        .where(CasePerson.case_id == opened.case.id, col(CasePerson.until_on).is_(None))
        .order_by(col(CasePerson.id))
    )
    for row in rows:
        token = Holder("", None, row.professional_id, row.person_id).token
        yield Option(token, holder_name(tx, None, row.professional_id, row.person_id))


def sittings(tx: Tx, opened: Opened) -> Iterator[Option]:
    """The sittings ahead that have a place left."""
    taken = (
        select(Meeting.sitting_id, func.count().label("taken"))
        .where(col(Meeting.sitting_id).is_not(None))
        .group_by(col(Meeting.sitting_id))
        .subquery()
    )
    rows = tx.session.exec(
        select(Sitting)
        .outerjoin(taken, taken.c.sitting_id == Sitting.id)
        .where(
            Sitting.region_id == opened.case.region_id,
            Sitting.starts_at > tx.now,
            func.coalesce(taken.c.taken, 0) < Sitting.places,
        )
        .order_by(col(Sitting.starts_at))
        .limit(MOST_SITTINGS)
    )
    for row in rows:
        yield Option(str(row.id), holder_name(tx, row.school_id, None, None) or row.place, at=row.starts_at)
