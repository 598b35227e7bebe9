"""The two sweeps as Prefect runs them: thin, and with nothing personal in what Prefect sees."""

import inspect
from typing import Any

import pytest
from prefect import Flow

from flows.deliver_messages import deliver_messages, delivered
from flows.office import Office
from flows.watch_terms import watch_terms, watched
from models.settings import Settings

NOTHING = "0 sent, 0 skipped, 0 gathered, 0 failed, 0 to be tried again"


@pytest.fixture
def office(desk: Any, mail_server: Any) -> Office:
    """An installation whose mails go to a real server, at the moment of the desk."""
    settings = Settings(smtp_url=f"smtp://127.0.0.1:{mail_server.port}?tls=off", mail_from="post@vangnet.example")
    return Office(desk.store, settings, lambda: desk.now)


def test_the_flow_sends_what_is_queued_and_says_how_much(
    desk: Any, dennis: Any, office: Office, mail_server: Any
) -> None:
    desk.tell("ActionDone", dennis)

    state = delivered(office, 1)

    assert (state.name, state.message) == ("Delivered", "1 sent, 0 skipped, 0 gathered, 0 failed, 0 to be tried again")
    assert [mail["To"] for mail in mail_server.kept] == ["dennis.culemborg@geldloket.example"]
    assert "http://127.0.0.1:8501/a/" in mail_server.kept[0].get_body(("plain",)).get_content()


def test_what_is_more_than_one_batch_goes_in_as_many_as_are_asked_for(
    desk: Any, dennis: Any, office: Office, mail_server: Any
) -> None:
    for _ in range(201):
        desk.queue("ReassignedAway", dennis, {"waits": [desk.ask("Arrived", desk.agency("uwv"))]})

    state = delivered(office, 5)

    assert len(mail_server.kept) == 201
    assert state.message.count("sent") == 2


def test_the_flow_says_that_nothing_was_due(office: Office) -> None:
    state = delivered(office, 3)

    assert (state.name, state.message) == ("Nothing due", NOTHING)


def test_a_mail_server_that_lets_nothing_through_is_named_without_an_address(
    desk: Any, dennis: Any, office: Office, mail_server: Any
) -> None:
    desk.tell("ActionDone", dennis)
    mail_server.answers["MAIL"] = "553 5.7.1 <post@vangnet.example> is not you"

    state = delivered(office, 3)

    assert (state.name, state.message) == ("Stopped", f"{NOTHING}; the mail server says: sender 553 5.7.1")


def test_the_flow_looks_at_what_has_come(desk: Any, dennis: Any, office: Office) -> None:
    desk.ask("ActionDone", dennis, opens_at=desk.now, next_look_at=desk.now)

    first, second = watched(office), watched(office)

    assert (first.name, first.message) == ("Watched", "1 looked at, 1 opened")
    assert (second.name, second.message) == ("Nothing due", "0 looked at")


def test_both_are_flows_that_take_nothing_personal() -> None:
    assert isinstance(deliver_messages, Flow)
    assert isinstance(watch_terms, Flow)
    assert list(inspect.signature(deliver_messages.fn).parameters) == ["batches"]
    assert list(inspect.signature(watch_terms.fn).parameters) == []
