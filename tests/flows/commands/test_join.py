"""A registration about a youth who has a case: it joins that case, and nobody else learns that there was one."""

from typing import Any

import pytest
from sqlmodel import select

from flows.commands.answer import answer
from flows.commands.youth_word import youth_says
from flows.queries.case_list import case_list
from flows.queries.case_story import case_story
from models.refusal import BadAnswer
from models.tables import CaseFile, Consent, Custody, Request, Youth, YouthWord

ILSE, BRAM = "ilse.verhagen@aanmeldpunt.example", "bram.hoevelaar@waalzicht.example"
FATIMA, DAPHNE = "fatima.bouzidi@doorstroompunt.example", "daphne.roosmalen@horizonlijn.example"
MIRJAM = "mirjam.steenkist@wijkteamnoord.example"


@pytest.fixture
def older(desk: Any) -> str:
    return str(desk.guided(desk.register()))


def again(desk: Any, older: str, **more: Any) -> str:
    """Registered once more by the neighbourhood team; the coordinator sees that it is the same youth."""
    ref = desk.register(MIRJAM, **more)
    desk.answer(ILSE, ref, "same-youth", is_same=True, case=desk.file(older).id)
    return str(ref)


def test_the_referrer_does_not_learn_that_a_case_existed(desk: Any, older: str) -> None:
    newer = again(desk, older)

    with desk.store.read(desk.now) as tx:
        line = next(line for line in case_list(tx, desk.viewer(MIRJAM)) if line.ref == newer)
        story = case_story(tx, desk.viewer(MIRJAM), newer)
        seen = {line.outcome, story.outcome, *(run.outcome for run in (*line.stages, *story.stages))}
        assert seen == {"taken up"}
        assert case_story(tx, desk.viewer(ILSE), newer).outcome == "joined"


def test_the_case_manager_is_told_that_a_registration_joined_the_case(desk: Any, older: str) -> None:
    before = len(desk.mails(FATIMA))

    again(desk, older)

    subjects = [mail["Subject"] for mail in desk.mails(FATIMA)[before:]]
    assert f"Een nieuwe aanmelding over deze jongere ({older})" in subjects


def test_whoever_registered_long_ago_gets_no_receipt_when_the_case_opens_again(desk: Any, older: str) -> None:
    desk.answer(ILSE, desk.register(given_name="Anders"), "weighing", decision="no ground", why="Geen grond.")
    closed = desk.register(given_name="Mette", birth_on="2009-02-03")
    desk.answer(ILSE, closed, "weighing", decision="other place", why="Past beter.")
    assert desk.file(closed).closed_at

    newer = desk.register(MIRJAM, given_name="Mette", birth_on="2009-02-03")
    desk.answer(ILSE, newer, "same-youth", is_same=True, case=desk.file(closed).id)

    assert desk.file(closed).closed_at is None
    assert len(desk.told(closed, "RegistrationReceived")) == 1


def test_what_a_registration_held_goes_along_into_the_case_it_joins(desk: Any, older: str) -> None:
    uwv, horizonlijn = (f"agency:{desk.agency(code)}" for code in ("uwv", "horizonlijn"))

    again(
        desk, older, urgent=True, departs_on=desk.day(60), partners=[horizonlijn],
        custody=[{"given_name": "Hilde", "family_name": "Terborg"}],
        running=[{"agency": uwv, "asked_on": desk.day(-9), "term": "work capacity", "words": "Wajong."}],
        consents=[{"giver": "youth", "agrees": True, "way": "table", "given_on": desk.day(0)}],
    )  # fmt: skip

    case = desk.file(older)
    assert any(key.startswith("running:") for key in desk.waits(older))
    assert case.urgent
    with desk.store.read(desk.now) as tx:
        assert str(tx.session.get_one(Youth, case.youth_id).departs_on) == desk.day(60)
        assert len(tx.session.exec(select(Custody).where(Custody.youth_id == case.youth_id)).all()) == 1
        asked = tx.session.exec(select(Request).where(Request.case_id == case.id)).one()
        assert (asked.status, str(asked.asked_on)) == ("running", desk.day(-9))
        yes = tx.session.exec(select(Consent).where(Consent.case_id == case.id)).all()
        assert {row.giver_id for row in yes} == {case.youth_id}


def test_what_the_youth_said_of_those_with_custody_goes_along(desk: Any, older: str) -> None:
    newer = desk.register(MIRJAM, custody=[{"given_name": "Hilde", "family_name": "Terborg"}])
    with desk.store.write(desk.now) as tx:
        mother = tx.session.exec(select(Custody).where(Custody.youth_id == desk.file(newer).youth_id)).one().person_id
    said = {"who": f"person:{mother}", "must_not": ["my meetings"], "said_on": desk.day(0)}
    youth_says(desk.store, desk.viewer(ILSE), newer, said, desk.now)

    desk.answer(ILSE, newer, "same-youth", is_same=True, case=desk.file(older).id)

    with desk.store.read(desk.now) as tx:
        (word,) = tx.session.exec(select(YouthWord).where(YouthWord.case_id == desk.file(older).id)).all()
        assert (word.person_id, word.must_not) == (mother, "my meetings")


def test_only_a_case_that_looked_alike_can_be_joined(desk: Any, older: str) -> None:
    another = desk.register(given_name="Sem", family_name="Oostwaard", birth_on="2010-01-09")
    newer = desk.register(MIRJAM)

    with pytest.raises(BadAnswer, match="case"):
        answer(
            desk.store, desk.viewer(ILSE), newer, "same-youth", {"is_same": True, "case": desk.file(another).id},
            desk.now,
        )  # fmt: skip


def test_a_case_that_was_joined_with_another_meanwhile_cannot_be_joined(desk: Any, older: str) -> None:
    newer = desk.register(MIRJAM)
    with desk.store.write(desk.now) as tx:
        row = tx.session.exec(select(CaseFile).where(CaseFile.ref == older)).one()
        row.merged_into_id = row.id
        tx.session.add(row)

    with pytest.raises(BadAnswer, match="case"):
        answer(desk.store, desk.viewer(ILSE), newer, "same-youth", {"is_same": True, "case": row.id}, desk.now)


@pytest.mark.parametrize("decision", ["other place", "no ground"])
def test_the_referrer_hears_the_decision_also_when_it_ends_there(desk: Any, decision: str) -> None:
    ref = desk.register()
    before = len(desk.mails(BRAM))

    desk.answer(ILSE, ref, "weighing", decision=decision, why="Past hier niet bij.")

    subjects = [mail["Subject"] for mail in desk.mails(BRAM)[before:]]
    assert f"Besluit over uw aanmelding ({ref})" in subjects
