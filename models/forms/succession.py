"""The form that names who takes a part in a case over. Files nothing."""

from typing import ClassVar

from models.forms.form import Form, asked
from models.holder import AProfessional
from models.speech import mark


class Successor(Form):
    """Who takes the part over; nobody: it stays where it is, at the coordinator where it is nobody's."""

    question: ClassVar[str] = mark("Who takes this part in the case over?")

    who: AProfessional | None = asked(
        mark("Who"), help=mark("Empty: it stays as it is now."), pick="professional", default=None
    )
