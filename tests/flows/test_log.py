"""The log: who saw or did what is in it, nothing in it can be changed, and the oldest part ends behind a checkpoint."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import col, select

from flows.commands.answer import answer
from flows.commands.log import destroy_log
from flows.commands.register import register
from flows.commands.viewer import viewer_of
from flows.engine.drain import drain
from flows.queries.case_story import case_story
from flows.queries.door import open_case, open_file
from flows.queries.draft import draft_of
from flows.queries.log import log_of, verified
from flows.rounds import seal
from flows.rounds.seal import seal_log
from models.access import Viewer
from models.code import Logged, Role
from models.look import Look, Recently
from models.refusal import NotAllowed, NotOpen, Refused, Unknown
from models.store import Store
from models.tables import CaseFile, LogLine

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ILSE, BRAM = "ilse.verhagen@aanmeldpunt.example", "bram.hoevelaar@waalzicht.example"
DENNIS = "dennis.culemborg@geldloket.example"
REF = "VN-TEST222"


@pytest.fixture(params=["fresh", "fresh_postgres"])
def store(request: pytest.FixtureRequest) -> Any:
    return request.getfixturevalue(request.param)()


def _viewer(store: Store, email: str) -> Viewer:
    with store.read(NOW) as tx:
        return viewer_of(tx, email)


def _lines(store: Store) -> list[LogLine]:
    with store.read(NOW) as tx:
        return list(tx.session.exec(select(LogLine).order_by(col(LogLine.id))))


def _told(store: Store) -> list[tuple[str, str | None, str | None]]:
    return [(line.what.value, line.about, line.why) for line in _lines(store)]


def _register(store: Store) -> str:
    fields = {
        "given_name": "Lieke", "family_name": "Terborg", "birth_on": "2010-06-15", "municipality": "Tielerwaard",
        "sector": "mbo", "told_youth_on": "2026-11-20", "told_youth_how": "talk", "ground": "legal task",
        "worry": "Schulden.", "wish": "Een eigen plek.",
    }  # fmt: skip
    ref = register(store, _viewer(store, BRAM), fields, NOW).ref
    assert list(drain(store, NOW))
    return ref


def _weigh(store: Store, ref: str) -> None:
    fatima = _viewer(store, "fatima.bouzidi@doorstroompunt.example").professional_id
    fields = {"decision": "meeting", "case_manager": f"professional:{fatima}"}
    answer(store, _viewer(store, ILSE), ref, "weighing", fields, NOW)


def test_opening_a_case_is_one_line_with_who_and_as_what(store: Store) -> None:
    ilse = _viewer(store, ILSE)
    with store.read(NOW) as tx:
        open_file(tx, ilse, REF)

    (case, file) = _lines(store)
    assert (case.what, case.why, case.professional_id, case.agency_id, case.at) == (
        Logged.SEE_CASE, "coordinator", ilse.professional_id, ilse.agency_id, NOW,
    )  # fmt: skip
    assert file.what == Logged.SEE_FILE


def test_a_page_that_is_drawn_again_is_the_same_look(store: Store) -> None:
    ilse = _viewer(store, ILSE)
    for minutes in (0, 1, 9, 11):
        with store.read(NOW + timedelta(minutes=minutes)) as tx:
            open_case(tx, ilse, REF)

    assert [line.at for line in _lines(store)] == [NOW, NOW + timedelta(minutes=11)]


def test_who_is_refused_stands_in_it_although_nothing_was_shown(store: Store) -> None:
    dennis = _viewer(store, DENNIS)
    for ref in (REF, "VN-NOBODY9"):
        with pytest.raises(Unknown), store.read(NOW) as tx:
            case_story(tx, dennis, ref)

    assert _told(store) == [("refused", "see case", None), ("refused", "unknown case", None)]


def test_a_command_and_its_line_are_one_transaction(store: Store) -> None:
    ref = _register(store)
    _weigh(store, ref)

    assert ("register", None, "referrer") in _told(store)
    assert ("answer", "weighing", "coordinator") in _told(store)
    assert "command" not in {line.what.value for line in _lines(store)}


def test_what_was_refused_is_logged_and_what_did_not_fit_is_not(store: Store) -> None:
    ref = _register(store)
    before = len(_lines(store))
    with pytest.raises(Refused):
        answer(store, _viewer(store, ILSE), ref, "weighing", {"decision": "nonsense"}, NOW)
    assert len(_lines(store)) == before

    with pytest.raises((Unknown, NotAllowed)):
        answer(store, _viewer(store, DENNIS), ref, "weighing", {"decision": "meeting"}, NOW)
    assert _told(store)[-1][0] == "refused"


def test_a_late_answer_is_logged_too(store: Store) -> None:
    ref = _register(store)
    _weigh(store, ref)
    before = len(_lines(store))
    with pytest.raises(NotOpen):
        _weigh(store, ref)

    assert [row[0] for row in _told(store)[before:]] == ["answer"]


def test_a_draft_of_another_agency_is_refused_and_logged(store: Store) -> None:
    with pytest.raises(Unknown), store.read(NOW) as tx:
        draft_of(tx, _viewer(store, DENNIS), 1)

    assert _told(store) == [("refused", "draft:1", None)]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE log_line SET what = 'see case'",
        "DELETE FROM log_line",
        "UPDATE log_seal SET digest = 'x'",
        "DELETE FROM log_seal",
    ],
)
def test_the_database_itself_changes_and_destroys_no_line(store: Store, statement: str) -> None:
    _register(store)
    seal_log(store, NOW)
    before = _told(store)

    with pytest.raises(DBAPIError, match="never changed"), store.write(NOW) as tx:
        tx.connection.execute(text(statement))

    assert _told(store) == before


def test_the_chain_holds_and_grows(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seal, "MOST_LINES", 1)
    _register(store)
    with store.read(NOW) as tx:
        open_file(tx, _viewer(store, ILSE), REF)
    written = len(_lines(store))
    assert written > 2

    assert seal_log(store, NOW) == written
    assert seal_log(store, NOW) == 0
    with store.read(NOW) as tx:
        found = verified(tx, store.vault)
    assert (found.is_whole, found.sealed, found.unsealed) == (True, written, 0)


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE log_line SET professional_id = 999 WHERE id = 2",
        "DELETE FROM log_line WHERE id = 1",
        "UPDATE log_line SET at = '2020-01-01 00:00:00' WHERE id = 1",
        "UPDATE log_seal SET lines = lines + 1",
    ],
)
def test_who_gets_past_the_triggers_is_found_out(fresh: Any, tampering: str) -> None:
    store = fresh()
    ref = _register(store)
    _weigh(store, ref)
    seal_log(store, NOW)
    with store.write(NOW) as tx:
        for name in ("log_line_no_update", "log_line_no_delete", "log_seal_no_update"):
            tx.connection.execute(text(f"DROP TRIGGER {name}"))
        tx.connection.execute(text(tampering))

    with store.read(NOW) as tx:
        assert not verified(tx, store.vault).is_whole


def test_the_log_is_read_by_who_guides_and_the_privacy_officer_and_that_is_logged(store: Store) -> None:
    with store.read(NOW) as tx:
        open_file(tx, _viewer(store, ILSE), REF)
    officer = replace(_viewer(store, ILSE), roles=frozenset({Role.PRIVACY_OFFICER}))

    with store.read(NOW + timedelta(hours=1)) as tx:
        rows = log_of(tx, officer, REF)
    assert [row.what for row in rows] == [Logged.SEE_FILE, Logged.SEE_CASE]
    assert all("Ilse" in row.who for row in rows)
    assert _told(store)[-1][0] == "read log"

    with pytest.raises(NotAllowed), store.read(NOW) as tx:
        log_of(tx, _viewer(store, BRAM), REF)
    assert _told(store)[-1][:2] == ("refused", "read log")


def test_only_what_is_five_years_old_is_destroyed_and_the_rest_still_holds(store: Store) -> None:
    ilse = _viewer(store, ILSE)
    officer = replace(ilse, roles=frozenset({Role.PRIVACY_OFFICER}))
    _register(store)
    seal_log(store, NOW)
    old = len(_lines(store))
    later = NOW.replace(year=2032)
    with store.read(later) as tx:
        open_case(tx, ilse, REF)
    seal_log(store, later)

    with pytest.raises(NotAllowed):
        destroy_log(store, ilse, date(2027, 1, 1), later)
    with pytest.raises(Refused, match="five years"):
        destroy_log(store, officer, date(2028, 1, 1), later)

    assert destroy_log(store, officer, date(2027, 1, 1), later) == old
    with store.read(later) as tx:
        found = verified(tx, store.vault)
    assert (found.is_whole, found.sealed) == (True, 1)
    with pytest.raises(Refused, match="No sealed part"):
        destroy_log(store, officer, date(2027, 1, 1), later)


def test_a_forged_checkpoint_is_found_out(fresh: Any) -> None:
    store = fresh()
    _register(store)
    seal_log(store, NOW)
    with store.write(NOW) as tx:
        tx.connection.execute(
            text(
                "INSERT INTO log_checkpoint (upto_id, digest, signature, made_at, made_by_id) "
                "VALUES (1, '0', '0', '2026-01-01 00:00:00', 1)"
            )
        )
        tx.connection.execute(text("DELETE FROM log_line WHERE id = 1"))

    with store.read(NOW) as tx:
        assert not verified(tx, store.vault).is_whole


def test_the_log_holds_no_name_and_no_sentence(store: Store) -> None:
    ref = _register(store)
    _weigh(store, ref)
    with store.read(NOW) as tx:
        open_file(tx, _viewer(store, ILSE), ref)

    kept = " ".join(str(line.model_dump()) for line in _lines(store))
    assert "Lieke" not in kept
    assert "Schulden" not in kept


def test_what_was_looked_at_is_remembered_within_bounds() -> None:
    viewer, recently = Viewer(1, 1), Recently(most=2)
    looks = [Look(viewer, Logged.SEE_CASE, number) for number in (1, 2, 3)]
    assert recently.fresh(looks, NOW) == looks

    assert recently.fresh(looks[:1], NOW) == looks[:1]
    assert recently.fresh(looks[2:], NOW) == []
    # The demo's clock was put back.
    assert recently.fresh(looks[2:], NOW - timedelta(days=1)) == looks[2:]
    done = Look(viewer, Logged.COMMAND, 1, "note")
    assert [recently.fresh([done], NOW) for _ in range(2)] == [[done], [done]]


def test_every_case_is_numbered_in_the_log_by_its_row(store: Store) -> None:
    ref = _register(store)
    with store.read(NOW) as tx:
        number = tx.session.exec(select(CaseFile.id).where(CaseFile.ref == ref)).one()
    assert {line.case_id for line in _lines(store) if line.what is Logged.REGISTER} == {number}
