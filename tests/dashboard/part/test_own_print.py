"""What a youth is handed of their own file: the plan in plain words, whom to call, who looked; and never a concern."""

from datetime import date
from typing import Any

import pytest
from sqlmodel import select

from dashboard.part.own_print import OwnPrint
from dashboard.part.own_words import SAID
from flows.commands.ending import cut_short
from flows.commands.note import write_note
from flows.queries.own_page import printed_page, whom_it_is_for
from models.code import Logged, Relation
from models.refusal import NotAllowed
from models.secret import digest_of_birth
from models.tables import Action, CaseFile, Custody, LogLine, Mark, Person, Plan
from notifications.pdf import as_pdf

FATIMA, RUBEN = "fatima.bouzidi@doorstroompunt.example", "ruben.dijkzicht@aanmeldpunt.example"
ILSE, BRAM = "ilse.verhagen@aanmeldpunt.example", "bram.hoevelaar@waalzicht.example"
DENNIS = "dennis.culemborg@geldloket.example"
CONCERN = {"kind": "safety concern", "words": "Thuis is het niet veilig."}


@pytest.fixture
def ref(house: Any) -> str:
    return str(house.until_plan())


def _youth(house: Any, ref: str) -> int:
    return int(house.youth(ref).partition(":")[2])


def _print(house: Any, ref: str, who: int | None = None, by: str = FATIMA) -> Any:
    with house.office.store.read(house.now) as tx:
        page = printed_page(tx, house.viewer(by), ref, who or _youth(house, ref))
    return OwnPrint(page, "en" if page.reader.language == "en" else "nl", house.now).printout()


def _born(house: Any, ref: str, on: date, **more: Any) -> int:
    """The youth is of that age, and has a mother with custody; her number."""
    with house.office.store.write(house.now) as tx:
        person = tx.session.get_one(Person, _youth(house, ref))
        person.birth_on, person.birth_digest = on, digest_of_birth(on)
        person.sqlmodel_update(more)
        mother = Person(given_name="Hilde", family_name="Veldwijk")
        tx.session.add_all([person, mother])
        tx.flush()
        tx.session.add(Custody(youth_id=person.id, person_id=mother.id, relation=Relation.PARENT))
        return int(mother.id)


def test_the_plan_stands_in_it_with_who_does_what_and_by_when(house: Any, ref: str) -> None:
    words = str(_print(house, ref).model_dump())

    for said in ("Een eigen kamer", "Bellen met de verhuurder", "Geldloket", "di 1 december 2026", "3 (ma 23 november"):
        assert said in words, said
    assert "Fatima Bouzidi" in words
    assert "Noor" not in words


def test_a_mark_given_once_is_that_of_then_and_not_of_now_as_well(house: Any, ref: str) -> None:
    once = _marks_of_youth(_print(house, ref))
    with house.office.store.write(house.now) as tx:
        first = tx.session.exec(select(Mark).where(Mark.giver == "youth")).one()
        tx.session.add(Mark(**first.model_dump(exclude={"id", "value"}), value=6))

    again = _marks_of_youth(_print(house, ref))

    assert once == ("3 (ma 23 november 2026)", "nog niet gevraagd")
    assert again == ("3 (ma 23 november 2026)", "6 (ma 23 november 2026)")


def _marks_of_youth(print_: Any) -> tuple[str, ...]:
    (table,) = (part for part in print_.parts if part.kind == "table" and part.columns[-1] == "Nu")
    (row,) = (row for row in table.rows if row[1] == "Jij")
    return tuple(row[2:])


def test_who_is_who_and_what_is_waited_for_stand_with_one_sign_between(house: Any, ref: str) -> None:
    with house.office.store.write(house.now) as tx:
        for action in tx.session.exec(select(Action)):
            action.words = f"{action.words.rstrip('.')}."
            tx.session.add(action)
    house.later(days=9)

    print_ = _print(house, ref)
    words = str(print_.model_dump())
    labels = [label for part in print_.parts if part.kind == "facts" for label, _ in part.rows]

    assert "Bellen met de verhuurder: " in words
    assert ".:" not in words
    assert "Je vaste persoon, de casemanager" in labels


