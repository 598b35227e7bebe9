"""The one table of commands: nothing that can be lawful is missing from it, and each row says what it did."""

from typing import Any

import pytest

from flows.acts.act import Call, Seen
from flows.acts.table import ACTS
from flows.queries.lawful import RULES
from flows.queries.lawful_people import PEOPLE_RULES
from flows.queries.lawful_power import POWER_RULES
from flows.queries.lawful_region import REGION_RULES
from models.ending import CUT_SHORT
from models.refusal import BadAnswer
from models.speech import say
from models.tables import StageRun
from notifications.phrase import day


def test_every_command_that_can_be_lawful_stands_in_the_table_and_no_other() -> None:
    causes = {f"cut_short:{cause}" for cause in CUT_SHORT}

    assert set(ACTS) == {*RULES, *PEOPLE_RULES, *POWER_RULES, *REGION_RULES, *causes}


@pytest.mark.parametrize("name", ACTS)
def test_what_it_is_called_and_what_happens_then_stand_in_both_languages(name: str) -> None:
    act = ACTS[name]

    assert say(act.title, "nl") != act.title
    assert say(act.what, "nl") != act.what


def test_a_day_that_comes_of_it_is_said_as_people_write_it(power: Any) -> None:
    [wait] = power.waits("running")
    content = {"code": "youth away", "until": "2026-11-30"}
    seen = Seen(wait.key, wait.id)
    done = ACTS["pause"].do(Call(power.store, power.viewer(power.RUBEN), power.now, content, power.ref, seen))

    began = "The clock of this question stands still; its last day is now "
    assert done.text("en") == f"{began}{day(done.result, 'en')}."
    assert day(done.result, "nl") in done.text("nl")


def test_a_command_without_a_form_takes_no_fields_and_names_the_one_it_was_given(power: Any) -> None:
    call = Call(power.store, power.viewer(power.RUBEN), power.now, {"hurry": True}, power.ref)

    with pytest.raises(BadAnswer, match="hurry"):
        ACTS["start_meeting"].do(call)
    assert not power.rows(StageRun, StageRun.stage == "meeting")
