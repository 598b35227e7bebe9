"""What goes along when two cases turn out to be about one youth. Closes nothing and tells nobody."""

from sqlalchemy import update
from sqlmodel import col, select

from flows.engine.matter import Matter
from flows.engine.step import start
from flows.engine.who import holders
from flows.records.joining_youth import youth_along
from flows.records.partner import name_partner
from models.code import Errand
from models.store import Tx
from models.tables import Action, CaseFile, LifeNote, Meeting, Note, Partner, Request, WatchedDate, Youth


def bring_along(here: Matter, there: Matter) -> None:
    """The story, what still runs, what was agreed and not done yet, and dates to watch, from one case into another.

    What was asked elsewhere counts from the day it was asked; what was agreed keeps its day, and is asked anew.
    """
    youth_along(here, there)
    _story(here, there)
    _requests(here, there)
    _actions(here, there)
    for partner in here.session.exec(
        select(Partner).where(Partner.case_id == here.case.id, col(Partner.left_at).is_(None))
    ).all():
        name_partner(there, holders(there, f"agency:{partner.agency_id}", None)[0])
    known = {(row.kind, row.day) for row in _dates(there)}
    there.session.add_all(
        WatchedDate(case_id=there.case.id, kind=row.kind, day=row.day)
        for row in _dates(here)
        if (row.kind, row.day) not in known
    )
    mine, theirs = (matter.session.get_one(Youth, matter.case.youth_id) for matter in (here, there))
    theirs.family_id = theirs.family_id or mine.family_id
    mine.family_id = None
    there.session.add_all([mine, theirs])
    there.tx.flush()


def bring_notes_along(tx: Tx, double: int, kept: int) -> None:
    """Concerns and private notes: whoever guides the youth from now on must see a concern, whichever case it was in."""
    tx.connection.execute(update(Note).where(col(Note.case_id) == double).values(case_id=kept))


def _story(here: Matter, there: Matter) -> None:
    file = here.session.get_one(CaseFile, here.case.id)
    there.session.add(
        LifeNote(
            case_id=there.case.id,
            agency_id=file.referrer_agency_id,
            domain="support",
            kind="worry",
            words=f"{file.worry}\n\n{file.wish}",
            noted_at=there.now,
        )
    )


def _requests(here: Matter, there: Matter) -> None:
    for row in here.session.exec(select(Request).where(Request.case_id == here.case.id, Request.status == "running")):
        request = Request(
            case_id=there.case.id, agency_id=row.agency_id, asked_on=row.asked_on, term=row.term, words=row.words
        )
        row.status = "lapsed"
        there.session.add_all([row, request])
        there.tx.flush()
        start(there, Errand.REQUEST, request.id)


def _actions(here: Matter, there: Matter) -> None:
    """They stand as agreed in a talk held elsewhere; what the youth does is the youth's in the other case."""
    rows = here.session.exec(
        select(Action).where(Action.case_id == here.case.id, Action.status == "open").order_by(col(Action.id))
    ).all()
    if not rows:
        return
    talk = Meeting(case_id=there.case.id, held="elsewhere")
    there.session.add(talk)
    there.tx.flush()
    for row in rows:
        person = there.case.youth_id if row.person_id == here.case.youth_id else row.person_id
        action = Action(
            case_id=there.case.id,
            meeting_id=talk.id,
            agency_id=row.agency_id,
            professional_id=row.professional_id,
            person_id=person,
            words=row.words,
            due_on=max(row.due_on, there.today),
        )
        row.status = "lapsed"
        there.session.add_all([row, action])
        there.tx.flush()
        start(there, Errand.ACTION, action.id)


def _dates(matter: Matter) -> list[WatchedDate]:
    return list(matter.session.exec(select(WatchedDate).where(WatchedDate.case_id == matter.case.id)))
