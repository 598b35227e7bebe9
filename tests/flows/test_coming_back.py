"""Who was let go and comes back: coaching begins where one call is enough. Source: process.md, stage 5."""

from datetime import datetime

from sqlmodel import col, select

import flows.stages  # noqa: F401 - every story is known
from flows.engine.drain import drain
from flows.engine.step import add_run
from models.store import Store
from models.tables import Coaching, StageRun, Wait


def test_who_was_let_go_and_comes_back_is_on_call_again(store: Store, case: int, now: datetime) -> None:
    with store.write(now) as tx:
        run = add_run(tx, case, "tapering")
        tx.session.add(Coaching(case_id=case, stage_run_id=run, step="let go", since_on=now.date(), why="together"))

    list(drain(store, now))

    with store.read(now) as tx:
        assert tx.session.exec(select(Coaching.step).order_by(col(Coaching.id).desc())).first() == "pilot flame"
        assert tx.session.exec(select(Wait.key)).all() == ["check-in:1"]
        assert tx.session.get_one(StageRun, run).status == "waiting"
