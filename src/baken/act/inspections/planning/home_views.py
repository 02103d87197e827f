# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of homes: an authorisation, an entry, its report."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from baken.access.facade import Request, visible_or_404
from baken.kernel import moment
from baken.ui import answering
from baken.ui.answering import either

from .. import queries
from ..doors import confidential
from ..models import HomeEntry, Target
from ..policies import PLAN, RECORD
from ..queries import Seen
from . import blocks, choices, homes
from .forms import AuthorisationForm, EntryForm, EntryReportForm
from .homes import Authorisation
from .views import form_page, given

HOMES = "#woningen"


@either
@confidential("page", PLAN)
def authorise(request: Request, seen: Seen, key: UUID) -> HttpResponse:
    """Write down an authorisation for one home."""
    target = _home(seen, key)
    form = AuthorisationForm(
        answering.posted(request), parties=choices.parties(seen.file), initial={"issued_on": moment.today()}
    )  # fmt: skip

    def act() -> None:
        homes.authorise(**given(seen), target=target, given=Authorisation(**form.cleaned_data))

    return form_page(
        request, seen, form, act, _("De machtiging staat bij de woning."), heading=_("Machtiging vastleggen"),
        button=_("Leg vast"), back=HOMES,
        lede=_("%(address)s. Een machtiging geldt tot en met de derde dag nadat zij is gegeven (Awbi 6, te controleren).")
        % {"address": target.address},
    )  # fmt: skip


@either
@confidential("page", RECORD)
def enter(request: Request, seen: Seen, key: UUID) -> HttpResponse:
    """Write down that one home was entered."""
    target = _home(seen, key)
    if not (mine := blocks.parties_for(seen)):
        raise Http404
    local = timezone.localtime(moment.now())
    form = EntryForm(
        answering.posted(request), parties=mine, initial={"day": local.date(), "time": local.time()}
    )  # fmt: skip

    def act() -> None:
        homes.note_entry(
            **given(seen), target=target, discipline=form.cleaned_data["discipline"],
            consent=form.cleaned_data["consent"], entered_at=form.entered_at,
        )  # fmt: skip

    return form_page(
        request, seen, form, act, _("Vastgelegd."), heading=_("Woning binnengegaan"), button=_("Leg vast"), back=HOMES,
        lede=_("%(address)s. Zeg eerst wie u bent en waarvoor u komt. Geeft de bewoner geen toestemming, dan gaat u "
               "alleen naar binnen met een machtiging.") % {"address": target.address},
    )  # fmt: skip


@either
@confidential("page", RECORD)
def report(request: Request, seen: Seen, key: UUID) -> HttpResponse:
    """Write the report of an entry."""
    rows = HomeEntry.objects.filter(target__inspection=seen.file.pk).select_related("target")
    entry = visible_or_404(rows, seen.actor, RECORD, seen.purpose, pk=key)
    form = EntryReportForm(answering.posted(request), initial={"version": entry.version})

    def act() -> None:
        homes.report_entry(
            **given(seen), entry=entry, seen=form.cleaned_data["version"] or 0, text=form.cleaned_data["text"]
        )  # fmt: skip

    return form_page(
        request, seen, form, act, _("Het verslag is bewaard. Stuur het ook aan wie de machtiging gaf en aan de bewoner."),
        heading=_("Verslag van binnentreden"), button=_("Bewaar het verslag"), back=HOMES,
        lede=_("Na binnentreden zonder toestemming: uiterlijk de vierde dag (Awbi 10 en 11, te controleren)."),
    )  # fmt: skip


def _home(seen: Seen, key: UUID) -> Target:
    target = queries.row(seen, Target, key)
    if not target.is_home:
        raise Http404
    return target
