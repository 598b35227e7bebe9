"""Keeps a provider's own words out of our log: what it says of a sign-in that failed may be about a person.

Only the code of the error, as the standard names it, and the kind of exception are kept. Refuses nobody.
"""

import logging

LOGGERS = (
    "streamlit.web.server.starlette.starlette_auth_routes",
    "streamlit.auth_util",
    "streamlit.user_info",
)
"""Where Streamlit writes what a provider answered."""

CODES = frozenset(
    {
        "access_denied", "account_selection_required", "consent_required", "interaction_required", "invalid_client",
        "invalid_grant", "invalid_request", "invalid_request_object", "invalid_request_uri", "invalid_scope",
        "login_required", "registration_not_supported", "request_not_supported", "request_uri_not_supported",
        "server_error", "temporarily_unavailable", "unauthorized_client", "unmet_authentication_requirements",
        "unsupported_grant_type", "unsupported_response_type",
    }
)  # fmt: skip
"""The errors of OAuth 2.0 (RFC 6749) and OpenID Connect Core; anything else is somebody's own text."""


class NoProviderText(logging.Filter):
    """Lets a line through without what was filled in, and without the words of an exception."""

    def filter(self, record: logging.LogRecord) -> bool:
        """The line, bare; one that never had anything filled in stays as it is."""
        given = record.args if isinstance(record.args, tuple) else ()
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else None
        if given or kind:
            code = next((each for each in given if isinstance(each, str) and each in CODES), None)
            record.msg, record.args = (
                "signing in at a provider, whose words are left out: %s",
                (code or kind or "no reason given",),
            )
            record.exc_info = record.exc_text = record.stack_info = None
        return True


def keep_provider_text_out() -> None:
    """From now on; doing it twice changes nothing."""
    for name in LOGGERS:
        logger = logging.getLogger(name)
        if not any(isinstance(each, NoProviderText) for each in logger.filters):
            logger.addFilter(NoProviderText())
