"""What is destroyed is decided by two different people; a hold, a reason or anything open keeps a case."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

import flows.stages  # noqa: F401 - every story is known
from flows.commands.ending import cut_short, reopen
from flows.commands.retention import approve, end_hold, hold, list_now, take_off
from flows.commands.viewer import viewer_of
from flows.facts.retention import HELD_BACK, WHY, held_back
from flows.queries.destruction import destroyed_case, destruction_list, lagging, proof_for
from flows.queries.log import log_of
from flows.records.destruction import proof_of
from flows.rounds.cleaning import clean
from flows.rounds.destroying import destroy_approved
from flows.rounds.destruction_list import make_list
from models.access import Viewer
from models.code import EmergencyReason, Logged, MessageStatus, RightAbout, RightKind, Sector
from models.refusal import BadAnswer, NotAllowed, Refused, Unknown
from models.retention import Category
from models.store import Store
from models.tables import (
    CaseFile,
    Contest,
    Destruction,
    EmergencyAccess,
    Family,
    Leave,
    LegalHold,
    LogLine,
    Message,
    Person,
    RightRequest,
    StageRun,
    Wait,
    Youth,
)

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=800)
REF = "VN-TEST222"
ILSE = "ilse.verhagen@aanmeldpunt.example"
WOUTER = "wouter.sluiskamp@aanmeldpunt.example"
YVONNE = "yvonne.degrient@aanmeldpunt.example"
MARGRIET = "margriet.oosterwold@aanmeldpunt.example"


class List:
    """The one case, closed, and those who look at the list."""

    def __init__(self, store: Store) -> None:
        self.store = store
        with store.write(NOW) as tx:
            case = tx.session.exec(select(CaseFile)).one()
            case.closed_at, case.outcome, case.retain_until = NOW, "helped", date(2028, 11, 23)
            tx.session.add(case)
            self.case = case.id

    def who(self, email: str, now: datetime = LATER) -> Viewer:
        with self.store.read(now) as tx:
            return viewer_of(tx, email)

    def write(self, *rows: Any) -> None:
        with self.store.write(LATER) as tx:
            tx.session.add_all(rows)

    def change(self, **fields: Any) -> None:
        with self.store.write(LATER) as tx:
            case = tx.session.get_one(CaseFile, self.case)
            case.sqlmodel_update(fields)
            tx.session.add(case)

    def make(self, now: datetime = LATER) -> int:
        with self.store.write(now) as tx:
            return make_list(tx).added

    def items(self) -> list[Destruction]:
        with self.store.read(LATER) as tx:
            return list(tx.session.exec(select(Destruction).order_by(col(Destruction.id))))

    def approve(self, email: str, *, now: datetime = LATER) -> int:
        return approve(self.store, self.who(email, now), {"items": [self.items()[-1].id]}, now)

    def destroy(self) -> tuple[int, int]:
        return destroy_approved(self.store, LATER)

    def is_there(self) -> bool:
        with self.store.read(LATER) as tx:
            return tx.session.get(CaseFile, self.case) is not None


@pytest.fixture
def listed(either: Store) -> List:
    return List(either)


def test_a_case_goes_on_the_list_on_the_day_until_which_it_is_kept_and_once_only(listed: List) -> None:
    assert listed.make(datetime(2028, 11, 22, 9, tzinfo=UTC)) == 0
    assert listed.make(datetime(2028, 11, 23, 9, tzinfo=UTC)) == 1
    assert listed.make() == 0

    [item] = listed.items()
    assert (item.category, item.due_on, item.case_id) == (Category.CLOSED, date(2028, 11, 23), listed.case)


def test_what_began_nothing_is_listed_after_three_months_as_such(either: Store) -> None:
    with either.write(NOW) as tx:
        case = tx.session.exec(select(CaseFile)).one()
        ilse = viewer_of(tx, ILSE)
        tx.session.add(StageRun(case_id=case.id, stage="intake", number=1, started_at=NOW))
    cut_short(either, ilse, REF, "registration withdrawn", NOW)
    with either.write(NOW) as tx:
        for message in tx.session.exec(select(Message)):
            message.status, message.done_at = MessageStatus.SENT, NOW
            tx.session.add(message)

    with either.write(datetime(2027, 2, 22, 9, tzinfo=UTC)) as tx:
        assert make_list(tx).added == 0
    with either.write(datetime(2027, 2, 23, 9, tzinfo=UTC)) as tx:
        assert make_list(tx).added == 1
        assert tx.session.exec(select(Destruction.category)).one() == Category.NOTHING_BEGAN


def test_a_case_that_is_erased_on_request_is_listed_as_such(listed: List) -> None:
    listed.write(_right(listed, result="granted", ended_at=LATER))

    listed.make()

    assert listed.items()[0].category == Category.ERASURE


def _right(listed: List, **more: Any) -> RightRequest:
    return RightRequest(
        case_id=listed.case, kind=RightKind.ERASURE, asker_id=1, asked_on=NOW.date(), way="table",
        about=next(iter(RightAbout)), recorded_at=NOW, recorded_by=1, **more,
    )  # fmt: skip


def _run_and_wait(listed: List) -> list[Any]:
    with listed.store.write(LATER) as tx:
        run = StageRun(case_id=listed.case, stage="request", number=1, started_at=NOW)
        tx.session.add(run)
        tx.flush()
        wait = Wait(case_id=listed.case, stage_run_id=run.id, key="k", kind="ask", form="RunningAnswer",
                    form_version=1, part="partner", agency_id=1, asked_at=NOW)  # fmt: skip
        tx.session.add(wait)
    return []


def _contest(listed: List) -> list[Any]:
    with listed.store.write(LATER) as tx:
        run = StageRun(case_id=listed.case, stage="request", number=1, started_at=NOW, status="ended",
                       ended_at=NOW, outcome="done")  # fmt: skip
        tx.session.add(run)
        tx.flush()
        wait = Wait(case_id=listed.case, stage_run_id=run.id, key="k", kind="ask", form="RunningAnswer", form_version=1,
                    part="partner", agency_id=1, asked_at=NOW, status="given", closed_at=NOW)  # fmt: skip
        tx.session.add(wait)
        tx.flush()
        tx.session.add(
            Contest(case_id=listed.case, wait_id=wait.id, agency_id=1, code="x", contested_at=NOW, contested_by=1)
        )
    return []


def _sibling(listed: List, *, same: bool) -> list[Any]:
    with listed.store.write(LATER) as tx:
        file = tx.session.get_one(CaseFile, listed.case)
        mine = tx.session.get_one(Youth, file.youth_id)
        family = Family()
        other = Person(given_name="Pim")
        tx.session.add_all([family, other])
        tx.flush()
        mine.family_id = family.id
        youth = Youth(person_id=other.id, family_id=family.id, sector=Sector.PRIMARY, municipality="Tielerwaard")
        tx.session.add_all([mine, youth])
        tx.flush()
        like = file.model_dump(exclude={"id", "ref", "closed_at", "outcome", "retain_until", "youth_id"})
        tx.session.add(CaseFile(**like, ref="VN-PIM2222", youth_id=mine.person_id if same else other.id))
    return []


HOLDERS: dict[str, Callable[[List], list[Any]]] = {
    "legal hold": lambda listed: [LegalHold(case_id=listed.case, why="Klacht.", held_at=NOW, held_by=1)],
    "right": lambda listed: [_right(listed)],
    "contest": _contest,
    "question": _run_and_wait,
    "message": lambda listed: [
        Message(case_id=listed.case, notice="CaseEnded", to_agency_id=1, queued_at=NOW, not_before=NOW)
    ],
    "emergency": lambda listed: [
        EmergencyAccess(
            case_id=listed.case,
            professional_id=1,
            reason=EmergencyReason.DANGER,
            words="Nu.",
            opened_at=NOW,
            until_at=LATER,
        )
    ],
    "family": lambda listed: _sibling(listed, same=False),
    "same youth": lambda listed: _sibling(listed, same=True),
}


@pytest.mark.parametrize("code", HOLDERS)
def test_what_is_open_keeps_a_case_off_the_list(listed: List, code: str) -> None:
    listed.write(*HOLDERS[code](listed))

    assert listed.make() == 0
    with listed.store.read(LATER) as tx:
        assert held_back(tx, listed.case) == code


@pytest.mark.parametrize("code", HOLDERS)
def test_what_comes_in_between_two_approvals_and_the_destruction_keeps_the_case(listed: List, code: str) -> None:
    listed.make()
    listed.approve(ILSE)
    listed.approve(WOUTER)
    listed.write(*HOLDERS[code](listed))

    assert listed.destroy() == (0, 0)

    assert listed.is_there()
    assert [(item.off_code, item.destroyed_at) for item in listed.items()] == [(code, None)]


def test_every_code_that_keeps_a_case_has_its_words() -> None:
    assert set(WHY) == {*HELD_BACK, "by hand", "not due"}
    assert set(HOLDERS) == set(HELD_BACK) - {"open again", "joined"}


def test_two_different_people_approve_and_only_then_it_is_destroyed(listed: List) -> None:
    listed.make()
    assert listed.approve(ILSE) == 0
    assert listed.destroy() == (0, 0)
    with pytest.raises(NotAllowed, match="Somebody else"):
        listed.approve(ILSE)
    assert listed.approve(YVONNE) == 1

    assert listed.destroy() == (1, 0)

    assert not listed.is_there()
    [item] = listed.items()
    assert item.destroyed_at == LATER
    assert json.loads(item.counts)["case_file"] == 1
    assert item.proof == proof_of(REF)


def test_a_third_approval_is_not_needed_and_refused(listed: List) -> None:
    listed.make()
    listed.approve(ILSE)
    listed.approve(YVONNE)

    with pytest.raises(Refused, match="two people already"):
        listed.approve(WOUTER)


def _leave(listed: List, who: str, by: str, first: date, last: date) -> None:
    away, substitute = listed.who(who).professional_id, listed.who(by).professional_id
    listed.write(Leave(professional_id=away, substitute_id=substitute, from_on=first, until_on=last, recorded_at=NOW))


def test_who_stands_in_for_the_first_cannot_be_the_second(listed: List) -> None:
    listed.make()
    listed.approve(ILSE)
    _leave(listed, ILSE, WOUTER, LATER.date(), LATER.date())

    with pytest.raises(NotAllowed, match="Somebody else"):
        listed.approve(WOUTER)
    assert listed.approve(YVONNE) == 1


def test_who_stood_in_for_the_second_on_the_day_of_the_first_approval_does_not_count_as_another(listed: List) -> None:
    listed.make()
    _leave(listed, ILSE, WOUTER, LATER.date(), LATER.date())
    listed.approve(WOUTER)

    with pytest.raises(NotAllowed, match="Somebody else"):
        listed.approve(ILSE, now=LATER + timedelta(days=3))


def test_a_role_that_is_lent_while_somebody_is_away_approves_nothing(listed: List) -> None:
    listed.make()
    _leave(listed, ILSE, MARGRIET, LATER.date(), LATER.date())

    with pytest.raises(NotAllowed, match="stands in"):
        listed.approve(MARGRIET)


@pytest.mark.parametrize("email", [MARGRIET, "bram.hoevelaar@waalzicht.example"])
def test_others_approve_hold_and_see_nothing_and_that_is_logged(listed: List, email: str) -> None:
    listed.make()
    viewer = listed.who(email)
    for refused in (
        lambda: listed.approve(email),
        lambda: hold(listed.store, viewer, {"ref": REF, "why": "Klacht."}, LATER),
        lambda: list_now(listed.store, viewer, LATER),
        lambda: take_off(listed.store, viewer, {"item": 1, "why": "Nee.", "again_on": "2029-05-01"}, LATER),
    ):
        with pytest.raises(NotAllowed):
            refused()
    with pytest.raises(NotAllowed), listed.store.read(LATER) as tx:
        destruction_list(tx, viewer)

    with listed.store.read(LATER) as tx:
        refusals = tx.session.exec(select(LogLine).where(LogLine.what == Logged.REFUSED)).all()
    assert len(refusals) == 5


def _merge(listed: List, item: Destruction) -> None:
    with listed.store.write(LATER) as tx:
        tx.session.merge(item)


def test_the_database_itself_refuses_one_person_for_two(listed: List) -> None:
    listed.make()
    with listed.store.read(LATER) as tx:
        item = tx.session.exec(select(Destruction)).one()
    item.first_by = item.second_by = 1
    item.first_at = item.second_at = LATER

    with pytest.raises(IntegrityError, match="two_different_people"):
        _merge(listed, item)


def test_an_item_that_is_taken_off_is_kept_and_comes_back_on_its_day(listed: List) -> None:
    listed.make()
    listed.approve(ILSE)
    [item] = listed.items()
    again = LATER.date() + timedelta(days=60)
    content = {"item": item.id, "why": "De rechter vroeg erom.", "again_on": str(again)}

    take_off(listed.store, listed.who(WOUTER), content, LATER)

    assert listed.make(LATER + timedelta(days=59)) == 0
    assert listed.make(LATER + timedelta(days=60)) == 1
    assert [each.first_by for each in listed.items()] == [item.first_by, None]


@pytest.mark.parametrize("days", [0, 800])
def test_a_day_to_look_again_lies_ahead_and_not_too_far(listed: List, days: int) -> None:
    listed.make()
    content = {"item": listed.items()[0].id, "why": "Nog niet.", "again_on": str(LATER.date() + timedelta(days=days))}

    with pytest.raises(BadAnswer, match="again_on"):
        take_off(listed.store, listed.who(WOUTER), content, LATER)


def test_the_words_of_who_took_it_off_go_with_the_case(listed: List) -> None:
    listed.make()
    again = str(LATER.date() + timedelta(days=1))
    take_off(
        listed.store,
        listed.who(WOUTER),
        {"item": listed.items()[0].id, "why": "Moeder belde.", "again_on": again},
        LATER,
    )
    with listed.store.write(LATER + timedelta(days=2)) as tx:
        make_list(tx)
    listed.approve(ILSE)
    listed.approve(YVONNE)

    assert listed.destroy() == (1, 0)

    assert [item.off_words for item in listed.items()] == [None, None]


def test_a_held_case_goes_off_the_list_and_on_it_again_when_the_hold_ends(listed: List) -> None:
    listed.make()
    number = hold(listed.store, listed.who(YVONNE), {"ref": REF.lower(), "why": "Klacht bij de inspectie."}, LATER)
    with pytest.raises(Refused, match="held already"):
        hold(listed.store, listed.who(ILSE), {"ref": REF, "why": "Nog een."}, LATER)
    with pytest.raises(Refused, match="it is held"):
        listed.approve(ILSE)
    listed.make()
    assert [item.off_code for item in listed.items()] == ["legal hold"]

    end_hold(listed.store, listed.who(ILSE), {"hold": number}, LATER)

    assert listed.make() == 1


def test_a_case_that_does_not_exist_cannot_be_held(listed: List) -> None:
    with pytest.raises(Unknown, match="VN-NOPE222"):
        hold(listed.store, listed.who(ILSE), {"ref": "VN-NOPE222", "why": "Klacht."}, LATER)


def test_a_case_that_is_opened_again_is_not_destroyed(listed: List) -> None:
    listed.make()
    listed.approve(ILSE)
    listed.approve(YVONNE)
    reopen(listed.store, listed.who(ILSE), REF, LATER)

    assert listed.destroy() == (0, 0)

    assert listed.is_there()
    assert listed.items()[0].off_code == "open again"


def test_who_knows_the_number_finds_the_proof_and_who_looked_after_the_case_went(listed: List) -> None:
    listed.make()
    listed.approve(ILSE)
    listed.approve(YVONNE)
    listed.destroy()

    with listed.store.read(LATER) as tx:
        yvonne = viewer_of(tx, YVONNE)
        proof = proof_for(tx, yvonne, REF.lower())
        seen = log_of(tx, yvonne, REF)
        with pytest.raises(Unknown):
            proof_for(tx, yvonne, "VN-NOPE222")
    assert (proof.first, proof.second) == ("Ilse Verhagen (Aanmeldpunt Rivierland-Oost)",
                                           "Yvonne de Grient (Aanmeldpunt Rivierland-Oost)")  # fmt: skip
    assert proof.counts["case_file"] == 1
    assert [line.about for line in seen if (line.about or "").startswith("approve")]


def test_what_is_to_be_cleaned_elsewhere_is_known_until_it_is_clean_and_no_longer(listed: List) -> None:
    with listed.store.write(NOW) as tx:
        person = tx.session.get_one(Person, tx.session.get_one(CaseFile, listed.case).youth_id)
        person.email = "noor@jongere.example"
        tx.session.add(person)
    listed.make()
    listed.approve(ILSE)
    listed.approve(YVONNE)
    listed.destroy()
    asked: list[Any] = []

    def away(refs: Any, addresses: Any) -> bool:
        asked.append((list(refs), list(addresses)))
        return len(asked) > 1

    assert clean(listed.store, LATER, [away]) == (0, 1)
    assert lagging(listed.store, LATER + timedelta(days=3)) == 1
    assert clean(listed.store, LATER, [away]) == (1, 0)

    assert asked == [([REF], ["noor@jongere.example"])] * 2
    assert [(item.rest, item.cleaned_at) for item in listed.items()] == [(None, LATER)]
    assert lagging(listed.store, LATER + timedelta(days=3)) == 0
    assert clean(listed.store, LATER, [away]) == (0, 0)


def test_the_list_shows_numbers_and_no_name_of_a_youth_and_reading_it_is_logged(listed: List) -> None:
    listed.make()
    listed.approve(ILSE)
    with listed.store.read(LATER) as tx:
        found = destruction_list(tx, viewer_of(tx, ILSE))
        assert destroyed_case(tx, 1, REF) is None

    [item] = found.items
    assert (item.ref, item.mine, item.category, item.why_not) == (REF, True, "closed", "")
    assert "Veldwijk" not in str(found)
    with listed.store.read(LATER) as tx:
        looked = select(LogLine).where(LogLine.what == Logged.SEARCH, LogLine.about == "destruction list")
        assert tx.session.exec(looked).first() is not None
