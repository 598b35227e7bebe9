"""The rows of the ladder, and the steps it takes by itself: reminder, colleague, team lead. Proposes nothing.

Only under the lock of the case. Every step is found in its rows, so that looking twice takes none twice.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import bindparam, insert, select, update

from flows.engine.hot import LADDER_STEP, WAIT
from flows.engine.matter import Matter
from models.holder import Holder
from models.prepared import Prepared
from models.store import Tx

ROW_COLUMNS = (
    "id", "step", "round", "due_on", "shifts", "effective_on", "confirmed_at", "passed_by", "stepped_down_at",
    "stage_run_id", "agency_id", "professional_id", "stepped_down_by",
)  # fmt: skip
_NEW = (
    "case_id", "wait_id", "step", "round", "reason", "agency_id", "professional_id", "due_on", "shifts",
    "proposed_at", "effective_on", "confirmed_at", "passed_by", "result", "stepped_down_at",
)  # fmt: skip

READ_STEPS = Prepared(
    select(*(LADDER_STEP.c[name] for name in ROW_COLUMNS))
    .where(LADDER_STEP.c.wait_id == bindparam("wait"))
    .order_by(LADDER_STEP.c.id)
)
ADD_STEP = Prepared(
    insert(LADDER_STEP).values({name: bindparam(name) for name in _NEW}).returning(LADDER_STEP.c.id),
)
TAKE_EFFECT = Prepared(
    update(LADDER_STEP)
    .where(LADDER_STEP.c.id == bindparam("row"))
    .values(confirmed_at=bindparam("now"), professional_id=bindparam("to"))
)
PASS_BY = Prepared(update(LADDER_STEP).where(LADDER_STEP.c.id == bindparam("row")).values(passed_by=True))
SET_STEP = Prepared(update(WAIT).where(WAIT.c.id == bindparam("wait")).values(step=bindparam("highest")))


class StepRow(NamedTuple):
    """A step of the ladder as the database has it; the columns of ``ROW_COLUMNS``."""

    id: int
    step: int
    round: int
    due_on: date | None
    shifts: int
    effective_on: date | None
    confirmed_at: datetime | None
    passed_by: bool
    stepped_down_at: datetime | None
    stage_run_id: int | None
    agency_id: int | None
    professional_id: int | None
    stepped_down_by: int | None

    @property
    def is_open(self) -> bool:
        """It was not stepped down."""
        return self.stepped_down_at is None


class Climbed(NamedTuple):
    """How far one wait climbed."""

    rows: tuple[StepRow, ...] = ()

    @property
    def open(self) -> tuple[StepRow, ...]:
        """The steps that stand."""
        return tuple(row for row in self.rows if row.is_open)

    @property
    def highest(self) -> int:
        """The highest step that stands; 0 when none does."""
        return max((row.step for row in self.open), default=0)

    @property
    def taken(self) -> int:
        """The highest step that stands and was taken, not only announced or proposed."""
        return max((row.step for row in self.open if row.confirmed_at is not None), default=0)

    @property
    def announced(self) -> StepRow | None:
        """A visit to the team lead that was announced and not made yet."""
        return next(
            (row for row in self.open if row.step == _LEAD and not row.confirmed_at and not row.passed_by), None
        )

    def reminded(self, due_on: date | None) -> bool:
        """Whether a reminder of this last day was given, or passed by."""
        return any(row.step == 0 and row.due_on == due_on for row in self.rows)

    def ever(self, step: int) -> bool:
        """Whether a step was taken or passed by at any time."""
        return any(row.step == step for row in self.rows)

    def quieted(self, shifts: int) -> int:
        """The highest step a person stepped down from since the last new date: it does not come again by itself."""
        return max((row.step for row in self.rows if row.stepped_down_by and row.shifts == shifts), default=0)

    def next_round(self, step: int) -> int:
        """The how-manieth time the step would be taken now."""
        return 1 + max((row.round for row in self.rows if row.step == step), default=0)


_LEAD = 2


class New(NamedTuple):
    """A step to be written down: why, and about which last day."""

    wait: int
    step: int
    reason: str
    due_on: date | None
    shifts: int


def climbed(tx: Tx, wait: int) -> Climbed:
    """The steps of a wait so far."""
    return Climbed(tuple(StepRow(*row) for row in tx.all(READ_STEPS, wait=wait)))


def take(matter: Matter, so_far: Climbed, new: New, to: Holder | None, *, on: date | None = None) -> int:
    """Writes a step down as taken, or as announced for a day; a reminder is over as soon as it is given."""
    is_over = new.step == 0
    number = _add(
        matter, so_far, new, to, effective_on=on, confirmed_at=None if on else matter.now,
        result="reminded" if is_over else None, stepped_down_at=matter.now if is_over else None,
    )  # fmt: skip
    if on is None and not is_over:
        matter.tx.run(SET_STEP, wait=new.wait, highest=max(new.step, so_far.taken))
    return number


def pass_by(matter: Matter, so_far: Climbed, lower: Iterable[New]) -> None:
    """Writes down that steps were due when a higher one was: nobody is told of them."""
    for new in lower:
        is_over = new.step == 0
        _add(
            matter, so_far, new, None, passed_by=True, result="no longer asked" if is_over else None,
            stepped_down_at=matter.now if is_over else None,
        )  # fmt: skip


def _add(matter: Matter, so_far: Climbed, new: New, to: Holder | None, **more: object) -> int:
    values = {
        "effective_on": None, "confirmed_at": None, "passed_by": False, "result": None, "stepped_down_at": None,
        **more,
    }  # fmt: skip
    row = matter.tx.one(
        ADD_STEP,
        case_id=matter.case.id,
        wait_id=new.wait,
        step=new.step,
        round=so_far.next_round(new.step),
        reason=new.reason,
        agency_id=to.agency_id if to else None,
        professional_id=to.professional_id if to else None,
        due_on=new.due_on,
        shifts=new.shifts,
        proposed_at=matter.now,
        **values,
    )
    return int(row[0]) if row else 0
