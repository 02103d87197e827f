# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms for outdoors: what is filled in on a phone without reception and sent later (docs/field.md).

A feature registers its form; `/veld/` lists those that the reader may use. The pages hold nothing of anybody, since the phone
keeps them: the same for each reader, whoever asks.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

_forms: dict[str, "FieldForm"] = {}


@dataclass(frozen=True, slots=True)
class FieldForm:
    """One form for outdoors. Addresses are names for `reverse`.

    `page` shows it, `send` takes what was filled in (`ui.field.sending.receives`), `lists` tells what one may choose from.
    `scripts` (static files) and `templates` are what its page is made of: the phone keeps them.
    """

    slug: str
    label: str | Promise
    what: str | Promise
    one: str | Promise
    """The word for one that waits: *signaal*."""
    more: str | Promise
    permission: str
    page: str
    send: str
    lists: str = ""
    scripts: tuple[str, ...] = ()
    templates: tuple[str, ...] = ()


def register(form: FieldForm) -> None:
    """Add a form; the same again changes nothing."""
    _forms[form.slug] = form


def unregister(slug: str) -> None:
    """Take a form away: for tests that bring their own."""
    _forms.pop(slug, None)


def find(slug: str) -> FieldForm:
    """Return the form of that name; raises KeyError."""
    return _forms[slug]


def forms() -> tuple[FieldForm, ...]:
    """Return the forms in the order in which they were registered."""
    return tuple(_forms.values())


def texts() -> dict[str, Any]:
    """Return the sentences that scripts put on the pages, in the reader's language; a pair is for one and for more.

    Here and not in the scripts, so that gettext finds them; they are filled in by the browser.
    """
    return {
        "looking": _("Even kijken wat er klaarstaat…"),
        "today_at": _("vandaag om %(time)s"),
        "entries": [_("formulier"), _("formulieren")],
        "nobody": _("Log eerst in"),
        "nobody_why": _("Op deze telefoon is nog niemand ingelogd. Daarna werkt dit ook zonder verbinding."),
        "login": _("Inloggen"),
        "login_over": _("U bent niet ingelogd"),
        "login_over_waiting": _("U bent niet ingelogd: %(what)s op deze telefoon wacht op u"),
        "login_to_send": _("Log in om %(what)s te versturen"),
        "login_why": _("Wat u eerder bewaarde, blijft op deze telefoon staan tot u het verstuurt."),
        "offline": _("Geen verbinding"),
        "offline_waiting": _("Geen verbinding: %(what)s op deze telefoon"),
        "offline_background": _("Wat u bewaart, wordt verstuurd zodra er weer verbinding is."),
        "offline_open": _(
            "Wat u bewaart, wordt verstuurd als u Baken Veld opent en er verbinding is. "
            "Deze telefoon verstuurt niets op de achtergrond."
        ),
        "connected": _("U hebt verbinding"),
        "all_sent": _("Alles is verstuurd"),
        "ready_why": _("Valt de verbinding weg, dan kunt u gewoon doorgaan."),
        "waiting": _("Nog te versturen: %(what)s"),
        "waiting_why": _(
            "Het staat veilig op deze telefoon. Baken probeert het vanzelf opnieuw zolang deze pagina open is."
        ),
        "send_now": _("Nu versturen"),
        "refused": _("Niet aangenomen: %(what)s"),
        "refused_why": _("Pas het aan en verstuur het opnieuw, of gooi het weg."),
        "no_forms": _("Er is hier geen formulier voor uw rol"),
        "no_forms_why": _("Moet u buiten iets kunnen doorgeven? Vraag het de functioneel beheerder."),
        "waits_connection": _("wacht op verbinding"),
        "waits_login": _("wacht tot u bent ingelogd"),
        "waits_turn": _("wacht op zijn beurt"),
        "waits_server": _("Baken gaf een fout. Volgende poging: %(time)s"),
        "waits_busy": _("Baken heeft het druk. Volgende poging: %(time)s"),
        "photos": [_("1 foto"), _("%(n)s foto’s")],
        "not_accepted": _("niet aangenomen"),
        "login_for_reasons": _("Als u verbinding hebt en bent ingelogd, ziet u hier waarom."),
        "no_reason": _("Baken nam het niet aan en gaf geen reden."),
        "lost": _("Dit is op deze telefoon niet meer te lezen. Geef het opnieuw door."),
        "adjust": _("Aanpassen"),
        "throw_away": _("Weggooien"),
        "keep": _("Laten staan"),
        "sure": _("Zeker weten? Het is dan weg."),
        "sent": _("verstuurd"),
        "to_start": _("Naar het begin"),
        "no_lists": _("Dit formulier staat nog niet op deze telefoon"),
        "no_lists_why": _("Open het één keer met verbinding. Daarna werkt het ook zonder."),
        "no_room": _(
            "Er is geen ruimte op deze telefoon: dit is niet bewaard. Maak ruimte of haal een foto weg, en probeer het opnieuw. "
            "Sluit deze pagina nog niet."
        ),
        "not_kept": _(
            "Het bewaren op deze telefoon lukte niet. Sluit deze pagina nog niet. Is het dringend, bel het dan door."
        ),
        "missing": _("Vul dit in."),
        "wrong": _("Kijk dit nog eens na."),
        "look_again": [_("Er ontbreekt nog één antwoord."), _("Er ontbreken nog %(n)s antwoorden.")],
        "too_many": _("Er kunnen %(n)s foto’s bij."),
        "unreadable": _("%(name)s is niet als foto te lezen. Kies een jpg- of png-bestand, of maak een nieuwe foto."),
        "optional": _("(hoeft niet)"),
        "remove": _("Weghalen"),
        "locating": _("De telefoon zoekt uw plek…"),
        "located": _("Plek vastgelegd, op %(metres)s meter nauwkeurig."),
        "no_place": _("De telefoon weet niet waar u bent. Kies hieronder een buurt."),
    }
