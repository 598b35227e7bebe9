"""Links in mails: one question, to the one it was asked of, where it fits a plain page."""

import re
from datetime import UTC, date, datetime
from typing import Any

from flows.messages.daily import queue_overviews
from models.code import Relation
from models.holder import Holder
from models.link_pass import LinkPass, read
from models.tables import CasePerson, Leave, Person

LINK = re.compile(r"https://vangnet\.example/a/([0-9a-z-]+)")


def _passes(desk: Any, mail: Any) -> list[LinkPass | None]:
    text = mail.get_body(("plain",)).get_content()
    return [read(token, desk.store.vault) for token in LINK.findall(text)]


def test_each_question_of_a_mail_has_its_own_link(desk: Any, dennis: Any) -> None:
    done, _ = desk.tell("ActionDone", dennis)
    running, _ = desk.tell("RunningAnswer", dennis)

    desk.deliver(address="https://vangnet.example")

    token = f"professional:{dennis.professional_id}"
    assert _passes(desk, desk.sent()) == [LinkPass(done, token), LinkPass(running, token)]


def test_a_question_that_needs_sign_in_leads_to_the_case(desk: Any, dennis: Any, plain: Any) -> None:
    desk.tell("Invitees", dennis)

    desk.deliver(address="https://vangnet.example")

    assert _passes(desk, desk.sent()) == []
    assert "https://vangnet.example/case?ref=VN-TEST222" in plain(desk.sent())


def test_a_shared_mailbox_gets_a_link_of_the_agency(desk: Any) -> None:
    agency = desk.agency("geldloket")
    wait, _ = desk.tell("ActionDone", agency)

    desk.deliver(address="https://vangnet.example")

    assert _passes(desk, desk.door.sent[-1]) == [LinkPass(wait, f"agency:{agency.agency_id}")]


def test_the_one_reminded_gets_the_link_again(desk: Any, dennis: Any) -> None:
    wait = desk.ask("ActionDone", dennis)
    desk.queue("Reminder", dennis, {"waits": [wait]}, wait_id=wait)

    desk.deliver(address="https://vangnet.example")

    assert _passes(desk, desk.sent()) == [LinkPass(wait, dennis.token)]


def test_a_trusted_person_gets_a_link_of_their_own(desk: Any) -> None:
    aunt = desk.add(Person(given_name="Riet", email="tante@post.example"))
    desk.add(CasePerson(case_id=1, person_id=aunt, relation=Relation.TRUSTED_PERSON, since_on=desk.now.date()))
    wait, _ = desk.tell("TrustedAgrees", Holder("trusted person", person_id=aunt))

    desk.deliver(address="https://vangnet.example")

    assert _passes(desk, desk.sent()) == [LinkPass(wait, f"person:{aunt}")]


def test_in_an_overview_read_for_a_colleague_the_link_knows_who_reads(daily_desk: Any) -> None:
    dennis, ria = (daily_desk.person(f"{name}@geldloket.example") for name in ("dennis.culemborg", "ria.deil"))
    leave = {"from_on": date(2026, 11, 24), "until_on": date(2026, 11, 26), "recorded_at": daily_desk.now}
    daily_desk.add(Leave(professional_id=dennis.professional_id, substitute_id=ria.professional_id, **leave))
    for holder in (dennis, ria):
        daily_desk.tell("ActionDone", holder, due_on=date(2026, 12, 10))
    daily_desk.deliver(address="https://vangnet.example")
    daily_desk.now = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
    queue_overviews(daily_desk.store, daily_desk.now)
    daily_desk.deliver(address="https://vangnet.example")

    assert daily_desk.sent()["To"] == "ria.deil@geldloket.example"
    passes = [(each.holder, each.stands_in) for each in _passes(daily_desk, daily_desk.sent()) if each]
    assert passes == [(dennis.token, ria.professional_id), (ria.token, None)]


def test_who_is_heard_before_a_binding_decision_answers_from_that_mail(desk: Any, dennis: Any) -> None:
    order = desk.order()
    wait = desk.ask("Hearing", dennis, key=f"hearing:{order}", due_on=date(2026, 11, 26))
    mails = [desk.queue("HearingAsked", dennis, {"imposition": order})]
    mails.append(desk.queue("QuestionAsked", dennis, {"waits": [wait]}, wait_id=wait))

    desk.deliver(address="https://vangnet.example")

    assert _passes(desk, desk.sent()) == [LinkPass(wait, dennis.token)]
    assert "do 26 november 2026" in desk.sent().get_body(("plain",)).get_content()
    assert [desk.became(mail) for mail in mails] == [("sent", None), ("skipped", "told already")]
