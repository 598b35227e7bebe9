"""The page of the region: what was agreed, and what one may do about it; role decides."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from dashboard.page.destruction import ACTS as OF_DESTRUCTION
from dashboard.page.emergency import LOOKS, OPENS
from dashboard.page.meeting import PLANS
from dashboard.page.region import SECTIONS
from dashboard.part.begin import BEGINS
from flows.acts.act import About
from flows.acts.table import ACTS
from flows.commands.agreement import end_agreement
from flows.commands.instrument import change_instrument
from flows.commands.leave import block, on_leave
from flows.commands.term import change_term
from flows.queries.instrument import terms_of
from flows.queries.lawful_region import REGION_RULES
from models.forms import FORMS
from models.speech import say
from models.tables import Agency, Agreement, Contact, ExtraDay, Instrument, LadderRule, Leave, Mandate, TermRow

ILSE, WOUTER = "ilse.verhagen@aanmeldpunt.example", "wouter.sluiskamp@aanmeldpunt.example"
MARGRIET, RUBEN = "margriet.oosterwold@aanmeldpunt.example", "ruben.dijkzicht@aanmeldpunt.example"
BRAM, SANNE = "bram.hoevelaar@waalzicht.example", "sanne.uiterwijk@waalzicht.example"
Look = Callable[..., Any]


def at_tab(look: Look, who: str, title: str) -> Any:
    """The page with one of its parts open."""
    at = look("region", who)
    at.session_state["region tab"] = title
    return at.run()


def named(at: Any, kind: str, key: str) -> Any:
    """A widget of a command, by the end of its key: ``change_term:amount``."""
    name, _, end = key.rpartition(":")
    [found] = [each for each in at.get(kind) if f"r.{name}." in str(each.key) and str(each.key).endswith(f"/{end}")]
    return found


def send(at: Any, name: str) -> Any:
    [button] = [each for each in at.button if f"r.{name}." in str(each.key) and str(each.key).endswith("#send")]
    at = button.click().run()
    assert not at.exception, [each.value for each in at.exception]
    return at


def choose(at: Any, name: str, label: str) -> Any:
    """Chooses what a command is about by what people read."""
    [box] = [each for each in at.selectbox if str(each.key).startswith(f"r.{name}.about.")]
    return box.select(next(option for option in box.options if label in option)).run()


def rows(house: Any, model: Any) -> list[Any]:
    with house.office.store.read(house.now) as tx:
        return list(tx.session.exec(select(model)))


def test_every_command_about_the_region_stands_on_the_page_once() -> None:
    names = [*(name for section in SECTIONS for name in section.acts), OPENS, LOOKS, *OF_DESTRUCTION, *PLANS]

    assert sorted(names) == sorted(REGION_RULES)
    begun = {name for name in names if ACTS[name].about is not About.REGION}
    assert set(BEGINS) == begun | {"change_term", "change_ground"}


@pytest.mark.parametrize(
    ("who", "titles"),
    [
        (ILSE, 10),
        (WOUTER, 11),
        (MARGRIET, 10),
        (SANNE, 1),
    ],
)
def test_role_decides_which_parts_one_has(look: Look, who: str, titles: int) -> None:
    assert len(look("region", who).tabs) == titles


def test_who_looks_after_nobody_has_no_such_page(look: Look, words: Any) -> None:
    assert "Samenwerkingsovereenkomst" not in words(look("region", BRAM))


def test_an_agreement_says_who_signed_what_it_is_about_and_who_may_decide(look: Look, words: Any) -> None:
    read = words(look("region", MARGRIET))

    assert "Samenwerkingsovereenkomst Rivierland\\-Oost" in read
    assert "Geldt van do 1 januari 2026 tot en met ma 31 december 2029." in read
    assert "Een bindend besluit mag gaan over" in read
    assert "Ruben van Dijkzicht" in read
    assert "organisaties hebben getekend" in read
    assert "Een mandaat geven: Alleen een bestuurder kan dit doen." in read


def test_an_administrator_ends_a_mandate_and_it_takes_a_tick(house: Any, look: Look, words: Any) -> None:
    at = look("region", WOUTER)
    for key, label in (("agreement", "Samenwerkingsovereenkomst"), ("consultant", "Ruben")):
        box = named(at, "selectbox", f"end_mandate:{key}")
        box.select(next(option for option in box.options if label in option))
    named(at, "date_input", "end_mandate:on").set_value(house.now.date())
    refused = send(at, "end_mandate")
    assert "Vink dit eerst aan" in words(refused)
    assert all(row.until_on is None for row in rows(house, Mandate))

    named(refused, "checkbox", "end_mandate:sure").check()
    done = send(refused, "end_mandate")

    assert "Het mandaat eindigt op die dag." in words(done)
    assert [str(row.until_on) for row in rows(house, Mandate) if row.until_on] == ["2026-11-23"]


def test_an_agreement_ends_from_the_day_it_says_now(house: Any, look: Look) -> None:
    at = choose(look("region", WOUTER), "end_agreement", "Samenwerkingsovereenkomst")
    day = named(at, "date_input", "end_agreement:last_on")
    assert str(day.value) == "2029-12-31"
    day.set_value(day.value.replace(year=2028))
    named(at, "checkbox", "end_agreement:sure").check()
    send(at, "end_agreement")

    assert str(rows(house, Agreement)[0].valid_until) == "2028-12-31"


def test_a_term_is_changed_from_what_it_is_now(house: Any, look: Look, words: Any) -> None:
    at = choose(at_tab(look, ILSE, "Termijnen"), "change_term", "Wegen")
    amount = named(at, "text_input", "change_term:amount")
    urgent = named(at, "text_input", "change_term:urgent")
    assert (amount.value, urgent.value) == ("3 werkdagen", "1 werkdag")
    amount.set_value("4 werkdagen")
    named(at, "date_input", "change_term:valid_from").set_value(house.now.date())
    done = send(at, "change_term")

    [row] = [row for row in rows(house, TermRow) if row.name == "weigh" and str(row.valid_from) == "2026-11-23"]
    assert (row.amount, row.urgent_amount, row.kind) == (4, 1, "agreed")
    assert "Gewijzigd door de regio" in words(done)
    assert "4 werkdagen, bij spoed 1 werkdag" in words(done)


def test_a_term_that_cannot_be_counted_is_refused_at_its_field_and_stays(house: Any, look: Look, words: Any) -> None:
    at = choose(at_tab(look, ILSE, "Termijnen"), "change_term", "Wegen")
    named(at, "text_input", "change_term:amount").set_value("binnenkort")
    named(at, "date_input", "change_term:valid_from").set_value(house.now.date())
    refused = send(at, "change_term")

    assert "binnenkort" in words(refused)
    assert named(refused, "text_input", "change_term:amount").value == "binnenkort"


def test_an_instrument_shows_its_places_and_is_changed_from_what_it_is(house: Any, look: Look, words: Any) -> None:
    with house.office.store.read(house.now) as tx:
        first = tx.session.exec(select(Instrument).where(Instrument.capacity.is_not(None))).first()  # type: ignore[union-attr]
    at = at_tab(look, WOUTER, "Keteninstrumenten")
    assert f"{first.capacity} plekken, 0 in gebruik, 0 wachten. Er is nu een plek." in words(at)

    at = choose(at, "change_instrument", first.name_nl)
    assert named(at, "text_input", "change_instrument:name_nl").value == first.name_nl
    named(at, "number_input", "change_instrument:capacity").set_value(first.capacity + 1)
    send(at, "change_instrument")

    with house.office.store.read(house.now) as tx:
        assert tx.session.get_one(Instrument, first.id).capacity == first.capacity + 1


def test_the_coordinator_says_that_somebody_is_away_with_a_colleague_instead(
    house: Any, look: Look, words: Any
) -> None:
    at = choose(at_tab(look, ILSE, "Medewerkers"), "on_leave", "Bram")
    for name, day in (("from_on", 25), ("until_on", 30)):
        named(at, "date_input", f"on_leave:{name}").set_value(house.now.date().replace(day=day))
    box = named(at, "selectbox", "on_leave:substitute")
    assert not [option for option in box.options if "Bram" in option]
    box.select(next(option for option in box.options if "Els" in option))
    done = send(at, "on_leave")

    [leave] = rows(house, Leave)
    assert house.professional(BRAM) == f"professional:{leave.professional_id}"
    assert "is afwezig van wo 25 november 2026 tot en met ma 30 november 2026 · in plaats daarvan: Els" in words(done)


def test_a_team_lead_sees_and_says_it_of_colleagues_only(house: Any, look: Look, words: Any) -> None:
    block(house.office.store, house.viewer(ILSE), RUBEN, house.now)
    days = {"from_on": "2026-11-23", "until_on": "2026-11-27"}
    on_leave(house.office.store, house.viewer(ILSE), BRAM, days, house.now)

    at = look("region", SANNE)
    read = words(at)

    assert "Bram Hoevelaar" in read
    assert "Ruben" not in read
    assert "Nobody" not in read


def test_the_coordinator_reads_where_nobody_can_be_asked_and_who_else_can(house: Any, look: Look, words: Any) -> None:
    with house.office.store.write(house.now) as tx:
        ggd = tx.session.exec(select(Agency).where(Agency.code == "ggd")).one()
        ggd.mailbox_failed_at = house.now
        tx.session.add(ggd)
        for contact in tx.session.exec(select(Contact).where(Contact.agency_id == ggd.id)):
            tx.session.delete(contact)

    read = words(at_tab(look, ILSE, "Organisaties"))

    assert "Er is geen contactpersoon bij" in read
    assert "geen contactpersoon" in read
    assert "elke vraag" in read
    assert "komt niet aan" in words(at_tab(look, ILSE, "Mail die niet aankomt"))


def test_the_coordinator_makes_somebody_the_contact(house: Any, look: Look, words: Any) -> None:
    at = choose(at_tab(look, ILSE, "Medewerkers"), "name_contact", "Sanne")
    named(at, "text_input", "name_contact:neighbourhood").set_value("Tiel-West")
    done = send(at, "name_contact")

    assert "Deze persoon is vanaf nu de contactpersoon." in words(done)
    number = house.viewer(SANNE).professional_id
    assert [row.neighbourhood for row in rows(house, Contact) if row.professional_id == number] == ["Tiel-West"]


def test_money_says_that_nothing_was_paid_yet(look: Look, words: Any) -> None:
    assert "Er is nog niets betaald" in words(at_tab(look, MARGRIET, "Geld en doelen"))


def test_all_of_it_reads_in_english_too(house: Any, look: Look, words: Any) -> None:
    at = look("region", WOUTER)
    at.session_state[f"language of {house.viewer(WOUTER).professional_id}"] = "en"
    read = words(at.run())

    assert "Holds from Thu 1 January 2026" in read
    assert "A binding decision may be about: a place, to begin" in read
    assert "Give a mandate" in read


def _by_ilse(house: Any, **said: str) -> None:
    said = {"name": "weigh", "valid_from": str(house.now.date()), "ground": "Afgesproken in de regio.", **said}
    change_term(house.office.store, house.viewer(ILSE), said, house.now)


def test_a_term_that_a_colleague_changed_meanwhile_is_not_written_over(house: Any, look: Look, words: Any) -> None:
    at = choose(at_tab(look, WOUTER, "Termijnen"), "change_term", "Wegen")
    named(at, "text_input", "change_term:amount").set_value("4 werkdagen")
    named(at, "date_input", "change_term:valid_from").set_value(house.now.date())
    _by_ilse(house, amount="2 working days")

    refused = send(at, "change_term")

    def amounts() -> list[int]:
        return [row.amount for row in rows(house, TermRow) if row.name == "weigh"]

    assert amounts() == [3, 2]
    assert "heeft dit intussen veranderd" in words(refused)
    assert "2 werkdagen" in words(refused)
    assert named(refused, "text_input", "change_term:amount").value == "4 werkdagen"

    send(refused, "change_term")
    assert amounts() == [3, 4]


def test_a_term_that_changes_later_by_a_colleague_is_seen_first_too(house: Any, look: Look, words: Any) -> None:
    at = choose(at_tab(look, WOUTER, "Termijnen"), "change_term", "Wegen")
    named(at, "date_input", "change_term:valid_from").set_value(house.now.date())
    _by_ilse(house, amount="2 working days", valid_from=str(house.now.date() + timedelta(days=7)))

    assert "heeft dit intussen veranderd" in words(send(at, "change_term"))


def test_an_instrument_that_a_colleague_changed_meanwhile_is_not_written_over(
    house: Any, look: Look, words: Any
) -> None:
    with house.office.store.read(house.now) as tx:
        first = tx.session.exec(select(Instrument).where(Instrument.capacity.is_not(None))).first()  # type: ignore[union-attr]
        terms = terms_of(tx, first.id)
    at = choose(at_tab(look, WOUTER, "Keteninstrumenten"), "change_instrument", first.name_nl)
    named(at, "number_input", "change_instrument:capacity").set_value(first.capacity + 1)
    more = {**terms, "capacity": first.capacity + 5}
    change_instrument(house.office.store, house.viewer(WOUTER), first.id, more, house.now)

    refused = send(at, "change_instrument")

    assert "heeft dit intussen veranderd" in words(refused)
    with house.office.store.read(house.now) as tx:
        assert tx.session.get_one(Instrument, first.id).capacity == first.capacity + 5


def test_what_a_colleague_changed_meanwhile_is_not_closed_or_ended_unseen(house: Any, look: Look, words: Any) -> None:
    with house.office.store.read(house.now) as tx:
        first = tx.session.exec(select(Instrument).where(Instrument.capacity.is_not(None))).first()  # type: ignore[union-attr]
        terms = terms_of(tx, first.id)
    store, wouter = house.office.store, house.viewer(WOUTER)
    closing = choose(at_tab(look, WOUTER, "Keteninstrumenten"), "close_instrument", first.name_nl)
    ending = choose(look("region", WOUTER), "end_agreement", "Samenwerkingsovereenkomst")
    change_instrument(store, wouter, first.id, {**terms, "weeks": 3}, house.now)
    [agreement] = rows(house, Agreement)
    end_agreement(store, wouter, agreement.id, agreement.valid_until.replace(year=2028), house.now)

    for at, name in ((closing, "close_instrument"), (ending, "end_agreement")):
        named(at, "date_input", f"{name}:last_on").set_value(house.now.date().replace(year=2027))
        named(at, "checkbox", f"{name}:sure").check()
        assert "heeft dit intussen veranderd" in words(send(at, name))

    assert [row.valid_until for row in rows(house, Instrument) if row.id == first.id] == [None]
    assert [str(row.valid_until) for row in rows(house, Agreement)] == ["2028-12-31"]


def test_a_click_on_a_form_of_the_region_that_is_gone_says_so(look: Look, words: Any) -> None:
    at = look("region", WOUTER)
    at.session_state["clicked"].sheet = "r.change_term.weigh.0"

    at.run()

    assert "Die klik" in words(at)
    assert at.session_state["clicked"].sheet is None


def test_the_coordinator_lets_a_step_of_the_ladder_come_later_for_one_question(
    house: Any, look: Look, words: Any
) -> None:
    at = at_tab(look, ILSE, "De ladder")
    assert "niets veranderd" in words(at)
    assert [str(each) for each in at.table[0].value.iloc[:, 1]] == [
        "2 werkdagen voor de laatste dag",
        "3 werkdagen na de laatste dag",
        "10 werkdagen na de laatste dag",
        "15 werkdagen na de laatste dag, als iemand dat bevestigt",
        "als iemand erom vraagt",
        "3 maanden na de laatste dag, als iemand dat bevestigt",
    ]
    named(at, "number_input", "change_ladder:step").set_value(2)
    question = named(at, "selectbox", "change_ladder:form")
    question.select(next(each for each in question.options if each == say(FORMS["ActionDone"].question, "nl")))
    named(at, "number_input", "change_ladder:after_days").set_value(15)
    named(at, "date_input", "change_ladder:valid_from").set_value(house.now.date())
    [ground] = [
        each for kind in ("text_input", "text_area") for each in at.get(kind) if str(each.key).endswith("ground")
    ]
    ground.set_value("Afgesproken in de regio.")

    read = words(send(at, "change_ladder"))

    [rule] = rows(house, LadderRule)
    assert (rule.step, rule.form, rule.agency_id, rule.after_days, rule.off) == (2, "ActionDone", None, 15, False)
    assert "15 werkdagen na de laatste dag" in read
    assert "Afgesproken in de regio" in read


def test_the_coordinator_says_on_which_day_an_agency_is_closed(house: Any, look: Look, words: Any) -> None:
    at = at_tab(look, ILSE, "De kalender")
    named(at, "date_input", "change_day_off:day").set_value(house.now.date() + timedelta(days=2))
    named(at, "text_input", "change_day_off:label").set_value("Studiedag van het loket")
    agency = named(at, "selectbox", "change_day_off:agency")
    agency.select(next(each for each in agency.options if "Geldloket" in each))

    read = words(send(at, "change_day_off"))

    assert [str(row.day) for row in rows(house, ExtraDay) if row.agency_id] == ["2026-11-25"]
    assert "Studiedag van het loket · Geldloket" in read


def test_what_is_shared_for_which_purpose_stands_on_the_page(look: Look, words: Any) -> None:
    read = words(at_tab(look, WOUTER, "Grondslagen"))

    assert "bepalen welke jeugdhulp nodig is" in read
    assert "Alleen als iedereen die toestemming moet geven, ja heeft gezegd." in read


def test_the_calendar_shows_by_year_when_nothing_runs_out(look: Look, words: Any) -> None:
    read = words(at_tab(look, ILSE, "De kalender"))

    assert "**vr 25 december 2026**: Eerste Kerstdag" in read
    assert "**za 19 december 2026 tot en met zo 3 januari 2027**: Kerstvakantie · regio midden" in read
    assert "2028" in read
    assert "vr 3 april 2026" not in read


def test_an_administrator_adds_somebody_and_reads_who_works_where(house: Any, look: Look, words: Any) -> None:
    at = at_tab(look, WOUTER, "Medewerkers")
    for name, typed in (("given_name", "Nienke"), ("family_name", "Zwanenburg"), ("email", "n@waalzicht.example")):
        named(at, "text_input", f"add_colleague:{name}").set_value(typed)
    agency = named(at, "selectbox", "add_colleague:agency")
    agency.select(next(each for each in agency.options if "Waalzicht" in each))
    named(at, "multiselect", "add_colleague:roles").set_value(["team lead"])

    done = send(at, "add_colleague")

    assert "Toegevoegd" in words(done)
    assert house.viewer("n@waalzicht.example").agency_id == house.viewer(BRAM).agency_id
    [box] = [each for each in done.selectbox if each.key == "at"]
    read = words(box.select(next(each for each in box.options if "Waalzicht" in each)).run())
    assert "Nienke Zwanenburg" in read
    assert "Ruben van Dijkzicht · " not in read


def test_the_only_administrator_reads_what_comes_first_before_they_leave(house: Any, look: Look, words: Any) -> None:
    at = choose(at_tab(look, WOUTER, "Medewerkers"), "leaves", "Wouter")
    named(at, "date_input", "leaves:on").set_value(house.now.date())
    named(at, "checkbox", "leaves:sure").check()

    refused = send(at, "leaves")

    assert "Geef eerst iemand anders die rol" in words(refused)
    assert house.viewer(WOUTER).roles


def test_an_agency_is_changed_from_what_it_is(house: Any, look: Look, words: Any) -> None:
    at = choose(at_tab(look, WOUTER, "Organisaties"), "change_agency", "Geldloket")
    assert "Geldloket" in named(at, "text_input", "change_agency:name").value
    named(at, "text_input", "change_agency:name").set_value("Geldloket Waal")

    assert "Geldloket Waal" in words(send(at, "change_agency"))
    assert "Geldloket Waal" in [row.name for row in rows(house, Agency)]
