"""The dashboard's script for somebody who is signed in already, as one is whose cookie still holds."""

import os

import streamlit as st

from benchmarks.page_server import WHO
from dashboard.seat import WHO as SEAT
from dashboard.seat import sit_down
from dashboard.shell import run

if SEAT not in st.session_state:
    sit_down(int(os.environ[WHO]))
run()
