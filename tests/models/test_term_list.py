"""The shipped list of terms says what the process says, and a region may change it. Never on counting."""

import re
from pathlib import Path

import pytest

from models.amount import Amount, Unit, parse
from models.kind import Kind
from models.sheet import FaultyFile
from models.term_list import load_terms

PROCESS = {
    "same youth": "2 wd",
    "inform": "5 wd",
    "consent": "10 wd",
    "consent year": "1 year",
    "consent ahead": "6 weeks",
    "birthday ahead": "6 weeks",
    "birthday question": "10 working days",
    "light check": "6 weeks",
    "reach custody holder": "10 wd",
    "weigh": "3 wd",
    "accept case": "2 wd",
    "direct help": "10 wd",
    "help": "6 weeks",
    "arrive": "10 wd",
    "longest place": "2 years",
    "absent from school": "4 weeks",
    "invite": "2 wd",
    "plan a meeting": "10 wd",
    "attend ahead": "2 wd",
    "short notice": "3 wd",
    "minutes": "5 wd",
    "object": "5 wd",
    "evaluate ahead": "6 weeks",
    "evaluate": "8 weeks",
    "propose consultant": "2 wd",
    "accept assignment": "3 wd",
    "introduce": "5 wd",
    "plan": "6 weeks",
    "review ahead": "6 weeks",
    "review": "8 weeks",
    "condition": "8 weeks",
    "handover": "10 wd",
    "handover check": "2 weeks",
    "meanwhile": "2 wd",
    "meanwhile after": "10 wd",
    "pause data missing": "4 weeks",
    "pause consent missing": "4 weeks",
    "pause application incomplete": "8 weeks",
    "pause awaiting decision": "12 weeks",
    "pause youth away": "6 weeks",
    "pause youth on holiday": "6 weeks",
    "pause consent renewal": "6 weeks",
    "decide contest": "5 wd",
    "remind ahead": "2 wd",
    "remind on the day": "3 wd",
    "ladder 1": "3 wd",
    "ladder 2": "10 wd",
    "ladder 3": "15 wd",
    "ladder 4": "10 wd",
    "ladder 5": "3 months",
    "lead answer": "3 wd",
    "lead notice": "1 wd",
    "confirm step": "2 wd",
    "propose step again": "5 wd",
    "mandate call": "5 wd",
    "breakthrough talk": "5 wd",
    "breakthrough table": "10 wd",
    "administrators ahead": "5 wd",
    "administrators": "10 wd",
    "hearing": "3 wd",
    "decide order": "3 wd",
    "order holds": "6 months",
    "order objection": "5 wd",
    "settle costs": "8 weeks",
    "correct record": "5 wd",
    "trusted person": "5 wd",
    "trusted person ahead": "2 weeks",
    "warm handover": "10 wd",
    "fresh mark": "2 weeks",
    "try again": "5 wd",
    "find": "10 wd",
    "urgent review": "2 wd",
    "landed": "10 wd",
    "plan for 18 ahead": "6 months",
    "plan for 18": "3 months",
    "check-in": "3 wd",
    "review on time": "2 weeks",
    "check-in intensive": "1 week",
    "check-in regular": "2 weeks",
    "check-in light": "1 month",
    "check-in pilot flame": "3 months",
    "pilot flame review": "1 year",
    "network map": "8 weeks",
    "close": "10 wd",
    "retain": "2 years",
    "retain refused": "3 months",
    "retain log": "5 years",
    "retain draft": "3 months",
    "retain typed": "3 months",
    "retain message": "6 months",
    "retain caught mail": "3 months",
    "retain sign-in": "1 month",
    "retain link code": "1 week",
    "retain form key": "1 week",
    "former holder reads": "6 weeks",
}
RIGHTS = {
    "rights request": "1 month",
    "rights request extended": "2 months",
    "own ask": "5 wd",
    "erase": "3 months",
    "breach notice": "72 hours",
    "emergency access": "24 hours",
    "look at emergency access": "5 wd",
}
RUNNING = {
    "youth care decision": ("8 weeks", Kind.STATUTORY),
    "wmo investigation": ("6 weeks", Kind.STATUTORY),
    "wmo decision": ("2 weeks", Kind.STATUTORY),
    "work capacity": ("14 weeks", Kind.STATUTORY),
    "job agreement": ("8 weeks", Kind.STATUTORY),
    "debt talk": ("4 weeks", Kind.STATUTORY),
    "debt decision": ("8 weeks", Kind.STATUTORY),
    "treeknorm intake": ("4 weeks", Kind.NORM),
    "treeknorm treatment": ("10 weeks", Kind.NORM),
    "tlv": ("8 weeks", Kind.STATUTORY),
    "absence report": ("5 wd", Kind.SCHOOL),
    "attendance officer": ("5 wd", Kind.AGREED),
    "dropout contact": ("10 wd", Kind.AGREED),
    "search term": ("4 weeks", Kind.STATUTORY),
    "search term exception": ("2 weeks", Kind.AGREED),
    "reasons of a no": ("2 weeks", Kind.AGREED),
    "social work talk": ("10 wd", Kind.AGREED),
    "mbo intake help": ("10 wd", Kind.AGREED),
    "mazl consult": ("10 wd", Kind.NORM),
    "ots contact": ("5 wd", Kind.NORM),
    "rea intake": ("6 weeks", Kind.AGREED),
}
CONTACTS = {
    "standard": ["2 weeks", "6 weeks", "3 months", "6 months", "12 months"],
    "light": ["6 weeks", "3 months", "6 months"],
    "residential": [
        *("1 week", "2 weeks", "3 weeks", "4 weeks", "6 weeks", "8 weeks", "10 weeks", "12 weeks"),
        *("4 months", "5 months", "6 months", "9 months", "12 months"),
    ],
    "school leaver": [f"{month} months" for month in range(3, 25, 3)],
}
BLAMING = re.compile(r"te laat|geweigerd|gemist|niet passend", re.IGNORECASE)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "region.toml"


