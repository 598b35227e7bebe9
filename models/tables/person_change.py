"""Who of the people joined a case, left it, or is reached otherwise: that it was done, by whom, and never what it says.

Names and details stand with the person only; what they were before is kept nowhere.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from models.tables.base import Row, key, to


class PersonChange(Row, table=True):
    """One thing done about one of the people of a case.

    Attributes:
        who: the person, professional or institution, as an answer names a holder.
        relation: what they are to the youth; ``youth`` for the youth.
        code: why somebody left, from the list of reasons.
        fields: the names of the fields that changed, with commas between.
    """

    __tablename__ = "person_change"

    id: int = key()
    case_id: int = to("case_file")
    what: str = Field(max_length=10)
    who: str = Field(max_length=30)
    relation: str = Field(max_length=20)
    code: str | None = Field(default=None, max_length=40)
    fields: str | None = Field(default=None, max_length=200)
    changed_at: datetime
    changed_by: int = to("professional", index=False)

    __table_args__ = (
        CheckConstraint("what IN ('added', 'changed', 'left')", name="what"),
        CheckConstraint("(what = 'left') = (code IS NOT NULL)", name="left_with_a_reason"),
        CheckConstraint("(what = 'changed') = (fields IS NOT NULL)", name="changed_with_its_fields"),
    )
