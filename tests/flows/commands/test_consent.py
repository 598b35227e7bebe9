"""Withdrawing consent works at once."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from flows.commands.answer import answer
from flows.commands.change import add_running_request, ask_consent
from flows.commands.consent import withdraw_consent
from flows.commands.meeting import move_meeting
from flows.messages.attempt import attempt
from flows.messages.batch import Batch
from flows.messages.lease import take
from flows.messages.outgoing import House
from flows.queries.case_export import cases_to_take
from flows.queries.case_filter import CaseFilter
from flows.queries.case_list import case_list
from flows.queries.case_story import case_story
from flows.queries.feed import events_of
from models.refusal import BadAnswer, NotAllowed, NotOpen, Refused, Unknown
from models.tables import Consent, Message, Partner, Professional, StageRun
from notifications.door import MemoryDoor
from notifications.envelope import Sender

ILSE, BRAM = "ilse.verhagen@aanmeldpunt.example", "bram.hoevelaar@waalzicht.example"
FATIMA, DAPHNE = "fatima.bouzidi@doorstroompunt.example", "daphne.roosmalen@horizonlijn.example"
ANOUK, DENNIS = "anouk.beesd@ggd.example", "dennis.culemborg@geldloket.example"


def yes(desk: Any, ref: str) -> dict[str, Any]:
    return {"givers": [{"giver": desk.youth(ref), "agrees": True, "way": "table", "given_on": desk.day(0)}]}


@pytest.fixture
def shared(desk: Any) -> str:
    """Horizonlijn and the youth doctor know of Lieke by her yes; each is asked something, and something is running."""
    partners = [f"agency:{desk.agency(code)}" for code in ("horizonlijn", "ggd", "geldloket")]
    ref = desk.register(partners=partners)
    desk.guided(ref)
    desk.answer(BRAM, ref, "consent", **yes(desk, ref))
    running = {"agency": partners[0], "asked_on": desk.day(-7), "term": "treeknorm intake", "words": "intake"}
    add_running_request(desk.store, desk.viewer(FATIMA), ref, running, desk.now)
    desk.later(minutes=1)
    invited = [
        f"agency:{desk.agency(code)}" for code in ("waalzicht", "horizonlijn", "ggd", "geldloket", "wijkteam-noord")
    ]
    desk.answer(
        FATIMA, ref, "invitees", agencies=invited, parents=False, chair=desk.professional(BRAM),
        minute_taker=desk.professional(FATIMA),
    )  # fmt: skip
    starts_at = (desk.now + timedelta(days=14)).isoformat()
    desk.answer(FATIMA, ref, "slot", starts_at=starts_at, place="Waalzicht")
    return str(ref)


def withdrawal(desk: Any, ref: str, **more: Any) -> dict[str, Any]:
    return {"giver": desk.youth(ref), "said_on": desk.day(0), **more}


def test_withdrawn_consent_takes_back_what_that_partner_was_asked_and_drops_what_was_to_be_sent(
    desk: Any, shared: str
) -> None:
    horizonlijn = desk.agency("horizonlijn")
    with desk.store.read(desk.now) as tx:
        assert tx.session.exec(
            select(Message).where(Message.to_professional_id == desk.viewer(DAPHNE).professional_id)
        ).all()

    lost = withdraw_consent(
        desk.store, desk.viewer(FATIMA), shared, withdrawal(desk, shared, partners=[f"agency:{horizonlijn}"]), desk.now
    )

    assert lost == [horizonlijn]
    with desk.store.read(desk.now) as tx:
        left = tx.session.exec(select(Message).where(Message.status == "queued")).all()
        to_them = [m.notice for m in left if m.to_professional_id == desk.viewer(DAPHNE).professional_id]
        assert to_them == ["ConsentWithdrawn"]
        waits = [w for w in desk.waits(shared, open_only=False).values() if w.agency_id == horizonlijn]
        assert {w.status.value for w in waits} == {"withdrawn"}
        assert {w.code for w in waits} == {"consent withdrawn"}


def test_the_partner_sees_the_case_no_longer_and_cannot_answer_what_it_was_asked(desk: Any, shared: str) -> None:
    with desk.store.read(desk.now) as tx:
        assert case_story(tx, desk.viewer(DAPHNE), shared).youth == "Lieke Terborg"

    withdraw_consent(desk.store, desk.viewer(FATIMA), shared, withdrawal(desk, shared), desk.now)

    with desk.store.read(desk.now) as tx:
        assert case_list(tx, desk.viewer(DAPHNE)) == []
        with pytest.raises(Unknown):
            case_story(tx, desk.viewer(DAPHNE), shared)
    with pytest.raises(NotOpen):
        answer(desk.store, desk.viewer(DAPHNE), shared, "attendance", {"comes": "comes"}, desk.now)


def test_a_running_request_of_a_partner_without_a_ground_of_its_own_stops(desk: Any, shared: str) -> None:
    withdraw_consent(desk.store, desk.viewer(FATIMA), shared, withdrawal(desk, shared), desk.now)
    desk.later(minutes=1)

    with desk.store.read(desk.now) as tx:
        request = tx.session.exec(select(StageRun).where(StageRun.stage == "request")).one()
        assert (request.status.value, request.outcome) == ("ended", "lapsed")


def test_partners_with_a_ground_of_their_own_go_on(desk: Any, shared: str) -> None:
    withdraw_consent(desk.store, desk.viewer(FATIMA), shared, withdrawal(desk, shared), desk.now)
    desk.later(minutes=1)

    assert desk.held_by(shared, desk.agency("geldloket")) == ["attendance"]
    with desk.store.read(desk.now) as tx:
        assert case_list(tx, desk.viewer(DENNIS))[0].ref == shared


def test_nothing_is_sent_or_asked_of_the_partner_afterwards_but_that_consent_was_withdrawn(
    desk: Any, shared: str
) -> None:
    before = len(desk.mails(DAPHNE))

    withdraw_consent(desk.store, desk.viewer(FATIMA), shared, withdrawal(desk, shared), desk.now)
    desk.answer(FATIMA, shared, "attendance", comes="comes")
    move = {"starts_at": (desk.now + timedelta(days=20)).isoformat(), "place": "Waalzicht"}
    move_meeting(desk.store, desk.viewer(FATIMA), shared, desk.now, move)
    desk.later(days=1)

    after = desk.mails(DAPHNE)[before:]
    assert [mail["Subject"] for mail in after] == [f"Wij delen niets meer met u over {shared}"]
    assert desk.held_by(shared, desk.agency("horizonlijn")) == []


def test_a_partner_may_be_told_again_once_somebody_says_yes_again(desk: Any, shared: str) -> None:
    withdraw_consent(desk.store, desk.viewer(FATIMA), shared, withdrawal(desk, shared), desk.now)
    ggd = desk.agency("ggd")
    ask_consent(desk.store, desk.viewer(FATIMA), shared, f"agency:{ggd}", desk.now)
    desk.later(minutes=1)
    desk.answer(FATIMA, shared, f"consent:{ggd}", givers=[desk.youth(shared)], given_on=desk.day(0))

    with desk.store.read(desk.now) as tx:
        newest = tx.session.exec(select(Consent).where(Consent.agency_id == ggd).order_by(Consent.id.desc())).first()
        assert newest.withdrawn_at is None
        assert tx.session.exec(select(Partner).where(Partner.agency_id == ggd)).one().left_at is None


@pytest.mark.parametrize(
    ("by", "more", "refusal", "says"),
    [
        (FATIMA, {"said_on": "2030-01-01"}, BadAnswer, "lies in the future"),
        (FATIMA, {"giver": "person:999"}, BadAnswer, "gave no consent"),
        (FATIMA, {"giver": "agency:1"}, BadAnswer, "giver"),
        (DENNIS, {}, NotAllowed, "cannot do this"),
        ("jasper.haaften@uwv.example", {}, Unknown, "There is no case"),
    ],
)
def test_a_withdrawal_that_does_not_fit_is_refused_in_one_sentence(
    desk: Any, shared: str, by: str, more: dict[str, Any], refusal: type[Refused], says: str
) -> None:
    with pytest.raises(refusal, match=says):
        withdraw_consent(desk.store, desk.viewer(by), shared, withdrawal(desk, shared) | more, desk.now)


def test_consent_can_be_withdrawn_once(desk: Any, shared: str) -> None:
    withdraw_consent(desk.store, desk.viewer(FATIMA), shared, withdrawal(desk, shared), desk.now)

    with pytest.raises(BadAnswer, match="gave no consent that can be withdrawn"):
        withdraw_consent(desk.store, desk.viewer(FATIMA), shared, withdrawal(desk, shared), desk.now)


def test_a_message_claimed_before_consent_was_withdrawn_is_not_sent_and_says_why(desk: Any, shared: str) -> None:
    """The race between withdrawing and sending: who took the message finds it gone."""
    door = MemoryDoor()
    batch = Batch(desk.store, House(Sender("post@vangnet.example"), ""), desk.now, desk.now)
    with desk.store.write(desk.now) as tx:
        claimed = take(tx, batch.me, desk.now, most=100)

    withdraw_consent(desk.store, desk.viewer(FATIMA), shared, withdrawal(desk, shared), desk.now)
    for number in claimed:
        asyncio.run(attempt(batch, door, number))

    daphne = desk.viewer(DAPHNE).professional_id
    with desk.store.read(desk.now) as tx:
        theirs = tx.session.exec(
            select(Message).where(col(Message.id).in_(claimed), Message.to_professional_id == daphne)
        ).all()
        assert {(row.status.value, row.reason) for row in theirs} == {("skipped", "consent withdrawn")}
    assert DAPHNE not in {mail["To"] for mail in door.sent}


def test_what_is_queued_after_consent_was_withdrawn_is_not_sent_either(desk: Any, shared: str) -> None:
    """A worker that knew the partner still puts a message in the outbox: it is judged again when it leaves."""
    withdraw_consent(desk.store, desk.viewer(FATIMA), shared, withdrawal(desk, shared), desk.now)
    with desk.store.write(desk.now) as tx:
        late = Message(
            case_id=desk.file(shared).id, notice="MinutesReady", queued_at=desk.now, not_before=desk.now,
            to_professional_id=desk.viewer(DAPHNE).professional_id,
        )  # fmt: skip
        tx.session.add(late)
        tx.flush()
        number = late.id

    mails = desk.mails(DAPHNE)

    with desk.store.read(desk.now) as tx:
        assert tx.session.get_one(Message, number).reason == "consent withdrawn"
    assert len(mails) == 1


def test_once_a_yes_is_over_its_partner_finds_the_case_in_no_calendar_and_no_sheet(desk: Any, shared: str) -> None:
    """Nobody withdrew anything: the year is over, and nothing new is shared until somebody says yes again."""

    def outside() -> tuple[int, int]:
        with desk.store.read(desk.now) as tx:
            viewer = desk.viewer(DAPHNE)
            whose = tx.session.get_one(Professional, viewer.professional_id)
            events = list(events_of(tx, whose, "https://vangnet.example", "vangnet.example"))
            return len(events), len(cases_to_take(tx, viewer, CaseFilter()))

    before = outside()
    with desk.store.write(desk.now) as tx:
        for row in tx.session.exec(select(Consent)).all():
            row.given_on, row.ends_on = desk.today - timedelta(days=365), desk.today
            tx.session.add(row)

    assert (before[0] > 0, before[1] > 0) == (True, True)
    assert outside() == (0, 0)
