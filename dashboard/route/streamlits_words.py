"""Words of Streamlit's own that people meet on our pages, in words of ours: in the language of whoever reads.

Streamlit speaks English only, and has no place to say it otherwise. A small script in the document (decision 0050) says
them in the language chosen beside the page, and tells the browser which language that is.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from dashboard.seat import LANGUAGES
from models.speech import mark, say

SCRIPT = Path(__file__).parent / "page" / "words.js"
NO_ANSWER = mark("Vangnet does not answer now. This page goes on by itself as soon as it does. Drafts are kept.")
WORDS: Mapping[str, str] = {
    "Clear value": mark("Clear this field"),
    "Clear all": mark("Clear all of this"),
    "Clear date": mark("Clear this day"),
    "Clear entry": mark("Clear this field"),
    "Choose date": mark("Choose a day"),
    "Use arrow keys to navigate dates. Enter to select. Escape to close.": mark(
        "Arrows go from day to day. Enter chooses. Escape closes."
    ),
    "Close": mark("Close"),
    "Collapse sidebar": mark("Fold the menu up"),
    "Expand sidebar": mark("Unfold the menu"),
    "Connection error": mark("No connection"),
    "Connection timed out.": NO_ANSWER,
    "Decrement": mark("One less"),
    "Increment": mark("One more"),
    "Download as PNG": mark("Keep as a picture"),
    "Drag and drop a file here": mark("Drop a file here"),
    "file upload": mark("Choose a file"),
    "Fullscreen": mark("Fill the screen"),
    "Close fullscreen": mark("Fill the screen no more"),
    "Link to heading": mark("Link to this heading"),
    "Main menu": mark("More"),
    "Multiselect options": mark("What can be chosen"),
    "Selectbox options": mark("What can be chosen"),
    "Selected values": mark("What was chosen"),
    "Next page": mark("Next page"),
    "Previous page": mark("Previous page"),
    "Page not found": mark("This page is not there"),
    "{what}. Running the app's main page.": mark("There is no page at this address. You see your own day instead."),
    "Page {what}": mark("Page {what}"),
    "No results": mark("Nothing found"),
    "Press Enter to apply": mark("Press Enter to go on"),
    "Press Enter to submit form": mark("Press Enter to send this"),
    "Press Ctrl+Enter to apply": mark("Press Ctrl+Enter to go on"),
    "Remove {what}": mark("Take {what} away"),
    "Running...": mark("One moment"),
    "Scroll tabs left": mark("Earlier parts"),
    "Scroll tabs right": mark("Later parts"),
    "Show chart": mark("Show the picture"),
    "Show data": mark("Show the numbers"),
    "Sidebar": mark("Menu"),
    "Streamlit server is not responding. Are you connected to the internet?": NO_ANSWER,
    "Upload": mark("Choose a file"),
    "{what} per file": mark("At most {what}"),
}
"""What Streamlit says, and what is said in its place. ``{what}`` is what changes in it; one at most."""


def script() -> str:
    """The script, with the words in it."""
    said = {code: {own: say(ours, code) for own, ours in WORDS.items()} for code in LANGUAGES}
    names = {name: code for code, name in LANGUAGES.items()}
    told = json.dumps({"said": said, "names": names}, ensure_ascii=False).replace("<", "\\u003c")
    return SCRIPT.read_text(encoding="utf-8").replace('"WORDS"', told)
