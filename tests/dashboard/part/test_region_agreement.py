"""What the page of the region says of binding decisions: how each ended, per agency and kind."""

from dataclasses import fields, replace
from typing import Any

from dashboard.desk import Desk
from dashboard.part.region_agreement import COUNTED, _count
from flows.queries.imposition import OrderCount

SEVEN = OrderCount("Werkplein", "place", 7, 6, 5, 4, 3, 2, 1, 8, 9)


def test_everything_that_is_counted_of_binding_decisions_is_shown() -> None:
    assert list(COUNTED) == [each.name for each in fields(OrderCount)][2:]


def test_the_administrators_read_how_binding_decisions_ended(house: Any) -> None:
    office = house.office
    desk = Desk(office, house.viewer("margriet.oosterwold@aanmeldpunt.example"), "Iemand", "Ergens", "nl",
                office.now(), is_demo=True)  # fmt: skip

    assert _count(desk, SEVEN).endswith(
        "gehoord 7, genomen 6, uitgevoerd 5, bezwaar 4, naar de doorbraaktafel 3, verlopen 2, vervallen 1, "
        "kosten verrekend 8, kosten niet verrekend 9"
    )
    assert "Werkplein" in _count(desk, replace(SEVEN, asked=1))
