"""Taking school holidays from a file on the command line."""

from typing import Any

ILSE, LOTTE = "ilse.verhagen@aanmeldpunt.example", "lotte.appelhof@smw.example"
SHEET = """region,school,name,first_on,last_on,provisional
zuid,,Voorjaarsvakantie,2031-02-15,2031-02-23,ja
,De Brug,Voorjaarsvakantie,2031-02-22,2031-03-02,nee
"""


def test_a_file_is_tried_first_and_taken_then(vangnet: Any) -> None:
    file = vangnet.file(SHEET, "vakanties.csv")

    tried = vangnet.facts("holidays", file, "--as", ILSE, "--dry-run")
    taken = vangnet.facts("holidays", file, "--as", ILSE)
    again = vangnet("holidays", file, "--as", ILSE)

    assert tried == taken == {"added": 2, "changed": 0, "same": 0, "problems": []}
    assert (again, vangnet.said) == (0, "0 new, 0 with other days, 2 as they were\n")


def test_every_wrong_row_is_named(vangnet: Any) -> None:
    file = vangnet.file(SHEET.replace("zuid", "oost").replace("De Brug", ""), "vakanties.csv")

    assert vangnet("holidays", file, "--as", ILSE, "--dry-run") == 1
    assert [line[:6] for line in vangnet.said.splitlines()] == ["line 2", "line 3"]
    assert vangnet("holidays", file, "--as", ILSE) == 1
    assert [line[:6] for line in vangnet.complained.splitlines()] == ["line 2", "line 3"]


def test_only_the_region_takes_them(vangnet: Any) -> None:
    file = vangnet.file(SHEET, "vakanties.csv")

    assert vangnet("holidays", file, "--as", LOTTE) == 1
    assert "Only the coordinator or an administrator" in vangnet.complained
