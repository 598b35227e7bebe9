"""Coming in, staying and going out: with the time handed in, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import delete, update
from sqlmodel import col, select

from flows.commands.region import professional_by_email
from flows.commands.sign_in import FORGOTTEN_AFTER, FRESH, IDLE, LONGEST, SEEN_EVERY, SignedOut, come_in, go_out
from models.claim import Claim
from models.code import Role
from models.refusal import NotAllowed
from models.store import Store
from models.tables import LogLine, Professional, ProfessionalRole, SignIn

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ILSE = "ilse.verhagen@aanmeldpunt.example"
SVEN = "sven.asperen@werkplein.example"


@pytest.fixture(params=["fresh", "fresh_postgres"])
def store(request: pytest.FixtureRequest) -> Any:
    return request.getfixturevalue(request.param)()


def _claim(email: str = ILSE, digest: str = "d" * 32, at: datetime = NOW, *, factor: bool = True) -> Claim:
    return Claim(digest, email, at, second_factor=factor)


def _come(store: Store, claim: Claim, at: datetime = NOW, *, clicked: bool = True) -> int:
    return come_in(store, claim, at, at, clicked=clicked).professional_id


def _rows(store: Store) -> list[SignIn]:
    with store.read(NOW) as tx:
        return list(tx.session.exec(select(SignIn).order_by(col(SignIn.id))))


def _told(store: Store) -> list[tuple[str, str | None, str | None, int | None]]:
    with store.read(NOW) as tx:
        found = tx.session.exec(select(LogLine).order_by(col(LogLine.id))).all()
        return [(line.what.value, line.about, line.why, line.professional_id) for line in found]


def _number(store: Store, email: str) -> int:
    with store.read(NOW) as tx:
        return professional_by_email(tx, email).id


def _change(store: Store, *statements: Any) -> None:
    with store.write(NOW) as tx:
        for statement in statements:
            tx.connection.execute(statement)


def test_the_first_time_begins_a_session_and_stands_in_the_log(store: Store) -> None:
    viewer = come_in(store, _claim(), NOW, NOW)

    [row] = _rows(store)
    assert viewer.professional_id == row.professional_id == _number(store, ILSE)
    assert Role.COORDINATOR in viewer.roles
    assert (row.made_at, row.seen_at, row.ended_at) == (NOW, NOW, None)
    assert _told(store) == [("command", "sign in", None, row.professional_id)]


def test_an_address_is_the_same_in_capitals(store: Store) -> None:
    assert _come(store, _claim(ILSE.upper())) == _number(store, ILSE)


def test_each_click_keeps_the_session_for_half_an_hour(store: Store) -> None:
    claim, at = _claim(), NOW
    _come(store, claim)
    for _ in range(4):
        at += IDLE - timedelta(seconds=1)
        _come(store, claim, at)

    with pytest.raises(SignedOut):
        _come(store, claim, at + IDLE)
    assert len(_rows(store)) == 1


def test_looking_whether_it_still_holds_is_no_click(store: Store) -> None:
    claim = _claim()
    _come(store, claim)
    for minutes in range(1, 30):
        _come(store, claim, NOW + timedelta(minutes=minutes), clicked=False)

    with pytest.raises(SignedOut):
        _come(store, claim, NOW + IDLE)


def test_clicks_within_a_minute_are_written_once(store: Store) -> None:
    claim = _claim()
    _come(store, claim)

    _come(store, claim, NOW + SEEN_EVERY - timedelta(seconds=1))
    assert _rows(store)[0].seen_at == NOW
    _come(store, claim, NOW + SEEN_EVERY)
    assert _rows(store)[0].seen_at == NOW + SEEN_EVERY


def test_after_ten_hours_a_session_ends_whatever_happens(store: Store) -> None:
    claim, at = _claim(), NOW
    _come(store, claim)
    while at + timedelta(minutes=20) < NOW + LONGEST:
        at += timedelta(minutes=20)
        _come(store, claim, at)

    with pytest.raises(SignedOut, match="sign in again"):
        _come(store, claim, NOW + LONGEST)


@pytest.mark.parametrize("off", [FRESH + timedelta(seconds=1), -FRESH - timedelta(seconds=1)])
def test_a_word_that_is_not_fresh_begins_nothing(store: Store, off: timedelta) -> None:
    with pytest.raises(SignedOut):
        _come(store, _claim(at=NOW - off))

    assert _rows(store) == []


def test_signing_out_ends_this_session_and_no_other(store: Store) -> None:
    here, there = _claim(), _claim(digest="e" * 32)
    _come(store, here)
    _come(store, there)

    go_out(store, here, NOW, NOW)

    with pytest.raises(SignedOut):
        _come(store, here)
    assert _come(store, there) == _number(store, ILSE)
    assert _told(store)[-1][:2] == ("command", "sign out")


def test_signing_out_everywhere_ends_all_of_one_person_and_of_nobody_else(store: Store) -> None:
    here, there, other = _claim(), _claim(digest="e" * 32), _claim(SVEN, digest="f" * 32)
    for each in (here, there, other):
        _come(store, each)

    go_out(store, here, NOW, NOW, everywhere=True)

    for each in (here, there):
        with pytest.raises(SignedOut):
            _come(store, each)
    assert _come(store, other) == _number(store, SVEN)


def test_signing_out_before_coming_in_does_nothing(store: Store) -> None:
    go_out(store, _claim(), NOW, NOW)

    assert (_rows(store), _told(store)) == ([], [])


def test_who_is_not_known_is_refused_and_that_stands_in_the_log_without_the_address(store: Store) -> None:
    with pytest.raises(NotAllowed, match="Nobody here has your mail address"):
        _come(store, _claim("zoe@elders.example"))

    assert _told(store) == [("refused", "sign in", "unknown", None)]


def test_a_refusal_that_was_heard_in_this_window_stands_in_the_log_once(store: Store) -> None:
    """A page runs at every click; each run asks anew, and each is refused."""
    claim = _claim("niemand@elders.example")
    for heard in (False, True, True):
        with pytest.raises(NotAllowed, match="Nobody here"):
            come_in(store, claim, NOW, NOW, heard=heard)

    assert _told(store) == [("refused", "sign in", "unknown", None)]


def test_who_left_is_refused_at_once(store: Store) -> None:
    claim, number = _claim(), _number(store, ILSE)
    _come(store, claim)

    _change(store, update(Professional).where(col(Professional.id) == number).values(active=False))

    with pytest.raises(NotAllowed, match="do not work here any more"):
        _come(store, claim)
    assert _told(store)[-1] == ("refused", "sign in", "left", number)


def test_who_sees_personal_data_needs_a_second_factor(store: Store) -> None:
    with pytest.raises(NotAllowed, match="second factor"):
        _come(store, _claim(factor=False))

    assert _rows(store) == []
    assert _told(store) == [("refused", "sign in", "no second factor", _number(store, ILSE))]


@pytest.mark.parametrize("role", [Role.MANAGER, Role.ADMINISTRATOR, Role.OPERATOR])
def test_a_role_of_numbers_needs_none_where_no_case_was_brought(store: Store, role: Role) -> None:
    number = _number(store, SVEN)
    held = col(ProfessionalRole.professional_id) == number
    _change(store, update(ProfessionalRole).where(held).values(role=role))
    claim = _claim(SVEN, factor=False)
    assert _come(store, claim) == number

    _change(store, update(ProfessionalRole).where(held).values(role=Role.PROFESSIONAL))

    with pytest.raises(NotAllowed, match="second factor"):
        _come(store, claim)


def test_a_manager_of_the_agency_that_registered_needs_one(store: Store) -> None:
    bram = "bram.hoevelaar@waalzicht.example"
    held = col(ProfessionalRole.professional_id) == _number(store, bram)
    _change(store, update(ProfessionalRole).where(held).values(role=Role.MANAGER))

    with pytest.raises(NotAllowed, match="second factor"):
        _come(store, _claim(bram, factor=False))


def test_without_any_role_a_second_factor_is_needed(store: Store) -> None:
    number = _number(store, SVEN)
    _change(store, delete(ProfessionalRole).where(col(ProfessionalRole.professional_id) == number))

    with pytest.raises(NotAllowed, match="second factor"):
        _come(store, _claim(SVEN, factor=False))


def test_sessions_of_long_ago_are_forgotten_at_the_next_sign_in(store: Store) -> None:
    _come(store, _claim())
    later = NOW + FORGOTTEN_AFTER + timedelta(days=1)

    _come(store, _claim(digest="e" * 32, at=later), later)

    assert [row.digest for row in _rows(store)] == ["e" * 32]


def test_a_session_that_was_forgotten_is_not_begun_anew_by_its_old_word(store: Store) -> None:
    old = _claim()
    _come(store, old)
    later = NOW + FORGOTTEN_AFTER + timedelta(days=1)
    _come(store, replace(old, digest="e" * 32, issued_at=later), later)

    with pytest.raises(SignedOut):
        _come(store, old, later)


def test_windows_that_come_in_at_the_same_moment_share_one_session(store: Store) -> None:
    claim, start = _claim(), Barrier(4)

    def open_window(_number: int) -> int:
        start.wait()
        return _come(store, claim)

    with ThreadPoolExecutor(4) as windows:
        numbers = set(windows.map(open_window, range(4)))

    assert numbers == {_number(store, ILSE)}
    assert len(_rows(store)) == 1
    assert [line[1] for line in _told(store)] == ["sign in"]
