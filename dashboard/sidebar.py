"""What stands beside every page: the language, who one is, and ways out to the mail and to Prefect. No page itself."""

from collections.abc import Mapping

import streamlit as st

from dashboard.desk import Desk
from dashboard.known import leave
from dashboard.page.sign_in import called_roles
from dashboard.part.clicked import button, clicked
from dashboard.part.my_mail import show_my_mail
from dashboard.part.plain import plain
from dashboard.seat import LANGUAGE, LANGUAGES, stand_up
from flows.office import Office
from models.code import Role
from models.speech import mark
from notifications.plain import Language

OUT: Mapping[bool, str] = {False: mark("Sign out"), True: mark("Sign out everywhere")}


def show_sidebar(office: Office, desk: Desk | None, language: Language) -> None:
    """The language for everybody; the rest for who is signed in."""
    with st.sidebar:
        chosen = st.segmented_control(
            "Taal / Language",
            list(LANGUAGES),
            default=language,
            format_func=LANGUAGES.__getitem__,
            key=f"language of {desk.viewer.professional_id if desk else 'nobody'}",
            required=True,
            on_change=clicked().note,
            args=("language",),
        )
        if chosen and chosen != language:
            st.session_state[LANGUAGE] = chosen
            st.rerun()
        if desk is not None:
            _who(office, desk)


def _who(office: Office, desk: Desk) -> None:
    who = [
        f"**{plain(desk.name)}**",
        f":small[{called_roles(desk.viewer.roles, desk.language)} · {plain(desk.agency)}]",
    ]
    if desk.is_demo:
        who.append(f":small[:material/schedule: {desk.day(desk.today)}]")
    st.markdown("  \n".join(who))
    if not office.settings.smtp_url:
        address = f"http://{office.settings.host}:{office.settings.mail_port}"
        st.link_button(desk.say(mark("Mail of the demo")), address, icon=":material/mail:", width="stretch")
    if Role.OPERATOR in desk.viewer.roles:
        prefect = office.settings.prefect_api.removesuffix("/api")
        st.link_button("Prefect", prefect, icon=":material/account_tree:", width="stretch")
    show_my_mail(desk)
    _way_out(office, desk)


def _way_out(office: Office, desk: Desk) -> None:
    if office.settings.sign_in == "demo":
        if button(desk.say(mark("Be somebody else")), "be somebody else", icon=":material/logout:", width="stretch"):
            stand_up()
            st.rerun()
        return
    for everywhere, words in OUT.items():
        if button(desk.say(words), f"out {everywhere}", icon=":material/logout:", width="stretch"):
            leave(office, everywhere=everywhere)
            st.stop()
