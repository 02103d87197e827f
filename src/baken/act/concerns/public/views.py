# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reporting without an account (`/melden/`), and coming back with the code (`/melden/volgen/`)."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from baken.access.facade import client_address, system_actor
from baken.kernel import moment
from baken.kernel.errors import Denied, Refused
from baken.kernel.idempotency import OtherBody
from baken.kernel.models import Municipality
from baken.kernel.processing import nothing_touched, of_municipality, processes
from baken.kernel.rate_limits import TooMany
from baken.registry.facade import place_ground
from baken.ui.answering import either

from ..models import Category
from ..reporting import receipts
from ..reporting.groups import grouped
from ..reporting.intake import MAX_DESCRIPTION, MAX_FILES, Received, working_days_after
from . import following
from . import forms as public_form
from . import limits as public_limits
from . import sending as public
from .forms import Filled
from .pages import Speech, page
from .pages import public as public_view
from .texts import EASY

ACTIVITY = "concerns-public"


@public_view
@require_safe
def start(request: HttpRequest, speech: Speech, slug: str = "") -> HttpResponse:
    """Who to call when, whether one is anonymous, and what to report about."""
    towns = list(Municipality.objects.filter(slug=slug) if slug else Municipality.objects.all())
    if not towns and slug:
        raise Http404
    if len(towns) > 1:
        return page(request, speech, "towns", {"towns": towns, "town": None}, kept=True)
    found = public.offered(towns[0], questions=False) if towns else []
    groups = grouped(found, easy=speech.language == EASY)
    context = {
        "town": towns[0] if towns else None,
        "groups": [(heading, [_choice(speech, slug, one) for one in inside]) for heading, inside in groups],
        "follow_url": reverse("reporting:follow") + speech.query,
    }
    return page(request, speech, "start", context, kept=True)


@public_view
@processes(ACTIVITY)
@either
def form(request: HttpRequest, speech: Speech, slug: str = "") -> HttpResponse:
    """One report: what, where, photos, who; then the receipt, which is shown this once and stands in no address."""
    data = request.POST
    category = _category(data.get("over", "") or request.GET.get("over", ""), slug)
    if category is None:
        nothing_touched(request)
        if slug and not Municipality.objects.filter(slug=slug).exists():
            raise Http404
        return redirect(_start_url(speech, slug))
    of_municipality(request, category.municipality_id)
    ground = place_ground(category.municipality, moment.today())
    if request.method != "POST":
        nothing_touched(request)
        filled = Filled(place=public_form.PlaceForm(ground=ground, place_required=False))
        return _form(request, speech, slug, category, filled, 200)
    if request.FILES:  # which are looked at, whatever comes of the form
        public_limits.take_report(client_address(request))
    filled = public_form.read(data, request.FILES, category, ground, speech.t)
    if not filled.ok:
        return _form(request, speech, slug, category, filled, 422)
    if not request.FILES:
        public_limits.take_report(client_address(request))
    at = moment.now()
    try:
        received = public.send(
            at=at, category=category, report=filled.report(speech.language),
            key=public_form.key_of(filled.token, request.headers.get("Idempotency-Key", "")),
            body=category.pk.bytes + filled.body(), files=filled.photos,
        )  # fmt: skip
    except TooMany:
        raise
    except OtherBody:
        filled.general, filled.photos = speech.t["sent_before"], []
        return _form(request, speech, slug, category, filled, 422)
    except Refused as refused:
        filled.general, filled.photos = " ".join(str(reason.text) for reason in refused.reasons), []
        return _form(request, speech, slug, category, filled, 422)
    return _receipt(request, speech, slug, category, received, at)


@public_view
@processes(ACTIVITY)
@either
def follow(request: HttpRequest, speech: Speech) -> HttpResponse:
    """Come back with a code: it is sent in the body, never in an address."""
    if request.method != "POST":
        nothing_touched(request)
        return page(request, speech, "follow", {"town": None}, kept=True)
    data, who, at = request.POST, client_address(request), moment.now()
    code = data.get("code", "")[:100]
    what = data.get("what", "")
    town = following.owner(None, code, who)
    if town is None:
        return page(request, speech, "follow", {"town": None, "unknown": True}, status=404)
    of_municipality(request, town.pk)
    done, wrong, typed = "", "", ""
    if what in ("add", "reopen"):
        public_limits.take_report(who)
        done, wrong, typed = _add(request, speech, town, code, what == "reopen", at)
    found = following.look(town, code, at, who)
    if found is None:
        raise Http404
    context = {
        "town": town,
        "found": found,
        "code": receipts.shown(receipts.plain(code)),
        "stages": [(one, speech.t[f"stage_{one}"]) for one in ("received", "handled", "closed")],
        "until": found.reopen_until,
        "reopen_help": speech.t["reopen_help"].format(day=_day(found.reopen_until)),
        "done": done,
        "wrong": wrong,
        "typed": typed,
        "what": what,
        "token": public_form.new_token(),
    }
    return page(request, speech, "standing", context, status=422 if wrong else 200)


