"""What can be done about the people of a case: consent, who guides it, the family, what was registered.

Does nothing itself.
"""

from collections.abc import Mapping

from flows.acts.act import About, Act, Call, Done, with_form, without_form
from flows.commands import (
    addition,
    change,
    consent,
    correct,
    family,
    hand_over,
    merge,
    move,
    note,
    own_link,
    own_reference,
    people,
    removal,
    right,
    youth_word,
)
from models.forms import line_from
from models.forms.addition import Addition
from models.forms.change import (
    AnswerCorrection,
    ConsentWithdrawal,
    FamilyLink,
    FamilysAgreement,
    HandingOver,
    MemberInView,
    Merging,
    MovingAway,
    Noting,
    RegistrationCorrection,
    Why,
)
from models.forms.own_reference import OwnNumber
from models.forms.people import ChangedPerson, NewPerson, PersonLeaves
from models.forms.right import RightAsked
from models.forms.youth_word import WhoMaySee, WordTakenBack
from models.speech import mark


def _moved(call: Call) -> Done:
    moved = move.move_to_region(call.store, call.viewer, call.ref, dict(call.content), call.now)
    if moved.draft is not None:
        return Done(mark("The case is closed; a registration lies ready in the other region."))
    return Done(mark("The case is closed; what was still asked is taken back."))


def _correct(call: Call) -> Done:
    said = line_from(AnswerCorrection, call.content)
    number = correct.correct(call.store, call.viewer, call.ref, call.number, said.fields, said.why, call.now)
    return Done(mark("Put right. What it said before stays with the correction."), result=number)


OF_PEOPLE: Mapping[str, Act] = {
    "hand_over": Act(
        mark("hand a part over"),
        mark("Somebody else is asked. Only a yes changes who it is; you can read for a while after that."),
        with_form(hand_over.hand_over_case, mark("They are asked; until they say yes, nothing changes.")),
        HandingOver,
    ),
    "look_for": Act(
        mark("look for the youth"),
        mark("Nobody reaches the youth. The case manager looks; nothing closes by itself."),
        without_form(
            change.look_for, mark("The case manager looks for the youth."), mark("Somebody is looking already.")
        ),
    ),
    "write_note": Act(
        mark("write a note beside the case"),
        mark(
            "It stands in no minutes, no print and no timeline. Danger right now? Call 112, or Veilig Thuis on"
            " 0800-2000; Vangnet does not pass this on."
        ),
        with_form(note.write_note, mark("Written down.")),
        Noting,
    ),
    "own_reference": Act(
        mark("give the number your organisation knows this case by"),
        mark("Your mails about this case carry it from then on, and nobody else reads it. No name, no date."),
        with_form(own_reference.give_reference, mark("Kept.")),
        OwnNumber,
    ),
    "add_person": Act(
        mark("add somebody to the people of the case"),
        mark("Under sixteen, who has custody is asked for a yes too. A new trusted person goes on with the windows."),
        with_form(people.add_person, mark("Added.")),
        NewPerson,
    ),
    "change_person": Act(
        mark("change a name, phone, mail or address"),
        mark("Of the youth or one of the people. Fill in only what changes; what it was is not kept."),
        with_form(people.change_person, mark("Changed.")),
        ChangedPerson,
    ),
    "end_person": Act(
        mark("somebody has no part in it any more"),
        mark(
            "Nothing is asked of them or sent to them any more. What they were asked is taken back or goes to others."
        ),
        with_form(people.end_person, mark("From today on they have no part in the case.")),
        PersonLeaves,
        grave=True,
    ),
    "link_family": Act(
        mark("link the case of a brother or sister"),
        mark("One family; the details of each youth stay apart."),
        with_form(family.link_family, mark("Linked.")),
        FamilyLink,
    ),
    "add_family_member": Act(
        mark("keep somebody of the family in view"),
        mark("Without a case of their own."),
        with_form(family.add_family_member, mark("In view.")),
        MemberInView,
    ),
    "share_agreement": Act(
        mark("make an agreement the family's"),
        mark("It shows in the cases of brothers and sisters too."),
        with_form(family.share_agreement, mark("The agreement is the family's now.")),
        FamilysAgreement,
    ),
    "unlink_family": Act(
        mark("take the case out of the family"),
        mark("Its agreements are its own again."),
        without_form(family.unlink_family, mark("The case is linked with no other any more.")),
        grave=True,
    ),
    "add_to_registration": Act(
        mark("add to the registration"),
        mark("Fill in only what is known by now. What stands there already stays."),
        with_form(addition.add_to_registration, mark("Added.")),
        Addition,
    ),
    "correct_registration": Act(
        mark("put the registration right"),
        mark("Fill in only what changes. What it said before stays with the correction."),
        with_form(correct.correct_registration, mark("Put right.")),
        RegistrationCorrection,
    ),
    "correct": Act(
        mark("put an answer right"),
        mark("Only what changes. What it said before stays with the correction; what came of it stays as it was."),
        _correct,
        AnswerCorrection,
        About.ANSWER,
    ),
    "withdraw_consent": Act(
        mark("withdraw consent"),
        mark("It works at once: what those partners were asked is taken back, and they see the case no longer."),
        with_form(consent.withdraw_consent, mark("Consent is withdrawn.")),
        ConsentWithdrawal,
        grave=True,
    ),
    "youth_says": Act(
        mark("the youth says who may see what"),
        mark("What this person is handed, mailed or shown behind a link follows it at once. One person at a time."),
        with_form(youth_word.youth_says, mark("Kept. It holds until the youth takes it back.")),
        WhoMaySee,
    ),
    "youth_takes_back": Act(
        mark("the youth takes back what was said about who may see what"),
        mark("From now on the rule for the age of the youth holds for this person again."),
        with_form(youth_word.youth_takes_back, mark("Taken back.")),
        WordTakenBack,
    ),
    "ask_right": Act(
        mark("somebody asks something of their own file"),
        mark("To see it, put it right, add own words, object, or have it destroyed. They hear within a month."),
        with_form(right.ask_right, mark("Noted. Who decides is asked, and whoever asked hears within a month.")),
        RightAsked,
    ),
    "make_own_link": Act(
        mark("give the youth a link and a code for their own page"),
        mark("Both stand on the print for the youth. A link and code that were given before work no more."),
        without_form(
            own_link.make_own_link, mark("Made. Print the page for the youth: the link and the code are on it.")
        ),
    ),
    "end_own_link": Act(
        mark("take the youth's link back"),
        mark("From now on it opens nothing. You can give a new one at any time."),
        without_form(own_link.end_own_link, mark("The link works no more.")),
        grave=True,
    ),
    "move_to_region": Act(
        mark("the youth moves to another region"),
        mark("With a yes, what may be shared goes along. The case closes, and what is still asked is taken back."),
        _moved,
        MovingAway,
        grave=True,
    ),
    "merge": Act(
        mark("join with another case of the same youth"),
        mark("This number will point to the case that is kept; what matters is asked anew there."),
        with_form(merge.merge, mark("Joined; go on in the case that is kept.")),
        Merging,
        grave=True,
    ),
    "remove_registration": Act(
        mark("remove a mistaken registration"),
        mark("Everything is taken back, and whoever knows of it is told that it is over."),
        with_form(removal.remove_registration, mark("Removed.")),
        Why,
        grave=True,
    ),
}
"""Every such command a page offers."""
