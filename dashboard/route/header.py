"""The headers on everything the server says: what a browser may load, run and tell others. Answers nothing itself.

As strict as Streamlit works with; every exception says why. The plain pages (``dashboard.route.printing``) need none.
"""

import hashlib
import re
from base64 import b64encode
from collections.abc import Mapping
from functools import cache, lru_cache

from dashboard.route.document import document

_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_HOST = re.compile(r"[a-z0-9.-]+(:[0-9]{1,5})?|\[[0-9a-f:]+\](:[0-9]{1,5})?", re.IGNORECASE)

ALWAYS: Mapping[str, str] = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Robots-Tag": "noindex, nofollow",
    "Cache-Control": "no-store",
}
ONLY_SECURE: Mapping[str, str] = {"Strict-Transport-Security": "max-age=31536000; includeSubDomains"}


@lru_cache(maxsize=64)
def headers_of(host: str, *, secure: bool) -> dict[str, str]:
    """Every header, for a page opened at that host (a name and a port the server answers to)."""
    policy = "; ".join(f"{name} {value}" for name, value in policy_of(host, secure=secure).items())
    return {"Content-Security-Policy": policy, **ALWAYS, **(ONLY_SECURE if secure else {})}


def policy_of(host: str, *, secure: bool) -> Mapping[str, str]:
    """What a page may load and run, by the kind of it."""
    line = f" {'wss' if secure else 'ws'}://{host}" if _HOST.fullmatch(host) else ""
    return {
        "default-src": "'none'",
        # The document holds scripts of ours, known by their digests, and Streamlit a part that the browser compiles.
        "script-src": f"'self' {_own_scripts()} 'wasm-unsafe-eval'",
        # Its styles are written into the page as they are needed.
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        # Not every browser counts the socket of the same server among 'self'.
        "connect-src": f"'self'{line}",
        "worker-src": "'self' blob:",
        "frame-src": "'self'",
        "manifest-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }


@cache
def _own_scripts() -> str:
    page = document(())
    return " ".join(
        f"'sha256-{b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in _SCRIPT.findall(page)
    )
