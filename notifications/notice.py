"""All notices there are, by name. It lists and finds; the words stand in `words/`, the sending elsewhere."""

from collections.abc import Mapping
from types import MappingProxyType

from notifications.kind import (
    account,
    aftercare,
    ending,
    instrument,
    intake,
    ladder,
    meeting,
    overview,
    person,
    question,
)
from notifications.plain import Notice

MOMENTS = (intake, question, person, ladder, instrument, meeting, aftercare, ending, overview, account)
"""The modules of notices, in the order of the process."""

NOTICES: Mapping[str, type[Notice]] = MappingProxyType(
    {
        name: kind
        for moment in MOMENTS
        for name, kind in vars(moment).items()
        if isinstance(kind, type) and issubclass(kind, Notice) and kind.__module__ == moment.__name__
    }
)
"""Every notice class by its name, in the order of the process."""


class NoSuchNotice(LookupError):  # noqa: N818 - a refusal is named after what was refused
    """There is no notice class of that name: the outbox holds something this release does not know."""


def notice_named(name: str) -> type[Notice]:
    """Return the notice class called `name`, as the outbox stores it.

    Raises:
        NoSuchNotice: when no class has that name.
    """
    try:
        return NOTICES[name]
    except KeyError:
        raise NoSuchNotice(name) from None
