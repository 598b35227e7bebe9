"""Every address the dashboard's server answers besides its pages, in one table. Answers nothing itself."""

from collections.abc import Sequence

from starlette.routing import BaseRoute, Route

from dashboard.route import own
from dashboard.route.answer import act, show
from dashboard.route.calendar import calendar
from dashboard.route.health import healthz, readyz
from dashboard.route.sign_in import to_provider

ROUTES: Sequence[BaseRoute] = (
    Route("/healthz", healthz, methods=["GET"]),
    Route("/readyz", readyz, methods=["GET"]),
    Route("/sign-in/{provider}", to_provider, methods=["GET"]),
    Route("/a/{token}", show, methods=["GET"]),
    Route("/a/{token}", act, methods=["POST"]),
    Route("/j/{token}", own.show, methods=["GET"]),
    Route("/j/{token}", own.act, methods=["POST"]),
    Route("/calendar/{token}.ics", calendar, methods=["GET"]),
)
