"""What happens to the time of questions besides answers: clocks stopped, urgent events, contests. By real commands."""

from datetime import timedelta
from typing import Any, get_args

from sqlmodel import col, select

from flows.commands.contest import contest
from flows.commands.pause import pause, resume
from flows.commands.urgent import make_urgent
from flows.queries.delay import delays
from models.code import WaitStatus
from models.forms.delay import ContestCode, UrgentCode
from models.kind import Kind
from models.reason import REASONS, Use, codes_for
from models.refusal import Refused
from models.tables import Wait
from simulation.hour import day_of
from simulation.people import words
from simulation.scene import Scene

BY_LETTER = next(code for code in codes_for(Use.PAUSE) if REASONS[code].by_letter)
BY_CASE_MANAGER = tuple(code for code in codes_for(Use.PAUSE) if not REASONS[code].by_letter)
GOES_ON_EARLY = 0.3


def stand_still(scene: Scene) -> bool:
    """A clock stops for a while: by letter where the law gives the term, otherwise by whoever guides the case."""
    asked = _open(scene, col(Wait.due_on).is_not(None), col(Wait.lapses_at).is_(None))
    for wait in scene.luck.rng.sample(asked, len(asked)):
        if wait.paused_on is not None:
            return _goes_on(scene, wait)
        if _stopped(scene, wait):
            return True
    return False


def become_urgent(scene: Scene) -> bool:
    """Something threatens, and a question that has an urgent term is asked anew under it."""
    code = scene.luck.draw("urgent", get_args(UrgentCode))
    content = {"code": code, "words": scene.luck.rng.choice(words()["why"])}
    for wait in _open(scene, col(Wait.term).is_not(None)):
        try:
            make_urgent(scene.store, scene.guide, scene.life.ref, wait.key, content, scene.now, wait=wait.id)
        except Refused:
            continue
        return True
    return False


def contest_days(scene: Scene) -> bool:
    """An agency does not agree with the days counted of it."""
    with scene.store.read(scene.now) as tx:
        keys = dict(tx.session.exec(select(Wait.id, Wait.key).where(Wait.case_id == scene.life.case)).all())
        found = [
            (each.wait, agency)
            for each in delays(tx, Wait.case_id == scene.life.case)
            for agency in each.per_agency
            if each.contested is None
        ]
    if not found:
        return False
    wait, agency = scene.luck.rng.choice(found)
    content = {"code": scene.luck.draw("contested", get_args(ContestCode))}
    viewer = scene.luck.rng.choice(scene.cast.at(agency))
    contest(scene.store, viewer, scene.life.ref, keys[wait], content, scene.now, wait=wait)
    return True


def _open(scene: Scene, *conditions: Any) -> list[Wait]:
    with scene.store.read(scene.now) as tx:
        rows = tx.session.exec(
            select(Wait)
            .where(
                Wait.case_id == scene.life.case,
                Wait.status == WaitStatus.OPEN,
                col(Wait.agency_id).is_not(None),
                *conditions,
            )
            .order_by(col(Wait.id))
        ).all()
        return list(rows)


def _stopped(scene: Scene, wait: Wait) -> bool:
    today = day_of(scene.now)
    content = {"until": (today + timedelta(days=scene.luck.rng.randint(3, 28))).isoformat()}
    viewer, code = scene.guide, scene.luck.draw("paused", BY_CASE_MANAGER)
    if wait.term_kind == Kind.STATUTORY and wait.agency_id in scene.cast.desks:
        viewer, code = scene.luck.rng.choice(scene.cast.at(wait.agency_id or 0)), BY_LETTER
        content["letter_on"] = today.isoformat()
    try:
        pause(scene.store, viewer, scene.life.ref, wait.key, {"code": code, **content}, scene.now, wait=wait.id)
    except Refused:
        return False
    return True


def _goes_on(scene: Scene, wait: Wait) -> bool:
    if not scene.luck.happens(GOES_ON_EARLY):
        return False
    resume(scene.store, scene.guide, scene.life.ref, wait.key, scene.now, wait=wait.id)
    return True
