"""The page on which caught mail is read: no scripts, this machine only. It sends and deletes nothing."""

import re
from functools import partial
from pathlib import Path

from markupsafe import Markup, escape
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from notifications.catcher_words import CATCHER_WORDS
from notifications.caught import NoSuchMail, caught, caught_mail
from notifications.html_template import html_templates
from notifications.phrase import clock, day
from notifications.plain import Language

_LINK = re.compile(r"https?://[^\s<>\"']+")
_HEAD = re.compile(r"<head[^>]*>", re.IGNORECASE)

# The frame takes over this policy; style attributes are what mails are made of, so they are allowed.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def catcher_page(folder: Path) -> Starlette:
    """Return the application that shows the mails kept in `folder`: `/` the list, `/mail/<key>` one mail.

    It answers only to requests that name this machine, so that no website can read it through a name of its own.
    """
    routes = [
        Route("/", partial(_list, folder), methods=["GET"]),
        Route("/mail/{key}", partial(_mail, folder), methods=["GET"]),
    ]
    here = Middleware(TrustedHostMiddleware, allowed_hosts=["127.0.0.1", "localhost", "[::1]"], www_redirect=False)
    return Starlette(routes=routes, middleware=[here])


async def _list(folder: Path, request: Request) -> Response:
    asked = request.query_params
    query = asked.get("q", "")[:200]
    wanted = asked.get("page", "1")
    page = caught(folder, query, number=int(wanted) if wanted.isdecimal() and len(wanted) < 9 else 1)
    return _shown("list.html", _language(request), page=page, query=query)


async def _mail(folder: Path, request: Request) -> Response:
    language = _language(request)
    try:
        mail = caught_mail(folder, request.path_params["key"])
    except NoSuchMail:
        return _shown("missing.html", language, status=404)
    return _shown("mail.html", language, mail=mail, frame=_framed(mail.html), text=_clickable(mail.text))


def _shown(template: str, language: Language, *, status: int = 200, **values: object) -> HTMLResponse:
    words = CATCHER_WORDS[language]
    moment = {"day": partial(day, language=language), "clock": partial(clock, language=language)}
    page = _TEMPLATES.get_template(template).render(values | moment, words=words, language=language)
    return HTMLResponse(page, status_code=status, headers=_HEADERS)


def _language(request: Request) -> Language:
    return "en" if request.query_params.get("lang") == "en" else "nl"


def _clickable(text: str) -> Markup:
    """Return the text with its web addresses as links; everything else is escaped."""
    pieces, end = [], 0
    for link in _LINK.finditer(text):
        pieces.append(escape(text[end : link.start()]))
        pieces.append(Markup('<a href="{0}" target="_blank" rel="noopener noreferrer">{0}</a>').format(link.group(0)))
        end = link.end()
    return Markup("").join([*pieces, escape(text[end:])])


def _framed(html: str | None) -> str | None:
    """Return the mail's page with links that open outside the frame, which itself may go nowhere."""
    return html and _HEAD.sub(lambda head: f'{head.group(0)}<base target="_blank">', html, count=1)


_TEMPLATES = html_templates(Path(__file__).parent / "page")
