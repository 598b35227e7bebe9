"""The destruction list as those see it who approve: numbers of cases, who looked, what now, and the proof."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlmodel import select

from dashboard.page.destruction import SHORT
from flows.commands.retention import approve, hold
from flows.rounds.destroying import destroy_approved
from flows.rounds.destruction_list import make_list
from flows.rounds.expiry import EXPIRES
from models.code import MessageStatus
from models.retention import OF_A_CASE
from models.tables import Destruction, Message

ILSE, WOUTER = "ilse.verhagen@aanmeldpunt.example", "wouter.sluiskamp@aanmeldpunt.example"
YVONNE, MARGRIET = "yvonne.degrient@aanmeldpunt.example", "margriet.oosterwold@aanmeldpunt.example"
BRAM = "bram.hoevelaar@waalzicht.example"
Look = Callable[..., Any]


@pytest.fixture
def listed(house: Any) -> str:
    """A case that was withdrawn more than three months ago, on the list."""
    from flows.commands.ending import cut_short  # noqa: PLC0415

    ref: str = house.register(BRAM)
    cut_short(house.office.store, house.viewer(ILSE), ref, "registration withdrawn", house.now)
    house.later(days=100)
    with house.office.store.write(house.now) as tx:
        for message in tx.session.exec(select(Message)):
            if message.done_at is None:
                message.status, message.done_at = MessageStatus.SENT, house.now
                tx.session.add(message)
        make_list(tx)
    return ref


def _item(house: Any) -> int:
    with house.office.store.read(house.now) as tx:
        return tx.session.exec(select(Destruction.id).where(Destruction.case_id == 1)).first() or 1


def _approve(house: Any, who: str) -> None:
    approve(house.office.store, house.viewer(who), {"items": [_item(house)]}, house.now)


@pytest.mark.parametrize("who", [MARGRIET, BRAM])
def test_who_does_not_approve_has_no_such_page(look: Look, words: Any, listed: str, who: str) -> None:
    at = look("destruction", who)

    assert [each.value for each in at.title] != ["Vernietigingslijst"]
    assert listed not in str(at)


@pytest.mark.parametrize("who", [ILSE, WOUTER, YVONNE])
def test_the_list_says_which_case_of_what_kind_and_what_now(look: Look, house: Any, listed: str, who: str) -> None:
    at = look("destruction", who)

    [frame] = at.dataframe
    row = frame.value.iloc[0].tolist()
    assert row[:2] == [listed, "niets begonnen"]
    assert row[-1] == "bekijken"
    assert "Vos" not in str(row)


def test_the_first_reads_that_somebody_else_must_be_the_second(look: Look, house: Any, listed: str) -> None:
    _approve(house, ILSE)

    [mine] = look("destruction", ILSE).dataframe
    [theirs] = look("destruction", WOUTER).dataframe

    assert mine.value.iloc[0].tolist()[-1] == "iemand anders moet de tweede zijn"
    assert theirs.value.iloc[0].tolist()[-1] == "wacht op de tweede"


def test_what_went_stands_there_without_its_number_and_is_found_by_it(
    look: Look, words: Any, house: Any, listed: str
) -> None:
    _approve(house, ILSE)
    _approve(house, YVONNE)
    assert destroy_approved(house.office.store, house.now) == (1, 0)

    at = look("destruction", WOUTER)

    read = words(at)
    assert "niets begonnen" in read
    assert "Ilse Verhagen" in read
    assert listed not in read
    at.text_input(key="proof typed").input(listed.lower()).run()
    assert "Yvonne de Grient" in words(at)
    at.text_input(key="proof typed").input("VN-NOPE222").run()
    assert any("Hier is geen casus" in each.value for each in at.info)


def test_a_held_case_says_so_on_its_own_page(look: Look, words: Any, house: Any, listed: str) -> None:
    hold(house.office.store, house.viewer(YVONNE), {"ref": listed, "why": "Klacht bij de inspectie."}, house.now)

    assert "Vastgehouden: hiervan wordt voorlopig niets vernietigd." in words(look("case", ILSE, ref=listed))
    assert "Klacht bij de inspectie" in words(look("destruction", ILSE))


def test_every_kind_that_can_stand_there_has_its_words() -> None:
    assert set(SHORT) == {*OF_A_CASE, *EXPIRES}
