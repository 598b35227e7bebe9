"""An address at which mail did not arrive works again: what was lost and still holds is sent after all."""

from typing import Any

import pytest
from sqlmodel import select

from flows.commands.address import address_works
from flows.queries.undelivered import failing_addresses, unreachable_people, unreachable_staff
from models.refusal import BadAnswer, NotAllowed, Refused
from models.tables import Agency, Message, Person, Professional

ILSE, BRAM, LOTTE = (
    "ilse.verhagen@aanmeldpunt.example",
    "bram.hoevelaar@waalzicht.example",
    "lotte.appelhof@smw.example",
)
MARGRIET, FATIMA = "margriet.oosterwold@aanmeldpunt.example", "fatima.bouzidi@doorstroompunt.example"


def fails(desk: Any, model: Any, number: int, **values: Any) -> None:
    with desk.store.write(desk.now) as tx:
        row = tx.session.get_one(model, number)
        for name, value in {"email_failed_at": desk.now, **values}.items():
            setattr(row, name, value)
        tx.session.add(row)


def works(desk: Any, who: str, whom: str, **fields: Any) -> int:
    return address_works(desk.store, desk.viewer(who), {"whom": whom, **fields}, desk.now)


@pytest.fixture
def asked(desk: Any) -> str:
    """Social work is asked to help, and mail to who is asked does not arrive; gives the number of the case."""
    fails(desk, Professional, desk.viewer(LOTTE).professional_id)
    ref = str(desk.register())
    manager = desk.professional(FATIMA)
    desk.answer(ILSE, ref, "weighing", decision="light", agency=f"agency:{desk.agency('smw')}", case_manager=manager)
    desk.answer(FATIMA, ref, "case-manager")
    assert desk.mails(LOTTE) == []
    return ref


def test_what_was_not_sent_meanwhile_is_sent_after_all(desk: Any, asked: str) -> None:
    assert works(desk, ILSE, desk.professional(LOTTE)) == 1

    subjects = [mail["Subject"] for mail in desk.mails(LOTTE)]

    assert subjects == [f"Er is een vraag aan u ({asked})"]
    with desk.store.read(desk.now) as tx:
        assert tx.session.get_one(Professional, desk.viewer(LOTTE).professional_id).email_failed_at is None


def test_what_does_not_hold_any_more_is_not_sent(desk: Any, asked: str) -> None:
    desk.answer(LOTTE, asked, "direct-help", started_on=desk.day(0))

    works(desk, ILSE, desk.professional(LOTTE))

    assert desk.mails(LOTTE) == []
    with desk.store.read(desk.now) as tx:
        lost = select(Message.reason).where(Message.to_professional_id == desk.viewer(LOTTE).professional_id)
        assert set(tx.session.exec(lost)) <= {"wait closed", "seen on the page"}


def test_who_is_on_the_list_stands_there_without_an_address(desk: Any, asked: str) -> None:
    fails(desk, Person, int(desk.youth(asked).split(":")[1]), email="jongere@post.example")

    with desk.store.read(desk.now) as tx:
        options = list(failing_addresses(tx, 1))
        assert unreachable_people(tx, desk.viewer(ILSE)) == [asked]

    assert [option.value for option in options] == [desk.professional(LOTTE), desk.youth(asked)]
    assert not [option for option in options if "@" in option.label]


def test_the_youth_and_a_mailbox_can_have_another_address(desk: Any, asked: str) -> None:
    agency = desk.agency("smw")
    number = int(desk.youth(asked).split(":")[1])
    fails(desk, Person, number, email="jongere@post.example")
    with desk.store.write(desk.now) as tx:
        row = tx.session.get_one(Agency, agency)
        row.mailbox, row.mailbox_failed_at = "post@smw.example", desk.now
        tx.session.add(row)

    works(desk, ILSE, desk.youth(asked), email="anders@post.example")
    works(desk, ILSE, f"agency:{agency}", email="balie@smw.example")

    with desk.store.read(desk.now) as tx:
        assert tx.session.get_one(Person, number).email == "anders@post.example"
        assert tx.session.get_one(Agency, agency).mailbox == "balie@smw.example"
    assert len(desk.mails("anders@post.example")) == 1


@pytest.mark.parametrize(
    ("who", "whom", "fields", "refusal"),
    [
        (BRAM, LOTTE, {}, NotAllowed),
        (ILSE, LOTTE, {"email": "ander@smw.example"}, BadAnswer),
        (ILSE, BRAM, {}, Refused),
        (ILSE, "professional:999", {}, BadAnswer),
        (ILSE, "nobody", {}, BadAnswer),
        (MARGRIET, "youth", {}, NotAllowed),
    ],
)
def test_nobody_else_may_and_what_makes_no_sense_is_refused(
    desk: Any, asked: str, who: str, whom: str, fields: dict[str, str], refusal: type[Refused]
) -> None:
    token = desk.youth(asked) if whom == "youth" else desk.professional(whom) if "@" in whom else whom

    with pytest.raises(refusal):
        works(desk, who, token, **fields)

    with desk.store.read(desk.now) as tx:
        assert len(unreachable_staff(tx, desk.viewer(ILSE))) == 1
