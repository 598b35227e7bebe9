"""Own ask: a youth pressed a button on their own page. Somebody answers, and the youth hears what became of it."""

from prefect import flow

from flows.engine.answer import Ending
from flows.engine.case import Case
from flows.facts.own_ask import who_answers
from flows.stage import stage

MEANS = {"own-ask": {"withdrawn": "the youth hears that it is not looked at any more, and whom to call"}}


@flow
@stage("own ask", version=1)
def own_ask(case: Case) -> Ending:
    """Asked of the case manager; that somebody else is wanted, of the coordinator: it may be about the case manager."""
    asked = case.decide("asked", who_answers)
    said = case.ask(f"own-ask:{case.about}", of=asked.answers, form="OwnAskReply", within="own ask")
    news = "answered" if said.given else "taken back"
    case.tell("heard", to="youth", notice="OwnAskAnswered", news=news)
    return case.end(news)
