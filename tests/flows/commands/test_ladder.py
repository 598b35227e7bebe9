"""Steps of the ladder that people take, confirm, put off and step down from; and what is not taken, in one sentence."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import col, select

import flows.stages  # noqa: F401 - every story is known
from flows.commands.answer import answer
from flows.commands.ending import cut_short, reopen
from flows.commands.ladder import change_ladder, escalate, step_down
from flows.commands.question import lock_case
from flows.engine.matter import Matter
from flows.engine.rungs import ladder_in
from flows.queries.case_story import case_story
from flows.queries.door import open_case
from flows.queries.ladder import ladder_of_case, steps_per_agency
from flows.queries.question_about import facts_about
from flows.queries.waiting import waits_of_cases
from flows.records.ladder import propose
from models.code import WaitKind
from models.forms import FORMS
from models.kind import Kind
from models.ladder import RESULTS
from models.refusal import BadAnswer, NotAllowed, NotOpen, Refused, Unknown
from models.tables import LadderStep, StageRun, Wait
from models.term import Calendar

ILSE, FATIMA = "ilse.verhagen@aanmeldpunt.example", "fatima.bouzidi@doorstroompunt.example"
RUBEN, MARGRIET = "ruben.dijkzicht@aanmeldpunt.example", "margriet.oosterwold@aanmeldpunt.example"
LOTTE, TON, WOUTER = "lotte.appelhof@smw.example", "ton.kesteren@smw.example", "wouter.sluiskamp@aanmeldpunt.example"
BRAM = "bram.hoevelaar@waalzicht.example"
HELP = "direct-help"
WHY = {"code": "longer than agreed", "words": "Het duurt lang."}


class Stairs:
    """A question to social work that was to be answered by 8 December, and what climbs because of it."""

    def __init__(self, desk: Any) -> None:
        self.desk = desk
        self.ref = desk.register()
        desk.answer(ILSE, self.ref, "weighing", decision="light", agency=f"agency:{desk.agency('smw')}",
                    case_manager=desk.professional(FATIMA))  # fmt: skip
        desk.answer(FATIMA, self.ref, "case-manager")

    def on(self, month: int, day: int, year: int = 2026) -> "Stairs":
        """That day at nine, everything carried and looked at day by day."""
        until = datetime(year, month, day, 8, 0, tzinfo=UTC)
        while self.desk.now < until:
            self.desk.now = min(self.desk.now + timedelta(days=1), until)
            self.desk.carry()
        self.desk.carry()
        return self

    def up(self, step: int, by: str = FATIMA, key: str | None = HELP, **said: Any) -> int:
        taken = escalate(
            self.desk.store, self.desk.viewer(by), self.ref, key, {"step": step, **WHY, **said}, self.desk.now
        )
        self.desk.carry()
        return taken

    def down(self, by: str = FATIMA, key: str | None = HELP) -> int:
        return step_down(
            self.desk.store, self.desk.viewer(by), self.ref, key, {"words": "Er is gebeld."}, self.desk.now
        )

    def say(self, by: str, key: str, **fields: Any) -> None:
        answer(self.desk.store, self.desk.viewer(by), self.ref, key, fields, self.desk.now)
        self.desk.carry()

    def steps(self) -> list[LadderStep]:
        with self.desk.store.read(self.desk.now) as tx:
            rows = select(LadderStep).where(LadderStep.step > 0).order_by(col(LadderStep.id))
            return list(tx.session.exec(rows))

    def asked(self) -> set[str]:
        return set(self.desk.waits(self.ref))

    def action(self, days: int = 9) -> dict[str, Any]:
        return {"who": f"agency:{self.desk.agency('smw')}", "words": "Belt.", "due_on": self.desk.day(days)}


@pytest.fixture
def stairs(desk: Any) -> Stairs:
    return Stairs(desk)


def test_a_person_confirms_the_talk_it_ends_in_dated_actions_and_the_question_moves(stairs: Stairs) -> None:
    stairs.on(12, 30)
    assert stairs.asked() == {HELP, "step-needed:1"}

    stairs.say(FATIMA, "step-needed:1", needed=True)
    stairs.say(RUBEN, "breakthrough:1", talked_on=stairs.desk.day(0), actions=[stairs.action()], solved=True)

    row = stairs.steps()[-1]
    assert (row.step, row.confirmed_by, row.reaction, row.result) == (
        3,
        stairs.desk.viewer(FATIMA).professional_id,
        "talked",
        "solved",
    )
    assert "action:1" in stairs.asked()
    assert [(each.step, each.result) for each in stairs.steps()] == [
        (1, "no longer asked"),
        (2, "no longer asked"),
        (3, "solved"),
    ]
    assert all(each.result in RESULTS for each in stairs.steps())


def test_a_no_takes_a_reason_and_comes_back_after_five_working_days(stairs: Stairs) -> None:
    stairs.on(12, 30)
    with pytest.raises(BadAnswer, match="why"):
        stairs.say(FATIMA, "step-needed:1", needed=False)

    stairs.say(FATIMA, "step-needed:1", needed=False, why="Eerst nog bellen.")

    wait = stairs.desk.waits(stairs.ref)["step-needed:1:2"]
    assert wait.opens_at == datetime(2027, 1, 7, 7, 0, tzinfo=UTC)
    assert [(row.step, row.refused_why) for row in stairs.steps()][-1] == (3, "Eerst nog bellen.")


def test_silence_of_the_case_manager_asks_the_coordinator(stairs: Stairs) -> None:
    stairs.on(12, 30).on(1, 5, 2027)

    waits = stairs.desk.waits(stairs.ref)
    assert "step-needed:1" not in waits
    assert waits["step-needed-coordinator:1"].professional_id == stairs.desk.viewer(ILSE).professional_id


def test_an_answer_ends_the_proposal_and_what_was_asked_for_it(stairs: Stairs) -> None:
    stairs.on(12, 30)

    stairs.say(LOTTE, HELP, started_on=stairs.desk.day(0))

    assert not [key for key in stairs.asked() if key.startswith("step-needed")]
    assert {row.result for row in stairs.steps()} == {"answered"}


def test_the_case_manager_takes_the_next_step_sooner(stairs: Stairs) -> None:
    stairs.on(12, 9)

    assert stairs.up(1) == 1

    row = stairs.steps()[0]
    assert (row.step, row.reason, row.words, row.proposed_by) == (
        1, "longer than agreed", "Het duurt lang.", stairs.desk.viewer(FATIMA).professional_id,
    )  # fmt: skip
    assert stairs.desk.waits(stairs.ref)[HELP].step == 1
    stairs.on(12, 14)
    assert len(stairs.steps()) == 1


def test_who_pays_goes_to_the_consultant_at_once_and_nobody_needs_to_confirm_it(stairs: Stairs) -> None:
    assert stairs.up(3, code="who pays") == 3

    assert "breakthrough:1" in stairs.asked()
    assert stairs.desk.waits(stairs.ref)[HELP].step == 3


def test_a_case_where_no_wait_is_late_climbs_from_step_three_to_the_administrators(stairs: Stairs) -> None:
    stairs.up(3, key=None, code="absent from school")
    with pytest.raises(Refused, match="next step of the ladder is step 4"):
        stairs.up(5, key=None, code="three months")
    stairs.up(4, key=None, code="outside the mandate")
    assert stairs.desk.waits(stairs.ref)["table:1"].professional_id == stairs.desk.viewer(MARGRIET).professional_id

    stairs.say(MARGRIET, "table:1", result="outside the mandate", decided_on=stairs.desk.day(0), words="Niet van ons.")

    assert "step-needed:3" in stairs.asked()
    stairs.say(FATIMA, "step-needed:3", needed=True)
    decision = {"decided_on": stairs.desk.day(0), "words": "De plek gaat open.", "actions": [stairs.action()]}
    stairs.say(WOUTER, "administrators:1", **decision)
    assert [(row.step, row.reason, row.reaction) for row in stairs.steps()] == [
        (3, "absent from school", None),
        (4, "outside the mandate", "outside the mandate"),
        (5, "outside the mandate", "decided"),
    ]


def test_a_table_that_says_nothing_for_ten_working_days_proposes_the_administrators(stairs: Stairs) -> None:
    stairs.up(3, key=None, code="absent from school")
    stairs.up(4, key=None, code="order objected")

    stairs.on(12, 9)

    assert [(row.step, row.reason, row.reaction) for row in stairs.steps() if row.step > 3] == [
        (4, "order objected", "no answer"),
        (5, "table silent", None),
    ]


def test_a_table_that_decides_names_who_does_what_by_when(stairs: Stairs) -> None:
    stairs.up(3, key=None, code="absent from school")
    stairs.up(4, key=None, code="order objected")
    decides = {"result": "decides", "decided_on": stairs.desk.day(0), "words": "Zo."}

    with pytest.raises(BadAnswer, match="actions"):
        stairs.say(MARGRIET, "table:1", **decides)
    with pytest.raises(BadAnswer, match="lies in the future"):
        stairs.say(MARGRIET, "table:1", **{**decides, "decided_on": stairs.desk.day(3)}, actions=[stairs.action()])


def test_stepping_down_by_hand_keeps_the_step_away_until_a_new_date(stairs: Stairs) -> None:
    stairs.on(12, 11)
    assert stairs.down() == 1

    stairs.on(12, 16)

    row = stairs.steps()[0]
    assert (row.result, row.result_words, row.stepped_down_by) == (
        "by hand", "Er is gebeld.", stairs.desk.viewer(FATIMA).professional_id,
    )  # fmt: skip
    assert (len(stairs.steps()), stairs.desk.waits(stairs.ref)[HELP].step) == (1, 0)


def test_a_reopened_case_keeps_old_steps_as_history_and_begins_below(stairs: Stairs) -> None:
    stairs.on(12, 30)
    desk = stairs.desk
    cut_short(desk.store, desk.viewer(ILSE), stairs.ref, "youth stopped", desk.now)
    reopen(desk.store, desk.viewer(ILSE), stairs.ref, desk.now)
    desk.carry()

    assert {row.result for row in stairs.steps()} == {"case closed"}
    with pytest.raises(NotOpen):
        stairs.up(4)
    assert stairs.up(3, key=None, code="no quorum") == 3


def refused(stairs: Stairs, kind: type[Refused], sentence: str, do: Callable[[], Any]) -> None:
    before = [(row.step, row.result) for row in stairs.steps()]
    with pytest.raises(kind, match=sentence):
        do()
    assert [(row.step, row.result) for row in stairs.steps()] == before


def test_every_step_that_cannot_be_taken_says_why_in_one_sentence(stairs: Stairs) -> None:
    late = stairs.on(12, 9)
    refused(late, Refused, "no step is skipped", lambda: late.up(2))
    refused(late, BadAnswer, "step", lambda: late.up(7))
    refused(late, BadAnswer, "code", lambda: late.up(1, code="danger"))
    refused(late, NotOpen, "is not open in case", lambda: late.up(1, key="no-such-question"))
    refused(late, NotAllowed, "cannot do this", lambda: late.up(1, by=BRAM))
    refused(late, Unknown, "There is no case", lambda: late.up(1, by="tessa.neerijnen@nova.example"))
    refused(late, Refused, "nothing to step down from", late.down)
    late.up(1)
    refused(late, Refused, "Step 1 of the ladder was taken or proposed already", lambda: late.up(1))
    late.up(2)
    refused(late, Refused, "Step 2 of the ladder was taken or proposed already", lambda: late.up(3))


def test_a_question_that_is_not_late_has_no_step_to_take(stairs: Stairs) -> None:
    refused(stairs, Refused, "does not wait longer than agreed", lambda: stairs.up(1))


def test_the_people_themselves_are_never_pushed(desk: Any) -> None:
    stairs = Stairs(desk)
    with desk.store.write(desk.now) as tx:
        case = lock_case(tx, stairs.ref)
        run = tx.session.exec(select(StageRun.id).where(StageRun.case_id == case.id)).first()
        tx.session.add(
            Wait(case_id=case.id, stage_run_id=run, key="marks", kind=WaitKind.OPEN, form="OwnWords", form_version=1,
                 part="youth", person_id=case.youth_id, asked_at=desk.now)
        )  # fmt: skip

    with pytest.raises(Refused, match="have no ladder"):
        stairs.up(1, key="marks")


def test_nobody_steps_up_in_a_closed_case(stairs: Stairs) -> None:
    desk = stairs.desk
    cut_short(desk.store, desk.viewer(ILSE), stairs.ref, "youth stopped", desk.now)

    with pytest.raises(Refused, match="is closed"):
        stairs.up(3, key=None, code="no quorum")
    with pytest.raises(Refused, match="is closed"):
        stairs.down(key=None)
    with desk.store.write(desk.now) as tx:
        matter = Matter(tx, lock_case(tx, stairs.ref), 0, "", 0, None, None)
        assert not propose(matter, 3, wait=None, reason="no quorum")


def test_two_who_propose_the_same_step_propose_it_once(stairs: Stairs) -> None:
    for first in (True, False):
        with stairs.desk.store.write(stairs.desk.now) as tx:
            matter = Matter(tx, lock_case(tx, stairs.ref), 0, "", 0, None, None)
            assert propose(matter, 4, wait=None, reason="order objected") is first

    assert len(stairs.steps()) == 1


def test_the_file_shows_every_step_and_an_agency_sees_those_of_its_own_questions(stairs: Stairs) -> None:
    stairs.on(12, 30)
    stairs.say(FATIMA, "step-needed:1", needed=False, why="Eerst nog bellen.")
    desk = stairs.desk
    with desk.store.read(desk.now) as tx:
        guide = ladder_of_case(tx, desk.viewer(FATIMA), stairs.ref)
        lotte = ladder_of_case(tx, desk.viewer(LOTTE), stairs.ref)
        story = case_story(tx, desk.viewer(FATIMA), stairs.ref)
        counts = steps_per_agency(tx)
    assert [line.step for line in guide] == [line.step for line in lotte] == [0, 1, 2, 3]
    assert (guide[2].addressee, guide[1].name("nl")) == ("Schoolmaatschappelijk werk Rivierland", "collega's onderling")
    assert counts == {desk.agency("smw"): {1: 1, 2: 1}}
    assert [(event.kind, event.stage) for event in story.timeline if event.kind.startswith("step ")] == [
        ("step taken", "step 1"),
        ("step announced", "step 2"),
        ("step taken", "step 2"),
        ("step announced", "step 3"),
        ("step put off", "step 3"),
    ]


def test_who_decides_knows_which_step_why_and_about_what(stairs: Stairs) -> None:
    stairs.on(12, 30)
    desk = stairs.desk

    with desk.store.read(desk.now) as tx:
        case = open_case(tx, desk.viewer(FATIMA), stairs.ref)
        line = next(each for each in waits_of_cases(tx, [case.case.id]) if each.form == "StepConfirmed")
        facts = {fact.label: fact.value for fact in facts_about(tx, case, line)}

    assert facts["The step"] == "de transitieconsulent helpt"
    assert facts["Because"] == "it takes longer than agreed"
    assert facts["It is about this question"] == FORMS["DirectHelp"].question


def test_a_region_changes_its_ladder_from_a_day_on(desk: Any) -> None:
    change = {"step": 2, "after_days": 5, "ground": "Afgesproken.", "valid_from": desk.day(1)}
    change_ladder(desk.store, desk.viewer(WOUTER), {**change, "agency": "agency:11", "form": "ActionDone"}, desk.now)

    with desk.store.read(desk.now) as tx:
        rules = [rule for rule in ladder_in(tx, 1, desk.today + timedelta(days=1)).rules if rule.agency_id == 11]
        assert ladder_in(tx, 1, desk.today).rules != ladder_in(tx, 1, desk.today + timedelta(days=1)).rules
    assert [(rule.step, rule.form, rule.after_days) for rule in rules] == [(2, "ActionDone", 5)]


@pytest.mark.parametrize(
    ("differs", "sentence"),
    [
        ({"off": True}, "says both"),
        ({"step": 4}, "steps 1 to 3"),
        ({"form": "NoSuchForm"}, "no such question"),
        ({"agency": "agency:999"}, "no such agency"),
        ({"valid_from": "2020-01-01"}, "has passed"),
        ({"step": 9}, "step"),
    ],
)
def test_a_change_of_the_ladder_that_does_not_fit_says_so(desk: Any, differs: dict[str, Any], sentence: str) -> None:
    change = {"step": 2, "after_days": 5, "ground": "Afgesproken.", "valid_from": desk.day(1), **differs}

    with pytest.raises(BadAnswer, match=sentence):
        change_ladder(desk.store, desk.viewer(WOUTER), change, desk.now)


def test_a_step_that_was_switched_off_comes_again_as_the_terms_say(desk: Any) -> None:
    for day, differs in enumerate(({"off": True}, {"after_days": 5}, {})):
        change = {"step": 2, "form": "ActionDone", "ground": "Afgesproken.", "valid_from": desk.day(day), **differs}
        change_ladder(desk.store, desk.viewer(WOUTER), change, desk.now)

    came = []
    for day in range(3):
        with desk.store.read(desk.now) as tx:
            ladder = ladder_in(tx, 1, desk.today + timedelta(days=day))
        came.append(ladder.comes_on(2, "ActionDone", 11, Kind.AGREED, date(2026, 11, 20), Calendar()))
    assert came == [None, date(2026, 11, 27), date(2026, 12, 4)]


def test_only_who_speaks_for_the_region_changes_its_ladder(desk: Any) -> None:
    with pytest.raises(NotAllowed):
        change_ladder(
            desk.store, desk.viewer(BRAM), {"step": 1, "off": True, "ground": "-", "valid_from": desk.day(1)}, desk.now
        )
