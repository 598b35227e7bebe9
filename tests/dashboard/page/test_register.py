"""Registering on the page: strange names, a book, twice the same, an old draft. One sentence, and nothing half done."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import func, select

from flows.commands.draft import keep_draft
from models.tables import CaseFile, Draft

BRAM, ILSE = "bram.hoevelaar@waalzicht.example", "ilse.verhagen@aanmeldpunt.example"
Look = Callable[..., Any]
Sheet = Callable[..., Any]
NOOR = {
    "given_name": "Noor",
    "family_name": "Veldwijk",
    "birth_on": date(2008, 3, 1),
    "municipality": "Tielerwaard",
    "sector": "Middelbaar beroepsonderwijs (mbo)",
    "worry": "Schulden en steeds minder op school.",
    "wish": "Een eigen plek.",
    "told_youth_how": "In een gesprek",
    "ground": "Het is onze taak volgens de wet",
}


@pytest.fixture
def sheet(house: Any, look: Look) -> Sheet:
    """The form as Bram filled it in, on a page of his own."""

    def filled(**differs: Any) -> Any:
        page = look("register", BRAM)
        told_on = house.now.date() - timedelta(days=1)
        for name, value in {**NOOR, "told_youth_on": told_on, **differs}.items():
            field(page, name).set_value(value)
        page.run()
        return page

    return filled


def field(page: Any, name: str) -> Any:
    every = [*page.text_input, *page.text_area, *page.date_input, *page.selectbox, *page.radio]
    return next(each for each in every if (each.key or "").split("/")[-1] == name)


def hand_in(page: Any) -> Any:
    next(each for each in page.button if each.label == "Aanmelding versturen").click().run()
    assert not page.exception, [each.value for each in page.exception]
    return page


def cases(house: Any) -> list[str]:
    with house.office.store.read(house.now) as tx:
        return list(tx.session.exec(select(CaseFile.ref)))


@pytest.mark.parametrize(
    "name",
    ["<script>alert(1)</script>", "نور الهدى", "Çağla İpek", "Zoë 🦋", "Robert'); DROP TABLE case_file;--"],
)
def test_a_youth_of_any_name_is_registered_and_reads_as_it_was_typed(
    house: Any, look: Look, sheet: Sheet, name: str
) -> None:
    hand_in(sheet(given_name=name))

    (ref,) = cases(house)
    title = look("case", BRAM, ref=ref).title[0].value
    assert title.replace("\\", "").replace("\u2060", "") == f"{ref} · {name} Veldwijk"


def test_ten_megabytes_are_refused_at_their_field_and_what_was_typed_besides_is_kept(
    house: Any, sheet: Sheet, words: Any
) -> None:
    page = hand_in(sheet(worry="Een heel lang verhaal. " * 450_000))

    assert cases(house) == []
    assert "Hier passen hoogstens 5000 tekens" in words(page)
    assert field(page, "given_name").value == "Noor"


def test_a_long_paste_stands_in_its_field_and_in_the_draft_and_each_field_says_how_much_it_holds(
    house: Any, look: Look, sheet: Sheet, words: Any
) -> None:
    pasted = {"worry": "Een heel lang verhaal. " * 6_000, "given_name": "Roos" * 75}

    page = hand_in(sheet(**pasted))

    assert all(field(page, name).proto.max_chars > len(text) for name, text in pasted.items()), "the browser takes it"
    assert {name: field(page, name).value for name in pasted} == pasted
    assert "Hier passen hoogstens 5000 tekens, en het zijn er nu 137999" in words(page)
    assert "Hier passen hoogstens 80 tekens, en het zijn er nu 300" in words(page)
    with house.office.store.read(house.now) as tx:
        (draft,) = tx.session.exec(select(Draft.id))
    again = look("register", BRAM, draft=str(draft))
    assert {name: field(again, name).value for name in pasted} == pasted


def test_who_registers_the_same_once_more_hears_which_case_it_is(house: Any, sheet: Sheet) -> None:
    first, second = sheet(), sheet()
    hand_in(first)

    hand_in(second)

    (ref,) = cases(house)
    said = [each.value.replace("\\", "").replace("\u2060", "") for each in second.error]
    assert said == [f"Deze aanmelding is al verstuurd: het is {ref}."]


def test_a_birth_that_lies_ahead_is_refused_at_its_field(house: Any, sheet: Sheet, words: Any) -> None:
    page = hand_in(sheet(birth_on=date(2026, 12, 24)))

    assert cases(house) == []
    assert "geen geboortedatum van een jongere" in words(page)


def test_a_draft_of_an_older_version_is_opened_with_what_still_fits(house: Any, look: Look) -> None:
    old = {"given_name": "Noor", "worry": "Schulden.", "version": 0, "hobby": "Paarden", "sector": "lts"}
    number = keep_draft(house.office.store, house.viewer(BRAM), None, old, house.now)

    page = look("register", BRAM, draft=str(number))

    assert field(page, "given_name").value == "Noor"
    hand_in(page)
    assert cases(house) == []
    with house.office.store.read(house.now) as tx:
        assert tx.session.exec(select(func.count()).select_from(Draft)).one() == 1
