"""Notes beside a case: who may read them, and that nothing shared holds them."""

from typing import Any

import pytest
from sqlmodel import select

from flows.commands.ending import cut_short
from flows.commands.hand_over import hand_over_case
from flows.commands.note import write_note
from flows.queries.case_story import case_story
from flows.queries.note import notes_of
from models.refusal import BadAnswer, Unknown
from models.tables import Note

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
