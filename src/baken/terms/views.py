# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of terms. Each parses the address, calls one action or query, and renders."""

from typing import Any
from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from baken.access.facade import Actor, Request, asker, municipality_of, require
from baken.cores.terms import HOUR_RULES, RULES, SPREAD_RULES, HourRule, Rule, SpreadRule
from baken.kernel import moment
from baken.kernel.models import Municipality
from baken.kernel.processing import processes, within
from baken.kernel.rate_limits import Limit
from baken.kernel.terms import Whose
from baken.ui import answering
from baken.ui import term_words as words
from baken.ui.answering import either

from . import actions, feeds, ical, lists, pages
from .forms import CalculatorForm, ReasonForm, TermFilter
from .policies import VIEW

FETCHES = Limit("calendar feed", 60, 3_600)
"""A calendar asks a few times an hour; who asks more is no calendar."""
GUESSES = Limit("calendar feed guessed", 30, 3_600)
MOST_EVENTS = 500


def reader(request: Request) -> Actor:
    """Return who asks, after asking whether the role goes this far at all."""
    actor: Actor = request.actor
    require(actor, VIEW)
    return actor


@require_safe
@processes("terms")
def overview(request: Request) -> HttpResponse:
    """What was missed, what is due, what runs and what stands still, for who reads."""
    actor = reader(request)
    on = moment.today()
    form = TermFilter(request.GET, choices=pages.choices(actor))
    panel = pages.overview(actor, municipality_of(actor), on, form.chosen(), request.GET.get("pagina", ""))
    return render(request, "terms/overview.html", {"form": form, "panel": panel})


@require_safe
def rules(request: Request) -> HttpResponse:
    """Every rule with its length and article, and whether it was read in its source."""
    reader(request)
    rows = [
        {
            "rule": rule,
            "title": words.title(rule.title),
            "length": words.span(rule.amount, rule.unit),
            "more": words.span(rule.max_extension.amount, rule.max_extension.unit) if rule.max_extension else "",
            "times": rule.max_extensions,
        }
        for rule in sorted(RULES, key=lambda rule: rule.article)
    ]
    every: list[Rule | HourRule | SpreadRule] = [*RULES, *HOUR_RULES, *SPREAD_RULES]
    unverified = sum(not rule.verified for rule in every)
    context = {
        "rows": rows,
        "hours": [(words.title(rule.title), rule) for rule in HOUR_RULES],
        "spread": [(words.title(rule.title), rule) for rule in SPREAD_RULES],
        "unverified": unverified,
    }
    return render(request, "terms/rules.html", context)


@require_safe
def calculator(request: Request) -> HttpResponse:
    """Compute a term from what is filled in. Stores nothing: the address holds all of it."""
    reader(request)
    asked = request.GET if request.GET.get("begin") or request.GET.get("reken") else None
    start = {"regel": request.GET.get("regel", ""), "begin": moment.today()}
    form = CalculatorForm(asked, initial=start)
    found = form.computation if form.is_bound and form.is_valid() else None
    context: dict[str, Any] = {"form": form, "found": found, "rule": form.rule}
    if found is not None and form.rule is not None:
        context["title"] = words.title(form.rule.title)
        context["sum"] = words.told(found.steps, first_day_counts=form.rule.counts_first_day)
    return render(request, "terms/calculator.html", context, status=422 if form.is_bound and form.errors else 200)


@either
@processes("terms")
def explain(request: Request, kind: str, pk: UUID) -> HttpResponse:
    """Write down why a term was missed."""
    actor = reader(request)
    municipality = municipality_of(actor)
    term = lists.term_of(actor, municipality, moment.today(), kind, pk)
    if term is None or not term.line.explainable or not term.broken:
        raise Http404
    term = lists.term_of(actor, municipality, moment.today(), kind, pk, named=True) or term
    form = ReasonForm(answering.posted(request), initial={"reason": term.reason or ""})

    def page(status: int, **more: Any) -> HttpResponse:
        return render(request, "terms/explain.html", {"form": form, "term": term, **more}, status=status)

    def act() -> HttpResponse:
        actions.explain_missed(
            actor=actor, at=moment.now(), municipality=municipality, kind=kind, record=pk,
            reason=form.cleaned_data["reason"],
        )  # fmt: skip
        messages.success(request, _("De reden is bewaard."))
        return redirect("terms:overview")

    return answering.answer(form, act, page, actor=actor)


@require_safe
@processes("accounts")
def feed(request: Request) -> HttpResponse:
    """The reader's own calendar address: whether there is one, and how to make, renew or end it."""
    actor = reader(request)
    return render(request, "terms/feed.html", {"feed": feeds.feed_of(actor)})


@require_POST
@processes("accounts")
def feed_make(request: Request) -> HttpResponse:
    """Make a new address and show it, this once."""
    actor = reader(request)
    token = feeds.make_feed(actor=actor, at=moment.now())
    address = urljoin(settings.PUBLIC_URL, reverse("terms:calendar", args=[token]))
    response = render(request, "terms/feed.html", {"feed": feeds.feed_of(actor), "address": address})
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
@processes("accounts")
def feed_end(request: Request) -> HttpResponse:
    """End the address."""
    actor = reader(request)
    found = feeds.feed_of(actor)
    if found is None:
        raise Http404
    feeds.end_feed(actor=actor, at=moment.now(), feed=found)
    messages.success(request, _("Het agenda-adres werkt niet meer."))
    return redirect("terms:feed")


@require_safe
@processes("terms")
def calendar(request: Request, token: str) -> HttpResponse:
    """The calendar of whom the secret belongs to: days and kinds, no content. Asks no session and sets no cookie."""
    at = moment.now()
    actor = feeds.reader_of(token, at)
    if actor is None or actor.municipality_id is None:
        GUESSES.require(asker(request))
        raise Http404
    FETCHES.require(str(actor.id))
    within(request, "terms")
    municipality = Municipality.objects.get(pk=actor.municipality_id)
    with translation.override(feeds.language_of(actor)):
        terms = lists.terms_of(actor, municipality, moment.today(), named=False)
        text = ical.calendar(_("Termijnen van Baken"), [*_events(terms)][:MOST_EVENTS], stamp=at)
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="termijnen.ics"'
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _events(terms: list[lists.Term]) -> list[ical.DayEvent]:
    found = []
    for term in terms:
        line = term.line
        if line.due is None or line.done_on is not None or line.whose is Whose.NOBODYS:
            continue  # what runs out by itself asks nothing of a day
        uid = salted_hmac("baken.calendar", f"{line.kind}|{line.record}", algorithm="sha256").hexdigest()[:40]
        url = urljoin(settings.PUBLIC_URL, line.outside or line.href)
        told = _("Termijn van een ander: %(kind)s") if line.whose is Whose.OTHERS else _("Termijn: %(kind)s")
        found.append(ical.DayEvent(f"{uid}@baken", line.due, told % {"kind": term.label}, url))
    return found
