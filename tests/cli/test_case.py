"""Registering, looking and answering from the command line: what programs get, and one sentence for what is wrong."""

import json
import re
from datetime import datetime
from typing import Any

import pytest
from sqlmodel import col, select

from models.tables import Person, Statement
from models.term import AMSTERDAM

ILSE, RUBEN = "ilse.verhagen@aanmeldpunt.example", "ruben.dijkzicht@aanmeldpunt.example"
BRAM = "bram.hoevelaar@waalzicht.example"
NO_GROUND = {"decision": "no ground", "why": "Een andere regio."}


def test_a_program_gets_where_each_youth_is_and_whom_we_wait_for(vangnet: Any) -> None:
    ref = vangnet.register()

    (case,) = vangnet.facts("cases", "--as", RUBEN)

    assert case["ref"] == ref
    assert [{"stage": run["stage"], "status": run["status"]} for run in case["stages"]] == [
        {"stage": "intake", "status": "waiting"}
    ]
    (waiting,) = case["waiting"]
    assert {"key", "agency", "person", "since", "due", "days_late"} <= set(waiting)
    assert (waiting["key"], waiting["agency"], waiting["days_late"]) == ("weighing", "Aanmeldpunt Rivierland-Oost", 0)
    assert datetime.fromisoformat(waiting["since"]).date() <= datetime.fromisoformat(waiting["due"]).date()
    assert (case["case_manager"], case["closed"]) == (None, False)


def test_a_program_gets_one_case_with_all_that_happened(vangnet: Any) -> None:
    ref = vangnet.register()
    vangnet.facts("answer", ref, "weighing", vangnet.file(NO_GROUND), "--as", ILSE)
    vangnet.carry()

    case = vangnet.facts("show", ref, "--as", ILSE)

    assert set(case) >= {"ref", "timeline", "waiting", "outcome"}
    assert all(set(event) == {"at", "stage", "key", "kind", "actor"} for event in case["timeline"])
    assert {"received", "weighing"} <= {event["key"] for event in case["timeline"]}
    assert sorted(case["timeline"], key=lambda event: event["at"]) == case["timeline"]
    assert (case["ref"], case["waiting"], case["outcome"], case["closed"]) == (ref, [], "no ground", True)


def test_a_person_reads_a_case_in_their_own_words_and_by_the_dutch_clock(vangnet: Any) -> None:
    ref = vangnet.register()
    vangnet.language = "nl"
    assert vangnet("cases", "--as", ILSE) == 0
    assert "  intake  Aanmeldpunt Rivierland-Oost: weighing  " in vangnet.said.splitlines()[1]
    vangnet.facts("answer", ref, "weighing", vangnet.file(NO_GROUND), "--as", ILSE)
    vangnet.carry()
    began = min(datetime.fromisoformat(event["at"]) for event in vangnet.facts("show", ref)["timeline"])

    assert vangnet("show", ref, "--as", ILSE) == 0

    first, *_ = vangnet.said.split("\n\n")[-1].splitlines()
    assert first == f"{began.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}  Intake begon"
    assert "Aanmeldpunt Rivierland-Oost" in vangnet.said
    assert "Wat past bij deze jongere, en wie is casemanager?" in vangnet.said
    assert not re.search(r"\b(asked|given|record|professional|no ground)\b", vangnet.said)


def test_an_answer_says_what_became_of_it(vangnet: Any) -> None:
    ref = vangnet.register()

    facts = vangnet.facts("answer", ref, "weighing", vangnet.file(NO_GROUND), "--as", RUBEN)

    assert facts == {"ref": ref, "key": "weighing", "status": "given"}


def test_several_answers_from_one_file_are_all_taken_or_none(vangnet: Any) -> None:
    ref = vangnet.register()
    wrong = {"weighing": NO_GROUND, "weighing:2": NO_GROUND}

    assert vangnet("answer", ref, "--together", vangnet.file(wrong), "--as", ILSE) == 1
    assert vangnet.complained == (
        f"Nothing of it was done, because of 'weighing:2': The question 'weighing:2' is not open in case {ref}.\n"
    )

    facts = vangnet.facts("answer", ref, "--together", vangnet.file({"weighing": NO_GROUND}), "--as", ILSE)
    assert facts == [{"ref": ref, "key": "weighing", "status": "given"}]


