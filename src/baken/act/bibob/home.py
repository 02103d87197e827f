# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the home page tells the Bibob coordinator: what waits for a file, and what the law still wants told."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.access.facade import Actor, opened, visible_to
from baken.kernel.models import Municipality
from baken.ui.counting import LIMIT, Count

from . import queries
from .models import Duty, Questionnaire
from .models.standing import NO_DECISION
from .policies import HANDLE, VIEW
from .workflow import OPEN


def home_lines(actor: Actor, municipality: Municipality, on: date) -> list[dict[str, str]]:
    """Return how many applications wait for a file, questionnaires came back, applications were ended, and duties stand open.

    Four queries, for who works at the desk.
    """
    if actor.municipality_id != municipality.id or not actor.may(HANDLE):
        return []
    purpose = queries.purpose_of(actor)
    if not purpose:
        return []
    with opened(actor, purpose):
        waiting = len(queries.handed_in(actor, purpose).values_list("pk", flat=True)[: LIMIT + 1])
        open_duties = visible_to(Duty.objects.filter(done_on=None), actor, VIEW, purpose)
        ended = queries.screenings(actor, purpose).filter(
            status__in=OPEN, standing__decision=NO_DECISION, standing__decided_on__isnull=False
        )  # fmt: skip
        to_stop = list(ended.values_list("reference", flat=True)[: LIMIT + 1])
        duties = len(open_duties.values_list("pk", flat=True)[: LIMIT + 1])
        back = Questionnaire.objects.filter(returned_at__isnull=False, complete__isnull=True, revoked_at__isnull=True)
        back = back.filter(screening__status__in=OPEN)
        returned = list(
            visible_to(back, actor, VIEW, purpose).values_list("screening__reference", flat=True)[: LIMIT + 1]
        )
    lines = []
    url = reverse("bibob:overview")
    if waiting:
        text = ngettext(
            "Bibob: %(n)s aanvraag wacht op een dossier.", "Bibob: %(n)s aanvragen wachten op een dossier.", waiting
        ) % {"n": _told(waiting)}
        lines.append({"text": text, "url": url, "label": _("Open een dossier")})
    if returned:
        text = ngettext(
            "Bibob: %(n)s vragenlijst is terug en wacht op uw oordeel.",
            "Bibob: %(n)s vragenlijsten zijn terug en wachten op uw oordeel.",
            len(returned),
        ) % {"n": _told(len(returned))}
        one = reverse("bibob:screening", args=[returned[0]])
        lines.append({"text": text, "url": one, "label": _("Beoordeel de vragenlijst")})
    if to_stop:
        text = ngettext(
            "Bibob: %(n)s aanvraag is ingetrokken terwijl het onderzoek nog loopt.",
            "Bibob: %(n)s aanvragen zijn ingetrokken terwijl het onderzoek nog loopt.",
            len(to_stop),
        ) % {"n": _told(len(to_stop))}
        one = reverse("bibob:screening", args=[to_stop[0]])
        lines.append({"text": text, "url": one, "label": _("Stop het onderzoek")})
    if duties:
        text = ngettext(
            "Bibob: %(n)s mededeling is nog te doen.", "Bibob: %(n)s mededelingen zijn nog te doen.", duties
        ) % {"n": _told(duties)}
        lines.append({"text": text, "url": f"{reverse('terms:overview')}", "label": _("Bekijk de termijnen")})
    return lines


def _told(number: int) -> str:
    return str(Count(min(number, LIMIT), number > LIMIT))
