"""The dashboard's server, with the same door and addresses, for somebody who is signed in already."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from dashboard.accident import on_accident
from dashboard.app import ADDRESSES
from dashboard.route.door import Door

app = st.App(
    Path(__file__).parent / "seated.py",
    routes=ADDRESSES,
    middleware=[Middleware(Door)],
    on_script_error=on_accident,
)
