"""What each kind of message is called, in lower case. Makes no words of a message itself."""

from collections.abc import Mapping

from models.speech import mark, say

CALLED: Mapping[str, str] = {
    "AgendaReady": mark("the agenda of a meeting"),
    "AgreementLapsed": mark("an agreement that got no yes"),
    "ArrivedAsked": mark("whether the youth arrived"),
    "CaseClosed": mark("the case is closed"),
    "CaseEnded": mark("how it ended"),
    "CaseHandedOver": mark("the case has another case manager"),
    "ClosingLetter": mark("the closing letter"),
    "ClosingLetterToParents": mark("the closing letter to the parents"),
    "ColleagueNeeded": mark("a colleague cannot be reached"),
    "ConsentAsked": mark("consent is asked"),
    "ConsentEnding": mark("a consent ends"),
    "ConsentWithdrawn": mark("a consent is withdrawn"),
    "ContactNudge": mark("a friendly word halfway"),
    "ContactWindowOpen": mark("a good time to be in touch"),
    "DailyDigest": mark("the overview of the day"),
    "DecisionTaken": mark("what was decided"),
    "DeliveryFailed": mark("a mail did not arrive"),
    "EmergencyAccessUsed": mark("emergency access was used"),
    "EscalationConfirmed": mark("a step is taken"),
    "EscalationProposed": mark("a step is proposed"),
    "FirstLetter": mark("the first letter"),
    "FirstLetterToParents": mark("the first letter to the parents"),
    "HearingAsked": mark("what an agency says before a binding decision"),
    "HelpBegan": mark("help began"),
    "MeanwhileAsked": mark("what happens meanwhile"),
    "MeetingCancelled": mark("the meeting is cancelled"),
    "MeetingInvited": mark("an invitation to the meeting"),
    "MeetingMoved": mark("the meeting is moved"),
    "MinutesReady": mark("the minutes"),
    "OneTimeCode": mark("a code that works once"),
    "OrderGiven": mark("a binding decision"),
    "OrderTakenBack": mark("a binding decision is taken back"),
    "OwnAskAnswered": mark("an answer to what the youth asked from their own page"),
    "PersonAsked": mark("a question to a parent or somebody around the youth"),
    "PlaceFree": mark("a place is free"),
    "ProposalToConfirm": mark("a proposal waits for a yes"),
    "QuestionAsked": mark("a question"),
    "QuestionWithdrawn": mark("a question is not needed any more"),
    "ReassignedAway": mark("a question went to somebody else"),
    "ReassignedToYou": mark("a question came from a colleague"),
    "RecordedForYou": mark("an answer was recorded for the agency"),
    "RegistrationJoined": mark("a new registration joined this case"),
    "RegistrationReceived": mark("the registration is received"),
    "Reminder": mark("a reminder"),
    "RightHeard": mark("what was asked of a file came in, takes longer or is decided"),
    "RunsLonger": mark("a question takes longer than agreed"),
    "SteppedDown": mark("it moves again"),
    "StoppingConfirmed": mark("stopping is confirmed"),
    "TeamLeadAhead": mark("a team lead is asked tomorrow"),
    "TeamLeadAsked": mark("a question to the team lead"),
    "TermPassed": mark("the agreed day has passed"),
    "TrustedPersonAsked": mark("the question to be there for a youth"),
    "WaitsForYou": mark("the case waits for the agency"),
    "WeeklyOverview": mark("the overview of the week"),
    "YouthAgendaReady": mark("the agenda, for the youth"),
    "YouthAsked": mark("a question to the youth"),
    "YouthInvited": mark("an invitation, for the youth"),
    "YouthMeetingCancelled": mark("the meeting is cancelled, for the youth"),
    "YouthMeetingMoved": mark("the meeting is moved, for the youth"),
    "YouthMinutesReady": mark("the minutes, for the youth"),
    "YouthRightHeard": mark("what was asked of a file, for the youth"),
    "YouthStopped": mark("the youth stopped"),
}
"""What each notice is called; a test holds it against every class there is."""


def title_of(notice: str, language: str) -> str:
    """What a message is called in the reader's language, with a capital."""
    label = say(CALLED.get(notice, notice), language)
    return label[:1].upper() + label[1:]