def test_what_helps_and_whom_to_call_stands_in_it(house: Any, ref: str) -> None:
    with house.office.store.write(house.now) as tx:
        plan = tx.session.exec(select(Plan)).one()
        plan.helps = "Even naar buiten, en Sam bellen."
        tx.session.add(plan)

    words = str(_print(house, ref).model_dump())

    assert "Even naar buiten, en Sam bellen." in words
    assert "112" in words


def test_a_concern_and_that_somebody_wrote_one_stand_in_no_print(house: Any, ref: str) -> None:
    _print(house, ref)
    before = {row[:4] for row in _print(house, ref).parts[-1].rows}
    write_note(house.office.store, house.viewer(DENNIS), ref, CONCERN, house.now)

    after = _print(house, ref)

    assert "veilig" not in str(after.model_dump())
    assert {row[:4] for row in after.parts[-1].rows} == before


def test_it_is_read_by_screen_readers_and_names_nobody_in_its_footer(house: Any, ref: str) -> None:
    print_ = _print(house, ref)

    assert as_pdf(print_).startswith(b"%PDF")
    assert print_.footer.startswith(ref)
    assert "Veldwijk" not in print_.footer


def test_a_youth_who_reads_english_gets_it_in_english(house: Any, ref: str) -> None:
    with house.office.store.write(house.now) as tx:
        person = tx.session.get_one(Person, _youth(house, ref))
        person.language = "en"
        tx.session.add(person)

    assert _print(house, ref).title == "My plan"


def test_under_twelve_it_goes_with_who_has_custody(house: Any, ref: str) -> None:
    mother = _born(house, ref, date(2016, 3, 1))

    with house.office.store.read(house.now) as tx:
        assert [each.value for each in whom_it_is_for(tx, house.viewer(FATIMA), ref)] == [str(mother)]
    with pytest.raises(NotAllowed):
        _print(house, ref)
    assert _print(house, ref, mother).title == "Het plan van uw kind"


def test_from_sixteen_a_parent_is_handed_nothing(house: Any, ref: str) -> None:
    mother = _born(house, ref, date(2009, 3, 1))

    with pytest.raises(NotAllowed):
        _print(house, ref, mother)


def test_a_parent_of_a_youth_of_fourteen_reads_what_the_table_prints_for_parents(house: Any, ref: str) -> None:
    mother = _born(house, ref, date(2012, 3, 1), secret_address=True, address="Dorpsstraat 1, Tiel")

    words = str(_print(house, ref, mother).model_dump())

    assert "Een eigen kamer" in words
    assert "Dorpsstraat" not in words
    assert " jij " not in words
    assert "jouw" not in words.casefold()


def test_nobody_is_handed_anything_after_a_death(house: Any, ref: str) -> None:
    cut_short(house.office.store, house.viewer(ILSE), ref, "deceased", house.now)

    with house.office.store.read(house.now) as tx:
        assert whom_it_is_for(tx, house.viewer(FATIMA), ref) == []


def test_who_does_not_speak_with_the_youth_hands_nothing_over(house: Any, ref: str) -> None:
    with pytest.raises(NotAllowed):
        _print(house, ref, by=DENNIS)


def test_making_it_stands_in_the_log(house: Any, ref: str) -> None:
    _print(house, ref)

    with house.office.store.read(house.now) as tx:
        case = tx.session.exec(select(CaseFile.id).where(CaseFile.ref == ref)).one()
        lines = tx.session.exec(select(LogLine).where(LogLine.case_id == case, LogLine.what == Logged.PRINT)).all()
    assert [line.about for line in lines] == ["own page"]


def test_the_youth_and_who_has_custody_are_told_the_same_things() -> None:
    youth, parents, supporters = SAID.values()

    assert set(youth) == set(parents) == set(supporters)


def test_the_button_stands_on_the_tab_of_the_own_file(house: Any, ref: str, look: Any, words: Any) -> None:
    at = look("case", FATIMA, ref=ref)
    with house.office.store.read(house.now) as tx:
        case = tx.session.exec(select(CaseFile.id).where(CaseFile.ref == ref)).one()
    at.session_state[f"tab{case}"] = "Eigen dossier"
    at.run()

    assert not at.exception
    assert "Print voor Noor Veldwijk (pdf)" in words(at)