@pytest.mark.parametrize("which", [[], ["weighing"], ["weighing", "a.json", "--together", "b.json"]])
def test_an_answer_names_a_question_and_a_file_or_one_file_for_several(vangnet: Any, which: list[str]) -> None:
    assert vangnet("answer", "VN-2222222", *which, "--as", ILSE) == 2
    assert "--together" in vangnet.complained


def test_what_was_said_on_the_phone_is_recorded_with_its_day(vangnet: Any) -> None:
    ref = vangnet.register()
    said_on = "2026-11-23"

    answered = ("answer", ref, "weighing", vangnet.file(NO_GROUND), "--as", ILSE)

    assert vangnet.facts(*answered, "--on-behalf-of", RUBEN, "--at", said_on)["status"] == "given"


def test_the_same_file_twice_is_one_case(vangnet: Any) -> None:
    file = vangnet.file(vangnet.registration())

    first, again = vangnet.facts("register", file), vangnet.facts("register", file)

    assert (first["already"], again) == (False, {"ref": first["ref"], "already": True})
    assert len(vangnet.facts("cases")) == 1


def test_a_draft_is_kept_and_is_no_case(vangnet: Any) -> None:
    file = vangnet.file(vangnet.registration())

    assert vangnet.facts("register", file, "--draft") == {"draft": 1}
    assert vangnet.facts("cases") == []


NAMES = {
    "emoji": "Noor 🦊",
    "Arabic": "نور",
    "Turkish": "I\u015f\u0131l Ça\u011fr\u0131",
    "a script": "<script>alert(1)</script>",
    "SQL": "Robert'); DROP TABLE case_file;--",
    "accents": "Zoë-Anaïs",
}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_name_in_any_script_is_kept_as_it_was_written(vangnet: Any, name: str) -> None:
    ref = vangnet.register(given_name=name)

    assert vangnet.facts("show", ref)["ref"] == ref
    office = vangnet.office()
    with office.store.read(office.now()) as tx:
        assert tx.session.exec(select(Person.given_name).where(col(Person.birth_on).is_not(None))).all() == [name]
    office.store.close()


WRONG_REGISTRATIONS = {
    "no JSON": ("{", "not written in JSON"),
    "a list": ("[]", "has no fields"),
    "a number": ("3", "has no fields"),
    "nothing": ("", "not written in JSON"),
    "deeply nested": ("[" * 100_000, "JSON"),
    "nobody registers": ("{}", "referrer"),
}


@pytest.mark.parametrize(("content", "part"), WRONG_REGISTRATIONS.values(), ids=WRONG_REGISTRATIONS)
def test_a_file_that_is_no_form_is_refused_in_one_sentence(vangnet: Any, content: str, part: str) -> None:
    assert vangnet("register", vangnet.file(content)) == 1

    assert part in vangnet.complained
    assert (vangnet.complained.count("\n"), vangnet.said) == (1, "")


@pytest.mark.parametrize("field", ["given_name", "birth_on", "sector", "worry", "ground", "custody"])
def test_a_wrong_field_is_named(vangnet: Any, field: str) -> None:
    file = vangnet.file(vangnet.registration(**{field: {"no": "such thing"}}))

    assert vangnet("register", file) == 1

    assert field in vangnet.complained
    assert vangnet.facts("cases") == []


NOBODY = "agency:9999"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("school", NOBODY),
        ("partners", [NOBODY]),
        ("running.agency", [{"agency": NOBODY, "asked_on": "2026-01-05", "term": "accept case", "words": "Een plek."}]),
    ],
)
def test_an_agency_that_is_not_there_is_refused_by_its_field(vangnet: Any, field: str, value: Any) -> None:
    file = vangnet.file(vangnet.registration(**{field.split(".", maxsplit=1)[0]: value}))

    assert vangnet("register", file) == 1

    assert vangnet.complained == f"The field '{field}' does not fit: there is no such agency.\n"
    assert vangnet.facts("cases") == []


def test_a_field_nobody_knows_is_named(vangnet: Any) -> None:
    assert vangnet("register", vangnet.file(vangnet.registration(favourite_colour="red"))) == 1

    assert "favourite_colour" in vangnet.complained


