"""The form about what a youth asks from their own page: what happens, in words for the youth. Files nothing."""

from typing import ClassVar, Literal

from models.forms.field import Words
from models.forms.form import Form, Sheet, asked
from models.speech import mark


class OwnAskReply(Form):
    """What the youth is answered; they read it on their own page and on the print of it."""

    question: ClassVar[str] = mark("The youth asks something from their own page. What do you answer?")

    result: Literal["arranged", "talk first", "stays"] = asked(mark("What happens"))
    reply: Words = asked(
        mark("Your answer, in words for the youth"),
        help=mark(
            "Plain words, as you would say it. The youth reads this, and so does who guides the case. A meeting,"
            " another person or a correction does not follow by itself: do that with its own button."
        ),
    )


class OwnAsking(Sheet):
    """What the youth says beside the button they press; it may stay empty."""

    words: Words | None = asked(mark("Do you want to say something about it? You do not have to."), default=None)
