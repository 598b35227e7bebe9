"""The demo's sign-in: pick one of the cast. Only in a demo, and only on this machine; asks for no secret."""

from collections.abc import Collection

import streamlit as st

from dashboard.part.plain import plain
from flows.office import Office
from flows.queries.cast import CastMember, cast
from models.code import Role
from models.label import LABELS, capital
from models.refusal import Refused
from models.speech import mark, say
from notifications.plain import Language

FIRST = (Role.COORDINATOR, Role.CONSULTANT, Role.MANAGER, Role.OPERATOR, Role.PRIVACY_OFFICER)
"""Roles of the region itself; who holds one stands on top."""


def choose(office: Office, language: Language) -> int | None:
    """Shows everybody one can be, and gives who was chosen just now.

    Raises:
        Refused: this is no demo, or somebody from outside this machine looks.
    """
    insist_on_demo(office)
    st.title(say(mark("Who are you today?"), language), anchor=False)
    st.markdown(
        say(
            mark("This is a demo: everybody is invented, and you can be anybody. Nothing leaves this machine."),
            language,
        )
    )
    with office.store.read(office.now()) as tx:
        members = cast(tx)
    if not members:
        st.info(say(mark("The demo region is still being made. Look again in a moment."), language))
        return None
    region = [member for member in members if set(member.roles) & set(FIRST)]
    st.header(say(mark("In the region"), language), anchor=False)
    chosen = _cards(sorted(region, key=_rank), language)
    st.header(say(mark("At an agency"), language), anchor=False)
    others = [member for member in members if member not in region]
    return chosen or _one_of(others, language)


def insist_on_demo(office: Office) -> None:
    """Refuses where somebody could be taken for another.

    Raises:
        Refused: not the demo's sign-in, or not on this machine.
    """
    if office.settings.sign_in != "demo" or not office.settings.on_loopback:
        raise Refused(mark("You cannot choose who you are here; sign in with your organisation's account."))


def _rank(member: CastMember) -> int:
    return min(FIRST.index(role) for role in member.roles if role in FIRST)


def _cards(members: list[CastMember], language: Language) -> int | None:
    chosen = None
    with st.container(horizontal=True):
        for member in members:
            with st.container(border=True, width=250):
                st.markdown(f"**{plain(member.name)}**")
                st.caption(f"{called_roles(member.roles, language)} · {plain(member.agency)}")
                words = say(mark("Be {name}"), language, name=plain(member.name.split()[0]))
                if st.button(words, key=f"be{member.id}", width="stretch"):
                    chosen = member.id
    return chosen


def _one_of(members: list[CastMember], language: Language) -> int | None:
    names = {
        member.id: f"{member.agency}: {member.name} ({called_roles(member.roles, language)})" for member in members
    }
    chosen = st.selectbox(
        say(mark("Somebody at a school or another agency"), language),
        list(names),
        index=None,
        format_func=lambda number: names.get(number, str(number)),
        placeholder=say(mark("Choose"), language),
        key="be",
    )
    pressed = st.button(say(mark("Go on"), language), type="primary", disabled=chosen is None)
    return chosen if pressed else None


def called_roles(roles: Collection[Role], language: Language) -> str:
    """What somebody is in the region; "professional" only when they are nothing else."""
    held = [role for role in Role if role in roles and (role is not Role.PROFESSIONAL or len(roles) == 1)]
    return capital(", ".join(say(LABELS[Role][role], language) for role in held))
