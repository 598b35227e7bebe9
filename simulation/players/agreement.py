"""What people agree to do: who, what, by when, and how it is paid. In minutes, plans, reviews and talks alike."""

from typing import Any

from sqlmodel import col, select

from flows.engine.who import READ_CUSTODY
from models.tables import Instrument, InstrumentCaller
from simulation.deck import dealt
from simulation.turn import Turn

DRAWS = 0.12
CALLERS = select(InstrumentCaller.instrument_id, InstrumentCaller.agency_kind)
PAID_BY = dealt({"own means": 5, "budget": 3, "other scheme": 1})


def agreements(turn: Turn, present: list[str], absent: list[str], most: int = 4) -> list[dict[str, Any]]:
    """Who does what, by when: mostly who is there, now and then who is not."""
    fewest, most = (3, most + 2) if turn.course.heavy else (1, most)
    parents = [f"person:{person}" for person, _ in turn.tx.all(READ_CUSTODY, youth=turn.case.youth_id) if person]
    able = [token for token in present if token not in parents] or [desk.token for desk in turn.desks()[:3]]
    away = [token for token in absent if token.startswith("agency") and _still_may_know(turn, token)]
    lines = []
    for _ in range(turn.rng.randint(fewest, most)):
        who = turn.rng.choice(away) if away and turn.happens(0.4) else turn.rng.choice(able)
        if _still_may_know(turn, who):
            lines.append(agreement(turn, who))
    return lines


def _still_may_know(turn: Turn, token: str) -> bool:
    kind, number = token.split(":")
    return kind != "agency" or turn.may_know(turn.cast.desks[int(number)])


def agreement(turn: Turn, who: str) -> dict[str, Any]:
    """What one of them does, and how it is paid."""
    line = {"who": who, "words": turn.words("action"), "due_on": turn.in_days(5, 45), **draws_from(turn)}
    paid = turn.luck.draw("paid by", PAID_BY)
    return line | {"paid_by": paid} | ({"cents": turn.rng.randrange(5_000, 90_000, 500)} if paid == "budget" else {})


def draws_from(turn: Turn) -> dict[str, Any]:
    """Now and then it draws from a chain instrument that the kind of agency may call in; a waiting place will do."""
    desk = turn.cast.desks.get(turn.question.agency_id or 0)
    if desk is None or not turn.happens(DRAWS):
        return {}
    offered = turn.tx.session.exec(
        select(Instrument.id)
        .where(Instrument.valid_from <= turn.today, col(Instrument.valid_until).is_(None))
        .order_by(col(Instrument.id))
    ).all()
    kinds: dict[int, set[Any]] = {}
    for number, kind in turn.tx.session.exec(CALLERS):
        kinds.setdefault(number, set()).add(kind)
    able = [number for number in offered if number not in kinds or desk.kind in kinds[number]]
    return {"instrument": turn.rng.choice(able), "waits": True} if able else {}
