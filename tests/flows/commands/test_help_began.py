"""The referrer hears once that help began, on whatever route; never again after a second weighing. Source: stage 1."""

from typing import Any

import pytest

from flows.engine.matter import unpacked

ILSE, FATIMA, RUBEN = (
    "ilse.verhagen@aanmeldpunt.example",
    "fatima.bouzidi@doorstroompunt.example",
    "ruben.dijkzicht@aanmeldpunt.example",
)
BRAM, MIRJAM = "bram.hoevelaar@waalzicht.example", "mirjam.steenkist@wijkteamnoord.example"
KADE, LOTTE = "femke.waardenburg@dekade.example", "lotte.appelhof@smw.example"
MARKS = [{"domain": "living", "youth": 6}]


@pytest.fixture
def ref(desk: Any) -> str:
    return str(desk.register())


def weighs(desk: Any, ref: str, decision: str, key: str = "weighing", **fields: Any) -> None:
    desk.answer(ILSE, ref, key, decision=decision, case_manager=desk.professional(FATIMA), **fields)
    waits = desk.waits(ref)
    for each in [each for each in waits if each.startswith("case-manager")]:
        desk.answer(FATIMA, ref, each)


def helps_directly(desk: Any, ref: str, n: str = "") -> None:
    agency = f"agency:{desk.agency('wijkteam-noord')}"
    weighs(desk, ref, "light", f"weighing{n}", agency=agency)
    desk.answer(MIRJAM, ref, f"direct-help{n}", started_on=desk.day(0))


def told(desk: Any, ref: str) -> list[dict[str, Any]]:
    """What was queued, and that it is all to the referrer."""
    messages = desk.told(ref, "HelpBegan")
    assert {message.to_professional_id for message in messages} <= {desk.viewer(BRAM).professional_id}
    return [unpacked(message.content) for message in messages]


def to_referrer(desk: Any) -> list[str]:
    return [mail["Subject"] for mail in desk.mails(BRAM)]


def test_where_one_agency_helps_the_referrer_hears_which_and_since_when(desk: Any, ref: str) -> None:
    helps_directly(desk, ref)

    assert told(desk, ref) == [{"agency": desk.professional(MIRJAM), "began_on": desk.today}]
    mail = next(mail for mail in desk.mails(BRAM) if "hulp" in mail["Subject"])
    assert "Wijkteam Noord is op" in mail.get_body(("plain",)).get_content()


def test_after_a_second_weighing_it_is_not_told_again(desk: Any, ref: str) -> None:
    helps_directly(desk, ref)
    desk.answer(MIRJAM, ref, "helped", result="more needed")

    helps_directly(desk, ref, ":2")

    assert len(told(desk, ref)) == 1


def test_who_began_to_help_and_is_the_referrer_too_gets_no_mail_about_that(desk: Any) -> None:
    ref = desk.register(by=MIRJAM)

    helps_directly(desk, ref)

    assert [(row.status, row.reason) for row in desk.told(ref, "HelpBegan")] == [("skipped", "seen on the page")]
    desk.answer(MIRJAM, ref, "helped", result="helped")
    assert [(row.status, row.reason) for row in desk.told(ref, "CaseEnded")] == [("skipped", "seen on the page")]
    assert not [mail for mail in desk.mails(MIRJAM) if "afgesloten" in mail["Subject"]]


def test_a_place_in_a_plus_facility_is_help_that_began(desk: Any, ref: str) -> None:
    agency = f"agency:{desk.agency('dekade')}"
    weighs(
        desk, ref, "plus facility", agency=agency, basic_qualification=True, starts_on=desk.day(0), ends_on="2028-07-14"
    )
    assert told(desk, ref) == []

    desk.answer(KADE, ref, "placed", started_on=desk.day(0))

    assert told(desk, ref) == [{"agency": desk.professional(KADE), "began_on": desk.today}]


def test_who_arrived_elsewhere_is_helped_and_the_referrer_hears_that_beside_the_ending(desk: Any, ref: str) -> None:
    weighs(desk, ref, "elsewhere", elsewhere="Een jongerenwerker in Tiel", agency=f"agency:{desk.agency('smw')}")

    desk.answer(LOTTE, ref, "arrived", arrived=True)

    assert told(desk, ref) == [{}]
    assert {f"De hulp is begonnen ({ref})", f"De casus die u aanmeldde is afgesloten ({ref})"} <= set(to_referrer(desk))


def test_a_consultant_the_youth_clicks_with_is_help_and_an_action_done_later_is_not_told_again(
    desk: Any, ref: str
) -> None:
    weighs(desk, ref, "consultant")
    desk.answer(ILSE, ref, "proposal", consultant=desk.professional(RUBEN))
    desk.answer(RUBEN, ref, "acceptance")
    assert told(desk, ref) == []
    desk.answer(RUBEN, ref, "introduction", met_on=desk.day(0), clicks=True)
    assert told(desk, ref) == [{}]

    plans(desk, ref, RUBEN)
    desk.answer(LOTTE, ref, "action:1", done_on=desk.day(0))

    assert len(told(desk, ref)) == 1


def plans(desk: Any, ref: str, by: str, who: str = "") -> None:
    action = {
        "who": who or f"agency:{desk.agency('smw')}",
        "words": "Zoekt een kamer.",
        "due_on": desk.day(20),
        "paid_by": "own means",
    }
    goal = {"domain": "living", "words": "Een eigen kamer.", "actions": [action]}
    desk.answer(by, ref, "plan", goals=[goal], marks=MARKS, youth_agrees=True)


def without_consultant(desk: Any, ref: str, who: str = "") -> None:
    weighs(desk, ref, "consultant")
    desk.answer(ILSE, ref, "proposal", youth_wants_none=True)
    plans(desk, ref, FATIMA, who)


def test_without_a_consultant_the_first_thing_an_agency_did_is_help_that_began(desk: Any, ref: str) -> None:
    without_consultant(desk, ref)
    assert told(desk, ref) == []

    desk.answer(LOTTE, ref, "action:1", done_on=desk.day(0))

    assert told(desk, ref) == [{}]
    mail = next(mail for mail in desk.mails(BRAM) if "hulp" in mail["Subject"])
    assert "is de hulp begonnen" in mail.get_body(("plain",)).get_content()
    assert "Schoolmaatschappelijk" not in mail.get_body(("plain",)).get_content()


def test_what_the_youth_did_is_no_help_of_others(desk: Any, ref: str) -> None:
    without_consultant(desk, ref, desk.youth(ref))

    desk.answer(FATIMA, ref, "action:1", done_on=desk.day(0))

    assert told(desk, ref) == []


def test_in_aftercare_help_began_when_somebody_was_in_touch(desk: Any, ref: str) -> None:
    weighs(desk, ref, "aftercare", leaves=f"agency:{desk.agency('waalzicht')}", leaves_on=desk.day(40))
    desk.answer(FATIMA, ref, "trusted-person", trusted={"name": "Tante Riet", "relation": "tante"})
    desk.answer(FATIMA, ref, "trusted-agrees")
    assert told(desk, ref) == []

    desk.answer(FATIMA, ref, "contact:1", reached=True)
    assert told(desk, ref) == [{}]
    desk.answer(FATIMA, ref, "contact:2", reached=True)

    assert len(told(desk, ref)) == 1
