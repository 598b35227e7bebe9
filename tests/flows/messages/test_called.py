"""Every kind of message has a name people read, in both languages."""

from flows.messages.called import CALLED, title_of
from models.speech import say
from notifications.notice import NOTICES


def test_every_notice_is_called_something_in_both_languages() -> None:
    assert set(CALLED) == set(NOTICES)
    assert [name for name, label in CALLED.items() if say(label, "nl") == label] == []
    assert title_of("HelpBegan", "nl") == "De hulp is begonnen"
