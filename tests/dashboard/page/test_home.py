"""The first page of who looks over the region: agencies nobody can be asked at by name, and why things waited."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlmodel import select

from models.tables import Agency, Contact, Professional

ILSE, BRAM = "ilse.verhagen@aanmeldpunt.example", "bram.hoevelaar@waalzicht.example"
FATIMA, DENNIS = "fatima.bouzidi@doorstroompunt.example", "dennis.culemborg@geldloket.example"
Look = Callable[..., Any]


def test_the_coordinator_reads_at_which_agency_nobody_is_the_contact(house: Any, look: Look, words: Any) -> None:
    with house.office.store.write(house.now) as tx:
        ggd = tx.session.exec(select(Agency).where(Agency.code == "ggd")).one()
        name = ggd.name
        for contact in tx.session.exec(select(Contact).where(Contact.agency_id == ggd.id)):
            tx.session.delete(contact)
        assert tx.session.exec(select(Professional.id).where(Professional.agency_id == ggd.id)).first()

    assert f"Er is geen contactpersoon bij: {name}" in words(look("home", ILSE))
    assert name not in words(look("home", BRAM))


def test_the_coordinator_reads_why_things_waited(house: Any, look: Look, words: Any) -> None:
    ref = house.register(BRAM)
    house.answer(
        ref,
        ILSE,
        "weighing",
        decision="light",
        case_manager=house.professional(FATIMA),
        agency=house.agency("geldloket"),
    )
    house.answer(ref, FATIMA, "case-manager")
    longer = {"until": str(house.now.date() + timedelta(days=40)), "code": "no place"}
    house.answer(ref, DENNIS, "direct-help", needs_longer=longer)

    assert "Waarom er gewacht werd" in words(look("home", ILSE))
