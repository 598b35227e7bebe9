"""One family, one plan: cases that are linked, each youth's details apart."""

from typing import Any

import pytest

from flows.commands.family import add_family_member, drop_family_member, link_family, share_agreement, unlink_family
from flows.commands.meeting import start_meeting
from flows.queries.family import family_of
from models.refusal import BadAnswer, NotAllowed, Refused, Unknown

ILSE, DENNIS = "ilse.verhagen@aanmeldpunt.example", "dennis.culemborg@geldloket.example"
FATIMA, MIRJAM = "fatima.bouzidi@doorstroompunt.example", "mirjam.steenkist@wijkteamnoord.example"
MEMBER = {"given_name": "Bo", "relation": "zusje van zes"}


@pytest.fixture
def sister(desk: Any) -> str:
    return str(desk.guided(desk.register()))


@pytest.fixture
def brother(desk: Any) -> str:
    """Another case manager guides the case of the brother."""
    ref = desk.register(given_name="Sem", birth_on="2009-04-04", worry="Vechten op school.")
    return str(desk.guided(ref, MIRJAM))


def seen(desk: Any, email: str, ref: str) -> Any:
    with desk.store.read(desk.now) as tx:
        return family_of(tx, desk.viewer(email), ref)


def linked(desk: Any, sister: str, brother: str) -> None:
    link_family(desk.store, desk.viewer(ILSE), sister, {"other": brother}, desk.now)


def agreed(desk: Any, ref: str, email: str) -> int:
    start_meeting(desk.store, desk.viewer(email), ref, desk.now, elsewhere=True)
    desk.later(minutes=1)
    smw = f"agency:{desk.agency('smw')}"
    line = {"who": smw, "words": "Hulp aan de ouders.", "due_on": desk.day(20)}
    desk.answer(email, ref, "elsewhere", held_on=desk.day(0), present=[smw], agreements=[line])
    return next(int(key.split(":")[1]) for key in desk.waits(ref) if key.startswith("action:"))


def test_linked_cases_know_of_each_other_and_keep_their_own_case_manager(desk: Any, sister: str, brother: str) -> None:
    linked(desk, sister, brother)

    assert [(each.given_name, each.ref) for each in seen(desk, FATIMA, sister).siblings] == [("Sem", None)]
    assert [(each.given_name, each.ref) for each in seen(desk, ILSE, sister).siblings] == [("Sem", brother)]
    assert desk.file(brother).case_manager_id == desk.viewer(MIRJAM).professional_id


def test_the_details_of_each_youth_stay_apart_and_agreements_of_the_family_are_shared(
    desk: Any, sister: str, brother: str
) -> None:
    linked(desk, sister, brother)
    action = agreed(desk, brother, MIRJAM)
    assert seen(desk, FATIMA, sister).agreements == ()

    share_agreement(desk.store, desk.viewer(MIRJAM), brother, {"action": action}, desk.now)

    shown = seen(desk, FATIMA, sister)
    assert [(each.of, each.words, each.status) for each in shown.agreements] == [("Sem", "Hulp aan de ouders.", "open")]
    assert "Vechten" not in repr(shown)
    with pytest.raises(Refused, match="already"):
        share_agreement(desk.store, desk.viewer(MIRJAM), brother, {"action": action}, desk.now)


def test_somebody_in_view_needs_no_file(desk: Any, sister: str) -> None:
    member = add_family_member(desk.store, desk.viewer(FATIMA), sister, MEMBER, desk.now)
    assert [each.given_name for each in seen(desk, FATIMA, sister).in_view] == ["Bo"]

    drop_family_member(desk.store, desk.viewer(FATIMA), sister, member, desk.now)

    assert seen(desk, FATIMA, sister).in_view == ()
    with pytest.raises(Refused, match="Nobody of this family"):
        drop_family_member(desk.store, desk.viewer(FATIMA), sister, member, desk.now)


def test_unlinked_each_goes_its_own_way_and_agreements_with_it(desk: Any, sister: str, brother: str) -> None:
    linked(desk, sister, brother)
    action = agreed(desk, brother, MIRJAM)
    share_agreement(desk.store, desk.viewer(MIRJAM), brother, {"action": action}, desk.now)

    unlink_family(desk.store, desk.viewer(MIRJAM), brother, desk.now)

    assert seen(desk, FATIMA, sister) == seen(desk, MIRJAM, brother)
    assert seen(desk, FATIMA, sister).agreements == ()
    with pytest.raises(Refused, match="linked with no other"):
        unlink_family(desk.store, desk.viewer(MIRJAM), brother, desk.now)
    linked(desk, sister, brother)


def test_cases_are_linked_once_and_never_with_themselves(desk: Any, sister: str, brother: str) -> None:
    linked(desk, sister, brother)

    with pytest.raises(Refused, match="linked already"):
        linked(desk, brother, sister)
    with pytest.raises(BadAnswer, match="same youth"):
        linked(desk, sister, sister)


def test_two_families_are_not_made_one_by_a_click(desk: Any, sister: str, brother: str) -> None:
    add_family_member(desk.store, desk.viewer(FATIMA), sister, MEMBER, desk.now)
    add_family_member(desk.store, desk.viewer(MIRJAM), brother, MEMBER, desk.now)

    with pytest.raises(Refused, match="family already"):
        linked(desk, sister, brother)


def test_who_has_no_part_in_the_other_case_hears_that_it_is_not_there(desk: Any, sister: str, brother: str) -> None:
    with pytest.raises(Unknown, match="There is no case VN-NOWHERE"):
        link_family(desk.store, desk.viewer(ILSE), sister, {"other": "VN-NOWHERE"}, desk.now)
    with pytest.raises(Unknown, match=f"There is no case {brother}"):
        link_family(desk.store, desk.viewer(FATIMA), sister, {"other": brother}, desk.now)
    with pytest.raises(Unknown):
        add_family_member(desk.store, desk.viewer(DENNIS), sister, MEMBER, desk.now)
    with pytest.raises(NotAllowed):
        seen(desk, "bram.hoevelaar@waalzicht.example", sister)
