"""What a code is called in a mail, in both languages. Only codes that stand in notices; never a value from a form."""

from collections.abc import Mapping

from notifications.plain import Language

Words = Mapping[Language, str]

CODE_WORDS: Mapping[str, Mapping[str, Words]] = {
    "decision": {
        "light": {"nl": "directe hulp door één organisatie", "en": "direct help by one organisation"},
        "meeting": {"nl": "een overleg met de betrokken organisaties", "en": "a meeting of the organisations involved"},
        "consultant": {"nl": "een transitieconsulent", "en": "a transition consultant"},
        "aftercare": {"nl": "overdracht en nazorg", "en": "handover and aftercare"},
        "plus_facility": {"nl": "een plek in een plusvoorziening", "en": "a place in a plus facility"},
        "elsewhere": {"nl": "hulp bij een andere organisatie", "en": "help at another organisation"},
        "other_place": {"nl": "een andere plek past beter", "en": "another place fits better"},
        "no_ground": {
            "nl": "het aanmeldpunt mag dit niet oppakken",
            "en": "the registration point may not take this up",
        },
    },
    "step": {
        "1": {"nl": "de collega's onderling", "en": "the colleagues concerned"},
        "2": {"nl": "de teamleider", "en": "the team lead"},
        "3": {"nl": "de transitieconsulent", "en": "the transition consultant"},
        "4": {"nl": "de doorbraaktafel", "en": "the breakthrough table"},
        "5": {"nl": "de bestuurders", "en": "the administrators"},
    },
    "failure": {
        "unknown_address": {"nl": "het adres bestaat niet", "en": "the address does not exist"},
        "mailbox_full": {"nl": "de mailbox is vol", "en": "the mailbox is full"},
        "blocked": {"nl": "de mailserver hield de mail tegen", "en": "the mail server held the mail back"},
        "no_answer": {"nl": "de mailserver gaf geen antwoord", "en": "the mail server did not answer"},
    },
}


def code_word(code: str | int, table: str, language: Language) -> str:
    """Return what `code` of `table` is called.

    Raises:
        KeyError: when the table does not know the code.
    """
    return CODE_WORDS[table][str(code)][language]
