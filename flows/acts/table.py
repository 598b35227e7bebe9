"""The one table of what people can do besides answering, by name. Draws nothing and prints nothing."""

from collections.abc import Mapping

from flows.acts.act import Act
from flows.acts.of_case import OF_CASE
from flows.acts.of_means import OF_MEANS
from flows.acts.of_people import OF_PEOPLE
from flows.acts.of_question import OF_QUESTION

ACTS: Mapping[str, Act] = {**OF_CASE, **OF_QUESTION, **OF_MEANS, **OF_PEOPLE}
"""Every command; a test holds it against what can be lawful."""
