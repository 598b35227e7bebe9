"""What an action goes by. Never writes."""

from typing import Any

from flows.engine.matter import Matter
from models.holder import Holder
from models.tables import Action, Meeting


def who_took_it_on(matter: Matter) -> dict[str, Any]:
    """The one responsible for an action, whether that is an agency, and the day agreed."""
    action = matter.session.get_one(Action, matter.about)
    holder = Holder("", action.agency_id, action.professional_id, action.person_id)
    return {"who": holder.token, "of_agency": holder.person_id is None, "due_on": action.due_on}


def who_is_asked_to_agree(matter: Matter) -> dict[str, Any]:
    """Who was absent when an action was agreed for them, and whether only a yes binds them: not enough people came."""
    action = matter.session.get_one(Action, matter.about)
    meeting = matter.session.get(Meeting, action.meeting_id) if action.meeting_id else None
    without_quorum = meeting is not None and meeting.held == "without quorum"
    return {"who": who_took_it_on(matter)["who"], "only_by_a_yes": without_quorum}
