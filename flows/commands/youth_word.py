"""The youth says who may see what of the file, or takes that back; whoever speaks with the youth records it.

Source: process.md, "Parents"; domain.md, section 6.
"""

from datetime import datetime
from typing import Any

from flows.commands.opened import opened
from flows.commands.people_named import UNFIT, around_named
from flows.commands.reading import as_fields
from flows.engine.matter import Matter
from flows.engine.who import age_of
from flows.facts.youth_word import words_that_hold
from flows.records.around import Around
from models.access import Viewer
from models.age import AGREES_TOO_AT, PARENTS_STAND_BACK_AT
from models.deed import Deed
from models.forms import line_from
from models.forms.youth_word import WhoMaySee, WordTakenBack
from models.holder import as_it_was_seen, parsed
from models.refusal import BadAnswer
from models.speech import mark
from models.store import Store
from models.tables import YouthWord


def youth_says(store: Store, viewer: Viewer, ref: str, content: Any, now: datetime) -> int:
    """Keeps what the youth says of one person, in place of what was said before; gives its number.

    In a closed case too: what was handed over may be read again after it ended.

    Raises:
        Refused: a field does not fit, nobody around the youth, or the viewer does not speak with the youth.
        Changed: somebody else changed this person since they were looked at.
    """
    said = line_from(WhoMaySee, as_fields(content))
    with store.write(now) as tx:
        matter = opened(tx, viewer, ref, Deed.RECORD_WORD)
        person = _person(matter, said)
        _end(matter, person)
        row = YouthWord(
            case_id=matter.case.id,
            person_id=person,
            may=",".join(said.may),
            must_not=",".join(said.must_not),
            domains_not=",".join(said.domains_not),
            custody_agrees=said.custody_agrees,
            words=said.words,
            said_on=said.said_on,
            recorded_at=now,
            recorded_by=viewer.professional_id,
        )
        tx.session.add(row)
        tx.flush()
        return row.id


def youth_takes_back(store: Store, viewer: Viewer, ref: str, content: Any, now: datetime) -> None:
    """What was said of that person holds no more; the rule for the age of the youth holds again.

    Raises:
        Refused: nothing was said of that person, or the viewer does not speak with the youth.
    """
    said = line_from(WordTakenBack, as_fields(content))
    with store.write(now) as tx:
        matter = opened(tx, viewer, ref, Deed.RECORD_WORD)
        kind, number = parsed(as_it_was_seen(said.who)[0])
        if kind != "person" or not _end(matter, number):
            raise BadAnswer(UNFIT, "who", why=mark("the youth said nothing of this person that holds"))


def _person(matter: Matter, said: WhoMaySee) -> int:
    """Whom it is about, once the age of the youth allows that.

    Raises:
        BadAnswer: the field that does not fit.
    """
    who = around_named(matter, said.who)
    if who.holder.person_id is None:
        why = mark("what an organisation or a professional sees follows from their part in the case")
        raise BadAnswer(UNFIT, "who", why=why)
    if said.said_on > matter.today:
        raise BadAnswer(mark("The field '{field}' lies in the future."), "said_on")
    _insist_on_age(age_of(matter, said.said_on), who, said)
    return who.holder.person_id


def _insist_on_age(years: int, who: Around, said: WhoMaySee) -> None:
    """Under twelve who has custody decides; until sixteen a yes for somebody else is theirs too."""
    if who.has_custody and years < AGREES_TOO_AT:
        raise BadAnswer(UNFIT, "who", why=mark("under twelve who has custody reads for the child"))
    if said.may and not who.has_custody and years < PARENTS_STAND_BACK_AT and not said.custody_agrees:
        why = mark("until the youth is sixteen those with custody agree too")
        raise BadAnswer(UNFIT, "custody_agrees", why=why)


def _end(matter: Matter, person: int) -> bool:
    """Ends what holds of that person; whether there was anything."""
    found = [row for row in words_that_hold(matter) if row.person_id == person]
    for row in found:
        row.until_at, row.ended_by = matter.now, matter.speaker
        matter.session.add(row)
    matter.tx.flush()
    return bool(found)