def _add(
    request: HttpRequest, speech: Speech, town: Municipality, code: str, reopen: bool, at: datetime
) -> tuple[str, str, str]:
    """Keep what was added; return what to tell: done, or wrong with what was typed."""
    text = request.POST.get("text", "")
    photos, wrong = public_form.photos_of(request.FILES, speech.t)
    if wrong:
        return "", wrong, text
    body = b"|".join((text.encode("utf-8", "replace"), *(photo.digest.encode() for photo in photos)))
    try:
        following.add(
            actor=system_actor(town), at=at, municipality=town, code=code, text=text, reopen=reopen,
            key=public_form.key_of(request.POST.get("once", ""), receipts.plain(code)), body=body, files=photos,
        )  # fmt: skip
    except (Denied, TooMany):
        raise
    except Refused as refused:
        return "", " ".join(str(reason.text) for reason in refused.reasons), text
    return speech.t["asked_again" if reopen else "added"], "", ""


def _category(told: str, slug: str) -> Category | None:
    """Return the category that an address or form names: by its key, so that a browser's history tells nobody."""
    try:
        key = UUID(told) if len(told) == 32 else None
    except ValueError:
        key = None
    if key is None:
        return None
    found = public.with_key(key)
    return found if found is None or not slug or found.municipality.slug == slug else None


def _choice(speech: Speech, slug: str, category: Category) -> dict[str, str]:
    """Return one topic as the first page shows it."""
    url = reverse("reporting:form_of", args=[slug]) if slug else reverse("reporting:form")
    join = "&" if speech.query else "?"
    return {
        "url": f"{url}{speech.query}{join}over={category.pk.hex}",
        "name": category.text("name", speech.language),
        "intro": category.text("intro", speech.language),
    }


def _start_url(speech: Speech, slug: str) -> str:
    return (reverse("reporting:town", args=[slug]) if slug else reverse("reporting:start")) + speech.query


def _form(
    request: HttpRequest, speech: Speech, slug: str, category: Category, filled: Filled, status: int
) -> HttpResponse:
    place_errors = filled.place.errors if filled.place is not None and filled.place.is_bound else {}
    labels = {one.name: one for one in public_form.asked(category, filled, speech.language, speech.t)}
    problems = [(name, text, labels[name].label if name in labels else "") for name, text in filled.wrong.items()]
    context: dict[str, Any] = {
        "town": category.municipality,
        "category": category.pk.hex,
        "name": category.text("name", speech.language),
        "hint": category.text("hint", speech.language),
        "elsewhere": category.text("elsewhere", speech.language),
        "asked": list(labels.values()),
        "f": filled,
        "problems": problems,
        "place_errors": [text for errors in place_errors.values() for text in errors],
        "action": request.path + speech.query,
        "start_url": _start_url(speech, slug),
        "token": filled.token or public_form.new_token(),
        "trap": public_form.TRAP,
        "max_photos": MAX_FILES,
        "max_description": MAX_DESCRIPTION,
    }
    return page(request, speech, "form", context, status=status, kept=status == 200)


def _receipt(
    request: HttpRequest, speech: Speech, slug: str, category: Category, received: Received, at: datetime
) -> HttpResponse:
    day = timezone.localdate(at)
    context = {
        "town": category.municipality,
        "code": received.code,
        "steps": [
            speech.t["now_test"].format(day=_day(working_days_after(day, category.test_days))),
            speech.t["now_answer"].format(day=_day(working_days_after(day, category.answer_days))),
            speech.t["now_question"],
            speech.t["now_danger"],
        ],
        "follow_url": reverse("reporting:follow") + speech.query,
        "start_url": _start_url(speech, slug),
    }
    return page(request, speech, "receipt", context)


def _day(on: date | None) -> str:
    """Return a day with its month in full, for people who read letters rather than lists."""
    return date_format(on, "j F Y") if on else ""
