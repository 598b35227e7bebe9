"""What happens around a youth: consent withdrawn, a case handed over, a sibling, a move, a concern, a mistake."""

from sqlmodel import col, select

from flows.commands.consent import withdraw_consent
from flows.commands.correct import correct_registration
from flows.commands.family import link_family
from flows.commands.hand_over import hand_over_case
from flows.commands.move import move_to_region
from flows.commands.note import write_note
from models.tables import CaseFile, Consent
from simulation.cast import somebody
from simulation.hour import day_of
from simulation.people import words
from simulation.players.intake import IN_CHARGE
from simulation.scene import Scene


def consent_withdrawn(scene: Scene) -> bool:
    """Somebody takes a yes back, for everybody or for one partner."""
    with scene.store.read(scene.now) as tx:
        given = tx.session.exec(
            select(Consent.giver_id, Consent.agency_id)
            .where(Consent.case_id == scene.case.id, Consent.agrees, col(Consent.withdrawn_at).is_(None))
            .order_by(col(Consent.id))
        ).all()
    if not given:
        return False
    giver, agency = scene.luck.rng.choice(given)
    content = {"giver": f"person:{giver}", "said_on": str(day_of(scene.now))}
    only = {"partners": [f"agency:{agency}"]} if scene.luck.happens(0.5) else {}
    withdraw_consent(scene.store, scene.guide, scene.life.ref, content | only, scene.now)
    return True


def handed_over(scene: Scene) -> bool:
    """Somebody of another agency is asked to guide the case."""
    if scene.case.case_manager_id is None:
        return False
    desk = scene.luck.rng.choice(scene.cast.of_kind(*IN_CHARGE))
    to = f"professional:{somebody(scene.luck.rng, desk)}"
    hand_over_case(scene.store, scene.guide, scene.life.ref, {"to": to}, scene.now)
    return True


def sibling_linked(scene: Scene) -> bool:
    """A brother or sister turns out to have a case too."""
    with scene.store.read(scene.now) as tx:
        others = tx.session.exec(
            select(CaseFile.ref)
            .where(col(CaseFile.closed_at).is_(None), CaseFile.youth_id != scene.case.youth_id)
            .order_by(col(CaseFile.id))
        ).all()
    if not others:
        return False
    other = scene.luck.rng.choice(others)
    link_family(scene.store, scene.cast.coordinator, scene.life.ref, {"other": other}, scene.now)
    return True


def concern_noted(scene: Scene) -> bool:
    """Somebody writes down that it may not be safe at home."""
    content = {"kind": "safety concern", "words": scene.luck.rng.choice(words()["worry"])}
    return write_note(scene.store, scene.guide, scene.life.ref, content, scene.now) > 0


def put_right(scene: Scene) -> bool:
    """A registration held a mistake."""
    changed = {
        "neighbourhood": "Oostwijk",
        "wish": scene.luck.rng.choice(words()["wish"]),
        "why": "Verkeerd genoteerd.",
    }
    return correct_registration(scene.store, scene.guide, scene.life.ref, changed, scene.now) > 0


def moved_away(scene: Scene) -> bool:
    """To a region that does not work with Vangnet; mostly with a yes."""
    agrees = scene.luck.happens(0.7)
    content = {"elsewhere": "een andere regio", "municipality": "Heuvelstad", "agrees": agrees}
    more = {"spoke_with": "de coordinator daar"} if agrees else {}
    move_to_region(scene.store, scene.guide, scene.life.ref, content | more, scene.now)
    return True
