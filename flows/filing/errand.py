"""What the answers of errands mean. Source: process.md, head and stage 1 step 3."""

from flows.engine.filing import files
from flows.engine.journal import OpenWait
from flows.engine.matter import Matter
from flows.engine.who import holders
from flows.filing.consent import Word, add_consent
from flows.records.intake import watch
from models.forms.errand import Attempts, GoalReviewed, Meanwhile, PartnerConsent, WithoutYes
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
    giver = parsed(form.giver)[1] if form.giver else None
    matter.session.add_all(
        ConsentAttempt(case_id=matter.case.id, giver_id=giver, way=each.way, tried_on=each.tried_on, result=each.result)
        for each in form.attempts
    )


@files(WithoutYes)
def without_yes(matter: Matter, _wait: OpenWait, form: WithoutYes) -> None:
    """A court's consent is a date to watch."""
    if form.court_on is not None:
        watch(matter, "consent of the court", form.court_on)


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
