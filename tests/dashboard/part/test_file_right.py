"""What was asked of a file stands on its page, with what is left out of the copy; a person decides otherwise there."""

from collections.abc import Callable
from typing import Any

from sqlmodel import select
from streamlit.testing.v1 import AppTest

from flows.commands.right import ask_right
from models.tables import CaseFile, RightMask

BRAM, ILSE = "bram.hoevelaar@waalzicht.example", "ilse.verhagen@aanmeldpunt.example"
Look = Callable[..., Any]


def _asked(house: Any, kind: str, **more: str) -> str:
    ref: str = house.register(BRAM)
    youth = _case(house, ref).youth_id
    content = {"kind": kind, "who": f"person:{youth}", "asked_on": f"{house.now:%Y-%m-%d}", **more}
    ask_right(house.office.store, house.viewer(ILSE), ref, content, house.now)
    return ref


def _case(house: Any, ref: str) -> CaseFile:
    with house.office.store.read(house.now) as tx:
        case: CaseFile = tx.session.exec(select(CaseFile).where(CaseFile.ref == ref)).one()
        return case


def _tab(house: Any, look: Look, ref: str, title: str) -> AppTest:
    at: AppTest = look("case", ILSE, ref=ref)
    at.session_state[f"tab{_case(house, ref).id}"] = title
    return at.run()


def _text(at: AppTest) -> str:
    return " ".join(str(each.value) for kind in ("markdown", "text", "caption", "success") for each in at.get(kind))


def test_a_person_sees_what_is_left_out_and_leaves_out_more(house: Any, look: Look) -> None:
    ref = _asked(house, "access")
    at = _tab(house, look, ref, "Eigen dossier")

    at.toggle[0].set_value(True).run()
    at.selectbox(key="mask item 1").set_value(f"case_file/{_case(house, ref).id}/worry").run()
    at.text_area[-1].set_value("Gaat vooral over een ander.")
    next(each for each in at.button if each.label == "Weglaten").click().run()

    assert not at.exception
    with house.office.store.read(house.now) as tx:
        assert [mask.masked for mask in tx.session.exec(select(RightMask))] == [True]
    assert "door een mens weggelaten" in _text(at)


def test_a_decision_without_a_reason_is_refused_at_the_form(house: Any, look: Look) -> None:
    ref = _asked(house, "access")
    at = _tab(house, look, ref, "Eigen dossier")

    at.toggle[0].set_value(True).run()
    at.selectbox(key="mask item 1").set_value(f"case_file/{_case(house, ref).id}/worry").run()
    next(each for each in at.button if each.label == "Weglaten").click().run()

    assert [each.value for each in at.error]
    with house.office.store.read(house.now) as tx:
        assert tx.session.exec(select(RightMask)).all() == []


def test_own_words_stand_beside_what_they_are_about(house: Any, look: Look) -> None:
    ref = _asked(house, "own statement", about="the registration", words="Zo was het *niet*.")

    assert "Zo was het *niet*." in _text(_tab(house, look, ref, "Jongere en mensen"))
    assert "Zo was het *niet*." not in _text(_tab(house, look, ref, "Plan"))
