"""Whom a message goes to is looked up when it is sent."""

from typing import Any

import pytest
from sqlmodel import select

from models.tables import Agency, Contact, Person, Professional


def test_somebody_who_left_gets_no_mail(desk: Any, dennis: Any) -> None:
    _, message = desk.tell("ActionDone", dennis)
    desk.change(Professional, dennis.professional_id, active=False)

    desk.deliver()

    assert desk.door.sent == []
    assert desk.became(message) == ("skipped", "left")


def test_an_agency_that_left_the_agreement_gets_no_mail(desk: Any, dennis: Any) -> None:
    to_person, to_agency = desk.tell("ActionDone", dennis)[1], desk.tell("ActionDone", desk.agency("geldloket"))[1]
    desk.change(Agency, dennis.agency_id, active=False)

    desk.deliver()

    assert (desk.became(to_person), desk.became(to_agency)) == (("skipped", "left"), ("skipped", "left"))


@pytest.mark.parametrize(
    ("address", "why"),
    [(None, "no address"), ("twee@post.example, drie@post.example", "bad address"), ("geen adres", "bad address")],
)
def test_one_of_the_people_without_an_address_that_works_is_skipped(
    desk: Any, noor: Any, address: str | None, why: str
) -> None:
    _, message = desk.tell("TrustedPerson", noor)
    desk.change(Person, 1, email=address)

    desk.deliver()

    assert desk.became(message) == ("skipped", why)


def test_an_address_that_stopped_working_is_not_written_to_again(desk: Any, dennis: Any) -> None:
    _, message = desk.tell("ActionDone", dennis)
    desk.change(Professional, dennis.professional_id, email_failed_at=desk.now)

    desk.deliver()

    assert desk.became(message) == ("skipped", "address failed")


def test_a_new_address_counts_for_what_was_queued_before(desk: Any, dennis: Any) -> None:
    desk.tell("ActionDone", dennis)
    desk.change(Professional, dennis.professional_id, email="d.culemborg@geldloket.example")

    desk.deliver()

    assert desk.sent()["To"] == "d.culemborg@geldloket.example"


def test_an_agency_without_a_mailbox_is_reached_through_its_contact_of_today(desk: Any) -> None:
    uwv = desk.agency("uwv")
    desk.tell("RunningAnswer", uwv)

    desk.deliver()

    assert desk.sent()["To"] == "jasper.haaften@uwv.example"


def test_an_agency_with_neither_mailbox_nor_contact_is_not_reached(desk: Any) -> None:
    uwv = desk.agency("uwv")
    _, message = desk.tell("RunningAnswer", uwv)
    with desk.store.write(desk.now) as tx:
        for contact in tx.session.exec(select(Contact).where(Contact.agency_id == uwv.agency_id)):
            tx.session.delete(contact)

    desk.deliver()

    assert desk.became(message) == ("skipped", "no address")


def test_a_domain_with_letters_of_its_own_is_written_as_mail_servers_speak_it(desk: Any, dennis: Any) -> None:
    desk.tell("ActionDone", dennis)
    desk.change(Professional, dennis.professional_id, email="dennis@geldbüro.example")

    desk.deliver()

    assert desk.sent()["To"] == "dennis@xn--geldbro-r2a.example"