def test_ten_megabytes_are_too_many(vangnet: Any) -> None:
    assert vangnet("register", vangnet.file(vangnet.registration(worry="x" * 10_000_000))) == 1
    assert "too large" in vangnet.complained

    assert vangnet("register", vangnet.file(vangnet.registration(worry="x" * 300_000))) == 1
    assert "worry" in vangnet.complained


def test_a_file_that_is_not_there_or_no_text_is_named(vangnet: Any) -> None:
    assert vangnet("register", "/nowhere/at all.json") == 1
    assert "There is no file /nowhere/at all.json." in vangnet.complained

    path = vangnet.home.parent / "picture.json"
    path.write_bytes(b"\x89PNG\xff\xfe")
    assert vangnet("register", str(path)) == 1
    assert "no text in UTF-8" in vangnet.complained


HALF_A_LETTER = '"\\ud800"'


@pytest.mark.parametrize("field", ["given_name", "worry", "custody", "referrer"])
def test_half_a_letter_is_refused_by_its_field(vangnet: Any, field: str) -> None:
    text = json.dumps(vangnet.registration(**{field: "@"})).replace('"@"', HALF_A_LETTER)

    for draft in ([], ["--draft"]):
        assert vangnet("register", vangnet.file(text), *draft) == 1
        assert vangnet.complained == f"The field '{field}' contains characters that cannot be kept.\n"
    assert vangnet.facts("cases") == []


def test_a_file_of_a_windows_notepad_is_read(vangnet: Any) -> None:
    file = vangnet.file("\ufeff" + json.dumps(vangnet.registration()))

    assert vangnet.facts("register", file)["already"] is False


UNKEEPABLE = "\udc80"


@pytest.mark.parametrize("call", [["show", UNKEEPABLE], ["cases", "--as", f"{UNKEEPABLE}@x.example"]])
def test_what_cannot_be_kept_cannot_be_asked_for(vangnet: Any, call: list[str]) -> None:
    assert vangnet(*call) == 1

    assert vangnet.complained == "What you typed contains characters that cannot be kept.\n"


WRONG_ANSWERS: dict[str, tuple[Any, str]] = {
    "another form": ({"words": "Het gaat."}, "The field 'decision' is missing."),
    "a wrong field": ({**NO_GROUND, "decision": "maybe"}, "'other place', 'no ground'."),
    "a field too many": ({**NO_GROUND, "colour": "red"}, "There is no field 'colour' in this form."),
    "an older form": ({**NO_GROUND, "version": 0}, "This answer is for version 0 of the form"),
    "a newer form": ({**NO_GROUND, "version": 2}, "This answer is for version 2 of the form"),
    "a form without a number": ({**NO_GROUND, "version": "een"}, "This answer is for version een of the form"),
    "a long text": ({**NO_GROUND, "why": "x" * 300_000}, "The field 'why' is too long: at most 5000 characters."),
    "ten megabytes": ({**NO_GROUND, "why": "x" * 10_000_000}, "too large: at most 1000000 bytes"),
    "a letter that cannot be kept": ({**NO_GROUND, "why": "a\0b"}, "The field 'why' contains characters"),
    "half a letter": ('{"decision": "no ground", "why": "\\ud800"}', "The field 'why' contains characters"),
    "no reason at all": ({"cannot": 3}, "The field 'Cannot' is not filled in as it should be."),
    "no form": ("[]", "has no fields"),
    "deeply nested": ("[" * 100_000, "JSON"),
}


@pytest.mark.parametrize(("content", "part"), WRONG_ANSWERS.values(), ids=WRONG_ANSWERS)
def test_an_answer_that_does_not_fit_is_refused_in_one_sentence_and_the_question_stays_open(
    vangnet: Any, content: Any, part: str
) -> None:
    ref = vangnet.register()

    assert vangnet("answer", ref, "weighing", vangnet.file(content), "--as", ILSE) == 1

    assert part in vangnet.complained
    assert (vangnet.complained.count("\n"), vangnet.said) == (1, "")
    assert [wait["key"] for wait in vangnet.facts("show", ref)["waiting"]] == ["weighing"]
    office = vangnet.office()
    with office.store.read(office.now()) as tx:
        assert "weighing" not in tx.session.exec(select(Statement.key)).all()
    office.store.close()


