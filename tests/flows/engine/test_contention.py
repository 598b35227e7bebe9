"""Several processes at the same case at the same moment: one is given, none is lost, none waits for ever."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

from models.store import Store
from models.tables import CaseFile, StageRun, Statement, WakeUp

SCRIPT = Path(__file__).with_name("contender.py")
ILSE, BRAM = "ilse.verhagen@aanmeldpunt.example", "bram.hoevelaar@waalzicht.example"
HOW_MANY = 3


class Contenders:
    """Processes that wait for work; those that died are replaced."""

    def __init__(self) -> None:
        self._processes: dict[int, subprocess.Popen[str]] = {}

    def all_at_once(self, *tasks: Mapping[str, Any]) -> list[dict[str, Any]]:
        """Each task in a process of its own, at the same moment; what came of each, ``died`` where nothing did."""
        running = [self._process(place) for place in range(len(tasks))]
        for process, task in zip(running, tasks, strict=True):
            self._tell(process, json.dumps(task))
        assert [self._line(process) for process in running] == ["ready"] * len(running)
        at = time.time() + 0.02
        for process in running:
            self._tell(process, str(at))
        return [self._said(process) for process in running]

    def _process(self, place: int) -> subprocess.Popen[str]:
        process = self._processes.get(place)
        if process is None or process.poll() is not None:
            process = subprocess.Popen(  # noqa: S603 - our own script
                [sys.executable, str(SCRIPT)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
            self._processes[place] = process
        return process

    @staticmethod
    def _tell(process: subprocess.Popen[str], line: str) -> None:
        assert process.stdin is not None
        process.stdin.write(line + "\n")
        process.stdin.flush()

    @staticmethod
    def _line(process: subprocess.Popen[str]) -> str:
        assert process.stdout is not None
        return process.stdout.readline().strip()

    def _said(self, process: subprocess.Popen[str]) -> dict[str, Any]:
        line = self._line(process)
        said: dict[str, Any] = json.loads(line) if line else {"died": self._buried(process)}
        return said

    @staticmethod
    def _buried(process: subprocess.Popen[str]) -> int:
        for pipe in (process.stdin, process.stdout):
            assert pipe is not None
            pipe.close()
        return process.wait()

    def stop(self) -> None:
        for process in self._processes.values():
            self._buried(process)


@pytest.fixture(scope="module")
def contenders() -> Iterator[Contenders]:
    spec = spec_from_file_location("contender", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    spec.loader.exec_module(module_from_spec(spec))
    found = Contenders()
    yield found
    found.stop()


class Round:
    """One round on one database."""

    def __init__(self, play: Any, contenders: Contenders) -> None:
        self.play, self._contenders = play, contenders

    def at_once(self, *tasks: Mapping[str, Any]) -> list[dict[str, Any]]:
        url = self.play.store.engine.url.render_as_string(hide_password=False)
        told = {"url": url, "now": self.play.now.isoformat(), "ref": self.play.ref}
        said = self._contenders.all_at_once(*({**told, **task} for task in tasks))
        assert not [each for each in said if "failed" in each], said
        return said


@pytest.fixture
def compete(either: Store, plays: Callable[[Store], Any], contenders: Contenders) -> Round:
    return Round(plays(either), contenders)


def answers(key: str, by: str = ILSE, **more: Any) -> dict[str, Any]:
    return {"do": "answer", "key": key, "by": by, **more}


@pytest.mark.parametrize("turn", range(3))
def test_of_answers_given_at_the_same_moment_one_is_given_and_the_others_are_kept(compete: Round, turn: int) -> None:
    play = compete.play
    run = play.start("contended")
    tasks = [answers("first"), answers("first", fields={"cannot": {"code": "on leave"}}), answers("first")]

    said = compete.at_once(*tasks)

    assert sorted(map(sorted, said)) == [["did"], ["refused"], ["refused"]]
    assert [entry.key for entry in play.entries(run)] == ["first"]
    kinds = sorted(row.kind for row in play.rows(Statement))
    assert kinds in (["answer", "superseded", "superseded"], ["answer", "late", "late"])
    assert [row.reason for row in play.rows(WakeUp)].count("settled:first") == 1
    play.go()
    assert play.run(run).status == "waiting"
    assert {wait.key for wait in play.waits()} == {"each", "beside:1"}


@pytest.mark.parametrize("turn", range(3))
def test_several_holders_may_answer_at_the_same_moment_and_the_step_settles_once(compete: Round, turn: int) -> None:
    play = compete.play
    run = play.start("contended")
    play.answer("first")
    mine = {wait.part: wait.id for wait in play.waits() if wait.key == "each"}
    no = {"landed": False}

    said = compete.at_once(
        answers("each", wait=mine["coordinator"], fields=no),
        answers("each", by=BRAM, wait=mine["referrer"], fields=no),
        answers("each", wait=mine["youth"], fields=no),
    )

    assert said == [{"did": "given"}] * 3
    assert [row.reason for row in play.rows(WakeUp) if row.stage_run_id == run].count("settled:each") == 1
    play.go()
    assert play.run(run).outcome == "given and 3"
    assert play.rows(CaseFile)[0].budget_cents == 2


@pytest.mark.parametrize("turn", range(4))
def test_an_answer_at_the_very_moment_of_silence_counts_once_or_is_kept(compete: Round, turn: int) -> None:
    play = compete.play
    run = play.start("contended")
    play.now = play.waits()[0].lapses_at
    carries = {"do": "advance", "run": run}

    said = compete.at_once(answers("first"), carries, carries)

    play.go()
    kind = play.journal(run)["first"]["kind"]
    assert (kind, said[0]) in [("given", {"did": "given"}), ("silent", {"refused": "CameLate"})]
    assert [row.kind for row in play.rows(Statement)] == ["answer" if kind == "given" else "late"]
    assert [wait.status for wait in play.waits("given", "silent")] == [kind]
    assert [entry.key for entry in play.entries(run)] == ["first", "dies", "beside"]
    assert len([row for row in play.rows(StageRun) if row.stage == "contended beside"]) == 1


@pytest.mark.parametrize("turn", range(2))
def test_workers_share_what_is_due_and_never_carry_the_same_run_at_once(compete: Round, turn: int) -> None:
    play = compete.play
    runs = [play.start("contended beside", carry=False) for _ in range(15)]

    said = compete.at_once(*({"do": "work", "name": f"worker {number}"} for number in range(HOW_MANY)))

    claimed = [run for each in said for run in each["did"]]
    assert sorted(claimed) == runs
    assert play.rows(CaseFile)[0].budget_cents == len(runs)
    assert len(play.messages("HelpBegan")) == len(runs)
    assert play.rows(WakeUp) == []
    assert {play.run(run).status for run in runs} == {"waiting"}


def test_advancing_one_run_in_several_processes_takes_each_step_once(compete: Round) -> None:
    play = compete.play
    run = play.start("contended beside", carry=False)

    said = compete.at_once(*[{"do": "advance", "run": run}] * HOW_MANY)

    assert sorted(len(each["did"]) for each in said) == [0, 0, 3]
    assert len(play.waits()) == len(play.messages("HelpBegan")) == play.rows(CaseFile)[0].budget_cents == 1


@pytest.mark.parametrize("turn", range(3))
def test_runs_of_one_case_are_answered_and_carried_at_once_without_a_deadlock(compete: Round, turn: int) -> None:
    play = compete.play
    one, two = play.start("contended"), play.start("contended beside")
    three = play.start("contended", carry=False)

    said = compete.at_once(answers("first"), answers("beside:1", by=BRAM), {"do": "advance", "run": three})

    assert [each["did"] for each in said[:2]] == ["given", "given"]
    play.go()
    assert play.run(two).outcome == "beside"
    assert [entry.key for entry in play.entries(one)][:1] in (["first"], [])
    assert len([wait for wait in play.waits("given", "open") if wait.key == "first"]) == 2


def test_a_process_that_dies_in_the_middle_leaves_nothing_and_holds_up_nobody(compete: Round) -> None:
    play = compete.play
    run = play.start("contended")
    play.say("first")
    before = [entry.model_dump() for entry in play.entries(run)], len(play.rows(WakeUp)), len(play.messages())

    said = compete.at_once({"do": "advance", "run": run, "dies": True})

    assert said == [{"died": 9}]
    assert before == (
        [entry.model_dump() for entry in play.entries(run)],
        len(play.rows(WakeUp)),
        len(play.messages()),
    )
    play.go(minutes=1)
    assert [entry.key for entry in play.entries(run)] == ["first", "dies", "beside"]


def test_a_lease_that_a_dead_worker_held_runs_over(compete: Round) -> None:
    play = compete.play
    run = play.start("contended beside", carry=False)
    compete.at_once({"do": "work", "name": "first"})
    with play.store.write(play.now) as tx:
        play.wake(tx, run)
        row = tx.session.get_one(StageRun, run)
        row.lease_by, row.lease_until = "dead", play.now + timedelta(seconds=60)
        tx.session.add(row)

    assert compete.at_once({"do": "work", "name": "second"}) == [{"did": []}]
    play.now += timedelta(seconds=61)

    assert compete.at_once({"do": "work", "name": "second"}) == [{"did": [run]}]
