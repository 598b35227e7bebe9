"""What the answers of the ladder mean: confirmed or put off, talked, decided; always in dated actions."""

from datetime import date
from typing import Any

from flows.engine.filing import files
from flows.engine.journal import OpenWait
from flows.engine.matter import Matter
from flows.engine.who import holders
from flows.facts.imposition import insist_did_not_impose
from flows.filing.ground import insist_on_ground
from flows.filing.responsible import file_actions
from flows.records.ladder import confirm, put_off
from models.forms.ladder import AdministratorsDecided, Breakthrough, StepConfirmed, TableDecided
from models.refusal import BadAnswer
from models.speech import mark
from models.tables import LadderStep, Meeting


@files(StepConfirmed)
def step_confirmed(matter: Matter, _wait: OpenWait, form: StepConfirmed) -> None:
    """A person decided, and that person's name stands with it."""
    row = matter.session.get_one(LadderStep, matter.about)
    if form.needed:
        confirm(matter, row, matter.speaker)
    else:
        put_off(matter, row, matter.speaker, form.why or "")


@files(Breakthrough)
def breakthrough(matter: Matter, _wait: OpenWait, form: Breakthrough) -> dict[str, Any]:
    """The talk ends in dated actions; it stands as a meeting held elsewhere."""
    if form.takes_over is not None:
        insist_on_ground(matter, holders(matter, form.takes_over, None)[0].agency_id or 0)
    return _agreed(matter, form.talked_on, "talked_on", form)


@files(TableDecided)
def table_decided(matter: Matter, _wait: OpenWait, form: TableDecided) -> dict[str, Any]:
    """What the table decided, as dated actions. Who gave a binding decision does not decide on the objection to it."""
    insist_did_not_impose(matter, matter.session.get_one(LadderStep, matter.about).wait_id)
    return _agreed(matter, form.decided_on, "decided_on", form)


@files(AdministratorsDecided)
def administrators_decided(matter: Matter, _wait: OpenWait, form: AdministratorsDecided) -> dict[str, Any]:
    """What the administrators decided, as dated actions."""
    insist_did_not_impose(matter, matter.session.get_one(LadderStep, matter.about).wait_id)
    return _agreed(matter, form.decided_on, "decided_on", form)


def _agreed(
    matter: Matter, day: date, field: str, form: Breakthrough | TableDecided | AdministratorsDecided
) -> dict[str, Any]:
    if day > matter.today:
        raise BadAnswer(mark("The field '{field}' lies in the future."), field)
    if not form.actions:
        return {"agreed": []}
    talk = Meeting(case_id=matter.case.id, stage_run_id=matter.run, held="elsewhere")
    matter.session.add(talk)
    matter.tx.flush()
    filed = file_actions(matter, form.actions, "actions", meeting_id=talk.id)
    return {"agreed": [action for action, _ in filed]}
