"""The dashboard's server, with the same door and addresses, for somebody who is signed in already."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

import dashboard.app  # noqa: F401 - begins as the real one does
from dashboard.accident import on_accident
from dashboard.route.door import Door
from dashboard.route.table import ROUTES

app = st.App(
    Path(__file__).parent / "seated.py",
    routes=ROUTES,
    middleware=[Middleware(Door)],
    on_script_error=on_accident,
)
