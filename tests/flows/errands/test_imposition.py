"""A binding decision from the request to its end: heard, given, carried out or objected to, settled, stepped down."""

from datetime import date, datetime
from typing import Any

import pytest
from sqlmodel import select

from flows.commands import agreement
from flows.commands.ending import cut_short
from flows.commands.impose import step_down
from flows.commands.viewer import viewer_of
from flows.queries.by_link import linked, whom_it_is_about
from flows.queries.door import open_case
from flows.queries.imposition import orders_of, orders_per_agency, reminder_of_default
from flows.queries.question_about import facts_about
from flows.queries.waiting import waits_of_cases
from models.code import Role
from models.holder import Holder
from models.link_pass import LinkPass
from models.refusal import NotAllowed, NotOpen, Refused
from models.tables import Agreement, ImpositionPart, LadderStep, Message, Professional, ProfessionalRole, StageRun, Wait

WOUTER = "wouter.sluiskamp@aanmeldpunt.example"


def notices(power: Any) -> list[tuple[str, int | None]]:
    rows = power.rows(Message)
    return [(row.notice, row.to_professional_id) for row in rows if row.notice.startswith(("Hearing", "Order"))]


def test_the_agency_hears_of_it_and_has_three_working_days(power: Any) -> None:
    number = power.impose()

    hearing = power.waits("hearing")[0]
    assert (hearing.due_on.isoformat(), hearing.agency_id, hearing.form) == ("2026-11-26", 12, "Hearing")
    assert notices(power) == [("HearingAsked", power.viewer(power.SVEN).professional_id)]
    assert f"hearing:{number}" == hearing.key


def test_agencies_are_heard_side_by_side_and_silence_is_heard_too(power: Any) -> None:
    number = power.impose(power.part(), power.part(power.UWV, kind="decides by a day"))
    assert power.keys() == [f"hearing:{number}"] * 2

    power.say(power.SVEN, f"hearing:{number}", view="objects", words="Wij betalen dit niet.")
    assert power.keys() == [f"hearing:{number}"]
    power.go(days=7)

    assert power.keys() == [f"order:{number}"]


def test_the_consultant_reads_what_was_said_before_deciding(power: Any) -> None:
    number = power.impose()
    power.say(power.SVEN, f"hearing:{number}", view="proposes", words="Wij beginnen een week later.")

    with power.store.read(power.now) as tx:
        line = next(line for line in waits_of_cases(tx, [power.case]) if line.key.startswith("order"))
        opened = open_case(tx, viewer_of(tx, power.RUBEN), power.ref)
        facts = {fact.label: fact.value for fact in facts_about(tx, opened, line)}
        others = open_case(tx, viewer_of(tx, power.ILSE), power.ref)
        assert list(facts_about(tx, others, line)) == []

    assert facts["In their words"] == "Wij beginnen een week later."
    assert (facts["For whom"], facts["What the agency does"]) == ("Werkplein", "Start bij de opleider.")


def test_an_agency_reads_only_its_own_part_when_it_is_heard(power: Any) -> None:
    power.impose(power.part(), power.part(power.UWV, kind="decides by a day", words="Beslis over de aanvraag."))

    with power.store.read(power.now) as tx:
        line = next(line for line in waits_of_cases(tx, [power.case]) if line.agency_id == 13)
        opened = open_case(tx, viewer_of(tx, power.JASPER), power.ref)
        told = [fact.value for fact in facts_about(tx, opened, line)]
        seen = orders_of(tx, viewer_of(tx, power.JASPER), power.ref)[0]

    assert "Beslis over de aanvraag." in told
    assert "Start bij de opleider." not in told
    assert ([part.agency for part in seen.parts], seen.why) == (["UWV"], None)


def test_behind_its_link_an_agency_reads_its_own_part_only(power: Any) -> None:
    power.impose(power.part(), power.part(power.UWV, kind="decides by a day", words="Beslis over de aanvraag."))
    wait = next(wait for wait in power.waits("hearing") if wait.agency_id == 13)
    token = Holder("", wait.agency_id, wait.professional_id).token

    with power.store.read(power.now) as tx:
        found = linked(tx, LinkPass(wait.id, token))
        whom = whom_it_is_about(tx, found)

    told = [fact.value for fact in whom.facts]
    assert found.state == "open"
    assert "Beslis over de aanvraag." in told
    assert "Start bij de opleider." not in told


def test_an_order_over_several_agencies_is_one_order_with_a_part_each(power: Any) -> None:
    number = power.ordered(power.part(), power.part(power.UWV, kind="decides by a day"))

    assert [(part.imposition_id, part.status.value) for part in power.parts()] == [(number, "ordered")] * 2
    assert [run.about for run in power.rows(StageRun, StageRun.stage == "order")] == [1, 2]
    assert [notice for notice, _ in notices(power)] == ["HearingAsked", "HearingAsked", "OrderGiven", "OrderGiven"]


