"""Doing what is no answer on the command line: agreements, mandates, instruments, terms, people, corrections."""

import json
from datetime import date, timedelta
from typing import Any

import pytest

from cli.field import fields_of
from flows.acts.act import About
from flows.acts.table import ACTS
from models.forms import FORMS

WOUTER, ILSE = "wouter.sluiskamp@aanmeldpunt.example", "ilse.verhagen@aanmeldpunt.example"
BRAM, RUBEN = "bram.hoevelaar@waalzicht.example", "ruben.dijkzicht@aanmeldpunt.example"
KARIN, YVONNE = "karin.lingeman@debrug.example", "yvonne.degrient@aanmeldpunt.example"
MANDATE = '{"agreement": 1, "consultant": "professional:5", "on": "2026-11-23"}'
TODAY = date(2026, 11, 23)


def choice(vangnet: Any, command: str, field: str, label: str, *arguments: str) -> str:
    """What a form wants for the option that reads so."""
    found = vangnet.facts("do", command, "--form", "--as", WOUTER, *arguments)["choices"][field]
    return str(next(each["value"] for each in found if label in each["label"]))


def test_every_command_is_named_with_what_it_is_about(vangnet: Any) -> None:
    assert vangnet("do", "--list") == 0
    assert all(name in vangnet.said for name in ACTS)
    assert "a chain instrument, by its number" in vangnet.said


def test_the_list_of_somebody_says_why_not(vangnet: Any) -> None:
    why = {each["command"]: each["why_not"] for each in vangnet.facts("do", "--list", "--as", BRAM)}

    assert why["give_mandate"] == "Only an administrator can do this."
    assert why["on_leave"] is None
    assert why["pause"] == "say with --case in which case"


@pytest.mark.parametrize("name", ACTS)
def test_the_fields_of_every_form_are_shown(vangnet: Any, name: str) -> None:
    facts = vangnet.facts("do", name, "--form")

    assert {each["field"].partition("[")[0].partition(".")[0] for each in facts["fields"]} == set(
        ACTS[name].only or ACTS[name].sheet.model_fields
    )
    assert (facts["about"] is None) == (ACTS[name].about in {About.CASE, About.REGION})


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_the_fields_of_every_answer_are_shown_in_dutch_too(form: Any) -> None:
    assert {each["field"].partition("[")[0].partition(".")[0] for each in fields_of(form, "nl")} == set(
        form.model_fields
    )


def test_a_form_is_shown_to_a_person_with_what_can_be_chosen(vangnet: Any) -> None:
    assert vangnet("do", "give_mandate", "--form", "--as", WOUTER) == 0
    assert "Transition consultant" in vangnet.said
    assert "Samenwerkingsovereenkomst Rivierland-Oost (2026-2029)" in vangnet.said


def test_an_agreement_is_concluded_and_a_mandate_given_under_it(vangnet: Any) -> None:
    point = choice(vangnet, "conclude_agreement", "chair", "Aanmeldpunt")
    new = {
        "name": "Wonen", "scope": ["place"], "valid_from": str(TODAY), "valid_until": str(TODAY + timedelta(days=365)),
        "chair": point, "signatories": [point], "signed_on": str(TODAY),
    }  # fmt: skip

    done = vangnet.facts("do", "conclude_agreement", vangnet.file(new), "--as", WOUTER)
    ruben = choice(vangnet, "give_mandate", "consultant", "Ruben")
    given = {"agreement": done["result"], "consultant": ruben, "on": str(TODAY)}

    assert done == {"command": "conclude_agreement", "said": "The cooperation agreement is written down.", "result": 2}
    assert vangnet("do", "give_mandate", vangnet.file(given), "--as", WOUTER) == 0
    assert vangnet.said == "The mandate is given.\n"


def test_an_agreement_ends_on_the_day_that_is_said(vangnet: Any) -> None:
    last = TODAY + timedelta(days=10)
    done = vangnet.facts("do", "end_agreement", vangnet.file({"last_on": str(last)}), "--about", "1", "--as", WOUTER)

    assert done["result"] == str(last)
    assert str(last.year) in done["said"]


def test_a_wrong_field_is_named_and_nothing_is_done(vangnet: Any) -> None:
    file = vangnet.file({"agreement": 1, "consultant": "professional:5", "on": "soon"})

    assert vangnet("do", "give_mandate", file, "--as", WOUTER) == 1
    assert "'on'" in vangnet.complained


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("give_mandate", MANDATE, "--as", BRAM), "Only an administrator can do this."),
        (("end_agreement", "{}", "--as", WOUTER), "Say with --about which one"),
        (("end_agreement", '{"last_on": "2030-01-01"}', "--about", "one", "--as", WOUTER), "'one' is no number"),
        (("end_agreement", '{"last_on": "2030-01-01"}', "--about", "99", "--as", WOUTER), "there is no such agreement"),
        (("start_meeting", "{}", "--as", ILSE), "Say with --case"),
        (("back", "{}", "--about", RUBEN, "--as", WOUTER), "They are not away."),
        (("back", "{}", "--about", "professional:999", "--as", WOUTER), "There is nobody of that number."),
        (("back", "{}", "--about", "professional:x", "--as", WOUTER), "There is nobody of that number."),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_sentence(vangnet: Any, arguments: Any, sentence: str) -> None:
    command, content, *others = arguments

    assert vangnet("do", command, vangnet.file(content), *others) == 1
    assert sentence in vangnet.complained
    assert vangnet.complained.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((), "There is no command ''"),
        (("dance",), "There is no command 'dance'"),
        (("back",), "Say with --as who does this."),
        (("leaves", "--as", ILSE, "--about", RUBEN), "Give a file"),
    ],
)
def test_a_command_that_is_not_whole_is_wrong_use(vangnet: Any, arguments: Any, sentence: str) -> None:
    assert vangnet("do", *arguments) == 2
    assert sentence in vangnet.complained


