"""What the answers around birthdays mean: a yes given ahead counts from the day the earlier one ends.

Ends nothing by itself.
"""

from datetime import date, timedelta
from typing import Any

from flows.engine.filing import files
from flows.engine.journal import OpenWait
from flows.engine.matter import Matter
from flows.engine.when import morning
from flows.engine.who import holders
from flows.facts.renewal import what_ends
from flows.filing.consent import file_consent
from flows.filing.handover import file_handovers
from models.age import birthday
from models.code import Part
from models.forms.assignment import HandoverLine
from models.forms.birthday import ConsentsAgain, TargetGroup
from models.holder import parsed
from models.refusal import BadAnswer
from models.speech import mark
from models.tables import Person


@files(ConsentsAgain)
def consents_again(matter: Matter, _wait: OpenWait, form: ConsentsAgain) -> None:
    """A yes or no of each giver, for each partner whose consent ends, or for those that are named."""
    ending = what_ends(matter)
    partners = [parsed(token)[1] for token in form.partners] or ending["agencies"]
    for giver in form.givers:
        file_consent(matter, giver, partners, from_on=max(ending["on"], matter.today))


@files(TargetGroup)
def target_group(matter: Matter, _wait: OpenWait, form: TargetGroup) -> dict[str, Any]:
    """On the birthday itself it goes on otherwise; who takes over has a part in the case from now on."""
    born_on = matter.session.get_one(Person, matter.case.youth_id).birth_on
    on = birthday(born_on, matter.about or 0) if born_on else matter.today
    handed_over = form.goes_on == "handed over"
    return {"at": morning(on), "handovers": _handed_over(matter, form.to, on) if handed_over else []}


def _handed_over(matter: Matter, to: str | None, on: date) -> list[int]:
    """From the agency that guides the case, before that birthday, or as soon as that can be."""
    gives = holders(matter, Part.CASE_MANAGER, None)[0].agency_id
    if to == f"agency:{gives}":
        raise BadAnswer(
            mark("The field '{field}' does not fit: {why}."), "to", why=mark("that agency guides the case now")
        )
    first_on = max(on, matter.today + timedelta(days=1))
    return file_handovers(matter, [HandoverLine(gives=f"agency:{gives}", takes=to, first_on=first_on)], "to")
