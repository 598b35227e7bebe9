"""What was sent from a form that is not drawn any more, because one more click came first: it says it was not done."""

import streamlit as st

from dashboard.desk import Desk
from dashboard.part.crossing import anything_sent, forget_sent
from dashboard.part.flash import flash
from models.speech import mark


def forget_what_is_gone(desk: Desk) -> None:
    """Last on a page: whatever was sent from it and not handed in by now, has no form there any more."""
    if anything_sent():
        forget_sent()
        flash(desk.say(mark("That click was not heard. Look at the form, and send it again.")), "info")
        st.rerun()
