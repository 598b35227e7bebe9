"""Whom a question is about, behind a one-time code to the same address; and the reader's own number in later mails."""

import re
from contextlib import suppress
from typing import Any

import pytest
from sqlmodel import select

from flows.engine.hot import QUEUED
from flows.messages.compose import compose
from flows.messages.outgoing import ROW, House, Queued
from flows.messages.unsent import NotSent
from models.link_pass import LinkPass, written
from models.prepared import Prepared
from models.tables import CaseFile, LinkCode, OwnReference, Partner, Professional, Wait
from notifications.envelope import Sender

DENNIS = "dennis.culemborg@geldloket.example"
NAMES = re.compile(r"\bNoor\b|Veldwijk|2008")
CODE = re.compile(r"^\s+(\d{6})\s*$", re.MULTILINE)


@pytest.fixture
def ref(house: Any) -> str:
    return str(house.until_plan())


@pytest.fixture
def link(post: Any, ref: str) -> str:
    post.mails(DENNIS)
    return str(post.link(ref, "action:1"))


@pytest.fixture
def code(post: Any, act: Any, link: str) -> str:
    """A code that Dennis asked for and got."""
    assert "onderweg" in act(link, "ask_code").text
    return codes(post)[-1]


def codes(post: Any) -> list[str]:
    return [found for mail in post.mails(DENNIS) for found in CODE.findall(mail)]


def rows(house: Any, table: Any) -> list[Any]:
    with house.office.store.read(house.now) as tx:
        found = list(tx.session.exec(select(table)))
        for row in found:
            tx.session.expunge(row)
        return found


def test_a_code_to_the_same_address_shows_whom_it_is_about(act: Any, link: str, code: str) -> None:
    page = act(link, "enter_code", code=f"{code[:3]} {code[3:]}")

    assert page.status_code == 200
    assert "Noor Veldwijk" in page.text
    assert re.search(r"<dd>\d{1,2} \w+ 2008</dd>", page.text)
    assert code not in str(page.url)


def test_nothing_is_shown_before_the_code(client: Any, link: str, code: str) -> None:
    assert code
    assert not NAMES.search(client.get(link).text)


def test_the_code_stands_in_no_table_and_in_no_address(house: Any, act: Any, link: str, code: str) -> None:
    kept = [value for row in rows(house, LinkCode) for value in row.model_dump().values()]

    assert code not in map(str, kept)
    assert code not in str(act(link, "ask_code").url)


def test_a_code_works_once(act: Any, link: str, code: str, caplog: Any) -> None:
    act(link, "enter_code", code=code)

    again = act(link, "enter_code", code=code)

    assert again.status_code == 422
    assert 'id="enter_code-code-wrong"' in again.text
    assert not NAMES.search(again.text)
    assert caplog.messages == ["answer link refused: a wrong code"]


def test_a_wrong_code_shows_nothing_and_a_sixth_try_is_too_many(
    house: Any, act: Any, link: str, code: str, caplog: Any
) -> None:
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    for _ in range(5):
        refused = act(link, "enter_code", code=wrong)
        assert refused.status_code == 422
        assert not NAMES.search(refused.text)

    assert act(link, "enter_code", code=code).status_code == 422
    assert [row.tries for row in rows(house, LinkCode)] == [5]
    assert caplog.messages == ["answer link refused: a wrong code"] * 6


def test_a_code_ends_after_ten_minutes(house: Any, act: Any, link: str, code: str) -> None:
    house.later(minutes=10)

    assert act(link, "enter_code", code=code).status_code == 422


def test_only_the_latest_code_counts(post: Any, house: Any, act: Any, link: str, code: str) -> None:
    house.later(minutes=1)
    act(link, "ask_code")
    newer = codes(post)[-1]

    assert newer != code
    assert act(link, "enter_code", code=code).status_code == 422
    assert "Noor Veldwijk" in act(link, "enter_code", code=newer).text


def test_five_codes_an_hour_are_enough(house: Any, act: Any, link: str) -> None:
    for _ in range(5):
        assert act(link, "ask_code").status_code == 200

    refused = act(link, "ask_code")
    assert refused.status_code == 422
    assert "uur" in refused.text

    house.later(minutes=61)
    assert act(link, "ask_code").status_code == 200


def test_a_code_of_another_question_opens_nothing(
    post: Any, act: Any, ref: str, link: str, code: str, caplog: Any
) -> None:
    opened = re.search(r'name="opened" value="([^"]+)"', act(link, "enter_code", code=code).text)
    assert opened is not None
    number, _, rest = opened[1].partition(".")

    for forged in (f"{int(number) + 1}.{rest}", f"{number}.9{rest}", opened[1][:-1], "1.2-" + "0" * 32, "x" * 500):
        assert not NAMES.search(act(link, "own_reference", reference="naam", opened=forged).text)

    assert caplog.messages.count("answer link refused: not opened by a code") == 5
    assert "Noor Veldwijk" in act(link, "own_reference", reference="naam", opened=opened[1]).text


def test_what_was_opened_closes_after_half_an_hour(house: Any, act: Any, link: str, code: str) -> None:
    opened = re.search(r'name="opened" value="([^"]+)"', act(link, "enter_code", code=code).text)
    assert opened is not None
    house.later(minutes=30)

    assert not NAMES.search(act(link, "own_reference", reference="naam", opened=opened[1]).text)


