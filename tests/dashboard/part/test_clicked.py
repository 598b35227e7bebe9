"""No click is lost between a browser and a run of the page, and a second one on the same button means the same."""

import tomllib
from pathlib import Path

from streamlit.testing.v1 import AppTest

import dashboard
from dashboard.part.clicked import Clicked


def _page() -> None:
    import streamlit as st  # noqa: PLC0415 - Streamlit runs this text by itself

    from dashboard.part.clicked import begin_page, button, clicked  # noqa: PLC0415
    from dashboard.part.flash import flash, flash_is_seen, show_flash  # noqa: PLC0415

    begin_page()
    show_flash()
    if button("Weg", "out"):
        flash("Tot ziens.")
        st.rerun()
    if clicked().sheet == "one click more":
        clicked().sheet = None
        st.rerun()
    flash_is_seen()


def test_a_sheet_that_was_sent_is_known_until_it_is_handed_in_and_its_second_click_means_the_same() -> None:
    kept = Clicked()

    kept.send("q1.1")
    assert (kept.sheet, kept.places) == ("q1.1", {"q1.1#send"})

    kept.sheet, kept.handed = None, "q1.1"
    kept.send("q1.1")
    assert kept.sheet is None
    kept.send("q2.1")
    assert kept.sheet == "q2.1"


def test_what_a_click_does_is_done_where_it_is_noted() -> None:
    kept, done = Clicked(), list[int]()

    kept.then("later", done.append, 7)

    assert (done, kept.places) == ([7], {"later"})


def test_a_click_that_a_part_of_the_page_heard_first_is_heard_by_the_whole_page_once() -> None:
    page = AppTest.from_function(_page).run()
    page.session_state["clicked"].note("out")

    page.run()

    assert [each.value for each in page.success] == ["Tot ziens."]
    assert not page.run().success


def test_what_was_said_on_top_stays_until_a_page_was_drawn_to_its_end() -> None:
    page = AppTest.from_function(_page).run()
    page.session_state["flash"].put("Bedankt.")
    page.session_state["clicked"].sheet = "one click more"

    page.run()

    assert [each.value for each in page.success] == ["Bedankt."]
    assert not page.run().success


def test_one_run_of_a_page_ends_before_the_next_begins() -> None:
    """Otherwise Streamlit begins a second one, and drops a click that the first did not hear yet."""
    config = Path(dashboard.__file__).parent / ".streamlit" / "config.toml"

    assert tomllib.loads(config.read_text(encoding="utf-8"))["runner"]["fastReruns"] is False
