"""For whom a note is: nobody else, the own organisation, partners by name, all partners, or the youth too."""

from typing import Any

import pytest

from flows.commands.note import write_note
from flows.queries.note import notes_of
from models.condition import Thing
from models.item import Item
from models.link import Link
from models.policy import handed_to
from models.refusal import BadAnswer, Refused

REF = "VN-ZQCASE"
GUIDES = {"case manager", "consultant", "coach", "coordinator", "former"}


def _readers(world: Any, words: str) -> set[str]:
    found = set()
    for who, viewer in world.viewers.items():
        with world.store.read(world.now) as tx:
            try:
                found |= {who for line in notes_of(tx, viewer, REF) if line.words == words}
            except Refused:
                continue
    return found


@pytest.mark.parametrize(
    ("for_whom", "readers"),
    [
        (None, {"referrer"}),
        ("own agency", {"referrer"}),
        ("named partners", {"referrer", "partner", "case manager"}),
        ("all partners", {"referrer", "partner"} | GUIDES),
        ("youth", {"referrer", "partner"} | GUIDES),
    ],
)
def test_a_note_is_read_by_those_it_is_for(world: Any, for_whom: str | None, readers: set[str]) -> None:
    words = f"Voor {for_whom}."
    content: dict[str, Any] = {"kind": "private", "words": words}
    if for_whom:
        content["for_whom"] = for_whom
    if for_whom == "named partners":
        content["partners"] = [f"agency:{world.numbers['at partner']}"]
    write_note(world.store, world.viewers["referrer"], REF, content, world.now)

    assert _readers(world, words) == readers


@pytest.mark.parametrize(
    "content",
    [
        {"kind": "safety concern", "words": "Zo.", "for_whom": "all partners"},
        {"kind": "private", "words": "Zo.", "for_whom": "named partners"},
        {"kind": "private", "words": "Zo.", "partners": ["agency:2"]},
        {"kind": "private", "words": "Zo.", "for_whom": "named partners", "partners": ["agency:999"]},
    ],
)
def test_a_note_for_nobody_that_can_be_is_refused(world: Any, content: dict[str, Any]) -> None:
    with pytest.raises(BadAnswer):
        write_note(world.store, world.viewers["referrer"], REF, content, world.now)


def test_only_a_note_for_the_youth_is_printed_for_the_people() -> None:
    notes = {item for item in Item if item.value.startswith("note")}

    assert notes & handed_to(Link.YOUTH, Thing(age=14)) == {Item.NOTE_YOUTH}
    assert notes & handed_to(Link.PARENT, Thing(age=16)) == set()
