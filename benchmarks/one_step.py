"""The two flows that are measured beside each other. Imports Prefect: only after its environment is set."""

from prefect import flow

from benchmarks.process import found_bench, open_case
from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.office import office_of_this_process, open_office
from flows.stage import stage
from migrations.upgrade import upgrade


@flow
def empty(run: int) -> int:
    """Nothing: what Prefect itself takes."""
    return run


@flow
@stage("bench one step", version=1)
def carried(case: Case) -> Ending:
    """One new step: a question to the coordinator."""
    case.ask("asks", of="coordinator", form="Acceptance", within="accept case")
    return case.end("helped")


def open_runs(number: int) -> list[int]:
    """As many cases with one run that did not begin yet, in the database of this process."""
    office = open_office(check=False)
    upgrade(office.store.engine)
    found_bench(office.store)
    office.store.close()
    store = office_of_this_process().store
    return [open_case(store, each, "bench one step") for each in range(number)]
