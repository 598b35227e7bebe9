"""Whom to ask at an agency: who looks after its people says so, and the next question goes there."""

from typing import Any

import pytest
from sqlmodel import select

from flows.commands.contact import drop_contact, name_contact
from flows.queries.trouble_staff import agencies_without_contact
from models.refusal import BadAnswer, NotAllowed, Refused
from models.tables import Contact

ILSE, BRAM = "ilse.verhagen@aanmeldpunt.example", "bram.hoevelaar@waalzicht.example"
FATIMA, GIJS = "fatima.bouzidi@doorstroompunt.example", "gijs.vanderlaak@doorstroompunt.example"
DENNIS = "dennis.culemborg@geldloket.example"


def without(desk: Any) -> list[str]:
    with desk.store.read(desk.now) as tx:
        return [agency.code for agency in agencies_without_contact(tx, desk.viewer(ILSE))]


def contacts(desk: Any, email: str) -> list[Contact]:
    number = desk.viewer(email).professional_id
    with desk.store.read(desk.now) as tx:
        return list(tx.session.exec(select(Contact).where(Contact.professional_id == number)))


def test_an_agency_without_a_contact_gets_one_again(desk: Any) -> None:
    drop_contact(desk.store, desk.viewer(ILSE), DENNIS, {}, desk.now)
    assert "geldloket" in without(desk)

    name_contact(desk.store, desk.viewer(ILSE), desk.professional(DENNIS), {}, desk.now)

    assert "geldloket" not in without(desk)


def test_the_next_question_goes_to_the_contact_that_was_named(desk: Any) -> None:
    drop_contact(desk.store, desk.viewer(GIJS), FATIMA, {}, desk.now)
    name_contact(desk.store, desk.viewer(GIJS), GIJS, {"neighbourhood": "Tiel-West"}, desk.now)
    name_contact(desk.store, desk.viewer(GIJS), GIJS, {}, desk.now)

    assert [each.neighbourhood for each in contacts(desk, GIJS)] == ["Tiel-West", None]
    ref = desk.register()
    desk.answer(
        ILSE, ref, "weighing", decision="light", case_manager=desk.professional(BRAM),
        agency=f"agency:{desk.agency('doorstroompunt')}", why="Praten helpt.",
    )  # fmt: skip
    desk.answer(BRAM, ref, "case-manager")
    assert desk.waits(ref)["direct-help"].professional_id == desk.viewer(GIJS).professional_id


@pytest.mark.parametrize(
    ("who", "content", "refusal", "says"),
    [
        (DENNIS, {}, Refused, "They are the contact for this already"),
        (DENNIS, {"school": "agency:999"}, BadAnswer, "there is no such agency"),
        (DENNIS, {"street": "x"}, BadAnswer, "street"),
        ("nobody@geldloket.example", {}, Refused, "Nobody here has the mail address"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(
    desk: Any, who: str, content: dict[str, Any], refusal: type[Refused], says: str
) -> None:
    with pytest.raises(refusal, match=says):
        name_contact(desk.store, desk.viewer(ILSE), who, content, desk.now)
    assert len(contacts(desk, DENNIS)) == 1


def test_only_who_looks_after_them_says_so_and_only_a_contact_is_dropped(desk: Any) -> None:
    with pytest.raises(NotAllowed):
        name_contact(desk.store, desk.viewer(BRAM), DENNIS, {}, desk.now)
    with pytest.raises(NotAllowed):
        drop_contact(desk.store, desk.viewer(GIJS), DENNIS, {}, desk.now)
    with pytest.raises(Refused, match="no contact of their agency"):
        drop_contact(desk.store, desk.viewer(GIJS), GIJS, {}, desk.now)
