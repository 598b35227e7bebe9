"""Registering: when a draft becomes a case, whose word counts, and two who do it at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlmodel import func, select

from flows.commands.answer import answer
from flows.commands.register import hand_in, register, write_draft
from flows.queries.case_story import case_story
from models.refusal import BadAnswer
from models.tables import CaseFile, Consent, Professional

ILSE, BRAM = "ilse.verhagen@aanmeldpunt.example", "bram.hoevelaar@waalzicht.example"
FATIMA, DENNIS = "fatima.bouzidi@doorstroompunt.example", "dennis.culemborg@geldloket.example"


def content(desk: Any, **more: Any) -> dict[str, Any]:
    return {
        "given_name": "Mette", "family_name": "Oosterveld", "birth_on": "2012-05-01", "municipality": "Tielerwaard",
        "sector": "vo", "told_youth_on": desk.day(0), "told_youth_how": "talk", "ground": "legal task",
        "worry": "Komt weinig op school.", "wish": "Rust.", **more,
    }  # fmt: skip


def cases(desk: Any) -> int:
    with desk.store.read(desk.now) as tx:
        return int(tx.session.exec(select(func.count()).select_from(CaseFile)).one())


def test_under_sixteen_it_stays_a_draft_until_those_with_custody_were_told(desk: Any) -> None:
    draft = write_draft(desk.store, desk.viewer(BRAM), content(desk), desk.now)
    before = cases(desk)

    with pytest.raises(BadAnswer, match="told_parents_on"):
        hand_in(desk.store, desk.viewer(BRAM), draft, desk.now)

    assert cases(desk) == before


def test_it_says_when_and_how_those_with_custody_were_told(desk: Any) -> None:
    with pytest.raises(BadAnswer, match="custody were told"):
        register(desk.store, desk.viewer(BRAM), content(desk, told_parents_on=desk.day(0)), desk.now)

    told = {"told_parents_on": desk.day(0), "told_parents_how": "phone"}
    ref = register(desk.store, desk.viewer(BRAM), content(desk, **told), desk.now).ref

    assert desk.file(ref).parents_informed_how == "phone"


def test_a_youth_is_discussed_anonymously_before_anybody_is_told(desk: Any) -> None:
    fields = {k: v for k, v in content(desk, ground="anonymous").items() if not k.startswith("told")}

    assert register(desk.store, desk.viewer(BRAM), fields, desk.now).ref


@pytest.mark.parametrize(
    "said", [{"told_parents_on": None}, {"told_youth_on": 400}, {"told_parents_on": 400}], ids=["", "youth", "parents"]
)
def test_being_told_lies_in_the_past_and_under_sixteen_it_is_both(desk: Any, said: dict[str, Any]) -> None:
    fields = {k: v for k, v in content(desk, ground="anonymous").items() if not k.startswith("told")}
    ref = desk.register(**fields, told_youth_on=None, told_youth_how=None)
    right = {"told_youth_on": 0, "told_youth_how": "talk", "told_parents_on": 0, "told_parents_how": "phone"}
    form = {k: desk.day(v) if isinstance(v, int) else v for k, v in {**right, **said}.items()}
    if form["told_parents_on"] is None:
        del form["told_parents_on"], form["told_parents_how"]

    with pytest.raises(BadAnswer, match="told_"):
        answer(desk.store, desk.viewer(BRAM), ref, "informed", form, desk.now)


def test_a_yes_at_registration_is_for_the_school_and_whoever_was_asked_something_too(desk: Any) -> None:
    horizonlijn = desk.agency("horizonlijn")
    asked = {"agency": f"agency:{horizonlijn}", "asked_on": desk.day(-9), "term": "treeknorm intake", "words": "Intake"}
    yes = {"giver": "youth", "agrees": True, "way": "table", "given_on": desk.day(0)}

    ref = desk.register(running=[asked], consents=[yes])

    with desk.store.read(desk.now) as tx:
        assert tx.session.exec(select(Consent.agency_id)).all() == [horizonlijn]
    assert any(key.startswith("running:") for key in desk.held_by(ref, horizonlijn))


def test_one_draft_handed_in_twice_at_once_is_one_case(desk: Any) -> None:
    viewer = desk.viewer(BRAM)
    told = {"told_parents_on": desk.day(0), "told_parents_how": "phone"}
    draft = write_draft(desk.store, viewer, content(desk, **told), desk.now)
    before = cases(desk)

    with ThreadPoolExecutor(4) as people:
        refs = {found.ref for found in people.map(lambda _: hand_in(desk.store, viewer, draft, desk.now), range(4))}

    assert len(refs) == 1
    assert cases(desk) == before + 1


def test_the_same_registration_at_the_same_moment_is_one_case(desk: Any) -> None:
    viewer = desk.viewer(BRAM)
    fields = content(desk, told_parents_on=desk.day(0), told_parents_how="phone")
    before = cases(desk)

    with ThreadPoolExecutor(4) as people:
        refs = {each.ref for each in people.map(lambda _: register(desk.store, viewer, fields, desk.now), range(4))}

    assert len(refs) == 1
    assert cases(desk) == before + 1


def test_an_agency_that_a_question_goes_to_has_a_part_in_the_case(desk: Any) -> None:
    ref = desk.register()
    smw = f"agency:{desk.agency('smw')}"
    desk.answer(ILSE, ref, "weighing", decision="light", agency=smw, case_manager=desk.professional(FATIMA))
    desk.answer(FATIMA, ref, "case-manager")
    helper = desk.waits(ref)["direct-help"].professional_id
    geldloket = f"agency:{desk.agency('geldloket')}"
    with desk.store.read(desk.now) as tx:
        email = tx.session.get_one(Professional, helper).email

    desk.answer(email, ref, "direct-help", cannot={"code": "not ours", "who_then": geldloket})
    desk.answer(DENNIS, ref, "direct-help", started_on=desk.day(0))

    with desk.store.read(desk.now) as tx:
        assert case_story(tx, desk.viewer(DENNIS), ref).youth == "Lieke Terborg"
