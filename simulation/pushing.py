"""What happens around money, chain instruments and binding decisions besides answers. By real commands."""

from datetime import timedelta
from typing import Any

from sqlmodel import col, select

from flows.commands import instrument, money
from flows.commands.impose import impose, step_down
from flows.engine.matter import Matter
from flows.facts.imposition import agreements_for
from flows.facts.instrument import is_offered, may_call_in
from flows.facts.money import balance
from models.access import Viewer
from models.code import OrderKind, UseStatus
from models.ladder import CONSULTANT
from models.refusal import Refused
from models.tables import Action, Imposition, Instrument, InstrumentUse, LadderStep, Wait
from simulation.cast import Desk
from simulation.hour import day_of
from simulation.people import words
from simulation.scene import Scene

PAID = ("Borg voor een kamer", "Laptop voor de opleiding", "Reiskosten", "Werkschoenen", "Cursus")
TWO_AGENCIES = 0.3


def pay(scene: Scene) -> bool:
    """Something is paid for an action; where the budget does not hold it, more is asked."""
    with scene.store.read(scene.now) as tx:
        actions = tx.session.exec(
            select(Action).where(Action.case_id == scene.life.case, Action.paid_by == "budget").order_by(col(Action.id))
        ).all()
        left = balance(tx.session, scene.life.case).left
    if not actions:
        return False
    action = scene.luck.rng.choice(actions)
    cents = scene.luck.rng.randrange(1_000, 60_000, 250)
    content: dict[str, Any] = {"action": action.id, "cents": cents}
    if cents > left:
        asked = content | {"why": scene.luck.rng.choice(words()["why"])}
        money.ask_more(scene.store, scene.guide, scene.life.ref, asked, scene.now)
        return True
    paid = content | {"spent_on": day_of(scene.now).isoformat(), "what": scene.luck.rng.choice(PAID)}
    entry = money.spend(scene.store, scene.guide, scene.life.ref, paid, scene.now)
    if scene.luck.happens(0.1):
        content = {"entry": entry, "why": "Dubbel ingevoerd."}
        money.take_back(scene.store, scene.guide, scene.life.ref, content, scene.now)
    return True


def use_a_place(scene: Scene) -> bool:
    """A place that came free is taken or given back; else an open action begins to draw from an instrument."""
    with scene.store.read(scene.now) as tx:
        waiting = tx.session.exec(
            select(InstrumentUse.id).where(
                InstrumentUse.case_id == scene.life.case,
                InstrumentUse.status == UseStatus.WAITING,
                col(InstrumentUse.told_at).is_not(None),
            )
        ).first()
        drawing = select(InstrumentUse.action_id).where(InstrumentUse.case_id == scene.life.case)
        free = tx.session.exec(
            select(Action.id)
            .where(Action.case_id == scene.life.case, Action.status == "open", col(Action.id).not_in(drawing))
            .order_by(col(Action.id))
        ).first()
        offered = _offered(scene, tx)
    if waiting is not None:
        do = instrument.take if scene.luck.happens(0.8) else instrument.return_use
        do(scene.store, scene.guide, scene.life.ref, {"use": waiting}, scene.now)
        return True
    if free is None or not offered:
        return False
    content = {"instrument": scene.luck.rng.choice(offered), "action": free, "waits": True}
    instrument.call_in(scene.store, scene.guide, scene.life.ref, content, scene.now)
    return True


def _offered(scene: Scene, tx: Any) -> list[int]:
    rows = tx.session.exec(
        select(Instrument).where(Instrument.region_id == scene.case.region_id).order_by(col(Instrument.id))
    )
    today, caller = day_of(scene.now), scene.guide.professional_id
    return [row.id for row in rows if is_offered(row, today) and may_call_in(tx.session, row.id, caller)]


def push_through(scene: Scene) -> bool:
    """A binding decision about a question on step 3; one that stands is stepped down now and then."""
    with scene.store.read(scene.now) as tx:
        standing = tx.session.exec(
            select(Imposition.id).where(Imposition.case_id == scene.life.case, col(Imposition.ended_at).is_(None))
        ).first()
        step = tx.session.exec(
            select(LadderStep)
            .where(
                LadderStep.case_id == scene.life.case,
                LadderStep.step >= CONSULTANT,
                col(LadderStep.confirmed_at).is_not(None),
                col(LadderStep.stepped_down_at).is_(None),
            )
            .order_by(col(LadderStep.id))
        ).first()
        wait = tx.session.get(Wait, step.wait_id) if step and step.wait_id else None
        imposer = _imposer(scene, tx, step)
        able = _may_be_bound(scene, imposer, wait)
    if standing is not None:
        content = {"order": standing, "why": scene.luck.rng.choice(words()["why"])}
        step_down(scene.store, scene.guide, scene.life.ref, content, scene.now)
        return True
    if imposer is None or not able:
        return False
    wanted = _wanted(scene, able, wait.id if wait is not None and wait.status == "open" else None)
    impose(scene.store, imposer, scene.life.ref, wanted, scene.now)
    return True


def _imposer(scene: Scene, tx: Any, step: LadderStep | None) -> Viewer | None:
    number = (scene.case.consultant_id or step.professional_id) if step else None
    viewer = scene.cast.viewers.get(number or 0)
    if viewer is None:
        return None
    try:
        agreements_for(Matter(tx, scene.case, 0, "", 0, None, None), viewer.professional_id)
    except Refused:
        return None
    return viewer


def _may_be_bound(scene: Scene, imposer: Viewer | None, wait: Wait | None) -> list[Desk]:
    """Who holds the question, or else agencies that help everybody; never the imposer's own."""
    if imposer is None:
        return []
    holds = scene.cast.desks.get(wait.agency_id or 0) if wait else None
    others = [
        desk for desk in scene.cast.desks.values() if not desk.needs_consent and desk.kind != "registration point"
    ]
    found = ([holds] if holds else []) + scene.luck.rng.sample(others, 2)
    return [desk for desk in dict.fromkeys(found) if desk.number != imposer.agency_id]


def _wanted(scene: Scene, able: list[Desk], question: int | None) -> dict[str, Any]:
    first, *others = able
    by_on = day_of(scene.now) + timedelta(days=scene.luck.rng.randint(8, 25))
    usual = {"words": scene.luck.rng.choice(words()["action"]), "by_on": by_on.isoformat()}
    part = {**usual, "agency": first.token, "kind": scene.luck.draw("order kind", tuple(OrderKind)).value}
    if others and scene.luck.happens(0.5):
        part |= {"pays": first.token, "settles": others[0].token}
    parts = [part]
    if others and scene.luck.happens(TWO_AGENCIES):
        parts.append({**usual, "agency": others[0].token, "kind": OrderKind.MEANWHILE.value})
    why = scene.luck.rng.choice(words()["why"])
    return {"why": why, "parts": parts, "only_around": True} | ({"question": question} if question else {})
