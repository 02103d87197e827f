# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the home page and the search of Baken tell of concerns: for each desk of the reader's by itself."""

from datetime import date
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from baken.access.facade import Actor, opened
from baken.kernel.models import Municipality
from baken.ui.counting import LIMIT, Count

from . import queries
from .models import Status
from .policies import HANDLE, VIEW
from .triage.desk import note_shown, take_search
from .triage.lists import desk_label
from .triage.queries import Selection, overdue, selected

FOUND = 10


def home_lines(actor: Actor, municipality: Municipality, on: date) -> list[dict[str, str]]:
    """Return how many concerns wait for the toets vooraf and how many are over their term. One query a desk."""
    if actor.municipality_id != municipality.id or not actor.may(HANDLE):
        return []
    found = []
    for purpose in queries.purposes_with_desk(actor):
        with opened(actor, purpose):
            rows = queries.concerns(actor, purpose).filter(Q(status=Status.RECEIVED) | overdue(on)).order_by()
            told = list(rows.values_list("status", "test_due", "answer_due")[: LIMIT + 1])
        more, told = len(told) > LIMIT, told[:LIMIT]
        tests = [due for status, due, _answer in told if status == Status.RECEIVED]
        late = len(told) - sum(due is None or due >= on for due in tests)
        if told:
            found.append(_line(purpose, Count(len(tests), more), Count(late, more)))
    return found


def search(actor: Actor, text: str) -> list[tuple[str, str, str]]:
    """Return (title, kind, url) of tested concerns in which every word of `text` stands, each desk by itself.

    Leaves a trace of what is shown. Raises `TooMany` for who searches too often.
    """
    if not text.strip() or not actor.may(VIEW):
        return []
    purposes = queries.purposes_with_desk(actor)
    if purposes:
        take_search(actor)
    found = []
    on = timezone.localdate()
    for purpose in purposes:
        with opened(actor, purpose):
            asked = Selection(which="all", words=text[:100])
            rows = selected(actor, purpose, asked, on).select_related("category")
            concerns = list(rows.only("reference", "guarded_id", "category__slug", "category__texts")[:FOUND])
            note_shown(actor, purpose, concerns, searched=True)
        for one in concerns:
            title = f"{one.category.name}, {one.reference}"
            found.append((title, _("signaal"), one.get_absolute_url()))
    return found


def _line(purpose: str, waiting: Count, late: Count) -> dict[str, str]:
    told = {"desk": desk_label(purpose), "waiting": str(waiting), "late": str(late)}
    if waiting and late:
        text = _("%(desk)s: %(waiting)s te toetsen, %(late)s over de termijn.")
    elif waiting:
        text = _("%(desk)s: %(waiting)s te toetsen.")
    else:
        text = _("%(desk)s: %(late)s over de termijn.")
    query = urlencode({"doel": purpose, "keuze": "overdue" if late else "test"})
    label = ngettext("Bekijk dit signaal", "Bekijk deze signalen", max(waiting.value, late.value))
    return {"text": text % told, "url": f"{reverse('concerns:overview')}?{query}", "label": label}
