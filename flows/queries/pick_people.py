"""Lists for what is done about the people of a case: who said yes, what was agreed, where somebody may move to."""

from collections.abc import Iterator

from sqlmodel import col, select

from flows.queries.around import Somebody, around_now, the_youth
from flows.queries.door import Opened
from flows.queries.option import Option
from flows.queries.people import person_name
from models.choice import CHOICES
from models.label import called
from models.store import Tx
from models.tables import Action, Consent, FamilyAgreement, Region


def givers_who_said_yes(tx: Tx, opened: Opened) -> Iterator[Option]:
    """Everybody whose yes could be withdrawn."""
    found = tx.session.exec(
        select(Consent.giver_id)
        .where(Consent.case_id == opened.case.id, Consent.agrees, col(Consent.withdrawn_at).is_(None))
        .distinct()
        .order_by(col(Consent.giver_id))
    )
    yield from (Option(f"person:{giver}", person_name(tx, giver)) for giver in found)


def people_of_the_case(tx: Tx, opened: Opened) -> Iterator[Option]:
    """The youth and everybody around them whose details stand with the case, as they are now."""
    yield from (
        _option(each, opened.viewer.language)
        for each in (the_youth(tx, opened), *around_now(tx, opened))
        if each.is_person
    )


def who_may_leave(tx: Tx, opened: Opened) -> Iterator[Option]:
    """Everybody around the youth, as they are now."""
    yield from (_option(each, opened.viewer.language) for each in around_now(tx, opened))


def _option(each: Somebody, language: str) -> Option:
    return Option(each.seen, f"{each.name} ({called(CHOICES, each.relation, language)})")


def agreements_of_the_youth(tx: Tx, opened: Opened) -> Iterator[Option]:
    """What was agreed in this case and is not the family's yet."""
    shared = select(FamilyAgreement.action_id)
    rows = tx.session.exec(
        select(Action)
        .where(Action.case_id == opened.case.id, Action.status == "open", col(Action.id).not_in(shared))
        .order_by(col(Action.due_on), col(Action.id))
    )
    yield from (Option(str(row.id), row.words) for row in rows)


def other_regions(tx: Tx, opened: Opened) -> Iterator[Option]:
    """The other regions that work with this installation."""
    rows = tx.session.exec(select(Region).where(Region.id != opened.case.region_id).order_by(Region.name))
    yield from (Option(row.code, row.name) for row in rows)
