"""Draws a list or a table of links as one element: what a page holds most of, in a template of ours. Reads nothing.

Streamlit takes milliseconds of the browser for every element, and a list of rows has hundreds; see decision 0051.
"""

from functools import cache, partial
from pathlib import Path

import streamlit as st
from jinja2 import Environment

from notifications.html_template import html_templates
from notifications.phrase import numeral
from notifications.plain import Language

DRAWN = Path(__file__).parent / "drawn"


def draw(name: str, language: Language, /, **values: object) -> None:
    """The template of that name with these values, each of which reads as it was typed and means nothing."""
    st.html(_templates(language).get_template(f"{name}.html").render(values))


def dial(phone: str) -> str:
    """A phone number as a telephone takes it: its digits, and the sign of a country."""
    return "".join(each for each in phone if each.isdecimal() or each == "+")


@cache
def _templates(language: Language) -> Environment:
    templates = html_templates(DRAWN)
    templates.filters |= {"numeral": partial(numeral, language=language), "dial": dial}
    return templates
