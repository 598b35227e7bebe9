"""Chain instruments: called in for an action, waited for when full, given back to the first in line."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session, col, select

import flows.stages  # noqa: F401 - every story is known
from flows.commands import instrument
from flows.commands.answer import answer
from flows.commands.ending import cut_short
from flows.commands.viewer import viewer_of
from flows.engine.drain import drain
from flows.engine.step import add_run
from flows.facts.instrument import expected_on, in_use
from flows.queries.instrument import catalogue, uses_of
from models.access import Viewer
from models.refusal import BadAnswer, NotAllowed, Refused
from models.store import Store
from models.tables import Action, CaseFile, Instrument, InstrumentUse, Meeting, Message, StageRun

COORDINATOR, HELPER = "ilse.verhagen@aanmeldpunt.example", "lotte.appelhof@smw.example"
ADMINISTRATOR, OTHER = "wouter.sluiskamp@aanmeldpunt.example", "dennis.culemborg@geldloket.example"
REF = "VN-TEST01"
TERMS = {
    "name_nl": "Crisisplek", "name_en": "Crisis place", "gives": "Een plek voor drie weken.", "capacity": 1,
    "weeks": 3, "valid_from": "2026-11-01",
}  # fmt: skip
NEW = {**TERMS, "code": "crisisplek", "agency": "agency:15"}


@pytest.fixture
def as_(store: Store, case: int, now: datetime) -> Callable[[str], Viewer]:
    def viewer(email: str) -> Viewer:
        with store.read(now) as tx:
            return viewer_of(tx, email)

    return viewer


def with_action(session: Session, case: int, at: datetime) -> int:
    """Something agreed at a table, to draw from an instrument."""
    run = StageRun(case_id=case, stage="meeting", number=50, started_at=at)
    session.add(run)
    session.flush()
    meeting = Meeting(case_id=case, stage_run_id=run.id, held="elsewhere")
    session.add(meeting)
    session.flush()
    action = Action(case_id=case, meeting_id=meeting.id, agency_id=8, words="Een plek.", due_on=date(2026, 12, 1))
    session.add(action)
    session.flush()
    return action.id


@pytest.fixture
def cases(store: Store, case: int, now: datetime) -> dict[str, int]:
    """Three cases with one action each: the number of the action by that of the case."""
    found = {}
    with store.write(now) as tx:
        first = tx.session.get_one(CaseFile, case)
        for ref in (REF, "VN-TEST02", "VN-TEST03"):
            row = first if ref == REF else CaseFile(**{**first.model_dump(exclude={"id"}), "ref": ref})
            tx.session.add(row)
            tx.session.flush()
            found[ref] = with_action(tx.session, row.id, now)
    return found


@pytest.fixture
def one_place(store: Store, as_: Callable[[str], Viewer], now: datetime) -> int:
    return instrument.add_instrument(store, as_(ADMINISTRATOR), NEW, now)


@pytest.fixture
def call_in(
    store: Store, cases: dict[str, int], one_place: int, as_: Callable[[str], Viewer], now: datetime
) -> Callable[..., int]:
    def called(ref: str, *, waits: bool = False, at: datetime = now) -> int:
        content = {"instrument": one_place, "action": cases[ref], "waits": waits}
        return instrument.call_in(store, as_(COORDINATOR), ref, content, at)

    return called


def test_a_full_instrument_says_so_and_offers_a_waiting_place(call_in: Callable[..., int]) -> None:
    call_in(REF)

    with pytest.raises(Refused, match="'Crisisplek' is full; a place is expected about 14-12-2026"):
        call_in("VN-TEST02")


def test_a_waiting_place_has_a_number_and_an_expected_day(
    store: Store, call_in: Callable[..., int], as_: Any, now: datetime
) -> None:
    for ref in (REF, "VN-TEST02", "VN-TEST03"):
        call_in(ref, waits=True)

    with store.read(now) as tx:
        last = uses_of(tx, as_(COORDINATOR), "VN-TEST03")[0]
        seen = next(each for each in catalogue(tx, as_(HELPER)) if each.name == "Crisisplek")

    assert (last.status, last.ahead, last.expected_on) == ("waiting", 1, date(2027, 1, 4))
    assert (seen.in_use, seen.waiting, seen.expected_on) == (1, 2, date(2027, 1, 25))


def test_a_place_that_is_given_back_is_told_to_the_first_in_line_once_and_is_theirs(
    store: Store, call_in: Callable[..., int], as_: Any, now: datetime
) -> None:
    first, second, third = call_in(REF), call_in("VN-TEST02", waits=True), call_in("VN-TEST03", waits=True)

    instrument.return_use(store, as_(COORDINATOR), REF, {"use": first}, now)

    with store.read(now) as tx:
        told = tx.session.exec(select(Message).where(Message.notice == "PlaceFree")).one()
    assert (told.content, told.to_professional_id) == (f'{{"use":{second}}}', as_(COORDINATOR).professional_id)
    with pytest.raises(Refused, match="no place free for this action yet"):
        instrument.take(store, as_(COORDINATOR), "VN-TEST03", {"use": third}, now)
    instrument.take(store, as_(COORDINATOR), "VN-TEST02", {"use": second}, now)
    with pytest.raises(Refused, match="does not wait"):
        instrument.take(store, as_(COORDINATOR), "VN-TEST02", {"use": second}, now)


def test_who_leaves_the_line_lets_the_next_one_hear(
    store: Store, call_in: Callable[..., int], as_: Any, now: datetime
) -> None:
    first, second, third = call_in(REF), call_in("VN-TEST02", waits=True), call_in("VN-TEST03", waits=True)
    instrument.return_use(store, as_(COORDINATOR), REF, {"use": first}, now)

    instrument.return_use(store, as_(COORDINATOR), "VN-TEST02", {"use": second, "why": "Niet meer nodig."}, now)

    with store.read(now) as tx:
        told = tx.session.exec(select(Message.content).where(Message.notice == "PlaceFree")).all()
    assert told == [f'{{"use":{second}}}', f'{{"use":{third}}}']


def test_a_new_caller_does_not_go_before_who_waits(
    store: Store, call_in: Callable[..., int], as_: Any, now: datetime
) -> None:
    first = call_in(REF)
    call_in("VN-TEST02", waits=True)
    instrument.return_use(store, as_(COORDINATOR), REF, {"use": first}, now)

    with pytest.raises(Refused, match="is full; a place is expected about 14-12-2026"):
        call_in("VN-TEST03")


def test_a_case_that_closes_gives_its_places_back(
    store: Store, call_in: Callable[..., int], one_place: int, as_: Any, now: datetime
) -> None:
    call_in(REF)
    waiting = call_in("VN-TEST02", waits=True)

    cut_short(store, as_(COORDINATOR), REF, "moved", now)

    with store.read(now) as tx:
        assert in_use(tx.session, one_place) == 0
        assert tx.session.get_one(InstrumentUse, waiting).told_at == now


def test_who_may_not_call_it_in_is_told_who_can(
    store: Store, cases: dict[str, int], one_place: int, as_: Any, now: datetime
) -> None:
    terms = {**TERMS, "kinds": ["school"], "roles": ["consultant"]}
    instrument.change_instrument(store, as_(ADMINISTRATOR), one_place, terms, now)

    with pytest.raises(NotAllowed, match="cannot call in 'Crisisplek'"):
        instrument.call_in(
            store, as_(COORDINATOR), REF, {"instrument": one_place, "action": cases[REF], "waits": False}, now
        )


def test_an_action_in_a_plan_draws_from_an_instrument_and_lets_go_when_it_is_done(
    store: Store, one_place: int, case: int, as_: Any, now: datetime
) -> None:
    with store.write(now) as tx:
        add_run(tx, case, "assignment")
    list(drain(store, now))
    due_on = (now.date() + timedelta(days=20)).isoformat()
    line = {"who": "agency:8", "words": "Een plek.", "due_on": due_on, "instrument": one_place}
    plan = {
        "goals": [{"domain": "living", "words": "Een kamer.", "actions": [line]}],
        "marks": [{"domain": "living", "youth": 5}],
        "youth_agrees": True,
    }
    for key, fields in (("proposal", {"youth_wants_none": True}), ("plan", plan)):
        answer(store, as_(COORDINATOR), REF, key, fields, now)
        list(drain(store, now))
    with store.read(now) as tx:
        assert in_use(tx.session, one_place) == 1

    answer(store, as_(HELPER), REF, "action:1", {"done_on": now.date().isoformat()}, now)
    list(drain(store, now))

    with store.read(now) as tx:
        assert in_use(tx.session, one_place) == 0


def test_an_administrator_of_another_agency_changes_nothing(
    store: Store, one_place: int, as_: Any, now: datetime
) -> None:
    for email in (COORDINATOR, HELPER, OTHER):
        with pytest.raises(NotAllowed, match="Only an administrator of Groep De Linde or of the region"):
            instrument.change_instrument(store, as_(email), one_place, TERMS, now)


def test_nobody_loses_a_place_by_a_change(
    store: Store, cases: dict[str, int], one_place: int, as_: Any, now: datetime
) -> None:
    instrument.change_instrument(store, as_(ADMINISTRATOR), one_place, {**TERMS, "capacity": 2}, now)
    for ref in (REF, "VN-TEST02"):
        instrument.call_in(store, as_(COORDINATOR), ref, {"instrument": one_place, "action": cases[ref]}, now)

    with pytest.raises(Refused, match="2 places are in use"):
        instrument.change_instrument(store, as_(ADMINISTRATOR), one_place, TERMS, now)


def test_what_is_closed_is_not_called_in_after_its_last_day(
    store: Store, call_in: Callable[..., int], one_place: int, as_: Any, now: datetime
) -> None:
    with pytest.raises(BadAnswer, match="a day that has passed"):
        instrument.close_instrument(store, as_(ADMINISTRATOR), one_place, date(2026, 11, 22), now)
    instrument.close_instrument(store, as_(ADMINISTRATOR), one_place, date(2026, 11, 23), now)

    with pytest.raises(Refused, match="not offered today"):
        call_in(REF, at=now + timedelta(days=1))


@pytest.mark.parametrize(
    ("differs", "sentence"),
    [
        ({"capacity": 0}, "at least 1"),
        ({"valid_until": "2026-10-01"}, "ends before it begins"),
        ({"code": "Crisis Plek"}, "not written as it should be"),
        ({"code": "jobcoach"}, "an instrument of that code already"),
        ({"agency": "agency:99"}, "there is no such agency"),
        ({"kinds": ["zoo"]}, "must be one of"),
    ],
)
def test_an_instrument_that_does_not_fit_is_refused_by_its_field(
    store: Store, as_: Any, now: datetime, differs: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(BadAnswer, match=sentence):
        instrument.add_instrument(store, as_(ADMINISTRATOR), {**NEW, **differs}, now)


def test_an_action_draws_from_an_instrument_once(call_in: Callable[..., int]) -> None:
    call_in(REF)

    with pytest.raises(Refused, match="drew from it before"):
        call_in(REF, waits=True)


def test_a_place_nobody_took_yet_counts_for_who_comes_after(
    store: Store, call_in: Callable[..., int], one_place: int, as_: Any, now: datetime
) -> None:
    first = call_in(REF)
    call_in("VN-TEST02", waits=True)
    instrument.return_use(store, as_(COORDINATOR), REF, {"use": first}, now)

    with store.read(now) as tx:
        row = tx.session.get_one(Instrument, one_place)
        assert expected_on(tx.session, row, 0, now.date()) == now.date()
        assert expected_on(tx.session, row, 1, now.date()) == now.date() + timedelta(weeks=3)
        assert expected_on(tx.session, row, 2, now.date()) == now.date() + timedelta(weeks=6)


@pytest.mark.parametrize("database", ["fresh", pytest.param("fresh_postgres", marks=pytest.mark.postgres)])
def test_many_cases_at_once_never_take_more_places_than_there_are(
    request: pytest.FixtureRequest, database: str, now: datetime
) -> None:
    store: Store = request.getfixturevalue(database)()
    actions = {}
    with store.write(now) as tx:
        viewer, first = viewer_of(tx, COORDINATOR), tx.session.exec(select(CaseFile)).one()
        for number in range(6):
            row = CaseFile(**{**first.model_dump(exclude={"id"}), "ref": f"VN-MANY{number}"})
            tx.session.add(row)
            tx.session.flush()
            actions[row.ref] = with_action(tx.session, row.id, now)
        place = tx.session.exec(select(Instrument.id).where(Instrument.code == "opdc-tijdelijk")).one()
        for caller in tx.session.exec(select(InstrumentUse)).all():
            tx.session.delete(caller)
        consultant = viewer_of(tx, "ruben.dijkzicht@aanmeldpunt.example")
    both = replace(consultant, roles=viewer.roles | consultant.roles)

    def call(ref: str) -> int:
        content = {"instrument": place, "action": actions[ref], "waits": True}
        return instrument.call_in(store, both, ref, content, now)

    with ThreadPoolExecutor(6) as threads:
        list(threads.map(call, actions))

    with store.read(now) as tx:
        uses = tx.session.exec(select(InstrumentUse).order_by(col(InstrumentUse.place))).all()
    assert sorted((use.status.value, use.place or 0) for use in uses) == [
        ("in use", 0), ("in use", 0), ("waiting", 1), ("waiting", 2), ("waiting", 3), ("waiting", 4),
    ]  # fmt: skip
