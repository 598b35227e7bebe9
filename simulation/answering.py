"""When somebody answers and what became of it: delays by habit, answers by the real command. Decides no content."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flows.commands.answer import answer
from flows.commands.kept import Said
from models.refusal import NotOpen, Refused
from models.store import Store
from simulation.cast import Cast
from simulation.course import Life
from simulation.deck import Luck
from simulation.habit import PEOPLE
from simulation.hour import at_work, day_of, working_days
from simulation.instead import instead, speaker
from simulation.players import PLAYERS
from simulation.turn import Question, Turn, read_question

USUAL_DAYS = 5
EARLY = 0.05
SILENT_WHEN_OPEN = 0.1
LATE_ALL_THE_SAME = 0.3
RECORDED = 0.05
"""How often somebody else notes down what was said by phone."""
LATER = {"missing": 8, "breakthrough": 12, "looking for the youth": 6}
"""Working days until somebody tries again, by what their answer led to."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one try to answer.

    Attributes:
        became: given, declined, …; "late" or "gone" when the question was closed; "refused" when it was not taken.
        again_at: when the same question is looked at again, if it is.
        code: the reason given, where they cannot.
        refusal: the sentence of the refusal.
    """

    became: str
    again_at: datetime | None = None
    code: str | None = None
    refusal: str | None = None


def when_answered(luck: Luck, cast: Cast, asked: Question, now: datetime, extra_days: int = 0) -> datetime | None:
    """The moment somebody answers, by the habits of their kind; None when they stay silent."""
    desk = cast.desks.get(asked.agency_id or 0)
    habit = desk.habit if desk else PEOPLE
    opens_at = max(asked.opens_at or now, now)
    if asked.kind == "open" and luck.happens(SILENT_WHEN_OPEN):
        return None
    if asked.opens_at and asked.opens_at > now and luck.happens(EARLY):
        return at_work(luck.rng, now, 1)
    last = asked.lapses_at - timedelta(days=1) if asked.lapses_at else None
    due_on = asked.due_on or (day_of(last) if last else None)
    span = working_days(day_of(opens_at), due_on) if due_on else USUAL_DAYS
    days = round(max(span, 1) * habit.part_of_term(luck.rng)) + extra_days
    moment = at_work(luck.rng, opens_at, days)
    if last is not None and luck.happens(habit.silent):
        late_at = at_work(luck.rng, max(last, now), 3)
        return late_at if luck.happens(LATE_ALL_THE_SAME) else None
    return moment


def take_turn(store: Store, cast: Cast, luck: Luck, life: Life, wait: int, said: int, now: datetime) -> Outcome:
    """One try of one holder to answer one question."""
    with store.read(now) as tx:
        asked = read_question(tx, wait)
        if asked is None or asked.status not in {"open", "silent"}:
            return Outcome("gone")
        turn = Turn(tx, now, luck, cast, life, asked)
        content = instead(turn, said) or PLAYERS[asked.form](turn)
        who, words = speaker(turn), _noted_down(turn)
        recorder = cast.viewers.get(turn.case.case_manager_id or 0) if words else None
    try:
        answered = answer(
            store, recorder or who, life.ref, asked.key, content, now, said=words if recorder else None, wait=wait
        )
    except NotOpen:
        return Outcome("late")
    except Refused as refused:
        return Outcome("refused", at_work(luck.rng, now, 1), refusal=f"{asked.form}: {refused}")
    code = content.get("cannot", {}).get("code")
    return Outcome(answered.status, _again_at(store, cast, luck, wait, answered.status, now), code)


def _noted_down(turn: Turn) -> Said | None:
    """What an agency said by phone an hour ago, noted by the case manager."""
    asked = turn.question
    if asked.professional_id is None or asked.status != "open" or not turn.happens(RECORDED):
        return None
    return Said(by=asked.professional_id, at=max(turn.now - timedelta(hours=1), asked.asked_at))


def _again_at(store: Store, cast: Cast, luck: Luck, wait: int, became: str, now: datetime) -> datetime | None:
    """A question that is still open afterwards is looked at again."""
    with store.read(now) as tx:
        asked = read_question(tx, wait)
    if asked is None or asked.status != "open":
        return None
    return when_answered(luck, cast, asked, now, LATER.get(became, 0)) or at_work(luck.rng, now, USUAL_DAYS)
