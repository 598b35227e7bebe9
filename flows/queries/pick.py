"""The lists a form's fields are chosen from, by the name the field gives (``pick=``). Never more than it needs."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlmodel import col, select

from flows.engine.matter import unpacked
from flows.facts.consent import givers_now_or_soon
from flows.facts.intake import cases_that_resemble
from flows.queries.door import Opened, matter_of, may_know_whom
from flows.queries.emergency import to_look_at
from flows.queries.imposition import agreements, imposable, open_orders, signatories
from flows.queries.instrument import instruments, open_actions, open_uses
from flows.queries.money import budget_actions, payments
from flows.queries.option import Option
from flows.queries.people import holder_name, person_name
from flows.queries.pick_destruction import holds, on_the_list, to_approve
from flows.queries.pick_meeting import invited, responsible, sittings, supporters
from flows.queries.pick_people import (
    agreements_of_the_youth,
    givers_who_said_yes,
    other_regions,
    people_of_the_case,
    who_may_leave,
)
from flows.queries.pick_region import (
    agencies,
    any_agencies,
    any_questions,
    any_terms,
    consultants,
    domains,
    grounds,
    outcomes,
    professionals,
    schools,
    sectors_and_domains,
    terms,
)
from flows.queries.right import askers
from flows.queries.undelivered import failing_addresses
from flows.queries.waiting import WaitLine
from flows.queries.youth_word import around_the_youth, spoken_of
from models.item import Item
from models.speech import mark, say
from models.store import Tx
from models.tables import Agency, CaseFile, Entry, Goal, Partner, Professional


@dataclass(frozen=True, slots=True)
class Asking:
    """Where a field is filled in: in an open case, and mostly for a question of it."""

    tx: Tx
    opened: Opened
    line: WaitLine | None = None


Options = Callable[[Asking], Iterator[Option]]


def options(asking: Asking, pick: str) -> tuple[Option, ...]:
    """The options of a list, in the order people look for them.

    Raises:
        KeyError: there is no list of that name.
    """
    if pick in NAMES_PEOPLE and not asking.opened.sees(Item.PERSON):
        return ()
    return tuple(PICKS[pick](asking))


NAMES_PEOPLE = frozenset(
    {"asker", "giver who said yes", "person around the youth", "person of the case", "person the youth spoke of",
     "person who may leave"}
)  # fmt: skip
"""Lists that name the youth and who is around them: only for who may see the people of the case."""


def options_of_region(tx: Tx, region: int, pick: str) -> tuple[Option, ...]:
    """The options of a list that needs no case: where a youth is registered.

    Raises:
        KeyError: there is no such list, or it needs a case.
    """
    return tuple(OF_A_REGION[pick](tx, region))


def _of_region(pick: str) -> Options:
    def found(asking: Asking) -> Iterator[Option]:
        yield from OF_A_REGION[pick](asking.tx, asking.opened.case.region_id)

    return found


def _partners(asking: Asking) -> Iterator[Option]:
    rows = asking.tx.session.exec(
        select(Agency)
        .join(Partner, col(Partner.agency_id) == Agency.id)
        .where(Partner.case_id == asking.opened.case.id, col(Partner.left_at).is_(None))
        .order_by(Agency.name)
    )
    yield from (Option(f"agency:{agency.id}", agency.name) for agency in rows)


def _colleagues(asking: Asking) -> Iterator[Option]:
    """Who works at the agency that holds the question; without a question, at the viewer's own."""
    holder = asking.line.agency_id if asking.line and asking.line.agency_id else asking.opened.viewer.agency_id
    rows = asking.tx.session.exec(
        select(Professional).where(Professional.agency_id == holder, Professional.active).order_by(col(Professional.id))
    )
    yield from (Option(f"professional:{row.id}", holder_name(asking.tx, None, row.id, None)) for row in rows)


def _consultants(asking: Asking) -> Iterator[Option]:
    """The proposed one first, and why."""
    proposal = _proposal(asking)
    found = list(consultants(asking.tx, asking.opened.case.region_id))
    for option in sorted(found, key=lambda option: option.value != proposal.get("consultant")):
        why = tuple(proposal.get("why", ())) if option.value == proposal.get("consultant") else ()
        yield Option(option.value, option.label, why)


def _proposal(asking: Asking) -> Mapping[str, Any]:
    if asking.line is None:
        return {}
    entry = asking.tx.session.exec(
        select(Entry)
        .where(Entry.stage_run_id == asking.line.run, col(Entry.key).startswith("proposed"))
        .order_by(col(Entry.seq).desc())
    ).first()
    return unpacked(entry.value) or {} if entry else {}


def _givers_who_said_yes(asking: Asking) -> Iterator[Option]:
    yield from givers_who_said_yes(asking.tx, asking.opened)


def _agreements_of_the_youth(asking: Asking) -> Iterator[Option]:
    yield from agreements_of_the_youth(asking.tx, asking.opened)


def _other_regions(asking: Asking) -> Iterator[Option]:
    yield from other_regions(asking.tx, asking.opened)


