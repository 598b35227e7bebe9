"""What the answers of errands mean. Source: process.md, head and stage 1 step 3."""

from flows.engine.filing import files
from flows.engine.journal import OpenWait
from flows.engine.known import insist_known
from flows.engine.matter import Matter
from flows.engine.who import holders
from flows.facts.consent import agencies_asked_about, whose_yes_is_lacking
from flows.facts.renewal import what_ends
from flows.filing.consent import Word, add_consent
from flows.records.custody import add_custody, add_guardian
from flows.records.custody_change import custody_joined, who_may_know
from flows.records.decided_ground import GROUNDS, decide_ground
from flows.records.intake import watch
from flows.records.meant_for import no_yes_came
from models.code import Errand
from models.forms.errand import Attempts, GoalReviewed, Meanwhile, PartnerConsent, WhoHasCustody, WithoutYes
from models.holder import parsed
from models.refusal import BadAnswer
from models.speech import mark
from models.tables import Action, ConsentAttempt, Goal, Meantime


@files(PartnerConsent)
def partner_consent(matter: Matter, _wait: OpenWait, form: PartnerConsent) -> None:
    """One tick for a partner that joined later."""
    for giver in form.givers:
        add_consent(
            matter, matter.about or 0, Word(parsed(giver)[1], agrees=True, way=form.way, given_on=form.given_on)
        )


@files(Attempts)
def attempts(matter: Matter, _wait: OpenWait, form: Attempts) -> None:
    """Each try is kept: in two ways at least before somebody decides without a yes."""
    if any(each.tried_on > matter.today for each in form.attempts):
        raise BadAnswer(mark("The field '{field}' lies in the future."), "attempts.tried_on")
    giver = parsed(form.giver)[1] if form.giver else _only_one_lacking(matter)
    spoken = next((each for each in form.attempts if each.result != "not reached"), None)
    if spoken is not None:
        if giver is None:
            why = mark("it does not say who agreed or said no")
            raise BadAnswer(mark("The field '{field}' does not fit: {why}."), "giver", why=why)
        word = Word(giver, spoken.result == "agrees", WAYS.get(spoken.way, spoken.way), spoken.tried_on)
        for agency in _asked_about(matter):
            add_consent(matter, agency, word)
    matter.session.add_all(
        ConsentAttempt(case_id=matter.case.id, giver_id=giver, way=each.way, tried_on=each.tried_on, result=each.result)
        for each in form.attempts
    )


WAYS = {"mail": "paper", "visit": "table"}
"""How a yes counts that was given in answer to an attempt."""


def _only_one_lacking(matter: Matter) -> int | None:
    """Whom an attempt is about that names nobody: the one person with custody whose yes is lacking."""
    lacking = {giver for giver in whose_yes_is_lacking(matter) if giver not in {None, matter.case.youth_id}}
    return lacking.pop() if len(lacking) == 1 else None


def _asked_about(matter: Matter) -> list[int]:
    return list(what_ends(matter)["agencies"]) if matter.stage == Errand.RENEWAL else agencies_asked_about(matter)


@files(WithoutYes)
def without_yes(matter: Matter, _wait: OpenWait, form: WithoutYes) -> None:
    """What the decision rests on stands as a ground for these partners; a court's consent is a date to watch."""
    if form.court_on is not None:
        watch(matter, "consent of the court", form.court_on)
    if form.decision in GROUNDS:
        decide_ground(matter, form.decision, _asked_about(matter))
    else:
        for agency in _asked_about(matter):
            no_yes_came(matter, agency)


@files(WhoHasCustody)
def who_has_custody(matter: Matter, _wait: OpenWait, form: WhoHasCustody) -> None:
    """Those with custody are kept with the youth; from here on their yes is asked."""
    knew = who_may_know(matter)
    joined = add_custody(matter, form.custody)
    if form.guardian is not None:
        insist_known(matter, [form.guardian], "guardian")
        joined.append(add_guardian(matter, parsed(form.guardian)[1]))
    for holder in joined:
        custody_joined(matter, holder, knew)


@files(Meanwhile)
def meanwhile(matter: Matter, _wait: OpenWait, form: Meanwhile) -> None:
    """Who does what until then, or why nothing."""
    agency = holders(matter, form.who, None)[0].agency_id if form.who else None
    matter.session.add(
        Meantime(
            case_id=matter.case.id,
            wait_id=matter.about or 0,
            agency_id=agency,
            words=form.what,
            arranged_on=matter.today,
        )
    )


@files(GoalReviewed)
def goal_reviewed(matter: Matter, _wait: OpenWait, form: GoalReviewed) -> None:
    """How far the goal of the action is."""
    action = matter.session.get_one(Action, matter.about)
    goal = matter.session.get(Goal, action.goal_id) if action.goal_id else None
    if goal is not None:
        goal.status = form.status
        matter.session.add(goal)
