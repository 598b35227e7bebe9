"""The address of somebody's own calendar: made on the page, shown once, ended again."""

import re
from typing import Any

DENNIS = "dennis.culemborg@geldloket.example"


def _button(at: Any, key: str) -> Any:
    return next(each for each in at.button if each.key == key)


def _unfolded(at: Any) -> Any:
    """A browser says so with every click."""
    at.session_state["my mail"] = True
    return at


def test_an_address_is_made_shown_once_and_ended(look: Any) -> None:
    at = _unfolded(look("home", DENNIS)).run()
    assert not at.code

    _button(_unfolded(at), "make my calendar").click().run()
    (shown,) = at.code
    assert re.fullmatch(r"https?://[^/]+/calendar/[\w-]{32}\.ics", shown.value)

    _unfolded(at).run()
    assert not at.code

    _button(_unfolded(at), "end my calendar").click().run()
    assert "end my calendar" not in {each.key for each in at.button}


def test_what_is_folded_up_is_not_drawn(look: Any) -> None:
    at = look("home", DENNIS)
    before = len(at.sidebar.selectbox)

    _unfolded(at).run()

    assert before == 0
    assert len(at.sidebar.selectbox) > 5
