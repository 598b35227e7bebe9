"""What a holder says instead of answering: cannot, needs longer, somebody else here. "Cannot" always leads on.

Source: process.md, "Cannot always leads on, by its code".
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from pydantic import ValidationError
from sqlmodel import select

from flows.commands.meanwhile import ask_meanwhile
from flows.commands.question import Found
from flows.engine import hot, rewait, who
from flows.engine.allowance import latest_end
from flows.engine.filing import file_cannot
from flows.engine.matter import Matter
from flows.engine.settle import settle_if_done
from flows.engine.standstill import Still, heir_of, stand_still
from flows.facts.consent import is_yes_lacking
from flows.facts.sharing import has_ground
from flows.records.find import stands_still_until_found
from flows.records.ladder import propose
from flows.records.meant_for import MISSING as CONSENT
from flows.records.meant_for import ask_for_a_yes_first
from flows.records.partner import join_partner
from models.code import Errand
from models.forms import form_named
from models.forms.other_answer import Cannot, NeedsLonger, SomeoneElse
from models.forms.wording import bad_answer
from models.holder import Holder, parsed
from models.ladder import CONSULTANT
from models.medical import CONCLUSION
from models.reason import REASONS, LeadsTo
from models.refusal import BadAnswer, Refused
from models.speech import mark
from models.tables import Action, Agency, Professional, Wait

LONGEST_SHIFT = timedelta(days=366)


def other_answer(found: Found, fields: Mapping[str, Any]) -> str | None:
    """Carries out what was said instead of the form's fields, if that is what was said; gives what became of it.

    Raises:
        Refused: this question does not take that answer.
    """
    for name, (sheet, carry_out) in _OTHER.items():
        if name in fields:
            if set(fields) != {name}:
                raise BadAnswer(mark("There is no field '{field}' in this form."), (set(fields) - {name}).pop())
            try:
                said = sheet.model_validate(fields[name])
            except ValidationError as wrong:
                raise bad_answer(sheet, wrong) from None
            return carry_out(found, said)
    return None


def _cannot(found: Found, said: Cannot) -> str:
    form = form_named(found.wait.form or "", found.wait.form_version)
    if said.code not in form.may_decline:
        allowed = ", ".join(form.may_decline)
        sentence = (
            mark("This question takes one of these reasons: {allowed}.")
            if allowed
            else mark("This question is not one to decline.")
        )
        raise BadAnswer(sentence, "cannot.code", allowed=allowed)
    for field in ("notes", CONCLUSION):
        if getattr(said, field) and field not in form.model_fields:
            raise BadAnswer(mark("There is no field '{field}' in this form."), f"cannot.{field}")
    if REASONS[said.code].settles:
        file_cannot(found.matter, found.wait, said)
        return _declined(found, said.code)
    became = _LEADS_ON[REASONS[said.code].leads_to](found, said)
    heir = heir_of(found.matter, found.wait.id)
    ask_meanwhile(found.matter, heir, heir.paused_until or heir.due_on, said.meanwhile, "cannot.meanwhile")
    return became


def _declined(found: Found, code: str) -> str:
    matter, wait = found.matter, found.wait
    matter.tx.run(hot.CLOSE_WAIT, wait=wait.id, to_status="declined", now=matter.now, code=code, value=None)
    if wait.kind != "open":
        settle_if_done(matter, wait.key, wait.id)
    if REASONS[code].leads_to is LeadsTo.GOAL_REVIEW and _serves_a_goal(matter):
        rewait.start_once(matter, Errand.GOAL_REVIEW, matter.about)
    return "declined"


def _serves_a_goal(matter: Matter) -> bool:
    """Whether this is an action that was drawn up under a goal; one agreed at a table or in a talk need not be."""
    return matter.stage == Errand.ACTION and matter.session.get_one(Action, matter.about).goal_id is not None


def _another_agency(found: Found, said: Cannot) -> str:
    matter, wait = found.matter, found.wait
    _, agency = parsed(said.who_then or "")
    if matter.session.get(Agency, agency) is None:
        raise BadAnswer(
            mark("The field '{field}' does not fit: {why}."), "cannot.who_then", why=mark("there is no such agency")
        )
    if agency in _already_refused(found):
        propose(matter, CONSULTANT, wait=_on_the_ladder(found), reason="not ours", words=said.words)
        return "breakthrough"
    if not has_ground(matter, agency):
        ask_for_a_yes_first(matter, wait.id, agency, code="not ours")
        return "consent asked first"
    holder = who.holders(matter, f"agency:{agency}", wait.form)[0]
    join_partner(matter, holder)
    rewait.ask_instead(matter, wait.id, holder, code="not ours")
    return "asked of another agency"


def _already_refused(found: Found) -> set[int]:
    """Every agency that said "not ours" to this question; a second refusal counts as everybody's."""
    holder = found.wait.holder
    refused = {holder.agency_id} if holder else set()
    number: int | None = found.wait.id
    while number is not None:
        row = found.matter.session.get_one(Wait, number)
        refused.add(row.agency_id)
        number = row.supersedes_id
    every = set(found.matter.session.exec(select(Agency.id)))
    return every if found.refused_by >= 1 else {agency for agency in refused if agency}


