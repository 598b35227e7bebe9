"""``vangnet log``: whole or not, who looked, and what is refused."""

from typing import Any

from sqlalchemy import text

from flows.rounds.seal import seal_log

ILSE, KARIN = "ilse.verhagen@aanmeldpunt.example", "karin.lingeman@debrug.example"


def test_who_looked_at_a_case_is_told_to_who_guides_it(vangnet: Any) -> None:
    ref = vangnet.register()
    vangnet.facts("show", ref, "--as", ILSE)

    rows = vangnet.facts("log", "--of", ref, "--as", ILSE)

    assert [row["what"] for row in rows if "Ilse" in row["who"]][:1] == ["see name"]
    assert vangnet("log", "--of", ref, "--as", ILSE) == 0
    assert "opened the case" in vangnet.said
    vangnet.language = "nl"
    assert vangnet("log", "--of", ref, "--as", ILSE) == 0
    assert "coördinator" in vangnet.said
    vangnet.language = "en"
    assert vangnet("log", "--of", ref, "--as", ILSE) == 0
    assert "saw the name" in vangnet.said
    assert vangnet("log", "--of", ref, "--as", KARIN) == 1
    assert vangnet("log", "--of", ref) == 1
    assert "--as" in vangnet.complained


def test_a_whole_log_is_whole_and_a_changed_one_is_not(vangnet: Any) -> None:
    vangnet.register()
    office = vangnet.office()
    seal_log(office.store, office.now())
    assert vangnet.facts("log", "--verify")["whole"] is True

    with office.store.write(office.now()) as tx:
        tx.connection.execute(text("DROP TRIGGER log_line_no_update"))
        tx.connection.execute(text("UPDATE log_line SET agency_id = 999"))

    assert vangnet("log", "--verify") == 1
    assert "lines 1 to" in vangnet.said


def test_only_the_privacy_officer_destroys_a_part(vangnet: Any) -> None:
    assert vangnet("log", "--destroy-before", "2000-01-01", "--as", ILSE) == 1
    assert "privacy officer" in vangnet.complained
    assert vangnet("log", "--destroy-before", "gisteren", "--as", ILSE) == 2
