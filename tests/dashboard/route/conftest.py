"""What the tests of the plain pages share: a browser without script, and the questions of one case with their links."""

import asyncio
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
from sqlmodel import col, select
from starlette.applications import Starlette
from starlette.middleware import Middleware

from dashboard.route import answer as route
from dashboard.route.door import Door
from dashboard.route.limit import Limit
from dashboard.route.table import ROUTES
from flows.messages.deliver import deliver
from models.holder import Holder
from models.link_pass import LinkPass, written
from models.tables import CaseFile, Statement, Wait
from notifications.door import MemoryDoor
from notifications.envelope import Sender

ANSWER_LINK = re.compile(r"https?://[^/\s]+(/a/[0-9a-z-]+)")


class Client:
    """A browser without script, cookies or memory: each request by itself, through the door and the real routes."""

    def __init__(self) -> None:
        self._app = Starlette(routes=ROUTES, middleware=[Middleware(Door)])

    def request(self, method: str, path: str, **options: Any) -> httpx.Response:
        return asyncio.run(self._request(method, path, options))

    def get(self, path: str, **options: Any) -> httpx.Response:
        return self.request("GET", path, **options)

    def post(self, path: str, **options: Any) -> httpx.Response:
        return self.request("POST", path, **options)

    async def _request(self, method: str, path: str, options: Any) -> httpx.Response:
        transport = httpx.ASGITransport(self._app)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost", follow_redirects=True) as client:
            return await client.request(method, path, **options)


@pytest.fixture
def client(house: Any, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(route, "PER_CLIENT", Limit(1000, lambda: 0.0))
    monkeypatch.setattr(route, "PER_LINK", Limit(1000, lambda: 0.0))
    return Client()


@dataclass
class Post:
    """The mails of an installation, and the questions behind their links."""

    house: Any

    def mails(self, address: str) -> list[str]:
        """The plain text of every mail this address was sent just now."""
        door = MemoryDoor()
        store, now = self.house.office.store, self.house.now
        deliver(store, door, Sender("post@vangnet.example"), now, now, address="http://localhost")
        return [mail.get_body(("plain",)).get_content() for mail in door.sent if mail["To"] == address]

    def links(self, address: str) -> list[str]:
        """Where those mails let their reader answer."""
        return [link for mail in self.mails(address) for link in ANSWER_LINK.findall(mail)]

    def wait(self, ref: str, key: str) -> Wait:
        """The newest question of that key."""
        with self.house.office.store.read(self.house.now) as tx:
            found = select(Wait).join(CaseFile, col(CaseFile.id) == Wait.case_id).where(CaseFile.ref == ref)
            row = tx.session.exec(found.where(Wait.key == key).order_by(col(Wait.id).desc())).first()
            assert row is not None
            tx.session.expunge(row)
            return row

    def link(self, ref: str, key: str) -> str:
        """The link its holder would find in a mail."""
        wait = self.wait(ref, key)
        holder = Holder("", wait.agency_id, wait.professional_id, wait.person_id)
        return f"/a/{written(LinkPass(wait.id, holder.token), self.house.office.store.vault)}"

    def said(self, ref: str, key: str) -> list[Statement]:
        """Everything that was said to it."""
        wait = self.wait(ref, key).id
        with self.house.office.store.read(self.house.now) as tx:
            rows = list(tx.session.exec(select(Statement).where(Statement.wait_id == wait)))
            for row in rows:
                tx.session.expunge(row)
            return rows

    def turn(self, page: str) -> str:
        """The turn the page was drawn with."""
        found = re.search(r'name="turn" value="(\d+)"', page)
        assert found is not None
        return found[1]


@pytest.fixture
def post(house: Any) -> Post:
    return Post(house)


Act = Callable[..., Any]


@pytest.fixture
def act(client: Client, post: Post) -> Act:
    """Opens the page of a link, and sends one of its forms."""

    def sent(link: str, do: str = "answer", **fields: Any) -> Any:
        turn = post.turn(client.get(link).text)
        return client.post(link, data={"do": do, "turn": turn, **fields})

    return sent