def _breakthrough(found: Found, said: Cannot) -> str:
    propose(found.matter, CONSULTANT, wait=_on_the_ladder(found), reason=said.code, words=said.words)
    return "breakthrough"


def _on_the_ladder(found: Found) -> int | None:
    """The question, or none: what one of the people cannot is no delay of theirs, and the step stands on the case."""
    holder = found.wait.holder
    return None if holder is None or holder.person_id is not None else found.wait.id


def _waiting_place(found: Found, said: Cannot) -> str:
    return _later(found, said.expected_on or found.matter.today, said.code, ("cannot.expected_on", "waiting place"))


def _missing(found: Found, said: Cannot) -> str:
    """The clock stands still from now on, until what is missing is there or the region's longest pause is over."""
    matter = found.matter
    wait = matter.session.get_one(Wait, found.wait.id)
    ends_on = latest_end(matter, wait, said.code, matter.today)
    if ends_on is not None and ends_on > matter.today:
        stand_still(matter, wait, Still(said.code, matter.today, ends_on, matter.speaker))
    if said.code == CONSENT and wait.agency_id is not None and is_yes_lacking(matter, wait.agency_id):
        rewait.start_once(matter, Errand.CONSENT, wait.agency_id)
    else:
        rewait.start_once(matter, Errand.MISSING, wait.id)
    return "missing"


def _find(found: Found, _said: Cannot) -> str:
    """The clock stands still while the case manager looks; what comes of that settles the question."""
    stands_still_until_found(found.matter, found.matter.session.get_one(Wait, found.wait.id))
    rewait.start_once(found.matter, Errand.FIND, None)
    return "looking for the youth"


_LEADS_ON: Mapping[LeadsTo, Callable[[Found, Cannot], str]] = {
    LeadsTo.ANOTHER_AGENCY: _another_agency,
    LeadsTo.BREAKTHROUGH: _breakthrough,
    LeadsTo.WAITING_PLACE: _waiting_place,
    LeadsTo.MISSING: _missing,
    LeadsTo.FIND: _find,
}


def _needs_longer(found: Found, said: NeedsLonger) -> str:
    if not form_named(found.wait.form or "", found.wait.form_version).may_take_longer:
        raise BadAnswer(mark("This question does not take a new date."), "needs_longer")
    became = _later(found, said.until, said.code, ("needs_longer.until", "needs longer"))
    wait = found.matter.session.get_one(Wait, found.wait.id)
    ask_meanwhile(found.matter, wait, said.until, said.meanwhile, "needs_longer.meanwhile")
    return became


def _later(found: Found, day: date, code: str, said: tuple[str, str]) -> str:
    matter, (field, became) = found.matter, said
    if not matter.today < day <= matter.today + LONGEST_SHIFT:
        raise BadAnswer(mark("The field '{field}' must be a day in the coming year."), field)
    rewait.give_until(matter, found.wait.id, day, code=code)
    return became


def _someone_else(found: Found, said: SomeoneElse) -> str:
    _, number = parsed(said.colleague)
    colleague = found.matter.session.get(Professional, number)
    agency = found.wait.holder.agency_id if found.wait.holder else None
    if colleague is None or agency is None or colleague.agency_id != agency or not colleague.active:
        raise Refused(mark("Only a colleague of the same agency can answer instead."))
    part = found.wait.holder.part if found.wait.holder else ""
    rewait.hand_to(found.matter, found.wait.id, Holder(part, agency, number), found.matter.speaker)
    return "handed to a colleague"


_OTHER: Mapping[str, tuple[type[Any], Callable[[Found, Any], str]]] = {
    "cannot": (Cannot, _cannot),
    "needs_longer": (NeedsLonger, _needs_longer),
    "someone_else": (SomeoneElse, _someone_else),
}
