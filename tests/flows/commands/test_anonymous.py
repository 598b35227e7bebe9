"""Discussed anonymously: a partner reads initials and an age band wherever the case is shown to it, and no more."""

from datetime import timedelta
from typing import Any

import pytest

from flows.queries.case_story import case_story
from flows.queries.door import open_case
from flows.queries.sitting import sitting

ILSE, BRAM = "ilse.verhagen@aanmeldpunt.example", "bram.hoevelaar@waalzicht.example"
FATIMA, LOTTE = "fatima.bouzidi@doorstroompunt.example", "lotte.appelhof@smw.example"
DAPHNE = "daphne.roosmalen@horizonlijn.example"


@pytest.fixture
def ref(desk: Any) -> str:
    """Lieke, of whom only what is going on is told; who may know by law and who may not are both asked to the table."""
    ref = desk.register(ground="anonymous", partners=[f"agency:{desk.agency('smw')}"])
    desk.guided(ref)
    invited = [f"agency:{desk.agency(code)}" for code in ("waalzicht", "smw", "horizonlijn")]
    desk.answer(
        FATIMA, ref, "invitees", agencies=invited, youth=False, parents=False, anonymous=True,
        without_why="Eerst raad vragen.", chair=desk.professional(BRAM), minute_taker=desk.professional(FATIMA),
    )  # fmt: skip
    desk.answer(FATIMA, ref, "slot", starts_at=(desk.now + timedelta(days=14)).isoformat(), place="Waalzicht")
    return str(ref)


def _facts(desk: Any, who: str, ref: str) -> list[Any]:
    with desk.store.read(desk.now) as tx:
        rooms = sitting(tx, open_case(tx, desk.viewer(who), ref))
        return [fact.value for question in (*rooms.mine, *rooms.colleagues) for fact in question.about]


@pytest.mark.parametrize("who", [LOTTE, DAPHNE])
def test_who_is_asked_to_the_table_reads_initials_and_an_age_band(desk: Any, ref: str, who: str) -> None:
    facts = _facts(desk, who, ref)

    assert "L.T., 16-17" in facts
    assert not [fact for fact in facts if "Lieke" in str(fact) or "Terborg" in str(fact)]


def test_on_the_page_of_the_case_no_partner_reads_a_name_or_an_age(desk: Any, ref: str) -> None:
    with desk.store.read(desk.now) as tx:
        for who in (LOTTE, DAPHNE):
            assert case_story(tx, desk.viewer(who), ref).youth in {None, "L.T., 16-17"}


def test_the_invitation_goes_out_and_names_nobody_in_mail_or_calendar(desk: Any, ref: str) -> None:
    invitation = next(mail for mail in desk.mails(DAPHNE) if mail["Subject"] and mail.is_multipart())

    words = "".join(part.get_content() for part in invitation.walk() if part.get_content_maintype() == "text")
    assert ref in words
    assert not [word for word in ("Lieke", "Terborg", "L.T.") if word in words]
