"""Who may impose what on whom: each thing outside the mandate is refused by name, and nothing is written."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

from flows.commands import agreement
from flows.commands.ending import cut_short, reopen
from flows.commands.impose import impose, step_down
from models.refusal import BadAnswer, NotAllowed, Refused, Unknown
from models.tables import Agency, AgreementScope, CaseFile, Imposition, LadderStep

WOUTER, NADIA = "wouter.sluiskamp@aanmeldpunt.example", "nadia.akdemir@aanmeldpunt.example"
CHANTAL, FATIMA = "chantal.wadenoijen@transitieteam.example", "fatima.bouzidi@doorstroompunt.example"


def test_a_consultant_with_a_mandate_asks_and_the_agency_is_heard_first(power: Any) -> None:
    number = power.impose()

    assert power.keys() == [f"hearing:{number}"]
    assert (power.order().status, [part.status for part in power.parts()]) == ("hearing", ["hearing"])


def test_nobody_imposes_without_a_mandate(power: Any) -> None:
    with pytest.raises(NotAllowed, match="You hold no mandate"):
        power.impose(by=power.ILSE)


def test_a_mandate_that_ended_is_no_mandate(power: Any) -> None:
    content = {"agreement": 1, "consultant": f"professional:{power.viewer(power.RUBEN).professional_id}"}
    agreement.end_mandate(power.store, power.viewer(WOUTER), {**content, "on": "2026-11-22"}, power.now)

    with pytest.raises(NotAllowed, match="You hold no mandate"):
        power.impose()

    agreement.give_mandate(power.store, power.viewer(WOUTER), {**content, "on": "2026-11-23"}, power.now)
    assert power.impose() == 1


def test_another_consultant_does_not_impose_in_this_case(power: Any) -> None:
    with power.store.write(power.now) as tx:
        case = tx.session.get_one(CaseFile, power.case)
        case.coach_id = power.viewer(NADIA).professional_id
        tx.session.add(case)

    with pytest.raises(NotAllowed, match="Only the transition consultant of this case"):
        power.impose(by=NADIA)


def test_a_consultant_without_any_part_does_not_learn_that_the_case_is_there(power: Any) -> None:
    with pytest.raises(Unknown):
        power.impose(by=CHANTAL)


def test_a_case_without_a_consultant_has_one_for_this_question_only(power: Any) -> None:
    with power.store.write(power.now) as tx:
        case = tx.session.get_one(CaseFile, power.case)
        case.consultant_id = None
        step = tx.session.exec(select(LadderStep)).one()
        step.professional_id = power.viewer(CHANTAL).professional_id
        tx.session.add_all([case, step])

    assert power.impose(by=CHANTAL) == 1


def test_no_order_after_the_agreement_expired(power: Any) -> None:
    agreement.end_agreement(power.store, power.viewer(WOUTER), 1, date(2026, 11, 22), power.now)

    with pytest.raises(Refused, match="The cooperation agreement held until 22-11-2026"):
        power.impose()


def test_an_order_to_who_did_not_sign_is_refused_by_name(power: Any) -> None:
    content = {"agreement": 1, "agency": power.WERKPLEIN, "on": "2026-11-22"}
    agreement.leave(power.store, power.viewer(WOUTER), content, power.now)

    with pytest.raises(Refused, match="Werkplein did not sign the cooperation agreement"):
        power.impose(power.part())

    agreement.sign(power.store, power.viewer(WOUTER), {**content, "on": "2026-11-23"}, power.now)
    assert power.impose(power.part()) == 1


def test_who_pays_or_settles_must_have_signed_too(power: Any) -> None:
    agreement.leave(
        power.store, power.viewer(WOUTER), {"agreement": 1, "agency": power.UWV, "on": "2026-11-22"}, power.now
    )

    with pytest.raises(Refused, match="UWV did not sign"):
        power.impose(power.part(pays=power.WERKPLEIN, settles=power.UWV))


def test_what_the_administrators_did_not_agree_on_lies_outside_the_mandate(power: Any) -> None:
    with power.store.write(power.now) as tx:
        tx.session.delete(tx.session.get_one(AgreementScope, (1, "meanwhile")))

    with pytest.raises(Refused, match="'meanwhile' lies outside the mandate"):
        power.impose(power.part(kind="meanwhile"))


def second_agreement(power: Any, *scope: str, until: str, signed: tuple[str, ...] = ()) -> int:
    """One more agreement under which Ruben holds a mandate."""
    chair = f"agency:{power.viewer(WOUTER).agency_id}"
    content = {
        "name": "Wonen 2026", "scope": list(scope), "valid_from": "2026-01-01", "valid_until": until, "chair": chair,
        "signatories": [chair, *signed], "signed_on": "2026-01-01",
    }  # fmt: skip
    number = agreement.conclude(power.store, power.viewer(WOUTER), content, power.now)
    mandate = {"agreement": number, "consultant": f"professional:{power.viewer(power.RUBEN).professional_id}"}
    agreement.give_mandate(power.store, power.viewer(WOUTER), {**mandate, "on": "2026-01-01"}, power.now)
    return number


@pytest.mark.parametrize("until", ["2027-12-31", "2031-12-31"])
def test_of_two_mandates_the_one_whose_scope_allows_the_order_counts_whichever_ends_last(
    power: Any, until: str
) -> None:
    number = second_agreement(power, "place", until=until, signed=(power.WERKPLEIN,))

    power.impose(power.part(kind="start"))
    assert power.order().agreement_id == 1

    step_down(power.store, power.viewer(power.RUBEN), power.ref, {"order": 1, "why": "Opnieuw."}, power.now)
    agreement.leave(
        power.store, power.viewer(WOUTER), {"agreement": 1, "agency": power.WERKPLEIN, "on": "2026-11-22"}, power.now
    )
    power.impose(power.part(kind="place"))
    assert power.order().agreement_id == number


def test_where_no_agreement_allows_an_order_the_nearest_says_what_it_lacks(power: Any) -> None:
    second_agreement(power, "place", until="2031-12-31")
    agreement.leave(
        power.store, power.viewer(WOUTER), {"agreement": 1, "agency": power.WERKPLEIN, "on": "2026-11-22"}, power.now
    )

    with pytest.raises(Refused, match="Werkplein did not sign"):
        power.impose(power.part(kind="start"))


@pytest.mark.parametrize("kind", ["treatment", "diagnosis", "content of the decision"])
def test_the_content_of_a_decision_or_of_treatment_cannot_even_be_named(power: Any, kind: str) -> None:
    with pytest.raises(BadAnswer, match="must be one of"):
        power.impose(power.part(kind=kind))


def test_who_imposes_says_that_no_content_is_decided(power: Any) -> None:
    with pytest.raises(BadAnswer, match="may never say what is decided in law"):
        power.impose(only_around=False)


@pytest.mark.parametrize("token", ["person:1", "professional:3"])
def test_youth_and_family_cannot_be_named(power: Any, token: str) -> None:
    with pytest.raises(BadAnswer, match="choose one of: agency"):
        power.impose(power.part(token))


def test_a_question_of_the_family_binds_nobody(power: Any) -> None:
    from flows.engine.step import add_run  # noqa: PLC0415 - one test

    with power.store.write(power.now) as tx:
        add_run(tx, power.case, "own words")
    power.go()
    theirs = power.waits("own-words")[0].id
    power.climb(wait=None)

    with pytest.raises(Refused, match="Youth and family are never bound"):
        power.impose(question=theirs)


def test_an_order_to_oneself_is_refused(power: Any) -> None:
    with pytest.raises(Refused, match="Aanmeldpunt Rivierland-Oost is your own agency"):
        power.impose(power.part("agency:1"))


def test_without_a_confirmed_step_3_there_is_no_order(no_step_yet: Any) -> None:
    play = no_step_yet
    with pytest.raises(Refused, match="needs step 3 of the ladder"):
        play.impose()

    play.climb(confirmed=False)
    with pytest.raises(Refused, match="needs step 3 of the ladder"):
        play.impose()

    play.climb(step=2)
    with pytest.raises(Refused, match="needs step 3 of the ladder"):
        play.impose()


def test_a_step_on_the_case_counts_for_every_question(no_step_yet: Any) -> None:
    no_step_yet.climb(wait=None)

    assert no_step_yet.impose() == 1


def test_a_step_that_came_down_carries_no_order(power: Any) -> None:
    with power.store.write(power.now) as tx:
        step = tx.session.exec(select(LadderStep)).one()
        step.stepped_down_at, step.result = power.now, "answered"
        tx.session.add(step)

    with pytest.raises(Refused, match="needs step 3 of the ladder"):
        power.impose()


def test_a_case_that_was_opened_again_needs_its_step_confirmed_anew(no_step_yet: Any) -> None:
    play = no_step_yet
    play.climb(wait=None)
    cut_short(play.store, play.viewer(play.ILSE), play.ref, "moved", play.now)
    play.now += timedelta(days=1)
    reopen(play.store, play.viewer(play.ILSE), play.ref, play.now)
    with play.store.write(play.now) as tx:
        step = tx.session.exec(select(LadderStep)).one()
        step.stepped_down_at = step.stepped_down_by = step.result = None
        tx.session.add(step)

    with pytest.raises(Refused, match="opened again after this step was confirmed"):
        play.impose(question=None)


def test_a_closed_case_binds_nobody(power: Any) -> None:
    cut_short(power.store, power.viewer(power.ILSE), power.ref, "moved", power.now)

    with pytest.raises(Refused, match="is closed"):
        power.impose()


def test_there_is_one_order_about_one_question(power: Any) -> None:
    power.impose()

    with pytest.raises(Refused, match="There is a binding decision about this already"):
        power.impose()


def test_who_pays_for_now_is_heard_too(power: Any) -> None:
    with pytest.raises(Refused, match="UWV pays for now and has no part of its own"):
        power.impose(power.part(pays=power.UWV))


def test_an_agency_without_a_ground_is_not_told_of_the_youth_by_an_order(power: Any) -> None:
    with pytest.raises(Refused, match="REA-opleider Nova has no ground"):
        power.impose(power.part("agency:14"))


@pytest.mark.parametrize(
    ("part", "whole", "sentence"),
    [
        ({"by_on": "2026-11-23"}, {}, "must be a day ahead"),
        ({"by_on": "2027-09-01"}, {"holds_until": "2027-08-01"}, "after the last day on which the decision holds"),
        ({}, {"holds_until": "2030-01-01"}, "The cooperation agreement holds until 31-12-2029"),
        ({"settles": "agency:13"}, {}, "says who settles later, and not who pays"),
        ({"pays": "agency:12", "settles": "agency:12"}, {}, "lets an agency settle with itself"),
        ({"settle_by_on": "2027-01-01"}, {}, "and not by whom"),
        (
            {"pays": "agency:12", "settles": "agency:13", "settle_by_on": "2026-11-20"},
            {},
            "parts.settle_by_on' must be a day ahead",
        ),
        ({"agency": "agency:99"}, {}, "there is no such agency"),
        ({}, {"question": 999}, "that is no open question of this case"),
        ({}, {"parts": []}, "needs at least 1"),
    ],
)
def test_what_does_not_fit_is_refused_by_its_field(
    power: Any, part: dict[str, Any], whole: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        power.impose(**{"parts": [power.part(**part)], **whole})


def test_the_same_is_not_asked_of_one_agency_twice(power: Any) -> None:
    with pytest.raises(BadAnswer, match="asks the same of one agency twice"):
        power.impose(power.part(), power.part())


def test_nothing_is_written_when_it_is_refused(power: Any) -> None:
    with pytest.raises(Refused):
        power.impose(power.part("agency:1"))

    assert power.rows(Imposition) == []


def test_two_requests_at_once_make_one_order(power: Any) -> None:
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - one test

    viewer, wanted = power.viewer(power.RUBEN), power.wanted()

    def ask(_: int) -> bool:
        try:
            impose(power.store, viewer, power.ref, wanted, power.now)
        except Refused:
            return False
        return True

    with ThreadPoolExecutor(4) as threads:
        assert sorted(threads.map(ask, range(4))) == [False, False, False, True]


def test_only_who_guides_the_case_steps_an_order_down(power: Any) -> None:
    number = power.impose()

    with pytest.raises(NotAllowed):
        step_down(power.store, power.viewer(power.SVEN), power.ref, {"order": number, "why": "Nee."}, power.now)
    with pytest.raises(BadAnswer, match="no binding decision of this case"):
        step_down(power.store, power.viewer(power.RUBEN), power.ref, {"order": 99, "why": "Nee."}, power.now)


def test_an_agreement_is_concluded_by_an_administrator_only(power: Any) -> None:
    content = {
        "name": "Overeenkomst 2030", "scope": ["place", "start"], "valid_from": "2030-01-01",
        "valid_until": "2033-12-31", "chair": "agency:1", "signatories": ["agency:1", "agency:12"],
        "signed_on": "2026-11-20",
    }  # fmt: skip

    with pytest.raises(NotAllowed, match="Only an administrator"):
        agreement.conclude(power.store, power.viewer(power.RUBEN), content, power.now)
    with pytest.raises(BadAnswer, match="ends before it begins"):
        agreement.conclude(power.store, power.viewer(WOUTER), {**content, "valid_until": "2029-01-01"}, power.now)
    with pytest.raises(BadAnswer, match="names a chair that did not sign"):
        agreement.conclude(power.store, power.viewer(WOUTER), {**content, "chair": "agency:2"}, power.now)

    assert agreement.conclude(power.store, power.viewer(WOUTER), content, power.now) == 2


@pytest.mark.parametrize(
    ("command", "content", "sentence"),
    [
        (agreement.sign, {"agency": "agency:12"}, "signed already"),
        (agreement.sign, {"agency": "agency:99"}, "there is no such agency"),
        (agreement.leave, {"agency": "agency:12", "on": "2020-01-01"}, "had not signed by then"),
        (agreement.give_mandate, {"consultant": "professional:1"}, "that is no transition consultant"),
        (agreement.end_mandate, {"consultant": "professional:1"}, "there is no mandate to end"),
        (agreement.sign, {"agreement": 7, "agency": "agency:12"}, "there is no such agreement"),
    ],
)
def test_what_does_not_fit_an_agreement_is_refused(
    power: Any, command: Callable[..., None], content: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        command(power.store, power.viewer(WOUTER), {"agreement": 1, "on": "2026-11-23", **content}, power.now)


def test_an_agency_of_another_region_is_no_agency_here(power: Any) -> None:
    with power.store.write(datetime(2026, 11, 23, 9, tzinfo=UTC)) as tx:
        from models.tables import Region  # noqa: PLC0415 - one test

        region = Region(code="elders", name="Elders")
        tx.session.add(region)
        tx.flush()
        other = Agency(region_id=region.id, code="ver", name="Ver weg", kind="school")
        tx.session.add(other)
        tx.flush()
        number = other.id

    with pytest.raises(BadAnswer, match="there is no such agency"):
        power.impose(power.part(f"agency:{number}"))
