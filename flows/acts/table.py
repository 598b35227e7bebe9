"""The one table of what people can do besides answering, by name. Draws nothing and prints nothing."""

from collections.abc import Mapping

from flows.acts.act import Act
from flows.acts.of_case import OF_CASE
from flows.acts.of_emergency import OF_EMERGENCY
from flows.acts.of_means import OF_MEANS
from flows.acts.of_people import OF_PEOPLE
from flows.acts.of_question import OF_QUESTION
from flows.acts.of_region import OF_REGION
from flows.acts.of_retention import OF_RETENTION
from flows.acts.of_staff import OF_STAFF

ACTS: Mapping[str, Act] = {
    **OF_CASE,
    **OF_QUESTION,
    **OF_MEANS,
    **OF_PEOPLE,
    **OF_REGION,
    **OF_RETENTION,
    **OF_STAFF,
    **OF_EMERGENCY,
}
"""Every command; a test holds it against what can be lawful."""
