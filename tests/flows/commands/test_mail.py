"""People choose what they hear of by mail and when, never below the floor."""

from typing import Any

import pytest

from flows.commands.mail import choose_hour, choose_mail
from flows.queries.mail import my_mail
from models.access import Viewer
from models.refusal import Refused

BRAM = Viewer(7, 2)


def test_a_choice_is_kept_until_it_is_changed(fresh: Any, now: Any) -> None:
    store = fresh()

    for moment in ("off", "at once"):
        choose_mail(store, BRAM, "RegistrationReceived", moment, now)
    choose_hour(store, BRAM, 16, now)

    with store.read(now) as tx:
        hour, kinds = my_mail(tx, BRAM)
    assert hour == 16
    assert {kind.notice: kind.chosen for kind in kinds}["RegistrationReceived"] == "at once"


@pytest.mark.parametrize("notice", ["OrderGiven", "TermPassed", "TeamLeadAsked", "NoSuchThing", "YouthAsked"])
def test_what_somebody_would_miss_a_right_by_cannot_be_switched_off(fresh: Any, now: Any, notice: str) -> None:
    with pytest.raises(Refused, match="cannot be chosen"):
        choose_mail(fresh(), BRAM, notice, "off", now)


@pytest.mark.parametrize("hour", [-1, 0, 5, 21, 24])
def test_an_overview_comes_by_day(fresh: Any, now: Any, hour: int) -> None:
    with pytest.raises(Refused, match="between"):
        choose_hour(fresh(), BRAM, hour, now)


def test_nobody_chooses_for_a_colleague(fresh: Any, now: Any) -> None:
    store = fresh()

    choose_hour(store, BRAM, 16, now)

    with store.read(now) as tx:
        assert my_mail(tx, Viewer(8, 2))[0] == 8
