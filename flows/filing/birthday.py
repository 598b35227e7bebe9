"""What the answers around birthdays mean: a yes given ahead counts from the day the earlier one ends."""

from flows.engine.filing import files
from flows.engine.journal import OpenWait
from flows.engine.matter import Matter
from flows.facts.renewal import what_ends
from flows.filing.consent import file_consent
from models.forms.birthday import ConsentsAgain
from models.holder import parsed


@files(ConsentsAgain)
def consents_again(matter: Matter, _wait: OpenWait, form: ConsentsAgain) -> None:
    """A yes or no of each giver, for each partner whose consent ends, or for those that are named."""
    ending = what_ends(matter)
    partners = [parsed(token)[1] for token in form.partners] or ending["agencies"]
    for giver in form.givers:
        file_consent(matter, giver, partners, from_on=max(ending["on"], matter.today))
