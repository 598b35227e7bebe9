"""What a holder says instead of answering: who then, and whether they may know."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlmodel import select

import flows.stages  # noqa: F401 - every story is known
from flows.commands.answer import answer
from flows.commands.viewer import viewer_of
from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.engine.drain import drain
from flows.engine.step import add_run
from flows.engine.story import story
from models.refusal import Refused
from models.store import Store
from models.tables import Agency, CaseFile, LadderStep, Wait

REF, SOCIAL_WORKER, COORDINATOR = "VN-TEST01", "lotte.appelhof@smw.example", "ilse.verhagen@aanmeldpunt.example"

Token = Callable[[str], str]


@story("asks social work", version=1)
def asks_social_work(case: Case) -> Ending:
    helps = case.ask("direct-help", of="agency:8", form="DirectHelp", within="direct help")
    return case.end("helped" if helps.given else "withdrawn")


@pytest.fixture
def token(store: Store, case: int, now: datetime) -> Token:
    def of(code: str) -> str:
        with store.read(now) as tx:
            return f"agency:{tx.session.exec(select(Agency.id).where(Agency.code == code)).one()}"

    return of


@pytest.fixture
def asked(store: Store, case: int, now: datetime) -> None:
    with store.write(now) as tx:
        add_run(tx, case, "asks social work")
    list(drain(store, now))


def test_a_question_goes_to_the_agency_that_is_named_instead(
    store: Store, asked: None, token: Token, now: datetime
) -> None:
    with store.read(now) as tx:
        me = viewer_of(tx, SOCIAL_WORKER)

    became = answer(store, me, REF, "direct-help", not_ours(token("wijkteam-noord")), now)

    assert became.status == "asked of another agency"
    with store.read(now) as tx:
        waits = tx.session.exec(select(Wait).order_by(Wait.id)).all()
        assert [(f"agency:{wait.agency_id}", wait.status) for wait in waits] == [
            (token("smw"), "declined"),
            (token("wijkteam-noord"), "open"),
        ]


def test_no_agency_without_a_ground_takes_a_question_over_in_a_talk(
    store: Store, asked: None, token: Token, now: datetime
) -> None:
    with store.read(now) as tx:
        me, guide = viewer_of(tx, SOCIAL_WORKER), viewer_of(tx, COORDINATOR)
    answer(store, me, REF, "direct-help", {"cannot": {"code": "who pays"}}, now)
    list(drain(store, now))
    answer(store, guide, REF, "step-needed:1", {"needed": True}, now)
    list(drain(store, now))
    action = {"who": token("smw"), "words": "Belt.", "due_on": (now.date() + timedelta(days=9)).isoformat()}
    talk = {"talked_on": now.date().isoformat(), "actions": [action]}

    with pytest.raises(Refused, match="Horizonlijn has no ground"):
        answer(store, guide, REF, "breakthrough:1", {**talk, "takes_over": token("horizonlijn")}, now)

    assert answer(store, guide, REF, "breakthrough:1", talk, now).status == "given"


def test_what_one_of_the_people_cannot_stands_on_the_case_and_not_on_them(
    store: Store, asked: None, now: datetime
) -> None:
    with store.write(now) as tx:
        guide = viewer_of(tx, COORDINATOR)
        wait = tx.session.exec(select(Wait).where(Wait.key == "direct-help")).one()
        youth = tx.session.exec(select(CaseFile.youth_id).where(CaseFile.ref == REF)).one()
        wait.part, wait.agency_id, wait.professional_id, wait.person_id = "youth", None, None, youth
        tx.session.add(wait)

    became = answer(store, guide, REF, "direct-help", {"cannot": {"code": "who pays"}}, now)

    assert became.status == "breakthrough"
    with store.read(now) as tx:
        assert [(row.step, row.wait_id) for row in tx.session.exec(select(LadderStep))] == [(3, None)]


def not_ours(who_then: str) -> dict[str, dict[str, str]]:
    return {"cannot": {"code": "not ours", "who_then": who_then}}
