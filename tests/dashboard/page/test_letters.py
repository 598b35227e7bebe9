"""The page with every message: each can be chosen, and stands there as its reader gets it."""

from typing import Any

import pytest

from flows.messages.called import title_of
from notifications.notice import NOTICES

ILSE, BRAM = "ilse.verhagen@aanmeldpunt.example", "bram.hoevelaar@waalzicht.example"


def test_every_message_is_on_the_page(look: Any) -> None:
    at = look("letters", ILSE)

    assert not at.exception
    assert set(at.selectbox(key="letter").options) == {title_of(name, "nl") for name in NOTICES}


@pytest.mark.parametrize("name", ["QuestionAsked", "FirstLetter", "WeeklyOverview", "DeliveryFailed", "OneTimeCode"])
def test_a_message_is_shown_in_either_language(look: Any, name: str) -> None:
    at = look("letters", ILSE)
    at.selectbox(key="letter").select(name).run()
    dutch = at.subheader[0].value
    at.segmented_control(key="letter language").set_value("en").run()

    assert not at.exception
    assert dutch
    assert dutch != at.subheader[0].value
