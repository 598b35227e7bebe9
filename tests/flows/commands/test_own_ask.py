"""What a youth asks from their own page: a question of its own, and both endings reach the youth; no mail says what."""

from typing import Any

import pytest
from sqlmodel import select

from flows.commands.answer import answer
from flows.commands.change import withdraw
from flows.commands.correct import correct
from flows.commands.ending import cut_short, reopen
from flows.commands.own_ask import ask_for_oneself
from flows.commands.own_link import enter_own_code, make_own_link
from flows.queries.correctable import correctable
from flows.queries.door import open_case
from flows.queries.own_link import own_linked, own_page_of
from models.access import Viewer
from models.code import OwnAskKind
from models.refusal import BadAnswer, NotOpen, Refused, Unknown
from models.tables import CaseFile, OwnAsk, OwnLink, StageRun, Statement

ILSE, ADDRESS = "ilse.verhagen@aanmeldpunt.example", "lieke@mail.example"
WORDS = "Zij luistert niet."


@pytest.fixture
def ref(desk: Any) -> str:
    return str(desk.register(email=ADDRESS))


def _link(desk: Any, ref: str) -> int:
    return make_own_link(desk.store, desk.viewer(ILSE), ref, desk.now)


def _youth(desk: Any, link: int) -> Viewer:
    with desk.store.read(desk.now) as tx:
        found = own_linked(tx, link)
    assert found is not None
    return found.viewer


def _ask(desk: Any, ref: str, kind: OwnAskKind = OwnAskKind.ANOTHER_PERSON) -> None:
    link = _link(desk, ref)
    ask_for_oneself(desk.store, _youth(desk, link), link, kind, {"words": WORDS}, desk.now)
    desk.carry()


def _rows(desk: Any, table: Any) -> list[Any]:
    with desk.store.read(desk.now) as tx:
        found = list(tx.session.exec(select(table)))
        for row in found:
            tx.session.expunge(row)
        return found


def test_who_answers_gets_a_mail_and_so_does_the_youth_and_neither_says_what(desk: Any, ref: str) -> None:
    desk.mails(ADDRESS)
    _ask(desk, ref)
    asked = desk.mails(ILSE)[-1]
    said = {"result": "arranged", "reply": "Gijs belt je morgen."}
    answer(desk.store, desk.viewer(ILSE), ref, "own-ask:1", said, desk.now)
    desk.carry()

    heard = desk.mails(ADDRESS)[-1]

    assert "antwoord" in str(heard["Subject"])
    for mail in (asked, heard):
        words = mail.get_body(("plain",)).get_content()
        assert not [each for each in (WORDS, "Gijs", "iemand anders", "Lieke") if each in words]


def test_the_youth_hears_too_that_it_is_not_looked_at_any_more(desk: Any, ref: str) -> None:
    _ask(desk, ref)
    withdraw(desk.store, desk.viewer(ILSE), ref, "own-ask:1", desk.now)
    desk.carry()

    assert "niet meer" in str(desk.mails(ADDRESS)[-1]["Subject"])


def test_a_case_that_closes_takes_it_back_and_when_it_opens_again_so_does_the_page(desk: Any, ref: str) -> None:
    _ask(desk, ref)
    cut_short(desk.store, desk.viewer(ILSE), ref, "youth stopped", desk.now)
    desk.carry()

    assert [run.ended_at is None for run in _rows(desk, StageRun) if run.stage == "own ask"] == [False]
    with pytest.raises(Refused):
        _link(desk, ref)
    reopen(desk.store, desk.viewer(ILSE), ref, desk.now)
    (link,) = [row.id for row in _rows(desk, OwnLink)]
    ask_for_oneself(desk.store, _youth(desk, link), link, OwnAskKind.ANOTHER_PERSON, {}, desk.now)
    with desk.store.read(desk.now) as tx:
        assert [each.state for each in own_page_of(tx, _youth(desk, link), link).asks] == ["open", "taken back"]


def test_an_answer_the_youth_read_is_not_written_over(desk: Any, ref: str) -> None:
    _ask(desk, ref)
    answer(desk.store, desk.viewer(ILSE), ref, "own-ask:1", {"result": "stays", "reply": "Zo blijft het."}, desk.now)
    number = next(row.id for row in _rows(desk, Statement) if row.form == "OwnAskReply")

    with desk.store.read(desk.now) as tx:
        assert "OwnAskReply" not in {each.form for each in correctable(tx, desk.viewer(ILSE), ref)}
    with pytest.raises(Refused, match="read this answer already"):
        correct(desk.store, desk.viewer(ILSE), ref, number, {"reply": "Toch niet."}, "Anders.", desk.now)


def test_the_youth_behind_the_link_is_the_youth_of_that_case_and_nothing_else(desk: Any, ref: str) -> None:
    other = desk.register(given_name="Sam", birth_on="2007-05-05")
    mine, theirs = _link(desk, ref), _link(desk, other)
    viewer = _youth(desk, mine)

    with desk.store.read(desk.now) as tx, pytest.raises(Unknown):
        open_case(tx, viewer, ref)
    with pytest.raises(NotOpen):
        ask_for_oneself(desk.store, viewer, theirs, OwnAskKind.NOT_RIGHT, {}, desk.now)
    with pytest.raises(NotOpen):
        enter_own_code(desk.store, viewer, theirs, "00000000", desk.now)
    assert _rows(desk, OwnAsk) == []


def test_of_a_case_one_link_counts_and_its_code_is_kept_unreadable(desk: Any, ref: str) -> None:
    first, second = _link(desk, ref), _link(desk, ref)

    rows = {row.id: row for row in _rows(desk, OwnLink)}
    assert [rows[each].ended_at is None for each in (first, second)] == [False, True]
    with desk.store.engine.connect() as connection:
        kept = connection.exec_driver_sql("SELECT code FROM own_link").scalars().all()
    assert [row.code in text for row in rows.values() for text in kept] == [False] * 4
    with pytest.raises(BadAnswer):
        enter_own_code(desk.store, _youth(desk, second), second, "", desk.now)


def test_a_case_of_nobody_any_more_has_no_page(desk: Any, ref: str) -> None:
    link = _link(desk, ref)
    with desk.store.write(desk.now) as tx:
        case = tx.session.exec(select(CaseFile).where(CaseFile.ref == ref)).one()
        case.outcome, case.closed_at, case.retain_until = "deceased", desk.now, desk.now.date()
        tx.session.add(case)

    with pytest.raises(NotOpen):
        ask_for_oneself(desk.store, _youth(desk, link), link, OwnAskKind.NOT_RIGHT, {}, desk.now)
