"""What can be said on the page of a link, each in a form of its own, and how it reaches the command. Prints nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from dashboard.part.field import Field, Kind, fields_of
from dashboard.part.form import Content, left_empty, place_of
from dashboard.part.other import NEEDS_CODE, OTHERS
from dashboard.part.paper import Paper, spoken
from dashboard.part.question import ANOTHER_NUMBER, NINE_DIGITS
from dashboard.part.said import WHO
from dashboard.route.sheet import Drawing, Shown
from dashboard.route.typed import Pairs, content_of, first
from flows.commands.answer import answer
from flows.commands.kept import Said
from flows.office import Office
from flows.queries.by_link import Linked, agencies_of
from flows.queries.option import Option
from models.forms.form import Sheet
from models.forms.plain_page import LEFT_OFF
from models.holder import parsed
from models.medical import is_asked
from models.refusal import BadAnswer
from models.speech import mark, say
from notifications.plain import Language

ANSWER = "answer"
NAME = "said.name"
LONGEST_NAME = 80
LOOK_AGAIN = mark("Something needs another look: see the field below.")


class Trouble(Exception):  # noqa: N818 - names what is wrong
    """What was typed does not fit: a sentence on top, and one for each field by its name."""

    def __init__(self, sentence: str, errors: Mapping[str, str]) -> None:
        self.sentence, self.errors = sentence, errors
        super().__init__(sentence)


@dataclass(frozen=True)
class Answering:
    """One question, and what was sent about it."""

    office: Office
    found: Linked
    language: Language
    pairs: Pairs

    @property
    def do(self) -> str:
        """Which of the forms was sent."""
        return first(self.pairs, "do")

    def lists(self, pick: str) -> tuple[Option, ...]:
        """The options of a list: colleagues, or the organisations of the region."""
        return self.found.colleagues if pick == "colleague" else self._agencies

    @cached_property
    def _agencies(self) -> tuple[Option, ...]:
        with self.office.store.read(self.office.now()) as tx:
            return agencies_of(tx, self.found.region)

    def say(self, sentence: str) -> str:
        """A sentence of ours in the language of the reader."""
        return say(sentence, self.language)


@dataclass(frozen=True, slots=True)
class Part:
    """One form on the page."""

    do: str
    title: str
    button: str
    fields: tuple[Shown, ...]
    open: bool


def parts_of(answering: Answering, trouble: Trouble | None) -> list[Part]:
    """The forms of the page; the one that was sent holds what was typed, and what does not fit."""
    found = []
    for do, title, _, fields in _sheets(answering):
        errors = trouble.errors if trouble and answering.do == do else {}
        label = mark("Send this answer") if do == ANSWER else mark("Send this")
        every = (*_asked(fields, errors), *_who(answering, do))
        found.append(part_of(answering, trouble, do, label, every, title=title))
    return found


def part_of(
    answering: Answering,
    trouble: Trouble | None,
    do: str,
    button: str,
    fields: Iterable[Field],
    *,
    title: str = "",
) -> Part:
    """One form of the page; the one that was sent holds what was typed, and what does not fit."""
    sent = trouble is not None and answering.do == do
    pairs, errors = (answering.pairs, trouble.errors) if sent and trouble else ({}, {})
    drawing = Drawing(do, answering.language, answering.lists, pairs, errors)
    return Part(do, title, answering.say(button), tuple(drawing.shown(field) for field in fields), open=sent)


def taken(answering: Answering) -> str:
    """Gives the command what was typed, and says what became of it.

    Raises:
        Trouble: it does not fit; what was typed is kept by the page.
        Refused: whatever the command refuses.
    """
    sheets = {do: (sheet, fields) for do, _, sheet, fields in _sheets(answering)}
    if answering.do not in sheets:
        raise Trouble(answering.say(LOOK_AGAIN), {})
    sheet, fields = sheets[answering.do]
    content = content_of(fields, answering.pairs)
    _insist_filled(answering, fields, content)
    within = "" if answering.do == ANSWER else f"{answering.do}."
    try:
        return _hand_in(answering, content)
    except BadAnswer as refused:
        names = {field.name for field in fields} | {WHO, NAME}
        place = refused.field.removeprefix(within)
        place = place if place in names else place_of(place, fields).partition(".")[0]
        sentence = spoken(refused, sheet, answering.language, within=within)
        raise Trouble(answering.say(LOOK_AGAIN) if place else sentence, {place: sentence}) from None


def _hand_in(answering: Answering, content: Content) -> str:
    found, office = answering.found, answering.office
    plain = {**content, "version": found.version} if answering.do == ANSWER else {answering.do: content}
    return answer(
        office.store, found.viewer, found.ref, found.key, plain, office.now(),
        said=_said(answering), turn=_turn(answering), wait=found.wait,
    ).status  # fmt: skip


def _turn(answering: Answering) -> int:
    """The turn of the question the page was drawn with; without one, no turn that ever was."""
    text = first(answering.pairs, "turn")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _said(answering: Answering) -> Said | None:
    """Who of the organisation answers: the reader, the colleague who was chosen, or the name that was typed."""
    if _is_nobody_known(answering):
        return Said(name=_name(answering))
    who = first(answering.pairs, WHO)
    if not who or answering.found.holder.agency_id is None:
        return None
    try:
        return Said(by=parsed(who)[1])
    except ValueError:
        raise BadAnswer(mark("Choose a colleague of your own organisation."), WHO) from None


def _is_nobody_known(answering: Answering) -> bool:
    """A mailbox of an organisation of which nobody works with Vangnet."""
    holder = answering.found.holder
    return holder.agency_id is not None and holder.professional_id is None and not answering.found.colleagues


def _name(answering: Answering) -> str:
    name = " ".join(first(answering.pairs, NAME).split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise BadAnswer(mark("Write your name, in at most {most} signs."), NAME, most=LONGEST_NAME)
    return name


def _insist_filled(answering: Answering, fields: Iterable[Field], content: Content) -> None:
    paper = Paper(answering.do, answering.language, answering.lists)
    every = [*fields, *_who(answering, answering.do)]
    typed = {**content, **{name: first(answering.pairs, name) or None for name in (WHO, NAME)}}
    wrong = left_empty(paper, every, typed)
    if wrong:
        raise Trouble(answering.say(LOOK_AGAIN), wrong)


def _sheets(answering: Answering) -> list[tuple[str, str, type[Sheet], tuple[Field, ...]]]:
    """Each form of the page: its name, title, sheet and fields."""
    form = answering.found.form
    left_off = LEFT_OFF.get(form.__name__, frozenset())
    found: list[tuple[str, str, type[Sheet], tuple[Field, ...]]] = [
        (ANSWER, "", form, tuple(field for field in fields_of(form) if field.name not in left_off))
    ]
    for name, other in OTHERS.items():
        codes = other.codes(form)
        if name == "someone_else" and len(answering.found.colleagues) < 2:
            continue
        if codes or (name == "someone_else" and answering.found.holder.agency_id is not None):
            found.append((name, answering.say(other.title), other.sheet, _of_other(other.sheet, codes)))
    doctor = answering.found.of_doctor
    return [
        (do, title, sheet, tuple(field for field in fields if is_asked(field.name, of_doctor=doctor)))
        for do, title, sheet, fields in found
        if do != "needs_longer" or form.may_take_longer
    ]


def _of_other(sheet: type[Sheet], codes: tuple[str, ...]) -> tuple[Field, ...]:
    asked = [field for field in fields_of(sheet) if NEEDS_CODE.get(field.name, "") in {"", *codes}]
    return tuple(replace(field, choices=codes) if field.name == "code" else field for field in asked)


def _who(answering: Answering, do: str) -> tuple[Field, ...]:
    """Who answers: asked of a mailbox always, of one person as "or on behalf of a colleague"."""
    holder = answering.found.holder
    if _is_nobody_known(answering):
        return (Field(NAME, mark("Your name"), Kind.LINE, "", required=True, most=LONGEST_NAME),)
    if do == "someone_else" or holder.agency_id is None or not answering.found.colleagues:
        return ()
    if holder.professional_id is not None:
        others = len(answering.found.colleagues) > 1
        label = mark("On behalf of a colleague? Say who")
        return (Field(WHO, label, Kind.PICK, "", required=False, pick="colleague"),) if others else ()
    return (Field(WHO, mark("Who answers this?"), Kind.PICK, "", required=True, pick="colleague"),)


def _asked(fields: Iterable[Field], errors: Mapping[str, str]) -> Iterable[Field]:
    """The fields of a form; about another nine-digit number is asked only where nine digits stood."""
    asks = any(say(NINE_DIGITS, language) in errors.values() for language in ("nl", "en"))
    return [field for field in fields if asks or field.name != ANOTHER_NUMBER]
