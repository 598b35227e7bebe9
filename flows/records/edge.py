"""What ends on a birthday after which other rules hold. Closes no case: how it ended is asked. Starts nothing."""

from dataclasses import replace

from flows.engine import hot
from flows.engine.closing import end_open_run
from flows.engine.matter import Matter
from flows.engine.post import put
from flows.records.meeting import cancel_meeting
from models.code import Errand, Stage
from models.holder import Holder

GOES_ON = frozenset({Errand.HANDOVER, Errand.CLOSING})
"""What is handed over is checked after the birthday too, and how a case ends is asked whatever else ends."""


def ends_at_the_edge(matter: Matter) -> None:
    """Every other run of the case ends; whoever was still asked something is told that nobody waits for it."""
    for run, stage in matter.tx.all(hot.OPEN_RUNS, case=matter.case.id):
        if run == matter.run or stage in GOES_ON:
            continue
        for number, part, agency, professional in matter.tx.all(hot.OPEN_AGENCY_WAITS, run=run):
            put(matter, Holder(part, agency, professional), "QuestionWithdrawn", {"waits": [number]})
        if stage == Stage.MEETING:
            cancel_meeting(replace(matter, run=run))
        end_open_run(matter, run, "ended here", "no longer needed")
