"""A youth presses a button on their own page: another meeting, another person, something is wrong here.

It becomes a question with a day of its own; nothing else follows by itself.
"""

from datetime import datetime
from typing import Any

from flows.commands.own_link import lock_behind
from flows.commands.reading import as_fields
from flows.engine.step import add_run
from flows.engine.who import age_of
from flows.facts.own_ask import open_kinds
from flows.queries.own_link import behind
from models.access import Viewer
from models.code import Errand, Logged, OwnAskKind
from models.condition import Thing
from models.deed import Deed
from models.forms import line_from
from models.forms.own_ask import OwnAsking
from models.look import Look
from models.policy import DEEDS, allows
from models.refusal import NotAllowed, Refused
from models.speech import mark
from models.store import Store
from models.tables import OwnAsk

ASKED_ALREADY = mark("You asked this already. Somebody is looking at it; you will read the answer on this page.")


def ask_for_oneself(store: Store, viewer: Viewer, link: int, kind: OwnAskKind, content: Any, now: datetime) -> int:
    """Asks it of who answers such a thing; gives its number. The same again waits for the answer to the first.

    Raises:
        NotOpen: the link leads nowhere any more.
        NotAllowed: the viewer is not that youth, or too young.
        Refused: it is asked already, or the words do not fit.
    """
    said = line_from(OwnAsking, as_fields(content))
    with store.write(now) as tx:
        lock_behind(tx, link)
        matter, reader = behind(tx, viewer, link)
        if not allows({reader.link}, *DEEDS[Deed.ASK_FOR_ONESELF], Thing(age=age_of(matter))):
            tx.note(Look(viewer, Logged.REFUSED, matter.case.id, Deed.ASK_FOR_ONESELF))
            raise NotAllowed(mark("You cannot do this in this case."))
        if kind in open_kinds(tx, matter.case.id):
            raise Refused(ASKED_ALREADY)
        row = OwnAsk(case_id=matter.case.id, kind=kind, words=said.words, asked_at=now)
        tx.session.add(row)
        tx.flush()
        add_run(tx, matter.case.id, Errand.OWN_ASK, about=row.id)
        tx.note(Look(viewer, Logged.COMMAND, matter.case.id, Deed.ASK_FOR_ONESELF, reader.link.value))
        return row.id
