"""The page per agency: one's own, or any for who looks over the region."""

from typing import Any

MARGRIET, DENNIS = "margriet.oosterwold@aanmeldpunt.example", "dennis.culemborg@geldloket.example"


def test_an_agency_sees_itself_whatever_the_address_asks(house: Any, look: Any, words: Any) -> None:
    other = house.agency("ggd").removeprefix("agency:")

    read = words(look("agency", DENNIS, agency=other))

    assert "Geldloket" in read
    assert "GGD" not in read
    assert "Het afgelopen half jaar" in read


def test_the_manager_chooses_an_agency(house: Any, look: Any, words: Any) -> None:
    at = look("agency", MARGRIET, agency=house.agency("geldloket").removeprefix("agency:"))

    assert [each.value for each in at.header] == ["Geldloket"]
