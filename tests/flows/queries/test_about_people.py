"""What somebody must know to answer a question about a birthday, a consent that ends, or a part that changes hands."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

import flows.stages  # noqa: F401 - every story is known
from flows.commands.question import lock_case
from flows.commands.viewer import viewer_of
from flows.engine.drain import drain
from flows.engine.matter import CaseRow, Matter
from flows.engine.step import start
from flows.queries.door import open_case
from flows.queries.question_about import facts_about
from flows.queries.waiting import waits_of_cases
from flows.records.succession import to_be_named
from models.code import Errand, Part
from models.store import Store
from models.tables import Agency, CaseFile, Consent, Partner, Professional

REF, ILSE = "VN-TEST222", "ilse.verhagen@aanmeldpunt.example"


@pytest.fixture
def store(fresh: Callable[[], Store]) -> Store:
    return fresh()


def begun(store: Store, now: datetime, do: Callable[[Matter], Any]) -> None:
    with store.write(now) as tx:
        case: CaseRow = lock_case(tx, REF)
        do(Matter(tx, case, 0, "", 0, None, None))
    for each in drain(store, now):
        assert each.blocked is None


def facts(store: Store, now: datetime) -> dict[str, Any]:
    with store.read(now) as tx:
        viewer = viewer_of(tx, ILSE)
        opened = open_case(tx, viewer, REF)
        line = waits_of_cases(tx, [opened.case.id])[0]
        return {fact.label: fact.value for fact in facts_about(tx, opened, line)}


def test_who_is_asked_again_for_consent_reads_for_whom_and_until_when(store: Store, now: datetime) -> None:
    def ends(matter: Matter) -> None:
        horizonlijn = matter.session.exec(select(Agency.id).where(Agency.code == "horizonlijn")).one()
        matter.session.add(Partner(case_id=matter.case.id, agency_id=horizonlijn, joined_at=matter.now))
        matter.session.add(
            Consent(
                case_id=matter.case.id, agency_id=horizonlijn, giver_id=matter.case.youth_id, agrees=True, way="table",
                given_on=matter.today - timedelta(days=340), ends_on=matter.today + timedelta(days=25),
            )
        )  # fmt: skip
        matter.tx.flush()
        start(matter, Errand.RENEWAL, None)

    begun(store, now, ends)

    assert facts(store, now) == {
        "Consent ends for": "Aanbieder Horizonlijn",
        "The first day without it": now.date() + timedelta(days=25),
    }


def test_who_names_a_successor_reads_which_part_and_who_had_it(store: Store, now: datetime) -> None:
    def left(matter: Matter) -> None:
        former = matter.session.exec(select(Professional.id).order_by(Professional.id.desc())).first()
        to_be_named(matter, Part.COACH, former or 0, left=True)

    begun(store, now, left)

    shown = facts(store, now)
    assert shown["Which part"] == "coach"
    assert "(" in shown["From"]


def test_a_plan_for_18_names_the_birthday(store: Store, now: datetime) -> None:
    begun(store, now, lambda matter: start(matter, Errand.PLAN_FOR_18, 6))

    assert facts(store, now) == {"The youth": "Noor Veldwijk", "Birthday": date(2028, 3, 1)}
    with store.read(now) as tx:
        assert tx.session.exec(select(CaseFile.ref)).one() == REF
