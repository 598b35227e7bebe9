"""Several questions of one case answered in one go: all of them or none, once, and whoever came first is not undone."""

import itertools
import json
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from sqlalchemy import text
from sqlmodel import select

from flows.commands.answer import answer
from flows.commands.kept import Said
from flows.commands.together import Reply, answer_together, replies_from
from flows.engine import hot
from flows.engine.filing import _FILINGS
from flows.engine.journal import OpenWait
from flows.engine.matter import Matter
from models.refusal import BadAnswer, Changed, NotAllowed, NotOpen, PartRefused, Refused, Unknown
from models.store import Store
from models.tables import Statement, Wait

RUBEN, FATIMA = "ruben.dijkzicht@aanmeldpunt.example", "fatima.bouzidi@doorstroompunt.example"
DENNIS, ILSE = "dennis.culemborg@geldloket.example", "ilse.verhagen@aanmeldpunt.example"
KARIN = "karin.lingeman@debrug.example"
KEYS = ("action:1", "action:2", "action:3")
DONE_ON = "2026-11-23"


@pytest.fixture
def ref(desk: Any) -> str:
    """Lieke's plan asks three things of the debt counsellors; Dennis has not answered any of them."""
    return planned(desk)


def planned(desk: Any) -> str:
    ref = str(desk.register())
    desk.answer(ILSE, ref, "weighing", decision="consultant", case_manager=desk.professional(FATIMA))
    desk.answer(FATIMA, ref, "case-manager")
    desk.answer(ILSE, ref, "proposal", consultant=desk.professional(RUBEN))
    desk.answer(RUBEN, ref, "acceptance")
    desk.answer(RUBEN, ref, "introduction", met_on=str(desk.today), clicks=True)
    debt = f"agency:{desk.agency('geldloket')}"
    actions = [{"who": debt, "words": f"Stap {number}", "due_on": desk.day(14)} for number in range(1, 4)]
    goal = {"domain": "living", "words": "Een eigen kamer", "actions": actions}
    marks = [{"domain": "living", "youth": 3, "professional": 4}]
    desk.answer(RUBEN, ref, "plan", goals=[goal], marks=marks, youth_agrees=True)
    return ref


def as_seen(desk: Any, ref: str, **fields: Any) -> list[Reply]:
    """What Dennis says to each of his questions, as the page shows them to him; the key with `_` for `:`."""
    waits = desk.waits(ref)
    named = {key.replace("_", ":"): content for key, content in fields.items()}
    return [Reply(key, content, waits[key].id, waits[key].turn) for key, content in named.items()]


def together(desk: Any, ref: str, replies: list[Reply], who: str = DENNIS, **more: Any) -> list[str]:
    became = answer_together(desk.store, desk.viewer(who), ref, replies, desk.now, **more)
    return [each.status for each in became]


def words(desk: Any) -> list[tuple[str, str]]:
    """What was said to the actions, in order: which, and as what it is kept."""
    with desk.store.read(desk.now) as tx:
        rows = tx.session.exec(select(Statement).order_by(Statement.id)).all()  # type: ignore[arg-type]
        return [(row.key, str(row.kind)) for row in rows if row.key in KEYS]


DONE = {"done_on": DONE_ON}
LONGER = {"needs_longer": {"until": "2026-12-15", "code": "no place"}}


def test_what_belongs_together_is_answered_in_one_go(desk: Any, ref: str) -> None:
    replies = as_seen(desk, ref, action_1=DONE, action_2=DONE, action_3=LONGER)

    assert together(desk, ref, replies) == ["given", "given", "needs longer"]

    desk.carry()
    assert set(desk.waits(ref)) & set(KEYS) == {"action:3"}
    assert words(desk) == [(key, "answer") for key in KEYS]


def test_what_is_left_out_stays_open(desk: Any, ref: str) -> None:
    assert together(desk, ref, as_seen(desk, ref, action_2=DONE)) == ["given"]

    assert set(desk.waits(ref)) & set(KEYS) == {"action:1", "action:3"}


def test_a_part_that_does_not_fit_is_named_with_its_field_and_nothing_is_done(desk: Any, ref: str) -> None:
    replies = as_seen(desk, ref, action_1=DONE, action_2={"done_on": "2031-01-01"}, action_3=DONE)

    with pytest.raises(PartRefused) as refused:
        together(desk, ref, replies)

    assert (refused.value.place, refused.value.key) == (1, "action:2")
    assert isinstance(refused.value.because, BadAnswer)
    assert refused.value.because.field == "done_on"
    assert refused.value.text("en").startswith("Nothing of it was done, because of 'action:2': ")
    assert set(KEYS) < set(desk.waits(ref))
    assert words(desk) == []


def test_once_it_is_put_right_the_same_form_is_taken(desk: Any, ref: str) -> None:
    with pytest.raises(PartRefused):
        together(desk, ref, as_seen(desk, ref, action_1=DONE, action_2={}))

    assert together(desk, ref, as_seen(desk, ref, action_1=DONE, action_2=DONE)) == ["given", "given"]


