# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the public pages say, in three versions: Dutch and English by gettext, easy Dutch here.

Easy: one thing a sentence, known words, no subordinate clauses. What has no easy version is said in plain Dutch. Nothing here
promises that nobody will ever know who reported: a network, an employer or a court may.
"""

from collections.abc import Mapping
from types import MappingProxyType

from django.utils.translation import get_language
from django.utils.translation import gettext as _

EASY = "easy"
_made: dict[str, Mapping[str, str]] = {}


def texts(easy: bool) -> Mapping[str, str]:
    """Return every text by name, in the language that is active, or in easy Dutch."""
    language = EASY if easy else (get_language() or "nl")
    if language not in _made:
        _made[language] = MappingProxyType({**_plain(), **(EASY_TEXTS if easy else {})})
    return _made[language]


def _plain() -> dict[str, str]:
    return {**_start(), **_form(), **_contact(), **_after(), **_follow(), **_wrong()}


def _start() -> dict[str, str]:
    return {
        "title": _("Melding doen"),
        "lede": _(
            "Ziet of weet u iets dat niet klopt? Vertel het de gemeente. U hoeft niet in te loggen. "
            "Het kost u ongeveer twee minuten."
        ),
        "danger": _("Nu gevaar?"),
        "danger_small": _("Of ziet u het nu gebeuren"),
        "police": _("Politie, geen spoed"),
        "police_small": _("Om iets te melden of te vragen"),
        "mma": _("Meld Misdaad Anoniem"),
        "mma_small": _("Niet van de gemeente of de politie. Zij geven uw naam niet door."),
        "about": _("Waar gaat uw melding over?"),
        "about_help": _("Kies eerst een onderwerp. Weet u het niet zeker? Kies wat er het meest op lijkt."),
        "anonymous": _("Bent u anoniem?"),
        "anonymous_1": _(
            "U hoeft uw naam niet te geven. Bij de gemeente ziet dan niemand wie u bent. "
            "Bij uw melding bewaren wij niet vanaf welke telefoon of computer zij kwam."
        ),
        "anonymous_2": _(
            "Wij kunnen niet beloven dat niemand ooit weet wie u bent. Uw internetprovider of werkgever kan zien dat u deze "
            "website bezoekt. Een rechter kan ons vragen om wat wij hebben. En uit wat u vertelt, kan blijken dat u het was."
        ),
        "anonymous_3": _("Wilt u meer zekerheid? Bel Meld Misdaad Anoniem: 0800-7000."),
        "have_code": _("Ik heb al een code van een eerdere melding"),
        "closed": _("U kunt hier nu niets melden"),
        "closed_why": _(
            "De gemeente neemt op dit moment geen meldingen aan via deze pagina. Bel een van de nummers hierboven."
        ),
        "which": _("Bij welke gemeente wilt u iets melden?"),
        "privacy": _("Privacy"),
        "accessible": _("Toegankelijkheid"),
        "demo": _("Voorbeeldomgeving."),
        "demo_what": _("Wat u hier meldt, komt nergens aan. Vul niets echts in."),
        "home": _("Melden"),
        "to_start": _("Naar het begin"),
    }


def _form() -> dict[str, str]:
    return {
        "other_topic": _("Ander onderwerp kiezen"),
        "optional": _("hoeft niet"),
        "step_what": _("Wat is er aan de hand?"),
        "description": _("Vertel wat u ziet, hoort of weet"),
        "description_help": _(
            "Schrijf op wat u zelf merkte. Noem alleen namen als het echt nodig is, en zet uw eigen naam er niet in."
        ),
        "only_when": _("Alleen als u dit koos:"),
        "yes": _("ja"),
        "no": _("nee"),
        "unknown": _("weet ik niet"),
        "step_where": _("Waar is het?"),
        "place_address": _("Vul een adres of een straat in, of kies iets anders."),
        "place_map": _("Wijs de plek aan op de kaart, of kies iets anders."),
        "place_area": _("Kies een wijk of buurt, of kies iets anders."),
        "step_photos": _("Foto’s"),
        "photos": _("Foto’s van dingen, niet van mensen"),
        "photos_help": _(
            "Hoogstens vijf foto’s (jpg of png), samen hoogstens 20 MB. Maak geen foto’s van mensen, "
            "en breng uzelf niet in gevaar. Wij halen eruit waar en waarmee de foto is gemaakt."
        ),
        "photos_again": _("Kies uw foto’s opnieuw. Om u te beschermen onthoudt deze pagina ze niet."),
        "remove": _("Weghalen"),
        "too_many_photos": _("Kies hoogstens vijf foto’s."),
        "step_check": _("Kijk uw melding na"),
        "check_help": _("Klopt alles? Verstuur dan uw melding. Daarna krijgt u een code, waarmee u kunt terugkomen."),
        "nothing": _("niet ingevuld"),
        "change": _("Wijzig"),
        "send": _("Melding versturen"),
        "sending": _("Bezig met versturen…"),
        "next": _("Verder"),
        "back": _("Terug"),
        "step_of": _("Stap {n} van {of}"),
        "leave_empty": _("Laat dit veld leeg"),
    }


def _contact() -> dict[str, str]:
    return {
        "step_contact": _("Mogen wij weten wie u bent?"),
        "contact_help": _(
            "U hoeft niets in te vullen. Dan blijft uw melding zonder naam, en kunt u toch terugkomen met uw code."
        ),
        "contact_where": _(
            "Vult u iets in, dan bewaren wij dat apart van uw melding. Wie uw melding behandelt, ziet het niet. "
            "Alleen de bronbeheerder van de gemeente kan het geven, met een goede reden."
        ),
        "name": _("Naam"),
        "email": _("E-mailadres"),
        "phone": _("Telefoonnummer"),
        "wants_mail": _("Mail mij als er nieuws is. In de mail staat niet waar mijn melding over gaat."),
    }


def _after() -> dict[str, str]:
    return {
        "received": _("Uw melding is binnen"),
        "thanks": _("Dank u wel. Dit is uw code:"),
        "write_down": _(
            "Schrijf de code op, of bewaar haar op een plek waar niemand anders kijkt. U ziet haar maar één keer. Zonder code "
            "kunt u niet terugkomen, en wij kunnen haar niet opnieuw geven."
        ),
        "copy": _("Code kopiëren"),
        "copied": _("Gekopieerd"),
        "what_now": _("Wat gebeurt er nu?"),
        "now_test": _("Uiterlijk {day} kijken wij of wij uw melding mogen behandelen."),
        "now_answer": _(
            "Uiterlijk {day} besluiten wij wat wij ermee doen. Wat dat is, kunnen wij niet altijd vertellen."
        ),
        "now_question": _(
            "Misschien hebben wij een vraag. Kijk daarom over een paar dagen met uw code of er een bericht is."
        ),
        "now_danger": _("Wordt het gevaarlijk? Wacht niet op ons en bel 112."),
        "follow_link": _("Kijken hoe het met uw melding staat"),
        "another": _("Nog een melding doen"),
    }


def _follow() -> dict[str, str]:
    return {
        "follow": _("Hoe staat het met mijn melding?"),
        "follow_help": _(
            "Vul de code in die u kreeg toen u de melding deed. De code bestaat uit 16 letters en cijfers."
        ),
        "code": _("Uw code"),
        "look": _("Bekijk mijn melding"),
        "standing": _("Zo staat het met uw melding"),
        "stage_received": _("Ontvangen"),
        "stage_handled": _("In behandeling"),
        "stage_closed": _("Afgerond"),
        "messages": _("Berichten"),
        "no_messages": _("Er zijn nog geen berichten."),
        "mine": _("U schreef"),
        "theirs": _("De gemeente schreef"),
        "add": _("Iets toevoegen of antwoorden"),
        "add_text": _("Wat wilt u nog vertellen?"),
        "add_help": _("Wij vragen hier niet wie u bent."),
        "add_send": _("Versturen"),
        "added": _("Uw bericht is binnen."),
        "reopen": _("Opnieuw laten kijken"),
        "reopen_help": _(
            "Bent u het er niet mee eens, of gebeurt het weer? Tot en met {day} kunt u vragen om opnieuw te kijken."
        ),
        "reopen_text": _("Waarom moeten wij opnieuw kijken?"),
        "reopen_send": _("Vraag om opnieuw te kijken"),
        "asked_again": _("Uw vraag is binnen. Wij laten het u hier weten."),
        "done": _("Klaar? Sluit dan dit venster, zeker op een computer die anderen ook gebruiken."),
    }


def _wrong() -> dict[str, str]:
    return {
        "problems": _("Uw melding is nog niet verstuurd"),
        "missing": _("Vul dit in."),
        "missing_description": _("Vertel wat er aan de hand is."),
        "wrong": _("Dit antwoord kan niet. Kies opnieuw."),
        "too_long": _("De tekst is te lang. Maak haar korter."),
        "bad_email": _("Dit e-mailadres klopt niet."),
        "not_photo": _("Dit is geen foto die wij kunnen lezen. Gebruik jpg of png."),
        "too_quick": _("Dat ging wel heel snel. Kijk uw melding nog eens na en verstuur haar opnieuw."),
        "too_old": _("Deze pagina stond lang open. Kijk uw melding na en verstuur haar opnieuw."),
        "filled_trap": _("Er was een veld ingevuld dat leeg moet blijven. Kijk uw melding na en verstuur haar opnieuw."),
        "sent_before": _(
            "Deze melding hebt u al verstuurd, met een andere tekst. Wilt u iets toevoegen? Gebruik dan "
            "uw code. Of begin een nieuwe melding."
        ),
        "unknown_code": _("Deze code kennen wij niet"),
        "unknown_why": _(
            "Kijk of u de code goed hebt overgenomen. Een melding die lang is afgerond, is verwijderd. "
            "Meld het dan opnieuw."
        ),
        "too_often": _("Dat is te vaak achter elkaar"),
        "too_often_why": _(
            "Probeer het over {minutes} minuten opnieuw. Kan het niet wachten? Bel 0900-8844, of 112 als er gevaar is."
        ),
        "too_much": _("Er is te veel verstuurd"),
        "too_much_why": _(
            "Uw melding is niet verstuurd. Gebruik kleinere of minder foto’s, samen hoogstens 20 MB, of een kortere tekst."
        ),
        "unreadable": _("Dit konden wij niet lezen"),
        "unreadable_why": _("Uw melding is niet verstuurd. Begin opnieuw, of bel een van de nummers hierboven."),
    }  # fmt: skip


EASY_TEXTS: Mapping[str, str] = MappingProxyType(
    {
        "lede": "Ziet u iets dat niet goed is? Vertel het ons. U hoeft niet in te loggen. Het duurt twee minuten.",
        "danger": "Is er nu gevaar?",
        "danger_small": "Gebeurt het nu?",
        "police_small": "U wilt de politie iets vragen of vertellen",
        "mma_small": "Zij zeggen niet wie u bent",
        "about": "Waar gaat het over?",
        "about_help": "Kies één onderwerp. Twijfelt u? Kies wat erop lijkt.",
        "anonymous": "Weten wij wie u bent?",
        "anonymous_1": "U hoeft uw naam niet te zeggen. Wij zien dan niet wie u bent.",
        "anonymous_2": "Wij kunnen niet beloven dat niemand het ooit weet. Uw internetbedrijf ziet dat u hier bent. "
        "Een rechter kan iets aan ons vragen. Wat u vertelt, kan ook laten zien wie u bent.",
        "anonymous_3": "Wilt u zekerder zijn? Bel Meld Misdaad Anoniem: 0800-7000.",
        "have_code": "Ik heb al een code",
        "closed_why": "U kunt nu niets melden op deze pagina. Bel een nummer hierboven.",
        "other_topic": "Kies een ander onderwerp",
        "step_what": "Wat gebeurt er?",
        "description": "Wat ziet u? Wat hoort u? Wat weet u?",
        "description_help": "Schrijf uw eigen naam niet op.",
        "only_when": "Alleen als u dit koos:",
        "step_where": "Waar is het?",
        "photos": "Foto’s van dingen",
        "photos_help": "Maak geen foto’s van mensen. Pas goed op uzelf. U mag vijf foto’s sturen.",
        "photos_again": "Kies uw foto’s nog een keer.",
        "step_check": "Klopt het?",
        "check_help": "Is het goed? Verstuur het dan. U krijgt een code. Met de code kunt u terugkomen.",
        "step_contact": "Mogen wij weten wie u bent?",
        "contact_help": "U hoeft niets in te vullen. Dan weten wij niet wie u bent.",
        "contact_where": "Vult u iets in? Dan bewaren wij dat apart. Wie uw melding leest, ziet uw naam niet.",
        "wants_mail": "Stuur mij een mail als er nieuws is.",
        "received": "Uw melding is binnen",
        "thanks": "Dank u wel. Dit is uw code:",
        "write_down": "Schrijf de code op. U ziet de code maar één keer. U hebt de code nodig om terug te komen.",
        "what_now": "Wat gebeurt er nu?",
        "now_test": "Wij kijken of wij iets mogen doen. Dat doen wij op {day} of eerder.",
        "now_answer": "Wij kiezen wat wij doen. Dat doen wij op {day} of eerder. Wij kunnen niet alles vertellen.",
        "now_question": "Misschien hebben wij een vraag. Kijk over een paar dagen met uw code.",
        "now_danger": "Wordt het gevaarlijk? Bel 112.",
        "follow_link": "Kijk hoe het gaat met uw melding",
        "follow": "Hoe gaat het met mijn melding?",
        "follow_help": "Vul uw code in. De code heeft 16 letters en cijfers.",
        "look": "Kijk",
        "stage_handled": "Wij zijn bezig",
        "stage_closed": "Klaar",
        "add": "Iets erbij vertellen",
        "add_text": "Wat wilt u nog zeggen?",
        "add_help": "Schrijf uw naam niet op.",
        "reopen": "Nog een keer kijken",
        "reopen_help": "Gebeurt het weer? U kunt vragen of wij nog een keer kijken. Dat kan tot en met {day}.",
        "reopen_text": "Waarom moeten wij nog een keer kijken?",
        "reopen_send": "Vraag het",
        "done": "Klaar? Sluit dan deze pagina.",
        "problems": "Er ging iets mis. Uw melding is nog niet weg.",
        "unknown_why": "Kijk goed naar de code. Staat elke letter goed? Oude meldingen zijn weg. Meld het dan nog een keer.",
        "too_often_why": "Wacht {minutes} minuten. Probeer het dan weer. Is er gevaar? Bel 112.",
        "too_much_why": "Uw melding is niet weg. Stuur minder foto’s of kleinere foto’s.",
    }
)
