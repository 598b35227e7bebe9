"""The one table of what people can do besides answering, by name. Draws nothing and prints nothing."""

from collections.abc import Mapping
from dataclasses import replace

from flows.acts.act import Act, Call, Done
from flows.acts.of_agency import OF_AGENCY
from flows.acts.of_case import OF_CASE
from flows.acts.of_emergency import OF_EMERGENCY
from flows.acts.of_means import OF_MEANS
from flows.acts.of_people import OF_PEOPLE
from flows.acts.of_question import OF_QUESTION
from flows.acts.of_region import OF_REGION
from flows.acts.of_retention import OF_RETENTION
from flows.acts.of_sitting import OF_SITTING
from flows.acts.of_staff import OF_STAFF
from models.code import Logged
from models.look import Look
from models.refusal import NotAllowed, Unknown


def _told(name: str, act: Act) -> Act:
    """A command that puts in the log that it was not allowed, also where no case was opened for it."""

    def do(call: Call) -> Done:
        try:
            return act.do(call)
        except (NotAllowed, Unknown) as refused:
            if not refused.is_logged:
                with call.store.write(call.now) as tx:
                    tx.note(Look(call.viewer, Logged.REFUSED, about=name))
            raise

    return replace(act, do=do)


_ALL = {
    **OF_CASE,
    **OF_QUESTION,
    **OF_MEANS,
    **OF_PEOPLE,
    **OF_REGION,
    **OF_RETENTION,
    **OF_STAFF,
    **OF_AGENCY,
    **OF_SITTING,
    **OF_EMERGENCY,
}
ACTS: Mapping[str, Act] = {name: _told(name, act) for name, act in _ALL.items()}
"""Every command; a test holds it against what can be lawful."""
