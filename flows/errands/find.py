"""Finding a youth nobody could reach ("in beeld brengen"): ten working days, and never a silent closure."""

from prefect import flow

from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.records.find import asked_again, out_of_sight
from flows.stage import stage

MEANS = {
    "find": {"withdrawn": "nobody looks any more; nothing closes, and who could not reach the youth is asked again"}
}


@flow
@stage("find", version=1)
def find(case: Case) -> Ending:
    """The case manager looks for the youth; found, whoever asked goes on; not found, the stages end."""
    looked = case.ask("find", of="case manager", form="Found", within="find")
    if looked.given and not looked.found:
        case.record("out-of-sight", out_of_sight)
        return case.end("not found")
    case.record("asked-again", asked_again)
    return case.end("in view" if looked.given else "taken back")
