"""Days on which the region or one agency does not work: counted from then on, and no day that was told moves."""

import tomllib
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, select

from flows.commands import region as founding
from flows.commands.day_off import change_day_off
from flows.queries.region_day import days_off_to_come
from models.extra_day import read_extra_days
from models.refusal import BadAnswer, NotAllowed, Refused
from models.store import Store
from models.tables import ExtraDay

ILSE, FATIMA = "ilse.verhagen@aanmeldpunt.example", "fatima.bouzidi@doorstroompunt.example"
ROOT = Path(__file__).parents[3]
STUDY_DAY = {"day": "2026-11-25", "label": "Studiedag"}


def _change(clockwork: Any, who: str = ILSE, **said: Any) -> None:
    change_day_off(clockwork.store, clockwork.viewer(who), {**STUDY_DAY, **said}, clockwork.now)


def _asked(clockwork: Any, key: str) -> date:
    due: date = clockwork.wait(clockwork.ask(within="inform", key=key, form="Informed")).due_on
    return due


def test_a_day_off_is_counted_for_new_questions_and_taken_away_again(clockwork: Any) -> None:
    clockwork.on("2026-11-23")
    before = _asked(clockwork, "one")
    _change(clockwork)
    closed = _asked(clockwork, "two")
    _change(clockwork, works=True)

    assert (before, closed, _asked(clockwork, "three")) == (date(2026, 11, 30), date(2026, 12, 1), date(2026, 11, 30))
    assert clockwork.wait(1).due_on == before


def test_a_day_off_of_one_agency_is_no_day_off_of_another(clockwork: Any) -> None:
    clockwork.on("2026-11-23")
    agency = clockwork.wait(clockwork.ask(within="inform", key="whose", form="Informed")).agency_id
    _change(clockwork, agency=f"agency:{agency + 1}")
    elsewhere = _asked(clockwork, "elsewhere")
    _change(clockwork, agency=f"agency:{agency}")

    assert (elsewhere, _asked(clockwork, "here")) == (date(2026, 11, 30), date(2026, 12, 1))


def test_the_same_day_twice_is_one_day_and_keeps_its_name(clockwork: Any) -> None:
    clockwork.on("2026-11-23")
    _change(clockwork)
    _change(clockwork)

    with pytest.raises(Refused, match="a day off already: 'Studiedag'"):
        _change(clockwork, label="Bezinningsdag")

    with clockwork.store.read(clockwork.now) as tx:
        lines = days_off_to_come(tx, clockwork.viewer(ILSE))
    assert [line.label for line in lines if line.day == date(2026, 11, 25)] == ["Studiedag"]


@pytest.mark.parametrize(
    ("differs", "sentence"),
    [
        ({"day": "2026-11-23"}, "from tomorrow on"),
        ({"day": "2062-11-23"}, "coming three years"),
        ({"day": "2026-11-28"}, "anyway"),
        ({"day": "2026-12-25"}, "anyway"),
        ({"agency": "agency:999"}, "no such agency"),
        ({"agency": "agency:1", "equated": True}, "not for one agency"),
    ],
)
def test_a_day_that_does_not_fit_is_refused_at_its_field(
    clockwork: Any, differs: dict[str, Any], sentence: str
) -> None:
    clockwork.on("2026-11-23")

    with pytest.raises(BadAnswer, match=sentence):
        _change(clockwork, **differs)


def test_what_is_no_day_off_is_not_taken_away(clockwork: Any) -> None:
    clockwork.on("2026-11-23")

    with pytest.raises(Refused, match="nothing to take away"):
        _change(clockwork, works=True)


def test_only_the_region_changes_its_days_off(clockwork: Any) -> None:
    with pytest.raises(NotAllowed):
        _change(clockwork, FATIMA)


def test_a_region_begins_with_the_days_of_the_country_and_its_own(
    store: Store, now: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = tmp_path / "extra.csv"
    sheet.write_text(
        "on,name,equated,region\n2027-05-07,vrijdag,yes,\n2027-02-08,carnaval,no,Rivierland-Oost\n"
        "2027-02-09,elders,no,Heuvelrug-West\n"
    )
    monkeypatch.setattr(founding, "read_extra_days", partial(read_extra_days, sheet))
    content = tomllib.loads((ROOT / "simulation" / "data" / "rivierland-oost.toml").read_text())

    with store.write(now) as tx:
        founding.found_region(tx, content)
        days = [row.label for row in tx.session.exec(select(ExtraDay).order_by(col(ExtraDay.day)))]

    assert days == ["carnaval", "vrijdag"]
