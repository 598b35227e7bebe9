"""Consent: who was not reached, who said no, and what the case manager decides then."""

from typing import Any

import pytest
from sqlmodel import select

from flows.commands.answer import answer
from flows.commands.change import add_running_request, ask_consent
from flows.commands.question import lock_case
from flows.engine.matter import Matter
from flows.facts.sharing import has_ground
from flows.filing.consent import Word, add_consent
from models.refusal import BadAnswer
from models.tables import Consent, Custody, LadderStep, StageRun

ILSE, BRAM = "ilse.verhagen@aanmeldpunt.example", "bram.hoevelaar@waalzicht.example"
DAPHNE = "daphne.roosmalen@horizonlijn.example"
DENNIS = "dennis.culemborg@geldloket.example"
MOTHER = [{"given_name": "Hilde", "family_name": "Terborg"}]


@pytest.fixture
def young(desk: Any) -> Any:
    """Registers Lieke at an age, with Horizonlijn as the one partner that needs consent."""

    def registered(birth_on: str, **more: Any) -> str:
        told = {"told_parents_on": desk.day(0), "told_parents_how": "phone"}
        partners = [f"agency:{desk.agency('horizonlijn')}"]
        return str(desk.register(birth_on=birth_on, sector="vo", partners=partners, **told, **more))

    return registered


def may_know(desk: Any, ref: str) -> bool:
    with desk.store.read(desk.now) as tx:
        return has_ground(Matter(tx, lock_case(tx, ref), 0, "", 0, None, None), desk.agency("horizonlijn"))


def said(desk: Any, who: str, *, agrees: bool = True) -> dict[str, Any]:
    return {"giver": who, "agrees": agrees, "way": "table", "given_on": desk.day(0)}


def in_charge(desk: Any, ref: str) -> str:
    with desk.store.read(desk.now) as tx:
        rows = tx.session.exec(select(Custody.person_id).where(Custody.youth_id == desk.file(ref).youth_id))
        return f"person:{rows.one()}"


def ended(desk: Any, ref: str) -> str:
    with desk.store.read(desk.now) as tx:
        run = select(StageRun).where(StageRun.stage == "consent", StageRun.case_id == desk.file(ref).id)
        return str(tx.session.exec(run).one().outcome)


def test_under_sixteen_the_yes_of_the_youth_alone_is_not_enough_where_nobody_with_custody_is_known(
    desk: Any, young: Any
) -> None:
    yes = {"giver": "youth", "agrees": True, "way": "table", "given_on": desk.day(0)}

    ref = young("2012-05-01", consents=[yes])

    assert not may_know(desk, ref)
    assert "custody" in desk.waits(ref)


def test_under_twelve_it_is_asked_who_has_custody_and_then_their_yes(desk: Any, young: Any) -> None:
    ref = young("2016-05-01")

    desk.answer(BRAM, ref, "custody", custody=MOTHER)
    desk.answer(BRAM, ref, "consent", givers=[said(desk, in_charge(desk, ref))])

    assert may_know(desk, ref)
    assert ended(desk, ref) == "given"


def test_a_no_of_somebody_with_custody_is_tried_and_then_decided(desk: Any, young: Any) -> None:
    ref = young("2012-05-01", custody=MOTHER)
    mother = in_charge(desk, ref)

    desk.answer(BRAM, ref, "consent", givers=[said(desk, desk.youth(ref)), said(desk, mother, agrees=False)])
    tried = [{"way": way, "tried_on": desk.day(0), "result": "not reached"} for way in ("phone", "visit")]
    desk.answer(ILSE, ref, "reach-custody-holder", attempts=tried)

    assert "without-yes" in desk.waits(ref)
    assert ended(desk, ref) == "None"


def test_under_twelve_the_closing_letter_goes_to_those_with_custody(desk: Any, young: Any) -> None:
    ref = young("2016-05-01", custody=MOTHER)

    desk.answer(ILSE, ref, "weighing", decision="no ground", why="Hier is geen grond voor.")

    assert [f"person:{each.to_person_id}" for each in desk.told(ref, "CaseClosed")] == [in_charge(desk, ref)]


def test_a_no_given_at_registration_is_decided_on_too(desk: Any, young: Any) -> None:
    words = [
        {"giver": giver, "agrees": giver == "youth", "way": "table", "given_on": desk.day(0)}
        for giver in ("youth", "first custody holder")
    ]

    ref = young("2012-05-01", custody=MOTHER, consents=words)

    assert "reach-custody-holder" in desk.waits(ref)


def test_nobody_looks_for_those_with_custody_when_a_youth_of_seventeen_says_no(desk: Any, young: Any) -> None:
    ref = young("2009-05-01", custody=MOTHER)

    desk.answer(BRAM, ref, "consent", givers=[said(desk, desk.youth(ref), agrees=False)])

    assert "without-yes" in desk.waits(ref)
    assert "reach-custody-holder" not in desk.waits(ref, open_only=False)


