"""What was asked of an agency without a ground is followed, and the agency does not learn of the case."""

from typing import Any

import pytest

from flows.commands.change import add_running_request, ask_consent
from flows.engine.matter import unpacked
from flows.messages.deliver import deliver
from flows.queries.case_story import case_story
from models.refusal import Unknown
from notifications.door import MemoryDoor
from notifications.envelope import Sender

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


def test_one_that_was_passed_on_meanwhile_is_told_with_the_day_it_was_asked(desk: Any) -> None:
    ref = desk.register(running=[asked(desk)])
    asked_on, key = desk.today, next(key for key in desk.waits(ref) if key.startswith("running"))
    desk.later(days=2)
    desk.answer(ILSE, ref, key, cannot={"code": "not ours", "who_then": f"agency:{desk.agency('smw')}"})

    ggd = desk.agency("ggd")
    ask_consent(desk.store, desk.viewer(ILSE), ref, f"agency:{ggd}", desk.now)
    desk.carry()
    desk.answer(ILSE, ref, f"consent:{ggd}", givers=[desk.youth(ref)], given_on=desk.day(0))

    told = desk.told(ref, "WaitsForYou")[-1]
    assert unpacked(told.content) == {"asked_on": asked_on}
    assert (desk.waits(ref)[key].agency_id, desk.waits(ref)[key].counted_from) == (ggd, asked_on)
    deliver(desk.store, MemoryDoor(), Sender("post@vangnet.example"), desk.now, desk.now)
    assert desk.told(ref, "WaitsForYou")[-1].status == "sent"
