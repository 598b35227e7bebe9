"""The dashboard as a server: the pages, the other addresses, and the door they stand behind. ``streamlit run`` it."""

import gc
import os
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from streamlit import config

import dashboard.shell  # noqa: F401 - every page is loaded before the first is asked for
from dashboard.accident import on_accident
from dashboard.oidc import insist_on_loopback, insist_on_safe_options, prepare
from dashboard.quiet import keep_provider_text_out
from dashboard.route import document
from dashboard.route.door import Door
from dashboard.route.table import ROUTES
from models.refusal import Refused
from models.settings import read_settings
from models.speech import DEFAULT


def _prepare() -> None:
    """One sentence in place of a traceback; the server does not start."""
    try:
        settings = read_settings()
        insist_on_loopback(settings, config.get_option("server.address"))
        insist_on_safe_options(config.get_option)
        prepare(settings)
        keep_provider_text_out()
        _set_aside()
    except Refused as refused:
        raise SystemExit(refused.text(os.environ.get("VANGNET_LANGUAGE", DEFAULT))) from None


def _set_aside() -> None:
    """What is loaded stays: looking through all of it for garbage takes a third of a second, amid some page."""
    gc.collect()
    gc.freeze()


_prepare()

ADDRESSES = [*ROUTES, *document.ROUTES]
"""Every address but Streamlit's own."""

app = st.App(
    Path(__file__).parent / "script.py",
    routes=ADDRESSES,
    middleware=[Middleware(Door)],
    on_script_error=on_accident,
)
