"""Of which cases a viewer may see a kind of thing, as a condition in SQL. The one place that says so for every list.

What each link is in SQL stands here; which links are enough stands in the table of policies. ``links`` says the same of
one case, and a test holds the two against each other.
"""

from collections.abc import Callable, Mapping
from typing import Any

from sqlmodel import col, false, or_, select, true

from models.access import Viewer
from models.code import Relation, Role
from models.condition import (
    Condition,
    acts_as_case_manager,
    always,
    not_secret,
    not_secret_or_acts,
    wrote_it_or_acts,
)
from models.item import Action, Item
from models.link import Link
from models.policy import POLICY
from models.tables import Agency, CaseFile, CasePerson, Partner, Person, Wait


def visible(viewer: Viewer) -> Any:
    """True for the cases this viewer may know of: all of the region, or those they have a part in."""
    return cases_where(viewer, Item.NUMBER)


def in_a_case_visible_to(viewer: Viewer, case: Any) -> Any:
    """The same of a row with the number of its case: for few rows, where a join might begin at all the cases."""
    return select(CaseFile.id).where(col(CaseFile.id) == case, visible(viewer)).correlate_except(CaseFile).exists()


def sees_its_region(viewer: Viewer) -> bool:
    """Whether ``visible`` is the whole region of this viewer, no less and no more: the same to all of whom it holds."""
    held = [where for role, where in BY_ROLE.values() if role in viewer.roles]
    return viewer.only is None and bool(held) and all(where is _in_region for where in held)


def cases_where(viewer: Viewer, item: Item, action: Action = Action.SEE) -> Any:
    """True for the cases in which this viewer may do that with every thing of the kind.

    What is allowed under a condition counts where the condition can be told of a case as a whole.
    """
    if viewer.only is not None:
        return false()
    grant = {link: condition for link, condition in POLICY[item, action].items() if condition in WHEN}
    found = [false()]
    for link in (each for each in BY_ROLE if each in grant and BY_ROLE[each][0] in viewer.roles):
        where = BY_ROLE[link][1](viewer)
        if grant[link] is always:
            return where
        found.append(where & WHEN[grant[link]]())
    found += [BY_PART[link](viewer) & WHEN[grant[link]]() for link in BY_PART if link in grant]
    return or_(*found)


def _not_secret() -> Any:
    secret = select(Person.id).where(col(Person.secret_address))
    return col(CaseFile.youth_id).not_in(secret.correlate(None))


def _unmanaged() -> Any:
    return col(CaseFile.case_manager_id).is_(None)


WHEN: Mapping[Condition, Callable[[], Any]] = {
    always: true,
    not_secret: _not_secret,
    not_secret_or_acts: lambda: _not_secret() | _unmanaged(),
    acts_as_case_manager: _unmanaged,
    wrote_it_or_acts: _unmanaged,
}
"""Conditions that can be told of a case as a whole; who wrote a thing cannot."""


def _everywhere(_viewer: Viewer) -> Any:
    return true()


def _in_region(viewer: Viewer) -> Any:
    region = select(Agency.region_id).where(Agency.id == viewer.agency_id).scalar_subquery()
    return col(CaseFile.region_id) == region


def _is_partner(viewer: Viewer) -> Any:
    joined = select(Partner.case_id).where(
        Partner.agency_id == viewer.agency_id, col(Partner.joined_at).is_not(None), col(Partner.left_at).is_(None)
    )
    return _in(joined)


def _is_asked(viewer: Viewer) -> Any:
    return _in(select(Wait.case_id).where(Wait.agency_id == viewer.agency_id, col(Wait.closed_at).is_(None)))


def _is_trusted(viewer: Viewer) -> Any:
    trusted = select(CasePerson.case_id).where(
        col(CasePerson.professional_id).in_(sorted(viewer.acts_as)),
        CasePerson.relation == Relation.TRUSTED_PERSON,
        col(CasePerson.until_on).is_(None),
    )
    return _in(trusted)


def _in(cases: Any) -> Any:
    """Uncorrelated, so that it means the same in every query that has these tables itself."""
    return col(CaseFile.id).in_(cases.correlate(None))


Where = Callable[[Viewer], Any]
BY_ROLE: Mapping[Link, tuple[Role, Where]] = {
    Link.OPERATOR: (Role.OPERATOR, _everywhere),
    Link.COORDINATOR: (Role.COORDINATOR, _in_region),
    Link.MANAGER: (Role.MANAGER, _in_region),
}
"""Links that follow from a role, and hold in a whole region or everywhere: they make every other one needless."""
BY_PART: Mapping[Link, Where] = {
    Link.CASE_MANAGER: lambda viewer: col(CaseFile.case_manager_id).in_(sorted(viewer.acts_as)),
    Link.CONSULTANT: lambda viewer: col(CaseFile.consultant_id).in_(sorted(viewer.acts_as)),
    Link.COACH: lambda viewer: col(CaseFile.coach_id).in_(sorted(viewer.acts_as)),
    Link.FORMER: lambda viewer: col(CaseFile.id).in_(sorted(viewer.reads)),
    Link.REFERRER: lambda viewer: col(CaseFile.referrer_agency_id) == viewer.agency_id,
    Link.PARTNER: _is_partner,
    Link.ASKED: _is_asked,
    Link.TRUSTED: _is_trusted,
}
"""Links that follow from what the case says."""
