"""A region from one spreadsheet: tried first, then taken whole or not at all, and only by its administrator."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlmodel import select

from flows.commands.import_region import Import, import_region
from flows.commands.viewer import viewer_of
from models.code import Logged, Role
from models.refusal import NotAllowed, Refused
from models.store import Store
from models.tables import (
    Agency,
    Contact,
    ExtraDay,
    Instrument,
    InstrumentCaller,
    LadderRule,
    LogLine,
    Professional,
    ProfessionalRole,
    Region,
    RegistrationPoint,
    Row,
    SchoolHoliday,
    Signatory,
    TermRow,
)

WOUTER, ILSE, RUBEN = (
    "wouter.sluiskamp@aanmeldpunt.example", "ilse.verhagen@aanmeldpunt.example", "ruben.dijkzicht@aanmeldpunt.example"
)  # fmt: skip
AGREEMENT = "Samenwerkingsovereenkomst Rivierland-Oost"
AGENCY = {"Code": "lichtpunt", "Naam": "Aanbieder Lichtpunt", "Soort": "Jeugdhulp", "Grondslag": "youth act"}
AGREED = {
    "Naam": "Overeenkomst doorbraak 2027", "Van": date(2026, 1, 1), "Tot en met": "31-12-2029",
    "Voorzitter": "aanmeldpunt",
}  # fmt: skip
SIGNED = {"Overeenkomst": AGREED["Naam"], "Organisatie": "lichtpunt", "Ondertekend op": "2026-02-01"}
SOMEBODY = {
    "Mailadres": "seyma.oz@lichtpunt.example", "Roepnaam": "Şeyma", "Achternaam": "Öz", "Organisatie": "lichtpunt",
    "Rollen": "teamleider",
}  # fmt: skip
WHOLE = {
    "Organisaties": [AGENCY],
    "Overeenkomsten": [AGREED],
    "Handtekeningen": [SIGNED],
    "Mensen": [SOMEBODY],
    "Contactpersonen": [{"Mailadres": SOMEBODY["Mailadres"]}],
    "Mandaten": [{"Overeenkomst": AGREED["Naam"], "Mailadres": RUBEN, "Van": "01-01-2027"}],
    "Aanmeldpunt": [{"Organisatie": "aanmeldpunt", "Coördinator": ILSE}],
    "Termijnen": [
        {"Termijn": "toestemming vragen", "Hoe lang": "9 werkdagen", "Van": "2027-01-01", "Waar het op rust": "Besluit"}
    ],
    "De ladder": [
        {"Stap": "2", "Vraag": "ActionDone", "Organisatie": "lichtpunt", "Na hoeveel werkdagen": "15",
         "Van": "2027-01-01", "Waarom, en wie dat hebben afgesproken": "Besluit"}
    ],
    "Keteninstrumenten": [
        {"Code": "logeerplek", "Van wie het is": "lichtpunt", "Naam in het Nederlands": "Logeerplek",
         "Naam in het Engels": "Place to stay", "Wat het biedt": "Een bed, een week lang.", "Hoeveel plekken": "2",
         "Welke soorten organisaties het mogen inzetten": "school, doorstroompunt", "Van": "2027-01-01"}
    ],
    "Vrije dagen": [{"Welke dag": "2027-05-14", "Hoe mensen de dag noemen": "Brugdag"}],
    "Schoolvakanties": [
        {"Naam": "Voorjaarsvakantie", "Eerste dag": "2031-02-15", "Laatste dag": "2031-02-23",
         "Spreiding schoolvakanties": "zuid"}
    ],
}  # fmt: skip


@pytest.fixture
def take(either: Store, now: Any, region_file: Any) -> Callable[..., Import]:
    def taking(rows: Any, who: str | None = WOUTER, *, dry_run: bool = False) -> Import:
        content = rows if isinstance(rows, bytes) else region_file(rows)
        viewer = None
        if who is not None:
            with either.read(now) as tx:
                viewer = viewer_of(tx, who)
        return import_region(either, viewer, content, now, dry_run=dry_run)

    return taking


@pytest.fixture
def rows_of(either: Store, now: Any) -> Callable[..., list[Any]]:
    def rows(table: type[Row]) -> list[Any]:
        with either.read(now) as tx:
            return list(tx.session.exec(select(table)).all())

    return rows


def _told(brought: Import) -> list[tuple[str, int | None, str]]:
    return [(fault.sheet, fault.row, fault.why.text("nl")) for fault in brought.faults]


def _became(brought: Import) -> dict[str, str]:
    return {row.sheet: row.became.value for row in brought.rows}


EVERYTHING = (
    LadderRule,
    Instrument,
    InstrumentCaller,
    Agency,
    Professional,
    Contact,
    Signatory,
    TermRow,
    ExtraDay,
    SchoolHoliday,
    ProfessionalRole,
    LogLine,
)


def test_trying_shows_what_would_come_and_leaves_all_as_it_was(take: Any, rows_of: Any) -> None:
    before = {table: len(rows_of(table)) for table in EVERYTHING}

    tried = take(WHOLE, dry_run=True)

    assert (tried.done, _told(tried)) == (False, [])
    assert _became(tried) == {name: "same" if name == "Aanmeldpunt" else "added" for name in WHOLE}
    assert {table: len(rows_of(table)) for table in EVERYTHING} == before


def test_all_of_it_is_taken_and_the_second_time_nothing_changes(take: Any, rows_of: Any) -> None:
    taken = take(WHOLE)
    once = {table: len(rows_of(table)) for table in EVERYTHING}
    again = take(WHOLE)

    assert (taken.done, again.done) == (True, True)
    assert set(_became(again).values()) == {"same"}
    assert {table: len(rows_of(table)) for table in EVERYTHING} == once
    new = next(row for row in rows_of(Agency) if row.code == "lichtpunt")
    assert (new.active, new.signed_on) == (True, date(2026, 2, 1))
    person = next(row for row in rows_of(Professional) if row.agency_id == new.id)
    assert (person.given_name, person.family_name) == ("Şeyma", "Öz")
    assert {row.role for row in rows_of(ProfessionalRole) if row.professional_id == person.id} == {
        Role.PROFESSIONAL,
        Role.TEAM_LEAD,
    }
    [place] = [row for row in rows_of(Instrument) if row.code == "logeerplek"]
    assert (place.agency_id, place.capacity, place.weeks, place.conditions) == (new.id, 2, 12, "")
    assert sorted(row.agency_kind for row in rows_of(InstrumentCaller) if row.instrument_id == place.id) == [
        "doorstroompunt", "school",
    ]  # fmt: skip
    assert [(row.step, row.form, row.agency_id, row.after_days) for row in rows_of(LadderRule)] == [
        (2, "ActionDone", new.id, 15)
    ]
    logged = [row.about for row in rows_of(LogLine) if row.what is Logged.COMMAND]
    assert logged == ["import_region"]


def test_what_the_file_says_otherwise_is_changed_and_what_it_leaves_empty_stays(take: Any, rows_of: Any) -> None:
    before = next(row for row in rows_of(Agency) if row.code == "debrug")

    taken = take({"Organisaties": [{**AGENCY, "Code": "DeBrug", "Naam": "De Nieuwe Brug", "Soort": "school"}]})

    after = next(row for row in rows_of(Agency) if row.code == "debrug")
    assert _became(taken) == {"Organisaties": "changed"}
    assert (after.name, after.municipality, after.signed_on) == (
        "De Nieuwe Brug",
        before.municipality,
        before.signed_on,
    )


def test_a_role_is_added_and_none_is_taken_away(take: Any, rows_of: Any, either: Store, now: Any) -> None:
    with either.read(now) as tx:
        ilse = viewer_of(tx, ILSE)
    row = {
        "Mailadres": ILSE,
        "Roepnaam": "Ilse",
        "Achternaam": "Verhagen",
        "Organisatie": "aanmeldpunt",
        "Rollen": "manager",
    }

    take({"Mensen": [row]})

    held = {each.role for each in rows_of(ProfessionalRole) if each.professional_id == ilse.professional_id}
    assert held == {*ilse.roles, Role.MANAGER}


WRONG: dict[str, tuple[Any, list[tuple[str, int | None, str]]]] = {
    "an agency nobody knows": (
        {"Handtekeningen": [SIGNED], "Overeenkomsten": [AGREED]},
        [("Handtekeningen", 2, "Er is geen organisatie met de code 'lichtpunt'")],
    ),
    "people without a signature": (
        {"Organisaties": [AGENCY], "Mensen": [SOMEBODY]},
        [("Mensen", 2, "Bij 'lichtpunt' werkt iemand, maar die organisatie")],
    ),
    "an address twice": (
        WHOLE | {"Mensen": [SOMEBODY, SOMEBODY | {"Mailadres": "Seyma.OZ@lichtpunt.example"}]},
        [("Mensen", 3, "Dit staat al in rij 2.")],
    ),
    "an address of somebody elsewhere": (
        WHOLE | {"Mensen": [SOMEBODY, SOMEBODY | {"Mailadres": RUBEN}]},
        [("Mensen", 3, "Deze persoon werkt hier bij een andere organisatie.")],
    ),
    "a day that is none": (
        {"Vrije dagen": [{"Welke dag": "14 mei", "Hoe mensen de dag noemen": "Brugdag"}]},
        [("Vrije dagen", 2, "Het veld 'Welke dag' klopt niet: dat is geen dag; schrijf 17-10-2026.")],
    ),
    "a formula": (
        {"Vrije dagen": [{"Welke dag": "2027-05-14", "Hoe mensen de dag noemen": "=HYPERLINK(1)"}]},
        [("Vrije dagen", 2, "Het veld 'Hoe mensen de dag noemen' klopt niet: er staat een formule.")],
    ),
    "a name of two lines": (
        WHOLE | {"Mensen": [SOMEBODY | {"Roepnaam": "Şey\nma"}], "Contactpersonen": []},
        [("Mensen", 2, "Het veld 'Roepnaam' ")],
    ),
    "somebody nobody knows is asked": (
        {"Contactpersonen": [{"Mailadres": "niemand@lichtpunt.example"}]},
        [("Contactpersonen", 2, "Niemand met het mailadres 'niemand@lichtpunt.example' werkt hier")],
    ),
    "a mandate of who is no consultant": (
        WHOLE | {"Mandaten": [{"Overeenkomst": AGREED["Naam"], "Mailadres": ILSE, "Van": "2027-01-01"}]},
        [("Mandaten", 2, "Alleen een transitieconsulent krijgt een mandaat.")],
    ),
    "another region": (
        {"Regio": [{"Code": "elders", "Naam": "Elders", "Spreiding schoolvakanties": "noord"}]},
        [("Regio", 2, "Dit is het blad van een andere regio; die van u heeft de code 'rivierland-oost'.")],
    ),
    "a step that has no days": (
        {"De ladder": [{"Stap": "4", "Na hoeveel werkdagen": "5", "Van": "2027-01-01", "Waarom, en wie dat hebben"
                        " afgesproken": "Besluit"}]},
        [("De ladder", 2, "Het veld 'Na hoeveel werkdagen' klopt niet: ")],
    ),
    "a question of the ladder nobody asks": (
        {"De ladder": [{"Stap": "1", "Vraag": "Raadsel", "Van": "2027-01-01", "Waarom, en wie dat hebben"
                        " afgesproken": "Besluit"}]},
        [("De ladder", 2, "Er is geen vraag 'Raadsel'")],
    ),
    "an instrument of somebody else": (
        WHOLE | {"Keteninstrumenten": [
            WHOLE["Keteninstrumenten"][0],
            {**WHOLE["Keteninstrumenten"][0], "Code": "crisisplek", "Van wie het is": "x"},
        ]},
        [("Keteninstrumenten", 3, "Er is geen organisatie met de code 'x'")],
    ),
    "a day that passed": (
        {"Vrije dagen": [{"Welke dag": "2026-11-20", "Hoe mensen de dag noemen": "Brugdag"}]},
        [("Vrije dagen", 2, "Het veld 'Welke dag' is een dag in de komende drie jaar, vanaf morgen.")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_one_row_that_does_not_fit_is_named_and_nothing_at_all_is_taken(take: Any, rows_of: Any, what: str) -> None:
    rows, told = WRONG[what]
    before = {table: len(rows_of(table)) for table in EVERYTHING}

    refused = take(rows)

    assert [(sheet, row) for sheet, row, _ in _told(refused)] == [(sheet, row) for sheet, row, _ in told]
    assert all(said.startswith(begin) for (_, _, said), (_, _, begin) in zip(_told(refused), told, strict=True))
    assert not refused.done
    assert {table: len(rows_of(table)) for table in EVERYTHING} == before


def test_what_leans_on_a_row_that_does_not_fit_is_not_named_too(take: Any) -> None:
    refused = take(WHOLE | {"Mensen": [SOMEBODY | {"Rollen": "tovenaar"}]})

    assert [(sheet, row) for sheet, row, _ in _told(refused)] == [("Mensen", 2)]


@pytest.mark.parametrize("who", [ILSE, RUBEN, "margriet.oosterwold@aanmeldpunt.example"])
def test_nobody_but_an_administrator_takes_a_region(take: Any, who: str) -> None:
    with pytest.raises(NotAllowed):
        take(WHOLE, who, dry_run=True)
    with pytest.raises(NotAllowed):
        take(WHOLE, who)


def test_without_a_name_nobody_takes_anything_where_a_region_is(take: Any) -> None:
    with pytest.raises(NotAllowed):
        take(WHOLE, None)


def test_an_empty_file_is_refused(take: Any) -> None:
    with pytest.raises(Refused, match="There is nothing in this file"):
        take({})


FOUNDING = {
    "Regio": [{"Code": "veluwezoom", "Naam": "Veluwezoom", "Spreiding schoolvakanties": "midden"}],
    "Gemeenten": [{"Naam": "Heuveldal", "Spreiding schoolvakanties": "midden"}],
    "Organisaties": [AGENCY | {"Code": "punt", "Soort": "aanmeldpunt"}],
    "Overeenkomsten": [AGREED | {"Voorzitter": "punt"}],
    "Handtekeningen": [SIGNED | {"Organisatie": "punt"}],
    "Mensen": [SOMEBODY | {"Organisatie": "punt", "Rollen": "coördinator, bestuurder"}],
    "Aanmeldpunt": [{"Organisatie": "punt", "Coördinator": SOMEBODY["Mailadres"]}],
}


def test_where_there_is_no_region_the_file_founds_one(store: Store, now: Any, region_file: Any) -> None:
    assert import_region(store, None, region_file(FOUNDING), now, dry_run=True).faults == ()
    taken = import_region(store, None, region_file(FOUNDING), now)

    assert (taken.done, _told(taken)) == (True, [])
    with store.read(now) as tx:
        assert tx.session.exec(select(Region.code)).all() == ["veluwezoom"]
        assert tx.session.exec(select(RegistrationPoint)).one().coordinator_id is not None
        assert len(tx.session.exec(select(TermRow)).all()) > 0


def test_a_region_without_a_registration_point_or_an_administrator_is_not_founded(
    store: Store, now: Any, region_file: Any
) -> None:
    lacks = FOUNDING | {"Aanmeldpunt": [], "Mensen": [SOMEBODY | {"Organisatie": "punt"}]}

    refused = import_region(store, None, region_file(lacks), now)

    assert [row for _, row, _ in _told(refused)] == [None, None]
    with store.read(now) as tx:
        assert tx.session.exec(select(Region)).all() == []
