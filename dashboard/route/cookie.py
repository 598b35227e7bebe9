"""What the door changes about cookies and about the way back from a provider. Sets none of its own.

Streamlit's cookie lasts thirty days and is not kept to https: here it lasts as long as a session may, and is.
"""

import re
from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import Scope

from dashboard.oidc import CALLBACK
from dashboard.route.sign_in import COOKIE, wanted_page, with_failure
from flows.commands.sign_in import LONGEST
from models.settings import Settings

STREAMLITS = "_streamlit_user"
_AGE = re.compile(r"Max-Age=(\d+)", re.IGNORECASE)


def is_secure(settings: Settings) -> bool:
    """Cookies go over https only, unless the dashboard is for this machine alone."""
    return settings.address.startswith("https:") or not settings.on_loopback


def keep_cookies(headers: MutableHeaders, *, secure: bool) -> None:
    """Shortens Streamlit's cookie of who signed in, and lets no cookie travel unsealed."""
    cookies = headers.getlist("set-cookie")
    if not cookies:
        return
    del headers["set-cookie"]
    for cookie in cookies:
        headers.append("set-cookie", _kept(cookie, secure=secure))


def lead_back(headers: MutableHeaders, scope: Scope) -> None:
    """After a sign-in: to the page somebody wanted, in place of the first one."""
    if scope["path"].rstrip("/") != CALLBACK or "location" not in headers:
        return
    wanted = wanted_page(HTTPConnection(scope).cookies.get(COOKIE))
    headers["location"] = with_failure(wanted) if _did_not_come_in(headers, scope) else wanted
    headers.append("set-cookie", f"{COOKIE}=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax")


def _did_not_come_in(headers: MutableHeaders, scope: Scope) -> bool:
    """The provider answered, and it was no word that Streamlit keeps. After signing out it answers nothing."""
    answered = not {"code", "error"}.isdisjoint(parse_qs(scope["query_string"].decode("latin-1")))
    kept = [each for each in headers.getlist("set-cookie") if each.startswith(f"{STREAMLITS}=")]
    return answered and not any("Max-Age=0" not in each for each in kept)


def _kept(cookie: str, *, secure: bool) -> str:
    if cookie.startswith(STREAMLITS):
        most = int(LONGEST.total_seconds())
        cookie = _AGE.sub(lambda age: f"Max-Age={min(int(age[1]), most)}", cookie)
    return f"{cookie}; Secure" if secure and "; secure" not in cookie.casefold() else cookie