def test_somebody_is_away_and_back_again(vangnet: Any) -> None:
    days = {"from_on": str(TODAY), "until_on": str(TODAY + timedelta(days=5))}

    assert vangnet("do", "on_leave", vangnet.file(days), "--about", RUBEN, "--as", ILSE) == 0
    assert vangnet("do", "back", "--about", RUBEN, "--as", ILSE) == 0
    assert vangnet.said == "They are back; new questions go to them again.\n"


def test_a_term_is_changed_from_a_day_on(vangnet: Any) -> None:
    change = {"name": "weigh", "amount": "4 working days", "valid_from": str(TODAY), "ground": "Afspraak van juni."}

    assert vangnet("do", "change_term", vangnet.file(change), "--as", ILSE) == 0
    assert vangnet("do", "change_term", vangnet.file({**change, "amount": "soon"}), "--as", ILSE) == 1
    assert "'amount'" in vangnet.complained


def test_an_instrument_is_added_changed_and_taken_out(vangnet: Any) -> None:
    owner = choice(vangnet, "add_instrument", "agency", "Aanmeldpunt")
    terms = {"name_nl": "Maatje", "name_en": "Buddy", "gives": "Iemand die meegaat.", "valid_from": str(TODAY)}
    added = vangnet.facts(
        "do", "add_instrument", vangnet.file({**terms, "code": "maatje", "agency": owner}), "--as", WOUTER
    )
    number = str(added["result"])
    few = vangnet.file({**terms, "capacity": 3})

    assert vangnet("do", "change_instrument", few, "--about", number, "--as", WOUTER) == 0
    assert (
        vangnet("do", "close_instrument", vangnet.file({"last_on": str(TODAY)}), "--about", number, "--as", WOUTER) == 0
    )
    assert vangnet.said.startswith("It is offered up to and including ")


def test_an_answer_is_put_right_by_its_number(vangnet: Any) -> None:
    ref = vangnet.register()
    [key] = [wait["key"] for wait in vangnet.facts("show", ref)["waiting"] if wait["key"] == "weighing"]
    fatima = vangnet.facts("do", "hand_over", "--form", "--as", ILSE, "--case", ref)["choices"]["to"]
    manager = next(each["value"] for each in fatima if "Fatima" in each["label"])
    answer = {"decision": "consultant", "case_manager": manager, "why": "Schulden."}
    assert vangnet("answer", ref, key, vangnet.file(answer), "--as", ILSE) == 0, vangnet.complained
    vangnet.carry()
    [found] = vangnet.facts("do", "correct", "--form", "--as", ILSE, "--case", ref)["choices"]["--about"]
    about = ("--about", found["value"], "--case", ref, "--as", ILSE)

    fields = {each["field"] for each in vangnet.facts("do", "correct", "--form", *about)["fields"]}
    right = {"fields": {"why": "Schulden en school."}, "why": "Half opgeschreven."}

    assert "fields.why" in fields
    assert vangnet("do", "correct", vangnet.file(right), *about) == 0, vangnet.complained
    assert vangnet("do", "correct", vangnet.file(right), *about) == 1
    assert "Nothing differs" in vangnet.complained


def test_a_command_in_a_case_is_done_without_a_file_where_it_has_no_form(vangnet: Any) -> None:
    ref = vangnet.register()

    assert vangnet("do", "start_meeting", "--as", ILSE, "--case", ref) == 0, vangnet.complained
    now = {each["command"]: each["why_not"] for each in vangnet.facts("do", "--list", "--as", ILSE, "--case", ref)}
    assert (now["start_meeting"], now["reopen"]) == (None, "not in this case now")
    assert json.dumps(now)


def test_a_case_is_opened_in_an_emergency_and_only_the_privacy_officer_is_shown_by_whom(vangnet: Any) -> None:
    ref = vangnet.register()
    why = {"ref": ref, "reason": "medical", "words": "Ligt op de spoedeisende hulp."}
    done = vangnet.facts("do", "open_in_emergency", vangnet.file(why), "--as", KARIN)

    assert done["result"] == ref
    assert done["said"] == f"{ref} is open for you for a while. The privacy officer is told."
    shown = {who: _accesses(vangnet, who) for who in (YVONNE, BRAM, WOUTER, ILSE)}
    assert [ref in each for each in shown.pop(YVONNE)] == [True]
    assert shown == {BRAM: [], WOUTER: [], ILSE: []}
    [access] = vangnet.facts("do", "look_at_emergency", "--form", "--as", YVONNE)["choices"]["access"]
    found = vangnet.file({"access": int(access["value"]), "found": "needed"})
    assert vangnet("do", "look_at_emergency", found, "--as", BRAM) == 1
    assert vangnet("do", "look_at_emergency", found, "--as", YVONNE) == 0


def _accesses(vangnet: Any, who: str) -> list[str]:
    found = vangnet.facts("do", "look_at_emergency", "--form", "--as", who)["choices"]["access"]
    return [each["label"] for each in found]
