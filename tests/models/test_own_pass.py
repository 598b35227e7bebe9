"""The pass in the address of a youth's own page: short, typed from paper, and given by this installation only."""

import pytest

from models.own_pass import read, written
from models.secret import Vault

OLD, NEW = "a secret of before that is long enough", "a secret of today that is long enough"
VAULT = Vault([NEW, OLD])


@pytest.mark.parametrize("number", [1, 31, 32, 1234, 10**9])
def test_it_is_read_as_it_was_written_however_it_is_typed(number: int) -> None:
    token = written(number, VAULT)

    assert [read(typed, VAULT) for typed in (token, token.upper(), token.replace("-", " "))] == [number] * 3
    assert not set("01lo") & set(token)
    assert len(token) <= 30


def test_a_secret_that_is_still_there_reads_it_and_one_that_went_does_not() -> None:
    token = written(7, Vault([OLD]))

    assert (read(token, VAULT), read(token, Vault([NEW]))) == (7, None)


@pytest.mark.parametrize("token", ["", "2", "-", "2" * 16, "2" * 17, "2" * 500, "é" * 20, "0" * 20, "a/b", "\x00" * 20])
def test_what_was_never_given_is_nothing(token: str) -> None:
    assert read(token, VAULT) is None


def test_no_sign_of_it_can_be_another() -> None:
    token = written(7, VAULT)
    places = [(at, "2" if sign != "2" else "3") for at, sign in enumerate(token) if sign != "-"]
    others = {token[:at] + other + token[at + 1 :] for at, other in places}

    assert {read(other, VAULT) for other in others} == {None}
