"""The page behind a link in a mail: one question, answered once, by whom it was asked of, without an account."""

import logging
import re
from datetime import date
from typing import Any

import pytest
from sqlalchemy import text
from sqlmodel import select

from dashboard.route import answer as route
from dashboard.route.limit import Limit
from flows.engine.post import queue
from models.code import MailMoment
from models.holder import Holder
from models.link_pass import LinkPass, written
from models.secret import Vault
from models.tables import CaseFile, MailChoice, Professional, Wait

DENNIS = "dennis.culemborg@geldloket.example"
DAYS = ("2026-11-23", "2026-11-24")
NAMES = re.compile(r"\bNoor\b|Veldwijk|2008")


@pytest.fixture
def ref(house: Any) -> str:
    return str(house.until_plan())


@pytest.fixture
def link(post: Any, ref: str) -> str:
    """Where Dennis answers whether the phone call was made."""
    return str(post.link(ref, "action:1"))


def test_the_mail_holds_the_link_and_the_link_shows_that_one_question(
    post: Any, client: Any, ref: str, link: str, house: Any
) -> None:
    with house.office.store.write(house.now) as tx:
        tx.session.exec(select(CaseFile).where(CaseFile.ref == ref)).one().urgent = True

    assert post.links(DENNIS) == [link]

    page = client.get(link)

    assert page.status_code == 200
    assert "<h1>Is gedaan wat u heeft afgesproken?</h1>" in page.text
    assert "Doorstroompunt Rivierland-Oost" in page.text
    assert "di 1 december 2026" in page.text
    assert not NAMES.search(page.text)
    assert "verhuurder" not in page.text


def test_the_page_keeps_nothing_and_runs_nothing(client: Any, link: str) -> None:
    page = client.get(link)

    assert "<script" not in page.text
    assert "set-cookie" not in page.headers
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["referrer-policy"] == "no-referrer"
    assert page.headers["x-robots-tag"] == "noindex, nofollow"
    assert page.headers["content-security-policy"].startswith("default-src 'none'; style-src 'sha256-")


def test_every_field_has_a_label_of_its_own(client: Any, link: str) -> None:
    page = client.get(link).text

    fields = set(re.findall(r'<(?:input|select|textarea)[^>]* id="([^"]+)"', page))
    assert fields
    assert fields <= set(re.findall(r'<label for="([^"]+)"', page))


def test_an_answer_counts_as_the_readers_own(post: Any, act: Any, ref: str, link: str, house: Any) -> None:
    answered = act(link, done_on="2026-11-23", words="Gebeld; er is uitstel.")

    assert answered.status_code == 200
    assert "Bedankt" in answered.text
    assert post.wait(ref, "action:1").status == "given"
    dennis = house.viewer(DENNIS).professional_id
    assert [(row.said_by_professional_id, row.recorded_by_id) for row in post.said(ref, "action:1")] == [
        (dennis, dennis)
    ]


def test_after_the_answer_the_link_says_thank_you_and_acts_on_nothing(
    post: Any, act: Any, client: Any, ref: str, link: str, caplog: Any
) -> None:
    act(link, done_on="2026-11-23")

    again = client.post(link, data={"do": "answer", "turn": "1", "done_on": "2026-11-20"})

    assert "Deze vraag is beantwoord op ma 23 november 2026" in again.text
    assert "<form" not in again.text
    assert len(post.said(ref, "action:1")) == 1
    assert caplog.messages == ["answer link refused: answered"]


def test_a_mail_scanner_that_opens_every_link_changes_nothing(post: Any, client: Any, ref: str, link: str) -> None:
    before = post.wait(ref, "action:1")

    for method in ("HEAD", "GET", "GET", "HEAD"):
        assert client.request(method, link).status_code == 200

    assert post.wait(ref, "action:1") == before
    assert post.said(ref, "action:1") == []


@pytest.mark.parametrize(
    "body",
    [
        b"", b"do", b"do=answer", b"\xff\x00\xfe", b'{"do": "answer"}', b"do=drop&turn=1", b"do=answer&turn=-1",
        b"do=answer&turn=99999999999999999999&done_on=2026-11-23", b"do=answer&turn=1&done_on=2026-11-23&said.who=x",
        b"do=answer&turn=1&done_on=gisteren", b"&".join(b"a=%d" % number for number in range(1000)),
    ],
)  # fmt: skip
def test_garbage_that_is_posted_changes_nothing(
    post: Any, client: Any, ref: str, link: str, body: bytes, caplog: Any
) -> None:
    answered = client.post(link, content=body, headers={"content-type": "application/x-www-form-urlencoded"})

    assert answered.status_code in {400, 409, 422}
    assert "<form" in answered.text
    assert (post.wait(ref, "action:1").status, post.said(ref, "action:1")) == ("open", [])
    assert [each.partition(":")[0] for each in caplog.messages] == ["answer link refused"]


