"""Every setting that is not as safe as it could be, a sentence each: files others may read, lines in the clear, keys.

What would be unsafe beyond doubt does not start at all (``models.settings``); here stands what only a person can judge.
"""

import os
import re
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from cli.check.finding import Finding, Level
from models.settings import LOOPBACK, SECRET_FILE, Settings, secret_texts
from models.settings_file import MAY_BE_FILES
from models.speech import mark
from models.web_option import unsafe_options

CHECK = "safety"
ENCRYPTED = frozenset({"require", "verify-ca", "verify-full"})
_FOR_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def safety(settings: Settings) -> Iterator[Finding]:
    """Looks at everything that was set, and says what is not safe and what to do."""
    found = [
        *_files(settings),
        *_secrets(settings),
        *_lines(settings),
        *_options(os.environ),
    ]
    yield from found
    if not any(each.level == Level.WRONG for each in found):
        yield Finding(CHECK, Level.WELL, mark("No setting is unsafe."))


def _files(settings: Settings) -> Iterator[Finding]:
    """What lies in the home folder, and the files the environment names, are for the owner only."""
    named = [Path(os.environ[f"VANGNET_{name.upper()}_FILE"]) for name in MAY_BE_FILES if _is_file_given(name)]
    for path in (settings.home, settings.home / SECRET_FILE, settings.smtp_token_file, *named):
        if path is not None and path.exists() and path.stat().st_mode & _FOR_OTHERS:
            sentence = mark("Others on this machine may read {path}; let its owner only: chmod go= {path}")
            yield Finding(CHECK, Level.WRONG, sentence, {"path": str(path)})
    if os.geteuid() == 0:
        yield Finding(
            CHECK, Level.NOTE, mark("Vangnet runs as root, and needs no rights at all; give it a user of its own.")
        )


def _is_file_given(name: str) -> bool:
    return bool(os.environ.get(f"VANGNET_{name.upper()}_FILE"))


def _secrets(settings: Settings) -> Iterator[Finding]:
    if len(secret_texts(settings)) > 1:
        yield Finding(
            CHECK,
            Level.NOTE,
            mark("A secret from before still opens and signs; see `vangnet rotate --check`, and take it out."),
        )
    if settings.secret is None and (settings.home / SECRET_FILE).exists():
        yield Finding(
            CHECK,
            Level.NOTE,
            mark("The secret lies beside the database: who steals the folder can read it. See docs/security.md."),
        )


def _lines(settings: Settings) -> Iterator[Finding]:
    """What travels to other machines."""
    for unsafe, sentence in (
        (_is_open_smtp(settings.smtp_url), mark("Mail goes to another machine in the clear; use tls=start or tls=on.")),
        (
            _is_open_database(settings.url),
            mark("The database is on another machine and the line to it may be in the clear; add ?sslmode=verify-full"),
        ),
        (
            _is_open_web(settings.prefect_api_url),
            mark("Prefect is on another machine and the line to it is in the clear; use https:// and a password."),
        ),
    ):
        if unsafe:
            yield Finding(CHECK, Level.WRONG, sentence)
    if settings.host not in LOOPBACK:
        yield Finding(
            CHECK,
            Level.NOTE,
            mark("The dashboard speaks http on {host}; a proxy with https must stand before it."),
            {"host": settings.host},
        )
    if _is_open_prefect(settings.prefect_api_url):
        yield Finding(CHECK, Level.WRONG, mark("Prefect lets anybody in; set PREFECT_API_AUTH_STRING on both sides."))


def _is_here(url: str) -> bool:
    return (urlsplit(url).hostname or "") in LOOPBACK


def _is_open_prefect(url: str) -> bool:
    known = os.environ.get("PREFECT_API_AUTH_STRING") or os.environ.get("PREFECT_API_KEY")
    return bool(url) and not _is_here(url) and not known


def _is_open_smtp(url: str) -> bool:
    return bool(url) and not _is_here(url) and "off" in parse_qs(urlsplit(url).query).get("tls", ())


def _is_open_database(url: str) -> bool:
    parts = urlsplit(url)
    if url.startswith("sqlite") or not parts.hostname or parts.hostname in LOOPBACK:
        return False
    return not ENCRYPTED & set(parse_qs(parts.query).get("sslmode", ()))


def _is_open_web(url: str) -> bool:
    return urlsplit(url).scheme == "http" and not _is_here(url)


def _options(environment: Mapping[str, str]) -> Iterator[Finding]:
    """Streamlit reads its options from the environment too."""
    for name in unsafe_options(lambda option: _value(environment.get(_variable(option)))):
        sentence = mark("{variable} makes the dashboard unsafe, so it does not start; leave it out.")
        yield Finding(CHECK, Level.WRONG, sentence, {"variable": _variable(name)})


def _variable(option: str) -> str:
    return "STREAMLIT_" + re.sub(r"(?<=[a-z])(?=[A-Z])", "_", option).replace(".", "_").upper()


def _value(text: str | None) -> object:
    if text is None:
        return None
    return int(text) if text.isdecimal() else {"true": True, "false": False}.get(text.strip().lower(), text)
