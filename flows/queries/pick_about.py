"""What a command can be about for a viewer: questions, answers, agreements, instruments, people. Never beyond theirs.

The page lets one choose from these, and the command line names them.
"""

from collections.abc import Callable, Iterator, Mapping

from sqlmodel import col, select

from flows.acts.act import About
from flows.commands.instrument import administers
from flows.queries.case_story import case_story
from flows.queries.correctable import correctable
from flows.queries.imposition import agreements
from flows.queries.instrument import name_of
from flows.queries.knooppunt import sittings_ahead
from flows.queries.option import Option
from flows.queries.staff import looked_after
from models.access import Viewer
from models.forms import question_named
from models.speech import mark, say
from models.store import Tx
from models.tables import Agency, Instrument


def about_what(tx: Tx, viewer: Viewer, about: About, ref: str) -> tuple[Option, ...]:
    """What can be named for a command of this kind; nothing where its form says all.

    Raises:
        Unknown: no such case, or none the viewer may know of.
    """
    found = NAMED.get(about)
    return tuple(found(tx, viewer, ref)) if found else ()


def _questions(tx: Tx, viewer: Viewer, ref: str) -> Iterator[Option]:
    for line in case_story(tx, viewer, ref).waiting:
        question = say(question_named(line.form, line.version), viewer.language) if line.form else line.key
        yield Option(line.key, f"{line.agency or line.who}: {question}")


def _answers(tx: Tx, viewer: Viewer, ref: str) -> Iterator[Option]:
    for answer in correctable(tx, viewer, ref):
        question = say(question_named(answer.form, answer.version), viewer.language)
        yield Option(str(answer.id), f"{answer.who}: {question}", at=answer.said_at)


def _agreements(tx: Tx, viewer: Viewer, _ref: str) -> Iterator[Option]:
    yield from agreements(tx, _region(tx, viewer))


def instruments_of(tx: Tx, viewer: Viewer, _ref: str = "") -> Iterator[Option]:
    """The chain instruments the viewer may change."""
    rows = tx.session.exec(
        select(Instrument, Agency)
        .join(Agency, col(Agency.id) == Instrument.agency_id)
        .where(Instrument.region_id == _region(tx, viewer))
        .order_by(Instrument.name_nl)
    )
    for row, owner in rows:
        if administers(tx, viewer, owner):
            yield Option(str(row.id), f"{name_of(row, viewer.language)} ({owner.name})")


def _somebody(tx: Tx, viewer: Viewer, _ref: str) -> Iterator[Option]:
    yield from looked_after(tx, viewer)


def _agencies(tx: Tx, viewer: Viewer, _ref: str) -> Iterator[Option]:
    rows = tx.session.exec(
        select(Agency).where(Agency.region_id == _region(tx, viewer)).order_by(Agency.name, col(Agency.id))
    )
    for row in rows:
        note = "" if row.active else f" ({say(mark('takes no part'), viewer.language)})"
        yield Option(str(row.id), f"{row.name}{note}")


def _sittings(tx: Tx, viewer: Viewer, _ref: str) -> Iterator[Option]:
    yield from sittings_ahead(tx, viewer)


def _region(tx: Tx, viewer: Viewer) -> int:
    return tx.session.get_one(Agency, viewer.agency_id).region_id


NAMED: Mapping[About, Callable[[Tx, Viewer, str], Iterator[Option]]] = {
    About.QUESTION: _questions,
    About.ANSWER: _answers,
    About.AGREEMENT: _agreements,
    About.INSTRUMENT: instruments_of,
    About.AGENCY: _agencies,
    About.SITTING: _sittings,
    About.SOMEBODY: _somebody,
}
"""What must be named besides the form; a case by its number, and a region is the viewer's own."""