def test_more_than_fits_is_refused_unread(client: Any, link: str, caplog: Any) -> None:
    assert client.post(link, content=b"x" * 100_001).status_code == 413
    assert caplog.messages == ["answer link refused: too large"]


def test_what_does_not_fit_is_said_at_its_field_and_what_was_typed_stays(act: Any, link: str) -> None:
    answered = act(link, words="<b>Bijna</b> klaar")

    assert answered.status_code == 422
    assert 'id="answer-done_on-wrong"' in answered.text
    assert 'aria-describedby="answer-done_on-wrong"' in answered.text
    assert "&lt;b&gt;Bijna&lt;/b&gt; klaar" in answered.text


def test_words_that_are_too_long_stay_to_be_cut(act: Any, link: str) -> None:
    answered = act(link, done_on="2026-11-23", words="x" * 5_001)

    assert answered.status_code == 422
    assert "5001" in answered.text
    assert "x" * 5_001 in answered.text


def test_a_new_date_leaves_the_question_open_and_the_link_alive(post: Any, act: Any, ref: str, link: str) -> None:
    answered = act(link, "needs_longer", until="2026-12-08", code="too many cases")

    assert "di 8 december 2026" in answered.text
    wait = post.wait(ref, "action:1")
    assert (wait.status, str(wait.due_on), wait.turn) == ("open", "2026-12-08", 2)
    assert "Bedankt" in act(link, done_on="2026-11-23").text


def test_a_page_that_was_drawn_before_the_change_acts_on_nothing(
    post: Any, act: Any, client: Any, ref: str, link: str
) -> None:
    act(link, "needs_longer", until="2026-12-08", code="too many cases")

    replayed = client.post(link, data={"do": "needs_longer", "turn": "1", "until": "2026-12-15", "code": "on leave"})

    assert replayed.status_code == 409
    assert str(post.wait(ref, "action:1").due_on) == "2026-12-08"


def test_it_is_declined_with_a_reason_of_the_list_only(post: Any, act: Any, ref: str, link: str) -> None:
    assert act(link, "cannot", code="no idea").status_code == 422
    assert post.wait(ref, "action:1").status == "open"

    act(link, "cannot", code="no longer needed")

    assert post.wait(ref, "action:1").status == "declined"


def _colleague(house: Any, agency: int) -> int:
    with house.office.store.write(house.now) as tx:
        row = Professional(agency_id=agency, given_name="Sanne", family_name="Wadenoord")
        tx.session.add(row)
        tx.flush()
        return int(row.id)


def test_a_colleague_takes_over_and_the_old_link_says_so(
    post: Any, act: Any, client: Any, ref: str, link: str, house: Any
) -> None:
    sanne = _colleague(house, house.viewer(DENNIS).agency_id)

    passed_on = act(link, "someone_else", colleague=f"professional:{sanne}")

    assert "Iemand anders beantwoordt dit nu" in passed_on.text
    assert post.wait(ref, "action:1").professional_id == sanne
    refused = client.post(link, data={"do": "answer", "turn": "2", "done_on": "2026-11-23"})
    assert "Iemand anders beantwoordt dit nu" in refused.text
    assert post.wait(ref, "action:1").status == "open"
    assert "Bedankt" in act(post.link(ref, "action:1"), done_on="2026-11-23").text


def test_nobody_of_another_agency_can_be_chosen(post: Any, act: Any, ref: str, link: str, house: Any) -> None:
    ilse = house.professional("ilse.verhagen@aanmeldpunt.example")

    assert act(link, "someone_else", colleague=ilse).status_code == 422
    assert act(link, done_on="2026-11-23", **{"said.who": ilse}).status_code == 422
    assert post.wait(ref, "action:1").status == "open"