def test_the_same_form_sent_again_gives_what_the_first_gave(desk: Any, ref: str) -> None:
    replies = as_seen(desk, ref, action_1=DONE, action_3=LONGER)

    first, again = together(desk, ref, replies), together(desk, ref, replies)

    assert first == again
    assert words(desk) == [("action:1", "answer"), ("action:3", "answer")]


def test_what_a_colleague_answered_meanwhile_is_told_and_its_words_are_kept_and_the_rest_waits(
    desk: Any, ref: str
) -> None:
    replies = as_seen(desk, ref, action_1=DONE, action_2=DONE)
    answer(desk.store, desk.viewer(DENNIS), ref, "action:2", DONE, desk.now)

    for _ in range(2):
        with pytest.raises(PartRefused) as refused:
            together(desk, ref, replies)

    assert refused.value.key == "action:2"
    assert isinstance(refused.value.because, NotOpen)
    assert words(desk) == [("action:2", "answer"), ("action:2", "superseded")]
    assert together(desk, ref, replies[:1]) == ["given"]


def test_what_was_taken_back_meanwhile_is_kept_as_late(desk: Any, ref: str) -> None:
    replies = as_seen(desk, ref, action_1=DONE, action_2=DONE)
    with desk.store.write(desk.now) as tx:
        wait = tx.session.get_one(Wait, replies[0].wait)
        wait.status, wait.closed_at, wait.code = "withdrawn", desk.now, "no longer needed"
        tx.session.add(wait)

    with pytest.raises(PartRefused):
        together(desk, ref, replies)

    assert words(desk) == [("action:1", "late")]


def test_a_question_that_was_changed_meanwhile_is_looked_at_again_and_nothing_is_done(desk: Any, ref: str) -> None:
    replies = as_seen(desk, ref, action_1=DONE, action_2=DONE)
    answer(desk.store, desk.viewer(DENNIS), ref, "action:2", LONGER, desk.now)

    with pytest.raises(PartRefused) as refused:
        together(desk, ref, replies)

    assert isinstance(refused.value.because, Changed)
    assert words(desk) == [("action:2", "answer")]


def test_two_who_answer_overlapping_questions_at_once_do_not_undo_one_another(desk: Any, ref: str) -> None:
    forms = as_seen(desk, ref, action_1=DONE, action_2=DONE), as_seen(desk, ref, action_2=LONGER, action_3=DONE)

    def send(replies: list[Reply]) -> str:
        try:
            return "/".join(together(desk, ref, replies))
        except PartRefused as refused:
            return type(refused.because).__name__

    with ThreadPoolExecutor(2) as both:
        became = list(both.map(send, forms))

    assert became in (["given/given", "CameLate"], ["Changed", "needs longer/given"])
    left = set(desk.waits(ref)) & set(KEYS)
    assert left == ({"action:3"} if became[1] == "CameLate" else {"action:1", "action:2"})


def test_the_same_form_sent_twice_at_the_same_moment_is_carried_out_once(desk: Any, ref: str) -> None:
    replies = as_seen(desk, ref, action_1=DONE, action_2=DONE)

    with ThreadPoolExecutor(2) as both:
        became = list(both.map(lambda _: together(desk, ref, replies), range(2)))

    assert became == [["given", "given"]] * 2
    assert words(desk) == [("action:1", "answer"), ("action:2", "answer")]


def test_what_another_agency_said_in_a_talk_is_recorded_in_one_go_and_told_to_them(desk: Any, ref: str) -> None:
    said = Said(by=desk.viewer(DENNIS).professional_id, at=desk.now - timedelta(days=2))

    became = together(desk, ref, as_seen(desk, ref, action_1=DONE, action_2=DONE), RUBEN, said=said)

    assert became == ["given", "given"]
    with desk.store.read(desk.now) as tx:
        rows = [row for row in tx.session.exec(select(Statement)) if row.key in KEYS]
        assert {row.said_at for row in rows} == {said.at}
        assert {row.said_by_professional_id for row in rows} == {said.by}
        assert {row.recorded_by_id for row in rows} == {desk.viewer(RUBEN).professional_id}
    assert len(desk.told(ref, "RecordedForYou")) == 2


