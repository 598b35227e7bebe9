"""By which spread of school holidays the schools of a municipality go."""

from pathlib import Path

import pytest

from models.municipality import Municipality, read_municipalities
from models.school_holiday import Region
from models.sheet import FaultyFile

HEAD = "region,municipality,school_region\n"


def test_the_demo_region_lies_across_the_border_of_two_school_regions() -> None:
    found = [each.school_region for each in read_municipalities() if each.region == "rivierland-oost"]

    assert set(found) == {Region.MIDDLE, Region.SOUTH}


def test_a_sheet_may_name_the_school_region_in_dutch(tmp_path: Path) -> None:
    path = tmp_path / "gemeenten.csv"
    path.write_text(HEAD + "oost;Heuvelrijk;zuid\n".replace(";", ","), encoding="utf-8")

    assert read_municipalities(path) == (Municipality("oost", "Heuvelrijk", Region.SOUTH),)


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ("oost,Heuvelrijk,\n", "line 2: name the school region"),
        ("oost,,zuid\n", "line 2: name the region and the municipality"),
        ("oost,Heuvelrijk,west\n", 'line 2: no region is called "west"'),
        ("oost,Heuvelrijk,zuid\noost,Heuvelrijk,noord\n", "line 3: Heuvelrijk stands in line 2 already"),
    ],
)
def test_a_row_that_is_wrong_is_named_by_its_line(tmp_path: Path, rows: str, problem: str) -> None:
    path = tmp_path / "gemeenten.csv"
    path.write_text(HEAD + rows, encoding="utf-8")

    with pytest.raises(FaultyFile) as faulty:
        read_municipalities(path)

    assert [each.startswith(problem) for each in faulty.value.problems] == [True]
