"""A youth's own page behind the link and the code on their paper: what it shows, what it asks, and what it refuses."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, select

from dashboard.part.own_asking import BUTTONS
from dashboard.part.own_print import OwnPrint
from dashboard.route import own as route
from dashboard.route.limit import Limit
from flows.commands.ending import cut_short
from flows.commands.own_link import end_own_link, make_own_link
from flows.queries.door import open_case
from flows.queries.own_given import given_link
from flows.queries.own_page import printed_page
from flows.queries.question_about import facts_about
from flows.queries.waiting import waits_of_cases
from models.code import Logged, OwnAskKind, Relation
from models.refusal import NotAllowed, Refused
from models.secret import digest_of_birth
from models.tables import CaseFile, Custody, LogLine, OwnAsk, OwnLink, Person

FATIMA, RUBEN = "fatima.bouzidi@doorstroompunt.example", "ruben.dijkzicht@aanmeldpunt.example"
ILSE, DENNIS = "ilse.verhagen@aanmeldpunt.example", "dennis.culemborg@geldloket.example"
PLAN = re.compile(r"Een eigen kamer|Fatima|Geldloket|verhuurder|Noor|VN-")
OPENED = re.compile(r'name="opened" value="([^"]+)"')
WRONG = "00000000"


@dataclass
class Own:
    """One youth with their paper, and a browser without script."""

    house: Any
    client: Any
    ref: str

    @property
    def paper(self) -> tuple[str, str]:
        """The path and the code as they are printed for her now."""
        with self.house.office.store.read(self.house.now) as tx:
            youth = int(self.house.youth(self.ref).partition(":")[2])
            link = printed_page(tx, self.house.viewer(FATIMA), self.ref, youth).link
        assert link is not None
        return link.path, link.code

    def enter(self, code: str | None = None, **more: str) -> Any:
        path, right = self.paper
        return self.client.post(path, data={"do": "enter_code", "code": code or right, **more})

    def press(self, kind: str, words: str = "", opened: str | None = None, path: str | None = None) -> Any:
        found = OPENED.search(self.enter().text) if opened is None else None
        fields = {"do": kind, "words": words, "opened": opened if opened is not None else (found and found[1]) or ""}
        return self.client.post(path or self.paper[0], data=fields)

    def rows(self, table: Any, *where: Any) -> list[Any]:
        with self.house.office.store.read(self.house.now) as tx:
            found = list(tx.session.exec(select(table).where(*where).order_by(col(table.id))))
            for row in found:
                tx.session.expunge(row)
            return found

    def logged(self) -> list[tuple[Logged, str | None, str | None]]:
        """What stands in the log of who works nowhere."""
        lines = self.rows(LogLine, col(LogLine.professional_id).is_(None), col(LogLine.agency_id).is_(None))
        return [(line.what, line.about, line.why) for line in lines]


@pytest.fixture(scope="session")
def founded(founded: Path, planned: Callable[[Path], Path]) -> Path:
    """Every test here begins with a youth who has a plan."""
    return planned(founded)


@pytest.fixture
def own(house: Any, client: Any, monkeypatch: pytest.MonkeyPatch) -> Own:
    monkeypatch.setattr(route, "PER_CLIENT", Limit(1000, lambda: 0.0))
    monkeypatch.setattr(route, "PER_LINK", Limit(1000, lambda: 0.0))
    with house.office.store.read(house.now) as tx:
        ref = tx.session.exec(select(CaseFile.ref)).one()
    make_own_link(house.office.store, house.viewer(FATIMA), ref, house.now)
    return Own(house, client, ref)


def test_the_code_opens_the_same_page_as_the_print(own: Own) -> None:
    before = own.client.get(own.paper[0])
    assert (before.status_code, PLAN.search(before.text)) == (200, None)

    page = own.enter()

    assert page.status_code == 200
    with own.house.office.store.read(own.house.now) as tx:
        youth = int(own.house.youth(own.ref).partition(":")[2])
        printed = OwnPrint(printed_page(tx, own.house.viewer(FATIMA), own.ref, youth), "nl", own.house.now)
    for part in printed.parts():
        text = getattr(part, "text", "")
        on_paper_only = "telefoon" in text or "Hou de code" in text
        assert on_paper_only != (text in page.text.replace("&#39;", "'")), text
    assert "Een eigen kamer" in page.text
    assert "Noor" not in page.text
    assert own.paper[1] not in page.text
    assert (Logged.SEE_FILE, "own page", "youth") in own.logged()


def test_it_runs_no_script_keeps_nothing_and_tells_nobody_where_from(own: Own) -> None:
    page = own.enter()

    assert "script" not in page.headers["Content-Security-Policy"]
    assert "<script" not in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "set-cookie" not in page.headers


def test_each_button_asks_who_answers_such_a_thing(own: Own) -> None:
    assert set(BUTTONS) == set(OwnAskKind)
    for kind in OwnAskKind:
        page = own.press(kind, words="Liever 's ochtends.")
        assert (page.status_code, "We hebben het gekregen" in page.text) == (200, True)
    own.house.go_on()

    asked = {row.id: row.kind for row in own.rows(OwnAsk)}
    assert list(asked.values()) == list(OwnAskKind)
    with own.house.office.store.read(own.house.now) as tx:
        case = own.rows(OwnLink)[0].case_id
        waits = {line.key: line for line in waits_of_cases(tx, [case]) if line.form == "OwnAskReply"}
    of = {asked[int(key.partition(":")[2])]: line for key, line in waits.items()}
    assert {kind: line.part for kind, line in of.items()} == {
        OwnAskKind.ANOTHER_MEETING: "case manager",
        OwnAskKind.ANOTHER_PERSON: "coordinator",
        OwnAskKind.NOT_RIGHT: "case manager",
    }
    assert {str(line.due) for line in of.values()} == {"2026-11-30"}
    assert [line for line in own.logged() if line[0] is Logged.COMMAND] == [
        (Logged.COMMAND, "ask for oneself", "youth")
    ] * 3


def test_the_answer_stands_on_the_page_and_on_the_paper(own: Own) -> None:
    own.press("another meeting")
    own.house.go_on()
    assert "Je hoort het uiterlijk op ma 30 november 2026" in own.enter().text

    own.house.answer(own.ref, FATIMA, "own-ask:1", result="arranged", reply="Donderdag om tien uur.")

    assert "Het is geregeld. Donderdag om tien uur." in own.enter().text
    assert own.press("another meeting").status_code == 200, "and it can be asked again"


def test_the_same_twice_is_asked_once(own: Own, caplog: Any) -> None:
    opened = OPENED.search(own.press("not right", words="Mijn school klopt niet.").text)
    assert opened is not None

    again = own.press("not right", words="Mijn school klopt niet.", opened=opened[1])

    assert again.status_code == 409
    assert "Dit heb je al gevraagd" in again.text
    assert "Mijn school klopt niet." in again.text, "what was typed stays"
    assert len(own.rows(OwnAsk)) == 1
    assert caplog.messages == ["own page refused: asked already"]


def test_only_the_coordinator_reads_why_somebody_else_is_wanted(own: Own) -> None:
    own.press("another person", words="Zij luistert niet.")
    own.press("not right", words="Mijn school klopt niet.")
    own.house.go_on()

    seen = {}
    with own.house.office.store.read(own.house.now) as tx:
        for who in (FATIMA, ILSE):
            opened = open_case(tx, own.house.viewer(who), own.ref)
            lines = waits_of_cases(tx, [opened.case.id])
            seen[who] = str([fact for line in lines for fact in facts_about(tx, opened, line)])

    assert ["Zij luistert niet." in each for each in seen.values()] == [False, True]
    assert "Mijn school klopt niet." in seen[FATIMA]
    assert "Zij luistert niet." not in own.enter().text, "who guides the case may print the page too"


def test_who_has_custody_reads_nothing_of_what_the_youth_asked(own: Own) -> None:
    own.press("another person", words="Zij luistert niet.")
    own.house.go_on()
    with own.house.office.store.write(own.house.now) as tx:
        youth = tx.session.get_one(Person, int(own.house.youth(own.ref).partition(":")[2]))
        youth.birth_on = own.house.now.date().replace(year=2012)
        youth.birth_digest = digest_of_birth(youth.birth_on)
        mother = Person(given_name="Hilde", family_name="Veldwijk")
        tx.session.add_all([youth, mother])
        tx.flush()
        tx.session.add(Custody(youth_id=youth.id, person_id=mother.id, relation=Relation.PARENT))
        number = mother.id

    with own.house.office.store.read(own.house.now) as tx:
        page = printed_page(tx, own.house.viewer(FATIMA), own.ref, number)

    assert (page.asks, page.link) == ((), None)
    assert not [wait for wait in page.waits or () if "eigen pagina" in wait.question or "own page" in wait.question]


def test_a_wrong_code_counts_and_a_sixth_waits_an_hour(own: Own, caplog: Any) -> None:
    for _ in range(5):
        page = own.enter(WRONG)
        assert (page.status_code, PLAN.search(page.text)) == (422, None)
        assert 'id="code-wrong"' in page.text

    full = own.enter()

    assert (full.status_code, PLAN.search(full.text)) == (422, None)
    assert "over een uur" in full.text
    assert caplog.messages == ["own page refused: a wrong code"] * 5 + ["own page refused: tried too often"]
    assert own.logged() == [(Logged.REFUSED, "own link", "own link")] * 5
    own.house.later(minutes=61)
    assert "Een eigen kamer" in own.enter().text


def test_a_new_link_ends_the_old_one(own: Own, caplog: Any) -> None:
    path, code = own.paper
    make_own_link(own.house.office.store, own.house.viewer(FATIMA), own.ref, own.house.now)

    for refused in (own.client.get(path), own.client.post(path, data={"do": "enter_code", "code": code})):
        assert (refused.status_code, "werkt niet meer" in refused.text) == (410, True)
        assert not PLAN.search(refused.text)
    assert own.paper[0] != path
    assert "Een eigen kamer" in own.enter().text
    assert caplog.messages == ["own page refused: ended"] * 2


def test_a_link_that_was_taken_back_while_the_page_was_open_asks_nothing(own: Own) -> None:
    path = own.paper[0]
    opened = OPENED.search(own.enter().text)
    assert opened is not None
    end_own_link(own.house.office.store, own.house.viewer(FATIMA), own.ref, own.house.now)

    refused = own.press("not right", opened=opened[1], path=path)

    assert refused.status_code == 410
    assert own.rows(OwnAsk) == []


def test_a_closed_case_shows_one_clear_page(own: Own, caplog: Any) -> None:
    path, code = own.paper
    own.press("another meeting")
    own.house.go_on()
    cut_short(own.house.office.store, own.house.viewer(ILSE), own.ref, "youth stopped", own.house.now)
    own.house.go_on()

    closed = own.client.post(path, data={"do": "enter_code", "code": code})

    assert (closed.status_code, PLAN.search(closed.text)) == (410, None)
    assert "afgerond" in closed.text
    assert caplog.messages[-1] == "own page refused: closed"
    with pytest.raises(Refused):
        make_own_link(own.house.office.store, own.house.viewer(FATIMA), own.ref, own.house.now)


@pytest.mark.parametrize("how", ["cut off", "of another link", "of another installation", "nonsense"])
def test_a_forged_link_leads_nowhere(own: Own, caplog: Any, how: str) -> None:
    path = own.paper[0]
    name, _, signed = path.removeprefix("/j/").partition("-")
    forged = {
        "cut off": path[:-1],
        "of another link": f"/j/{'3' if name != '3' else '4'}-{signed}",
        "of another installation": f"/j/{name}-{'2222-' * 3}2222",
        "nonsense": "/j/" + "z" * 400,
    }[how]

    page = own.client.get(forged)

    assert (page.status_code, PLAN.search(page.text)) == (404, None)
    assert caplog.messages == ["own page refused: unknown"]


def test_what_is_copied_from_paper_may_have_capitals_and_no_hyphens(own: Own) -> None:
    path, code = own.paper
    typed = "/j/" + path.removeprefix("/j/").replace("-", "").upper()

    assert "Een eigen kamer" in own.client.post(typed, data={"do": "enter_code", "code": code.replace(" ", "")}).text


@pytest.mark.parametrize("opened", ["", "1.2-" + "0" * 32, "x" * 500])
def test_a_press_without_a_code_asks_nothing(own: Own, opened: str, caplog: Any) -> None:
    page = own.press("not right", words="Mijn school.", opened=opened)

    assert (page.status_code, own.rows(OwnAsk)) == (403, [])
    assert not PLAN.search(page.text)
    assert caplog.messages == ["own page refused: not opened by a code"]


def test_what_was_typed_outlives_the_half_hour(own: Own) -> None:
    opened = OPENED.search(own.enter().text)
    assert opened is not None
    own.house.later(minutes=31)

    closed = own.press("not right", words="Mijn school klopt niet.", opened=opened[1])
    assert closed.status_code == 403
    assert own.rows(OwnAsk) == []
    again = own.enter(kept="not right", words="Mijn school klopt niet.")

    assert 'name="kept" value="not right"' in closed.text
    assert again.text.count("Mijn school klopt niet.") == 1


def test_the_code_of_another_youth_opens_nothing(own: Own) -> None:
    other = own.house.register("bram.hoevelaar@waalzicht.example", given_name="Sam", family_name="Anders")
    make_own_link(own.house.office.store, own.house.viewer(ILSE), other, own.house.now)
    theirs = Own(own.house, own.client, own.ref).rows(OwnLink)[-1]

    assert own.enter(theirs.code).status_code == 422
    opened = OPENED.search(own.enter().text)
    assert opened is not None
    with own.house.office.store.read(own.house.now) as tx:
        link = given_link(tx, theirs.case_id)
    assert link is not None
    assert own.press("not right", opened=opened[1], path=link.path).status_code == 403


def test_under_twelve_there_is_no_link_and_an_old_one_leads_nowhere(own: Own) -> None:
    path = own.paper[0]
    with own.house.office.store.write(own.house.now) as tx:
        person = tx.session.get_one(Person, int(own.house.youth(own.ref).partition(":")[2]))
        person.birth_on = own.house.now.date().replace(year=2016)
        person.birth_digest = digest_of_birth(person.birth_on)
        tx.session.add(person)

    assert own.client.get(path).status_code == 410
    with pytest.raises(NotAllowed):
        make_own_link(own.house.office.store, own.house.viewer(FATIMA), own.ref, own.house.now)


def test_who_does_not_speak_with_the_youth_makes_and_ends_none(own: Own) -> None:
    for command in (make_own_link, end_own_link):
        with pytest.raises(NotAllowed):
            command(own.house.office.store, own.house.viewer(DENNIS), own.ref, own.house.now)
    assert [row.ended_at for row in own.rows(OwnLink)] == [None]


def test_markup_in_words_is_text(own: Own) -> None:
    own.press("not right", words="<script>1</script>")
    own.house.go_on()
    own.house.answer(own.ref, FATIMA, "own-ask:1", result="stays", reply="<b>Nee</b>")

    page = own.enter().text

    assert "<b>Nee" not in page
    assert "&lt;b&gt;Nee" in page
    assert "<script" not in page


def test_too_much_is_refused_and_other_forms_are_none(own: Own, caplog: Any) -> None:
    assert own.client.post(own.paper[0], data={"do": "enter_code", "code": "1" * 100_001}).status_code == 413
    assert own.client.post(own.paper[0], data={"do": "delete"}).status_code == 400
    assert caplog.messages == ["own page refused: too large", "own page refused: no form"]


def test_who_opens_it_too_often_waits(own: Own, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(route, "PER_LINK", Limit(1, lambda: 0.0))
    path = own.paper[0]
    own.client.get(path)

    full = own.client.get(path)

    assert (full.status_code, full.headers["Retry-After"]) == (429, "60")


def test_english_is_there_too(own: Own) -> None:
    path, code = own.paper
    page = own.client.post(f"{path}?lang=en", data={"do": "enter_code", "code": code}).text

    opened = OPENED.search(page)
    assert opened is not None
    assert "Ik wil een ander gesprek" in own.client.post(path, data={"do": "show", "opened": opened[1]}).text
    assert "I want another meeting" in page
    assert '<html lang="en">' in page
