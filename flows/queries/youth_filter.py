"""Which cases somebody asks for by what is known of the youth: school, place, sector, name. Gives conditions, no rows.

Only of cases whose youth the viewer may know: else a filter would tell what the file does not show.
"""

from collections.abc import Iterator
from typing import Any, Protocol

from sqlmodel import col, false, select

from flows.queries.visible import cases_where
from models.access import Viewer
from models.code import Logged, Role
from models.item import Action, Item
from models.look import Look
from models.secret import digests_typed
from models.store import Tx
from models.tables import CaseFile, NameDigest, Youth

MOST_WORDS = 5
SHORTEST = 2
"""Letters of a name: less finds nobody."""


class AboutYouth(Protocol):
    """The part of a filter this is about."""

    @property
    def school(self) -> int | None:
        """The school of the youth."""

    @property
    def municipality(self) -> str | None:
        """Where the youth lives."""

    @property
    def sector(self) -> str | None:
        """Where the youth learns."""

    @property
    def name(self) -> str:
        """Beginnings of words of the name."""


def about_youth(tx: Tx, viewer: Viewer, wanted: AboutYouth) -> list[Any]:
    """What the youth of a case must meet. Every search stands in the log: by what, and never for what."""
    known = list(_facts(wanted))
    found = []
    for by in (name for name, typed in _filters(wanted) if typed):
        tx.note(Look(viewer, Logged.SEARCH, about=by))
    if known:
        # A filter must not tell the school of who lives at a secret address.
        seen = cases_where(viewer, Item.SCHOOL if wanted.school else Item.REGISTRATION, Action.SEARCH)
        found += [
            seen,
            col(CaseFile.youth_id).in_(select(Youth.person_id).where(*known).correlate(None)),
        ]
    if wanted.name.strip():
        tx.note(Look(viewer, Logged.SEARCH, about="name"))
        found += [cases_where(viewer, Item.NAME, Action.SEARCH), *_named(wanted.name)]
    return found


def may_search_by_name(viewer: Viewer) -> bool:
    """Whether a field for a name makes sense: for who guides cases, and not for who only looks over them."""
    return bool(viewer.roles & _GUIDES) or not viewer.roles & _LOOKS_ONLY


_GUIDES = frozenset({Role.COORDINATOR, Role.CONSULTANT})
_LOOKS_ONLY = frozenset({Role.MANAGER, Role.ADMINISTRATOR, Role.PRIVACY_OFFICER, Role.OPERATOR})


def _filters(wanted: AboutYouth) -> tuple[tuple[str, object], ...]:
    return ("school", wanted.school), ("place", wanted.municipality), ("sector", wanted.sector)


def _facts(wanted: AboutYouth) -> Iterator[Any]:
    if wanted.school:
        yield Youth.school_id == wanted.school
    if wanted.municipality:
        yield Youth.municipality == wanted.municipality
    if wanted.sector:
        yield Youth.sector == wanted.sector


def _named(name: str) -> Iterator[Any]:
    digests = digests_typed(name)
    if not digests or len(digests) > MOST_WORDS:
        yield false()
    for word in digests:
        yield col(CaseFile.youth_id).in_(
            select(NameDigest.person_id).where(col(NameDigest.digest).in_(word)).correlate(None)
        )
