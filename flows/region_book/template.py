"""The empty spreadsheet of a region: an explanation, and a sheet with heads for everything. Holds nobody's data."""

from collections.abc import Iterator
from enum import StrEnum

from flows.region_book.sheets import EXPLANATION, IN_FILE, PAGES
from models.code import AgencyKind, Domain, OrderKind, Role, Sector
from models.forms import FORMS
from models.ground_list import load_grounds
from models.label import LABELS
from models.ladder import shipped
from models.speech import mark, say
from models.term_list import load_terms
from notifications.spreadsheet import TextSheet, as_workbook

HOW = (
    mark("With this file you tell Vangnet about your region. Fill in the sheets; a sheet may stay empty."),
    mark("Do not change the heads. The order of the columns does not matter."),
    mark("One row for each thing. A formula, or cells that were made one, are not taken."),
    mark("Write a day as 17-10-2026."),
    mark("An empty cell leaves what is there as it is. A row that is not here takes nothing away."),
    mark("Vangnet first shows what would be added and changed. Then you decide; all of it is done, or nothing."),
)
"""What somebody must know before they begin."""
LISTS: dict[str, type[StrEnum]] = {
    mark("Kinds of agency"): AgencyKind,
    mark("Roles"): Role,
    mark("What a binding decision may be about"): OrderKind,
    mark("Sectors"): Sector,
    mark("Life domains"): Domain,
}


def template() -> bytes:
    """The file, in Dutch: whoever fills it in works at a Dutch agency."""
    explained = TextSheet(say(EXPLANATION, IN_FILE), tuple(_explained()), heads=False)
    return as_workbook([explained, *(TextSheet(page.title, [list(page.heads().values())]) for page in PAGES)])


def _explained() -> Iterator[list[str]]:
    yield from ([_nl(sentence)] for sentence in HOW)
    for page in PAGES:
        yield from ([], [page.title])
        heads = page.heads()
        for name, field in page.line.model_fields.items():
            needed = _nl(mark("must be filled in")) if field.is_required() else ""
            yield ["", heads[name], needed, _nl(field.description) if field.description else ""]
    for title, codes in LISTS.items():
        yield from ([], [_nl(title)])
        yield from (["", _nl(LABELS[codes][code])] for code in codes)
    yield from ([], [_nl(mark("Grounds"))])
    yield from (["", row["code"], row["nl"]] for row in load_grounds())
    yield from ([], [_nl(mark("Terms"))])
    yield from (["", term.nl, term.within().words(IN_FILE)] for term in load_terms().values())
    yield from ([], [_nl(mark("Steps of the ladder"))])
    yield from (["", str(step), rung.nl] for step, rung in shipped()[0].items())
    yield from ([], [_nl(mark("Questions"))])
    yield from (["", name, _nl(form.question)] for name, form in sorted(FORMS.items()))


def _nl(sentence: str) -> str:
    return say(sentence, IN_FILE)