def test_who_may_not_know_any_more_is_told_so_and_sees_no_question(
    house: Any, client: Any, ref: str, link: str, code: str
) -> None:
    with house.office.store.write(house.now) as tx:
        case = tx.session.exec(select(CaseFile).where(CaseFile.ref == ref)).one()
        agency = house.viewer(DENNIS).agency_id
        for row in tx.session.exec(select(Partner).where(Partner.case_id == case.id, Partner.agency_id == agency)):
            row.left_at = house.now

    page = client.get(link)

    assert not NAMES.search(page.text)
    assert "Wij mogen dit nu niet met u delen" in page.text
    assert "<form" not in page.text


def test_an_answered_question_takes_no_code(post: Any, client: Any, act: Any, link: str, code: str) -> None:
    act(link, done_on="2026-11-23")

    sent = client.post(link, data={"do": "enter_code", "code": code})

    assert "Deze vraag is beantwoord" in sent.text
    assert not NAMES.search(sent.text)


def test_a_code_that_waited_in_the_outbox_too_long_is_not_sent(post: Any, house: Any, act: Any, link: str) -> None:
    act(link, "ask_code")
    house.later(minutes=11)

    assert codes(post) == []


def test_the_own_reference_stands_in_the_next_mail(post: Any, house: Any, act: Any, ref: str) -> None:
    link = post.link(ref, "action:1")
    assert "Bedankt" in act(link, "own_reference", reference=" 2026-0114 ").text
    act(link, "own_reference", reference="D 77/3")
    assert [row.reference for row in rows(house, OwnReference)] == ["D 77/3"]

    with house.office.store.write(house.now) as tx:
        tx.session.exec(select(CaseFile).where(CaseFile.ref == ref)).one().urgent = True

    assert any("uw kenmerk D 77/3" in mail for mail in post.mails(DENNIS))


def test_no_other_agency_reads_that_reference(post: Any, house: Any, act: Any, ref: str) -> None:
    act(post.link(ref, "action:1"), "own_reference", reference="D 77/3")

    theirs, others = [], []
    with house.office.store.read(house.now) as tx:
        for row in tx.all(Prepared(select(*ROW).where(QUEUED))):
            with suppress(NotSent):
                composed = compose(tx, Queued(*row), House(Sender("post@vangnet.example"), "http://localhost"))
                mine = composed.to.agency_id == house.viewer(DENNIS).agency_id
                (theirs if mine else others).append(getattr(composed.told.notice, "your_ref", None))

    assert set(theirs) == {"D 77/3"}
    assert set(others) == {None}


@pytest.mark.parametrize(
    "reference",
    ["Noor Veldwijk", "noor1", "3-3-2008", "2008-03-03", "123456782", "<b>1</b>", "1", "a" * 31, "12\r\nBcc: x", ""],
)
def test_a_reference_that_may_say_something_about_a_person_is_refused(
    house: Any, act: Any, link: str, reference: str
) -> None:
    refused = act(link, "own_reference", reference=reference)

    assert refused.status_code == 422
    assert 'id="own_reference-reference-wrong"' in refused.text
    assert rows(house, OwnReference) == []


def test_one_of_the_people_is_offered_neither(client: Any, post: Any, house: Any, ref: str) -> None:
    number = post.wait(ref, "action:1").id
    youth = int(house.youth(ref).partition(":")[2])
    with house.office.store.write(house.now) as tx:
        wait = tx.session.get_one(Wait, number)
        wait.part, wait.agency_id, wait.professional_id, wait.person_id = "youth", None, None, youth
    link = post.link(ref, "action:1")
    page = client.get(link)

    assert page.status_code == 200
    assert "kenmerk" not in page.text
    assert client.post(link, data={"do": "ask_code"}).status_code == 409
    assert rows(house, LinkCode) == []


def test_after_the_code_stands_what_was_agreed_and_not_before(client: Any, act: Any, link: str, code: str) -> None:
    assert "Bellen met de verhuurder" not in client.get(link).text

    page = act(link, "enter_code", code=code).text

    assert "<dt>Wat er is afgesproken</dt><dd>Bellen met de verhuurder</dd>" in page
    assert "di 1 december 2026" in page


def test_the_code_of_who_reads_for_a_colleague_goes_to_them(post: Any, act: Any, ref: str, house: Any) -> None:
    wait = post.wait(ref, "action:1")
    with house.office.store.write(house.now) as tx:
        sanne = Professional(
            agency_id=wait.agency_id, given_name="Sanne", family_name="Wadenoord",
            email="sanne@geldloket.example", email_digest="sanne",
        )  # fmt: skip
        tx.session.add(sanne)
        tx.flush()
        held = LinkPass(wait.id, f"professional:{wait.professional_id}", sanne.id)
    link = f"/a/{written(held, house.office.store.vault)}"

    act(link, "ask_code")
    sent = [found for mail in post.mails("sanne@geldloket.example") for found in CODE.findall(mail)]

    assert "Noor Veldwijk" in act(link, "enter_code", code=sent[-1]).text
