"""A region as whoever looks over it reads it: agreements, terms, agencies and whom to ask; nobody else reads any."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

from flows.commands import agreement
from flows.commands.instrument import add_instrument
from flows.commands.leave import on_leave
from flows.commands.term import change_term
from flows.commands.viewer import viewer_of
from flows.queries.agency_list import agencies_of_region
from flows.queries.agreement import agreement_of_region, agreements_of_region
from flows.queries.instrument import terms_of
from flows.queries.money import programme
from flows.queries.region_term import term_of_region, terms_of_region
from models.amount import parse
from models.code import OrderKind
from models.refusal import NotAllowed
from models.store import Store
from models.tables import Agency
from models.term_list import load_terms

MARGRIET, WOUTER = "margriet.oosterwold@aanmeldpunt.example", "wouter.sluiskamp@aanmeldpunt.example"
BRAM, RUBEN = "bram.hoevelaar@waalzicht.example", "ruben.dijkzicht@aanmeldpunt.example"
DENNIS = "dennis.culemborg@geldloket.example"


class Region:
    def __init__(self, store: Store, now: datetime) -> None:
        self.store, self.now = store, now

    def reads(self, email: str, query: Callable[..., Any], *more: Any) -> Any:
        with self.store.read(self.now) as tx:
            return query(tx, viewer_of(tx, email), *more)

    def does(self, email: str, command: Callable[..., Any], *more: Any) -> Any:
        with self.store.read(self.now) as tx:
            viewer = viewer_of(tx, email)
        return command(self.store, viewer, *more, self.now)

    def day(self, ahead: int) -> str:
        return str(self.now.date() + timedelta(days=ahead))


@pytest.fixture
def region(either: Store, now: datetime) -> Region:
    return Region(either, now)


@pytest.mark.parametrize("query", [agreements_of_region, terms_of_region, agencies_of_region, programme])
def test_only_who_looks_over_the_region_reads_it(region: Region, query: Callable[..., Any]) -> None:
    for email in (BRAM, RUBEN):
        with pytest.raises(NotAllowed, match="Only the coordinator, a manager or an administrator"):
            region.reads(email, query)


def test_an_agreement_is_whole_with_who_left_and_whose_mandate_ended(region: Region) -> None:
    [found] = region.reads(MARGRIET, agreements_of_region)
    region.does(WOUTER, agreement.leave, {"agreement": found.id, "agency": "agency:12", "on": region.day(0)})
    ruben = region.reads(RUBEN, lambda _tx, viewer: f"professional:{viewer.professional_id}")
    region.does(WOUTER, agreement.end_mandate, {"agreement": found.id, "consultant": ruben, "on": region.day(5)})

    found = region.reads(MARGRIET, agreement_of_region, found.id)

    assert found.scope == tuple(kind.value for kind in OrderKind)
    assert [str(each.until_on) for each in found.signatories if each.until_on] == [region.day(0)]
    assert [str(each.until_on) for each in found.mandates if "Ruben" in each.who] == [region.day(5)]
    assert found.holds(region.now.date())
    assert not found.holds(date(2030, 1, 1))
    assert region.reads(MARGRIET, agreement_of_region, 99) is None


def test_a_term_says_since_when_it_holds_and_what_changes_later(region: Region) -> None:
    change = {"name": "weigh", "ground": "Afspraak van juni."}
    for amount, ahead in (("4 working days", 0), ("1 week", 30)):
        region.does(WOUTER, change_term, {**change, "amount": amount, "valid_from": region.day(ahead)})

    found = region.reads(MARGRIET, term_of_region, "weigh")
    others = [line for line in region.reads(MARGRIET, terms_of_region) if line.name != "weigh"]

    assert (found.amount, str(found.since), found.ground) == (
        parse("4 working days"),
        region.day(0),
        "Afspraak van juni.",
    )
    assert [(line.amount, str(line.since)) for line in found.later] == [(parse("1 week"), region.day(30))]
    assert {line.name for line in others} == set(load_terms()) - {"weigh"}
    assert all(line.since is None and not line.later for line in others)
    assert region.reads(MARGRIET, term_of_region, "unheard of") is None


def test_an_agency_says_whom_to_ask_and_who_is_away(region: Region) -> None:
    region.does(DENNIS, on_leave, DENNIS, {"from_on": region.day(0), "until_on": region.day(3)})
    with region.store.write(region.now) as tx:
        ggd = tx.session.exec(select(Agency).where(Agency.code == "ggd")).one()
        ggd.mailbox_failed_at = region.now
        tx.session.add(ggd)

    found = {line.name: line for line in region.reads(MARGRIET, agencies_of_region)}
    point = next(line for line in found.values() if line.kind == "registration point")
    assert [(each.who, each.coordinates) for each in point.contacts] == [("Ilse Verhagen", True)]
    [money] = [line for line in found.values() if any(each.away for each in line.contacts)]

    assert [each.who for each in money.contacts] == ["Dennis Culemborg"]
    assert [name for name, line in found.items() if line.fails] == ["GGD Rivierland"]
    assert all(line.ground and line.active for line in found.values())


def test_an_instrument_reads_back_as_it_was_filled_in(region: Region) -> None:
    terms = {
        "name_nl": "Maatje", "name_en": "Buddy", "gives": "Iemand die meegaat.", "capacity": 4, "weeks": 8,
        "kinds": ["school"], "roles": ["consultant"], "valid_from": region.day(0), "valid_until": region.day(90),
    }  # fmt: skip
    point = region.reads(WOUTER, lambda _tx, viewer: f"agency:{viewer.agency_id}")
    number = region.does(WOUTER, add_instrument, {**terms, "code": "maatje", "agency": point})

    with region.store.read(region.now) as tx:
        assert terms_of(tx, number) == terms
        assert terms_of(tx, 99) == {}
