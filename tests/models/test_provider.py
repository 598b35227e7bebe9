"""The file of providers: what is taken, what is refused in one sentence, and what a provider's word must hold."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from models.claim import claim_of
from models.provider import Provider, read_providers
from models.refusal import NotAllowed, Refused
from models.secret import Vault, use_vault
from models.settings import Settings

SECRET = "a secret of the tests, and long enough"  # noqa: S105
ONE = """
[surf]
name = "SURFconext"
metadata = "https://provider.example/.well-known/openid-configuration"
client_id = "vangnet"
client_secret_env = "SURF_SECRET"
"""
TWO = ONE.replace("[surf]", "[school]")
SAID = {
    "sub": "7",
    "nonce": "n-1",
    "iat": 1_795_424_400,
    "email": "Bram@Waalzicht.example",
    "email_verified": True,
    "amr": ["pwd", "mfa"],
}


def _settings(tmp_path: Path, text: str) -> Settings:
    file = tmp_path / "providers.toml"
    file.write_text(text)
    return Settings(home=tmp_path, secret=SECRET, sign_in="oidc", oidc_file=file)


def _provider(**more: Any) -> Provider:
    metadata = "https://provider.example/.well-known/openid-configuration"
    base = {"name": "SURFconext", "metadata": metadata, "client_id": "vangnet", "client_secret_env": "SURF_SECRET"}
    return Provider.model_validate(base | more)


@pytest.fixture(autouse=True)
def _sealed() -> None:
    use_vault(Vault([SECRET]))


def test_a_provider_is_read_with_its_secret_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SURF_SECRET", " between us \n")

    [(key, provider)] = read_providers(_settings(tmp_path, ONE)).items()

    assert (key, provider.name, provider.secret, provider.amr) == ("surf", "SURFconext", "between us", ("mfa",))


def test_a_secret_in_a_file_is_read_each_time(tmp_path: Path) -> None:
    path = tmp_path / "client-secret"
    provider = _provider(client_secret_env=None, client_secret_file=path)
    for secret in ("first", "second"):
        path.write_text(secret)
        assert provider.secret == secret


@pytest.mark.parametrize("content", [None, "", "  \n", b"\xff\xfe"])
def test_a_secret_that_is_not_there_is_said_without_saying_it(tmp_path: Path, content: str | bytes | None) -> None:
    path = tmp_path / "client-secret"
    if content is not None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    with pytest.raises(Refused, match="client secret of SURFconext is not where"):
        _ = _provider(client_secret_env=None, client_secret_file=path).secret


def test_the_demo_has_no_provider(tmp_path: Path) -> None:
    assert read_providers(Settings(home=tmp_path)) == {}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "names no provider"),
        ("[surf", "cannot be read as TOML"),
        (ONE.replace("https:", "http:"), "metadata"),
        (ONE.replace("https:", "file:"), "metadata"),
        (ONE.replace('client_secret_env = "SURF_SECRET"', ""), "client_secret"),
        (ONE + 'client_secret_file = "/run/secret"', "client_secret"),
        (ONE + 'client_secret = "in the open"', "client_secret"),
        (ONE.replace("[surf]", "[my_surf]"), "my_surf"),
        (ONE.replace("[surf]", '["a.b"]'), "a.b"),
        (ONE + TWO, "each needs mail_domains"),
        (ONE.replace('"vangnet"', "7"), "client_id"),
    ],
)
def test_a_file_that_is_not_safe_is_refused_in_one_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence) as refused:
        read_providers(_settings(tmp_path, text))

    assert "in the open" not in refused.value.text("nl")


def test_without_a_file_it_is_said_which_setting_lacks(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="VANGNET_OIDC_FILE"):
        read_providers(Settings(home=tmp_path, secret=SECRET, sign_in="oidc"))


def test_a_provider_on_this_machine_needs_no_https(tmp_path: Path) -> None:
    text = ONE.replace("https://provider.example", "http://127.0.0.1:9400")

    assert read_providers(_settings(tmp_path, text))["surf"].metadata.startswith("http://127.0.0.1")


def test_a_word_is_cut_down_to_what_is_needed() -> None:
    claim = claim_of("surf", _provider(), SAID | {"name": "Bram Hoevelaar", "picture": "…"})

    assert claim.email == "Bram@Waalzicht.example"
    assert claim.issued_at == datetime.fromtimestamp(1_795_424_400, UTC)
    assert claim.second_factor
    assert set(claim.__slots__) == {"digest", "email", "issued_at", "second_factor"}


@pytest.mark.parametrize("other", [{"sub": "8"}, {"nonce": "n-2"}, {"iat": 1_795_424_401}])
def test_another_sign_in_has_another_digest(other: dict[str, Any]) -> None:
    assert claim_of("surf", _provider(), SAID).digest != claim_of("surf", _provider(), SAID | other).digest


def test_the_same_words_of_another_provider_are_another_sign_in() -> None:
    assert claim_of("surf", _provider(), SAID).digest != claim_of("school", _provider(), SAID).digest


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"sub": None}, "did not say who you are"),
        ({"sub": ""}, "did not say who you are"),
        ({"nonce": None}, "did not say who you are"),
        ({"iat": "now"}, "did not say who you are"),
        ({"iat": 1e300}, "did not say who you are"),
        ({"iat": True}, "did not say who you are"),
        ({"email": None}, "did not give your mail address"),
        ({"email": ["bram@waalzicht.example"]}, "did not give your mail address"),
        ({"email_verified": False}, "does not vouch"),
        ({"email_verified": None}, "does not vouch"),
        ({"email_verified": "true"}, "does not vouch"),
        ({"email_verified": 1}, "does not vouch"),
    ],
)
def test_a_word_that_is_not_enough_is_refused(said: dict[str, Any], sentence: str) -> None:
    with pytest.raises(NotAllowed, match=sentence):
        claim_of("surf", _provider(), SAID | said)


@pytest.mark.parametrize(
    "email", ["bram@elders.example", "bram@sub.waalzicht.example", "bram@waalzicht.example@x.example"]
)
def test_a_provider_speaks_for_its_own_domains_only(email: str) -> None:
    provider = _provider(mail_domains=["WAALZICHT.example"])
    assert claim_of("surf", provider, SAID).email

    with pytest.raises(NotAllowed, match="not where people of your organisation"):
        claim_of("surf", provider, SAID | {"email": email})


def test_an_organisation_that_gives_out_its_addresses_vouches_for_all() -> None:
    said = {name: value for name, value in SAID.items() if name != "email_verified"}

    assert claim_of("surf", _provider(email_is_verified=True), said).email


@pytest.mark.parametrize(
    ("ways", "enough"),
    [
        ({"amr": ["pwd", "mfa"]}, True),
        ({"amr": "mfa"}, True),
        ({"amr": ["pwd"]}, False),
        ({"amr": []}, False),
        ({"amr": None}, False),
        ({"amr": [["mfa"]]}, False),
        ({"amr": None, "acr": "https://refeds.org/profile/mfa"}, True),
        ({"amr": None, "acr": "https://refeds.org/profile/sfa"}, False),
        ({"amr": None, "acr": ["https://refeds.org/profile/mfa"]}, False),
    ],
)
def test_what_counts_as_a_second_factor(ways: dict[str, Any], enough: bool) -> None:  # noqa: FBT001
    provider = _provider(acr=["https://refeds.org/profile/mfa"])

    assert claim_of("surf", provider, SAID | ways).second_factor is enough
