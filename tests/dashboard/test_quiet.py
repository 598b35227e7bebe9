"""What a provider says of a sign-in that failed stays out of the log; that it failed, and why by its code, does not."""

import io
import logging
from collections.abc import Iterator
from importlib import import_module

import pytest

from dashboard.quiet import LOGGERS, keep_provider_text_out

WORDS = "Noor Veldwijk (noor@post.example) is not a member of this tenant"


@pytest.fixture(params=LOGGERS)
def written(request: pytest.FixtureRequest) -> Iterator[tuple[logging.Logger, io.StringIO]]:
    """A logger of Streamlit's own, and what it writes."""
    import_module(request.param)
    logger, stream = logging.getLogger(request.param), io.StringIO()
    handler = logging.StreamHandler(stream)
    logger.addHandler(handler)
    keep_provider_text_out()
    keep_provider_text_out()
    yield logger, stream
    logger.removeHandler(handler)


def test_the_code_of_an_error_is_kept_and_its_description_is_not(written: tuple[logging.Logger, io.StringIO]) -> None:
    logger, stream = written

    logger.error("Error during authentication: %s. Error description: %s", "access_denied", WORDS)

    assert stream.getvalue() == "signing in at a provider, whose words are left out: access_denied\n"


def test_a_code_of_the_provider_s_own_making_is_not_kept_either(written: tuple[logging.Logger, io.StringIO]) -> None:
    logger, stream = written

    logger.error("Error during authentication: %s. Error description: %s", "noor@post.example", None)

    assert stream.getvalue() == "signing in at a provider, whose words are left out: no reason given\n"


def test_of_an_exception_only_its_kind_is_kept(written: tuple[logging.Logger, io.StringIO]) -> None:
    logger, stream = written

    logger.warning("OAuth token exchange failed for '%s'.", "school", exc_info=(ValueError, ValueError(WORDS), None))

    assert stream.getvalue() == "signing in at a provider, whose words are left out: ValueError\n"


def test_a_line_that_names_nothing_stays_as_it_is(written: tuple[logging.Logger, io.StringIO]) -> None:
    logger, stream = written

    logger.error("Error, misconfigured origin for `redirect_uri` in secrets.")

    assert stream.getvalue() == "Error, misconfigured origin for `redirect_uri` in secrets.\n"
