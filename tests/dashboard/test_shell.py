"""Who is signed in, which pages there are, and the language around them."""

from collections.abc import Callable
from typing import Any


def test_nobody_signed_in_sees_the_cast_and_no_case(house: Any, look: Callable[..., Any], words: Any) -> None:
    house.register("bram.hoevelaar@waalzicht.example")

    page = look("cases")

    assert page.title[0].value == "Wie bent u vandaag?"
    assert "VN-" not in words(page)
