"""Destroys a case: every row that hangs on it, and the people nobody else knows. Decides nothing, and keeps numbers.

What hangs on a case stands in ``models.fate``; this walks along that table and knows no table by name but those of
people.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, exists, or_, select

from flows.engine.hot import table
from models.fate import FATES, Fate
from models.secret import vault
from models.store import Tx
from models.tables import CaseFile, Custody, Family, FamilyMember, Message, NameDigest, Person, Row, Youth

_CASE, _YOUTH, _PERSON = table(CaseFile), table(Youth), table(Person)
_CUSTODY, _FAMILY, _MEMBER = table(Custody), table(Family), table(FamilyMember)
_DIGEST, _MESSAGE = table(NameDigest), table(Message)
_GO = [each for each in reversed(Row.metadata.sorted_tables) if FATES[each.name].fate is Fate.GOES]
_TO_A_PERSON = [
    (each, column)
    for each in Row.metadata.sorted_tables
    for column in each.columns
    if any(key.column.table is _PERSON for key in column.foreign_keys)
]
_OWN = frozenset({"name_digest"})
"""What is a person's own, and keeps nobody."""
_PROOF = "destroyed case"


@dataclass(frozen=True, slots=True)
class Gone:
    """What was destroyed.

    Attributes:
        counts: rows by table.
        refs: the numbers of the cases, for what is known by them outside the tables.
        addresses: the mail addresses of people who went.
    """

    counts: Mapping[str, int]
    refs: tuple[str, ...]
    addresses: tuple[str, ...]

    @property
    def rest(self) -> str:
        """What is still to be cleaned elsewhere, as it is kept (sealed) until that is done."""
        return json.dumps({"refs": self.refs, "addresses": self.addresses})


def proof_of(ref: str) -> str:
    """What who knows the number of a case finds its destruction by; it gives no number away."""
    return vault().sign(_PROOF, ref)


def is_proof_of(ref: str, proof: str) -> bool:
    """Whether this proof is of that case, under any secret this installation had."""
    return vault().is_signed(_PROOF, ref, proof)


def with_joined(tx: Tx, *cases: int) -> frozenset[int]:
    """Cases and those that were joined with them: they are one, and go together."""
    joined = tx.connection.execute(select(_CASE.c.id).where(_CASE.c.merged_into_id.in_(cases))).scalars()
    return frozenset({*cases, *joined})


def destroy(tx: Tx, cases: Collection[int]) -> Gone:
    """Deletes every row that hangs on these cases, under their lock; the people too who are known by no other case.

    A case goes with those that were joined with it (``with_joined``).
    """
    tx.flush()
    tx.session.expire_all()
    refs = tuple(tx.connection.execute(select(_CASE.c.ref).where(_CASE.c.id.in_(cases)).order_by(_CASE.c.id)).scalars())
    youths = set(tx.connection.execute(select(_CASE.c.youth_id).where(_CASE.c.id.in_(cases))).scalars())
    people = _people(tx, cases, youths)
    counts = {each.name: _delete(tx, each, _hangs_on(each, cases)) for each in _GO}
    addresses = _forget(tx, youths, people, counts)
    tx.session.expire_all()
    return Gone({name: number for name, number in sorted(counts.items()) if number}, refs, addresses)


def _hangs_on(each: Table, cases: Collection[int]) -> ColumnElement[bool]:
    return or_(*(_by(each.c[name], cases) for name in FATES[each.name].by))


def _by(column: Any, cases: Collection[int]) -> ColumnElement[bool]:
    keys = list(column.foreign_keys)
    target = keys[0].column.table if keys else _CASE
    if target is _CASE:
        found: ColumnElement[bool] = column.in_(cases)
        return found
    within: ColumnElement[bool] = column.in_(select(target.c.id).where(_hangs_on(target, cases)))
    return within


def _people(tx: Tx, cases: Collection[int], youths: Collection[int]) -> set[int]:
    """Everybody the cases name: the youth, those with custody, and whoever stands in a row of theirs."""
    found = set(youths)
    found |= set(tx.connection.execute(select(_CUSTODY.c.person_id).where(_CUSTODY.c.youth_id.in_(youths))).scalars())
    for each, column in _TO_A_PERSON:
        if FATES[each.name].fate is Fate.GOES:
            found |= set(tx.connection.execute(select(column).where(_hangs_on(each, cases)).distinct()).scalars())
    return {person for person in found if person is not None}


def _forget(tx: Tx, youths: set[int], people: set[int], counts: dict[str, int]) -> tuple[str, ...]:
    """Deletes the people no row of another case names any more; gives the addresses they had."""
    alone = [each for each in youths if not _any(tx, _CASE.c.youth_id == each)]
    families = set(
        tx.connection.execute(
            select(_YOUTH.c.family_id).where(_YOUTH.c.person_id.in_(alone), _YOUTH.c.family_id.is_not(None))
        ).scalars()
    )
    counts["custody"] = _delete(tx, _CUSTODY, _CUSTODY.c.youth_id.in_(alone))
    counts["youth"] = _delete(tx, _YOUTH, _YOUTH.c.person_id.in_(alone))
    empty = [each for each in families if not _any(tx, _YOUTH.c.family_id == each)]
    counts["family_member"] = _delete(tx, _MEMBER, _MEMBER.c.family_id.in_(empty))
    counts["family"] = _delete(tx, _FAMILY, _FAMILY.c.id.in_(empty))
    # What was sent to somebody in no case in particular keeps nobody known.
    unknown = [each for each in people if not _is_named(tx, each)]
    counts["message"] += _delete(tx, _MESSAGE, _MESSAGE.c.to_person_id.in_(unknown))
    sealed = select(_PERSON.c.email).where(_PERSON.c.id.in_(unknown), _PERSON.c.email.is_not(None))
    addresses = tuple(tx.connection.execute(sealed.order_by(_PERSON.c.id)).scalars())
    counts["name_digest"] = _delete(tx, _DIGEST, _DIGEST.c.person_id.in_(unknown))
    counts["person"] = _delete(tx, _PERSON, _PERSON.c.id.in_(unknown))
    return addresses


def _is_named(tx: Tx, person: int) -> bool:
    return any(
        _any(tx, column == person, *([_MESSAGE.c.case_id.is_not(None)] if each is _MESSAGE else []))
        for each, column in _TO_A_PERSON
        if each.name not in _OWN
    )


def _any(tx: Tx, *conditions: ColumnElement[bool]) -> bool:
    return bool(tx.connection.execute(select(exists().where(*conditions))).scalar())


def _delete(tx: Tx, each: Table, condition: ColumnElement[bool]) -> int:
    return int(tx.connection.execute(delete(each).where(condition)).rowcount)
