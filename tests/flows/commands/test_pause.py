"""Stopping the clock of a question, and letting it go on."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import select

from flows.commands.answer import answer
from flows.commands.pause import pause, resume
from flows.engine import rewait
from flows.engine.standstill import carry_over
from flows.messages.watch import watch_terms
from models.access import Viewer
from models.code import Errand
from models.holder import Holder
from models.reason import Use, codes_for
from models.refusal import BadAnswer, NotAllowed, NotOpen, Refused, Unknown
from models.store import Store
from models.tables import Pause, StageRun, TermRow, Wait

REF = "VN-TEST222"
FATIMA = "fatima.bouzidi@doorstroompunt.example"
DENNIS = "dennis.culemborg@geldloket.example"
RIA = "ria.deil@geldloket.example"
DUE = date(2026, 12, 21)
AWAY = {"code": "youth away", "until": "2026-12-07"}


@pytest.fixture
def fatima(clockwork: Any) -> Viewer:
    viewer: Viewer = clockwork.guided_by(FATIMA)
    return viewer


def test_the_days_a_clock_stands_still_move_the_last_day(clockwork: Any, fatima: Viewer) -> None:
    wait = clockwork.ask()

    last = pause(clockwork.store, fatima, REF, "talk", AWAY, clockwork.now)

    assert (clockwork.wait(wait).due_on, last) == (date(2027, 1, 4), date(2027, 1, 4))
    assert clockwork.wait(wait).paused_on == date(2026, 11, 23)


def test_a_question_is_as_long_open_as_before_when_its_clock_goes_on_the_same_day(
    clockwork: Any, fatima: Viewer
) -> None:
    wait = clockwork.ask()
    pause(clockwork.store, fatima, REF, "talk", AWAY, clockwork.now)

    last = resume(clockwork.store, fatima, REF, "talk", clockwork.now)

    assert (last, clockwork.wait(wait).paused_on) == (DUE, None)


def test_only_the_days_it_really_stood_still_move_the_last_day(clockwork: Any, fatima: Viewer) -> None:
    clockwork.ask()
    pause(clockwork.store, fatima, REF, "talk", AWAY, clockwork.now)

    last = resume(clockwork.store, fatima, REF, "talk", clockwork.on("2026-11-30").now)

    assert last == DUE + timedelta(days=7)


def test_a_clock_goes_on_by_itself_and_the_last_day_stays(clockwork: Any, fatima: Viewer) -> None:
    wait = clockwork.ask()
    pause(clockwork.store, fatima, REF, "talk", AWAY, clockwork.now)

    watch_terms(clockwork.store, clockwork.on("2026-12-08").now)

    row = clockwork.wait(wait)
    assert (row.paused_on, row.paused_until, row.due_on) == (None, None, date(2027, 1, 4))
    assert [each.until_on for each in clockwork.rows(Pause)] == [date(2026, 12, 7)]


def test_a_watcher_that_was_away_for_a_week_ends_a_pause_on_its_own_day(clockwork: Any, fatima: Viewer) -> None:
    clockwork.ask()
    pause(clockwork.store, fatima, REF, "talk", AWAY, clockwork.now)

    watch_terms(clockwork.store, clockwork.on("2026-12-16").now)

    assert [each.until_on for each in clockwork.rows(Pause)] == [date(2026, 12, 7)]


def test_two_pauses_are_counted_from_the_term_and_nothing_is_shifted_twice(clockwork: Any, fatima: Viewer) -> None:
    clockwork.ask()
    pause(clockwork.store, fatima, REF, "talk", AWAY, clockwork.now)
    resume(clockwork.store, fatima, REF, "talk", clockwork.on("2026-11-30").now)

    pause(
        clockwork.store,
        fatima,
        REF,
        "talk",
        {"code": "awaiting decision", "until": "2026-12-08"},
        clockwork.on("2026-12-01").now,
    )
    last = resume(clockwork.store, fatima, REF, "talk", clockwork.on("2026-12-04").now)

    assert last == date(2026, 12, 31)


def test_an_agreed_day_moves_by_the_working_days_the_clock_stood_still(clockwork: Any, fatima: Viewer) -> None:
    wait = clockwork.ask(within=date(2026, 12, 4))
    pause(clockwork.store, fatima, REF, "talk", {"code": "youth away", "until": "2026-11-30"}, clockwork.now)

    last = resume(clockwork.store, fatima, REF, "talk", clockwork.on("2026-11-26").now)

    assert (last, clockwork.wait(wait).agreed_on) == (date(2026, 12, 9), date(2026, 12, 4))


def test_daan_s_municipality_asks_for_papers_and_the_letter_stops_its_clock(clockwork: Any) -> None:
    clockwork.on("2026-09-14").ask(within="youth care decision")
    content = {"code": "application incomplete", "letter_on": "2026-10-04", "until": "2026-10-18"}

    last = pause(clockwork.store, clockwork.viewer(DENNIS), REF, "talk", content, clockwork.on("2026-10-05").now)

    assert last == date(2026, 11, 23)


def test_a_letter_recorded_after_its_pause_ended_counts_all_the_same(clockwork: Any) -> None:
    wait = clockwork.on("2026-09-14").ask(within="youth care decision")
    content = {"code": "application incomplete", "letter_on": "2026-10-04", "until": "2026-10-18"}

    last = pause(clockwork.store, clockwork.viewer(DENNIS), REF, "talk", content, clockwork.on("2026-11-02").now)

    assert (last, clockwork.wait(wait).paused_on) == (date(2026, 11, 23), None)


def test_nobody_but_the_agency_that_decides_stops_the_clock_with_a_letter(clockwork: Any, fatima: Viewer) -> None:
    clockwork.ask(within="youth care decision")
    content = {"code": "application incomplete", "letter_on": "2026-11-23", "until": "2026-12-01"}

    with pytest.raises(NotAllowed, match="Only the agency that decides"):
        pause(clockwork.store, fatima, REF, "talk", content, clockwork.now)


def test_a_letter_stops_no_agreed_term(clockwork: Any) -> None:
    clockwork.ask(within="direct help", form="DirectHelp")
    content = {"code": "application incomplete", "letter_on": "2026-11-23", "until": "2026-12-01"}

    with pytest.raises(Refused, match="set by law only"):
        pause(clockwork.store, clockwork.viewer(DENNIS), REF, "talk", content, clockwork.now)


def test_who_was_asked_cannot_stop_their_own_clock(clockwork: Any) -> None:
    clockwork.ask()

    with pytest.raises(NotAllowed, match="their own clock"):
        pause(clockwork.store, clockwork.viewer(DENNIS), REF, "talk", AWAY, clockwork.now)


def test_a_case_manager_who_was_asked_cannot_stop_their_own_clock_either(clockwork: Any, fatima: Viewer) -> None:
    clockwork.ask("case manager", "invite", form="Invitees")

    with pytest.raises(NotAllowed, match="their own clock"):
        pause(clockwork.store, fatima, REF, "talk", AWAY, clockwork.now)


def test_a_partner_that_guides_nothing_stops_no_clock(clockwork: Any) -> None:
    clockwork.ask()

    with pytest.raises(NotAllowed, match="Only the case manager"):
        pause(clockwork.store, clockwork.viewer("bram.hoevelaar@waalzicht.example"), REF, "talk", AWAY, clockwork.now)


def test_who_has_no_part_in_a_case_does_not_learn_that_it_is_there(clockwork: Any) -> None:
    clockwork.ask()

    with pytest.raises(Unknown):
        pause(clockwork.store, clockwork.viewer("anouk.beesd@ggd.example"), REF, "talk", AWAY, clockwork.now)


def test_a_clock_that_stands_still_cannot_be_stopped_again(clockwork: Any, fatima: Viewer) -> None:
    clockwork.ask()
    pause(clockwork.store, fatima, REF, "talk", AWAY, clockwork.now)

    with pytest.raises(Refused, match="stands still already, until 07-12-2026"):
        pause(clockwork.store, fatima, REF, "talk", AWAY, clockwork.now)


def test_a_letter_about_days_that_stood_still_before_is_refused(clockwork: Any, fatima: Viewer) -> None:
    clockwork.ask(within="youth care decision")
    pause(clockwork.store, fatima, REF, "talk", AWAY, clockwork.now)
    resume(clockwork.store, fatima, REF, "talk", clockwork.on("2026-12-01").now)
    content = {"code": "application incomplete", "letter_on": "2026-11-27", "until": "2026-12-08"}

    with pytest.raises(Refused, match="some of these days already"):
        pause(clockwork.store, clockwork.viewer(DENNIS), REF, "talk", content, clockwork.on("2026-12-02").now)


def test_a_pause_longer_than_the_region_allows_is_refused_with_the_day_it_may_last(
    clockwork: Any, fatima: Viewer
) -> None:
    clockwork.ask()

    with pytest.raises(BadAnswer, match="until 04-01-2027 at most"):
        pause(clockwork.store, fatima, REF, "talk", {**AWAY, "until": "2027-01-05"}, clockwork.now)


def test_all_pauses_for_one_reason_together_last_no_longer_than_the_region_allows(
    clockwork: Any, fatima: Viewer
) -> None:
    clockwork.ask(within="work capacity")
    pause(clockwork.store, fatima, REF, "talk", {**AWAY, "until": "2026-12-21"}, clockwork.now)
    resume(clockwork.store, fatima, REF, "talk", clockwork.on("2026-12-21").now)

    with pytest.raises(BadAnswer, match="at most"):
        pause(clockwork.store, fatima, REF, "talk", {**AWAY, "until": "2027-01-25"}, clockwork.on("2026-12-22").now)


def test_a_reason_the_region_switched_off_stops_no_clock(clockwork: Any, fatima: Viewer) -> None:
    clockwork.ask()
    with clockwork.store.write(clockwork.now) as tx:
        row = tx.session.exec(select(TermRow).where(TermRow.name == "pause youth away")).one()
        row.off = True
        tx.session.add(row)

    with pytest.raises(Refused, match="stops no clock in your region"):
        pause(clockwork.store, fatima, REF, "talk", AWAY, clockwork.now)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ({**AWAY, "until": "2026-11-23"}, "until a day after"),
        ({**AWAY, "code": "not ours"}, "must be one of"),
        ({**AWAY, "letter_on": "2026-11-23"}, "needs none"),
        ({"code": "application incomplete", "until": "2026-12-01"}, "on which day the letter was sent"),
    ],
    ids=["no day at all", "a reason for something else", "a letter too many", "a letter too few"],
)
def test_what_does_not_fit_is_said_in_one_sentence(
    clockwork: Any, fatima: Viewer, content: dict[str, str], why: str
) -> None:
    clockwork.ask()

    with pytest.raises(BadAnswer, match=why):
        pause(clockwork.store, fatima, REF, "talk", content, clockwork.now)


@pytest.mark.parametrize(
    ("letter_on", "why"), [("2026-11-24", "in the future"), ("2026-11-20", "before this question was asked")]
)
def test_a_letter_was_sent_after_the_question_and_not_in_the_future(clockwork: Any, letter_on: str, why: str) -> None:
    clockwork.ask(within="youth care decision")
    content = {"code": "application incomplete", "letter_on": letter_on, "until": "2026-12-08"}

    with pytest.raises(BadAnswer, match=why):
        pause(clockwork.store, clockwork.viewer(DENNIS), REF, "talk", content, clockwork.now)


def test_a_question_without_a_last_day_has_no_clock_to_stop(clockwork: Any, fatima: Viewer) -> None:
    clockwork.ask(within=None)

    with pytest.raises(Refused, match="no last day"):
        pause(clockwork.store, fatima, REF, "talk", AWAY, clockwork.now)


def test_a_question_that_is_not_open_has_no_clock_to_stop(clockwork: Any, fatima: Viewer) -> None:
    with pytest.raises(NotOpen):
        pause(clockwork.store, fatima, REF, "talk", AWAY, clockwork.now)


def test_a_question_asked_of_several_is_stopped_for_one_of_them(clockwork: Any, fatima: Viewer) -> None:
    first, second = clockwork.ask("geldloket"), clockwork.ask("smw")

    with pytest.raises(Refused, match="say which of them"):
        pause(clockwork.store, fatima, REF, "talk", AWAY, clockwork.now)
    pause(clockwork.store, fatima, REF, "talk", AWAY, clockwork.now, wait=second)

    assert [clockwork.wait(number).paused_on is not None for number in (first, second)] == [False, True]


def test_a_running_clock_cannot_be_made_to_go_on(clockwork: Any, fatima: Viewer) -> None:
    clockwork.ask()

    with pytest.raises(Refused, match="is running"):
        resume(clockwork.store, fatima, REF, "talk", clockwork.now)


def test_a_pause_of_more_than_ten_working_days_asks_once_who_helps_meanwhile(clockwork: Any, fatima: Viewer) -> None:
    clockwork.ask()

    pause(clockwork.store, fatima, REF, "talk", {**AWAY, "until": "2026-12-08"}, clockwork.now)
    resume(clockwork.store, fatima, REF, "talk", clockwork.on("2026-11-24").now)
    pause(clockwork.store, fatima, REF, "talk", {**AWAY, "until": "2026-12-14"}, clockwork.now)

    assert len(clockwork.rows(StageRun, StageRun.stage == Errand.MEANWHILE)) == 1


def test_a_pause_of_ten_working_days_asks_nothing(clockwork: Any, fatima: Viewer) -> None:
    clockwork.ask()

    pause(clockwork.store, fatima, REF, "talk", AWAY, clockwork.now)

    assert clockwork.rows(StageRun, StageRun.stage == Errand.MEANWHILE) == []


def test_a_pause_goes_with_a_question_handed_to_a_colleague(clockwork: Any, fatima: Viewer) -> None:
    wait = clockwork.ask()
    pause(clockwork.store, fatima, REF, "talk", AWAY, clockwork.now)
    ria = clockwork.viewer(RIA)

    with clockwork.store.write(clockwork.on("2026-11-25").now) as tx:
        rewait.hand_to(clockwork.matter(tx, wait), wait, Holder("invited", ria.agency_id, ria.professional_id))

    assert (clockwork.wait(wait).paused_on, clockwork.wait(wait).due_on) == (date(2026, 11, 23), date(2027, 1, 4))


def test_a_question_asked_of_another_agency_goes_on_standing_still(clockwork: Any, fatima: Viewer) -> None:
    old = clockwork.ask()
    pause(clockwork.store, fatima, REF, "talk", AWAY, clockwork.now)

    with clockwork.store.write(clockwork.on("2026-11-30").now) as tx:
        holder = Holder("invited", clockwork.agency("smw"))
        new = rewait.ask_instead(clockwork.matter(tx, old), old, holder, code="not ours")

    assert clockwork.wait(new).paused_until == date(2026, 12, 7)
    assert clockwork.wait(new).due_on == date(2027, 1, 4)
    assert [(each.wait_id, each.until_on) for each in clockwork.rows(Pause)] == [(old, date(2026, 11, 30)), (new, None)]


def test_the_letter_of_one_agency_does_not_stop_the_clock_of_the_next(clockwork: Any) -> None:
    old = clockwork.ask(within="youth care decision")
    content = {"code": "application incomplete", "letter_on": "2026-11-23", "until": "2026-12-08"}
    pause(clockwork.store, clockwork.viewer(DENNIS), REF, "talk", content, clockwork.now)

    with clockwork.store.write(clockwork.on("2026-11-30").now) as tx:
        holder = Holder("invited", clockwork.agency("smw"))
        new = rewait.ask_instead(clockwork.matter(tx, old), old, holder, code="not ours")

    assert clockwork.wait(new).paused_on is None


def test_a_new_day_takes_the_place_of_a_pause_that_runs(clockwork: Any, fatima: Viewer) -> None:
    wait = clockwork.ask("wijkteam-noord", date(2026, 12, 4), form="ActionDone")
    pause(clockwork.store, fatima, REF, "talk", AWAY, clockwork.now)
    longer = {"needs_longer": {"until": "2026-12-18", "code": "no place"}}

    mirjam = clockwork.viewer("mirjam.steenkist@wijkteamnoord.example")
    answer(clockwork.store, mirjam, REF, "talk", longer, clockwork.on("2026-11-25").now)

    row = clockwork.wait(wait)
    assert (row.due_on, row.paused_on, row.agreed_from) == (date(2026, 12, 18), None, date(2026, 11, 25))


def test_missing_information_stops_the_clock_the_same_moment(clockwork: Any) -> None:
    wait = clockwork.ask("wijkteam-noord", date(2026, 12, 4), form="ActionDone")
    missing = {"cannot": {"code": "data missing"}}

    mirjam = clockwork.viewer("mirjam.steenkist@wijkteamnoord.example")
    said = answer(clockwork.store, mirjam, REF, "talk", missing, clockwork.now)

    assert (said.status, clockwork.wait(wait).paused_on) == ("missing", date(2026, 11, 23))
    assert [each.code for each in clockwork.rows(Pause)] == ["data missing"]


def test_a_wall_clock_that_goes_back_an_hour_breaks_nothing(clockwork: Any, fatima: Viewer) -> None:
    wait = clockwork.on("2026-10-25", 3).ask()
    pause(clockwork.store, fatima, REF, "talk", {**AWAY, "until": "2026-11-02"}, clockwork.now)
    earlier = clockwork.now - timedelta(days=1)

    last = resume(clockwork.store, fatima, REF, "talk", earlier)

    assert (last, clockwork.wait(wait).paused_on) == (date(2026, 11, 23), None)


def test_every_reason_for_a_pause_has_a_longest_time_in_the_region(clockwork: Any) -> None:
    names = {row.name for row in clockwork.rows(TermRow)}

    assert {f"pause {code}" for code in codes_for(Use.PAUSE)} == {name for name in names if name.startswith("pause ")}


def test_pausing_and_going_on_are_the_same_on_both_databases(either: Store, clockwork_on: Any) -> None:
    there = clockwork_on(either)
    fatima = there.guided_by(FATIMA)
    wait = there.ask()
    pause(there.store, fatima, REF, "talk", AWAY, there.now)

    resume(there.store, fatima, REF, "talk", there.on("2026-11-30").now)
    pause(there.store, fatima, REF, "talk", AWAY, there.now)

    assert (there.wait(wait).due_on, len(there.rows(Pause))) == (date(2027, 1, 4), 2)


def test_nothing_is_carried_over_from_a_question_whose_clock_ran(clockwork: Any) -> None:
    old, new = clockwork.ask(), clockwork.ask("smw")

    with clockwork.store.write(clockwork.now) as tx:
        carry_over(clockwork.matter(tx, old), tx.session.get_one(Wait, old), tx.session.get_one(Wait, new))

    assert clockwork.rows(Pause) == []
