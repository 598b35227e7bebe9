"""The field in which a youth doctor writes what others need to know; the same in every form. Files nothing."""

from typing import Annotated, Any

from pydantic import StringConstraints

from models.forms.field import Words
from models.forms.form import asked
from models.speech import mark

LONGEST = 600
"""Characters: a conclusion, and no file of a patient."""

Conclusion = Annotated[Words, StringConstraints(max_length=LONGEST)]


def conclusion() -> Any:
    """What the others need to know to help; left empty by everybody who is no youth doctor."""
    return asked(
        mark("Medical conclusion, by the youth doctor"),
        help=mark(
            "For the others at the table, and for the youth, who reads it too: what the youth can and cannot do, what"
            " helps, and what you advise. At most 600 characters. No diagnosis, complaints, medicine or results: those"
            " stay in your own file."
        ),
        default=None,
    )