def test_a_decision_that_is_not_given_binds_nobody_and_the_agency_hears_so(power: Any) -> None:
    number = power.impose()
    power.say(power.SVEN, f"hearing:{number}", view="proposes", words="Wij beginnen volgende week al.")

    power.say(power.RUBEN, f"order:{number}", orders=False, why="Werkplein begint zelf.")

    assert (power.order().status, power.parts()[0].status, power.keys()) == ("taken back", "taken back", [])
    assert notices(power)[-1] == ("OrderTakenBack", power.viewer(power.SVEN).professional_id)


def test_a_colleague_cannot_give_the_decision_somebody_else_asked_for(power: Any) -> None:
    number = power.impose()
    power.go(days=7)

    with pytest.raises(NotAllowed, match="Only the transition consultant who heard"):
        power.say(power.ILSE, f"order:{number}", orders=True)


def test_a_decision_is_not_given_once_the_step_came_down(power: Any) -> None:
    number = power.impose()
    power.go(days=7)
    with power.store.write(power.now) as tx:
        step = tx.session.get_one(LadderStep, 1)
        step.stepped_down_at, step.result = power.now, "answered"
        tx.session.add(step)

    with pytest.raises(Refused, match="needs step 3"):
        power.say(power.RUBEN, f"order:{number}", orders=True)


def test_a_decision_whose_day_passed_meanwhile_is_asked_for_anew(power: Any) -> None:
    number = power.impose(power.part(days=2))
    power.go(days=7)

    with pytest.raises(Refused, match="has passed meanwhile"):
        power.say(power.RUBEN, f"order:{number}", orders=True)


def heard(power: Any) -> str:
    """A binding decision about which the agency was heard; gives the key under which it is given."""
    number = power.impose()
    power.say(power.SVEN, f"hearing:{number}", view="agrees")
    return f"order:{number}"


def test_who_left_the_agreement_meanwhile_settles_nothing(power: Any) -> None:
    key = heard(power)
    left = {"agreement": 1, "agency": power.UWV, "on": "2026-11-22"}
    agreement.leave(power.store, power.viewer(WOUTER), left, power.now)

    with pytest.raises(Refused, match="UWV did not sign the cooperation agreement"):
        power.say(power.RUBEN, key, orders=True)
    assert (power.order().status, [part.status for part in power.parts()]) == ("hearing", ["hearing"])

    power.say(power.RUBEN, key, orders=False, why="UWV doet niet meer mee.")
    assert power.order().status == "taken back"


def test_a_decision_is_given_under_another_agreement_that_allows_it_when_the_first_was_cut_short(power: Any) -> None:
    key = heard(power)
    wouter, ruben = power.viewer(WOUTER), power.viewer(power.RUBEN)
    chair = f"agency:{wouter.agency_id}"
    content = {
        "name": "Wonen 2026", "scope": ["start"], "valid_from": "2026-01-01", "valid_until": "2031-12-31",
        "chair": chair, "signatories": [chair, power.WERKPLEIN, power.UWV], "signed_on": "2026-01-01",
    }  # fmt: skip
    second = agreement.conclude(power.store, wouter, content, power.now)
    mandate = {"agreement": second, "consultant": f"professional:{ruben.professional_id}", "on": "2026-01-01"}
    agreement.give_mandate(power.store, wouter, mandate, power.now)
    assert power.order().agreement_id == 1
    agreement.end_agreement(power.store, wouter, 1, date(2026, 11, 30), power.now)

    power.say(power.RUBEN, key, orders=True)
    assert (power.order().status, power.order().agreement_id) == ("ordered", second)


def test_a_decision_is_not_given_for_longer_than_an_agreement_that_was_cut_short_meanwhile(power: Any) -> None:
    key = heard(power)
    agreement.end_agreement(power.store, power.viewer(WOUTER), 1, date(2026, 11, 30), power.now)

    with pytest.raises(Refused, match="The cooperation agreement holds until 30-11-2026"):
        power.say(power.RUBEN, key, orders=True)
    assert power.order().status == "hearing"


def test_a_part_that_is_carried_out_ends_the_order(power: Any) -> None:
    power.ordered(power.part())

    power.say(power.SVEN, "order-done:1", done_on=power.now.date().isoformat())

    assert (power.parts()[0].status, power.order().status, power.keys()) == ("carried out", "ended", [])


def test_what_happened_lies_in_the_past(power: Any) -> None:
    power.ordered(power.part())

    with pytest.raises(Refused, match="lies in the future"):
        power.say(power.SVEN, "order-done:1", done_on="2027-01-01")