def test_an_answer_for_a_colleague_is_kept_as_theirs(post: Any, act: Any, ref: str, link: str, house: Any) -> None:
    dennis = house.viewer(DENNIS)
    sanne = _colleague(house, dennis.agency_id)

    act(link, done_on="2026-11-23", **{"said.who": f"professional:{sanne}"})

    said = post.said(ref, "action:1")
    assert [(row.said_by_professional_id, row.recorded_by_id) for row in said] == [(sanne, dennis.professional_id)]


def test_a_shared_mailbox_is_asked_who_answers(post: Any, act: Any, ref: str, house: Any) -> None:
    number = post.wait(ref, "action:1").id
    with house.office.store.write(house.now) as tx:
        tx.session.get_one(Wait, number).professional_id = None
    mailbox = post.link(ref, "action:1")

    nobody = act(mailbox, done_on="2026-11-23")
    assert nobody.status_code == 422
    assert "Wie beantwoordt dit?" in nobody.text
    act(mailbox, done_on="2026-11-23", **{"said.who": house.professional(DENNIS)})

    dennis = house.viewer(DENNIS).professional_id
    assert [(row.said_by_professional_id, row.recorded_by_id) for row in post.said(ref, "action:1")] == [(dennis, None)]


def test_one_of_the_people_answers_for_themselves(post: Any, act: Any, ref: str, house: Any) -> None:
    youth = int(house.youth(ref).partition(":")[2])
    with house.office.store.write(house.now) as tx:
        wait = tx.session.get_one(Wait, post.wait(ref, "action:1").id)
        wait.part, wait.agency_id, wait.professional_id, wait.person_id = "youth", None, None, youth
    link = post.link(ref, "action:1")

    answered = act(link, done_on="2026-11-23")

    assert "Bedankt" in answered.text
    said = post.said(ref, "action:1")
    assert [(row.said_by_person_id, row.said_by_professional_id, row.recorded_by_id) for row in said] == [
        (youth, None, None)
    ]


def test_a_question_that_was_taken_back_says_so(post: Any, client: Any, ref: str, link: str, house: Any) -> None:
    number = post.wait(ref, "action:1").id
    with house.office.store.write(house.now) as tx:
        wait = tx.session.get_one(Wait, number)
        wait.status, wait.closed_at, wait.code = "withdrawn", house.now, "consent withdrawn"
        wait.next_look_at = None

    assert "Deze vraag is niet meer nodig" in client.get(link).text
    assert "<form" not in client.post(link, data={"do": "answer", "turn": "1", "done_on": "2026-11-23"}).text


def test_a_form_that_decides_for_others_asks_to_sign_in(post: Any, client: Any, ref: str) -> None:
    page = client.get(post.link(ref, "review:1")).text

    assert "Inloggen en antwoorden" in page
    assert "<form" not in page


def test_forged_cut_off_foreign_and_vanished_links_read_the_same(
    client: Any, link: str, house: Any, caplog: pytest.LogCaptureFixture
) -> None:
    number = int(link[3:].partition("p")[0])
    vault = house.office.store.vault
    dennis = house.viewer(DENNIS).professional_id
    with house.office.store.write(house.now) as tx:
        gone = Professional(agency_id=house.viewer(DENNIS).agency_id, given_name="W", family_name="W", active=False)
        tx.session.add(gone)
        tx.flush()
        left = gone.id
    bad = [
        f"/a/{written(LinkPass(number, f'professional:{dennis}'), Vault(['x' * 40]))}",
        f"/a/{written(LinkPass(987654, f'professional:{dennis}'), vault)}",
        f"/a/{written(LinkPass(number, f'professional:{left}'), vault)}",
        link[:-1],
        link[:-1] + ("0" if link[-1] != "0" else "1"),
        link.replace(f"/a/{number}p", f"/a/{number + 1}p"),
        "/a/%00",
        "/a/" + "a" * 5000,
    ]

    with caplog.at_level(logging.WARNING, "vangnet.dashboard"):
        pages = [client.get(each) for each in bad] + [client.post(each, data={"do": "answer"}) for each in bad]

    assert {page.status_code for page in pages} == {404}
    assert len({page.text for page in pages}) == 1
    assert "Deze link werkt niet" in pages[0].text
    assert {record.getMessage() for record in caplog.records} == {"answer link refused: unknown"}


