"""The number an organisation knows a case by: given by who has a part in it, kept for that organisation alone."""

from typing import Any

import pytest
from sqlmodel import select

from flows.commands.own_reference import give_reference
from models.refusal import BadAnswer, Unknown
from models.tables import OwnReference

BRAM, ILSE, JASPER = (
    "bram.hoevelaar@waalzicht.example",
    "ilse.verhagen@aanmeldpunt.example",
    "jasper.haaften@uwv.example",
)


def _kept(desk: Any) -> list[tuple[int, str]]:
    with desk.store.read(desk.now) as tx:
        return sorted((row.agency_id, row.reference) for row in tx.session.exec(select(OwnReference)))


def test_each_organisation_keeps_one_of_its_own(desk: Any) -> None:
    ref = desk.register()
    for who, number in ((BRAM, "LL-2026-7"), (ILSE, "A 12"), (BRAM, "LL-2026-8")):
        give_reference(desk.store, desk.viewer(who), ref, {"reference": number}, desk.now)

    assert _kept(desk) == sorted([(desk.viewer(BRAM).agency_id, "LL-2026-8"), (desk.viewer(ILSE).agency_id, "A 12")])


def test_who_has_no_part_in_the_case_gives_none(desk: Any) -> None:
    ref = desk.register()

    with pytest.raises(Unknown):
        give_reference(desk.store, desk.viewer(JASPER), ref, {"reference": "12"}, desk.now)
    with pytest.raises(BadAnswer):
        give_reference(desk.store, desk.viewer(BRAM), ref, {"reference": "Lieke Terborg"}, desk.now)
    assert _kept(desk) == []
