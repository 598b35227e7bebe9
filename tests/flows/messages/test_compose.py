"""The table of notices, and what every mail must be."""

import ast
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from flows.messages.compose import COMPOSERS
from notifications.notice import NOTICES

Words = Callable[[EmailMessage], str]

FLOWS = Path(__file__).parents[3] / "flows"


def _strings(tree: ast.AST) -> Iterator[str]:
    yield from (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))


def _queued_by_name(tree: ast.AST) -> Iterator[str]:
    """What stands as the notice of a `tell`, a `put` or a `queue`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            named = [keyword.value for keyword in node.keywords if keyword.arg == "notice"]
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            given = node.args[2:3] if called in {"put", "queue"} else []
            for value in [*named, *given]:
                yield from _choices(value)


def _choices(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from (*_choices(node.body), *_choices(node.orelse))
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def _sources() -> Iterator[ast.AST]:
    for path in sorted(FLOWS.rglob("*.py")):
        if path.parent.name != "messages":
            yield ast.parse(path.read_text(encoding="utf-8"))


def test_every_notice_that_is_queued_anywhere_has_words() -> None:
    queued = {name for tree in _sources() for name in _queued_by_name(tree)}

    assert len(queued) > 10
    assert queued - set(COMPOSERS) == set()


def test_every_name_of_a_notice_that_stands_in_a_story_has_words() -> None:
    named = {name for tree in _sources() for name in _strings(tree) if name in NOTICES}

    assert {"MeetingMoved", "CaseClosed"} <= named
    assert named - set(COMPOSERS) == set()


def test_every_row_of_the_table_is_a_notice_there_is() -> None:
    assert set(COMPOSERS) - set(NOTICES) == set()


def test_a_mail_names_its_row_the_same_each_time(desk: Any, dennis: Any) -> None:
    _, message = desk.tell("ActionDone", dennis)

    desk.deliver()
    desk.change(type(desk.message(message)), message, status="queued", done_at=None)
    desk.later(days=3).deliver()

    first, again = desk.door.sent
    assert first["Message-ID"] == again["Message-ID"]
    assert first["Message-ID"].startswith(f"<message-{message}.")
    assert first["Message-ID"].endswith("@vangnet.example>")


def test_a_row_of_the_same_number_in_a_database_founded_anew_has_another_name(
    fresh: Any, desk: Any, dennis: Any
) -> None:
    other = type(desk)(fresh(), desk.now).later(days=1)
    desk.tell("ActionDone", dennis)
    other.tell("ActionDone", dennis)

    desk.deliver()
    other.deliver()

    assert desk.sent()["Message-ID"] != other.sent()["Message-ID"]


def test_a_link_leads_to_the_case_at_the_address_of_this_installation(desk: Any, dennis: Any, words: Words) -> None:
    desk.tell("Invitees", dennis)

    desk.deliver(address="https://net.example")

    assert "https://net.example/case?ref=VN-TEST222" in words(desk.sent())


def test_a_notice_of_a_newer_release_is_left_for_that_release(desk: Any, dennis: Any) -> None:
    message = desk.queue("AHundredNewWords", dennis)

    delivered = desk.deliver()

    assert (delivered.again, desk.door.sent) == (1, [])
    assert desk.became(message) == ("queued", "NoWords")
    assert desk.message(message).next_try_at is not None


def test_a_message_of_no_case_says_nothing(desk: Any, dennis: Any) -> None:
    message = desk.queue("QuestionAsked", dennis)
    desk.change(type(desk.message(message)), message, case_id=None)

    desk.deliver()

    assert desk.became(message) == ("skipped", "nothing to say")


@pytest.mark.parametrize("notice", ["ClosingLetter", "StoppingConfirmed"])
def test_words_for_the_youth_go_to_nobody_else(desk: Any, hilde: Any, notice: str) -> None:
    message = desk.queue(notice, hilde)

    desk.deliver()

    assert desk.became(message) == ("skipped", "nothing to say")


def test_words_for_an_agency_do_not_go_to_the_youth(desk: Any, noor: Any) -> None:
    wait = desk.ask("Landed", noor, told_at=desk.now)
    desk.answer(wait, "withdrawn", code="no longer needed")
    message = desk.queue("QuestionWithdrawn", noor, {"waits": [wait]})

    desk.deliver()

    assert desk.became(message) == ("skipped", "nothing to say")