def test_another_holders_pass_for_a_question_opens_nothing_of_it(
    client: Any, link: str, house: Any, caplog: Any
) -> None:
    number = int(link[3:].partition("p")[0])
    ilse = house.viewer("ilse.verhagen@aanmeldpunt.example").professional_id
    foreign = f"/a/{written(LinkPass(number, f'professional:{ilse}'), house.office.store.vault)}"

    page = client.get(foreign).text

    assert "<form" not in page
    assert "Iemand anders beantwoordt dit nu" in page
    assert "<form" not in client.post(foreign, data={"do": "answer", "turn": "1", "done_on": "2026-11-23"}).text
    assert [each.partition(":")[0] for each in caplog.messages] == ["answer link refused"]


def test_links_of_before_a_rotation_of_the_secret_still_work(house: Any, link: str) -> None:
    old = "the secret of the tests before the rotation"
    number = int(link[3:].partition("p")[0])
    held = LinkPass(number, "professional:1")

    signed = written(held, Vault([old]))

    assert route.link_pass.read(signed, Vault(["a newer secret of the tests, long enough", old])) == held
    assert route.link_pass.read(signed, house.office.store.vault) is None


def test_who_knocks_too_often_waits_a_minute(
    client: Any, link: str, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    monkeypatch.setattr(route, "PER_LINK", Limit(2, lambda: 0.0))

    codes = [client.get(link).status_code for _ in range(3)]

    assert codes == [200, 200, 429]
    assert caplog.messages == ["answer link refused: too often"]


def test_english_is_a_click_away(client: Any, link: str) -> None:
    page = client.get(f"{link}?lang=en").text

    assert '<html lang="en">' in page
    assert "Is what you agreed to do done?" in page


def test_nothing_in_the_addresss_line_is_written_on_the_page(client: Any, link: str) -> None:
    page = client.get(f"{link}?lang=%22%3E%3Cb%3E&done=%3Cb%3Ex").text

    assert "<b>" not in page


def test_the_question_is_there_past_its_day_too(client: Any, house: Any, link: str) -> None:
    house.later(days=20)

    assert "<form" in client.get(link).text


def test_the_reader_who_left_is_told_nothing(client: Any, house: Any, link: str, caplog: Any) -> None:
    with house.office.store.write(house.now) as tx:
        tx.session.exec(
            select(Professional).where(Professional.id == house.viewer(DENNIS).professional_id)
        ).one().active = False

    assert client.get(link).status_code == 404
    assert caplog.messages == ["answer link refused: unknown"]


def _close(house: Any, ref: str) -> None:
    with house.office.store.write(house.now) as tx:
        case = tx.session.exec(select(CaseFile).where(CaseFile.ref == ref)).one()
        case.closed_at, case.outcome, case.retain_until = house.now, "helped", date(2028, 11, 23)


def test_a_link_of_a_closed_case_says_so_and_acts_on_nothing(
    post: Any, client: Any, ref: str, link: str, house: Any, caplog: Any
) -> None:
    _close(house, ref)

    page = client.get(link).text
    sent = client.post(link, data={"do": "answer", "turn": "1", "done_on": "2026-11-23"}).text

    assert "Deze casus is gesloten" in page
    assert "Deze casus is gesloten" in sent
    assert "<form" not in page + sent
    assert not NAMES.search(page)
    assert post.said(ref, "action:1") == []
    assert caplog.messages == ["answer link refused: closed"]


def test_who_answered_before_the_case_closed_reads_thank_you(
    act: Any, client: Any, ref: str, link: str, house: Any
) -> None:
    act(link, done_on="2026-11-23")
    _close(house, ref)

    assert "Bedankt" in client.get(link).text


def test_words_of_five_thousand_signs_are_kept_whole(post: Any, act: Any, ref: str, link: str) -> None:
    words = "Het is nog niet rond. " * 227 + "Einde."
    assert len(words) == 5_000

    assert "Bedankt" in act(link, done_on="2026-11-23", words=words).text

    assert words in post.said(ref, "action:1")[0].words


def _at_once(house: Any) -> None:
    with house.office.store.write(house.now) as tx:
        dennis = house.viewer(DENNIS).professional_id
        tx.session.add(MailChoice(professional_id=dennis, notice="*", moment=MailMoment.AT_ONCE))


def _remind(house: Any, wait: Wait) -> None:
    with house.office.store.write(house.now) as tx:
        to = Holder("", wait.agency_id, wait.professional_id)
        queue(tx, to, "Reminder", {"waits": [wait.id]}, case=wait.case_id, wait=wait.id)


def test_two_answers_from_two_mails_count_once(post: Any, client: Any, ref: str, link: str, house: Any) -> None:
    _at_once(house)
    first = post.links(DENNIS)
    house.later(days=2)
    _remind(house, post.wait(ref, "action:1"))
    assert first == post.links(DENNIS) == [link]
    turn = post.turn(client.get(link).text)

    answers = [client.post(link, data={"do": "answer", "turn": turn, "done_on": day}) for day in DAYS]

    assert ["Bedankt" in answer.text for answer in answers] == [True, True]
    assert len(post.said(ref, "action:1")) == 1
    assert DAYS[0] in post.said(ref, "action:1")[0].words


def _read_by(house: Any, link: str, colleague: int) -> str:
    """The link as it stands in the overview of a colleague who stands in for Dennis."""
    number = int(link[3:].partition("p")[0])
    dennis = house.viewer(DENNIS).professional_id
    return f"/a/{written(LinkPass(number, f'professional:{dennis}', colleague), house.office.store.vault)}"


def test_who_reads_for_a_colleague_on_leave_answers_as_themselves(
    post: Any, act: Any, ref: str, link: str, house: Any
) -> None:
    sanne = _colleague(house, house.viewer(DENNIS).agency_id)

    act(_read_by(house, link, sanne), done_on="2026-11-23")

    said = post.said(ref, "action:1")
    assert [(row.said_by_professional_id, row.recorded_by_id) for row in said] == [(sanne, sanne)]


def test_nobody_of_another_agency_reads_for_a_colleague(client: Any, link: str, house: Any) -> None:
    ilse = house.viewer("ilse.verhagen@aanmeldpunt.example").professional_id

    assert client.get(_read_by(house, link, ilse)).status_code == 404
    assert client.get(_read_by(house, link, 987_654)).status_code == 404


def test_a_pass_cannot_be_made_one_that_reads_for_a_colleague(client: Any, link: str, house: Any, caplog: Any) -> None:
    sanne = _colleague(house, house.viewer(DENNIS).agency_id)

    assert client.get(link.replace("-", f"s{sanne}-")).status_code == 404
    assert caplog.messages == ["answer link refused: unknown"]


@pytest.fixture
def mailbox(post: Any, ref: str, house: Any) -> str:
    """The link of a mailbox of an agency of which nobody is known."""
    wait = post.wait(ref, "action:1")
    with house.office.store.write(house.now) as tx:
        tx.session.get_one(Wait, wait.id).professional_id = None
        for row in tx.session.exec(select(Professional).where(Professional.agency_id == wait.agency_id)):
            row.active = False
    return str(post.link(ref, "action:1"))


def test_where_nobody_is_known_who_answers_writes_their_name(
    post: Any, act: Any, ref: str, mailbox: str, house: Any
) -> None:
    nameless = act(mailbox, done_on="2026-11-23")
    assert nameless.status_code == 422
    assert 'id="answer-said.name-wrong"' in nameless.text

    assert "Bedankt" in act(mailbox, done_on="2026-11-23", **{"said.name": "  Sanne   Wadenoord "}).text

    said = post.said(ref, "action:1")[0]
    assert (said.said_by_name, said.said_by_professional_id, said.recorded_by_id) == ("Sanne Wadenoord", None, None)
    assert said.said_by_agency_id == post.wait(ref, "action:1").agency_id
    stored = text("SELECT said_by_name FROM statement WHERE said_by_name IS NOT NULL")
    with house.office.store.engine.connect() as connection:
        kept = connection.execute(stored).scalar_one()
    assert "Sanne" not in kept


@pytest.mark.parametrize("name", ["   ", "x" * 81, "Sanne\x00Wadenoord"])
def test_a_name_that_is_none_is_refused_at_its_field(post: Any, act: Any, ref: str, mailbox: str, name: str) -> None:
    refused = act(mailbox, done_on="2026-11-23", **{"said.name": name})

    assert refused.status_code == 422
    assert 'id="answer-said.name-wrong"' in refused.text
    assert post.said(ref, "action:1") == []


def test_where_nobody_is_known_a_reason_why_not_has_a_name_too(post: Any, act: Any, ref: str, mailbox: str) -> None:
    assert act(mailbox, "cannot", code="no longer needed").status_code == 422

    act(mailbox, "cannot", code="no longer needed", **{"said.name": "Sanne"})

    assert post.wait(ref, "action:1").status == "declined"
    assert post.said(ref, "action:1")[0].said_by_name == "Sanne"
