"""The figures of a school year as tables of text, with what each number means beside it. Reads nothing, draws nothing.

The page, the spreadsheet and the CSV are made of the same tables, so that what is hidden in one is hidden in all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.desk import Desk
from flows.facts.course import BETWEEN, ENDED
from flows.queries.blocked_table import ALL, BlockedRow
from flows.queries.cumulative_flow import FlowPoint
from flows.queries.results import CONTACT, HELP, MBO, OTHER, VO, WHOLE, Results
from flows.queries.results_export import Taken
from models.code import Stage
from models.disclosure import FEWEST_SHOWN
from models.ending import OUTCOMES
from models.label import LABELS, called, capital
from models.reason import REASONS
from models.speech import mark
from notifications.phrase import money

HIDDEN, NOTHING = "x", ""
"""What stands in the place of a number that is hidden, as in the tables of CBS, and of one that is not there."""
HIDES = mark(
    "x means: not shown. Fewer than {fewest} youths stand behind it, or it would tell a number behind which fewer"
    " stand."
)


@dataclass(frozen=True, slots=True)
class Table:
    """One table, and below it what its numbers mean."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    means: Sequence[str]


def year_called(year: int) -> str:
    """A school year by its name: 2026-2027."""
    return f"{year}-{year + 1}"


def number(value: int | None) -> str:
    """A number, or the sign that it is hidden."""
    return HIDDEN if value is None else str(value)


def tables(desk: Desk, taken: Taken) -> Iterator[Table]:
    """Every table that the viewer may see."""
    if taken.reached is not None:
        yield targets(desk, taken.reached)
        yield numbers(desk, taken.reached)
        yield times(desk, taken.reached)
        yield flow(desk, taken.flow)
    yield blocked(desk, taken.blocked)


def hides(desk: Desk) -> str:
    """What the sign for a hidden number means."""
    return desk.say(HIDES, fewest=FEWEST_SHOWN)


def targets(desk: Desk, each: Results) -> Table:
    """What the region wanted, and what happened."""
    wanted = each.wanted
    heads = [desk.say(mark("What")), desk.say(mark("Wanted")), desk.say(mark("Happened"))]
    rows = []
    if wanted is not None:
        span = (
            f"{year_called(wanted.first_year)} {desk.say(mark('up to and including'))} {year_called(wanted.last_year)}"
        )
        rows = [
            [desk.say(mark("Youths who were taken on")), str(wanted.youths), number(each.numbers["taken"])],
            [desk.say(mark("of whom mbo")), str(wanted.youths_mbo), number(each.numbers[MBO])],
            [desk.say(mark("of whom vo")), str(wanted.youths_vo), number(each.numbers[VO])],
            [desk.say(mark("of whom elsewhere, or not at school")), NOTHING, number(each.numbers[OTHER])],
            [
                desk.say(mark("Youths who were taken on, {span}"), span=span), str(wanted.all_youths),
                number(each.all_taken),
            ],
            [desk.say(mark("Did not drop out, {span}"), span=span), str(wanted.kept), number(each.all_stayed)],
            [desk.say(mark("Paid for each youth, on average")), money(wanted.cents, desk.language), _paid(desk, each)],
        ]  # fmt: skip
    return Table(desk.say(mark("What we wanted, and what happened")), heads, rows, [desk.say(line) for line in _WANTED])


_WANTED = (
    mark(
        "Taken on: registered in this school year, and not ended at the start because there was no ground or another"
        " place fitted better. A youth who was registered twice counts once."
    ),
    mark("Vo: also vso, practical education and an OPDC."),
    mark(
        "Did not drop out: the case ended with school, a diploma, learning and working, or work. This is counted from"
        " 1 October up to 1 October, as dropping out is counted in the whole country."
    ),
    mark("Paid for each youth: what was paid from the budget, divided by the youths it was agreed or paid for."),
)


def _paid(desk: Desk, each: Results) -> str:
    if each.money is None:
        return NOTHING
    if not each.money.cases or each.money.spent is None:
        return HIDDEN
    return money(round(each.money.spent / each.money.cases), desk.language)


