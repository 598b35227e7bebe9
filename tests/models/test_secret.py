"""The vault: unreadable at rest, findable by digest, openable after a rotation; names in any script."""

# ruff: noqa: RUF001 - letters that look alike are what is tested

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import secret
from models.secret import (
    Remembered,
    Vault,
    WrongKey,
    digest_of_birth,
    digest_of_email,
    digests_of_name,
    name_prefixes,
    normalised,
    use_vault,
    vault,
)

OLD, NEW, STRANGE = ("o" * 40, "n" * 40, "s" * 40)


@pytest.fixture
def opened() -> Iterator[Vault]:
    """The vault of this process, put back afterwards."""
    before = secret._Keeper.vault
    use_vault(Vault([OLD]))
    yield vault()
    secret._Keeper.vault = before


@settings(database=None, derandomize=True)
@given(text=st.text(st.characters(exclude_categories=["Cs"])))
def test_what_is_sealed_is_opened_as_it_was(text: str) -> None:
    with_old = Vault([OLD])

    assert with_old.unseal(with_old.seal(text)) == text


def test_the_same_words_are_sealed_differently_each_time() -> None:
    with_old = Vault([OLD])

    sealed = {with_old.seal("Noor") for _ in range(5)}

    assert len(sealed) == 5
    assert not any("Noor" in each for each in sealed)


def test_another_key_opens_nothing() -> None:
    sealed = Vault([OLD]).seal("Noor")

    with pytest.raises(WrongKey, match="another VANGNET_SECRET"):
        Vault([STRANGE]).unseal(sealed)


@pytest.mark.parametrize("damage", ["", "x", "gAAAAA", "not base64 at all: é"])
def test_what_is_damaged_is_called_so(damage: str) -> None:
    with pytest.raises(WrongKey):
        Vault([OLD]).unseal(damage)
    with pytest.raises(WrongKey):
        Vault([OLD]).reseal(damage)


def test_a_sealed_text_that_was_tampered_with_is_not_opened() -> None:
    sealed = Vault([OLD]).seal("Noor")
    middle = len(sealed) // 2
    other = "A" if sealed[middle] != "A" else "B"

    with pytest.raises(WrongKey):
        Vault([OLD]).unseal(sealed[:middle] + other + sealed[middle + 1 :])


def test_during_a_rotation_both_secrets_open_and_the_first_one_seals() -> None:
    sealed_before = Vault([OLD]).seal("Noor")
    rotating, after = Vault([NEW, OLD]), Vault([NEW])

    assert rotating.unseal(sealed_before) == "Noor"
    assert after.unseal(rotating.seal("Veldwijk")) == "Veldwijk"
    assert after.unseal(rotating.reseal(sealed_before)) == "Noor"
    with pytest.raises(WrongKey):
        after.unseal(sealed_before)
    with pytest.raises(WrongKey):
        after.reseal(sealed_before)


def test_digests_and_signatures_go_by_the_first_secret() -> None:
    rotating = Vault([NEW, OLD])

    assert rotating.digest("name", "noor") == Vault([NEW]).digest("name", "noor")
    assert rotating.digest("name", "noor") != Vault([OLD]).digest("name", "noor")
    assert rotating.sign("link", "1") == Vault([NEW]).sign("link", "1") != Vault([OLD]).sign("link", "1")


def test_what_the_old_secret_signed_holds_until_that_secret_is_gone() -> None:
    signed_before = Vault([OLD]).sign("link", "1")

    assert Vault([NEW, OLD]).is_signed("link", "1", signed_before)
    assert not Vault([NEW]).is_signed("link", "1", signed_before)
    assert not Vault([OLD]).is_signed("code", "1", signed_before)
    assert not Vault([OLD]).is_signed("link", "2", signed_before)


def test_during_a_rotation_a_row_is_found_by_its_digest_under_either_secret() -> None:
    found = Vault([NEW, OLD]).digests("email", "noor")

    assert found == (Vault([NEW]).digest("email", "noor"), Vault([OLD]).digest("email", "noor"))


def test_what_is_signed_for_good_holds_without_the_old_secret_and_a_link_does_not() -> None:
    before, after = Vault([OLD]), Vault([NEW])
    (gone,) = Vault([NEW, OLD]).older_signing_keys()
    after.remember([Remembered(gone, upto=7)])

    assert after.is_signed("log", "lines", before.sign("log", "lines"))
    assert not after.is_signed("link", "1", before.sign("link", "1"))
    assert after.sign_for_good("meeting", 7) == before.sign("meeting", "7")
    assert after.sign_for_good("meeting", 8) == after.sign("meeting", "8")


