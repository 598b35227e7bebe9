"""A youth who moves to another region, and how a case ends or begins again from outside."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from flows.commands.change import look_for
from flows.commands.draft import drop_draft
from flows.commands.ending import cut_short, reopen
from flows.commands.leave import leaves
from flows.commands.move import move_to_region
from flows.commands.region import found_region
from flows.commands.register import hand_in
from models.refusal import BadAnswer, NotAllowed, Refused, Unknown
from models.secret import digest_of_email
from models.tables import Draft, Professional, Remark, StageRun, WatchedDate

ILSE, GIJS = "ilse.verhagen@aanmeldpunt.example", "gijs.vanderlaak@doorstroompunt.example"
FATIMA, DENNIS = "fatima.bouzidi@doorstroompunt.example", "dennis.culemborg@geldloket.example"
TOML = Path(__file__).parents[3] / "simulation" / "data" / "rivierland-oost.toml"


@pytest.fixture
def ref(desk: Any) -> str:
    return str(desk.guided(desk.register(custody=[{"given_name": "Hilde"}])))


@pytest.fixture
def elsewhere(desk: Any) -> str:
    """Another region in the same database, with people of its own."""
    text = TOML.read_text().replace('"rivierland-oost"', '"heuvelrug-west"').replace(".example", ".heuvelrug.example")
    with desk.store.write(desk.now) as tx:
        found_region(tx, tomllib.loads(text))
    return "heuvelrug-west"


def moving(**more: Any) -> dict[str, Any]:
    return {"municipality": "Heuvelstad", "agrees": True, "spoke_with": "Coordinator daar", **more}


def test_with_a_yes_a_registration_lies_ready_in_the_other_region(desk: Any, ref: str, elsewhere: str) -> None:
    moved = move_to_region(
        desk.store, desk.viewer(FATIMA), ref, moving(region=elsewhere, words="Zij begint daar op het mbo."), desk.now
    )

    with desk.store.read(desk.now) as tx:
        draft = tx.session.get_one(Draft, moved.draft)
        there = tx.session.get_one(Professional, draft.author_id)
        assert there.email_digest == digest_of_email("ilse.verhagen@aanmeldpunt.heuvelrug.example")
        fields = json.loads(draft.content)
    assert (fields["given_name"], fields["municipality"], fields["ground"]) == ("Lieke", "Heuvelstad", "consent")
    assert "Zij begint daar" in fields["worry"]
    assert desk.file(ref).outcome == "moved"
    assert desk.waits(ref) == {}


def test_the_registration_can_be_handed_in_there(desk: Any, ref: str, elsewhere: str) -> None:
    moved = move_to_region(desk.store, desk.viewer(FATIMA), ref, moving(region=elsewhere), desk.now)

    there = hand_in(desk.store, desk.viewer("ilse.verhagen@aanmeldpunt.heuvelrug.example"), moved.draft, desk.now)

    assert there.ref != ref
    with pytest.raises(Refused):
        drop_draft(desk.store, desk.viewer("ilse.verhagen@aanmeldpunt.heuvelrug.example"), moved.draft, desk.now)


def test_for_a_region_that_does_not_work_with_vangnet_there_is_a_paper(desk: Any, ref: str) -> None:
    moved = move_to_region(desk.store, desk.viewer(FATIMA), ref, moving(elsewhere="Noordkust"), desk.now)

    assert moved.draft is None
    assert moved.paper["family_name"] == "Terborg"
    assert moved.paper["custody"][0]["given_name"] == "Hilde"
    assert not {"partners", "school", "notes"} & set(moved.paper)
    with desk.store.read(desk.now) as tx:
        assert "Noordkust" in tx.session.exec(select(Remark.words)).one()


def test_without_a_yes_nothing_is_handed_over(desk: Any, ref: str, elsewhere: str) -> None:
    content = moving(region=elsewhere, agrees=False, spoke_with=None)

    moved = move_to_region(desk.store, desk.viewer(FATIMA), ref, content, desk.now)

    assert (moved.draft, moved.paper) == (None, None)
    with desk.store.read(desk.now) as tx:
        assert tx.session.exec(select(Draft).where(Draft.case_id == None)).all() == []  # noqa: E711 - SQL


@pytest.mark.parametrize(
    ("by", "content", "refusal", "says"),
    [
        (FATIMA, moving(region="nowhere"), BadAnswer, "no other region"),
        (FATIMA, moving(region="rivierland-oost"), BadAnswer, "no other region"),
        (FATIMA, moving(), BadAnswer, "not both"),
        (FATIMA, moving(elsewhere="Noordkust", spoke_with=None), BadAnswer, "with whom"),
        (FATIMA, moving(elsewhere="Noordkust", agrees=False, words="x"), BadAnswer, "without a yes"),
        ("bram.hoevelaar@waalzicht.example", moving(elsewhere="Noordkust"), NotAllowed, "cannot do this"),
        (DENNIS, moving(elsewhere="Noordkust"), Unknown, "no case"),
    ],
)
def test_a_move_that_does_not_fit_is_refused(
    desk: Any, ref: str, by: str, content: dict[str, Any], refusal: type[Refused], says: str
) -> None:
    with pytest.raises(refusal, match=says):
        move_to_region(desk.store, desk.viewer(by), ref, content, desk.now)


def test_a_youth_who_stops_gets_one_letter_and_one_light_check_on_offer(desk: Any, ref: str) -> None:
    cut_short(desk.store, desk.viewer(FATIMA), ref, "youth stopped", desk.now)

    with desk.store.read(desk.now) as tx:
        assert [(row.kind, str(row.day)) for row in tx.session.exec(select(WatchedDate))] == [
            ("light check", "2027-01-04")
        ]
    assert len(desk.told(ref, "StoppingConfirmed")) == 1


def test_when_a_youth_dies_everything_stops_and_nothing_goes_to_the_family(desk: Any, ref: str) -> None:
    with pytest.raises(NotAllowed):
        cut_short(desk.store, desk.viewer(FATIMA), ref, "deceased", desk.now)

    cut_short(desk.store, desk.viewer(ILSE), ref, "deceased", desk.now)

    assert desk.waits(ref) == {}
    with pytest.raises(Refused, match="cannot be opened again"):
        reopen(desk.store, desk.viewer(ILSE), ref, desk.now)


def test_looking_for_a_youth_begins_by_hand_once_and_closes_nothing(desk: Any, ref: str) -> None:
    assert look_for(desk.store, desk.viewer(FATIMA), ref, desk.now)
    assert not look_for(desk.store, desk.viewer(FATIMA), ref, desk.now)
    desk.later(minutes=1)

    desk.answer(FATIMA, ref, "find", found=False, how="Gebeld en langs geweest.")

    assert desk.file(ref).closed_at is None
    with pytest.raises(NotAllowed):
        look_for(desk.store, desk.viewer("bram.hoevelaar@waalzicht.example"), ref, desk.now)


def test_a_case_opened_again_keeps_its_number_and_forgets_who_left(desk: Any, ref: str) -> None:
    cut_short(desk.store, desk.viewer(FATIMA), ref, "youth stopped", desk.now)
    leaves(desk.store, desk.viewer(GIJS), FATIMA, {"on": desk.day(0)}, desk.now)

    reopen(desk.store, desk.viewer(ILSE), ref, desk.now)
    desk.later(minutes=1)

    file = desk.file(ref)
    assert (file.ref, file.reopened, file.case_manager_id) == (ref, 1, None)
    assert "weighing" in desk.waits(ref)
    with desk.store.read(desk.now) as tx:
        assert len(tx.session.exec(select(StageRun).where(StageRun.stage == "intake")).all()) == 2
