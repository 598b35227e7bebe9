"""The overview: who has it, what its numbers are, and that each opens the list it was counted from."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl

import pytest
from sqlmodel import select

from flows.queries.blocked_days import blocked_days
from models.tables import CaseFile

ILSE, MARGRIET = "ilse.verhagen@aanmeldpunt.example", "margriet.oosterwold@aanmeldpunt.example"
BRAM, RUBEN = "bram.hoevelaar@waalzicht.example", "ruben.dijkzicht@aanmeldpunt.example"
DENNIS = "dennis.culemborg@geldloket.example"
WOUTER, FATIMA = "wouter.sluiskamp@aanmeldpunt.example", "fatima.bouzidi@doorstroompunt.example"
Look = Callable[..., Any]


@pytest.mark.parametrize("who", [BRAM, RUBEN, WOUTER])
def test_who_does_not_look_over_the_region_has_no_overview(look: Look, words: Any, house: Any, who: str) -> None:
    ref = house.register(BRAM)

    at = look("overview", who)

    assert [each.value for each in at.title] != ["Overzicht"]
    assert ref not in words(at)


def pictures(at: Any) -> list[Any]:
    return list(at.get("arrow_vega_lite_chart") or at.get("vega_lite_chart"))


def part(look: Look, links: Any, who: str, title: str) -> Any:
    """One of the parts below the numbers, by its link; only the one that is asked for is drawn."""
    asked = links(look("overview", who))[title].removeprefix("overview?")
    return look("overview", who, **dict(parse_qsl(asked)))


def test_an_empty_region_says_what_will_stand_there(look: Look, words: Any, house: Any) -> None:
    read = words(look("overview", MARGRIET))

    assert "We wachten op geen enkele organisatie." in read
    assert "zoals het hoort" in read


def test_the_manager_reads_open_late_and_longest_waiting(look: Look, words: Any, house: Any) -> None:
    ref = house.register(BRAM)
    house.later(days=20)

    read = words(look("overview", MARGRIET))

    assert "Open casussen 1 Vier weken geleden: 0" in read
    assert "Wachten langer dan afgesproken 1" in read
    assert "Zonder casemanager 0 zoals het hoort" in read
    assert "Zonder volgende stap 0 zoals het hoort" in read
    assert read.index("Wacht het langst") < read.index(ref)


def test_a_cell_says_how_many_are_late_and_opens_its_questions(look: Look, words: Any, links: Any, house: Any) -> None:
    house.register(BRAM)
    house.later(days=20)
    point = house.agency("aanmeldpunt").removeprefix("agency:")
    here = f"overview?agency={point}&column=intake"

    assert links(look("overview", MARGRIET))["1 (1)"] == here
    assert links(look("overview", MARGRIET, longer="true"))["1 (1)"] == f"{here}&longer=true"
    assert re.search(r"Aanmeldpunt\D* 1 \(1\)", words(look("overview", MARGRIET)))


@pytest.mark.parametrize("agency", ["9", "999999999"])
def test_a_link_kept_to_an_agency_of_which_nothing_is_asked_any_more_shows_no_others(
    look: Look, words: Any, links: Any, house: Any, agency: str
) -> None:
    house.register(BRAM)

    at = look("overview", MARGRIET, agency=agency)

    assert "0 vragen · een organisatie waaraan nu niets gevraagd is" in words(at)
    assert "Geen vraag past hierbij." in words(at)
    assert links(at)["Alle vragen tonen"] == "overview"


@pytest.mark.parametrize("agency", ["x", "-1", "1e9", "9" * 40, "٣"])
def test_what_no_agency_can_be_asks_for_nothing(look: Look, words: Any, house: Any, agency: str) -> None:
    house.register(BRAM)

    assert "1 vraag" in words(look("overview", MARGRIET, agency=agency))


def test_how_much_longer_than_agreed_is_no_badge_which_cuts_off_what_does_not_fit(
    look: Look, words: Any, house: Any
) -> None:
    ref = house.register(BRAM)
    house.later(days=60)

    assert ":orange-background[:material/hourglass_bottom: wacht" in words(look("case", ILSE, ref=ref))
    for page in (look("overview", MARGRIET), look("cases", MARGRIET), look("case", ILSE, ref=ref)):
        assert "werkdagen langer dan afgesproken" in words(page)
        assert ":orange-badge[" not in words(page)


def test_each_picture_has_a_name_and_words_beside_it(look: Look, words: Any, links: Any, house: Any) -> None:
    house.register(BRAM)
    house.later(days=20)

    ages = part(look, links, MARGRIET, "Hoe lang jongeren in een fase zijn")

    assert [bool(each.proto.alt) for each in pictures(ages)] == [True]
    assert "het afgelopen jaar nog geen 5 klaar" in words(ages)


def test_what_changed_is_set_against_the_weeks_before(look: Look, words: Any, links: Any, house: Any) -> None:
    house.register(BRAM)

    at = part(look, links, MARGRIET, "De trend, en waarom er gewacht werd")

    assert "Casussen gestart 1 In de vier weken ervoor: 0" in words(at)


def test_what_stands_in_the_address_filters_the_questions(look: Look, words: Any, house: Any) -> None:
    ref = house.register(BRAM)

    assert ref in words(look("overview", MARGRIET, column="intake"))
    nothing = words(look("overview", MARGRIET, column="tapering"))

    assert "Geen vraag past hierbij." in nothing
    assert ref not in nothing


def test_a_link_holds_in_either_language_and_across_pages(look: Look, words: Any, house: Any) -> None:
    house.register(BRAM)

    at = look("cases", MARGRIET, stage="tapering", agency=house.agency("aanmeldpunt").removeprefix("agency:"))

    assert "Geen casus past hierbij" in words(at)
    assert at.query_params["stage"] == "tapering"
    at.selectbox(key="stage").select("intake").run()
    assert at.query_params["stage"] == "intake"
    assert "1 casus" in words(at)


def test_a_number_opens_the_list_it_was_counted_from(look: Look, words: Any, links: Any, house: Any) -> None:
    ref = house.until_plan()
    managed = house.register(BRAM, given_name="Jip", birth_on="2009-05-05")
    with house.office.store.write(house.now) as tx:
        case = tx.session.exec(select(CaseFile).where(CaseFile.ref == ref)).one()
        case.case_manager_id = None
        tx.session.add(case)

    assert links(look("overview", MARGRIET))["Zonder casemanager 1"] == "cases?lacks=case+manager"
    at = look("cases", MARGRIET, lacks="case manager")

    read = words(at)
    assert "Alleen casussen: zonder casemanager" in read
    assert ref in read
    assert managed not in read


@pytest.mark.parametrize("query", [{"lacks": "everything"}, {"older": "²"}, {"since": "2026-13-01"}, {"moved": "x"}])
def test_an_address_nobody_could_have_meant_is_passed_over(look: Look, words: Any, house: Any, query: Any) -> None:
    ref = house.register(BRAM)

    assert ref in words(look("cases", MARGRIET, **query))


def until_no_place(house: Any) -> str:
    """A case whose debt counsellors need longer: there is no place yet."""
    ref: str = house.register(BRAM)
    house.answer(
        ref,
        ILSE,
        "weighing",
        decision="light",
        case_manager=house.professional(FATIMA),
        agency=house.agency("geldloket"),
    )
    house.answer(ref, FATIMA, "case-manager")
    longer = {"until": str(house.now.date() + timedelta(days=40)), "code": "no place"}
    house.answer(ref, DENNIS, "direct-help", needs_longer=longer)
    return ref


def asked_by(at: Any) -> dict[str, str]:
    """What each link below the lists asks of the page it opens."""
    return {each.proto.label: each.proto.query_string for each in at.get("page_link")}


def working_days(house: Any) -> int:
    with house.office.store.read(house.now) as tx:
        return int(blocked_days(tx, house.viewer(ILSE))["no place"])


def test_the_coordinator_reads_why_things_waited_and_in_which_cases(
    house: Any, look: Look, words: Any, links: Any
) -> None:
    until_no_place(house)

    at = part(look, links, ILSE, "De trend, en waarom er gewacht werd")

    read = words(at)
    assert "Waarom er gewacht werd" in read
    assert "Over de hele tijd" in read
    assert asked_by(at)[f"er is nog geen plek: {working_days(house)}"] == "reason=no+place"


def test_an_agency_learns_no_reason_that_another_gave(house: Any, look: Look, words: Any) -> None:
    until_no_place(house)

    finds = {who: "1 casus" in words(look("cases", who, reason="no place")) for who in (ILSE, DENNIS, BRAM)}

    assert finds == {ILSE: True, DENNIS: True, BRAM: False}
    assert "1 casus" in words(look("cases", BRAM))


def test_a_reason_opens_the_cases_it_was_given_in(house: Any, look: Look, words: Any) -> None:
    waited, other = until_no_place(house), house.register(BRAM, given_name="Jip", birth_on="2009-05-05")

    read = words(look("cases", MARGRIET, reason="no place"))
    assert "er werd ooit gewacht, nu open of gesloten: er is nog geen plek" in read
    assert waited in read
    assert other not in read
    assert "1 casus" in read
    assert "Geen casus past hierbij" in words(look("cases", MARGRIET, reason="who pays"))
    with house.office.store.write(house.now) as tx:
        case = tx.session.exec(select(CaseFile).where(CaseFile.ref == waited)).one()
        case.closed_at, case.outcome, case.retain_until = house.now, "helped", house.now.date()
        tx.session.add(case)
    assert "1 casus" in words(look("cases", MARGRIET, reason="no place"))


def test_open_cases_are_set_against_four_weeks_ago_with_the_list_behind_it(
    house: Any, look: Look, words: Any, links: Any
) -> None:
    ref = house.register(BRAM)
    assert "Vier weken geleden: 0" in words(look("overview", MARGRIET))
    house.later(days=28)
    house.register(BRAM, given_name="Jip", birth_on="2009-05-05")

    at = look("overview", MARGRIET)
    asked = links(at)["1"].removeprefix("cases?")
    listed = words(look("cases", MARGRIET, **dict(parse_qsl(asked))))

    assert "Open casussen 2 Vier weken geleden: 1" in words(at)
    assert "open aan het eind van ma 23 november 2026" in listed
    assert "1 casus" in listed
    assert ref in listed
