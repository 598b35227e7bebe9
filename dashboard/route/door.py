"""What every request passes: whom the server answers, what stays closed, how often, and the headers on what it says.

The demo lets anybody be anybody, so it answers only to names of this machine: a page elsewhere cannot reach it.
Each refusal is a line in the server's own log, by name; never an address, a case or a person.
"""

import logging
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.route.cookie import is_secure, keep_cookies, lead_back
from dashboard.route.header import headers_of
from dashboard.route.limit import Limit
from models.settings import LOOPBACK, Settings, read_settings

log = logging.getLogger("vangnet.dashboard")

CLOSED = (
    "/_stcore/metrics",
    "/_stcore/script-health-check",
    "/_stcore/agent/interact",
    "/_stcore/agent/openapi.json",
    "/_stcore/agent/mcp",
)
"""Addresses of Streamlit's without authentication, and nobody's business."""
CLOSED_BELOW = ("/_stcore/agent/", "/app/static/", "/component/")
"""No page serves a file of ours, or draws with what others made: whoever adds one opens its address here."""

OFTEN = {
    "/_stcore/stream": 120, "/_stcore/upload_file/": 20, "/sign-in/": 60, "/oauth2callback": 60, "/auth/": 60,
    "/media/": 120,
}  # fmt: skip
"""How many times a minute one address may ask what costs most; whole schools come from one address."""
SELDOM_LIMITED = 1_200
"""Of everything else, but what is read from disk as it is."""
FROM_DISK = "/static/"

MISDIRECTED, NOT_FOUND, TOO_OFTEN = 421, 404, 429


class Door:
    """The outermost of the server's layers."""

    def __init__(self, app: ASGIApp, settings: Settings | None = None) -> None:
        self._app = app
        settings = settings or read_settings()
        self._hosts = hosts_of(settings)
        self._here_only = settings.sign_in == "demo"
        self._secure = is_secure(settings)
        self._often = {start: Limit(most) for start, most in OFTEN.items()}
        self._rest = Limit(SELDOM_LIMITED)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets a request through, or answers it here."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
            return
        refusal = self._refusal(scope)
        if refusal is None:
            await self._app(scope, receive, self._with_headers(scope, send))
            return
        status, why = refusal
        log.warning("refused at the door: %s", why)
        await self._refuse(scope, receive, send, status)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        if not self._is_for_us(scope):
            return MISDIRECTED, "not for this server"
        if _is_closed(scope["path"]):
            return NOT_FOUND, "a closed address"
        return None if self._lets(scope) else (TOO_OFTEN, "too often")

    def _lets(self, scope: Scope) -> bool:
        path = str(scope["path"])
        if path.startswith(FROM_DISK):
            return True
        limit = next((limit for start, limit in self._often.items() if path.startswith(start)), self._rest)
        peer = scope.get("client")
        return limit.lets(peer[0] if peer else "")

    def _is_for_us(self, scope: Scope) -> bool:
        host = urlsplit(f"//{Headers(scope=scope).get('host', '')}").hostname or ""
        return host in self._hosts and not (self._here_only and _is_from_elsewhere(scope))

    def _with_headers(self, scope: Scope, send: Send) -> Send:
        ours = headers_of(Headers(scope=scope).get("host", ""), secure=self._secure)

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in ours.items():
                    headers.setdefault(name, value)
                del headers["server"]
                lead_back(headers, scope)
                keep_cookies(headers, secure=self._secure)
            await send(message)

        return sent

    async def _refuse(self, scope: Scope, receive: Receive, send: Send, status: int) -> None:
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
            return
        headers = headers_of("", secure=self._secure) | ({"Retry-After": "60"} if status == TOO_OFTEN else {})
        await PlainTextResponse("", status_code=status, headers=headers)(scope, receive, send)


def _is_closed(path: str) -> bool:
    whole = f"{path.rstrip('/')}/"
    return path.rstrip("/").endswith(CLOSED) or any(start in whole for start in CLOSED_BELOW)


def _is_from_elsewhere(scope: Scope) -> bool:
    """Who asks sits at another machine. A name is easily given; where a connection comes from is not."""
    peer = scope.get("client")
    try:
        return peer is not None and not ip_address(peer[0]).is_loopback
    except ValueError:
        return True


def hosts_of(settings: Settings) -> frozenset[str]:
    """The names this server answers to: this machine's own, and outside the demo the one people open it by."""
    own = urlsplit(settings.address).hostname or ""
    return LOOPBACK if settings.sign_in == "demo" else LOOPBACK | {own}
