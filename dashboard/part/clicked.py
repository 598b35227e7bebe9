"""What was clicked in this session and is not heard yet: no click is lost between a browser and a run of the page.

A part of a page that runs alone (a fragment) gets what is left in its fields. Where a field is left and something else
is clicked in the same instant, as by a finger on a screen or on a slow machine, the browser sends both as one message,
and Streamlit runs that part alone. So what stands outside such a part notes its click, and the part gives way to the
page. A click is noted in a callback, which may not look into the session: with one click more there, that ends it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

_NAME = "clicked"


@dataclass(slots=True)
class Clicked:
    """What was clicked.

    Attributes:
        sheet: the key of the sheet that was sent and not handed in yet.
        handed: the key of the sheet that was handed in last; a second click on its button means the same.
        places: where was clicked since the whole page ran last.
        heard: where was clicked just before this run of the whole page.
    """

    sheet: str | None = None
    handed: str | None = None
    places: frozenset[str] = field(default_factory=frozenset)
    heard: frozenset[str] = field(default_factory=frozenset)

    def note(self, place: str) -> None:
        """It was clicked there."""
        self.places |= {place}

    def then(self, place: str, do: Callable[..., None], *args: Any) -> None:
        """It was clicked there, and this is what the click does."""
        self.note(place)
        do(*args)

    def send(self, key: str) -> None:
        """A sheet was sent: known from the click on, whatever becomes of the run that hears it."""
        self.note(f"{key}#send")
        if key != self.handed:
            self.sheet = key


def clicked() -> Clicked:
    """Those of this session."""
    if _NAME not in st.session_state:
        st.session_state[_NAME] = Clicked()
    found: Clicked = st.session_state[_NAME]
    return found


def begin_page() -> None:
    """The whole page runs, and hears what was clicked."""
    kept = clicked()
    kept.heard, kept.places = kept.places, frozenset()


def give_way(*own: str) -> None:
    """Called first in a part that runs alone: was it clicked outside, the whole page runs instead. Ends that run."""
    if clicked().places - set(own):
        st.rerun()


def button(label: str, key: str, **options: Any) -> bool:
    """A button outside the parts that run alone; true in the run that hears it."""
    kept = clicked()
    pressed = st.button(label, key=key, on_click=kept.note, args=(key,), **options)
    return pressed or key in kept.heard
