"""Somebody's own calendar, at a secret address calendar programs fetch. Says hours, days and numbers only."""

import logging

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from dashboard.route.limit import Limit
from flows.office import office_of_this_process
from flows.queries.feed import events_of, whose_feed
from notifications.envelope import Sender
from notifications.invitation import feed

log = logging.getLogger("vangnet.dashboard")

PER_CLIENT = Limit(60)
HEADERS = {"Cache-Control": "private, no-store", "X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "no-referrer"}


def calendar(request: Request) -> Response:
    """GET: the calendar; 404 for a secret nobody has, or has no more."""
    client = request.client.host if request.client else ""
    if not PER_CLIENT.lets(client):
        log.warning("calendar refused: too often")
        return PlainTextResponse("", 429, {**HEADERS, "Retry-After": "60"})
    office = office_of_this_process()
    with office.store.read(office.now()) as tx:
        whose = whose_feed(tx, request.path_params["token"])
        if whose is None:
            log.warning("calendar refused: unknown")
            return PlainTextResponse("", 404, HEADERS)
        domain = Sender(office.settings.mail_from).address.rpartition("@")[2]
        events = list(events_of(tx, whose, office.settings.address, domain))
        text = feed(events, name="Vangnet", language="en" if whose.language == "en" else "nl", now=tx.now)
    return Response(text, media_type="text/calendar; charset=utf-8", headers=HEADERS)
