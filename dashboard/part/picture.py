"""Draws a picture that the code made, as Streamlit would. Never judges whether it is a picture: the tests do.

Altair holds each part of a picture against the whole schema of Vega-Lite, which takes longer than everything else on a
page; see decision 0044.
"""

from typing import Any

import altair as alt
import streamlit as st

alt.utils.schemapi.disable_debug_mode()


def show_picture(chart: Any, **options: Any) -> None:
    """The picture on the page; the options are those of ``st.altair_chart``."""
    st.vega_lite_chart(spec=spec_of(chart), **options)


def spec_of(chart: Any) -> dict[str, Any]:
    """The picture as Vega-Lite, without the measures Altair gives to pictures elsewhere."""
    spec: dict[str, Any] = chart.to_dict(validate=False)
    return {name: value for name, value in spec.items() if name != "config"}
