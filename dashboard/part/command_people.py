"""What can be done about the people of a case: consent, who guides it, the family, what was said. Draws nothing."""

from collections.abc import Callable, Mapping
from typing import Any

from dashboard.desk import Desk
from dashboard.part.command_shape import Command
from dashboard.part.field import fields_of
from flows.commands import change, consent, correct, family, hand_over, merge, move, note, removal
from models.forms.change import (
    ConsentWithdrawal,
    FamilyLink,
    FamilysAgreement,
    HandingOver,
    MemberInView,
    Merging,
    MovingAway,
    Noting,
    RegistrationCorrection,
    Why,
)
from models.forms.form import Sheet
from models.speech import mark

Do = Callable[[Desk, str, Mapping[str, Any]], str]


def _does(command: Callable[..., Any], done: str) -> Do:
    def do(desk: Desk, ref: str, content: Mapping[str, Any]) -> str:
        command(desk.office.store, desk.viewer, ref, dict(content), desk.now)
        return desk.say(done)

    return do


def _on(sheet: type[Sheet], title: str, what: str, do: Do, *, grave: bool = False) -> Command:
    return Command(title, what, do, fields_of(sheet), sheet, grave)


def _look_for(desk: Desk, ref: str, _content: Mapping[str, Any]) -> str:
    new = change.look_for(desk.office.store, desk.viewer, ref, desk.now)
    return desk.say(mark("The case manager looks for the youth.") if new else mark("Somebody is looking already."))


def _unlink(desk: Desk, ref: str, _content: Mapping[str, Any]) -> str:
    family.unlink_family(desk.office.store, desk.viewer, ref, desk.now)
    return desk.say(mark("The case is linked with no other any more."))


def _moved(desk: Desk, ref: str, content: Mapping[str, Any]) -> str:
    moved = move.move_to_region(desk.office.store, desk.viewer, ref, dict(content), desk.now)
    if moved.draft is not None:
        return desk.say(mark("The case is closed; a registration lies ready in the other region."))
    return desk.say(mark("The case is closed; what was still asked is taken back."))


PEOPLE: Mapping[str, Command] = {
    "hand_over": _on(
        HandingOver,
        mark("hand a part over"),
        mark("Somebody else is asked. Only a yes changes who it is; you can read for a while after that."),
        _does(hand_over.hand_over_case, mark("They are asked; until they say yes, nothing changes.")),
    ),
    "look_for": Command(
        mark("look for the youth"),
        mark("Nobody reaches the youth. The case manager looks; nothing closes by itself."),
        _look_for,
    ),
    "write_note": _on(
        Noting,
        mark("write a note beside the case"),
        mark("It stands in no minutes, no print and no timeline."),
        _does(note.write_note, mark("Written down.")),
    ),
    "link_family": _on(
        FamilyLink,
        mark("link the case of a brother or sister"),
        mark("One family; the details of each youth stay apart."),
        _does(family.link_family, mark("Linked.")),
    ),
    "add_family_member": _on(
        MemberInView,
        mark("keep somebody of the family in view"),
        mark("Without a case of their own."),
        _does(family.add_family_member, mark("In view.")),
    ),
    "share_agreement": _on(
        FamilysAgreement,
        mark("make an agreement the family's"),
        mark("It shows in the cases of brothers and sisters too."),
        _does(family.share_agreement, mark("The agreement is the family's now.")),
    ),
    "unlink_family": Command(
        mark("take the case out of the family"),
        mark("Its agreements are its own again."),
        _unlink,
        grave=True,
    ),
    "correct_registration": _on(
        RegistrationCorrection,
        mark("put the registration right"),
        mark("Fill in only what changes. What it said before stays with the correction."),
        _does(correct.correct_registration, mark("Put right.")),
    ),
    "withdraw_consent": _on(
        ConsentWithdrawal,
        mark("withdraw consent"),
        mark("It works at once: what those partners were asked is taken back, and they see the case no longer."),
        _does(consent.withdraw_consent, mark("Consent is withdrawn.")),
        grave=True,
    ),
    "move_to_region": _on(
        MovingAway,
        mark("the youth moves to another region"),
        mark("With a yes, what may be shared goes along. The case closes, and what is still asked is taken back."),
        _moved,
        grave=True,
    ),
    "merge": _on(
        Merging,
        mark("join with another case of the same youth"),
        mark("This number will point to the case that is kept; what matters is asked anew there."),
        _does(merge.merge, mark("Joined; go on in the case that is kept.")),
        grave=True,
    ),
    "remove_registration": _on(
        Why,
        mark("remove a mistaken registration"),
        mark("Everything is taken back, and whoever knows of it is told that it is over."),
        _does(removal.remove_registration, mark("Removed.")),
        grave=True,
    ),
}
"""Every such command a page offers."""
