"""Who does what until then is asked where something takes longer than ten working days, and once."""

from datetime import date
from typing import Any

import pytest

from flows.commands.answer import answer
from flows.commands.change import withdraw
from flows.commands.pause import pause
from flows.commands.urgent import make_urgent
from flows.engine.drain import drain
from flows.messages.watch import watch_terms
from models.code import Errand
from models.refusal import BadAnswer
from models.tables import Message, StageRun, Wait

REF = "VN-TEST222"
FATIMA = "fatima.bouzidi@doorstroompunt.example"
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


def _longer(clockwork: Any) -> int:
    """A question that takes longer; the case manager is asked what happens until then."""
    wait: int = clockwork.ask("wijkteam-noord", "debt talk")
    said = {"needs_longer": {"until": "2027-01-11", "code": "no place"}}
    answer(clockwork.store, clockwork.viewer(MIRJAM), REF, "talk", said, clockwork.now)
    list(drain(clockwork.store, clockwork.now))
    return wait


def test_what_happens_meanwhile_is_not_asked_any_more_once_the_answer_is_there(clockwork: Any) -> None:
    _longer(clockwork)
    said = {"result": "granted", "decided_on": "2026-11-23"}

    answer(clockwork.store, clockwork.viewer(MIRJAM), REF, "talk", said, clockwork.now)

    assert _carried(clockwork) == [("taken back", "withdrawn")]


def test_what_happens_meanwhile_is_not_asked_any_more_once_the_question_is_taken_back(clockwork: Any) -> None:
    fatima = clockwork.guided_by(FATIMA)
    _longer(clockwork)

    withdraw(clockwork.store, fatima, REF, "talk", clockwork.now)

    assert _carried(clockwork) == [("taken back", "withdrawn")]


def test_of_a_question_that_goes_elsewhere_it_is_asked_still(clockwork: Any) -> None:
    fatima = clockwork.guided_by(FATIMA)
    _longer(clockwork)

    make_urgent(clockwork.store, fatima, REF, "talk", {"code": "eviction"}, clockwork.now)

    watch_terms(clockwork.store, clockwork.now)
    assert [row.status for row in clockwork.rows(Wait, Wait.form == "Meanwhile")] == ["open"]

    said = {"result": "granted", "decided_on": "2026-11-23"}
    answer(clockwork.store, clockwork.viewer(MIRJAM), REF, "talk", said, clockwork.now)
    assert _carried(clockwork) == [("taken back", "withdrawn")]


MEANWHILE = {"what": "De school belt elke week."}
LONGER = {"until": "2027-02-01", "code": "no place"}


def _carried(clockwork: Any) -> list[tuple[str, str]]:
    """How the errand ended, once it is looked at and carried, and what became of its question."""
    watch_terms(clockwork.store, clockwork.now)
    list(drain(clockwork.store, clockwork.now))
    (wait,) = clockwork.rows(Wait, Wait.form == "Meanwhile")
    (run,) = clockwork.rows(StageRun, StageRun.stage == Errand.MEANWHILE)
    return [(run.outcome, str(wait.status))]


def test_a_case_manager_who_needs_longer_says_in_the_same_form_what_happens_meanwhile(clockwork: Any) -> None:
    mirjam = clockwork.guided_by(MIRJAM)
    clockwork.ask("wijkteam-noord", date(2026, 12, 4), form="ActionDone")

    said = {"needs_longer": {**LONGER, "meanwhile": MEANWHILE}}
    answer(clockwork.store, mirjam, REF, "talk", said, clockwork.now)

    assert _carried(clockwork) == [("arranged", "given")]
    (asked,) = clockwork.rows(Wait, Wait.form == "Meanwhile")
    assert clockwork.rows(Message, Message.wait_id == asked.id) == []


def test_who_stops_a_clock_says_in_the_same_form_what_happens_meanwhile(clockwork: Any) -> None:
    fatima = clockwork.guided_by(FATIMA)
    clockwork.ask("wijkteam-noord", date(2026, 12, 4), form="ActionDone")

    said = {"code": "data missing", "until": "2026-12-21", "meanwhile": MEANWHILE}
    pause(clockwork.store, fatima, REF, "talk", said, clockwork.now)

    assert _carried(clockwork) == [("arranged", "given")]


def test_who_does_not_guide_the_case_leaves_it_to_the_case_manager(clockwork: Any) -> None:
    clockwork.guided_by(FATIMA)
    clockwork.ask("wijkteam-noord", date(2026, 12, 4), form="ActionDone")
    said = {"needs_longer": {**LONGER, "meanwhile": MEANWHILE}}

    with pytest.raises(BadAnswer) as refused:
        answer(clockwork.store, clockwork.viewer(MIRJAM), REF, "talk", said, clockwork.now)

    assert refused.value.field == "needs_longer.meanwhile"
    assert _asked(clockwork) == []


def test_what_is_asked_already_is_not_said_a_second_time_beside_it(clockwork: Any) -> None:
    mirjam = clockwork.guided_by(MIRJAM)
    clockwork.ask("wijkteam-noord", date(2026, 12, 4), form="ActionDone")
    answer(clockwork.store, mirjam, REF, "talk", {"needs_longer": LONGER}, clockwork.now)
    said = {"needs_longer": {**LONGER, "until": "2027-03-01", "meanwhile": MEANWHILE}}

    with pytest.raises(BadAnswer, match="asked of you already"):
        answer(clockwork.store, mirjam, REF, "talk", said, clockwork.now)


def test_whom_it_names_must_be_there(clockwork: Any) -> None:
    mirjam = clockwork.guided_by(MIRJAM)
    clockwork.ask("wijkteam-noord", date(2026, 12, 4), form="ActionDone")
    said = {"needs_longer": {**LONGER, "meanwhile": {**MEANWHILE, "who": "agency:999"}}}

    with pytest.raises(BadAnswer) as refused:
        answer(clockwork.store, mirjam, REF, "talk", said, clockwork.now)

    assert refused.value.field == "needs_longer.meanwhile.who"
