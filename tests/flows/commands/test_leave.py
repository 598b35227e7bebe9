"""A professional who leaves, is on leave, or lost access: nothing stays with them, and no clock begins anew."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

from flows.commands.leave import back, block, leaves, on_leave
from flows.commands.viewer import viewer_of
from flows.queries.my_question import MINE, questions_of
from flows.queries.trouble_staff import agencies_without_contact
from flows.rounds.staff import hand_on_what_was_left
from models.code import Role
from models.refusal import BadAnswer, NotAllowed, Refused
from models.tables import CaseFile, Professional, ProfessionalRole, RegistrationPoint, Wait

ILSE, RUBEN = "ilse.verhagen@aanmeldpunt.example", "ruben.dijkzicht@aanmeldpunt.example"
FATIMA, GIJS = "fatima.bouzidi@doorstroompunt.example", "gijs.vanderlaak@doorstroompunt.example"
BRAM, ELS = "bram.hoevelaar@waalzicht.example", "els.merkelbeek@waalzicht.example"
SANNE, WOUTER = "sanne.uiterwijk@waalzicht.example", "wouter.sluiskamp@aanmeldpunt.example"
ANOUK, DENNIS = "anouk.beesd@ggd.example", "dennis.culemborg@geldloket.example"


@pytest.fixture
def meeting(desk: Any) -> str:
    """Fatima of the Doorstroompunt guides a case; she is asked whom to invite."""
    return str(desk.guided(desk.register()))


def leaving(desk: Any, **more: Any) -> dict[str, Any]:
    return {"on": desk.day(0), **more}


def holders(desk: Any) -> set[int | None]:
    with desk.store.read(desk.now) as tx:
        return set(tx.session.exec(select(Wait.professional_id).where(Wait.status == "open")).all())


def test_what_a_case_manager_held_goes_to_the_substitute_and_its_last_day_stays(desk: Any, meeting: str) -> None:
    before = desk.waits(meeting)["invitees"]
    desk.later(days=1)

    leaves(desk.store, desk.viewer(GIJS), FATIMA, leaving(desk, substitute=desk.professional(GIJS)), desk.now)

    after = desk.waits(meeting)["invitees"]
    assert after.professional_id == desk.viewer(GIJS).professional_id
    assert (after.id, after.due_on, after.asked_at) == (before.id, before.due_on, before.asked_at)
    assert desk.file(meeting).case_manager_id == desk.viewer(GIJS).professional_id
    assert [m.to_professional_id for m in desk.told(meeting, "ReassignedToYou")] == [desk.viewer(GIJS).professional_id]


def test_without_a_substitute_the_coordinator_acts_and_names_who_is_case_manager(desk: Any, meeting: str) -> None:
    leaves(desk.store, desk.viewer(GIJS), FATIMA, leaving(desk), desk.now)
    desk.later(minutes=1)

    assert desk.file(meeting).case_manager_id is None
    assert desk.waits(meeting)["invitees"].professional_id == desk.viewer(ILSE).professional_id
    desk.answer(ILSE, meeting, "successor:1", who=desk.professional(GIJS))
    desk.answer(GIJS, meeting, "succession:1")
    assert desk.file(meeting).case_manager_id == desk.viewer(GIJS).professional_id
    assert desk.waits(meeting)["invitees"].professional_id == desk.viewer(GIJS).professional_id


def test_who_left_can_do_nothing_here_any_more(desk: Any, meeting: str) -> None:
    leaves(desk.store, desk.viewer(GIJS), FATIMA, leaving(desk), desk.now)

    with pytest.raises(NotAllowed, match="do not work here"):
        desk.viewer(FATIMA)


def test_nothing_is_asked_again_of_who_left(desk: Any, meeting: str) -> None:
    fatima = desk.viewer(FATIMA).professional_id
    leaves(desk.store, desk.viewer(GIJS), FATIMA, leaving(desk), desk.now)
    desk.later(minutes=1)
    desk.answer(
        ILSE, meeting, "invitees", agencies=[f"agency:{desk.agency(code)}" for code in ("waalzicht", "doorstroompunt")],
        parents=False, chair=desk.professional(BRAM), minute_taker=desk.professional(ILSE),
    )  # fmt: skip
    desk.answer(ILSE, meeting, "slot", starts_at=(desk.now + timedelta(days=14)).isoformat(), place="Waalzicht")

    assert fatima not in holders(desk)
    assert None in holders(desk)  # the Doorstroompunt has nobody to ask by name now


def test_a_day_ahead_nothing_changes_until_the_round_of_that_day(desk: Any, meeting: str) -> None:
    leaves(desk.store, desk.viewer(GIJS), FATIMA, leaving(desk, on=desk.day(7)), desk.now)
    assert desk.waits(meeting)["invitees"].professional_id == desk.viewer(FATIMA).professional_id

    desk.later(days=7)

    assert hand_on_what_was_left(desk.store, desk.now) == 1
    assert hand_on_what_was_left(desk.store, desk.now) == 0
    assert desk.waits(meeting)["invitees"].professional_id == desk.viewer(ILSE).professional_id


def test_a_round_that_was_broken_off_goes_on_where_it_was(desk: Any, meeting: str) -> None:
    with desk.store.write(desk.now) as tx:
        row = tx.session.get_one(Professional, desk.viewer(FATIMA).professional_id)
        row.active, row.left_on = False, desk.today
        tx.session.add(row)

    assert hand_on_what_was_left(desk.store, desk.now) == 1
    with desk.store.read(desk.now) as tx:
        assert tx.session.exec(select(CaseFile.case_manager_id).where(CaseFile.ref == meeting)).one() is None


def test_a_trusted_teacher_who_leaves_lets_the_youth_choose_again(desk: Any) -> None:
    ref = desk.register()
    desk.answer(
        ILSE,
        ref,
        "weighing",
        decision="aftercare",
        leaves=f"agency:{desk.agency('waalzicht')}",
        leaves_on=desk.day(30),
        case_manager=desk.professional(FATIMA),
    )
    desk.answer(FATIMA, ref, "case-manager")
    desk.answer(FATIMA, ref, "trusted-person", trusted={"professional": desk.professional(ELS), "relation": "mentor"})
    desk.answer(ELS, ref, "trusted-agrees")
    desk.later(days=10)
    assert desk.waits(ref)["contact:1"].professional_id == desk.viewer(ELS).professional_id

    leaves(desk.store, desk.viewer(SANNE), ELS, leaving(desk), desk.now)
    desk.later(minutes=1)

    assert "trusted-person-2" in desk.waits(ref) or any(key.startswith("trusted-person") for key in desk.waits(ref))


def test_the_coordinator_leaves_only_when_somebody_else_is_named(desk: Any, meeting: str) -> None:
    with pytest.raises(Refused, match="who is coordinator"):
        leaves(desk.store, desk.viewer(WOUTER), ILSE, leaving(desk), desk.now)

    leaves(desk.store, desk.viewer(WOUTER), ILSE, leaving(desk, substitute=desk.professional(RUBEN)), desk.now)

    with desk.store.read(desk.now) as tx:
        assert tx.session.exec(select(RegistrationPoint.coordinator_id)).one() == desk.viewer(RUBEN).professional_id
    assert "coordinator" in desk.viewer(RUBEN).roles


def test_the_last_administrator_leaves_only_after_somebody_else_became_one(desk: Any) -> None:
    ahead = {"on": desk.day(30)}
    with pytest.raises(Refused, match="the only administrator of the region"):
        leaves(desk.store, desk.viewer(WOUTER), WOUTER, ahead, desk.now)
    with desk.store.write(desk.now) as tx:
        tx.session.add(ProfessionalRole(professional_id=desk.viewer(RUBEN).professional_id, role=Role.ADMINISTRATOR))

    leaves(desk.store, desk.viewer(WOUTER), WOUTER, ahead, desk.now)

    with pytest.raises(Refused, match="the only administrator of the region"):
        leaves(desk.store, desk.viewer(RUBEN), RUBEN, ahead, desk.now)


def test_an_agency_without_a_contact_shows_up_as_a_problem(desk: Any) -> None:
    with desk.store.read(desk.now) as tx:
        assert agencies_without_contact(tx, desk.viewer(ILSE)) == []

    leaves(desk.store, desk.viewer(WOUTER), ANOUK, leaving(desk), desk.now)

    with desk.store.read(desk.now) as tx:
        assert [each.name for each in agencies_without_contact(tx, desk.viewer(ILSE))] == ["GGD Rivierland"]


@pytest.mark.parametrize(
    ("by", "who", "more", "refusal", "says"),
    [
        (DENNIS, FATIMA, {}, NotAllowed, "looks after the people"),
        (FATIMA, FATIMA, {}, NotAllowed, "looks after the people"),
        (GIJS, "nobody@nowhere.example", {}, Refused, "Nobody here"),
        (GIJS, FATIMA, {"substitute": "professional:1"}, BadAnswer, "a colleague of theirs"),
        (GIJS, FATIMA, {"on": "2040-01-01"}, BadAnswer, "in the coming year"),
        (GIJS, FATIMA, {"on": "soon"}, BadAnswer, "must be a date"),
    ],
)
def test_leaving_that_does_not_fit_is_refused(
    desk: Any, by: str, who: str, more: dict[str, Any], refusal: type[Refused], says: str
) -> None:
    with pytest.raises(refusal, match=says):
        leaves(desk.store, desk.viewer(by), who, leaving(desk, **more), desk.now)


def test_nobody_leaves_twice(desk: Any) -> None:
    leaves(desk.store, desk.viewer(GIJS), FATIMA, leaving(desk), desk.now)

    with pytest.raises(Refused, match="do not work here any more"):
        leaves(desk.store, desk.viewer(GIJS), FATIMA, leaving(desk), desk.now)


def away(desk: Any, days: int = 14, **more: Any) -> dict[str, Any]:
    return {"from_on": desk.day(0), "until_on": desk.day(days), **more}


def test_during_leave_new_questions_go_to_the_substitute_and_afterwards_they_do_not(desk: Any) -> None:
    on_leave(desk.store, desk.viewer(FATIMA), FATIMA, away(desk, substitute=desk.professional(GIJS)), desk.now)
    ref = desk.register()
    desk.answer(ILSE, ref, "weighing", decision="meeting", case_manager=desk.professional(FATIMA))
    assert desk.waits(ref)["case-manager"].professional_id == desk.viewer(GIJS).professional_id

    desk.now = datetime(2026, 12, 8, 9, 0, tzinfo=UTC)
    other = desk.register(given_name="Sem", birth_on="2009-04-04")
    desk.answer(ILSE, other, "weighing", decision="meeting", case_manager=desk.professional(FATIMA))

    assert desk.waits(other)["case-manager"].professional_id == desk.viewer(FATIMA).professional_id


def test_during_leave_the_substitute_sees_and_answers_what_was_asked_before(desk: Any, meeting: str) -> None:
    with desk.store.read(desk.now) as tx:
        assert not questions_of(tx, desk.viewer(GIJS), MINE)

    on_leave(desk.store, desk.viewer(FATIMA), FATIMA, away(desk, substitute=desk.professional(GIJS)), desk.now)

    with desk.store.read(desk.now) as tx:
        assert [line.key for line in questions_of(tx, desk.viewer(GIJS), MINE)] == ["invitees"]
    status = desk.answer(
        GIJS, meeting, "invitees", agencies=[f"agency:{desk.agency('waalzicht')}"], parents=False,
        chair=desk.professional(BRAM), minute_taker=desk.professional(GIJS),
    )  # fmt: skip
    assert status == "given"


def test_without_a_substitute_the_contact_of_the_agency_is_asked(desk: Any) -> None:
    on_leave(desk.store, desk.viewer(GIJS), GIJS, away(desk), desk.now)
    ref = desk.register()

    desk.answer(ILSE, ref, "weighing", decision="meeting", case_manager=desk.professional(GIJS))

    assert desk.waits(ref)["case-manager"].professional_id == desk.viewer(FATIMA).professional_id


def test_a_blocked_account_works_no_more_until_it_is_freed(desk: Any) -> None:
    block(desk.store, desk.viewer(GIJS), FATIMA, desk.now)
    with pytest.raises(NotAllowed):
        desk.viewer(FATIMA)

    back(desk.store, desk.viewer(GIJS), FATIMA, desk.now)

    with desk.store.read(desk.now) as tx:
        assert viewer_of(tx, FATIMA).agency_id == desk.agency("doorstroompunt")


def test_who_is_back_early_is_asked_again(desk: Any) -> None:
    on_leave(desk.store, desk.viewer(FATIMA), FATIMA, away(desk), desk.now)
    desk.later(days=2)

    back(desk.store, desk.viewer(FATIMA), FATIMA, desk.now)

    ref = desk.register()
    desk.answer(ILSE, ref, "weighing", decision="meeting", case_manager=desk.professional(FATIMA))
    assert desk.waits(ref)["case-manager"].professional_id == desk.viewer(FATIMA).professional_id
    with pytest.raises(Refused, match="not away"):
        back(desk.store, desk.viewer(FATIMA), FATIMA, desk.now)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"until_on": "2026-11-01"}, "ends before it begins"),
        ({"from_on": "2026-01-01", "until_on": "2026-02-01"}, "in the coming year"),
        ({"substitute": "professional:1"}, "a colleague of theirs"),
    ],
)
def test_a_leave_that_does_not_fit_is_refused(desk: Any, more: dict[str, Any], says: str) -> None:
    with pytest.raises(BadAnswer, match=says):
        on_leave(desk.store, desk.viewer(FATIMA), FATIMA, away(desk, **more), desk.now)


def test_days_of_leave_do_not_overlap_and_a_substitute_is_there(desk: Any) -> None:
    on_leave(desk.store, desk.viewer(FATIMA), FATIMA, away(desk), desk.now)

    with pytest.raises(Refused, match="already"):
        on_leave(desk.store, desk.viewer(FATIMA), FATIMA, away(desk, days=3), desk.now)
    with pytest.raises(BadAnswer, match="away themselves"):
        on_leave(
            desk.store, desk.viewer(GIJS), GIJS, away(desk, substitute=f"professional:{viewer_number(desk)}"), desk.now
        )


def viewer_number(desk: Any) -> int:
    return int(desk.viewer(FATIMA).professional_id)


def test_one_day_of_leave_is_that_day(desk: Any) -> None:
    on_leave(desk.store, desk.viewer(FATIMA), FATIMA, away(desk, days=0), desk.now)

    assert desk.today == date(2026, 11, 23)
    with desk.store.read(desk.now) as tx:
        assert viewer_of(tx, FATIMA).stands_in_for == frozenset()
