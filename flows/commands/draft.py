"""Keeping and throwing away a registration that is being written. Handing it in is ``register.hand_in``."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flows.commands.register import write_draft
from models.access import Viewer
from models.refusal import Refused, Unknown
from models.secret import vault
from models.speech import mark
from models.store import Store, Tx
from models.tables import Draft


def keep_draft(store: Store, viewer: Viewer, draft: int | None, fields: Mapping[str, Any], now: datetime) -> int:
    """Keeps what was written so far in the draft of that number, or in a new one; gives its number.

    Raises:
        Unknown: no such draft of the viewer's agency, or it was handed in meanwhile.
        NotAllowed: the viewer's agency has not signed the cooperation agreement.
    """
    if draft is None:
        return write_draft(store, viewer, fields, now)
    text = json.dumps(dict(fields), sort_keys=True, ensure_ascii=False)
    with store.write(now) as tx:
        row = _own(tx, viewer, draft)
        row.content, row.written_at = text, now
        row.digest = vault().digest("draft", f"{draft}\0{text}")
        tx.session.add(row)
    return draft


def drop_draft(store: Store, viewer: Viewer, draft: int, now: datetime) -> None:
    """Throws a draft away.

    Raises:
        Unknown: no such draft of the viewer's agency, or it was handed in.
    """
    with store.write(now) as tx:
        tx.session.delete(_own(tx, viewer, draft))


def _own(tx: Tx, viewer: Viewer, draft: int) -> Draft:
    row = tx.session.get(Draft, draft)
    if row is None or row.agency_id != viewer.agency_id:
        raise Unknown(mark("There is no draft with number {number}."), number=draft)
    if row.case_id is not None:
        raise Refused(mark("This registration was handed in already."))
    return row
