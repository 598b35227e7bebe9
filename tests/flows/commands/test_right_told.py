"""What is asked by right is mailed like any other question, also once the case is closed; nothing else is by then."""

from typing import Any

from flows.commands.ending import cut_short
from flows.commands.right import ask_right

ILSE, ADDRESS = "ilse.verhagen@aanmeldpunt.example", "lieke@mail.example"


def _ask(desk: Any, ref: str) -> None:
    content = {"kind": "access", "who": desk.youth(ref), "asked_on": desk.day(0)}
    ask_right(desk.store, desk.viewer(ILSE), ref, content, desk.now)
    desk.carry()


def test_the_youth_and_whoever_decides_hear_of_it_after_the_case_closed(desk: Any) -> None:
    ref = desk.register(email=ADDRESS)
    cut_short(desk.store, desk.viewer(ILSE), ref, "youth stopped", desk.now)
    desk.mails(ADDRESS)
    before = len(desk.mails(ILSE))

    _ask(desk, ref)

    assert any("binnen" in str(mail["Subject"]) for mail in desk.mails(ADDRESS))
    asked = desk.mails(ILSE)[before:]
    assert [ref in str(mail["Subject"]) for mail in asked] == [True]


def test_whoever_decides_is_reminded_of_it_after_the_case_closed(desk: Any) -> None:
    ref = desk.register()
    _ask(desk, ref)
    cut_short(desk.store, desk.viewer(ILSE), ref, "youth stopped", desk.now)
    before = len(desk.mails(ILSE))

    for _ in range(45):
        desk.later(days=1)
        desk.mails(ILSE)

    assert len(desk.mails(ILSE)) > before
    assert list(desk.waits(ref)) == ["right:1"]
