"""Every setting of an installation, checked at start. Opens nothing."""

import os
import re
import secrets
import shutil
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, model_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from models.refusal import Refused
from models.settings_file import FromFiles
from models.speech import mark

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
SECRET_FILE = "secret"  # noqa: S105 - the name of a file
DATABASES = ("sqlite:///", "postgresql+psycopg://")
DATABASE_FILE = "vangnet.db"
MEGABYTE = 1_000_000
ROOM_NEEDED = 200 * MEGABYTE


class Settings(BaseSettings):
    """What an installation needs to know. Each can be given as ``VANGNET_…`` in the environment.

    What holds a secret can be given as ``VANGNET_…_FILE`` instead: the name of the file it stands in.
    """

    model_config = SettingsConfigDict(env_prefix="VANGNET_", extra="ignore", frozen=True, populate_by_name=True)

    home: Path = Field(
        default=Path(".vangnet"), description="The one folder that holds all state of the embedded default."
    )
    database_url: str = Field(
        default="", description="sqlite:///… or postgresql+psycopg://…; empty: SQLite in the home folder."
    )
    smtp_url: str = Field(
        default="", description="smtp://user:password@host:587?tls=start|on|off; empty: the local mail catcher."
    )
    smtp_token_file: Path | None = Field(
        default=None, description="With auth=xoauth2: the file that holds the access token; read at each sign-in."
    )
    smtp_token_command: str = Field(
        default="", description="With auth=xoauth2: the command that prints the access token; run at each sign-in."
    )
    bounce_mailbox: str = Field(
        default="",
        description="Where delivery reports come back: maildir:/path or imap://user:password@host; empty: nowhere.",
    )
    mail_from: str = Field(default="vangnet@vangnet.example", description="The address mails come from.")
    base_url: str = Field(default="", description="Where people open Vangnet; empty: the dashboard on this machine.")
    dispatch: Literal["here", "work-pool"] = Field(
        default="here", description="Workers carry runs themselves, or hand them to a Prefect work pool."
    )
    secret: SecretStr | None = Field(
        default=None,
        description="Signs and seals; several, with commas, during a rotation; empty: kept in the home folder.",
    )
    sign_in: Literal["demo", "oidc"] = Field(
        default="demo", description="The demo cast on loopback only, or OpenID Connect."
    )
    oidc_file: Path | None = Field(
        default=None, description="With sign_in=oidc: the TOML file that names the providers people sign in at."
    )
    host: str = Field(default="127.0.0.1", description="The address the dashboard listens on.")
    dashboard_port: int = Field(default=8501, ge=1, le=65535, description="The port of the dashboard.")
    prefect_port: int = Field(default=4200, ge=1, le=65535, description="The port of the embedded Prefect server.")
    smtp_port: int = Field(default=2525, ge=1, le=65535, description="The port of the local mail catcher.")
    mail_port: int = Field(default=8025, ge=1, le=65535, description="The port of the page that shows caught mail.")
    prefect_api_url: str = Field(
        default="",
        validation_alias="PREFECT_API_URL",
        description="A Prefect server of one's own; empty: the embedded one.",
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - no file of ours holds settings
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - as dotenv_settings
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """What was handed in counts first, then the environment, then the files the environment names."""
        return init_settings, env_settings, FromFiles(settings_cls)

    @model_validator(mode="after")
    def _is_safe(self) -> "Settings":
        if self.database_url and not self.database_url.startswith(DATABASES):
            raise PydanticCustomError(
                "address",
                mark("VANGNET_DATABASE_URL is no address of a database: sqlite:///… or postgresql+psycopg://…"),
            )
        if self.sign_in == "demo" and not self.on_loopback:
            raise PydanticCustomError(
                "unsafe",
                mark("the demo sign-in lets anybody in, so it works on this machine only: set VANGNET_SIGN_IN=oidc"),
            )
        if not self.embedded and self.secret is None:
            raise PydanticCustomError(
                "unsafe", mark("with a database of its own Vangnet needs VANGNET_SECRET, kept outside that database")
            )
        if self.sign_in == "oidc" and self.secret is None:
            raise PydanticCustomError("unsafe", mark("without the demo sign-in Vangnet needs VANGNET_SECRET"))
        if self.base_url and urlsplit(self.base_url).scheme != "https" and not self.on_loopback:
            raise PydanticCustomError(
                "unsafe", mark("people sign in at VANGNET_BASE_URL, so it must begin with https://")
            )
        return self

    @property
    def embedded(self) -> bool:
        """The domain database is SQLite."""
        return self.url.startswith("sqlite")

    @property
    def on_loopback(self) -> bool:
        """Nobody outside this machine can reach the dashboard."""
        return self.host in LOOPBACK and (urlsplit(self.address).hostname or "") in LOOPBACK

    @property
    def url(self) -> str:
        """Where the domain database is."""
        return self.database_url or f"sqlite:///{self.home.resolve() / DATABASE_FILE}"

    @property
    def address(self) -> str:
        """Where people open Vangnet, without a slash at the end."""
        return (self.base_url or f"http://{self.host}:{self.dashboard_port}").rstrip("/")

    @property
    def mail_server(self) -> str:
        """The SMTP server mails go to."""
        return self.smtp_url or f"smtp://127.0.0.1:{self.smtp_port}?tls=off"

    @property
    def prefect_api(self) -> str:
        """Where Prefect's API is."""
        return self.prefect_api_url or f"http://127.0.0.1:{self.prefect_port}/api"


def read_settings() -> Settings:
    """The settings of this process.

    Raises:
        Refused: one does not fit, or together they are unsafe; the sentence says which and why.
    """
    try:
        return Settings()
    except ValidationError as wrong:
        error = wrong.errors(include_url=False, include_input=False)[0]
        name = ".".join(str(part) for part in error["loc"]).upper()
        where = f"VANGNET_{name}: " if name else ""
        raise Refused(mark("Vangnet does not start: {where}{why}"), where=where, why=str(error["msg"])) from None


def secrets_of(settings: Settings) -> list[str]:
    """The secrets that seal and sign; the embedded default makes one once and keeps it in its home folder.

    Raises:
        Refused: the database is there and the secret that opens it is not.
    """
    if settings.secret is not None:
        return secret_texts(settings)
    path = settings.home / SECRET_FILE
    if not path.exists():
        if (settings.home / DATABASE_FILE).exists():
            raise Refused(
                mark("The secret {path} is gone, and nothing in the database can be read without it; put it back."),
                path=str(path),
            )
        settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write_once(path, new_secret())
    return secret_texts(settings)


def secret_texts(settings: Settings) -> list[str]:
    """The secrets there are, the one that seals and signs first; makes none."""
    path = settings.home / SECRET_FILE
    if settings.secret is not None:
        text = settings.secret.get_secret_value()
    else:
        text = path.read_text() if path.exists() else ""
    return [part.strip() for part in re.split(r"[,\n]", text) if part.strip()]


def new_secret() -> str:
    """A secret nobody can guess."""
    return secrets.token_urlsafe(48)


def _write_once(path: Path, text: str) -> None:
    """Two processes that start together must not each make a secret of their own."""
    try:
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return
    with os.fdopen(number, "w") as file:
        file.write(text)


def insist_on_room(home: Path) -> None:
    """Refuses to start on a disk that is as good as full.

    Raises:
        Refused: says how much room there is.
    """
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    free = shutil.disk_usage(home).free
    if free < ROOM_NEEDED:
        raise Refused(
            mark("The disk is full: {free} MB left in {home}, and Vangnet needs {needed} MB."),
            free=free // MEGABYTE,
            home=str(home),
            needed=ROOM_NEEDED // MEGABYTE,
        )
