"""The sentences of the page about one's own file: to the youth, to who has custody, to a supporter. Reads nothing."""

from collections.abc import Mapping

from models.link import Link
from models.speech import mark

FOR_YOUTH: Mapping[str, str] = {
    "title": mark("My plan"),
    "hello": mark(
        "This is about you, and it is yours. Here you read what we agreed, who does what, and what we are waiting for."
        " Do you want to read it together? Ask your person, or somebody you trust."
    ),
    "plan": mark("What I want to reach"),
    "no plan": mark("There is no plan yet. We make it together with you. You say what you want to reach."),
    "no goals": mark("No goals stand in the plan yet."),
    "agreed": mark("What was agreed in meetings"),
    "marks": mark("My marks, then and now"),
    "marks hint": mark("A mark from 0 (it goes very badly) to 10 (it goes very well)."),
    "week": mark("My week"),
    "waits": mark("What we are waiting for"),
    "no waits": mark("We are waiting for nobody at the moment."),
    "you": mark("You"),
    "person": mark("Who is my person"),
    "meeting": mark("The next meeting"),
    "meeting hint": mark("You are welcome. You may bring somebody you trust. Can you not come? Call your person."),
    "no meeting": mark("No meeting is planned."),
    "helps": mark("What helps when it goes wrong, and whom I call"),
    "no helps": mark("You have not written down yet what helps. You can do that with your person."),
    "call": mark("Does something go wrong? Call {who}: {phone}. Are you or is somebody else in danger now? Call 112."),
    "no phone": mark("Ask your person which number you can call. Are you or is somebody else in danger now? Call 112."),
    "say": mark("What you may do"),
    "no": mark("You may say no. To help, to a plan, or to sharing something about you. Tell your person."),
    "see": mark("You may see everything that stands in your file, and get a copy. It costs nothing."),
    "right": mark("Is something not right? It is put right, or your own words are put beside it."),
    "complain": mark(
        "Are you not happy with how it goes? Tell your person, or somebody else of that organisation. You may"
        " complain to each organisation, and to the Dutch Data Protection Authority (Autoriteit Persoonsgegevens)."
    ),
    "looked": mark("Who looked at my file"),
    "closed": mark("Your plan with us has ended. Call if you need us again."),
}
FOR_PARENTS: dict[str, str] = {
    "title": mark("The plan of your child"),
    "hello": mark(
        "This is about your child. Here you read what was agreed, who does what, and what we are waiting for. Read it"
        " together if you can."
    ),
    "plan": mark("What your child wants to reach"),
    "no plan": mark("There is no plan yet. It is made together with your child and with you."),
    "no goals": mark("No goals stand in the plan of your child yet."),
    "agreed": mark("What was agreed in meetings"),
    "marks": mark("Marks, then and now"),
    "marks hint": mark("A mark from 0 (it goes very badly) to 10 (it goes very well)."),
    "week": mark("The week of your child"),
    "waits": mark("What we are waiting for"),
    "no waits": mark("We are waiting for nobody at the moment."),
    "you": mark("You, as the one with custody"),
    "person": mark("Whom you can call"),
    "meeting": mark("The next meeting"),
    "meeting hint": mark("You are welcome. Can you not come? Call the case manager."),
    "no meeting": mark("No meeting is planned."),
    "helps": mark("What helps when it goes wrong"),
    "no helps": mark("Nothing was written down yet about what helps."),
    "call": mark("Does something go wrong? Please call {who}: {phone}. Is somebody in danger now? Call 112."),
    "no phone": mark("Please ask the case manager which number to call. Is somebody in danger now? Call 112."),
    "say": mark("What you may do as a parent or guardian"),
    "no": mark("You may say no: to help, to a plan, or to sharing something about your child. Tell the case manager."),
    "see": mark("You may see the file of your child and get a copy, until your child is sixteen. It costs nothing."),
    "right": mark("Is something not right? Say so: it is put right, or your own words are put beside it."),
    "complain": mark(
        "You may complain to each organisation, and to the Dutch Data Protection Authority (Autoriteit"
        " Persoonsgegevens)."
    ),
    "looked": mark("Who looked at the file"),
    "closed": mark("The plan with us has ended. Call if your child needs us again."),
}
FOR_SUPPORTERS: Mapping[str, str] = FOR_PARENTS | {
    "title": mark("The plan of the youth"),
    "hello": mark(
        "The youth wants you to read this. Here you read what was agreed, and who does what. It is the youth's own:"
        " please do not pass it on."
    ),
    "plan": mark("What the youth wants to reach"),
    "no plan": mark("There is no plan yet. It is made together with the youth."),
    "no goals": mark("No goals stand in the plan of the youth yet."),
    "week": mark("The week of the youth"),
    "you": mark("You, as somebody around the youth"),
    "say": mark("What you may do as somebody around the youth"),
    "no": mark("You may say no to what is asked of you. Tell the case manager."),
    "see": mark("You see what the youth wants you to see. The youth may take that back."),
    "right": mark("Is something not right? Tell the youth, or the case manager."),
    "closed": mark("The plan with us has ended. Call if the youth needs us again."),
}
SAID: Mapping[Link, Mapping[str, str]] = {
    Link.YOUTH: FOR_YOUTH,
    Link.PARENT: FOR_PARENTS,
    Link.SUPPORTER: FOR_SUPPORTERS,
}
"""The words for each reader; a test holds the one set against the other."""

WHO_MAY_SEE: Mapping[str, str] = {
    "said": mark("Who may see what, you said"),
    "said hint": mark("You may always change this. Tell your person."),
    "nothing said": mark(
        "You have said nothing about this yet. Until you are sixteen, who has custody may see your plan, unless you do"
        " not want that. From sixteen on only if you want it. Others see nothing unless you want it."
    ),
}
"""To the youth only."""

PARTS_TO_YOUTH: Mapping[str, str] = {
    "case manager": mark("your person, the case manager"),
    "coordinator": mark("the registration point, until you have a person of your own"),
    "consultant": mark("your transition consultant"),
    "coach": mark("your coach"),
}
HOW_FAR: Mapping[str, str] = {
    "not begun": mark("not begun yet"),
    "under way": mark("under way"),
    "reached": mark("reached"),
    "partly": mark("partly reached"),
    "other choice": mark("another choice was made"),
    "open": mark("not ready yet"),
    "done": mark("done"),
    "cannot": mark("it could not be done"),
    "lapsed": mark("not needed any more"),
}
GAVE: Mapping[str, str] = {"youth": mark("the youth"), "parent": mark("a parent"), "professional": mark("a helper")}
