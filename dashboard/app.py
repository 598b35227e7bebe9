"""The dashboard as a server: the pages, the other addresses, and the door they stand behind. ``streamlit run`` it."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from dashboard.accident import on_accident
from dashboard.oidc import prepare
from dashboard.route.door import Door
from dashboard.route.table import ROUTES
from models.settings import read_settings

prepare(read_settings())

app = st.App(
    Path(__file__).parent / "script.py",
    routes=ROUTES,
    middleware=[Middleware(Door)],
    on_script_error=on_accident,
)
