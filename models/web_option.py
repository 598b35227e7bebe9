"""What the web server must be told, in one table; other values let in what should stay out. Sets none."""

from collections.abc import Callable, Iterator, Mapping

SAFE: Mapping[str, object] = {
    "server.enableXsrfProtection": True,
    "server.enableCORS": True,
    "server.enableStaticServing": False,
    "server.enableAgentApi": False,
    "client.showErrorDetails": "none",
    "client.toolbarMode": "minimal",
    "browser.gatherUsageStats": False,
    "global.developmentMode": False,
}
MOST: Mapping[str, int] = {"server.maxUploadSize": 5, "server.maxMessageSize": 20}
"""Megabytes."""


def unsafe_options(chosen: Callable[[str], object]) -> Iterator[str]:
    """The options that are not as they must be, by name.

    Args:
        chosen: what an option was set to, by its name; None where nobody set it.
    """
    for name, safe in SAFE.items():
        if chosen(name) not in (None, safe):
            yield name
    for name, most in MOST.items():
        value = chosen(name)
        if value is not None and not (isinstance(value, int) and 0 < value <= most):
            yield name
