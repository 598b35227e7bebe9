"""The coordinator hears of a mail that did not arrive: once a day for each reader, and without an address."""

from typing import Any

import pytest

from flows.messages.bounced import take_in
from flows.messages.daily import queue_overviews
from models.tables import CaseFile
from notifications.door import Never, TryAgain

DENNIS = "dennis.culemborg@geldloket.example"
ILSE = "ilse.verhagen@aanmeldpunt.example"


def told(desk: Any) -> list[Any]:
    return [message for message in desk.messages() if message.notice == "DeliveryFailed"]


def reached(desk: Any, plain: Any) -> list[str]:
    """What the coordinator read."""
    desk.deliver()
    return [plain(mail) for mail in desk.door.sent if mail["To"] == ILSE]


@pytest.mark.parametrize(
    ("refusal", "why"),
    [
        (Never("recipient 550 5.1.1", hard_bounce=True), "het adres bestaat niet"),
        (Never("recipient 552 5.2.2", hard_bounce=False), "de mailbox is vol"),
        (Never("content 554 5.7.1", hard_bounce=False), "de mailserver hield de mail tegen"),
    ],
)
def test_the_coordinator_hears_what_did_not_arrive_where_and_why(
    desk: Any, dennis: Any, plain: Any, refusal: Never, why: str
) -> None:
    desk.door.refusing[DENNIS] = refusal
    desk.tell("Arrived", dennis)
    desk.deliver()

    mails = reached(desk, plain)

    assert len(mails) == 1
    assert "Een mail aan Geldloket is niet aangekomen" in mails[0]
    assert why in mails[0]
    assert "Is de jongere aangekomen?" in mails[0]
    assert "culemborg" not in mails[0].casefold()


def test_a_mail_server_that_gives_no_answer_for_days_is_told_too(desk: Any, dennis: Any, plain: Any) -> None:
    desk.door.refusing[DENNIS] = TryAgain("recipient 450")
    _, message = desk.tell("Arrived", dennis)
    wall = desk.now
    while desk.message(message).status == "queued":
        desk.deliver(wall=wall)
        wall = desk.message(message).next_try_at or wall

    assert "de mailserver gaf geen antwoord" in reached(desk, plain)[0]


def test_two_mails_to_one_reader_on_one_day_are_told_once(desk: Any, dennis: Any) -> None:
    desk.door.refusing[DENNIS] = Never("content 554", hard_bounce=False)
    for form in ("Arrived", "ActionDone"):
        desk.tell(form, dennis)
        desk.deliver()

    assert len(told(desk)) == 1
    desk.later(days=1).tell("Meanwhile", dennis)
    desk.deliver()
    assert len(told(desk)) == 2


def test_a_letter_to_the_youth_names_nobody(desk: Any, noor: Any, plain: Any) -> None:
    desk.door.refusing["jongere@post.example"] = Never("recipient 550 5.1.1", hard_bounce=True)
    desk.queue("FirstLetter", noor)
    desk.deliver()

    mail = reached(desk, plain)[0]

    assert "Een mail in deze casus is niet aangekomen" in mail
    assert "De eerste brief" in mail
    assert "Noor" not in mail


def test_what_did_not_reach_the_coordinator_is_told_to_nobody(desk: Any) -> None:
    desk.door.refusing[ILSE] = Never("recipient 550 5.1.1", hard_bounce=True)
    desk.tell("Weighing", desk.person(ILSE))

    desk.deliver()

    assert told(desk) == []


def test_an_overview_that_did_not_arrive_is_told_by_the_first_thing_in_it(daily_desk: Any, bram: Any) -> None:
    daily_desk.queue("RegistrationJoined", bram)
    daily_desk.deliver()
    daily_desk.later(days=1)
    queue_overviews(daily_desk.store, daily_desk.now)
    daily_desk.door.refusing["bram.hoevelaar@waalzicht.example"] = Never("recipient 550 5.1.1", hard_bounce=True)

    daily_desk.deliver()

    assert [message.case_id for message in told(daily_desk)] == [1]


def test_it_waits_for_the_overview_but_in_an_urgent_case_it_leaves_at_once(daily_desk: Any, dennis: Any) -> None:
    for urgent in (False, True):
        daily_desk.change(CaseFile, 1, urgent=urgent)
        daily_desk.door.refusing[DENNIS] = Never("content 554", hard_bounce=False)
        daily_desk.queue("PlaceFree", daily_desk.person(DENNIS))
        daily_desk.queue("OrderTakenBack", daily_desk.person(DENNIS))
        daily_desk.tell("Arrived", daily_desk.person(DENNIS), due_on=daily_desk.now.date())
        daily_desk.deliver()
        daily_desk.deliver()
        daily_desk.later(days=1)

    waits, leaves = told(daily_desk)
    assert (waits.status, waits.gathered_at is not None) == ("queued", True)
    assert (leaves.status, leaves.gathered_at) == ("sent", None)


def test_a_report_that_comes_back_later_is_told_and_one_of_a_stranger_is_not(desk: Any, dennis: Any) -> None:
    _, message = desk.tell("Arrived", dennis)
    desk.deliver()
    name = str(desk.sent()["Message-ID"])

    take_in(desk.store, desk.now, _report("<message-1.000000000000@elsewhere.example>"))
    assert told(desk) == []
    take_in(desk.store, desk.now, _report(name))

    assert desk.became(message)[0] == "failed"
    assert len(told(desk)) == 1


def _report(message_id: str) -> bytes:
    return f"""\
From: MAILER-DAEMON@mx.brug.example
To: post@vangnet.example
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.brug.example

Final-Recipient: rfc822; {DENNIS}
Action: failed
Status: 5.1.1

--b1
Content-Type: message/rfc822

Message-ID: {message_id}

Tekst
--b1--
""".encode()
