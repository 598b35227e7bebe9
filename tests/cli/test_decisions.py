"""``vangnet decisions``: counted per agency and kind, for who looks over a region."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from models.code import OrderKind, PartStatus
from models.tables import Agreement, CaseFile, Imposition, ImpositionPart

WOUTER, KARIN = "wouter.sluiskamp@aanmeldpunt.example", "karin.lingeman@debrug.example"


@pytest.fixture
def imposed(vangnet: Any) -> Any:
    """One binding decision on one agency, carried out."""
    vangnet.register()
    office = vangnet.office()
    with office.store.write(office.now()) as tx:
        case = tx.session.exec(select(CaseFile)).first()
        agreement = tx.session.exec(select(Agreement)).first()
        order = Imposition(
            case_id=case.id,
            agreement_id=agreement.id,
            imposed_by=1,
            agency_id=1,
            why="x",
            requested_at=tx.now,
            holds_until=tx.now.date() + timedelta(days=90),
        )
        tx.session.add(order)
        tx.flush()
        tx.session.add(
            ImpositionPart(
                imposition_id=order.id, agency_id=12, kind=OrderKind.START, words="x", by_on=tx.now.date(),
                object_until=tx.now.date(), status=PartStatus.CARRIED_OUT, closed_at=tx.now,
            )
        )  # fmt: skip
    return vangnet


def test_who_looks_over_the_region_reads_how_binding_decisions_ended(imposed: Any) -> None:
    (row,) = imposed.facts("decisions", "--as", WOUTER)
    assert (row["agency"], row["given"], row["carried_out"], row["objected"]) == ("Werkplein", 1, 1, 0)

    assert imposed("decisions", "--as", WOUTER) == 0
    assert "Werkplein" in imposed.said
    assert imposed.facts("decisions", "--since", "2099-01-01", "--as", WOUTER) == []


def test_where_none_was_asked_it_says_so_and_others_may_not_look(vangnet: Any) -> None:
    assert vangnet("decisions", "--as", WOUTER) == 0
    assert "No binding decision" in vangnet.said
    assert vangnet("decisions", "--as", KARIN) == 1
