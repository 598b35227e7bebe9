"""What Streamlit must know to sign people in: a file of its own making, in the home folder, for us only. No sign-in.

The client secrets come from where ``VANGNET_OIDC_FILE`` says; Streamlit reads its secrets from files and nowhere else.
"""

import json
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from secrets import token_hex
from typing import Any

from streamlit import config

from models.provider import Provider, read_providers
from models.refusal import Refused
from models.secret import Vault
from models.settings import LOOPBACK, Settings, secrets_of
from models.speech import mark
from models.web_option import unsafe_options

FILE = "streamlit-secrets.toml"
CALLBACK = "/oauth2callback"
SCOPE = "openid email profile"


def insist_on_loopback(settings: Settings, listens_on: str | None) -> None:
    """Refuses the demo where others can reach it, whatever name of this machine they give.

    Args:
        settings: of this installation.
        listens_on: the address Streamlit was told to listen on; told nothing, it listens on all.

    Raises:
        Refused: the demo's sign-in, and an address that is not this machine's own.
    """
    if settings.sign_in == "demo" and listens_on not in LOOPBACK:
        raise Refused(
            mark("The demo lets anybody in, so it listens on this machine only: add --server.address=127.0.0.1.")
        )


def insist_on_safe_options(chosen: Callable[[str], object]) -> None:
    """Refuses a server that was told to let in what should stay out, or to say too much.

    Raises:
        Refused: names the options.
    """
    unsafe = ", ".join(unsafe_options(chosen))
    if unsafe:
        raise Refused(
            mark("The dashboard does not start with these options of Streamlit changed: {names}."), names=unsafe
        )


def prepare(settings: Settings) -> None:
    """Hands Streamlit the providers; does nothing in the demo.

    Raises:
        Refused: the file of providers is missing or unsafe, or a client secret is not there.
    """
    providers = read_providers(settings)
    if not providers:
        return
    path = settings.home.resolve() / FILE
    _write(path, secrets_file(settings, providers))
    config.set_option("secrets.files", [str(path)])


def secrets_file(settings: Settings, providers: Mapping[str, Provider]) -> str:
    """The text of the file. Its cookies are signed under ``VANGNET_SECRET``: another secret signs everybody out."""
    cookie = Vault(secrets_of(settings)).sign("cookie", settings.address)
    shared = _lines({"redirect_uri": settings.address + CALLBACK, "cookie_secret": cookie})
    return "[auth]\n" + shared + "".join(_section(key, each) for key, each in providers.items())


def _section(key: str, provider: Provider) -> str:
    own = _lines(
        {
            "client_id": provider.client_id,
            "client_secret": provider.secret,
            "server_metadata_url": provider.metadata,
        }
    )
    asked = f"[auth.{key}.authorize_params]\n" + _lines({"acr_values": " ".join(provider.acr)}) if provider.acr else ""
    # Left to itself Streamlit asks to choose an account, which not every certified provider takes.
    wished = f"[auth.{key}.client_kwargs]\n" + _lines({"scope": SCOPE, "prompt": provider.prompt})
    return f"\n[auth.{key}]\n{own}{wished}{asked}"


def _lines(values: Mapping[str, Any]) -> str:
    # What JSON writes of a text is a basic string of TOML too.
    return "".join(f"{name} = {json.dumps(value)}\n" for name, value in values.items())


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f"{path.name}.{token_hex(4)}")
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    fresh.replace(path)