def _people(asking: Asking) -> Iterator[Option]:
    yield from people_of_the_case(asking.tx, asking.opened)


def _who_may_leave(asking: Asking) -> Iterator[Option]:
    yield from who_may_leave(asking.tx, asking.opened)


def _around(asking: Asking) -> Iterator[Option]:
    yield from around_the_youth(asking.tx, asking.opened)


def _spoken_of(asking: Asking) -> Iterator[Option]:
    yield from spoken_of(asking.tx, asking.opened)


def _givers(asking: Asking) -> Iterator[Option]:
    """Whose yes is needed at the age of the youth today, or soon; by name to who may know whom it is about."""
    named = may_know_whom(asking.tx, asking.opened)
    for person in givers_now_or_soon(matter_of(asking.tx, asking.opened)):
        nameless = mark("the youth") if person == asking.opened.case.youth_id else mark("who has custody")
        label = person_name(asking.tx, person) if named else say(nameless, asking.opened.viewer.language)
        yield Option(f"person:{person}", label)


def _askers(asking: Asking) -> Iterator[Option]:
    yield from askers(asking.tx, asking.opened)


def _goals(asking: Asking) -> Iterator[Option]:
    rows = asking.tx.session.exec(
        select(Goal).where(Goal.case_id == asking.opened.case.id).order_by(col(Goal.id).desc())
    )
    yield from (Option(str(goal.id), goal.words) for goal in rows)


def _alike(asking: Asking) -> Iterator[Option]:
    """Older cases about a youth of that birth date with a name much like it; only for who may decide it."""
    if not asking.opened.sees(Item.PERSON):
        return
    for number in cases_that_resemble(matter_of(asking.tx, asking.opened)):
        case = asking.tx.session.get_one(CaseFile, number)
        yield Option(str(number), f"{case.ref}, {person_name(asking.tx, case.youth_id)}")


def _budget_actions(asking: Asking) -> Iterator[Option]:
    yield from budget_actions(asking.tx, asking.opened)


def _payments(asking: Asking) -> Iterator[Option]:
    yield from payments(asking.tx, asking.opened)


def _instruments(asking: Asking) -> Iterator[Option]:
    yield from instruments(asking.tx, asking.opened)


def _open_actions(asking: Asking) -> Iterator[Option]:
    yield from open_actions(asking.tx, asking.opened)


def _open_uses(asking: Asking) -> Iterator[Option]:
    yield from open_uses(asking.tx, asking.opened)


def _signatories(asking: Asking) -> Iterator[Option]:
    yield from signatories(asking.tx, asking.opened)


def _imposable(asking: Asking) -> Iterator[Option]:
    yield from imposable(asking.tx, asking.opened)


def _open_orders(asking: Asking) -> Iterator[Option]:
    yield from open_orders(asking.tx, asking.opened)


def _invited(asking: Asking) -> Iterator[Option]:
    yield from invited(asking.tx, asking.opened, asking.line)


def _responsible(asking: Asking) -> Iterator[Option]:
    yield from responsible(asking.tx, asking.opened)


def _sittings(asking: Asking) -> Iterator[Option]:
    yield from sittings(asking.tx, asking.opened)


def _supporters(asking: Asking) -> Iterator[Option]:
    yield from supporters(asking.tx, asking.opened)


OF_A_REGION: Mapping[str, Callable[[Tx, int], Iterator[Option]]] = {
    "agency": agencies,
    "agreement": agreements,
    "any question": any_questions,
    "any term": any_terms,
    "consultant": consultants,
    "domain": domains,
    "emergency to look at": to_look_at,
    "any agency": any_agencies,
    "failing address": failing_addresses,
    "ground": grounds,
    "legal hold": holds,
    "on the list": on_the_list,
    "outcome": outcomes,
    "professional": professionals,
    "school": schools,
    "sector or domain": sectors_and_domains,
    "term": terms,
    "to approve": to_approve,
}
PICKS: Mapping[str, Options] = {
    **{pick: _of_region(pick) for pick in OF_A_REGION},
    "alike": _alike,
    "asker": _askers,
    "budget action": _budget_actions,
    "colleague": _colleagues,
    "consultant": _consultants,
    "contact of theirs": lambda _asking: iter(()),  # of somebody who works here; a case has none
    "agreement of the youth": _agreements_of_the_youth,
    "giver": _givers,
    "giver who said yes": _givers_who_said_yes,
    "other region": _other_regions,
    "goal": _goals,
    "imposable": _imposable,
    "instrument": _instruments,
    "instrument use": _open_uses,
    "invited": _invited,
    "open action": _open_actions,
    "order": _open_orders,
    "partner": _partners,
    "payment": _payments,
    "person around the youth": _around,
    "person of the case": _people,
    "person the youth spoke of": _spoken_of,
    "person who may leave": _who_may_leave,
    "responsible": _responsible,
    "signatory": _signatories,
    "sitting": _sittings,
    "supporter": _supporters,
}
"""Every list a form may ask for; a test holds it against the forms."""
