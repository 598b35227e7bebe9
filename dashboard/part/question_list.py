"""Questions below each other, each a row that opens its case: whom it was asked of, for what, and since when."""

from collections.abc import Iterable, Mapping

from dashboard.desk import Desk
from dashboard.part.drawing import draw
from dashboard.part.link import address_of_case
from dashboard.part.wait import late_of, question_of, times_of, who_of
from flows.queries.waiting import WaitLine


def show_questions(desk: Desk, lines: Iterable[WaitLine], *, phones: bool = False) -> None:
    """The list, drawn as one; nothing where there is none. With ``phones``, the number to call whoever was asked."""
    rows = rows_of(desk, lines, phones=phones)
    if rows:
        draw("questions", desk.language, rows=rows, title="")


def rows_of(desk: Desk, lines: Iterable[WaitLine], *, phones: bool = False) -> list[Mapping[str, object]]:
    """The rows of such a list, as a template knows them."""
    return [
        {
            **asked(line, desk),
            "ref": line.ref,
            "href": address_of_case(line.ref),
            "phone": line.phone if phones else None,
        }
        for line in lines
    ]


def asked(line: WaitLine, desk: Desk) -> Mapping[str, str]:
    """One question as a template knows it: whom, how much longer than agreed, and below it for what and the days."""
    what = " · ".join(filter(None, (question_of(line, desk), times_of(line, desk))))
    return {"whom": who_of(line, desk), "late": late_of(line, desk), "what": what}
