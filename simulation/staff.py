"""Temporary staff in a simulation: they begin, go on leave, and leave. The people of the demo region always stay."""

from datetime import datetime, timedelta

from sqlmodel import select

from flows.commands.leave import leaves, on_leave
from flows.commands.viewer import viewer_numbered
from models.access import Viewer
from models.code import AgencyKind, Role
from models.secret import digest_of_email
from models.store import Store
from models.tables import Professional, ProfessionalRole
from simulation.cast import Cast
from simulation.deck import Luck
from simulation.hour import day_of

PLACES = (
    (AgencyKind.DOORSTROOMPUNT, "Invaller", "Eerstwijk"),
    (AgencyKind.NEIGHBOURHOOD_TEAM, "Invaller", "Tweedam"),
    (AgencyKind.SOCIAL_SUPPORT, "Invaller", "Driebergh"),
    (AgencyKind.SCHOOL, "Invaller", "Vierhout"),
)


class Staff:
    """Who is there for a while."""

    def __init__(self, store: Store, cast: Cast, luck: Luck) -> None:
        self._store, self.cast, self._luck = store, cast, luck
        self.emails: list[str] = []

    def begin(self, now: datetime) -> None:
        """One temporary colleague at each of these places."""
        with self._store.write(now) as tx:
            for kind, given_name, family_name in PLACES:
                desk = self.cast.of_kind(kind)[0]
                email = f"{family_name.lower()}@invallers.example"
                row = Professional(
                    agency_id=desk.number,
                    given_name=given_name,
                    family_name=family_name,
                    email=email,
                    email_digest=digest_of_email(email),
                )
                tx.session.add(row)
                tx.flush()
                tx.session.add(ProfessionalRole(professional_id=row.id, role=Role.PROFESSIONAL))
                tx.flush()
                self.cast.joins(viewer_numbered(tx, row.id))
                self.emails.append(email)

    def away(self, email: str, now: datetime) -> None:
        """Two weeks of leave, with a colleague as substitute or the contact of the agency."""
        content = {"from_on": str(day_of(now)), "until_on": str(day_of(now + timedelta(days=14)))}
        on_leave(self._store, self._lead, email, content | self._substitute(email, now), now)

    def leave(self, email: str, now: datetime) -> None:
        """The last day; what they hold is handed on."""
        leaves(self._store, self._lead, email, {"on": str(day_of(now))} | self._substitute(email, now), now)
        self.cast.leaves(self._number(email, now))

    @property
    def _lead(self) -> Viewer:
        return self.cast.coordinator

    def _substitute(self, email: str, now: datetime) -> dict[str, str]:
        number = self._number(email, now)
        desk = self.cast.desks[self.cast.viewers[number].agency_id]
        others = [each for each in desk.staff if each != number]
        return {"substitute": f"professional:{others[0]}"} if others and self._luck.happens(0.5) else {}

    def _number(self, email: str, now: datetime) -> int:
        with self._store.read(now) as tx:
            return tx.session.exec(
                select(Professional.id).where(Professional.email_digest == digest_of_email(email))
            ).one()
