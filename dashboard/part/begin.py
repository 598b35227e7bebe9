"""How a command about a region begins that is about something in particular: what is chosen, and what follows from it.

Reads what the form begins with; draws nothing and decides nothing.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flows.acts.act import Act
from flows.queries.agency_list import agency_numbered
from flows.queries.agreement import agreement_of_region
from flows.queries.colleague import colleague_called
from flows.queries.instrument import terms_of
from flows.queries.knooppunt import sheet_of_sitting
from flows.queries.option import Option
from flows.queries.pick import options_of_region
from flows.queries.pick_about import about_what
from flows.queries.region_ground import ground_of_region
from flows.queries.region_term import term_of_region
from models.access import Viewer
from models.speech import mark
from models.store import Tx
from models.tables import Agency


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a command is about, as it was chosen on the page.

    Attributes:
        start: what its form begins with.
        fixed: the fields of its form that follow from the choice, and are not asked again.
        sight: what the command changes, as it was seen; compared before anything is written.
    """

    token: str = ""
    start: Mapping[str, Any] = field(default_factory=dict)
    fixed: Mapping[str, Any] = field(default_factory=dict)
    sight: Any = None


@dataclass(frozen=True, slots=True)
class Begin:
    """How a command begins that is about something in particular: a list to choose from, and what follows from that."""

    label: str
    begin: Callable[[Tx, Viewer, str], Chosen]
    pick: str = ""

    def options(self, tx: Tx, viewer: Viewer, act: Act) -> Iterable[Option]:
        """What can be chosen."""
        if self.pick:
            return options_of_region(tx, tx.session.get_one(Agency, viewer.agency_id).region_id, self.pick)
        return about_what(tx, viewer, act.about, "")


def _agreement(tx: Tx, viewer: Viewer, token: str) -> Chosen:
    row = agreement_of_region(tx, viewer, int(token))
    return Chosen(token, {"last_on": row.valid_until.isoformat()}, sight=row.valid_until) if row else Chosen(token)


def _instrument(tx: Tx, _viewer: Viewer, token: str) -> Chosen:
    terms = terms_of(tx, int(token))
    return Chosen(token, terms, sight=terms)


def _closing(tx: Tx, _viewer: Viewer, token: str) -> Chosen:
    return Chosen(token, sight=terms_of(tx, int(token)))


def _term(tx: Tx, viewer: Viewer, token: str) -> Chosen:
    """What holds now; left as it is, nothing changes."""
    row = term_of_region(tx, viewer, token)
    begins: dict[str, Any] = {}
    if row is not None:
        urgent = {"urgent": row.urgent.words(viewer.language)} if row.urgent else {}
        begins = {
            "amount": row.amount.words(viewer.language),
            **urgent,
            "kind": row.kind,
            "off": row.off,
            "ground": row.ground,
        }
    return Chosen(token, begins, {"name": token}, row)


def _ground(tx: Tx, viewer: Viewer, token: str) -> Chosen:
    """What is written now; its short name and whether it needs consent stay."""
    row = ground_of_region(tx, viewer, token)
    if row is None:
        return Chosen(token, {}, {"code": token})
    begins = {name: getattr(row, name) for name in ("label_nl", "label_en", "purpose_nl", "purpose_en", "article")}
    days = {name: getattr(row, name) for name in ("valid_from", "valid_until")}
    begins |= {name: day.isoformat() for name, day in days.items() if day}
    return Chosen(token, begins, {"code": token, "needs_consent": row.needs_consent}, row)


def _only(_tx: Tx, _viewer: Viewer, token: str) -> Chosen:
    return Chosen(token)


def _agency(tx: Tx, viewer: Viewer, token: str) -> Chosen:
    sheet = agency_numbered(tx, viewer, int(token))
    return Chosen(token, sheet, sight=sheet)


def _colleague(tx: Tx, viewer: Viewer, token: str) -> Chosen:
    sheet = colleague_called(tx, viewer, token)
    return Chosen(token, sheet, sight=sheet)


def _sitting(tx: Tx, viewer: Viewer, token: str) -> Chosen:
    sheet = sheet_of_sitting(tx, viewer, int(token))
    return Chosen(token, sheet, sight=sheet)


_AGENCY = mark("Which agency")
_SITTING = Begin(mark("Which sitting"), _sitting)
_WHO = Begin(mark("Who"), _only)
_INSTRUMENT = mark("Which chain instrument")
BEGINS: Mapping[str, Begin] = {
    "end_agreement": Begin(mark("Which agreement"), _agreement),
    "change_instrument": Begin(_INSTRUMENT, _instrument),
    "close_instrument": Begin(_INSTRUMENT, _closing),
    "change_ground": Begin(mark("Which ground"), _ground, "ground"),
    "change_term": Begin(mark("Which term"), _term, "any term"),
    "move_sitting": _SITTING,
    "cancel_sitting": _SITTING,
    "change_agency": Begin(_AGENCY, _agency),
    "stop_agency": Begin(_AGENCY, _only),
    "start_agency": Begin(_AGENCY, _only),
    "change_colleague": Begin(mark("Who"), _colleague),
    "on_leave": _WHO,
    "back": _WHO,
    "name_contact": _WHO,
    "drop_contact": _WHO,
    "leaves": _WHO,
    "block": _WHO,
}
"""The commands for which something is chosen before the form is drawn."""
