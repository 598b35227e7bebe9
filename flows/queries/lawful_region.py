"""Why a command about the region, or about who works there, is not a viewer's to give now. The commands check again."""

from collections.abc import Callable, Mapping
from datetime import date

from sqlmodel import col, select

from flows.engine.matter import AMSTERDAM
from flows.queries.emergency import to_look_at
from flows.queries.imposition import agreements
from flows.queries.knooppunt import sittings_ahead
from flows.queries.pick_about import instruments_of
from flows.queries.pick_destruction import holds, on_the_list
from flows.queries.staff import staff_of
from flows.queries.undelivered import failing_addresses
from models.access import RegionDeed, Viewer, may_in_region
from models.speech import mark
from models.store import Tx
from models.tables import Agency, Leave

Rule = Callable[[Tx, Viewer], str | None]
"""Nothing where the viewer may; otherwise why not, as a sentence in English."""

NOT_ADMINISTRATOR = mark("Only an administrator can do this.")


def why_not_in_region(tx: Tx, viewer: Viewer, name: str) -> str | None:
    """Why this command is not the viewer's to give now; nothing where it is.

    Raises:
        KeyError: it is not about a region.
    """
    return REGION_RULES[name](tx, viewer)


def _agreements(_tx: Tx, viewer: Viewer) -> str | None:
    return None if may_in_region(viewer, RegionDeed.CHANGE_AGREEMENTS) else NOT_ADMINISTRATOR


def _of_an_agreement(tx: Tx, viewer: Viewer) -> str | None:
    why = _agreements(tx, viewer)
    if why is None and not any(agreements(tx, _region(tx, viewer))):
        return mark("There is no cooperation agreement yet.")
    return why


def _instruments(_tx: Tx, viewer: Viewer) -> str | None:
    return None if may_in_region(viewer, RegionDeed.CHANGE_INSTRUMENTS) else NOT_ADMINISTRATOR


def _of_an_instrument(tx: Tx, viewer: Viewer) -> str | None:
    why = _instruments(tx, viewer)
    if why is None and not any(instruments_of(tx, viewer)):
        return mark("There is no chain instrument of your agency.")
    return why


def _who_takes_part(_tx: Tx, viewer: Viewer) -> str | None:
    return None if may_in_region(viewer, RegionDeed.SAY_WHO_TAKES_PART) else NOT_ADMINISTRATOR


def _one_that_stopped(tx: Tx, viewer: Viewer) -> str | None:
    why = _who_takes_part(tx, viewer)
    stopped = select(Agency.id).where(
        Agency.region_id == _region(tx, viewer), col(Agency.active).is_(False), col(Agency.signed_on).is_not(None)
    )
    if why is None and tx.session.exec(stopped).first() is None:
        return mark("Every agency that signed takes part.")
    return why


def _plans(_tx: Tx, viewer: Viewer) -> str | None:
    if may_in_region(viewer, RegionDeed.PLAN_SITTINGS):
        return None
    return mark("Only a coordinator, a consultant or an administrator plans sittings.")


def _a_sitting_ahead(tx: Tx, viewer: Viewer) -> str | None:
    why = _plans(tx, viewer)
    return why or (None if any(sittings_ahead(tx, viewer)) else mark("No sitting lies ahead."))


def _terms(_tx: Tx, viewer: Viewer) -> str | None:
    if may_in_region(viewer, RegionDeed.CHANGE_TERMS):
        return None
    return mark("Only the coordinator or an administrator can change what the region agreed.")


def _staff(_tx: Tx, viewer: Viewer) -> str | None:
    if may_in_region(viewer, RegionDeed.SAY_WHO_WORKS) or may_in_region(viewer, RegionDeed.SAY_WHO_WORKS_HERE):
        return None
    return mark("Only who looks after the people of this agency can do this.")


