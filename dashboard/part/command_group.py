"""In which group each command stands: one table; what stands in none, stands with the rest. Draws nothing."""

from collections.abc import Iterable, Mapping

from models.speech import mark

REST = mark("Other")
GROUPS: Mapping[str, tuple[str, ...]] = {
    mark("Meeting and coaching"): (
        "start_meeting", "talk_elsewhere", "move_meeting", "cancel_meeting", "more_coaching", "ask_more", "look_for",
    ),
    mark("Questions and time"): (
        "add_running_request", "watch_day", "pause", "resume", "make_urgent", "contest", "withdraw",
        "step_up", "step_down", "impose", "step_down_order",
    ),
    mark("Means"): ("spend", "take_back_payment", "ask_more_budget", "call_in", "take_place", "give_back"),
    mark("Youth and people"): (
        "add_person", "change_person", "end_person", "ask_consent", "withdraw_consent", "add_to_registration",
        "correct_registration", "youth_says", "youth_takes_back", "ask_right", "make_own_link", "end_own_link",
        "write_note", "own_reference", "link_family", "add_family_member", "share_agreement", "unlink_family",
    ),
    mark("Hand over or end"): (
        "start_handover", "goes_on", "hand_over", "move_to_region", "merge", "remove_registration", "reopen",
        "cut_short:youth stopped", "cut_short:registration withdrawn", "cut_short:moved", "cut_short:deceased",
    ),
}  # fmt: skip
"""The groups in the order of the page; a test asks for every command."""


def grouped(names: Iterable[str]) -> dict[str, list[str]]:
    """These commands by the title of their group; groups that would be empty are left out."""
    left = list(names)
    found = {title: [name for name in members if name in left] for title, members in GROUPS.items()}
    found[REST] = [name for name in left if not any(name in members for members in GROUPS.values())]
    return {title: members for title, members in found.items() if members}
