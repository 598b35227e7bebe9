"""Indexes on references that only a destruction follows. Adds no column.

Deleting a row makes the database look for every row that refers to it. Without an index that is a look through whole
tables, a dozen times for each case: 3.4 s of work a case at 100,000 cases, and 0.1 s with them. They hold only the rows
in which the reference is filled, so a row without it costs nothing. What refers to people who work here, or to
agencies, needs none: those are never deleted.
"""

from models.tables.base import Row, index_where
from models.tables.case import CaseFile
from models.tables.delay import WaitHold
from models.tables.journal import StageRun, Statement, Wait
from models.tables.ladder import LadderStep
from models.tables.message import Message
from models.tables.plan import Action, CheckInNote, Coaching, Mark

FOLLOWED: dict[type[Row], tuple[str, ...]] = {
    Action: ("goal_id", "person_id"),
    CaseFile: ("merged_into_id",),
    CheckInNote: ("stage_run_id",),
    Coaching: ("stage_run_id",),
    LadderStep: ("stage_run_id",),
    Mark: ("stage_run_id",),
    Message: ("to_person_id", "wait_id"),
    StageRun: ("parent_id",),
    Statement: ("said_by_person_id", "wait_id"),
    Wait: ("person_id", "supersedes_id"),
    WaitHold: ("person_id",),
}
"""The references, by the table they stand in."""

INDEXES = [
    index_where(
        f"ix_{kind.__tablename__}_{name}_followed",
        Row.metadata.tables[str(kind.__tablename__)].c[name],
        where=f"{name} IS NOT NULL",
    )
    for kind, columns in FOLLOWED.items()
    for name in columns
]
