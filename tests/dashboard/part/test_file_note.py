"""What was written beside a case is shown to who may read it, and a new concern on the day of the case manager."""

from collections.abc import Callable
from typing import Any

from sqlmodel import select

from flows.commands.note import write_note
from models.tables import CaseFile

BRAM, FATIMA = "bram.hoevelaar@waalzicht.example", "fatima.bouzidi@doorstroompunt.example"
ILSE = "ilse.verhagen@aanmeldpunt.example"
CONCERN = {"kind": "safety concern", "words": "Thuis is het niet veilig."}
Look = Callable[..., Any]


def _notes(house: Any, look: Look, who: str, ref: str) -> str:
    with house.office.store.read(house.now) as tx:
        number = tx.session.exec(select(CaseFile.id).where(CaseFile.ref == ref)).one()
    at = look("case", who, ref=ref)
    at.session_state[f"tab{number}"] = "Notities"
    at = at.run()
    return " ".join(str(each.value) for kind in ("markdown", "text", "info", "caption") for each in at.get(kind))


def test_a_concern_stands_under_notes_for_the_case_manager_and_for_nobody_else(house: Any, look: Look) -> None:
    ref = house.register(BRAM)
    house.answer(ref, ILSE, "weighing", decision="consultant", case_manager=house.professional(FATIMA))
    house.answer(ref, FATIMA, "case-manager")
    write_note(house.office.store, house.viewer(BRAM), ref, CONCERN, house.now)

    assert CONCERN["words"] in _notes(house, look, FATIMA, ref)
    assert CONCERN["words"] not in _notes(house, look, ILSE, ref)
    assert any("zorg over veiligheid" in str(each.value) for each in look("home", FATIMA).markdown)
    assert not any("zorg over veiligheid" in str(each.value) for each in look("home", ILSE).markdown)
