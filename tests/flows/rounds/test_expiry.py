"""What is of no case goes by itself once its term is over, and a term a region changes counts."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

from flows.rounds.expiry import EXPIRES, expire
from models.retention import CATEGORIES, Category
from models.store import Store
from models.tables import Command, CommandDraft, Destruction, Draft, LinkCode, Message, SignIn, StageRun, TermRow, Wait

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
KEPT = {
    Category.DRAFT: timedelta(days=91),
    Category.TYPED: timedelta(days=91),
    Category.MESSAGE: timedelta(days=183),
    Category.SIGN_IN: timedelta(days=30),
    Category.LINK_CODE: timedelta(days=7),
    Category.FORM_KEY: timedelta(days=7),
}


def _wait(store: Store) -> int:
    with store.write(NOW) as tx:
        run = StageRun(case_id=1, stage="request", number=1, started_at=NOW)
        tx.session.add(run)
        tx.flush()
        wait = Wait(case_id=1, stage_run_id=run.id, key="k", kind="ask", form="RunningAnswer", form_version=1,
                    part="partner", agency_id=1, asked_at=NOW)  # fmt: skip
        tx.session.add(wait)
        tx.flush()
        return wait.id


def _row(store: Store, category: Category, at: datetime, number: int) -> Any:
    if category is Category.LINK_CODE:
        return LinkCode(wait_id=_wait(store), holder="agency:1", asked_at=at)
    return {
        Category.DRAFT: Draft(agency_id=1, author_id=1, content="{}", digest=f"d{number}", written_at=at),
        Category.TYPED: CommandDraft(
            professional_id=1, command="write_note", about=f"VN-{number}", case_id=1, typed="{}", kept_at=at
        ),
        Category.MESSAGE: Message(
            notice="DailyDigest", to_agency_id=1, queued_at=at, not_before=at, status="sent", done_at=at
        ),
        Category.SIGN_IN: SignIn(professional_id=1, digest=f"d{number}", second_factor=True, made_at=at, seen_at=at),
        Category.FORM_KEY: Command(key=f"k{number}", name="n", result="null", done_at=at),
    }[category]


def _left(store: Store, category: Category) -> int:
    with store.read(NOW) as tx:
        return len(tx.connection.execute(select(EXPIRES[category].rows)).all())


@pytest.mark.parametrize("category", EXPIRES)
def test_it_is_kept_for_its_term_and_goes_after_it_with_a_proof(either: Store, category: Category) -> None:
    row = _row(either, category, NOW, 1)
    with either.write(NOW) as tx:
        tx.session.add(row)
    soon, late = (NOW + KEPT[category] + timedelta(days=days) for days in (-2, 4))

    with either.write(soon) as tx:
        assert category not in expire(tx)
    assert _left(either, category) == 1
    with either.write(late) as tx:
        assert expire(tx)[category] == 1

    assert _left(either, category) == 0
    with either.read(late) as tx:
        proof = tx.session.exec(select(Destruction)).one()
    assert (proof.category, proof.case_id, proof.destroyed_at) == (category, None, late)
    with either.write(late) as tx:
        assert expire(tx) == {}


def test_a_draft_that_became_a_case_stays_with_the_case(either: Store) -> None:
    with either.write(NOW) as tx:
        tx.session.add(
            Draft(agency_id=1, author_id=1, content="{}", digest="d", written_at=NOW, submitted_at=NOW, case_id=1)
        )

    with either.write(NOW + timedelta(days=400)) as tx:
        assert expire(tx) == {}


def test_a_region_keeps_drafts_shorter_from_the_day_it_changed_the_term(either: Store) -> None:
    with either.write(NOW) as tx:
        tx.session.add(_row(either, Category.DRAFT, NOW, 1))
        tx.session.add(
            TermRow(
                region_id=1,
                name="retain draft",
                amount=2,
                unit="weeks",
                kind="agreed",
                ground="Afspraak.",
                valid_from=date(2026, 12, 1),
            )
        )

    with either.write(NOW + timedelta(days=16)) as tx:
        assert expire(tx) == {Category.DRAFT: 1}


def test_everything_that_goes_by_itself_goes_here_but_mail_and_the_log() -> None:
    by_itself = {category for category, kept in CATEGORIES.items() if kept.term and not kept.four_eyes}

    assert by_itself - {Category.CAUGHT_MAIL, Category.LOG} == set(EXPIRES)