def numbers(desk: Desk, each: Results) -> Table:
    """How many came, how many were helped, and how many cases ended with what."""
    labels = {
        "opened": mark("Registered"),
        "off": mark("of whom ended at the start"),
        "contact": mark("of whom somebody met"),
        "no contact": mark("of whom nobody met yet"),
        "help": mark("of whom help began"),
        "no help": mark("of whom help did not begin yet"),
        "closed": mark("Cases that ended"),
    }
    rows = [[desk.say(label), number(each.numbers[name])] for name, label in labels.items()]
    rows += [
        [f"{desk.say(mark('with the outcome'))}: {desk.say(OUTCOMES[code].label)}", number(value)]
        for code, value in each.outcomes.items()
    ]
    rows += [
        [desk.say(mark("Ended from 1 October up to 1 October")), number(each.numbers["counted"])],
        [desk.say(mark("of whom did not drop out")), number(each.numbers["stayed"])],
    ]
    means = [
        mark("Registered: the case was opened in this school year. What came of it may be later."),
        mark("Ended: the case was closed in this school year, whenever it was opened."),
    ]
    heads = [desk.say(mark("What")), desk.say(mark("Youths"))]
    return Table(desk.say(mark("How many youths came and were done")), heads, rows, [desk.say(line) for line in means])


def times(desk: Desk, each: Results) -> Table:
    """How long it took: half, and nine in ten."""
    labels = {
        CONTACT: mark("From registration to first contact, in working days"),
        HELP: mark("From registration to first help, in working days"),
        WHOLE: mark("From opening to the end of the case, in days"),
    }
    rows = []
    for time in each.times:
        stage = mark("In the stage {stage}, in days")
        label = (
            desk.say(labels[time.what]) if time.what in labels else desk.say(stage, stage=stage_called(desk, time.what))
        )
        rows.append([label, *(number(days) for days in (time.half, time.most))])
    means = [
        mark("Half: for half of the youths it took at most so many days (the median)."),
        mark("Nine in ten: for 90 of every 100 youths it took at most so many days (P90)."),
        mark("First contact: the first day on which a helper met the youth. First help: the first day on which somebody"
             " did something for the youth. Both count youths who were registered in this school year."),
        mark("The other lines count cases that ended in this school year. A stage that came twice is added up."),
        mark("Nine in ten is not shown of fewer than 10 youths: it would be the one who waited longest."),
    ]  # fmt: skip
    heads = [desk.say(mark("How long it took")), desk.say(mark("Half")), desk.say(mark("Nine in ten"))]
    return Table(desk.say(mark("How long it took")), heads, rows, [desk.say(line) for line in means])


def band_called(desk: Desk, band: str) -> str:
    """A place where a youth stands, as people call it."""
    beside = {BETWEEN: mark("Between two stages"), ENDED: mark("Done this school year")}
    return desk.say(beside[band]) if band in beside else capital(stage_called(desk, band))


def stage_called(desk: Desk, stage: str) -> str:
    """A stage as people call it."""
    return called(LABELS[Stage], stage, desk.language)


def flow(desk: Desk, points: Sequence[FlowPoint]) -> Table:
    """How many youths stood where, at the end of each month; one line for each place on each day."""
    rows = []
    for point in points:
        rows += [
            [desk.day(point.day), band_called(desk, band), number(value)]
            for band, value in point.youths.items()
            if value != 0
        ]
        rows.append([desk.day(point.day), desk.say(mark("All together")), number(point.total)])
    means = [
        mark("Every youth counts once on a day: in the furthest stage that runs for them."),
        mark("Done this school year: the case was closed since 1 August. So all together are the youths who were there"
             " on 1 August, and everybody who came since."),
    ]  # fmt: skip
    heads = [desk.say(mark("On")), desk.say(mark("Where")), desk.say(mark("Youths"))]
    return Table(desk.say(mark("Where youths were")), heads, rows, [desk.say(line) for line in means])


def row_called(desk: Desk, row: BlockedRow) -> str:
    """Whose row it is."""
    if row.agency_id == ALL:
        return desk.say(mark("All together"))
    return row.agency or desk.say(mark("Youth or parents"))


def blocked(desk: Desk, rows: Sequence[BlockedRow]) -> Table:
    """Why things waited, agency by reason; one line for each of the two."""
    lines = []
    for row in rows:
        name = row_called(desk, row)
        lines += [[name, desk.say(REASONS[code].label), number(days)] for code, days in row.days.items() if days != 0]
        lines.append([name, desk.say(mark("all reasons")), number(row.total)])
    means = [
        mark("Working days on which the clock of a question stood still, or by which its last day moved, with the"
             " reason that was given. They count in the school year in which they began."),
        mark("They count at the organisation that held the question then; never at a person."),
    ]  # fmt: skip
    heads = [desk.say(mark("Organisation")), desk.say(mark("Reason")), desk.say(mark("Working days"))]
    return Table(desk.say(mark("Why things waited")), heads, lines, [desk.say(line) for line in means])
