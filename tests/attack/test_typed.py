"""What somebody types stays what it is: no script, no formula, no SQL and no path comes of it."""

import json
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from sqlmodel import select

from dashboard.part.taking import as_csv
from flows.messages.deliver import deliver
from models.tables import Agency, CaseFile, Row
from notifications.door import MemoryDoor
from notifications.envelope import Sender

SCRIPT = "<script>window.ran=1</script><img src=x onerror=window.ran=1>"
BRAM, ILSE = "bram.hoevelaar@waalzicht.example", "ilse.verhagen@aanmeldpunt.example"
FIELDS = ("given_name", "family_name", "worry", "wish", "neighbourhood", "level", "siblings")
RUN = frozenset({"expr", "signal", "test", "href", "url", "filter"})
PAGES = ("case", "cases")


def _nodes(node: Any) -> Iterator[Any]:
    yield node
    for child in getattr(node, "children", {}).values():
        yield from _nodes(child)


@pytest.mark.parametrize("field", FIELDS)
def test_a_script_in_a_field_is_text_on_every_page(look: Any, house: Any, field: str) -> None:
    ref = house.register(BRAM, **{field: f"Zwartbont {SCRIPT}"[:60] if "name" in field else f"Zwartbont {SCRIPT}"})
    shown = False

    for page in PAGES:
        at = look(page, ILSE, ref=ref)
        for block in (at.main, at.sidebar):
            for node in _nodes(block):
                drawn = getattr(node, "proto", None)
                body = str(drawn)
                shown = shown or "Zwartbont" in body
                assert not (getattr(drawn, "allow_html", False) and "Zwartbont" in body)
                assert node.type != "html" or Tags(drawn.body).found <= OURS
    assert shown or "name" not in field


OURS = frozenset(
    [
        "a",
        "b",
        "br",
        "div",
        "h3",
        "li",
        "mark",
        "nav",
        "p",
        "span",
        "strong",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
"""The tags of the templates that draw lists and tables; none runs or fetches anything."""


class Tags(HTMLParser):
    """The tags in what is drawn; an attribute that runs something counts as one."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(body)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {tag, *(name for name, _ in attrs if name.startswith("on"))}


def test_a_script_in_the_name_of_an_agency_is_text_in_a_list(
    look: Any, house: Any, words: Callable[[Any], str]
) -> None:
    house.register(BRAM)
    _call_it_a_script(house, "aanmeldpunt")

    for page in ("overview", "cases", "agency"):
        at = look(page, "margriet.oosterwold@aanmeldpunt.example")
        assert SCRIPT in words(at)
        assert set().union(*(Tags(each.proto.body).found for each in at.get("html"))) <= OURS


def _call_it_a_script(house: Any, code: str) -> None:
    with house.office.store.write(house.now) as tx:
        agency = tx.session.exec(select(Agency).where(Agency.code == code)).one()
        agency.name = SCRIPT
        tx.session.add(agency)


@pytest.mark.parametrize("field", FIELDS[2:])
def test_a_script_in_a_field_stands_in_no_mail(house: Any, field: str) -> None:
    house.register(BRAM, **{field: f"Zwartbont {SCRIPT}"[:60] if "name" in field else f"Zwartbont {SCRIPT}"})
    door = MemoryDoor()

    deliver(house.office.store, door, Sender("post@vangnet.example"), house.now, house.now, address="http://localhost")

    assert door.sent
    assert not [mail for mail in door.sent if "window.ran" in mail.as_string() or "Zwartbont" in mail.as_string()]


def test_a_script_in_the_name_of_an_agency_is_text_in_a_chart(look: Any, house: Any, ref: str) -> None:
    _call_it_a_script(house, "aanmeldpunt")
    with house.office.store.read(house.now) as tx:
        case = tx.session.exec(select(CaseFile.id).where(CaseFile.ref == ref)).one()
    at = look("case", ILSE, ref=ref)
    at.session_state[f"tab{case}"] = "Tijdlijn"

    drawn = [getattr(node, "proto", None) for node in _nodes(at.run().main)]
    specs = [each.spec for each in drawn if hasattr(each, "spec")]
    assert "window.ran" in "".join(specs)
    assert not [each for spec in specs for each in _run(json.loads(spec)) if "window.ran" in each]


def _run(spec: Any) -> Iterator[str]:
    """What a chart carries out or opens, of all that stands in it."""
    if isinstance(spec, dict):
        yield from (str(value) for name, value in spec.items() if name in RUN)
        yield from (each for value in spec.values() for each in _run(value))
    if isinstance(spec, list):
        yield from (each for value in spec for each in _run(value))


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-1", "@sum(1)", "\t=1", "\r=1", "|calc", "%0A=1"])
def test_a_formula_in_a_cell_of_a_file_is_text(typed: str) -> None:
    written = as_csv([[typed, "VN-1"]]).decode("utf-8-sig")

    assert not written.lstrip('"').startswith(("=", "+", "-", "@", "\t", "\r", "|", "%"))


SQL = ("'; DROP TABLE case_file; --", "x' UNION SELECT given_name FROM person --")


@pytest.mark.parametrize("typed", SQL)
@pytest.mark.parametrize("where", ["ref", "stage", "agency", "municipality", "school"])
def test_sql_in_a_search_finds_nothing_and_breaks_nothing(
    look: Any, house: Any, ref: str, words: Callable[[Any], str], where: str, typed: str
) -> None:
    shown = words(look("cases", BRAM, **{where: typed}))

    assert "Traceback" not in shown
    with house.office.store.read(house.now) as tx:
        assert len(list(tx.connection.execute(Row.metadata.tables["case_file"].select()))) == 1


@pytest.mark.parametrize("token", ["../../etc/passwd", "..%2f..%2fsecret", "%00", "a/../../b", "....//secret", "~root"])
@pytest.mark.parametrize("route", ["/a/{}", "/j/{}", "/calendar/{}.ics", "/sign-in/{}"])
def test_a_path_in_an_address_reaches_no_file(client: Any, house: Any, route: str, token: str) -> None:
    answer = client.get(route.format(token))

    assert answer.status_code == 404
    assert house.office.settings.secret.get_secret_value() not in answer.text
    assert "root:" not in answer.text


@pytest.mark.parametrize(("page", "who"), [("register", BRAM), ("cases", ILSE)])
def test_no_browser_is_asked_to_remember_what_is_typed_about_a_youth(look: Any, page: str, who: str) -> None:
    typed = [each for each in look(page, who).text_input if not each.label.startswith("Casusnummer")]

    assert typed
    assert {each.proto.autocomplete for each in typed} == {"off"}
