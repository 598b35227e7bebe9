"""What goes on in the database: runs that stopped, what is due and not done, mail, the demo's clock."""

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import func, select

from cli.check.finding import Finding, Level
from flows import demo_clock
from flows.engine.claim import AT_WORK
from flows.engine.hot import OPEN, RUN, WAIT, WAKE_UP
from flows.messages.health import mail_health
from flows.office import Office
from flows.queries.blocked import blocked_runs
from flows.queries.destruction import lagging
from models.access import Viewer
from models.code import Role
from models.speech import mark

PATIENCE = timedelta(minutes=15)
OPERATOR = Viewer(0, 0, frozenset({Role.OPERATOR}), "en")


def blocked(office: Office) -> Iterator[Finding]:
    """Runs that stopped, each with what is known of why."""
    with office.store.read(office.now()) as tx:
        runs = blocked_runs(tx, OPERATOR)
    for run in runs:
        sentence = mark(
            "Case {ref} stopped in '{stage}': {why}. Mend what is wrong, then let it be tried again on the page 'What "
            "stopped'."
        )
        yield Finding("blocked", Level.WRONG, sentence, {"ref": run.ref, "stage": run.stage, "why": run.diagnosis})
    if not runs:
        yield Finding("blocked", Level.WELL, mark("Every case can go on."))


def overdue(office: Office) -> Iterator[Finding]:
    """What should have been carried or looked at a while ago."""
    now = office.now()
    with office.store.read(now) as tx:
        runs, oldest_at = tx.connection.execute(
            select(func.count(RUN.c.id.distinct()), func.min(WAKE_UP.c.not_before))
            .join(WAKE_UP, WAKE_UP.c.stage_run_id == RUN.c.id)
            .where(WAKE_UP.c.not_before <= now - PATIENCE, AT_WORK)
        ).one()
        looks = tx.connection.execute(
            select(func.count()).select_from(WAIT).where(OPEN, WAIT.c.next_look_at <= now - PATIENCE)
        ).scalar_one()
    if runs:
        sentence = mark(
            "{number} runs are due, the oldest since {since}, and nobody carries them; start `vangnet work`."
        )
        yield Finding("overdue", Level.WRONG, sentence, {"number": runs, "since": f"{oldest_at:%Y-%m-%d %H:%M}"})
    if looks:
        sentence = mark("{number} questions should have been looked at by now; start `vangnet work`.")
        yield Finding("overdue", Level.WRONG, sentence, {"number": looks})
    if not runs and not looks:
        yield Finding("overdue", Level.WELL, mark("Nothing is due that nobody carries."))


def mail(office: Office) -> Iterator[Finding]:
    """Alarms of the mail server, mails that never arrived, and mails that should have left."""
    now = office.now()
    health = mail_health(office.store, now)
    for alarm in health.alarms:
        sentence = mark("The mail server does not take mail ({kind}: {detail}); see VANGNET_SMTP_URL.")
        yield Finding("mail", Level.WRONG, sentence, {"kind": alarm.kind, "detail": alarm.detail})
    for reason, number in health.failed.items():
        sentence = mark("{number} mails never arrived ({reason}); see the page of each case.")
        yield Finding("mail", Level.NOTE, sentence, {"number": number, "reason": reason})
    if health.oldest_due_at is not None and health.oldest_due_at < now - PATIENCE and not health.alarms:
        sentence = mark("{number} mails should have left, the oldest since {since}; start `vangnet work`.")
        since = f"{health.oldest_due_at:%Y-%m-%d %H:%M}"
        yield Finding("mail", Level.WRONG, sentence, {"number": health.due, "since": since})
    elif health.well:
        yield Finding("mail", Level.WELL, mark("Mail leaves as it should."))


def retention(office: Office) -> Iterator[Finding]:
    """What two people approved and is not destroyed, or not cleaned, days later."""
    number = lagging(office.store, office.now())
    if number:
        sentence = mark(
            "{number} items of the destruction list were approved days ago and are not done; start `vangnet work`, and "
            "look at the flow 'retention' in Prefect."
        )
        yield Finding("retention", Level.WRONG, sentence, {"number": number})
    else:
        yield Finding("retention", Level.WELL, mark("What was approved for destruction is destroyed."))


def clock(office: Office) -> Iterator[Finding]:
    """What day it is in the demo."""
    if demo_clock.has_clock(office.store, office.wall()):
        sentence = mark("This is a demo, and it is {moment} there.")
        yield Finding("clock", Level.NOTE, sentence, {"moment": f"{office.now():%Y-%m-%d %H:%M}"})
