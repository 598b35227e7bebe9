"""Whole cases through the real stages: what leaves, and that none of it names anybody."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

import flows.stages
from flows.commands.answer import answer
from flows.commands.change import withdraw
from flows.commands.ending import cut_short
from flows.commands.kept import Said
from flows.commands.meeting import cancel_meeting, move_meeting, start_meeting
from flows.commands.register import register
from flows.commands.right import ask_right
from flows.commands.viewer import viewer_of
from flows.engine.drain import drain
from flows.messages.compose import COMPOSERS
from flows.messages.daily import queue_overviews
from flows.messages.deliver import deliver
from flows.messages.watch import watch_terms
from models.tables import Agency, CaseFile, Message
from notifications.door import MemoryDoor
from notifications.envelope import Sender
from notifications.notice import NOTICES

BRAM, ILSE = "bram.hoevelaar@waalzicht.example", "ilse.verhagen@aanmeldpunt.example"
FATIMA, RUBEN = "fatima.bouzidi@doorstroompunt.example", "ruben.dijkzicht@aanmeldpunt.example"
DENNIS, RIA = "dennis.culemborg@geldloket.example", "ria.deil@geldloket.example"
LOTTE, MIRJAM = "lotte.appelhof@smw.example", "mirjam.steenkist@wijkteamnoord.example"

NEVER = (
    "zebedeus", "krakelaar", "oudermoeder", "tantetrui", "steunsofie", "lekkerkerk", "0612345678", "21-04-2011",
    "2011-04-21", "geheimzorg", "geheimwens", "geheimafspraak", "geheimbesluit", "geheimdoel", "geheimbrief",
)  # fmt: skip
"""Names, dates and words of this case that may stand in no mail, in no calendar and in no subject."""

REGISTRATION = {
    "given_name": "Zebedeus",
    "family_name": "Krakelaar",
    "birth_on": "2011-04-21",
    "municipality": "Lekkerkerk",
    "sector": "vo",
    "told_youth_on": "2026-01-04",
    "told_youth_how": "talk",
    "told_parents_on": "2026-01-04",
    "told_parents_how": "talk",
    "ground": "legal task",
    "worry": "geheimzorg",
    "wish": "geheimwens",
    "phone": "0612345678",
    "email": "jongere@post.example",
    "custody": [{"given_name": "Oudermoeder", "family_name": "Krakelaar", "email": "ouder@post.example"}],
}


class Play:
    """One case after another in one region, in their own time; every mail is kept."""

    def __init__(self, store: Any) -> None:
        self.store = store
        self.now = datetime(2026, 1, 5, 9, tzinfo=UTC)
        self.door = MemoryDoor()
        self.ref = ""

    def viewer(self, email: str) -> Any:
        with self.store.read(self.now) as tx:
            return viewer_of(tx, email)

    def token(self, email: str) -> str:
        return f"professional:{self.viewer(email).professional_id}"

    def agency(self, code: str) -> str:
        with self.store.read(self.now) as tx:
            return f"agency:{tx.session.exec(select(Agency.id).where(Agency.code == code)).one()}"

    def go(self, **by: int) -> None:
        self.now += timedelta(**(by or {"minutes": 1}))
        for advanced in drain(self.store, self.now):
            assert advanced.blocked is None
        assert watch_terms(self.store, self.now).failed == 0
        self.deliver()
        if queue_overviews(self.store, self.now).queued:
            self.deliver()

    def deliver(self) -> None:
        while deliver(self.store, self.door, Sender("post@vangnet.example"), self.now, self.now).more:
            pass

    def register(self, **changes: Any) -> None:
        registration = {**REGISTRATION, "school": self.agency("waalzicht"), **changes}
        self.ref = register(self.store, self.viewer(BRAM), registration, self.now).ref
        self.go()

    def answer(self, email: str, key: str, said: Said | None = None, **fields: Any) -> None:
        answer(self.store, self.viewer(email), self.ref, key, fields, self.now, said=said)
        self.go()

    def sent(self) -> set[str]:
        with self.store.read(self.now) as tx:
            return set(tx.session.exec(select(Message.notice).where(Message.status == "sent")))

    def youth(self) -> str:
        with self.store.read(self.now) as tx:
            return f"person:{tx.session.exec(select(CaseFile.youth_id).where(CaseFile.ref == self.ref)).one()}"


def _a_long_case(play: Play) -> None:
    running = {"agency": play.agency("uwv"), "asked_on": "2025-12-20", "term": "work capacity", "words": "geheimzorg"}
    play.register(partners=[play.agency("geldloket")], running=[running])
    play.answer(ILSE, "weighing", decision="meeting", case_manager=play.token(FATIMA))
    play.answer(FATIMA, "case-manager")
    play.answer(
        FATIMA,
        "invitees",
        agencies=[play.agency("waalzicht"), play.agency("geldloket"), play.agency("smw")],
        chair=play.token(BRAM),
        minute_taker=play.token(FATIMA),
        supporter="Steunsofie",
    )
    later = {"later_why": "Dan kan iedereen."}
    play.answer(FATIMA, "slot", starts_at="2026-01-20T14:30:00+01:00", place="Bij Zebedeus thuis", **later)
    slot = {"starts_at": "2026-01-27T14:30:00+01:00", "place": "Wijkhuis, zaal 2", **later}
    move_meeting(play.store, play.viewer(FATIMA), play.ref, play.now, slot)
    play.go()
    said = Said(by=play.viewer(DENNIS).professional_id)
    play.answer(FATIMA, "attendance:2", said=said, comes="comes")
    play.answer(BRAM, "attendance:2", comes="comes")
    for _ in range(3):
        play.answer(FATIMA, "attendance:2", comes="comes")
    play.go(days=21)
    play.go(days=1, hours=8)
    play.answer(
        FATIMA,
        "minutes:2",
        held="held",
        present=[play.agency("geldloket"), play.youth()],
        decisions="geheimbesluit",
        goes_on="consultant",
        evaluation_on="2026-03-10",
        agreements=[
            {"who": play.agency("geldloket"), "words": "geheimafspraak", "due_on": "2026-02-20"},
            {"who": play.agency("smw"), "words": "geheimafspraak", "due_on": "2026-02-20"},
        ],
    )
    play.answer(DENNIS, "action:1", someone_else={"colleague": play.token(RIA)})
    play.answer(ILSE, "proposal", consultant=play.token(RUBEN))
    play.answer(RUBEN, "acceptance")
    play.answer(RUBEN, "introduction", met_on=play.now.date().isoformat(), clicks=True)
    action = {"who": play.agency("wijkteam-noord"), "words": "geheimafspraak", "due_on": "2026-03-01"}
    play.answer(
        RUBEN,
        "plan",
        goals=[{"domain": "living", "words": "geheimdoel", "actions": [action]}],
        marks=[{"domain": "living", "youth": 3, "professional": 4}],
        youth_agrees=True,
    )
    play.go(days=70)
    play.answer(RUBEN, "review:1", marks=[{"domain": "living", "youth": 6}], goes_on="ready for aftercare")
    trusted = {"name": "Tantetrui", "relation": "tante", "email": "tante@post.example"}
    substitute = {"professional": play.token(BRAM)}
    play.answer(RUBEN, "trusted-person", trusted=trusted, substitute=substitute)
    play.answer(RUBEN, "trusted-agrees")
    play.answer(RUBEN, "parents-agree", agrees=True)
    for _ in range(14):
        play.go(days=1)
    play.answer(RUBEN, "contact:1", cannot={"code": "not able"})
    play.go(days=60)
    cut_short(play.store, play.viewer(FATIMA), play.ref, "youth stopped", play.now)
    play.go()


def _a_short_case(play: Play) -> None:
    play.register(family_name="Krakelaar-Jansma", birth_on="2011-04-22")
    light = {"decision": "light", "case_manager": play.token(FATIMA), "agency": play.agency("wijkteam-noord")}
    play.go(days=10)
    play.answer(ILSE, "weighing", **light)
    play.answer(FATIMA, "case-manager")
    play.go(days=6)
    withdraw(play.store, play.viewer(FATIMA), play.ref, "direct-help", play.now)
    play.go()
    play.answer(ILSE, "weighing:2", **light)
    play.answer(MIRJAM, "direct-help:2", started_on=play.now.date().isoformat())
    play.go(days=4)
    asked = {"kind": "access", "who": play.youth(), "asked_on": str(play.now.date())}
    ask_right(play.store, play.viewer(FATIMA), play.ref, asked, play.now)
    start_meeting(play.store, play.viewer(FATIMA), play.ref, play.now)
    play.go()
    agencies = [play.agency("waalzicht"), play.agency("wijkteam-noord")]
    play.answer(FATIMA, "invitees", agencies=agencies, chair=play.token(BRAM), minute_taker=play.token(FATIMA))
    slot = {"starts_at": "2026-07-14T10:00:00+02:00", "place": "Krakelaar, aan de keukentafel"}
    comes = [*agencies, play.youth()]
    play.answer(FATIMA, "slot", **slot, later_why="Dan kan iedereen.", comes=comes)
    cancel_meeting(play.store, play.viewer(FATIMA), play.ref, play.now)
    play.go()
    play.answer(MIRJAM, "helped:2", result="helped")
    play.go(days=4)
    play.go(days=7)
    play.go(days=4)


def _played(store: Any) -> Play:
    play = Play(store)
    _a_long_case(play)
    _a_short_case(play)
    return play


@pytest.fixture
def played(fresh: Callable[[], Any]) -> Play:
    return _played(fresh())


def test_no_mail_of_a_whole_case_names_anybody_or_says_what_is_going_on(played: Play, words: Any) -> None:
    everything = [words(mail).casefold() for mail in played.door.sent]

    assert len(flows.stages.FLOWS) > 10
    assert len(everything) > 40
    assert [(name, text) for text in everything for name in NEVER if name in text] == []


APART = {
    "ConsentWithdrawn",
    "DeliveryFailed",
    "EmergencyAccessUsed",
    "OneTimeCode",
    "OwnAskAnswered",
    "PlaceFree",
    "RightHeard",
    "TermPassed",
} | {name for name, notice in NOTICES.items() if notice.__module__.endswith(".ladder")}
"""What has tests of its own: the ladder, binding decisions, a place that came free, a yes withdrawn, a code,
a mail that did not arrive, an emergency, an answer to a right and to what a youth asks from their own page.
"""


def test_every_kind_of_message_left_in_those_cases_but_a_few_of_which_there_was_no_occasion(played: Play) -> None:
    no_occasion = {
        "AgreementLapsed", "CaseHandedOver", "ClosingLetter", "ReassignedAway", "RegistrationJoined",
    }  # fmt: skip
    assert set(COMPOSERS) - APART - played.sent() == no_occasion


def test_every_reader_is_told_apart_and_in_one_mail_each(played: Play) -> None:
    for mail in played.door.sent:
        assert len(mail["To"].addresses) == 1
        assert (mail["Cc"], mail["Bcc"]) == (None, None)
    names = [mail["Message-ID"] for mail in played.door.sent]
    assert len(names) == len(set(names))


def test_no_message_of_a_whole_case_is_left_or_failed(played: Play) -> None:
    with played.store.read(played.now) as tx:
        rows = tx.session.exec(select(Message)).all()
        stuck = [(row.notice, row.status, row.reason) for row in rows if row.status in {"queued", "failed"}]

    assert stuck == []


@pytest.mark.postgres
def test_postgres_sends_the_very_same_mails(played: Play, fresh_postgres: Callable[[], Any], plain: Any) -> None:
    other = _played(fresh_postgres())

    def letters(play: Play) -> list[tuple[str, str]]:
        return sorted((str(mail["To"]), re.sub(r"VN-\w+", "VN", plain(mail))) for mail in play.door.sent)

    assert letters(other) == letters(played)
