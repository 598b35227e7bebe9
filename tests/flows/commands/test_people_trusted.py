"""A trusted person who changes, steps back or gets a substitute: the windows of contact go to the right person."""

from typing import Any

import pytest
from sqlmodel import col, select

from flows.commands.people import add_person, end_person
from models.refusal import Refused
from models.tables import CasePerson, Wait

ILSE, FATIMA = "ilse.verhagen@aanmeldpunt.example", "fatima.bouzidi@doorstroompunt.example"
RIET = {"name": "Tante Riet", "relation": "tante", "email": "riet@post.example"}
JAN = {"given_name": "Buurman", "family_name": "Jan", "email": "jan@post.example"}


class Youth:
    """A youth in aftercare."""

    def __init__(self, desk: Any, *, agreed: bool = True, **registered: Any) -> None:
        self.desk = desk
        self.ref = desk.register(**registered)
        manager, school = desk.professional(FATIMA), f"agency:{desk.agency('waalzicht')}"
        desk.answer(
            ILSE, self.ref, "weighing", decision="aftercare", case_manager=manager, leaves=school,
            leaves_on=desk.day(40),
        )  # fmt: skip
        desk.answer(FATIMA, self.ref, "case-manager")
        desk.answer(FATIMA, self.ref, "trusted-person", trusted=RIET, variant="residential")
        if agreed:
            desk.answer(FATIMA, self.ref, "trusted-agrees")

    def adds(self, relation: str, **fields: Any) -> str:
        said = {"relation": relation, **JAN, "agreed": True, **fields}
        who = add_person(self.desk.store, self.desk.viewer(FATIMA), self.ref, said, self.desk.now)
        self.desk.later(minutes=1)
        return who

    def ends(self, who: str, why: str = "steps back") -> None:
        end_person(self.desk.store, self.desk.viewer(FATIMA), self.ref, {"who": who, "why": why}, self.desk.now)
        self.desk.later(minutes=1)

    def is_now(self, relation: str) -> list[tuple[str, str | None]]:
        with self.desk.store.read(self.desk.now) as tx:
            rows = tx.session.exec(
                select(CasePerson)
                .where(CasePerson.relation == relation, col(CasePerson.until_on).is_(None))
                .order_by(col(CasePerson.id))
            )
            return [(f"person:{row.person_id}", row.variant) for row in rows]

    def holder(self, key: str) -> str:
        wait = self.desk.waits(self.ref)[key]
        return f"person:{wait.person_id}" if wait.person_id else f"professional:{wait.professional_id}"


@pytest.fixture
def youth(desk: Any) -> Youth:
    return Youth(desk)


def test_a_new_trusted_person_gets_the_window_that_was_open(youth: Youth) -> None:
    riet = youth.is_now("trusted person")[0][0]
    assert youth.holder("contact:1") == riet
    opens_at = youth.desk.waits(youth.ref)["contact:1"].opens_at

    jan = youth.adds("trusted person")

    assert youth.is_now("trusted person") == [(jan, "residential")]
    assert youth.holder("contact:1") == jan
    assert youth.desk.waits(youth.ref)["contact:1"].opens_at == opens_at
    youth.desk.later(days=60)
    assert youth.desk.mails("jan@post.example")
    assert youth.desk.mails("riet@post.example") == []


def test_while_somebody_is_being_chosen_that_question_is_answered_instead(desk: Any) -> None:
    youth = Youth(desk, agreed=False)

    with pytest.raises(Refused, match="answer that question instead"):
        youth.adds("trusted person")


def test_a_trusted_person_steps_back_and_the_substitute_is_asked_for_the_same_windows(youth: Youth) -> None:
    jan = youth.adds("substitute")
    riet = youth.is_now("trusted person")[0][0]

    youth.ends(riet)

    assert youth.is_now("trusted person") == [(jan, "residential")]
    assert youth.is_now("substitute") == []
    asked = [key for key in youth.desk.waits(youth.ref) if key.startswith("trusted-agrees")]
    assert [youth.holder(key) for key in asked] == [jan]


def test_the_warm_handover_goes_from_the_one_to_the_other(youth: Youth) -> None:
    assert youth.holder("warm-handover") == youth.is_now("trusted person")[0][0]
    youth.adds("substitute")

    youth.ends(youth.is_now("trusted person")[0][0])
    assert youth.holder("warm-handover") == youth.desk.professional(FATIMA)
    key = next(key for key in youth.desk.waits(youth.ref) if key.startswith("trusted-agrees"))
    youth.desk.answer(FATIMA, youth.ref, key)

    assert youth.holder("warm-handover") == youth.is_now("trusted person")[0][0]


