"""What is wrong with an installation, a sentence each; and nothing is wrong where all is well."""

import json
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest


class _Well(BaseHTTPRequestHandler):
    """Stands in for Prefect's health page."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_words: Any) -> None:
        """Says nothing."""


@pytest.fixture
def prefect_answers(monkeypatch: pytest.MonkeyPatch) -> Any:
    server = HTTPServer(("127.0.0.1", 0), _Well)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    monkeypatch.setenv("PREFECT_API_URL", f"http://127.0.0.1:{server.server_port}/api")
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def _spoil(vangnet: Any, sql: str, *values: Any) -> None:
    office = vangnet.office()
    with office.store.write(office.now()) as tx:
        tx.connection.exec_driver_sql(sql, values)
    office.store.close()


def _wrong(vangnet: Any) -> dict[str, str]:
    code = vangnet("doctor", "--json")
    facts = json.loads(vangnet.said)
    assert (code == 0) is facts["well"]
    return {each["check"]: each["sentence"] for each in facts["findings"] if each["level"] == "wrong"}


def test_where_all_is_well_it_says_so(vangnet: Any, prefect_answers: Any) -> None:
    vangnet.register()

    assert _wrong(vangnet) == {}
    assert vangnet("doctor") == 0
    assert vangnet.said.splitlines()[-1] == "All is well."


def test_a_run_that_stopped_stands_there_with_its_diagnosis(vangnet: Any, prefect_answers: Any) -> None:
    ref = vangnet.register()
    _spoil(vangnet, "UPDATE stage_run SET status = 'blocked', diagnosis = 'KeyError in filed, line 7'")

    wrong = _wrong(vangnet)

    assert set(wrong) == {"blocked"}
    assert wrong["blocked"].startswith(f"Case {ref} stopped in 'intake': KeyError in filed, line 7.")


def test_what_is_due_and_nobody_carries_is_said(vangnet: Any, prefect_answers: Any) -> None:
    vangnet.facts("register", vangnet.file(vangnet.registration()))
    long_ago = str(vangnet.office().now() - timedelta(hours=2))[:26]
    _spoil(vangnet, "UPDATE wake_up SET not_before = ?", long_ago)

    assert "start `vangnet work`" in _wrong(vangnet)["overdue"]


def test_an_agency_where_nobody_can_be_asked_is_named(vangnet: Any, prefect_answers: Any) -> None:
    _spoil(vangnet, "DELETE FROM contact WHERE agency_id = (SELECT id FROM agency WHERE code = 'waalzicht')")

    assert "give it a contact or a mailbox" in _wrong(vangnet)["agency"]


def test_prefect_being_away_is_said_and_what_still_works(vangnet: Any, monkeypatch: Any) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:1/api")

    assert "Answers and pages go on" in _wrong(vangnet)["prefect"]


def test_tables_that_differ_from_the_code_are_said(vangnet: Any, prefect_answers: Any) -> None:
    _spoil(vangnet, "ALTER TABLE agency ADD COLUMN of_another_version TEXT")

    assert "differs from this version" in _wrong(vangnet)["database"]


def test_settings_that_do_not_fit_are_all_there_is_to_say(empty: Any, monkeypatch: Any) -> None:
    monkeypatch.setenv("VANGNET_DASHBOARD_PORT", "99999")

    assert set(_wrong(empty)) == {"settings"}
