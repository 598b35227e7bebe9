"""Who does what until then is asked where something takes longer than ten working days, and once."""

from datetime import date
from typing import Any

import pytest

from flows.commands.answer import answer
from models.code import Errand
from models.tables import StageRun, Wait

REF = "VN-TEST222"
MIRJAM = "mirjam.steenkist@wijkteamnoord.example"


def _asked(clockwork: Any) -> list[int]:
    return [run.about for run in clockwork.rows(StageRun, StageRun.stage == Errand.MEANWHILE)]


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ({"needs_longer": {"until": "2026-12-07", "code": "on leave"}}, False),
        ({"needs_longer": {"until": "2026-12-08", "code": "on leave"}}, True),
        ({"cannot": {"code": "no place", "expected_on": "2026-12-07"}}, False),
        ({"cannot": {"code": "no place", "expected_on": "2027-02-01"}}, True),
        ({"cannot": {"code": "data missing"}}, True),
        ({"cannot": {"code": "who pays"}}, False),
    ],
)
def test_it_is_asked_beyond_ten_working_days(clockwork: Any, said: dict[str, Any], asked: bool) -> None:  # noqa: FBT001
    wait = clockwork.ask("wijkteam-noord", date(2026, 12, 4), form="ActionDone")

    answer(clockwork.store, clockwork.viewer(MIRJAM), REF, "talk", said, clockwork.now)

    assert _asked(clockwork) == [wait] * asked


def test_a_question_that_goes_to_another_agency_for_long_asks_it_about_the_new_one(clockwork: Any) -> None:
    clockwork.ask("wijkteam-noord", "help", form="DirectHelp")
    said = {"cannot": {"code": "not ours", "who_then": f"agency:{clockwork.agency('smw')}"}}

    answer(clockwork.store, clockwork.viewer(MIRJAM), REF, "talk", said, clockwork.now)

    assert _asked(clockwork) == [clockwork.rows(Wait)[-1].id]


def test_two_new_days_ask_it_once_while_it_is_open(clockwork: Any) -> None:
    wait = clockwork.ask("wijkteam-noord", date(2026, 12, 4), form="ActionDone")

    for day in ("2027-01-11", "2027-02-01"):
        longer = {"needs_longer": {"until": day, "code": "no place"}}
        answer(clockwork.store, clockwork.viewer(MIRJAM), REF, "talk", longer, clockwork.now)

    assert _asked(clockwork) == [wait]
