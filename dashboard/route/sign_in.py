"""The way to a provider and back to the page somebody wanted: Streamlit itself would lead to the first page.

The wanted page travels in a cookie of ten minutes. It is only ever an address of this server.
"""

import re
from urllib.parse import quote, unquote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from streamlit.user_info import generate_login_redirect_url

from models.provider import read_providers
from models.settings import read_settings

COOKIE = "vangnet_to"
LONGEST = 600
FAILED = ("sign_in", "failed")
"""Stands in the address of the page somebody comes back to without having come in."""
HERE = re.compile(r"/[a-z]*(\?[A-Za-z0-9_=&%.+~-]{0,500})?")


def to_provider(request: Request) -> Response:
    """Leads to the provider, and remembers where to come back to."""
    key = request.path_params["provider"]
    if key not in read_providers(read_settings()):
        return Response(status_code=404)
    answer = RedirectResponse(generate_login_redirect_url(key), status_code=303)
    wanted = request.query_params.get("to", "/")
    if HERE.fullmatch(wanted):
        answer.set_cookie(COOKIE, quote(wanted, safe=""), max_age=LONGEST, httponly=True, samesite="lax")
    return answer


def wanted_page(cookie: str | None) -> str:
    """Where to go back to; the first page where the cookie says nothing, or something that is not ours."""
    wanted = unquote(cookie or "")
    return wanted if HERE.fullmatch(wanted) else "/"


def with_failure(wanted: str) -> str:
    """The same page, told that signing in did not succeed."""
    return f"{wanted}{'&' if '?' in wanted else '?'}{'='.join(FAILED)}"
