"""A day that is kept in view: nobody holds it, and it is never late."""

from typing import Any

import pytest
from sqlmodel import select

from flows.commands.watched_day import watch_day
from models.refusal import Refused
from models.tables import Wait, WatchedDate

FATIMA, DENNIS = "fatima.bouzidi@doorstroompunt.example", "dennis.culemborg@geldloket.example"
ILSE = "ilse.verhagen@aanmeldpunt.example"


def test_a_day_is_kept_in_view_and_nobody_is_asked_anything(desk: Any) -> None:
    ref = desk.register()

    watch_day(desk.store, desk.viewer(ILSE), ref, {"kind": "search term", "day": "2099-01-05"}, desk.now)

    with desk.store.read(desk.now) as tx:
        assert [row.kind for row in tx.session.exec(select(WatchedDate))] == ["search term"]
        assert {wait.key for wait in tx.session.exec(select(Wait))} == {"weighing"}


@pytest.mark.parametrize(
    ("email", "kind", "day", "sentence"),
    [
        (ILSE, "search term", "2020-01-05", "a day that has passed"),
        (ILSE, "a birthday", "2099-01-05", "kind"),
        (DENNIS, "search term", "2099-01-05", "There is no case"),
    ],
)
def test_what_cannot_be_kept_in_view_is_refused(desk: Any, email: str, kind: str, day: str, sentence: str) -> None:
    ref = desk.register()

    with pytest.raises(Refused, match=sentence):
        watch_day(desk.store, desk.viewer(email), ref, {"kind": kind, "day": day}, desk.now)


def test_the_same_day_is_kept_in_view_once(desk: Any) -> None:
    ref = desk.register()
    content = {"kind": "end of place", "day": "2099-01-05"}
    watch_day(desk.store, desk.viewer(ILSE), ref, content, desk.now)

    with pytest.raises(Refused, match="in view already"):
        watch_day(desk.store, desk.viewer(ILSE), ref, content, desk.now)
