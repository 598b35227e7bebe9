"""A region writes down on what, and for what, something may be shared; it counts at once, in every case."""

from typing import Any

import pytest
from sqlmodel import select

from flows.commands.ground import change_ground, rest_on_ground
from flows.queries.file_consent import consents_of
from flows.queries.region_ground import ground_of_region, grounds_of_region
from models.refusal import BadAnswer, Changed, NotAllowed, Refused
from models.sharing import Withheld
from models.tables import Agency, Ground

ILSE = "ilse.verhagen@aanmeldpunt.example"
BRAM, FATIMA = "bram.hoevelaar@waalzicht.example", "fatima.bouzidi@doorstroompunt.example"
WAMS = {
    "code": "coordination", "label_nl": "Wet aanpak meervoudige problematiek", "label_en": "Act on multiple problems",
    "purpose_nl": "hulp op elkaar afstemmen", "purpose_en": "to tune help to each other", "article": "art. 5.4.2",
}  # fmt: skip


@pytest.fixture
def administrator(desk: Any) -> Any:
    return desk.viewer("wouter.sluiskamp@aanmeldpunt.example")


def _line(desk: Any, ref: str, agency: str) -> Any:
    with desk.store.read(desk.now) as tx:
        return next(line for line in consents_of(tx, desk.viewer(ILSE), ref).partners if agency in line.agency)


def test_every_shipped_ground_is_there_with_its_purpose_and_who_rests_on_it(desk: Any, administrator: Any) -> None:
    with desk.store.read(desk.now) as tx:
        found = {line.code: line for line in grounds_of_region(tx, administrator)}

    assert found["debt counselling"].purpose("nl") == "hulp bij schulden"
    assert found["debt counselling"].agencies == ("Geldloket",)


def test_a_law_that_is_not_in_force_yet_lets_nothing_be_shared(desk: Any, administrator: Any) -> None:
    ref = desk.register(partners=[f"agency:{desk.agency('geldloket')}"])
    change_ground(desk.store, administrator, {**WAMS, "valid_from": desk.day(1)}, desk.now)
    geldloket = {"agency": f"agency:{desk.agency('geldloket')}", "ground": "coordination"}
    rest_on_ground(desk.store, administrator, geldloket, desk.now)

    assert _line(desk, ref, "Geldloket").why is Withheld.NOT_IN_FORCE
    with pytest.raises(Refused, match="is not in force today"):
        desk.answer(
            ILSE, ref, "weighing", decision="light", agency=geldloket["agency"], case_manager=desk.professional(FATIMA)
        )

    desk.later(days=1)

    assert _line(desk, ref, "Geldloket").ground.purpose("nl") == "hulp op elkaar afstemmen"


def test_who_guides_the_case_reads_for_what_each_partner_may_know_and_why(desk: Any) -> None:
    ref = desk.register(partners=[f"agency:{desk.agency(code)}" for code in ("geldloket", "horizonlijn")])

    assert _line(desk, ref, "Waalzicht").ground.label("nl") == "Wettelijke taak van de aanmelder"
    named = _line(desk, ref, "Geldloket")
    assert (named.ground.code, named.knows) == ("debt counselling", False)
    assert (_line(desk, ref, "Horizonlijn").ground, _line(desk, ref, "Horizonlijn").why) == (None, Withheld.NO_YES)


def test_a_yes_for_some_life_domains_says_which(desk: Any) -> None:
    ref = desk.register(partners=[f"agency:{desk.agency('horizonlijn')}"])
    desk.guided(ref)
    given = {"giver": desk.youth(ref), "agrees": True, "way": "table", "given_on": desk.day(0)}

    desk.answer(BRAM, ref, "consent", givers=[{**given, "only_about": ["income", "living"]}])

    assert _line(desk, ref, "Horizonlijn").domains == ("income", "living")


def test_a_ground_by_law_never_becomes_one_by_consent(desk: Any, administrator: Any) -> None:
    with desk.store.read(desk.now) as tx:
        there = ground_of_region(tx, administrator, "youth act")
    fields = {name: getattr(there, name) for name in ("code", "label_nl", "label_en", "purpose_nl", "purpose_en")}

    with pytest.raises(BadAnswer) as refused:
        change_ground(desk.store, administrator, {**fields, "needs_consent": True}, desk.now)

    assert refused.value.field == "needs_consent"


def test_who_saw_another_text_does_not_write_over_it(desk: Any, administrator: Any) -> None:
    change_ground(desk.store, administrator, WAMS, desk.now)
    with desk.store.read(desk.now) as tx:
        seen = ground_of_region(tx, administrator, "coordination")
    change_ground(desk.store, administrator, {**WAMS, "article": "art. 5.4.3"}, desk.now)

    with pytest.raises(Changed):
        change_ground(desk.store, administrator, {**WAMS, "article": "art. 6"}, desk.now, seen=seen)

    with desk.store.read(desk.now) as tx:
        assert tx.session.exec(select(Ground.article).where(Ground.code == "coordination")).one() == "art. 5.4.3"


def test_only_an_administrator_says_on_what_something_is_shared(desk: Any) -> None:
    with pytest.raises(NotAllowed):
        change_ground(desk.store, desk.viewer(BRAM), WAMS, desk.now)
    with pytest.raises(NotAllowed):
        rest_on_ground(
            desk.store, desk.viewer(BRAM), {"agency": f"agency:{desk.agency('ggd')}", "ground": "youth act"}, desk.now
        )
    with desk.store.read(desk.now) as tx:
        assert tx.session.exec(select(Ground).where(Ground.code == "coordination")).first() is None


def test_with_an_agency_that_has_not_signed_nothing_is_shared(desk: Any) -> None:
    ref = desk.register(partners=[f"agency:{desk.agency('geldloket')}"])
    with desk.store.write(desk.now) as tx:
        agency = tx.session.get_one(Agency, desk.agency("geldloket"))
        agency.active, agency.signed_on = False, None
        tx.session.add(agency)

    assert _line(desk, ref, "Geldloket").why is Withheld.NO_AGREEMENT
    with pytest.raises(Refused, match="has not signed the cooperation agreement"):
        desk.answer(
            ILSE, ref, "weighing", decision="light", agency=f"agency:{desk.agency('geldloket')}",
            case_manager=desk.professional(FATIMA),
        )  # fmt: skip