@pytest.mark.parametrize("words", NAMES.values(), ids=NAMES)
def test_what_was_said_is_kept_as_it_was_written(vangnet: Any, words: str) -> None:
    ref = vangnet.register()

    vangnet.facts("answer", ref, "weighing", vangnet.file({**NO_GROUND, "why": words}), "--as", ILSE)

    office = vangnet.office()
    with office.store.read(office.now()) as tx:
        (said,) = tx.session.exec(select(Statement.words).where(Statement.key == "weighing")).all()
    office.store.close()
    assert json.loads(str(said))["why"] == words


REFUSED = {
    "an unknown case": ("VN-ZZZZZZZ", "weighing", RUBEN, "VN-ZZZZZZZ"),
    "no such question": (None, "no-such-key", ILSE, "no-such-key"),
    "another agency": (None, "weighing", "dennis.culemborg@geldloket.example", "There is no case"),
    "the referrer": (None, "weighing", BRAM, "is not for you or your agency"),
    "somebody nobody knows": (None, "weighing", "nobody@nowhere.example", "nobody@nowhere.example"),
}


@pytest.mark.parametrize(("ref", "key", "who", "part"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_answered_is_refused_and_nothing_is_written(
    vangnet: Any, ref: str | None, key: str, who: str, part: str
) -> None:
    known = vangnet.register()

    assert vangnet("answer", ref or known, key, vangnet.file(NO_GROUND), "--as", who) == 1

    assert part in vangnet.complained
    assert vangnet.complained.count("\n") == 1
    assert [wait["key"] for wait in vangnet.facts("show", known)["waiting"]] == ["weighing"]


def test_what_was_answered_already_is_not_open_and_stays_as_it_was(vangnet: Any) -> None:
    ref = vangnet.register()
    vangnet.facts("answer", ref, "weighing", vangnet.file(NO_GROUND), "--as", RUBEN)
    vangnet.carry()

    other = vangnet.file({"decision": "other place", "why": "Toch niet."})
    assert vangnet("answer", ref, "weighing", other, "--as", RUBEN) == 1

    assert "not open" in vangnet.complained or "already" in vangnet.complained
    assert vangnet.facts("show", ref)["outcome"] == "no ground"


def test_a_day_that_is_no_day_or_still_to_come_is_refused(vangnet: Any) -> None:
    ref = vangnet.register()
    call = ("answer", ref, "weighing", vangnet.file(NO_GROUND), "--as", RUBEN, "--at")

    assert vangnet(*call, "yesterday") == 1
    assert "'yesterday' is no day" in vangnet.complained
    assert vangnet(*call, "2026-12-02") == 1
    assert vangnet.complained == "What was said lies in the future.\n"
    for long_ago in ("0001-01-01", "0001-01-01T00:00", "2016-11-23"):
        assert vangnet(*call, long_ago) == 1
        assert vangnet.complained == "What was said lies more than a year back; look at the date.\n"
    assert [wait["key"] for wait in vangnet.facts("show", ref)["waiting"]] == ["weighing"]


def test_nobody_answers_in_the_name_of_somebody_else_for_whom_they_may_not_record(vangnet: Any) -> None:
    ref = vangnet.register()
    call = ("answer", ref, "weighing", vangnet.file(NO_GROUND))

    assert vangnet(*call, "--as", BRAM, "--on-behalf-of", ILSE) == 1
    assert vangnet.complained == "You cannot do this in this case.\n"
    assert vangnet(*call, "--as", ILSE, "--on-behalf-of", "nobody@nowhere.example") == 1
    assert "nobody@nowhere.example" in vangnet.complained
    assert [wait["key"] for wait in vangnet.facts("show", ref)["waiting"]] == ["weighing"]


def test_the_operator_of_the_machine_sees_numbers_and_no_names(vangnet: Any) -> None:
    ref = vangnet.register()

    printed = json.dumps([vangnet.facts("cases"), vangnet.facts("show", ref)])

    assert ref in printed
    assert "Veldwijk" not in printed
    assert "Schulden" not in printed


def test_people_read_a_table(vangnet: Any) -> None:
    ref = vangnet.register()

    assert vangnet("cases") == 0
    heading, line = vangnet.said.splitlines()
    assert heading.startswith("case")
    assert line.startswith(ref)
    assert vangnet("show", ref) == 0
    assert vangnet.said.startswith(ref)
