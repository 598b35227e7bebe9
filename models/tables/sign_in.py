"""Who is signed in where, and until when. Holds no address, and no key that lets anybody in."""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from models.tables.base import Row, key, to


class SignIn(Row, table=True):
    """One sign-in in one browser, known by a digest of what the provider said then."""

    __tablename__ = "sign_in"

    id: int = key()
    professional_id: int = to("professional")
    digest: str = Field(unique=True, max_length=32)
    second_factor: bool
    made_at: datetime
    seen_at: datetime
    ended_at: datetime | None = Field(default=None)

    __table_args__ = (
        CheckConstraint("seen_at >= made_at", name="seen_after_made"),
        CheckConstraint("ended_at IS NULL OR ended_at >= made_at", name="ended_after_made"),
    )
