"""Fetches received mails over IMAP with TLS and hands each on; seen only once handled. It deletes and moves nothing."""

import contextlib
import imaplib
import ssl
from collections.abc import Callable, Iterator
from typing import Literal, Self

from pydantic import Field, FilePath, SecretStr, ValidationError, model_validator

from notifications.door import Stopped, TryAgain
from notifications.mailbox import Fetched, Handle, handled
from notifications.plain import Line, Plain
from notifications.server_address import server_address, told, with_port

_OPTIONS = {"auth", "folder", "cafile", "timeout"}


class ImapSetting(Plain):
    """Where received mails are and how to sign in; always TLS from the first byte, with the certificate checked."""

    host: str = Field(min_length=1)
    port: int = Field(ge=1, le=65535)
    user: str = Field(min_length=1)
    password: SecretStr | None = None
    auth: Literal["password", "xoauth2"] = "password"
    folder: Line = "INBOX"
    cafile: FilePath | None = None
    timeout: float = Field(default=30, gt=0, le=600)

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        if (self.auth == "password") != (self.password is not None):
            raise ValueError("auth=password takes a password, auth=xoauth2 none")
        return self


def imap_setting(url: str) -> ImapSetting:
    """Read `imap://user:password@host:993?auth=password|xoauth2&folder=INBOX&cafile=/path`.

    Raises:
        BadSetting: when it is not such an address; says which part.
    """
    try:
        return ImapSetting.model_validate(with_port(server_address(url, "imap", _OPTIONS), 993))
    except ValidationError as refused:
        raise told(refused) from None


def read_imap(setting: ImapSetting, handle: Handle, *, token: Callable[[], str] | None = None) -> Fetched:
    """Hand each unseen mail to `handle` and mark it seen when that succeeded. Blocks: run it in a thread.

    A mail that cannot be handled stays unseen and does not hold up the next.

    Raises:
        TryAgain: the server cannot be reached or broke off.
        Stopped: the certificate, the sign-in or the folder is not accepted.
    """
    try:
        with _connected(setting) as server:
            _sign_in(server, setting, token)
            return _fetch(server, setting.folder, handle)
    except ssl.SSLError:
        raise Stopped("tls") from None
    except (imaplib.IMAP4.abort, OSError):
        raise TryAgain("connect") from None
    except imaplib.IMAP4.error:
        raise Stopped("mailbox") from None


@contextlib.contextmanager
def _connected(setting: ImapSetting) -> Iterator[imaplib.IMAP4]:
    trusted = ssl.create_default_context()
    if setting.cafile:
        trusted.load_verify_locations(setting.cafile)
    server = imaplib.IMAP4_SSL(setting.host, setting.port, ssl_context=trusted, timeout=setting.timeout)
    try:
        yield server
    finally:
        # A line that broke cannot be taken leave of politely, but must still be hung up.
        for leave in (server.logout, server.shutdown):
            with contextlib.suppress(imaplib.IMAP4.error, OSError):
                leave()


def _sign_in(server: imaplib.IMAP4, setting: ImapSetting, token: Callable[[], str] | None) -> None:
    try:
        if setting.password:
            server.login(setting.user, setting.password.get_secret_value())
        elif token:
            bearer = f"user={setting.user}\x01auth=Bearer {token()}\x01\x01".encode()
            server.authenticate("XOAUTH2", lambda _: bearer)
        else:
            raise Stopped("token")
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error:
        raise Stopped("sign-in") from None


def _fetch(server: imaplib.IMAP4, folder: str, handle: Handle) -> Fetched:
    quoted = '"' + folder.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if server.select(quoted)[0] != "OK":
        raise Stopped("folder")
    fetched = Fetched()
    for uid in server.uid("SEARCH", "UNSEEN")[1][0].split():
        answer = server.uid("FETCH", uid.decode(), "(BODY.PEEK[])")[1]
        raw = next((part[1] for part in answer if isinstance(part, tuple)), None)
        if raw is None:
            continue
        done = handled(handle, raw)
        if done:
            server.uid("STORE", uid.decode(), "+FLAGS.SILENT", r"(\Seen)")
        fetched = fetched.plus(handled=done)
    return fetched
