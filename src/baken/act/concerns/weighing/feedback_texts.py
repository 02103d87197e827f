# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a reporter is told, as data: by kind or outcome, in Dutch, English and easy language (`easy`: Dutch in short sentences).

These aren't texts of the interface: they are in the language in which somebody reported, whatever language the page has.
"""

RECEIVED, HANDLED, CLOSED = "received", "handled", "closed"

FIXED: dict[str, dict[str, str]] = {
    RECEIVED: {
        "nl": "Wij hebben uw melding ontvangen.",
        "en": "We have received your report.",
        "easy": "Uw melding is binnen.",
    },
    HANDLED: {
        "nl": "Uw melding is bij ons in behandeling.",
        "en": "We are handling your report.",
        "easy": "Wij kijken naar uw melding.",
    },
    CLOSED: {
        "nl": "Wij hebben uw melding afgerond. Dank u wel dat u dit hebt gemeld.",
        "en": "We have closed your report. Thank you for telling us.",
        "easy": "Wij zijn klaar met uw melding. Dank u wel.",
    },
}
"""All that somebody hears of a sensitive kind, and how far each report is in words."""

OUTCOMES: dict[str, dict[str, str]] = {
    "acted": {
        "nl": "Wij hebben uw melding bekeken en er iets aan gedaan. Wat precies, kunnen wij niet altijd zeggen. "
        "Ziet u het opnieuw? Meld het dan weer.",
        "en": "We have looked into your report and taken action. We can't always say what exactly. "
        "Do you see it again? Please report it again.",
        "easy": "Wij hebben gekeken. Wij hebben iets gedaan. Ziet u het weer? Meld het dan weer.",
    },
    "passed_on": {
        "nl": "Uw melding is terechtgekomen bij de organisatie die er iets aan kan doen. Die gaat er verder mee.",
        "en": "Your report is now with the organisation that can do something about it. They will take it further.",
        "easy": "Een andere organisatie kan hier beter bij helpen. Zij hebben uw melding nu.",
    },
    "nothing_found": {
        "nl": "Wij hebben uw melding bekeken en niets bijzonders gevonden. Ziet u het opnieuw? Meld het dan weer.",
        "en": "We have looked into your report and found nothing unusual. Do you see it again? Please report it again.",
        "easy": "Wij hebben gekeken. Wij hebben niets gevonden. Ziet u het weer? Meld het dan weer.",
    },
    "no_follow_up": {
        "nl": "Wij hebben uw melding bekeken. Wij doen er nu niets mee. Dat betekent niet dat uw melding niet klopt: "
        "wij wegen elke melding, en niet alles kunnen of mogen wij oppakken.",
        "en": "We have looked at your report. We will not take action now. That doesn't mean your report is wrong: "
        "we weigh every report, and there are things we can't or may not take up.",
        "easy": "Wij hebben uw melding gelezen. Wij doen er nu niets mee. Wij mogen of kunnen niet alles doen. "
        "Toch was het goed dat u het zei.",
    },
    "not_allowed": {
        "nl": "Wij mogen uw melding niet behandelen. Wij gebruiken haar niet en verwijderen haar na enige tijd. "
        "Gaat het om een misdrijf? Bel de politie: 0900-8844.",
        "en": "We are not allowed to handle your report. We don't use it and will delete it after some time. "
        "Is it about a crime? Call the police: 0900-8844.",
        "easy": "Wij mogen niets doen met uw melding. Wij gooien hem later weg. Is het een misdaad? Bel de politie: 0900-8844.",
    },
}
"""What is proposed for each outcome; whoever closes an ordinary concern may change it."""

QUESTION: dict[str, str] = {
    "nl": "Wij hebben een vraag over uw melding. U hoeft niet te zeggen wie u bent.",
    "en": "We have a question about your report. You don't have to say who you are.",
    "easy": "Wij hebben een vraag. U hoeft uw naam niet te zeggen.",
}

NEWS: tuple[tuple[str, str], ...] = (
    (
        "nl",
        "Er is nieuws over uw melding. Kijk met uw code op {address}\n\n"
        "In deze mail staat niet waar uw melding over gaat. Antwoorden op deze mail kan niet.",
    ),
    (
        "en",
        "There is news about your report. Look with your code at {address}\n\n"
        "This mail doesn't say what your report is about. You can't reply to it.",
    ),
)
"""The mail that tells that there is news: the same for every concern, in both languages, so that it tells nothing more."""
NEWS_SUBJECT = "Bericht van de gemeente / Message from the municipality"


def fixed(kind: str, language: str) -> str:
    """Return a fixed text; in Dutch for a language that isn't there."""
    return FIXED[kind].get(language) or FIXED[kind]["nl"]


def proposed(outcome: str, language: str) -> str:
    """Return what is proposed for an outcome; the text of *closed* for one that isn't there."""
    texts = OUTCOMES.get(outcome, FIXED[CLOSED])
    return texts.get(language) or texts["nl"]


def news(address: str) -> str:
    """Return the body of the mail that tells that there is news."""
    return "\n\n---\n\n".join(text.format(address=address) for _language, text in NEWS) + "\n"
