"""Notes beside a case: who may read them, and that nothing shared holds them."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from flows.acts.table import ACTS
from flows.commands.ending import cut_short
from flows.commands.hand_over import hand_over_case
from flows.commands.leave import leaves
from flows.commands.merge import merge
from flows.commands.note import write_note
from flows.engine.matter import AMSTERDAM
from flows.queries.case_story import case_story
from flows.queries.log import log_of
from flows.queries.note import new_concerns, notes_of
from models.access import Viewer
from models.code import Role
from models.refusal import BadAnswer, NotAllowed, Unknown
from models.speech import say
from models.tables import Note

ELS = "els.merkelbeek@waalzicht.example"
ILSE, BRAM = "ilse.verhagen@aanmeldpunt.example", "bram.hoevelaar@waalzicht.example"
FATIMA, MIRJAM = "fatima.bouzidi@doorstroompunt.example", "mirjam.steenkist@wijkteamnoord.example"
CONCERN = {"kind": "safety concern", "words": "Thuis is het niet veilig."}


@pytest.fixture
def ref(desk: Any) -> str:
    return str(desk.guided(desk.register()))


def read(desk: Any, email: str, ref: str) -> list[tuple[str, str | None]]:
    with desk.store.read(desk.now) as tx:
        return [(line.kind, line.words) for line in notes_of(tx, desk.viewer(email), ref)]


def test_a_concern_about_safety_is_seen_by_who_wrote_it_and_the_case_manager(desk: Any, ref: str) -> None:
    write_note(desk.store, desk.viewer(BRAM), ref, CONCERN, desk.now)

    seen = [("safety concern", CONCERN["words"])]
    assert (read(desk, BRAM, ref), read(desk, FATIMA, ref), read(desk, ILSE, ref)) == (seen, seen, [])


def test_a_private_note_is_only_its_authors_and_does_not_come_along(desk: Any, ref: str) -> None:
    write_note(desk.store, desk.viewer(FATIMA), ref, {"kind": "private", "words": "Bellen op vrijdag."}, desk.now)
    write_note(desk.store, desk.viewer(FATIMA), ref, CONCERN, desk.now)
    hand_over_case(desk.store, desk.viewer(FATIMA), ref, {"to": desk.professional(MIRJAM)}, desk.now)
    desk.later(minutes=1)
    desk.answer(MIRJAM, ref, "succession:1")

    assert [kind for kind, _ in read(desk, MIRJAM, ref)] == ["safety concern"]
    assert [kind for kind, _ in read(desk, FATIMA, ref)] == ["private", "safety concern"]


def test_a_new_case_manager_sees_a_concern_that_was_there_and_the_former_one_not_any_more(desk: Any, ref: str) -> None:
    write_note(desk.store, desk.viewer(BRAM), ref, CONCERN, desk.now)
    hand_over_case(desk.store, desk.viewer(FATIMA), ref, {"to": desk.professional(MIRJAM)}, desk.now)
    desk.later(minutes=1)
    desk.answer(MIRJAM, ref, "succession:1")

    assert [kind for kind, _ in read(desk, MIRJAM, ref)] == ["safety concern"]
    assert read(desk, FATIMA, ref) == []


def test_of_an_author_who_left_the_case_manager_still_reads_the_concern_and_who_wrote_it(desk: Any, ref: str) -> None:
    write_note(desk.store, desk.viewer(BRAM), ref, CONCERN, desk.now)
    leaves(desk.store, desk.viewer(ILSE), BRAM, {"on": desk.day(0)}, desk.now)
    desk.later(days=1)

    with pytest.raises(NotAllowed):
        desk.viewer(BRAM)
    with desk.store.read(desk.now) as tx:
        [line] = notes_of(tx, desk.viewer(FATIMA), ref)
    assert (line.by.split()[0], line.words) == ("Bram", CONCERN["words"])


def test_who_stands_in_for_the_case_manager_reads_a_concern_and_who_stands_in_for_its_author_not(
    desk: Any, ref: str
) -> None:
    write_note(desk.store, desk.viewer(BRAM), ref, CONCERN, desk.now)
    fatima, bram, els = (desk.viewer(email).professional_id for email in (FATIMA, BRAM, ELS))
    school = desk.viewer(ELS).agency_id
    with desk.store.read(desk.now) as tx:
        for her in (fatima, bram):
            stands_in = Viewer(els, school, frozenset({Role.PROFESSIONAL}), stands_in_for=frozenset({her}))
            assert len(notes_of(tx, stands_in, ref)) == (her == fatima)


def test_the_case_manager_hears_of_a_new_concern_on_their_day_and_nobody_by_mail(desk: Any, ref: str) -> None:
    desk.mails(FATIMA)
    write_note(desk.store, desk.viewer(BRAM), ref, CONCERN, desk.now)
    desk.later(minutes=1)

    with desk.store.read(desk.now) as tx:
        found = {email: new_concerns(tx, desk.viewer(email)) for email in (FATIMA, BRAM, ILSE, MIRJAM)}
    assert found == {FATIMA: [ref], BRAM: [], ILSE: [], MIRJAM: []}
    with desk.store.read(desk.now + timedelta(days=15)) as tx:
        assert new_concerns(tx, desk.viewer(FATIMA)) == []


def test_until_there_is_a_case_manager_the_coordinator_sees_a_concern(desk: Any) -> None:
    ref = desk.register()
    write_note(desk.store, desk.viewer(BRAM), ref, CONCERN, desk.now)
    desk.later(minutes=1)

    assert [kind for kind, _ in read(desk, ILSE, ref)] == ["safety concern"]
    with desk.store.read(desk.now) as tx:
        assert new_concerns(tx, desk.viewer(ILSE)) == [ref]


def test_the_log_that_youth_and_parents_read_tells_of_no_note(desk: Any, ref: str) -> None:
    write_note(desk.store, desk.viewer(BRAM), ref, CONCERN, desk.now)
    read(desk, FATIMA, ref)

    with desk.store.read(desk.now) as tx:
        whole = [row.about for row in log_of(tx, desk.viewer(FATIMA), ref)]
        theirs = [row.about for row in log_of(tx, desk.viewer(FATIMA), ref, for_family=True)]
    assert {"note", "notes"} <= set(whole)
    assert not {about for about in theirs if "note" in about}
    assert theirs


def test_a_concern_comes_along_when_two_cases_turn_out_to_be_one(desk: Any, ref: str) -> None:
    double = desk.register(worry="Nog een keer gemeld, door een ander.")
    write_note(desk.store, desk.viewer(BRAM), double, CONCERN, desk.now)
    merge(desk.store, desk.viewer(ILSE), double, {"into": ref, "why": "Dezelfde jongere."}, desk.now)

    assert [kind for kind, _ in read(desk, FATIMA, ref)] == ["safety concern"]


def test_a_call_for_advice_keeps_the_day_and_not_the_moment(desk: Any, ref: str) -> None:
    write_note(desk.store, desk.viewer(BRAM), ref, {"kind": "advice asked"}, desk.now)

    with desk.store.read(desk.now) as tx:
        noted = tx.session.exec(select(Note.noted_at)).one().astimezone(AMSTERDAM)
    assert (noted.date(), noted.hour, noted.minute) == (desk.now.astimezone(AMSTERDAM).date(), 0, 0)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_who_writes_one_reads_first_whom_to_call_in_danger(language: str) -> None:
    shown = say(ACTS["write_note"].what, language)

    assert "112" in shown
    assert "Veilig Thuis" in shown


def test_of_an_anonymous_call_only_that_advice_was_asked_is_kept(desk: Any, ref: str) -> None:
    write_note(desk.store, desk.viewer(BRAM), ref, {"kind": "advice asked"}, desk.now)

    with desk.store.read(desk.now) as tx:
        row = tx.session.exec(select(Note)).one()
        assert (row.words, row.author_id) == (None, None)
    assert read(desk, FATIMA, ref) == [("advice asked", None)]
    assert read(desk, BRAM, ref) == []


def test_nothing_that_is_shared_holds_a_note(desk: Any, ref: str) -> None:
    write_note(desk.store, desk.viewer(BRAM), ref, CONCERN, desk.now)

    with desk.store.read(desk.now) as tx:
        assert "veilig" not in repr(case_story(tx, desk.viewer(FATIMA), ref))
    assert not [mail for mail in desk.mails(FATIMA) if "veilig" in str(mail)]


def test_a_concern_can_be_written_down_at_any_moment_also_after_the_end(desk: Any, ref: str) -> None:
    cut_short(desk.store, desk.viewer(FATIMA), ref, "youth stopped", desk.now)

    assert write_note(desk.store, desk.viewer(BRAM), ref, CONCERN, desk.now)


@pytest.mark.parametrize(
    "content", [{"kind": "safety concern"}, {"kind": "advice asked", "words": "x"}, {"kind": "rumour"}]
)
def test_a_note_that_does_not_fit_is_refused(desk: Any, ref: str, content: dict[str, Any]) -> None:
    with pytest.raises(BadAnswer):
        write_note(desk.store, desk.viewer(BRAM), ref, content, desk.now)


def test_who_has_no_part_writes_nothing(desk: Any, ref: str) -> None:
    with pytest.raises(Unknown):
        write_note(desk.store, desk.viewer("jasper.haaften@uwv.example"), ref, CONCERN, desk.now)
