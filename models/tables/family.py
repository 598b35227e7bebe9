"""What one family shares: somebody in view without a file, and agreements. Never the details of one youth."""

from datetime import datetime

from sqlalchemy import Column
from sqlmodel import Field

from models.secret import Sealed
from models.tables.base import Row, key, to


class FamilyMember(Row, table=True):
    """Somebody of the family who is in view, and needs no file for that."""

    __tablename__ = "family_member"

    id: int = key()
    family_id: int = to("family")
    given_name: str = Field(sa_column=Column(Sealed, nullable=False))
    relation: str = Field(sa_column=Column(Sealed, nullable=False))
    words: str | None = Field(default=None, sa_column=Column(Sealed, nullable=True))
    noted_at: datetime
    noted_by: int = to("professional", index=False)


class FamilyAgreement(Row, table=True):
    """An agreement in the case of one youth that is the family's: it shows in the cases of brothers and sisters."""

    __tablename__ = "family_agreement"

    action_id: int = Field(foreign_key="action.id", primary_key=True)
    family_id: int = to("family")
    shared_at: datetime
    shared_by: int = to("professional", index=False)