def test_without_a_substitute_the_youth_chooses_again(youth: Youth) -> None:
    youth.ends(youth.is_now("trusted person")[0][0])

    assert youth.is_now("trusted person") == []
    assert [key for key in youth.desk.waits(youth.ref) if key.startswith("trusted-person")]
    assert "contact:1" not in youth.desk.waits(youth.ref)


def between_windows(youth: Youth) -> None:
    """Nobody spoke in the first window, so the case manager is asked; the trusted person is asked nothing."""
    while "contact-by-manager:1" not in youth.desk.waits(youth.ref):
        youth.desk.later(days=5)


def test_who_leaves_between_two_windows_makes_the_youth_choose_again(youth: Youth) -> None:
    between_windows(youth)
    youth.ends(youth.is_now("trusted person")[0][0])

    youth.desk.answer(FATIMA, youth.ref, "contact-by-manager:1", reached=True, youth_mark=7)

    assert [key for key in youth.desk.waits(youth.ref) if key.startswith("trusted-person")]
    assert [key for key in youth.desk.waits(youth.ref) if key.startswith("contact")] == []


def test_the_substitute_of_who_leaves_between_two_windows_is_asked(youth: Youth) -> None:
    jan = youth.adds("substitute")
    between_windows(youth)
    youth.ends(youth.is_now("trusted person")[0][0])

    youth.desk.answer(FATIMA, youth.ref, "contact-by-manager:1", reached=True, youth_mark=7)

    assert youth.is_now("trusted person") == [(jan, "residential")]
    asked = next(key for key in youth.desk.waits(youth.ref) if key.startswith("trusted-agrees"))
    assert youth.holder(asked) == jan
    youth.desk.answer(FATIMA, youth.ref, asked)
    assert [youth.holder(key) for key in youth.desk.waits(youth.ref) if key.startswith("contact")] == [jan]


def test_who_was_asked_to_agree_and_steps_back_makes_the_youth_choose_again(desk: Any) -> None:
    youth = Youth(desk, agreed=False)

    youth.ends(youth.is_now("trusted person")[0][0])

    assert [key for key in youth.desk.waits(youth.ref) if key.startswith("trusted-person")]


def test_who_steps_back_while_the_parents_are_asked_is_not_agreed_to(desk: Any) -> None:
    told = {"told_parents_on": desk.day(0), "told_parents_how": "phone"}
    youth = Youth(desk, birth_on="2012-06-15", sector="vo", custody=[{"given_name": "Hilde"}], **told)
    assert "parents-agree" in youth.desk.waits(youth.ref)

    youth.ends(youth.is_now("trusted person")[0][0])

    assert "parents-agree" not in youth.desk.waits(youth.ref)
    assert [key for key in youth.desk.waits(youth.ref) if key.startswith("trusted-person")]


def test_who_gets_custody_is_asked_about_the_chosen_person_too_and_all_must_agree(desk: Any) -> None:
    told = {"told_parents_on": desk.day(0), "told_parents_how": "phone"}
    youth = Youth(desk, birth_on="2012-06-15", sector="vo", custody=[{"given_name": "Hilde"}], **told)
    youth.adds("parent", given_name="Wout")
    assert len(_open(desk, "parents-agree")) == 2

    desk.answer(FATIMA, youth.ref, "parents-agree", agrees=True)
    assert "contact:1" not in desk.waits(youth.ref)
    assert len(_open(desk, "parents-agree")) == 1
    (left,) = _open(desk, "parents-agree")
    youth.ends(f"person:{left.person_id}", "named by mistake")

    assert "contact:1" in desk.waits(youth.ref)


def test_a_professional_can_be_trusted_and_stops_being_so(youth: Youth) -> None:
    bram = youth.desk.professional("bram.hoevelaar@waalzicht.example")

    assert youth.adds("trusted person", given_name=None, family_name=None, email=None, professional=bram) == bram

    assert youth.holder("contact:1") == bram
    youth.ends(bram)
    assert "contact:1" not in youth.desk.waits(youth.ref)


def _open(desk: Any, key: str) -> list[Any]:
    with desk.store.read(desk.now) as tx:
        return list(tx.session.exec(select(Wait).where(Wait.key == key, Wait.status == "open").order_by(col(Wait.id))))
