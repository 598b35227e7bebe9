"""What was asked of an agency without a ground is followed, and the agency does not learn of the case."""

from typing import Any

import pytest

from flows.commands.change import add_running_request
from flows.queries.case_story import case_story
from models.refusal import Unknown

ILSE, ANOUK = "ilse.verhagen@aanmeldpunt.example", "anouk.beesd@ggd.example"


def asked(desk: Any) -> dict[str, str]:
    day = str(desk.today)
    return {"agency": f"agency:{desk.agency('ggd')}", "asked_on": day, "term": "mazl consult", "words": "Een consult."}


def test_an_agency_without_a_ground_does_not_see_a_case_that_waits_for_it(desk: Any) -> None:
    ref = desk.register(running=[asked(desk)])

    with desk.store.read(desk.now) as tx, pytest.raises(Unknown):
        case_story(tx, desk.viewer(ANOUK), ref)


def test_nor_when_it_is_noted_later(desk: Any) -> None:
    ref = desk.register()

    add_running_request(desk.store, desk.viewer(ILSE), ref, asked(desk), desk.now)

    with desk.store.read(desk.now) as tx, pytest.raises(Unknown):
        case_story(tx, desk.viewer(ANOUK), ref)


def test_with_consent_in_the_same_registration_it_does(desk: Any) -> None:
    day = str(desk.today)
    yes = {"giver": "youth", "agrees": True, "way": "table", "given_on": day}
    ref = desk.register(running=[asked(desk)], partners=[f"agency:{desk.agency('ggd')}"], consents=[yes])

    with desk.store.read(desk.now) as tx:
        assert case_story(tx, desk.viewer(ANOUK), ref).ref == ref
