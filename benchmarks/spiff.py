"""SpiffWorkflow on the same process, as its users have it: BPMN, five subprocesses, four user tasks.

Its state is kept as JSON in SQLite (WAL, full sync), one transaction a step, and read back for each resume.
"""

import sqlite3
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from SpiffWorkflow import TaskState
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow

WAITS = 4
FILE = Path(__file__).parent / "five_stages.bpmn"


def measure(cases: int) -> tuple[float, float]:
    """Cases a second, and the median milliseconds of one resume."""
    parser = BpmnParser()
    parser.add_bpmn_file(str(FILE))
    spec, below = parser.get_spec("five_stages"), parser.get_subprocess_specs("five_stages")
    serializer = BpmnWorkflowSerializer()
    with tempfile.TemporaryDirectory() as folder:
        db = sqlite3.connect(Path(folder) / "spiff.db", isolation_level=None)
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=FULL")
        db.execute("CREATE TABLE state (id INTEGER PRIMARY KEY, content TEXT)")
        resumes: list[float] = []
        began = time.perf_counter()
        for number in range(1, cases + 1):
            workflow = BpmnWorkflow(spec, below)
            workflow.do_engine_steps()
            _keep(db, number, serializer, workflow)
            for _ in range(WAITS):
                workflow = _resumed(db, number, serializer, resumes)
            if not workflow.is_completed():
                raise RuntimeError("the process did not come to its end")
        return cases / (time.perf_counter() - began), statistics.median(resumes) * 1000


def _resumed(db: sqlite3.Connection, number: int, serializer: Any, resumes: list[float]) -> Any:
    began = time.perf_counter()
    (content,) = db.execute("SELECT content FROM state WHERE id = ?", (number,)).fetchone()
    workflow = serializer.deserialize_json(content)
    next(task for task in workflow.get_tasks(state=TaskState.READY) if task.task_spec.manual).run()
    workflow.do_engine_steps()
    _keep(db, number, serializer, workflow)
    resumes.append(time.perf_counter() - began)
    return workflow


def _keep(db: sqlite3.Connection, number: int, serializer: Any, workflow: Any) -> None:
    db.execute("BEGIN IMMEDIATE")
    db.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (number, serializer.serialize_json(workflow)))
    db.execute("COMMIT")