def _address(tx: Tx, viewer: Viewer) -> str | None:
    if not may_in_region(viewer, RegionDeed.SAY_WHO_WORKS):
        return mark("Only who looks after the region can do this.")
    return None if any(failing_addresses(tx, _region(tx, viewer))) else mark("Mail arrives everywhere.")


def _open_in_emergency(_tx: Tx, viewer: Viewer) -> str | None:
    if may_in_region(viewer, RegionDeed.OPEN_IN_EMERGENCY):
        return None
    return mark("Only a professional who signed in opens a case in an emergency.")


def _look_at_emergency(tx: Tx, viewer: Viewer) -> str | None:
    if not may_in_region(viewer, RegionDeed.LOOK_AT_EMERGENCIES):
        return mark("Only the privacy officer can do this.")
    return None if any(to_look_at(tx, _region(tx, viewer))) else mark("Every emergency access was looked at.")


def _back(tx: Tx, viewer: Viewer) -> str | None:
    today = _today(tx)
    if any(line.from_on and line.from_on <= today for line in staff_of(tx, viewer)) or _is_away(tx, viewer):
        return None
    return mark("Nobody you look after is away today.")


def _is_away(tx: Tx, viewer: Viewer) -> bool:
    mine = select(Leave.id).where(
        Leave.professional_id == viewer.professional_id,
        Leave.from_on <= _today(tx),
        col(Leave.until_on) >= _today(tx),
    )
    return tx.session.exec(mine).first() is not None


def _destruction(_tx: Tx, viewer: Viewer) -> str | None:
    if may_in_region(viewer, RegionDeed.APPROVE_DESTRUCTION):
        return None
    return mark("Only the privacy officer, the coordinator or an administrator can do this.")


def _on_the_list(tx: Tx, viewer: Viewer) -> str | None:
    why = _destruction(tx, viewer)
    return why or (None if any(on_the_list(tx, _region(tx, viewer))) else mark("Nothing is on the list."))


def _held(tx: Tx, viewer: Viewer) -> str | None:
    why = _destruction(tx, viewer)
    return why or (None if any(holds(tx, _region(tx, viewer))) else mark("No case is held."))


def _region(tx: Tx, viewer: Viewer) -> int:
    return tx.session.get_one(Agency, viewer.agency_id).region_id


def _today(tx: Tx) -> date:
    return tx.now.astimezone(AMSTERDAM).date()


REGION_RULES: Mapping[str, Rule] = {
    "address_works": _address,
    "conclude_agreement": _agreements,
    "sign_agreement": _of_an_agreement,
    "leave_agreement": _of_an_agreement,
    "give_mandate": _of_an_agreement,
    "end_mandate": _of_an_agreement,
    "end_agreement": _of_an_agreement,
    "add_instrument": _instruments,
    "change_instrument": _of_an_instrument,
    "close_instrument": _of_an_instrument,
    "change_term": _terms,
    "set_targets": _agreements,
    "change_ground": _agreements,
    "add_ground": _agreements,
    "rest_on_ground": _agreements,
    "change_ladder": _terms,
    "change_day_off": _terms,
    "list_destruction": _destruction,
    "approve_destruction": _on_the_list,
    "keep_longer": _on_the_list,
    "hold_case": _destruction,
    "end_hold": _held,
    "on_leave": lambda _tx, _viewer: None,  # everybody may say it of themselves
    "back": _back,
    "name_contact": _staff,
    "drop_contact": _staff,
    "leaves": _staff,
    "block": _staff,
    **dict.fromkeys(
        ("add_agency", "change_agency", "stop_agency", "add_colleague", "change_colleague"), _who_takes_part
    ),
    "start_agency": _one_that_stopped,
    "plan_sittings": _plans,
    "move_sitting": _a_sitting_ahead,
    "cancel_sitting": _a_sitting_ahead,
    "open_in_emergency": _open_in_emergency,
    "look_at_emergency": _look_at_emergency,
}
"""When each command is lawful; a test holds it against the table of commands."""
