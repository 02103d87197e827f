# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The mail to an owner: plain text, one link per effort, nothing of what the effort is about but its title."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from baken.decide.policy.facade import Effort
from baken.kernel.models import Municipality
from baken.ui import format as fmt

from ..models import ProgressRequest


@dataclass(frozen=True, slots=True)
class Ask:
    """One request with its secret, which exists only until the mail has gone."""

    request: ProgressRequest
    effort: Effort
    token: str


def send(municipality: Municipality, asks: Sequence[Ask], *, reminder: bool) -> None:
    """Mail one owner all the links. Raises what the mail server raises."""
    with override("nl"):
        message = EmailMessage(
            subject=_subject(municipality, asks, reminder=reminder),
            body=_body(municipality, asks, reminder=reminder),
            to=[asks[0].request.email],
            headers={"Auto-Submitted": "auto-generated"},
        )
    message.send()


def address_of(token: str) -> str:
    """Return the whole address of a personal link."""
    return f"{settings.PUBLIC_URL}{reverse('progress:link', args=[token])}"


def _subject(municipality: Municipality, asks: Sequence[Ask], *, reminder: bool) -> str:
    what = ngettext("Hoe staat uw inspanning ervoor?", "Hoe staan uw %(n)d inspanningen ervoor?", len(asks))
    text = what % {"n": len(asks)}
    return _("Herinnering: %(what)s") % {"what": text} if reminder else text


def _body(municipality: Municipality, asks: Sequence[Ask], *, reminder: bool) -> str:
    until = fmt.day(asks[0].request.valid_until)
    lines = [
        _("Beste %(owner)s,") % {"owner": asks[0].request.owner},
        "",
        _("De gemeente %(name)s vraagt u hoe het staat met het uitvoeringsprogramma veiligheid.")
        % {"name": municipality.name},
        _("Antwoorden kost ongeveer een minuut per inspanning. U hebt geen account nodig."),
    ]
    if reminder:
        lines += [_("U kreeg deze vraag al eerder. De link in de vorige mail werkt niet meer; gebruik deze.")]
    for ask in asks:
        lines += ["", ask.effort.title, address_of(ask.token)]
    lines += [
        "",
        _("De link is persoonlijk en werkt tot en met %(until)s, in één browser. Stuur de link niet door.")
        % {"until": until},
        _("Noem in uw antwoord geen namen van personen."),
        "",
        _("Deze mail is verstuurd door Baken, namens de adviseur veiligheid."),
    ]
    return "\n".join(lines) + "\n"