def test_an_agency_may_object_within_five_working_days_and_the_order_holds_meanwhile(power: Any) -> None:
    power.ordered(power.part())
    assert power.parts()[0].object_until.isoformat() == "2026-11-30"

    power.say(power.SVEN, "order-objection:1", code="who pays", words="Wij hebben hier geen geld voor.")

    part = power.parts()[0]
    assert (part.objected, part.status, power.waits("order-done") != []) == ("who pays", "ordered", True)
    assert power.steps() == [(4, "order objected")]


def test_an_objection_after_its_days_is_refused_and_the_order_holds(power: Any) -> None:
    power.ordered(power.part())
    power.now = datetime.fromisoformat("2026-12-01T06:00:00+00:00")

    with pytest.raises(Refused, match="could be made until 30-11-2026; the binding decision holds"):
        power.say(power.SVEN, "order-objection:1", code="who pays")

    power.go(days=2)
    with pytest.raises(NotOpen, match="is not open any more"):
        power.say(power.SVEN, "order-objection:1", code="who pays")
    assert (power.parts()[0].objected, power.steps()) == (None, [])


def test_an_order_not_carried_out_in_ten_working_days_goes_to_the_table_and_still_holds(power: Any) -> None:
    power.ordered(power.part(days=3))

    power.go(days=13)
    assert power.steps() == []
    power.go(days=2)

    assert power.steps() == [(4, "order not carried out")]
    assert power.waits("order-still")[0].due_on.isoformat() == "2027-05-23"


def test_a_day_that_lies_further_is_awaited_before_the_table_is_asked(power: Any) -> None:
    power.ordered(power.part(days=60))

    power.go(days=30)
    assert power.steps() == []
    power.go(days=34)

    assert power.steps() == [(4, "order not carried out")]


def test_an_order_expires_on_its_last_day(power: Any) -> None:
    power.ordered(power.part(), holds_until="2027-02-01")

    power.go(days=30)
    power.go(days=45)

    assert (power.parts()[0].status, power.order().status) == ("expired", "ended")


def test_who_imposed_is_not_the_one_who_says_whether_the_objection_goes_to_the_table(power: Any) -> None:
    power.ordered()

    power.say(power.SVEN, "order-objection:1", code="who pays")

    (asked,) = [wait for wait in power.waits() if wait.form == "StepConfirmed"]
    assert asked.professional_id not in {None, power.viewer(power.RUBEN).professional_id}


def test_who_imposed_and_would_chair_the_table_is_stood_in_for(power: Any) -> None:
    ruben = power.viewer(power.RUBEN).professional_id
    power.ordered()
    power.say(power.SVEN, "order-objection:1", code="who pays")
    with power.store.write(power.now) as tx:
        agency = tx.session.get_one(Professional, ruben).agency_id
        for held in tx.session.exec(select(Agreement)):
            held.chair_agency_id = agency
            tx.session.add(held)
        for role in tx.session.exec(select(ProfessionalRole).where(ProfessionalRole.role == Role.MANAGER)):
            tx.session.delete(role)
        tx.flush()
        tx.session.add(ProfessionalRole(professional_id=ruben, role=Role.MANAGER))

    power.say(power.ILSE, power.waits("step-needed")[0].key, needed=True)

    (table,) = [wait for wait in power.waits() if wait.form == "TableDecided"]
    assert table.professional_id not in {None, ruben}


def test_who_imposed_does_not_decide_on_the_objection(power: Any) -> None:
    power.ordered(power.part())
    power.say(power.SVEN, "order-objection:1", code="who pays")
    power.say(power.ILSE, power.waits("step-needed")[0].key, needed=True)
    table = power.waits("table")[0]
    decided = {"result": "sends back", "decided_on": power.now.date().isoformat(), "words": "Het besluit klopt."}

    with pytest.raises(NotAllowed, match="You gave this binding decision yourself"):
        power.say(power.RUBEN, table.key, **decided)

    power.say("margriet.oosterwold@aanmeldpunt.example", table.key, **decided)
    assert power.waits("table") == []


def test_costs_are_settled_within_eight_weeks_of_the_order_by_who_was_named(power: Any) -> None:
    power.ordered()
    power.say(power.SVEN, "order-done:1", done_on=power.now.date().isoformat())

    asked = power.waits("settlement")[0]
    assert (asked.agency_id, asked.due_on.isoformat()) == (13, "2027-01-18")
    power.say(power.JASPER, "settlement:1", settled=True)

    assert (power.parts()[0].settled, power.waits("settlement")) == (True, [])


