"""Whoever looks after the region sees where mail does not arrive."""

from typing import Any

from flows.queries.undelivered import mail_is_stopped, unreachable_people, unreachable_staff
from models.access import Viewer
from models.code import Role
from models.tables import Agency, Alarm, CaseFile, Person, Professional

COORDINATOR = Viewer(1, 1, frozenset({Role.COORDINATOR}))
BRAM = Viewer(7, 2)


def _failing(store: Any, now: Any) -> tuple[str, str]:
    with store.write(now) as tx:
        professional = tx.session.get_one(Professional, 7)
        professional.email_failed_at = now
        case = tx.session.get_one(CaseFile, 1)
        tx.session.get_one(Person, case.youth_id).email_failed_at = now
        tx.session.add(Alarm(kind="mail", detail="sign-in", since_at=now))
        return tx.session.get_one(Agency, professional.agency_id).name, case.ref


def test_the_coordinator_sees_where_mail_does_not_arrive(fresh: Any, now: Any) -> None:
    store = fresh()
    agency, ref = _failing(store, now)

    with store.read(now) as tx:
        assert unreachable_staff(tx, COORDINATOR) == [agency]
        assert unreachable_people(tx, COORDINATOR) == [ref]
        assert mail_is_stopped(tx, COORDINATOR)


def test_nobody_else_does(fresh: Any, now: Any) -> None:
    store = fresh()
    _failing(store, now)

    with store.read(now) as tx:
        assert (unreachable_staff(tx, BRAM), unreachable_people(tx, BRAM)) == ([], [])
        assert not mail_is_stopped(tx, BRAM)


def test_when_all_arrives_there_is_nothing_to_see(fresh: Any, now: Any) -> None:
    with fresh().read(now) as tx:
        assert (unreachable_staff(tx, COORDINATOR), unreachable_people(tx, COORDINATOR)) == ([], [])
        assert not mail_is_stopped(tx, COORDINATOR)
