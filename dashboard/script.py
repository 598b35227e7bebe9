"""What Streamlit runs for every look at a page. Everything it does stands in ``dashboard.shell``."""

from dashboard.shell import run

run()
