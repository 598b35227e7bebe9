"""Own words: youth and parents may add something to the minutes. Nobody is ever late with it."""

from prefect import flow

from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.stage import stage

MEANS = {"own-words": {"silent": "nothing is added", "withdrawn": "nothing is added"}}


@flow
@stage("own words", version=1)
def own_words(case: Case) -> Ending:
    """The minutes go to youth and parents first, or at the same time as to others."""
    case.ask_all("own-words", of="youth and parents", form="OwnWords", until="object")
    return case.end("heard")