def test_every_term_of_the_process_is_shipped_and_no_other() -> None:
    contacts = {f"contact {variant} {n}" for variant, row in CONTACTS.items() for n, _ in enumerate(row, start=1)}

    assert set(load_terms()) == {*PROCESS, *RIGHTS, *RUNNING, *contacts}


@pytest.mark.parametrize(("name", "phrase"), (PROCESS | RIGHTS).items())
def test_a_term_of_the_process_is_as_long_as_written_there(name: str, phrase: str) -> None:
    assert load_terms()[name].within() == parse(phrase)


@pytest.mark.parametrize(("name", "phrase", "kind"), [(name, *row) for name, row in RUNNING.items()])
def test_a_request_that_runs_elsewhere_is_counted_under_its_own_term(name: str, phrase: str, kind: Kind) -> None:
    term = load_terms()[name]

    assert (term.within(), term.kind) == (parse(phrase), kind)


@pytest.mark.parametrize("variant", CONTACTS)
def test_the_windows_of_contact_follow_their_variant(variant: str) -> None:
    terms = load_terms()

    row = [terms[f"contact {variant} {n}"].within() for n, _ in enumerate(CONTACTS[variant], start=1)]

    assert row == [parse(phrase) for phrase in CONTACTS[variant]]


def test_two_terms_are_shorter_when_it_is_urgent() -> None:
    urgent = {name: term.urgent for name, term in load_terms().items() if term.urgent}

    assert urgent == {"weigh": Amount(1, Unit.WORKING_DAYS), "debt talk": Amount(3, Unit.WORKING_DAYS)}


def test_every_shipped_term_names_its_ground_and_blames_nobody() -> None:
    for name, term in load_terms().items():
        assert term.ground.endswith("."), name
        assert term.label("nl") != term.label("en"), name
        assert not BLAMING.search(term.label("nl")), name
        assert not term.off, name


def test_no_two_terms_read_the_same() -> None:
    labels = [term.label(language) for term in load_terms().values() for language in ("nl", "en")]

    assert len(labels) == len(set(labels))


def test_a_region_changes_only_what_it_names(own: Path) -> None:
    own.write_text('[weigh]\nwithin = "2 werkdagen"\n\n[help]\noff = true\n', encoding="utf-8")

    terms, shipped = load_terms(own), load_terms()

    assert terms["weigh"].within() == Amount(2, Unit.WORKING_DAYS)
    assert terms["weigh"].ground == shipped["weigh"].ground
    assert terms["help"].off
    assert {name for name in terms if terms[name] != shipped[name]} == {"weigh", "help"}


def test_a_region_adds_a_term_of_its_own(own: Path) -> None:
    row = 'within = "6 weeks"\nkind = "agreed"\nground = "Regional agreement."\nnl = "schoolbus"\nen = "school bus"\n'
    own.write_text(f'["school bus"]\n{row}', encoding="utf-8")

    assert load_terms(own)["school bus"].within() == Amount(6, Unit.WEEKS)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('[wiegh]\nwithin = "2 wd"', '"wiegh": kind, ground, nl, en must be given'),
        ('[weigh]\nwithin = "0 wd"', '"weigh": A term is at least 1'),
        ('[weigh]\nurgent = "soon"', '"weigh": Write a term as'),
        ("[weigh]\nwithin = 2", '"weigh": within must be words'),
        ('[weigh]\nnl = " "', '"weigh": nl must be words'),
        ('[weigh]\noff = "yes"', '"weigh": off is true or false'),
        ("[weigh]\noff = 1", '"weigh": off is true or false'),
        ('[weigh]\nkind = "legal"', "no kind of term: use statutory, norm, agreed, school"),
        ('[weigh]\nwihtin = "2 wd"', '"weigh": a term has no wihtin'),
        ('["Weigh "]\nwithin = "2 wd"', "named with small letters"),
        ('[weigh]\nwithin = "2 wd"\n[weigh]\nwithin = "3 wd"', "no list of terms"),
        ('weigh = "2 wd"', '"weigh": a term is a table'),
        ("weigh", "no list of terms"),
    ],
)
def test_a_list_that_is_not_sound_is_not_taken(own: Path, text: str, why: str) -> None:
    own.write_text(text + "\n", encoding="utf-8")

    with pytest.raises(FaultyFile) as refusal:
        load_terms(own)

    (problem,) = refusal.value.problems
    assert why in problem
    assert str(refusal.value).startswith("region.toml is not taken")


def test_all_bad_terms_are_named_at_once(own: Path) -> None:
    own.write_text('[weigh]\nwithin = "0 wd"\n[help]\nwithin = "many weeks"\n', encoding="utf-8")

    with pytest.raises(FaultyFile) as refusal:
        load_terms(own)

    assert [problem.split(":")[0] for problem in refusal.value.problems] == ['"weigh"', '"help"']


def test_a_list_in_another_encoding_is_not_taken(own: Path) -> None:
    own.write_bytes('[weigh]\nnl = "één"\n'.encode("latin-1"))

    with pytest.raises(FaultyFile, match="no list of terms"):
        load_terms(own)