def test_a_remembered_key_opens_nothing() -> None:
    after = Vault([NEW])
    after.remember([Remembered(key, upto=0) for key in Vault([NEW, OLD]).older_signing_keys()])

    with pytest.raises(WrongKey):
        after.unseal(Vault([OLD]).seal("Noor"))


def test_what_is_sealed_under_the_first_secret_is_told_from_what_is_not() -> None:
    rotating = Vault([NEW, OLD])

    assert rotating.is_newest(rotating.seal("Noor"))
    assert not rotating.is_newest(Vault([OLD]).seal("Noor"))


def test_a_digest_tells_one_kind_from_another_and_nothing_else() -> None:
    with_old = Vault([OLD])

    digests = {with_old.digest(kind, text) for kind in ("name", "email") for text in ("noor", "Noor", "")}

    assert len(digests) == 6
    assert all(len(digest) == 32 and int(digest, 16) >= 0 for digest in digests)


def test_keys_for_sealing_digests_and_signing_are_apart() -> None:
    with_old = Vault([OLD])

    assert with_old.sign("link", "1") != with_old.digest("link", "1")


@pytest.mark.parametrize("secrets", [[], [""], ["x" * 31], [OLD, "short"]])
def test_a_secret_that_is_too_short_is_refused(secrets: list[str]) -> None:
    with pytest.raises(ValueError, match="at least 32 characters"):
        Vault(secrets)


def test_without_a_vault_nothing_is_opened(opened: Vault) -> None:
    secret._Keeper.vault = None

    with pytest.raises(RuntimeError, match="open a store first"):
        vault()


SAME = [
    ("Ilse", "ILSE", "Dutch"),
    ("José", "jose", "an accent"),
    ("José", "Jose\u0301", "an accent put together"),
    ("Işık", "isik", "Turkish: dotless i and s with a tail"),
    ("İpek", "ipek", "Turkish: dotted capital I"),
    ("IŞIK", "işık", "Turkish in capitals"),
    ("Ömer Çağlar", "omer caglar", "Turkish"),
    ("أحمد", "احمد", "Arabic: alif with hamza"),
    ("مُحَمَّد", "محمد", "Arabic: with vowel signs"),
    ("محـــمد", "محمد", "Arabic: stretched for show"),
    ("O'Neill", "o neill", "an apostrophe"),
    ("Anne-Marie", "anne marie", "a hyphen"),
    ("van  der   Laak", "van der laak", "spaces"),
    ("Groß", "gross", "a sharp s"),
    ("Ｎｏｏｒ", "noor", "wide letters"),
    ("Нур", "нур", "Cyrillic"),
]


@pytest.mark.parametrize(("one", "other", "why"), SAME, ids=[why for *_, why in SAME])
def test_names_are_compared_without_accents_marks_and_capitals(one: str, other: str, why: str) -> None:
    assert normalised(one) == normalised(other)


@pytest.mark.parametrize(("one", "other"), [("Noor", "Nora"), ("أحمد", "محمد"), ("Ali", "Alí Baba"), ("Jan", "Jaan")])
def test_different_names_stay_different(one: str, other: str) -> None:
    assert normalised(one) != normalised(other)


def test_a_name_is_found_by_every_beginning_of_two_letters_or_more(opened: Vault) -> None:
    assert name_prefixes("Noor", "de Wit") == {"no", "noo", "noor", "de", "wi", "wit"}
    assert name_prefixes("Ö") == {"o"}
    assert name_prefixes("", "  ", "😀") == set()

    stored = digests_of_name("Işık", None, "van der Laak")

    assert digests_of_name("isi") & stored == {opened.digest("name", "is"), opened.digest("name", "isi")}
    assert opened.digest("name", "laak") in stored
    assert opened.digest("name", "aak") not in stored


def test_an_address_is_found_whatever_its_capitals(opened: Vault) -> None:
    assert digest_of_email(" Ilse.Verhagen@Aanmeldpunt.EXAMPLE ") == digest_of_email(
        "ilse.verhagen@aanmeldpunt.example"
    )
    assert digest_of_email("a@b.example") != digest_of_email("b@a.example")


def test_a_birth_date_is_found_by_its_day(opened: Vault) -> None:
    days = [date(2008, 2, 29), date(2008, 3, 1), date(2009, 2, 28)]

    assert len({digest_of_birth(day) for day in days}) == 3
