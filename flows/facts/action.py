"""What an action goes by. Never writes."""

from typing import Any

from flows.engine.matter import Matter
from models.holder import Holder
from models.tables import Action


def who_took_it_on(matter: Matter) -> dict[str, Any]:
    """The one responsible for an action, and the day agreed."""
    action = matter.session.get_one(Action, matter.about)
    holder = Holder("", action.agency_id, action.professional_id, action.person_id)
    return {"who": holder.token, "due_on": action.due_on}
