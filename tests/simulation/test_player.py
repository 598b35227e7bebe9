"""Who answers what."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from sqlmodel import col, select

from models.code import AgencyKind
from models.forms import FORMS
from models.forms.other_answer import Cannot
from models.secret import use_vault
from models.store import Store
from models.tables import Meeting
from simulation.cast import Desk
from simulation.deck import Luck
from simulation.instead import cannot
from simulation.load import is_one_click
from simulation.players import PLAYERS
from simulation.simulate import START
from simulation.tally import Tally

DECLINABLE = [(name, code) for name, form in FORMS.items() for code in form.may_decline]


def test_every_form_a_question_can_carry_has_a_player() -> None:
    assert set(PLAYERS) == set(FORMS) - {"Registration"}


def test_no_answer_of_a_player_is_refused(played: tuple[Store, Tally]) -> None:
    _, tally = played

    assert tally.figures["refused"] == {}
    assert sum(tally.figures["answers"].values()) > 100


@pytest.mark.parametrize(("form", "code"), DECLINABLE)
def test_whoever_cannot_says_what_belongs_to_the_reason(form: str, code: str) -> None:
    desks = [Desk(number, AgencyKind.SCHOOL, needs_consent=False, staff=(1,)) for number in (1, 2)]
    ahead = (date(2026, 11, 23) + timedelta(days=9)).isoformat()
    turn: Any = SimpleNamespace(
        luck=Luck(1),
        rng=Luck(1).rng,
        question=SimpleNamespace(agency_id=1),
        desks=lambda: desks,
        in_days=lambda *_: ahead,
    )
    only = type(form, (FORMS[form],), {"may_decline": (code,)})

    said = Cannot.model_validate(cannot(turn, only))

    assert said.code == code
    assert said.who_then in {None, "agency:2"}


def test_a_yes_is_one_click_and_a_plan_is_not() -> None:
    clicks = {name for name in FORMS if is_one_click(name)}

    assert {"Acceptance", "Helped", "DirectHelp", "ActionDone", "TrustedAgrees"} <= clicks
    assert clicks.isdisjoint({"Weighing", "Minutes", "Plan", "Consents", "Invitees", "HandoverItems"})


def test_people_agree_on_a_quarter_of_an_hour_and_on_a_place_in_words(played: tuple[Store, Tally]) -> None:
    store, _ = played
    use_vault(store.vault)  # another test of this process may have opened another installation
    with store.read(START) as tx:
        own_hour = select(Meeting).where(col(Meeting.sitting_id).is_(None), col(Meeting.starts_at).is_not(None))
        rows = [(row.starts_at, row.place or "") for row in tx.session.exec(own_hour)]

    assert rows
    assert {at.minute % 15 for at, _ in rows if at} == {0}
    assert not [place for _, place in rows if ":" in place]
