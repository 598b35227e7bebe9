"""The points of an agenda in their order, as plain lines: page and print are drawn from the same. Shows nothing.

Source: domain.md, section 2, the template of an agenda.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from babel.lists import format_list

from dashboard.desk import Desk
from dashboard.part.wait import late_of, question_of, times_of, who_of
from flows.queries.agenda import AgendaItem, Agreement
from flows.queries.at_table import NO_ANSWER, NOT_ASKED, SILENT, Guest
from models.choice import CHOICES
from models.code import Domain
from models.label import LABELS, called, capital
from models.medical import CONCLUSION
from models.quorum import Count, Lack, Verdict
from models.reason import REASONS
from models.speech import mark

LACKS: Mapping[Lack, str] = {
    Lack.CASE_MANAGER: mark("the case manager"),
    Lack.KNOWS: mark("an agency that knows the youth"),
    Lack.ACTS: mark("another agency that can act"),
    Lack.PEOPLE: mark("the youth or a parent (or the reason why not)"),
}
QUORUM: Mapping[Verdict, str] = {
    Verdict.REACHED: mark("Enough people come: the meeting can decide."),
    Verdict.OPEN: mark("For a meeting that can decide we still need: {what}."),
    Verdict.OUT_OF_REACH: mark("Too few people can come. What is missing: {what}. Choose another moment."),
}
"""What lacks for the quorum, in one sentence; a test asks for all of them."""
COMES: Mapping[str, str] = {
    NOT_ASKED: mark("invited"),
    NO_ANSWER: mark("no answer yet"),
    SILENT: mark("did not answer; we do not wait for it"),
    "comes": mark("comes"),
    "sends someone": mark("sends somebody"),
    "cannot": mark("cannot come"),
    "present": mark("was there"),
    "online": mark("was there online"),
    "represented": mark("somebody came instead"),
    "absent": mark("was not there"),
}
MAY_ALL_KNOW = mark("May everybody here know this? Who has no ground is not at this table.")
HELD: Mapping[str, str] = {
    "held": mark("The meeting took place."),
    "not held": mark("The meeting did not take place."),
    "without quorum": mark("Not enough people came; what was agreed binds only who was there."),
}


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the agenda: its lines, or what is said where there are none."""

    title: str
    lines: tuple[str, ...]
    nothing: str = ""


def quorum_sentence(desk: Desk, count: Count) -> str:
    """Whether enough people come, or what lacks."""
    what = [desk.say(LACKS[lack]) for lack in count.lost or count.lacks]
    return desk.say(QUORUM[count.verdict], what=format_list(what, locale=desk.language) if what else "")


def guest_line(desk: Desk, guest: Guest) -> str:
    """Who, and whether they come; why not, where they cannot."""
    name = desk.say(guest.who) if guest.coded else guest.who
    why = desk.say(REASONS[guest.code].label) if guest.code and guest.code in REASONS else ""
    return f"{capital(name)}: {desk.say(COMES[guest.status])}" + (f" ({why})" if why else "")


