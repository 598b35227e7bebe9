"""What every request passes: whom the server answers, what stays closed, and the headers on what it says.

The demo lets anybody be anybody, so it answers only to names of this machine: a page elsewhere cannot reach it.
"""

from collections.abc import Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.route.cookie import is_secure, keep_cookies, lead_back
from models.settings import LOOPBACK, Settings, read_settings

CLOSED = ("/_stcore/metrics",)
"""Without authentication, and nobody's business."""

CONTENT_POLICY: Mapping[str, str] = {
    "default-src": "'self'",
    # Streamlit writes its settings and its styles into the page it serves, and compiles charts as they are drawn.
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval' blob:",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self' ws: wss:",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in CONTENT_POLICY.items()),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
MISDIRECTED = 421


class Door:
    """The outermost of the server's layers."""

    def __init__(self, app: ASGIApp, settings: Settings | None = None) -> None:
        self._app = app
        settings = settings or read_settings()
        self._hosts = hosts_of(settings)
        self._here_only = settings.sign_in == "demo"
        self._secure = is_secure(settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets a request through, or answers it here."""
        if scope["type"] not in {"http", "websocket"}:
            await self._app(scope, receive, send)
        elif not self._is_for_us(scope):
            await _refused(scope, receive, send, MISDIRECTED)
        elif scope["path"].rstrip("/").endswith(CLOSED):
            await _refused(scope, receive, send, 404)
        else:
            await self._app(scope, receive, self._with_headers(scope, send))

    def _is_for_us(self, scope: Scope) -> bool:
        host = urlsplit(f"//{Headers(scope=scope).get('host', '')}").hostname or ""
        return host in self._hosts and not (self._here_only and _is_from_elsewhere(scope))

    def _with_headers(self, scope: Scope, send: Send) -> Send:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                lead_back(headers, scope)
                keep_cookies(headers, secure=self._secure)
            await send(message)

        return sent


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


async def _refused(scope: Scope, receive: Receive, send: Send, status: int) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008})
        return
    await PlainTextResponse("", status_code=status, headers=dict(HEADERS))(scope, receive, send)
