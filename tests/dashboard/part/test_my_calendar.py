"""The address of somebody's own calendar: made on the page, shown once, ended again."""

import re
from typing import Any

DENNIS = "dennis.culemborg@geldloket.example"


def _button(at: Any, key: str) -> Any:
    return next(each for each in at.button if each.key == key)


def test_an_address_is_made_shown_once_and_ended(look: Any) -> None:
    at = look("home", DENNIS)
    assert not at.code

    _button(at, "make my calendar").click().run()
    (shown,) = at.code
    assert re.fullmatch(r"https?://[^/]+/calendar/[\w-]{32}\.ics", shown.value)

    at.run()
    assert not at.code

    _button(at, "end my calendar").click().run()
    assert "end my calendar" not in {each.key for each in at.button}
