"""What is filled in about keeping and destroying: approving, taking off the list, holding a case. Files nothing."""

from datetime import date

from models.forms.field import Number, Words
from models.forms.form import Guarded, Sheet, asked
from models.speech import mark


class Approval(Sheet):
    """Items of the destruction list somebody looked at, and that may go."""

    items: tuple[Number, ...] = asked(mark("Which may be destroyed"), pick="to approve", min_length=1, max_length=200)


class TakenOff(Guarded):
    """An item that may not go yet."""

    item: Number = asked(mark("Which one"), pick="on the list")
    why: Words = asked(mark("Why it must be kept longer"))
    again_on: date = asked(mark("Look at it again on"), help=mark("At most two years ahead."))


class Held(Guarded):
    """A case of which nothing is destroyed for now."""

    ref: str = asked(mark("Case number"), min_length=6, max_length=12, pattern=r"^[A-Za-z0-9-]+$")
    why: Words = asked(mark("Why"), help=mark("A complaint, a court, an inspection. Do not name anybody."))


class HoldEnded(Guarded):
    """A hold that is over."""

    hold: Number = asked(mark("Which one"), pick="legal hold")