def points_of(desk: Desk, item: AgendaItem) -> tuple[Point, ...]:
    """The ten points, with what there is to say at each."""
    say = desk.say
    made = item.minuted
    evaluation = made.evaluation_on if made else None
    youth_mark = made.youth_mark if made else None
    return (
        Point(say(mark("Opening: who is here, and why")), tuple(_opening(desk, item))),
        Point(
            say(mark("The youth's own story")),
            (item.story,) if item.story else (),
            say(mark("The youth tells it at the table.")),
        ),
        Point(
            say(mark("What goes well")),
            tuple(_brought(desk, item, "strength")),
            say(mark("Nothing was brought in yet; ask it at the table.")),
        ),
        Point(
            say(mark("Worries per life domain")),
            (*_brought(desk, item, "worry"), *_missing(desk, item)),
            say(mark("No worry was brought in.")),
        ),
        Point(
            say(mark("Earlier agreements and open questions")),
            tuple(_earlier(desk, item)),
            say(mark("Nothing stands open from before that you can see.")),
        ),
        Point(
            say(mark("What is needed, and what is offered")),
            (*_brought(desk, item, "offer"), *_brought(desk, item, CONCLUSION)),
            say(mark("Nothing was offered yet.")),
        ),
        Point(
            say(mark("Agreements: who does what, by when")),
            tuple(agreement_line(desk, each) for each in (made.agreed if made else ())),
            say(mark("They are written down in the minutes: one responsible person and a date each.")),
        ),
        Point(
            say(mark("Who is case manager, and who informs who is absent")),
            (item.case_manager,) if item.case_manager else (),
            say(mark("Nobody yet; the coordinator for now.")),
        ),
        Point(
            say(mark("When we look back")),
            (desk.day(evaluation),) if evaluation else (),
            say(mark("In six to eight weeks.")),
        ),
        Point(
            say(mark("Is this right for the youth? (0-10)")),
            (str(youth_mark),) if youth_mark is not None else (),
            say(mark("Ask it in a last round.")),
        ),
    )


def agreement_line(desk: Desk, each: Agreement) -> str:
    """Who does what, by when."""
    return f"{each.who}: {each.words} · {desk.say(mark('ready on {day}'), day=desk.day(each.due_on))}"


def held_line(desk: Desk, item: AgendaItem) -> str:
    """What became of the meeting; nothing before it was held."""
    return desk.say(HELD[item.minuted.held]) if item.minuted and item.minuted.held in HELD else ""


def head_of(desk: Desk, item: AgendaItem) -> str:
    """The number of the case, what the youth may be called, and when."""
    when = desk.moment(item.starts_at) if item.starts_at else desk.say(mark("no moment yet"))
    return " · ".join(each for each in (item.ref, item.youth, when) if each)


def _opening(desk: Desk, item: AgendaItem) -> Iterator[str]:
    if item.anonymous:
        yield desk.say(mark("The youth is discussed without a name."))
    else:
        yield desk.say(MAY_ALL_KNOW)
    for label, name in ((mark("Chair"), item.chair), (mark("Minute taker"), item.minute_taker)):
        if name:
            yield f"{desk.say(label)}: {name}"
    if item.without_youth:
        yield desk.say(mark("Neither the youth nor a parent is there; the reason is recorded."))


def _brought(desk: Desk, item: AgendaItem, kind: str) -> Iterator[str]:
    for each in item.brought:
        if each.kind == kind:
            labels, code = (CHOICES, kind) if kind == CONCLUSION else (LABELS[Domain], each.domain)
            about = called(labels, code, desk.language)
            yield f"{capital(about)}: {each.words}" + (f" ({each.by})" if each.by else "")


def _missing(desk: Desk, item: AgendaItem) -> Iterator[str]:
    """Who brought nothing yet, and how much the reader may not know of."""
    names = [guest.who for guest in item.table.guests if guest.lacks]
    if names:
        who = _listed(desk, names)
        yield desk.say(mark("Nothing brought in yet by: {who}. We do not wait for it."), who=who)
    if item.kept_back:
        one = mark("{number} more contribution, of a life domain you may not know of")
        several = mark("{number} more contributions, of life domains you may not know of")
        yield desk.count(one, several, item.kept_back)


def _listed(desk: Desk, names: Iterable[str]) -> str:
    return format_list(list(names), locale=desk.language)


def _earlier(desk: Desk, item: AgendaItem) -> Iterator[str]:
    for words in item.goals:
        yield f"{desk.say(mark('Goal'))}: {words}"
    yield from (agreement_line(desk, each) for each in item.earlier)
    for line in item.waiting:
        late = f" · {late_of(line, desk)}" if line.days_late else ""
        yield f"{who_of(line, desk)}: {question_of(line, desk)} · {times_of(line, desk)}{late}"
