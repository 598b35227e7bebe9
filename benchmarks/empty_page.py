"""What Streamlit itself takes: a page that holds a title."""

import streamlit as st

st.title("Empty")
