"""Answering several questions of one case in one go: one sitting, one transaction, all of it or nothing.

Source: process.md, "one sitting: questions to one person that open together are one form; their keys stay apart".
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flows.commands.answer import Answered, not_open_any_more, take
from flows.commands.kept import Said, keep_late
from flows.commands.once import once
from flows.commands.question import Found, again
from flows.commands.reading import as_fields
from flows.commands.spoken import insist_past, question_of
from models.access import Viewer
from models.refusal import PartRefused, Refused, Unknown
from models.speech import mark
from models.store import Store, Tx

MOST = 40
"""Questions in one go; a form with more would not be read."""
LATE, OVERTAKEN = "late", "overtaken"
"""What was kept of an answer: it came too late; or another answer of the same sitting ended its question."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said to one question of a sitting.

    Attributes:
        key: the key of the question.
        content: as ``answer`` takes it.
        wait: the number of the question, where several of the case share the key.
        turn: the turn of the question the person saw.
    """

    key: str
    content: Mapping[str, Any]
    wait: int | None = None
    turn: int | None = None


def replies_from(content: str) -> list[Reply]:
    """The replies of a file that holds, by the key of each question, the fields of its form.

    Raises:
        BadAnswer: it is no such file.
    """
    return [_reply(place, key, fields) for place, (key, fields) in enumerate(as_fields(content).items())]


def _reply(place: int, key: str, fields: Any) -> Reply:
    if not isinstance(fields, dict):
        raise PartRefused(place, key, Refused(mark("The answer is not a form: it has no fields.")))
    return Reply(key, fields)


def answer_together(
    store: Store,
    viewer: Viewer,
    ref: str,
    replies: Sequence[Reply],
    now: datetime,
    *,
    said: Said | None = None,
) -> list[Answered]:
    """Answers several questions of a case, or none of them.

    Replies that name their question by number and turn are carried out once: the same ones again give what the first
    gave. An answer that ends the question of another reply makes that one ``overtaken``: its words are kept.

    Args:
        store: the domain database.
        viewer: who answers, or records what was said.
        ref: the number of the case.
        replies: what is said, in the order in which it is carried out.
        now: the moment.
        said: on whose behalf all of it is recorded, and when it was said.

    Raises:
        PartRefused: one of them is not taken, and so none is. Where that is because its question was answered or taken
            back before, the words of that one reply are kept.
        Refused: none of it can be taken.
    """
    said = said or Said()
    if not 0 < len(replies) <= MOST:
        raise Refused(mark("Answer one to {most} questions at a time."), most=MOST)

    def carried(inside: Store) -> list[list[Any]]:
        with inside.write(now) as tx:
            return _all_or_none(tx, viewer, ref, replies, said)

    key = _key_of(replies, said)
    became = carried(store) if key is None else once(store, viewer, key, "answer together", now, carried)
    for place, where, name, status in became:
        if status == LATE:
            raise PartRefused(place, replies[place].key, not_open_any_more(name, where))
    return [Answered(where, name, status) for _, where, name, status in became]


def _key_of(replies: Sequence[Reply], said: Said) -> str | None:
    """What tells this very sitting from every other; nothing where a question could be asked anew under its key."""
    if any(reply.wait is None or reply.turn is None for reply in replies):
        return None
    every = [[reply.wait, reply.turn, dict(reply.content)] for reply in replies]
    moment = said.at.isoformat() if said.at else None
    return hashlib.sha256(json.dumps([every, said.by, moment], sort_keys=True).encode()).hexdigest()


def _all_or_none(tx: Tx, viewer: Viewer, ref: str, replies: Sequence[Reply], said: Said) -> list[list[Any]]:
    """What became of each: its place, case, key and status. One that comes too late is kept, and nothing else is done.

    Every question is looked up before the first is answered, so that what one answer changes refuses no other.
    """
    insist_past(tx.now, said)
    asked = [_asked(tx, viewer, ref, place, reply, said) for place, reply in enumerate(replies)]
    if len({found.wait.id for found, _ in asked}) < len(asked):
        raise Refused(mark("One question is answered twice; leave one of the two out."))
    late = [place for place, (_, is_open) in enumerate(asked) if not is_open]
    for place in late:
        keep_late(asked[place][0], viewer, replies[place].content, said)
    if late:
        return [_became(place, asked[place][0], LATE) for place in late]
    return [_taken(found, viewer, place, replies[place], said) for place, (found, _) in enumerate(asked)]


def _asked(tx: Tx, viewer: Viewer, ref: str, place: int, reply: Reply, said: Said) -> tuple[Found, bool]:
    with _part(place, reply):
        return question_of(tx, viewer, ref, (reply.key, reply.wait, reply.turn), said)


def _taken(found: Found, viewer: Viewer, place: int, reply: Reply, said: Said) -> list[Any]:
    """Takes one of them, as its question stands after the answers before it."""
    with _part(place, reply):
        now, is_open = again(found)
        if is_open:
            status = take(now, viewer, dict(reply.content), said).status
        else:
            keep_late(now, viewer, reply.content, said)
            status = OVERTAKEN
    return _became(place, now, status)


def _became(place: int, found: Found, status: str) -> list[Any]:
    return [place, found.matter.case.ref, found.wait.key, status]


@contextmanager
def _part(place: int, reply: Reply) -> Iterator[None]:
    """Says of a refusal which of the replies it is about; that there is no such case is about none of them."""
    try:
        yield
    except Unknown:
        raise
    except Refused as refused:
        raise PartRefused(place, reply.key, refused) from refused
