"""Whoever an answer names must be there and have to do with the case; anybody else is refused in one sentence."""

from datetime import datetime, timedelta
from typing import Any

import pytest

import flows.filing
import flows.stages  # noqa: F401 - every story is known
from flows.engine import hot
from flows.engine.filing import file
from flows.engine.journal import OpenWait
from flows.engine.matter import CaseRow, Matter
from models.forms import form_from, form_named
from models.refusal import BadAnswer
from models.store import Store
from models.tables import Person

NOWHERE: list[tuple[str, dict[str, Any], str]] = [
    ("Weighing", {"decision": "elsewhere", "agency": "agency:9999"}, "agency"),
    ("Weighing", {"decision": "meeting", "case_manager": "professional:9999"}, "case_manager"),
    ("Attendance", {"comes": "sends someone", "sends": "professional:9999"}, "sends"),
    ("TrustedPerson", {"trusted": {"professional": "professional:9999"}}, "trusted.professional"),
    ("CheckIn", {"youth_mark": 7, "takes_over": "person:9999"}, "takes_over"),
    ("PartnerConsent", {"givers": ["person:9999"], "given_on": "2026-11-23"}, "givers"),
]


def filed(store: Store, now: datetime, name: str, fields: dict[str, Any]) -> None:
    with store.write(now) as tx:
        case = CaseRow(*(tx.one(hot.LOCK_CASE_OF_REF, ref="VN-TEST01") or ()))
        form = form_from(name, form_named(name).version, fields)
        file(
            Matter(tx, case, 0, "", 1, None, None),
            OpenWait(0, "x", "ask", name, None, (), None, "open", None, None, None, 1),
            form,
        )


@pytest.mark.parametrize(("name", "fields", "where"), NOWHERE, ids=[f"{n}.{w}" for n, _, w in NOWHERE])
def test_somebody_who_is_not_there_is_refused_at_the_field(
    store: Store, case: int, now: datetime, name: str, fields: dict[str, Any], where: str
) -> None:
    with pytest.raises(BadAnswer) as refused:
        filed(store, now, name, fields)

    assert refused.value.field == where


def test_somebody_of_another_case_is_nobody_of_this_one(store: Store, case: int, now: datetime) -> None:
    with store.write(now) as tx:
        stranger = Person(given_name="Iemand anders")
        tx.session.add(stranger)

    with pytest.raises(BadAnswer, match="nobody of this case"):
        filed(store, now + timedelta(days=1), "CheckIn", {"youth_mark": 7, "takes_over": f"person:{stranger.id}"})