@pytest.mark.parametrize(("result", "settled"), [("settled", True), ("stays as paid", False)])
def test_costs_that_are_not_settled_go_to_the_coordinator(power: Any, result: str, settled: bool) -> None:  # noqa: FBT001
    power.ordered()
    power.say(power.SVEN, "order-done:1", done_on=power.now.date().isoformat())
    power.say(power.JASPER, "settlement:1", settled=False, words="Wij zien dit anders.")

    power.say(power.ILSE, "settlement-coordinator:1", result=result, words="Besproken.")

    assert power.parts()[0].settled is settled


def test_costs_nobody_speaks_of_go_to_the_coordinator_too(power: Any) -> None:
    power.ordered()
    power.say(power.SVEN, "order-done:1", done_on=power.now.date().isoformat())

    power.go(days=60)

    assert power.keys()[-1] == "settlement-coordinator:1"


@pytest.mark.parametrize("given", [False, True])
def test_an_order_is_stepped_down_at_any_time_and_its_agency_hears_so(power: Any, given: bool) -> None:  # noqa: FBT001
    number = power.ordered(power.part()) if given else power.impose(power.part())

    step_down(power.store, power.viewer(power.RUBEN), power.ref, {"order": number, "why": "Het loopt weer."}, power.now)
    power.go()

    assert (power.order().status, power.parts()[0].status, power.keys()) == ("stepped down", "stepped down", [])
    assert notices(power)[-1][0] == "OrderTakenBack"
    runs = power.rows(StageRun, StageRun.stage.in_(["imposition", "order"]))  # type: ignore[attr-defined]
    assert runs[-1].outcome == "stepped down"
    with pytest.raises(Refused, match="ended before"):
        step_down(power.store, power.viewer(power.RUBEN), power.ref, {"order": number, "why": "Weer."}, power.now)


def test_what_was_carried_out_stays_when_the_rest_is_stepped_down(power: Any) -> None:
    number = power.ordered(power.part(), power.part(power.UWV, kind="decides by a day"))
    power.say(power.SVEN, "order-done:1", done_on=power.now.date().isoformat())

    step_down(power.store, power.viewer(power.RUBEN), power.ref, {"order": number, "why": "Klaar."}, power.now)

    assert [part.status.value for part in power.parts()] == ["carried out", "stepped down"]


def test_a_case_that_closes_lets_go_of_its_orders(power: Any) -> None:
    power.ordered(power.part())

    cut_short(power.store, power.viewer(power.ILSE), power.ref, "moved", power.now)

    assert (power.order().status, power.parts()[0].status) == ("ended", "expired")


def test_orders_are_counted_per_agency_and_kind_and_never_per_person(power: Any) -> None:
    power.ordered(power.part(), power.part(power.UWV, kind="decides by a day"))
    power.say(power.SVEN, "order-done:1", done_on=power.now.date().isoformat())
    power.say(power.JASPER, "order-objection:2", code="not ours")

    with power.store.read(power.now) as tx:
        counts = orders_per_agency(tx, viewer_of(tx, power.ILSE))
        later = orders_per_agency(tx, viewer_of(tx, power.ILSE), since=datetime(2026, 12, 1).date())  # noqa: DTZ001
        with pytest.raises(NotAllowed):
            orders_per_agency(tx, viewer_of(tx, power.SVEN))

    seen = [
        (each.agency, each.kind, each.asked, each.given, each.carried_out, each.objected, each.table) for each in counts
    ]
    assert seen == [("UWV", "decides by a day", 1, 1, 0, 1, 1), ("Werkplein", "place", 1, 1, 1, 0, 0)]
    assert later == ()


def test_a_decision_in_law_past_its_term_reminds_of_notice_of_default(power: Any) -> None:
    with power.store.write(power.now) as tx:
        wait = tx.session.get_one(Wait, power.wait)
        wait.term_kind = "statutory"
        tx.session.add(wait)

    with power.store.read(power.now) as tx:
        line = waits_of_cases(tx, [power.case])[0]
        reminder = reminder_of_default(tx, line)

    assert line.days_late > 0
    assert reminder is not None
    assert "notice of default" in reminder


def test_a_term_that_is_not_in_law_or_not_over_reminds_of_nothing(power: Any) -> None:
    with power.store.write(power.now) as tx:
        wait = tx.session.get_one(Wait, power.wait)
        wait.term_kind = "norm"
        tx.session.add(wait)

    with power.store.read(power.now) as tx:
        assert reminder_of_default(tx, waits_of_cases(tx, [power.case])[0]) is None


def test_the_words_of_an_order_are_sealed(power: Any) -> None:
    power.impose()

    with power.store.read(power.now) as tx:
        raw = tx.connection.exec_driver_sql("SELECT words FROM imposition_part").scalar()
    assert "opleider" not in str(raw)
    assert power.rows(ImpositionPart)[0].words == "Start bij de opleider."
