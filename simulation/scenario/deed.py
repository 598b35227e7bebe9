"""What people do in a script besides answering: one table of the real commands, by the words a script uses."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flows.commands import change, ending, family, impose, meeting, money, note, pause, sitting, urgent, watched_day
from models.access import Viewer
from models.forms.change import FamilyLink, MemberInView, Noting
from models.forms.delay import Pausing, UrgentEvent
from models.forms.form import Sheet
from models.forms.imposition import Impose
from models.forms.intake import Running, ToWatch
from models.forms.meeting import Slot
from models.forms.money import Spending
from models.speech import mark
from models.store import Store
from models.tables import Wait


@dataclass(frozen=True, slots=True)
class Deed:
    """One command: what people read of it, how it is done, and the form its fields are of."""

    words: str
    do: Callable[..., Any]
    sheet: type[Sheet] | None = None


def _plan_sitting(store: Store, viewer: Viewer, _ref: str, now: datetime, *, starts_at: str, place: str) -> int:
    return sitting.plan_sitting(store, viewer, place, datetime.fromisoformat(starts_at), now)


def _running(store: Store, viewer: Viewer, ref: str, now: datetime, **fields: Any) -> int:
    return change.add_running_request(store, viewer, ref, fields, now)


def _elsewhere(store: Store, viewer: Viewer, ref: str, now: datetime) -> int:
    return meeting.start_meeting(store, viewer, ref, now, elsewhere=True)


def _move(store: Store, viewer: Viewer, ref: str, now: datetime, **slot: Any) -> None:
    meeting.move_meeting(store, viewer, ref, now, slot or None)


def _ask_consent(store: Store, viewer: Viewer, ref: str, now: datetime, *, partner: str) -> bool:
    return change.ask_consent(store, viewer, ref, partner, now)


def _pause(store: Store, viewer: Viewer, ref: str, now: datetime, *, wait: Wait, **fields: Any) -> object:
    return pause.pause(store, viewer, ref, wait.key, fields, now, wait=wait.id)


def _resume(store: Store, viewer: Viewer, ref: str, now: datetime, *, wait: Wait) -> object:
    return pause.resume(store, viewer, ref, wait.key, now, wait=wait.id)


def _urgent(store: Store, viewer: Viewer, ref: str, now: datetime, *, wait: Wait, **fields: Any) -> object:
    return urgent.make_urgent(store, viewer, ref, wait.key, fields, now, wait=wait.id)


def _impose(store: Store, viewer: Viewer, ref: str, now: datetime, *, wait: Wait | None = None, **fields: Any) -> int:
    """Its author says in the form that it leaves content alone; about a question, or about the case itself."""
    question = {} if wait is None else {"question": wait.id}
    return impose.impose(store, viewer, ref, {"only_around": True, **question, **fields}, now)


def _spend(store: Store, viewer: Viewer, ref: str, now: datetime, *, wait: Wait, **fields: Any) -> int:
    return money.spend(store, viewer, ref, {"action": _action(wait), **fields}, now)


def _watch(store: Store, viewer: Viewer, ref: str, now: datetime, **fields: Any) -> None:
    watched_day.watch_day(store, viewer, ref, fields, now)


def _link(store: Store, viewer: Viewer, ref: str, now: datetime, **fields: Any) -> int:
    return family.link_family(store, viewer, ref, fields, now)


def _member(store: Store, viewer: Viewer, ref: str, now: datetime, **fields: Any) -> int:
    return family.add_family_member(store, viewer, ref, fields, now)


def _share(store: Store, viewer: Viewer, ref: str, now: datetime, *, wait: Wait) -> None:
    family.share_agreement(store, viewer, ref, {"action": _action(wait)}, now)


def _note(store: Store, viewer: Viewer, ref: str, now: datetime, **fields: Any) -> int:
    return note.write_note(store, viewer, ref, fields, now)


def _action(wait: Wait) -> int:
    """The number of the action a question is about."""
    return int(wait.key.partition(":")[2])


def _cut(cause: str) -> Callable[..., str]:
    def cut(store: Store, viewer: Viewer, ref: str, now: datetime) -> str:
        return ending.cut_short(store, viewer, ref, cause, now)

    return cut


DEEDS: Mapping[str, Deed] = {
    "plan sitting": Deed(mark("plans a sitting of the knooppunt:"), _plan_sitting, Slot),
    "running request": Deed(mark("notes what was asked elsewhere:"), _running, Running),
    "start meeting": Deed(mark("opens a meeting"), meeting.start_meeting),
    "meeting elsewhere": Deed(mark("notes a talk that was held elsewhere"), _elsewhere),
    "move meeting": Deed(mark("moves the meeting to"), _move, Slot),
    "more coaching": Deed(mark("lets formal coaching begin or come closer"), change.more_coaching),
    "ask consent": Deed(mark("asks for consent to share with"), _ask_consent),
    "pause": Deed(mark("stops the clock of what was asked:"), _pause, Pausing),
    "resume": Deed(mark("lets the clock go on again"), _resume),
    "urgent": Deed(mark("makes what was asked urgent:"), _urgent, UrgentEvent),
    "watch day": Deed(mark("keeps a day in view:"), _watch, ToWatch),
    "impose": Deed(mark("prepares a binding decision:"), _impose, Impose),
    "spend": Deed(mark("enters a payment:"), _spend, Spending),
    "link family": Deed(mark("links the case of a brother or sister:"), _link, FamilyLink),
    "family member": Deed(mark("keeps somebody of the family in view:"), _member, MemberInView),
    "share agreement": Deed(mark("makes an agreement the family's"), _share),
    "note": Deed(mark("notes, off the ladder:"), _note, Noting),
    "youth stops": Deed(mark("notes that the youth stops"), _cut("youth stopped")),
}
"""Everything a script may let somebody do."""
