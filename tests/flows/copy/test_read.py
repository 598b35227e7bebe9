"""A copy of a file: everything about the youth, and what is of others left out until a person decides otherwise."""

from datetime import timedelta
from typing import Any

import pytest

from flows.copy.item import Copy, Mask
from flows.engine.drain import drain
from flows.queries.log import NOT_FOR_FAMILY
from models.code import Logged
from models.refusal import NotAllowed, Refused, Unknown
from models.tables import CaseFile, LogLine, Note, Person, RightRequest


def _text(copy: Copy) -> str:
    return "\n".join(item.text for item in copy.items())


def test_a_youth_reads_who_they_are_and_what_was_registered(asked: Any) -> None:
    text = _text(asked.released())

    assert "Lindelaan 2" in text
    assert "Ilse" not in text, "a professional stands in it by part and agency"
    assert "Aanmeldpunt Rivierland-Oost" in text


@pytest.mark.parametrize("hidden", ["06 12345678", "Kade 1", "Sem", "Slaapt slecht.", "Een broer van tien."])
def test_what_is_of_others_is_left_out(asked: Any, hidden: str) -> None:
    assert hidden in _text(asked.copy())
    assert hidden not in _text(asked.released())


def test_nothing_tells_that_there_is_a_note_or_a_concern(asked: Any) -> None:
    released = asked.released()

    assert "notes" not in {section.name for section in released.sections}
    looks = next(section for section in released.sections if section.name == "log")
    told = {row.id for row in asked.clockwork.rows(LogLine) if row.about in NOT_FOR_FAMILY}
    assert told
    assert told.isdisjoint(int(entry.key.removeprefix("log_line/")) for entry in looks.entries)


def test_a_note_of_somebody_else_is_not_even_seen_by_who_makes_the_copy(asked: Any) -> None:
    case = asked.clockwork.rows(RightRequest)[0].case_id
    with asked.store.write(asked.now) as tx:
        other = asked.clockwork.viewer("bram.hoevelaar@waalzicht.example").professional_id
        tx.session.add(Note(case_id=case, kind="private", author_id=other, words="Van Bram.", noted_at=asked.now))

    assert "Van Bram." not in _text(asked.copy())


def test_a_parent_gets_no_secret_address_of_the_youth(asked: Any) -> None:
    number = _asked_by_the_parent(asked)

    assert asked.item(f"person/{asked.youth}/address", number).mask is Mask.SECRET_ADDRESS
    assert asked.item(f"person/{asked.parent}/phone", number).mask is None


def _asked_by_the_parent(asked: Any) -> int:
    """Under sixteen a parent may ask it."""
    with asked.store.write(asked.now) as tx:
        person = tx.session.get_one(Person, asked.youth)
        person.birth_on, person.birth_digest = asked.now.date() - timedelta(days=14 * 366), "x" * 32
        tx.session.add(person)
    return int(asked.ask(asked.parent))


def test_a_person_shows_something_after_all_or_leaves_out_more(asked: Any) -> None:
    phone, name = f"person/{asked.parent}/phone", f"person/{asked.youth}/given_name"

    asked.decide(phone, masked=False)
    asked.decide(name, masked=True)

    assert asked.item(phone).mask is None
    assert asked.item(name).mask is Mask.BY_HAND
    assert "06 12345678" in _text(asked.released())


def test_a_copy_that_is_handed_over_stands_in_the_log(asked: Any) -> None:
    asked.released()

    line = asked.clockwork.rows(LogLine, LogLine.what == Logged.EXPORT)[-1]
    assert (line.professional_id, line.about) == (asked.viewer.professional_id, f"right:{asked.number}")


def test_only_who_guides_the_case_makes_a_copy(asked: Any) -> None:
    with pytest.raises((NotAllowed, Unknown)):
        asked.copy(by=asked.clockwork.viewer("dennis.culemborg@geldloket.example"))


def test_no_copy_is_made_that_nobody_asked_for(asked: Any) -> None:
    erasure = asked.ask(asked.youth, "erasure")

    for number in (erasure, 999):
        with pytest.raises(Refused, match="No copy of this file was asked for"):
            asked.copy(number)


def test_a_parent_gets_by_default_only_what_the_table_of_policies_gives_parents(asked: Any) -> None:
    number = _asked_by_the_parent(asked)
    list(drain(asked.store, asked.now))  # who asked hears that it came in

    left_out = {item.mask for item in asked.copy(number).items() if item.key.startswith("message/")}

    assert left_out == {Mask.NOT_FOR_PARENTS}
    assert asked.item(f"case_file/{_case(asked)}/worry", number).mask is None


def test_who_may_not_know_a_secret_address_does_not_learn_it_by_making_a_copy(asked: Any) -> None:
    with asked.store.write(asked.now) as tx:
        case = tx.session.get_one(CaseFile, _case(asked))
        case.case_manager_id = asked.clockwork.viewer("bram.hoevelaar@waalzicht.example").professional_id
        tx.session.add(case)
    key = f"person/{asked.youth}/address"

    asked.decide(key, masked=False)

    assert (asked.item(key).text, asked.item(key).mask) == ("…", Mask.SECRET_ADDRESS)
    assert "Lindelaan 2" not in _text(asked.copy())


def _case(asked: Any) -> int:
    return int(asked.clockwork.rows(RightRequest)[0].case_id)
