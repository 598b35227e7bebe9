"""Withdrawing consent: it works at once, in one transaction. Asking for it is a question like any other."""

from datetime import datetime
from typing import Any

from sqlmodel import col, select

from flows.commands.guided import guided
from flows.commands.reading import as_fields
from flows.engine.matter import Matter
from flows.facts.sharing import has_ground
from flows.records.consent import partner_may_not_know
from models.access import Viewer
from models.deed import Deed
from models.forms import line_from
from models.forms.change import ConsentWithdrawal
from models.holder import parsed
from models.refusal import BadAnswer
from models.speech import mark
from models.store import Store
from models.tables import Consent


def withdraw_consent(store: Store, viewer: Viewer, ref: str, content: Any, now: datetime) -> list[int]:
    """Somebody's yes holds no longer; partners without a ground of their own may not know of the case from now on.

    Gives the agencies that lost their part by it. Source: process.md, "Withdrawing consent works at once".

    Raises:
        Refused: a field does not fit, this person gave no yes, or the viewer does not speak with the youth.
    """
    said = line_from(ConsentWithdrawal, as_fields(content))
    with store.write(now) as tx:
        matter = guided(tx, viewer, ref, Deed.RECORD_CONSENT)
        if said.said_on > matter.today:
            raise BadAnswer(mark("The field '{field}' lies in the future."), "said_on")
        lost = []
        for agency in _withdrawn(matter, said):
            if not has_ground(matter, agency):
                partner_may_not_know(matter, agency)
                lost.append(agency)
        return lost


def _withdrawn(matter: Matter, said: ConsentWithdrawal) -> list[int]:
    """The agencies this person's yes was for."""
    giver = parsed(said.giver)[1]
    only = [parsed(token)[1] for token in said.partners]
    given = select(Consent).where(
        Consent.case_id == matter.case.id,
        Consent.giver_id == giver,
        Consent.agrees,
        col(Consent.withdrawn_at).is_(None),
    )
    found = [row for row in matter.session.exec(given.order_by(col(Consent.id))) if not only or row.agency_id in only]
    if not found:
        why = mark("this person gave no consent that can be withdrawn")
        raise BadAnswer(mark("The field '{field}' does not fit: {why}."), "giver", why=why)
    for row in found:
        row.withdrawn_at = matter.now
        matter.session.add(row)
    matter.tx.flush()
    return list(dict.fromkeys(row.agency_id for row in found))
