"""Some questions have words of their own: they go to the right person when they are asked, and name nobody."""

from datetime import UTC, datetime
from typing import Any

import pytest

from flows.commands.change import ask_consent
from flows.rounds.renew import renew_consents

ILSE, BRAM, FATIMA = (
    "ilse.verhagen@aanmeldpunt.example",
    "bram.hoevelaar@waalzicht.example",
    "fatima.bouzidi@doorstroompunt.example",
)
LOTTE, MIRJAM = "lotte.appelhof@smw.example", "mirjam.steenkist@wijkteamnoord.example"
NEVER = ("Lieke", "Terborg", "2010-06", "2007-03", "Tielerwaard", "Schulden", "eigen plek")


def text_of(mail: Any) -> str:
    return f"{mail['Subject']}\n{mail.get_body(('plain',)).get_content()}"


def mailed(desk: Any, address: str, title: str) -> list[str]:
    """The mails of that title to somebody; none of them says who it is about."""
    found = [text_of(mail) for mail in desk.mails(address) if mail["Subject"].startswith(title)]
    assert [name for text in found for name in NEVER if name in text] == []
    return found


def token(desk: Any, code: str) -> str:
    return f"agency:{desk.agency(code)}"


def weighs(desk: Any, ref: str, decision: str, **fields: Any) -> None:
    desk.answer(ILSE, ref, "weighing", decision=decision, case_manager=desk.professional(FATIMA), **fields)
    desk.answer(FATIMA, ref, "case-manager")


def test_whoever_registered_is_asked_to_ask_consent_for_the_partners_that_need_it(desk: Any) -> None:
    desk.register(partners=[token(desk, "horizonlijn")])

    asked = mailed(desk, BRAM, "Wilt u toestemming vragen?")

    assert len(asked) == 1
    assert "- Aanbieder Horizonlijn" in asked[0]
    assert "Graag uiterlijk ma 7 december 2026" in asked[0]


def test_for_one_more_partner_consent_is_asked_of_the_case_manager(desk: Any) -> None:
    ref = desk.register()
    weighs(desk, ref, "light", agency=token(desk, "smw"))

    ask_consent(desk.store, desk.viewer(ILSE), ref, token(desk, "horizonlijn"), desk.now)
    desk.carry()

    assert ["- Aanbieder Horizonlijn" in text for text in mailed(desk, FATIMA, "Wilt u toestemming vragen?")] == [True]


def test_the_case_manager_hears_six_weeks_ahead_that_a_consent_ends(desk: Any) -> None:
    horizonlijn = token(desk, "horizonlijn")
    ref = desk.register(partners=[horizonlijn], birth_on="2007-03-01")
    yes = {"giver": desk.youth(ref), "agrees": True, "way": "table", "given_on": desk.day(0)}
    desk.answer(BRAM, ref, "consent", givers=[yes])
    weighs(desk, ref, "meeting")
    assert mailed(desk, FATIMA, "Toestemming loopt af") == []

    desk.now = datetime(2027, 10, 12, 8, tzinfo=UTC)
    assert renew_consents(desk.store, desk.now).asked["consent ends"] == 1
    desk.carry()

    ending = mailed(desk, FATIMA, "Toestemming loopt af")
    assert len(ending) == 1
    assert "Op di 23 november 2027 loopt de toestemming af" in ending[0]
    assert "- Aanbieder Horizonlijn" in ending[0]


@pytest.mark.parametrize(
    ("to", "reader", "where"),
    [("smw", LOTTE, "verdergaat bij Schoolmaatschappelijk werk"), (None, BRAM, "verdergaat op een andere plek")],
)
def test_whether_the_youth_arrived_is_asked_of_who_receives_else_of_the_referrer(
    desk: Any, to: str | None, reader: str, where: str
) -> None:
    agency = {"agency": token(desk, to)} if to else {}
    weighs(desk, desk.register(), "elsewhere", elsewhere="Een jongerenwerker in de stad", **agency)

    asked = mailed(desk, reader, "Is de jongere aangekomen?")

    assert len(asked) == 1
    assert where in asked[0]


def test_what_happens_meanwhile_is_asked_of_the_case_manager_with_the_question_it_is_about(desk: Any) -> None:
    ref = desk.register()
    weighs(desk, ref, "light", agency=token(desk, "wijkteam-noord"))
    assert mailed(desk, FATIMA, "Wat gebeurt er ondertussen?") == []

    desk.answer(MIRJAM, ref, "direct-help", needs_longer={"until": desk.day(90), "code": "no place"})

    asked = mailed(desk, FATIMA, "Wat gebeurt er ondertussen?")
    assert len(asked) == 1
    assert "Is uw hulp begonnen?" in asked[0]


def test_a_consultant_that_was_computed_waits_for_a_yes_of_the_coordinator(desk: Any) -> None:
    weighs(desk, desk.register(), "consultant")

    asked = mailed(desk, ILSE, "Een voorstel wacht op uw akkoord")

    assert len(asked) == 1
    assert "Wie wordt transitieconsulent?" in asked[0]
