"""Which cases somebody asks for by what is known of the youth: school, place, sector, name. Gives conditions, no rows.

Only of cases whose youth the viewer may know: else a filter would tell what the file does not show.
"""

from collections.abc import Iterator
from typing import Any, Protocol

from sqlmodel import col, false, or_, select, true

from flows.queries.visible import SEES_THE_REGION
from models.access import Viewer
from models.code import Logged, Role
from models.look import Look
from models.secret import digests_typed
from models.store import Tx
from models.tables import CaseFile, CasePerson, NameDigest, Youth

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
    """What the youth of a case must meet. A search by name stands in the log, without the words."""
    known = list(_facts(wanted))
    found = []
    if known:
        seen = true() if viewer.roles & SEES_THE_REGION else _their_own(viewer)
        found += [seen, col(CaseFile.youth_id).in_(select(Youth.person_id).where(*known).correlate(None))]
    if wanted.name.strip():
        tx.note(Look(viewer, Logged.SEARCH, about="name"))
        found += [_knows_by_name(viewer), *_named(wanted.name)]
    return found


def may_search_by_name(viewer: Viewer) -> bool:
    """Whether a field for a name makes sense: for who guides cases, and not for who only looks over them."""
    return bool(viewer.roles & _GUIDES) or not viewer.roles & _LOOKS_ONLY


_GUIDES = frozenset({Role.COORDINATOR, Role.CONSULTANT})
_LOOKS_ONLY = frozenset({Role.MANAGER, Role.ADMINISTRATOR, Role.PRIVACY_OFFICER, Role.OPERATOR})


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


def _knows_by_name(viewer: Viewer) -> Any:
    """As ``door.may_know_whom``, for who always may: the coordinator, who speaks with the youth, and who registered."""
    return true() if Role.COORDINATOR in viewer.roles else _their_own(viewer)


def _their_own(viewer: Viewer) -> Any:
    me = sorted(viewer.acts_as)
    trusted = select(CasePerson.case_id).where(
        col(CasePerson.professional_id).in_(me), col(CasePerson.until_on).is_(None)
    )
    return or_(
        col(CaseFile.case_manager_id).in_(me),
        col(CaseFile.consultant_id).in_(me),
        col(CaseFile.coach_id).in_(me),
        col(CaseFile.id).in_(sorted(viewer.reads)),
        col(CaseFile.referrer_agency_id) == viewer.agency_id,
        col(CaseFile.id).in_(trusted.correlate(None)),
    )