def test_what_another_answer_of_the_same_form_ends_is_kept_and_told(
    desk: Any, ref: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    replies = as_seen(desk, ref, action_1=DONE, action_2=DONE, action_3=DONE)

    def ends_the_second(matter: Matter, _wait: OpenWait, _form: object) -> None:
        close = {"wait": replies[1].wait, "to_status": "withdrawn", "now": matter.now}
        matter.tx.run(hot.CLOSE_WAIT, **close, code="no longer needed", value=None)

    monkeypatch.setitem(_FILINGS, "ActionDone", ends_the_second)

    assert together(desk, ref, replies) == ["given", "overtaken", "given"]
    assert words(desk) == [("action:1", "answer"), ("action:2", "late"), ("action:3", "answer")]


def test_who_may_not_answer_one_of_them_answers_none(desk: Any, ref: str) -> None:
    replies = [*as_seen(desk, ref, action_1=DONE), Reply("review:1", {"goes_on": "go on"})]

    with pytest.raises(PartRefused) as refused:
        together(desk, ref, replies)

    assert isinstance(refused.value.because, NotAllowed)
    assert words(desk) == []


def test_a_case_one_may_not_know_of_reads_as_one_that_is_not_there(desk: Any, ref: str) -> None:
    with pytest.raises(Unknown):
        together(desk, ref, as_seen(desk, ref, action_1=DONE), KARIN)


@pytest.mark.parametrize("how_many", [0, 41])
def test_nothing_at_all_and_far_too_much_are_refused(desk: Any, ref: str, how_many: int) -> None:
    with pytest.raises(Refused, match="one to 40"):
        together(desk, ref, [Reply("action:1", DONE)] * how_many)


def test_one_question_is_not_answered_twice_in_one_form(desk: Any, ref: str) -> None:
    with pytest.raises(Refused, match="twice"):
        together(desk, ref, as_seen(desk, ref, action_1=DONE) + as_seen(desk, ref, action_1=LONGER))

    assert words(desk) == []


def test_a_file_holds_the_answers_by_key(desk: Any, ref: str) -> None:
    became = together(desk, ref, replies_from(json.dumps({"action:1": DONE, "action:2": LONGER})))

    assert became == ["given", "needs longer"]
    with pytest.raises(PartRefused, match="action:2"):
        replies_from('{"action:1": {}, "action:2": []}')


def test_a_machine_that_dies_anywhere_leaves_all_of_it_or_nothing(
    fresh: Callable[[], Store],
    desks: Callable[[Store], Any],
    breaker_of: Callable[[Store], Any],
    killed: type[BaseException],
) -> None:
    store = fresh()
    breaker, desk = breaker_of(store), desks(store)
    ref = planned(desk)
    replies = as_seen(desk, ref, action_1=DONE, action_2=DONE, action_3=LONGER)

    for statement in itertools.count():
        breaker.at = iter([statement])
        try:
            became = together(desk, ref, replies)
        except killed:
            assert set(KEYS) < set(desk.waits(ref))
            assert words(desk) == []
        else:
            break

    assert became == ["given", "given", "needs longer"]
    assert statement > len(replies) * 5
    assert words(desk) == [(key, "answer") for key in KEYS]


SAYS = {"done": DONE, "longer": LONGER, "no day": {"done_on": "tomorrow"}, "another form": {"goes_well": True}}
FORM = some.tuples(*[some.sampled_from(["nothing", *SAYS])] * len(KEYS))


@pytest.fixture
def again(
    fresh: Callable[[], Store], desks: Callable[[Store], Any], tmp_path: Path
) -> Iterator[Callable[[], tuple[Any, str]]]:
    """The same case as often as it is asked for, each time as it was."""
    first = fresh()
    ref = planned(desks(first))
    whole, numbers = tmp_path / "planned.db", itertools.count()
    with first.engine.connect() as connection:
        connection.execute(text("ROLLBACK"))
        connection.execute(text(f"VACUUM INTO '{whole}'"))
    opened: list[Store] = []

    def new() -> tuple[Any, str]:
        path = tmp_path / f"planned-{next(numbers)}.db"
        shutil.copy(whole, path)
        opened.append(Store(f"sqlite:///{path}", first.vault, safe=False))
        return desks(opened[-1]), ref

    yield new
    for store in opened:
        store.close()


@settings(max_examples=25)
@given(forms=some.lists(FORM, min_size=2, max_size=4))
def test_whatever_is_sent_in_whatever_order_each_form_is_taken_whole_or_not_at_all(
    forms: list[tuple[str, ...]], again: Callable[[], tuple[Any, str]]
) -> None:
    desk, ref = again()
    desk.later(minutes=2)
    at_first = desk.waits(ref)
    for form in forms:
        said_to = {key: SAYS[says] for key, says in zip(KEYS, form, strict=True) if says in SAYS}
        replies = [Reply(key, content, at_first[key].id) for key, content in said_to.items()]
        before, said = turns(desk, ref), words(desk)
        try:
            became = together(desk, ref, replies)
        except Refused as refused:
            late = isinstance(refused, PartRefused) and isinstance(refused.because, NotOpen)
            kept = words(desk)[len(said) :]
            assert turns(desk, ref) == before
            assert kept == [(reply.key, "superseded") for reply in replies if late and reply.key not in before]
        else:
            assert words(desk)[len(said) :] == [(reply.key, "answer") for reply in replies]
            assert became == ["given" if reply.content == DONE else "needs longer" for reply in replies]


def turns(desk: Any, ref: str) -> dict[str, int]:
    """The open actions and how often each was changed."""
    return {key: wait.turn for key, wait in desk.waits(ref).items() if key in KEYS}
