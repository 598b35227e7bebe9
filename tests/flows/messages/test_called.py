"""Every kind of message has a name people read, in both languages."""

import re
from pathlib import Path

import flows
from flows.messages.called import CALLED, title_of
from models.speech import say
from notifications.notice import NOTICES


def test_every_notice_is_called_something_in_both_languages() -> None:
    assert set(CALLED) == set(NOTICES)
    assert [name for name, label in CALLED.items() if say(label, "nl") == label] == []
    assert title_of("HelpBegan", "nl") == "De hulp is begonnen"


def test_every_notice_is_sent_by_the_process() -> None:
    sources = [path for path in Path(flows.__path__[0]).rglob("*.py") if path.name != "called.py"]
    written = {word for path in sources for word in re.findall(r"\b[A-Z][A-Za-z]+\b", path.read_text("utf-8"))}

    assert set(NOTICES) - written == set()
