"""On a case stands who was told what and when, and whether it arrived; an agency sees what was said to itself."""

from typing import Any

import pytest

from flows.commands.viewer import viewer_of
from flows.messages.bounced import take_in
from flows.queries.case_message import messages_of
from models.refusal import Unknown
from models.tables import CaseFile
from notifications.door import Never

DENNIS, BRAM = "dennis.culemborg@geldloket.example", "bram.hoevelaar@waalzicht.example"
ILSE, UWV = "ilse.verhagen@aanmeldpunt.example", "jasper.haaften@uwv.example"
REF = "VN-TEST222"
REPORT = """\
From: MAILER-DAEMON@mx.brug.example
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.brug.example

Final-Recipient: rfc822; {to}
Action: failed
Status: 5.2.2

--b1
Content-Type: message/rfc822

Message-ID: {name}

Tekst
--b1--
"""


def _lines(desk: Any, who: str) -> list[tuple[str, str, str | None]]:
    with desk.store.read(desk.now) as tx:
        found = messages_of(tx, viewer_of(tx, who), REF)
    return [(line.notice, line.status, line.reason) for line in found]


@pytest.fixture
def told(desk: Any) -> Any:
    """A question to the school, and one to the Geldloket where nobody lives at the address."""
    desk.tell("Weighing", desk.person(BRAM))
    desk.tell("ActionDone", desk.person(DENNIS))
    desk.door.refusing[DENNIS] = Never("recipient 550 5.1.1", hard_bounce=True)
    desk.later(minutes=5).deliver()
    return desk


def test_the_coordinator_sees_every_message_and_whether_it_arrived(told: Any) -> None:
    lines = _lines(told, ILSE)

    assert ("QuestionAsked", "sent", None) in lines
    assert ("QuestionAsked", "failed", "recipient 550 5.1.1") in lines


def test_it_says_when_it_left_and_to_whom(told: Any) -> None:
    told.change(CaseFile, 1, case_manager_id=told.person(ILSE).professional_id)

    with told.store.read(told.now) as tx:
        line = messages_of(tx, viewer_of(tx, ILSE), REF)[-1]

    assert (line.queued_at, line.done_at) == (told.messages()[0].queued_at, told.now)
    assert "Bram Hoevelaar" in line.to


def test_what_came_back_later_did_not_arrive(told: Any) -> None:
    mail = told.door.sent[0]

    take_in(told.store, told.now, REPORT.format(to=mail["To"], name=mail["Message-ID"]).encode())

    assert ("QuestionAsked", "failed", "came back: 5.2.2") in _lines(told, ILSE)


def test_an_agency_sees_what_was_said_to_itself_only(told: Any) -> None:
    assert _lines(told, DENNIS) == [("QuestionAsked", "failed", "recipient 550 5.1.1")]


def test_who_has_no_part_in_the_case_sees_nothing(told: Any) -> None:
    with told.store.read(told.now) as tx, pytest.raises(Unknown):
        messages_of(tx, viewer_of(tx, UWV), REF)
