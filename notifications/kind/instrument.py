"""Notices about chain instruments. Never says which one: that could tell what a youth needs."""

from notifications.plain import CaseNotice, Link, sample


class PlaceFree(CaseNotice):
    """To the case manager of who is first in line: a place is free; take it, or give it on."""

    template = "place_free"
    urgent = True
    floor = True
    section = "questions"
    link: Link
    demo = sample()
