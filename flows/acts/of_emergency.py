"""What can be done in an emergency: see a case without a part in it, and look at who did. Does nothing itself."""

from collections.abc import Mapping

from flows.acts.act import About, Act, Call, Done, in_region
from flows.commands import emergency
from models.forms.emergency import EmergencyOpening, EmergencyReview
from models.speech import mark


def _open(call: Call) -> Done:
    found = emergency.open_in_emergency(call.store, call.viewer, dict(call.content), call.now)
    return Done(mark("{ref} is open for you for a while. The privacy officer is told."), {"ref": found.ref}, found.ref)


OF_EMERGENCY: Mapping[str, Act] = {
    "open_in_emergency": Act(
        mark("open a case in an emergency"),
        mark("You see who the youth is, who is around them and whom to call. Every look is logged; why, is looked at."),
        _open,
        EmergencyOpening,
        About.REGION,
    ),
    "look_at_emergency": Act(
        mark("say what you found of an emergency access"),
        mark("Whether it was needed. Speak first with whoever opened the case, and with the case manager."),
        in_region(emergency.look_at_emergency, mark("Kept.")),
        EmergencyReview,
        About.REGION,
    ),
}
"""Every command of this kind; a test holds the whole table against what can be lawful."""