def test_a_yes_that_came_of_an_attempt_is_a_yes(desk: Any, young: Any) -> None:
    ref = young("2016-05-01", custody=MOTHER)
    desk.answer(BRAM, ref, "consent", cannot={"code": "not reached"})

    attempts = [{"way": "visit", "tried_on": desk.day(0), "result": "agrees"}]
    desk.answer(ILSE, ref, "reach-custody-holder", attempts=attempts)

    assert may_know(desk, ref)
    assert ended(desk, ref) == "given"
    with desk.store.read(desk.now) as tx:
        assert tx.session.exec(select(Consent)).one().way == "table"


def test_an_attempt_that_does_not_say_who_agreed_is_no_yes(desk: Any, young: Any) -> None:
    ref = young("2012-05-01", custody=[*MOTHER, {"given_name": "Stefan"}])
    desk.answer(BRAM, ref, "consent", cannot={"code": "not reached"})

    attempts = {"attempts": [{"way": "phone", "tried_on": desk.day(0), "result": "agrees"}]}
    with pytest.raises(BadAnswer, match="giver"):
        answer(desk.store, desk.viewer(ILSE), ref, "reach-custody-holder", attempts, desk.now)


@pytest.mark.parametrize(("decision", "may"), [("own weighing", True), ("one holder", True), ("own ground", False)])
def test_what_the_case_manager_decides_without_a_yes_is_a_ground_or_leaves_it(
    desk: Any, young: Any, decision: str, *, may: bool
) -> None:
    ref = young("2009-05-01")
    desk.answer(BRAM, ref, "consent", cannot={"code": "not reached"})

    desk.answer(ILSE, ref, "without-yes", decision=decision, why="Het kan niet wachten.")

    assert may_know(desk, ref) is may


def test_a_no_after_a_decision_without_a_yes_takes_its_place(desk: Any, young: Any) -> None:
    ref = young("2009-05-01")
    desk.answer(BRAM, ref, "consent", cannot={"code": "not reached"})
    desk.answer(ILSE, ref, "without-yes", decision="own weighing", why="Het kan niet wachten.")
    ask_consent(desk.store, desk.viewer(ILSE), ref, f"agency:{desk.agency('horizonlijn')}", desk.now)
    desk.later(minutes=1)
    assert may_know(desk, ref)

    with desk.store.write(desk.now) as tx:
        matter = Matter(tx, lock_case(tx, ref), 0, "", 0, None, None)
        no = Word(desk.file(ref).youth_id, agrees=False, way="table", given_on=desk.today)
        add_consent(matter, desk.agency("horizonlijn"), no)

    assert not may_know(desk, ref)


def test_an_agency_hears_that_the_case_waits_for_it_once_it_may_know(desk: Any, young: Any) -> None:
    ref = young("2009-05-01")
    horizonlijn = desk.agency("horizonlijn")
    asked = {"asked_on": desk.day(-7), "term": "treeknorm intake", "words": "Intake."}
    add_running_request(desk.store, desk.viewer(ILSE), ref, {"agency": f"agency:{horizonlijn}", **asked}, desk.now)
    desk.later(minutes=1)
    desk.later(minutes=5)
    due_on = next(wait.due_on for key, wait in desk.waits(ref).items() if key.startswith("running"))

    desk.answer(BRAM, ref, "consent", givers=[said(desk, desk.youth(ref))])

    (key,) = desk.held_by(ref, horizonlijn)
    assert desk.waits(ref)[key].due_on == due_on
    assert [mail["Subject"] for mail in desk.mails(DAPHNE)]
    desk.answer(DAPHNE, ref, key, result="help began", decided_on=desk.day(0))
    assert key not in desk.waits(ref)


@pytest.mark.parametrize(("birth_on", "key"), [("2009-05-01", "consent"), ("2016-05-01", "custody")])
def test_a_yes_that_does_not_come_is_never_a_step_on_the_referrer(
    desk: Any, young: Any, birth_on: str, key: str
) -> None:
    wait = desk.waits(young(birth_on))[key]
    for _ in range(6):
        desk.later(days=8)

    with desk.store.read(desk.now) as tx:
        steps = set(tx.session.exec(select(LadderStep.step).where(LadderStep.wait_id == wait.id)))
    assert wait.part == "referrer"
    assert steps == {0}, "a friendly reminder before the last day, and no more"


def test_a_question_that_stands_still_for_want_of_a_yes_asks_for_it_and_goes_on_with_it(desk: Any, young: Any) -> None:
    ref = young("2009-05-01")
    geldloket = desk.agency("geldloket")
    asked = {"asked_on": desk.day(-7), "term": "debt talk", "words": "Een gesprek."}
    add_running_request(desk.store, desk.viewer(ILSE), ref, {"agency": f"agency:{geldloket}", **asked}, desk.now)
    desk.later(minutes=1)
    (key,) = desk.held_by(ref, geldloket)

    desk.answer(DENNIS, ref, key, cannot={"code": "consent missing"})
    assert desk.waits(ref)[key].paused_on
    desk.later(minutes=5)
    desk.answer(ILSE, ref, f"consent:{geldloket}", givers=[desk.youth(ref)], given_on=desk.day(0))

    assert desk.waits(ref)[key].paused_on is None
    assert not any(each.startswith("missing") for each in desk.waits(ref))
