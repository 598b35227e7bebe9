"""The sheets of a sitting of a knooppunt: planned once or in a series, moved. Files nothing.

Source: process.md, stage 2, "a place in the knooppunt's calendar (several cases a sitting, 20-30 minutes each)".
"""

from datetime import date, datetime
from typing import Annotated, Self

from pydantic import Field, model_validator

from models.forms.field import Place
from models.forms.form import Sheet, asked, refuse
from models.holder import AnAgency
from models.speech import mark

Minutes = Annotated[int, Field(ge=10, le=600)]
Places = Annotated[int, Field(ge=1, le=40)]
Weeks = Annotated[int, Field(ge=1, le=26)]


class SittingMoved(Sheet):
    """When and where a sitting is from now on, and how many youths can be spoken about."""

    starts_at: datetime = asked(mark("From"))
    minutes: Minutes = asked(mark("How many minutes in all"), default=120)
    places: Places = asked(
        mark("How many youths"), help=mark("The time is divided between them, 20 to 30 minutes each."), default=4
    )
    place: Place = asked(mark("Where"))

    @model_validator(mode="after")
    def _is_a_moment(self) -> Self:
        if self.starts_at.tzinfo is None:
            raise refuse("starts_at", mark("is a moment without a time zone"))
        return self


class SittingPlan(SittingMoved):
    """A sitting that is planned, or as many as there are on that day of the week up to and including a day."""

    school: AnAgency | None = asked(
        mark("At which school"), help=mark("Empty: at none in particular."), pick="school", default=None
    )
    members: list[AnAgency] = asked(
        mark("Which organisations always sit there"),
        help=mark("They answer once whether they come, for every youth of a sitting."),
        pick="agency",
        default_factory=list,
        max_length=40,
    )
    weeks: Weeks | None = asked(mark("Every how many weeks"), help=mark("Empty: only this once."), default=None)
    until_on: date | None = asked(mark("Up to and including"), default=None)

    @model_validator(mode="after")
    def _is_a_whole_series(self) -> Self:
        if (self.weeks is None) != (self.until_on is None):
            raise refuse("until_on", mark("a series has a number of weeks and a last day, and one sitting has neither"))
        if self.until_on is not None and self.until_on < self.starts_at.date():
            raise refuse("until_on", mark("ends before it begins"))
        return self
