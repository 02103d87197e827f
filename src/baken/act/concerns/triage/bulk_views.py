# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What may be done for several concerns at once: giving them to somebody, a list on paper, a file. And saved selections.

Testing, weighing and closing have no such door: those are decided one by one.
"""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from baken.access.facade import Actor, Request, opened
from baken.kernel import moment
from baken.kernel.errors import Refused, StaleVersion
from baken.kernel.processing import processes

from ..doors import ACTIVITY, confidential, for_purpose, reader
from ..policies import HANDLE
from ..queries import Seen, purposes_with_desk
from . import assigning
from . import files as triage_files
from . import lists as triage_lists
from .as_data import as_data
from .desk import desk
from .views import private
from .work_forms import FilterNameForm, WhoForm


@processes(ACTIVITY)
@require_POST
def assign_many(request: Request) -> HttpResponse:
    """Give the chosen concerns to one colleague or function."""
    actor = reader(request, HANDLE)
    purpose, back = _purpose(request, actor), _back(request)
    chosen = _chosen(request)
    with opened(actor, purpose):
        people = triage_lists.people(desk(actor, {"doel": purpose}, moment.today()))
        form = WhoForm(request.POST, people=people)
        if not form.is_valid():
            messages.error(request, _("Kies wie de signalen oppakt."))
            return redirect(back)
        try:
            number = assigning.assign_many(actor=actor, at=moment.now(), purpose=purpose, chosen=chosen, **form.given)
        except StaleVersion:
            messages.error(request, _("Een van de signalen veranderde intussen. Er is niets toegewezen. Kies opnieuw."))
            return redirect(back)
        except Refused as refused:
            messages.error(request, " ".join(str(reason.text) for reason in refused.reasons))
            return redirect(back)
    text = ngettext("%(n)d signaal is toegewezen.", "%(n)d signalen zijn toegewezen.", number) % {"n": number}
    messages.success(request, text)
    return redirect(back)


@processes(ACTIVITY)
@require_POST
def meeting_list(request: Request) -> HttpResponse:
    """The chosen concerns on a page to print for a meeting: as the list tells of them, and no more."""
    actor = reader(request)
    purpose = _purpose(request, actor)
    keys = [key for key, _version in _chosen(request)]
    if not keys:
        messages.error(request, _("Kies eerst een of meer signalen."))
        return redirect(_back(request))
    context = triage_files.chosen(actor, purpose, keys, moment.now())
    for_purpose(request, actor, purpose)
    return private(render(request, "concerns/triage/print.html", {**context, "back": _back(request)}))


@processes(ACTIVITY)
@require_safe
def export_csv(request: Request) -> HttpResponse:
    """The list of a selection for a spreadsheet: without what was told, and without who told it."""
    actor = reader(request)
    it = desk(actor, request.GET, moment.today())
    if not it.purpose:
        raise Http404
    response = HttpResponse(triage_files.as_csv(it), content_type="text/csv; charset=utf-8")
    for_purpose(request, actor, it.purpose)
    name = f"signalen-{timezone.localdate():%Y-%m-%d}.csv"
    return private(_saved(response, name))


@require_safe
@confidential("export")
def export_json(request: Request, seen: Seen) -> HttpResponse:
    """One concern as JSON: what its reader may see. Never who reported it."""
    response = JsonResponse(as_data(seen), json_dumps_params={"ensure_ascii": False, "indent": 1})
    return _saved(response, f"signaal-{seen.concern.reference}.json")


@processes(ACTIVITY)
@require_POST
def filter_save(request: Request) -> HttpResponse:
    """Keep the selection under a name."""
    actor, form = reader(request), FilterNameForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Geef de selectie een naam."))
        return redirect(_back(request))
    try:
        assigning.save_filter(actor=actor, at=moment.now(), **form.cleaned_data)
        messages.success(request, _("De selectie is bewaard. Alleen u ziet haar."))
    except Refused as refused:
        messages.error(request, " ".join(str(reason.text) for reason in refused.reasons))
    return redirect(_back(request))


@processes(ACTIVITY)
@require_POST
def filter_drop(request: Request, key: UUID) -> HttpResponse:
    """Take one's own saved selection away."""
    actor = reader(request)
    try:
        assigning.drop_filter(actor=actor, at=moment.now(), key=key)
    except Refused as refused:
        raise Http404 from refused
    messages.success(request, _("De selectie is weggehaald."))
    return redirect(_back(request))


def _purpose(request: Request, actor: Actor) -> str:
    asked: str = request.POST.get("doel", "")
    if asked not in purposes_with_desk(actor):
        raise Http404
    return asked


def _chosen(request: Request) -> list[tuple[UUID, int]]:
    """Return key and version of what was ticked; what is no key counts as nothing."""
    found = []
    for told in request.POST.getlist("gekozen"):
        key, _colon, version = told.partition(":")
        try:
            found.append((UUID(key), int(version)))
        except ValueError:
            continue
    return found


def _back(request: Request) -> str:
    """Return the list from which it came, as far as that is one."""
    overview = reverse("concerns:overview")
    query: str = request.POST.get("query", "")
    back = f"{overview}{query}" if query.startswith("?") else overview
    return back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else overview


def _saved(response: HttpResponse, name: str) -> HttpResponse:
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
