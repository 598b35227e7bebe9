"""Who is signed in, which pages there are, and the language around them."""

from collections.abc import Callable
from typing import Any


def test_nobody_signed_in_sees_the_cast_and_no_case(house: Any, look: Callable[..., Any], words: Any) -> None:
    house.register("bram.hoevelaar@waalzicht.example")

    page = look("cases")

    assert page.title[0].value == "Wie bent u vandaag?"
    assert "VN-" not in words(page)


def test_the_menu_holds_the_pages_of_whoever_sits_there_and_says_which_is_open(house: Any, look: Any) -> None:
    manager, agency = (
        look(name, f"{who}.example").sidebar.get("html")[0].proto.body
        for name, who in (("overview", "margriet.oosterwold@aanmeldpunt"), ("questions", "dennis.culemborg@geldloket"))
    )

    assert manager.count("aria-current") == agency.count("aria-current") == 1
    assert 'href="overview" aria-current="page"' in manager
    assert 'href="questions" aria-current="page"' in agency
    assert 'href="overview"' not in agency
    assert 'href="./"' in agency
    assert "queue" not in manager + agency
