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
from .workflow import WEIGHABLE

FOUND = 10


def home_lines(actor: Actor, municipality: Municipality, on: date) -> list[dict[str, str]]:
    """Return how many concerns wait for the toets vooraf, are over their term, or hold a message that nobody read. One query a
    desk."""
    if actor.municipality_id != municipality.id or not actor.may(HANDLE):
        return []
    found = []
    for purpose in queries.purposes_with_desk(actor):
        with opened(actor, purpose):
            waiting = Q(status=Status.RECEIVED) | overdue(on) | Q(news=True)
            rows = queries.concerns(actor, purpose).filter(waiting).order_by()
            told = list(rows.values_list("status", "test_due", "answer_due", "news")[: LIMIT + 1])
        more, told = len(told) > LIMIT, told[:LIMIT]
        tests = sum(status == Status.RECEIVED for status, *_more in told)
        late = sum(_is_late(status, test, answer, on) for status, test, answer, _news in told)
        news = sum(wrote for *_more, wrote in told)
        if tests or late:
            found.append(_line(purpose, Count(tests, more), Count(late, more)))
        if news:
            found.append(_news_line(purpose, Count(news, more)))
    return found


def _is_late(status: str, test_due: date | None, answer_due: date | None, on: date) -> bool:
    """Whether a concern is over its term, as `triage.queries.overdue` has it."""
    due = test_due if status == Status.RECEIVED else answer_due if status in WEIGHABLE else None
    return due is not None and due < on


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
            rows = selected(actor, purpose, asked, on, FOUND).select_related("category")
            concerns = list(rows.only("reference", "guarded_id", "category__slug", "category__texts")[:FOUND])
            note_shown(actor, purpose, concerns, searched=True)
        for one in concerns:
            title = f"{one.category.name}, {one.reference}"
            found.append((title, _("signaal"), one.get_absolute_url()))
    return found


def _news_line(purpose: str, news: Count) -> dict[str, str]:
    text = ngettext(
        "%(desk)s: %(n)s melder schreef iets dat nog niemand las.",
        "%(desk)s: %(n)s melders schreven iets dat nog niemand las.",
        news.value,
    )
    query = urlencode({"doel": purpose, "keuze": "news"})
    label = ngettext("Lees het bericht", "Lees de berichten", news.value)
    told = {"desk": desk_label(purpose), "n": str(news)}
    return {"text": text % told, "url": f"{reverse('concerns:overview')}?{query}", "label": label}


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
