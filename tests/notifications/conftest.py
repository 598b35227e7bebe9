# ruff: noqa: N802, ARG002 - aiosmtpd names its hooks and hands in more than we read
"""Real mail servers on loopback, with certificates made on the spot, for the tests of this room."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from notifications.envelope import Sender, sealed
from notifications.letter import Letter

THEN = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Certificates:
    """A root of our own and a server it vouches for."""

    root: Path
    server: Path
    key: Path

    def context(self) -> ssl.SSLContext:
        """Return what a server shows."""
        shown = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        shown.load_cert_chain(self.server, self.key)
        return shown


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _certificate(name: str, key: ec.EllipticCurvePrivateKey, issuer: str) -> x509.CertificateBuilder:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(_named(name))
        .issuer_name(_named(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=2))
    )


@pytest.fixture(scope="session")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    folder = tmp_path_factory.mktemp("certificates")
    made = Certificates(folder / "root.pem", folder / "server.pem", folder / "server.key")
    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    usage = x509.KeyUsage(
        digital_signature=True, content_commitment=False, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=True, crl_sign=True, encipher_only=False, decipher_only=False,
    )  # fmt: skip
    root = (
        _certificate("Rivierland test root", root_key, "Rivierland test root")
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(root_key.public_key()), critical=False)
        .sign(root_key, hashes.SHA256())
    )
    here = x509.SubjectAlternativeName([x509.DNSName("localhost")])
    server = (
        _certificate("localhost", key, "Rivierland test root")
        .add_extension(here, critical=False)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key()), critical=False)
        .sign(root_key, hashes.SHA256())
    )
    made.root.write_bytes(root.public_bytes(serialization.Encoding.PEM))
    made.server.write_bytes(server.public_bytes(serialization.Encoding.PEM))
    made.key.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return made


@dataclass
class MailServer:
    """A mail server that keeps what it takes and answers as it is told."""

    answers: dict[str, str] = field(default_factory=dict)
    kept: list[EmailMessage] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)
    lines: list[asyncio.BaseTransport | None] = field(default_factory=list)
    port: int = 0
    tokens: list[bytes] = field(default_factory=list)

    async def handle_EHLO(
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        """Note who called."""
        session.host_name = hostname
        if session not in self.sessions:
            self.sessions.append(session)
            self.lines.append(server.transport)
        return responses

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take the sender, unless told otherwise."""
        envelope.mail_from = address
        return self.answers.get("MAIL", "250 OK")

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take the recipient, unless told otherwise."""
        answer = self.answers.get(address, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Keep the mail, unless told otherwise."""
        answer = self.answers.get("DATA", "250 2.0.0 taken")
        if answer.startswith("250"):
            self.kept.append(message_from_bytes(envelope.original_content or b"", policy=default))
        return answer

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:
        """Take the one good token."""
        import base64  # noqa: PLC0415 - only here

        given = base64.b64decode(args[1])
        self.tokens.append(given)
        return AuthResult(success=given == b"user=post@vangnet.example\x01auth=Bearer good\x01\x01", handled=False)


def _signs_in(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
    good = isinstance(data, LoginPassword) and (data.login, data.password) == (b"post@vangnet.example", b"s:e/c ret")
    return AuthResult(success=good, handled=False)


Serving = Callable[..., AbstractAsyncContextManager[MailServer]]


@pytest.fixture
def mail_server() -> Serving:
    """Return how to run one, on a free port: with TLS, STARTTLS or neither, and with or without sign-in."""

    @asynccontextmanager
    async def serving(
        *, tls: ssl.SSLContext | None = None, starttls: ssl.SSLContext | None = None, auth: bool = False
    ) -> AsyncIterator[MailServer]:
        loop = asyncio.get_running_loop()
        kept = MailServer()

        def session() -> SMTP:
            return SMTP(
                kept, loop=loop, hostname="localhost", tls_context=starttls, require_starttls=starttls is not None,
                auth_required=auth, auth_require_tls=True, authenticator=_signs_in if auth else None,
            )  # fmt: skip

        server = await loop.create_server(session, "127.0.0.1", 0, ssl=tls)
        kept.port = server.sockets[0].getsockname()[1]
        try:
            yield kept
        finally:
            server.close()

    return serving


@pytest.fixture
def mail_to() -> Callable[[str], EmailMessage]:
    """Return how to make a mail to somebody."""

    def made(to: str) -> EmailMessage:
        letter = Letter("Er is een vraag aan u (VN-7K3M9Q)", "Kijkt u even? Ja, één keer.\n", "<p>Kijkt u even?</p>")
        sender = Sender("post@vangnet.example")
        return sealed(letter, to, sender=sender, message_id="<message-1.ab@vangnet.example>", sent_at=THEN)

    return made


@pytest.fixture
def maildir(tmp_path: Path) -> Path:
    folder = tmp_path / "mail"
    for name in ("tmp", "new", "cur"):
        (folder / name).mkdir(parents=True)
    return folder
