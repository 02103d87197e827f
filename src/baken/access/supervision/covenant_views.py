# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages on covenants and teams: the privacy officer changes them, the FG looks."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from baken.kernel import moment
from baken.kernel.processing import processes
from baken.ui.answering import either

from ..authorization.policy import municipality_of, visible_or_404, visible_to
from ..http import Request
from ..models import Covenant, Partner, Team, TeamMembership, User
from . import covenants, teams
from . import pages as supervision_pages
from .answering import MANAGE, VIEW, answer, reader, sensitive
from .covenant_forms import CovenantForm, EndForm, ExtendForm, SigningForm
from .forms import MemberForm, TeamForm, first_moment


@require_safe
def covenant_list(request: Request) -> HttpResponse:
    """Every covenant, what ends soonest first."""
    actor = reader(request)
    lines = supervision_pages.covenant_lines(actor, moment.now())
    soon = [line for line in lines if line.state == covenants.EXPIRING]
    context = {"lines": lines, "soon": soon, "manages": actor.may(MANAGE), "warn": covenants.WARN.days}
    return render(request, "access/covenants.html", context)


@require_safe
def covenant(request: Request, covenant: str) -> HttpResponse:
    """One covenant: what it lets through to whom, until when, and what leans on it."""
    actor = reader(request)
    found = visible_or_404(Covenant.objects.all(), actor, VIEW, slug=covenant)
    context = supervision_pages.covenant(actor, found, moment.now())
    return render(request, "access/covenant.html", {**context, "manages": actor.may(MANAGE)})


@either
@sensitive(MANAGE)
def covenant_new(request: Request) -> HttpResponse:
    """Write down a covenant that was signed."""
    actor = reader(request, MANAGE)
    municipality = municipality_of(actor)
    form = CovenantForm(
        request.POST if request.method == "POST" else None,
        partners=Partner.objects.filter(municipality=municipality),
        covenants=visible_to(Covenant.objects.all(), actor, VIEW),
    )
    context = {"heading": _("Nieuw convenant"), "button": _("Leg vast"), "up": "covenants"}

    def act() -> HttpResponse:
        made = covenants.make_covenant(
            actor=actor, at=moment.now(), municipality=municipality, slug=form.cleaned_data["slug"],
            values=form.values(), partners=form.cleaned_data["partners"],
        )  # fmt: skip
        messages.success(request, _("Het convenant is vastgelegd. Leg nu vast wie het tekende."))
        return redirect("supervision:covenant_signing", made.slug)

    return answer(request, form, act, context)


@either
@sensitive(MANAGE)
def covenant_signing(request: Request, covenant: str) -> HttpResponse:
    """Write down the covenant's own number, and which functions signed it."""
    actor = reader(request, MANAGE)
    found = visible_or_404(Covenant.objects.all(), actor, MANAGE, slug=covenant)
    start = {name: getattr(found, name) for name in ("number", "signatory", "signed_on", "version")}
    parties = list(found.signed_by.select_related("partner").order_by("partner__name"))
    form = SigningForm(request.POST if request.method == "POST" else None, partners=parties, initial=start)
    context = {"heading": _("Nummer en ondertekening"), "button": _("Bewaar"), "up": "covenants", "covenant": found}

    def act() -> HttpResponse:
        covenants.note_signing(
            actor=actor, at=moment.now(), covenant=found, seen=form.cleaned_data["version"], **form.values()
        )
        messages.success(request, _("Nummer en ondertekening zijn vastgelegd."))
        return redirect("supervision:covenant", found.slug)

    return answer(request, form, act, context, record=found)


@either
@sensitive(MANAGE)
def covenant_extend(request: Request, covenant: str) -> HttpResponse:
    """Let a covenant run on."""
    actor = reader(request, MANAGE)
    found = visible_or_404(Covenant.objects.all(), actor, MANAGE, slug=covenant)
    form = ExtendForm(request.POST if request.method == "POST" else None, initial={"version": found.version})
    context = {"heading": _("Convenant verlengen"), "button": _("Verleng"), "up": "covenants", "covenant": found}

    def act() -> HttpResponse:
        until = first_moment(form.cleaned_data["last_day"] + timedelta(days=1))
        covenants.extend_covenant(
            actor=actor, at=moment.now(), covenant=found, seen=form.cleaned_data["version"], until=until,
            reason=form.cleaned_data["reason"],
        )  # fmt: skip
        messages.success(request, _("Het convenant is verlengd."))
        return redirect("supervision:covenant", found.slug)

    return answer(request, form, act, context, record=found)


@either
@sensitive(MANAGE)
def covenant_end(request: Request, covenant: str) -> HttpResponse:
    """End a covenant now."""
    actor = reader(request, MANAGE)
    found = visible_or_404(Covenant.objects.all(), actor, MANAGE, slug=covenant)
    form = EndForm(request.POST if request.method == "POST" else None, initial={"version": found.version})
    context = {
        "heading": _("Convenant nu beëindigen"),
        "lede": _("Vanaf dit moment zien deze partners niets meer van wat zij onder dit convenant zagen."),
        "taking": supervision_pages.taking_part(actor, moment.now(), covenant=found),
        "button": _("Beëindig nu"),
        "up": "covenants",
        "covenant": found,
        "heavy": True,
    }

    def act() -> HttpResponse:
        covenants.end_covenant(
            actor=actor, at=moment.now(), covenant=found, seen=form.cleaned_data["version"],
            reason=form.cleaned_data["reason"],
        )  # fmt: skip
        messages.success(request, _("Het convenant is beëindigd. De partners zien nu niets meer."))
        return redirect("supervision:covenant", found.slug)

    return answer(request, form, act, context, record=found)


@processes("accounts")
@require_safe
def team_list(request: Request) -> HttpResponse:
    """Every team with its members."""
    actor = reader(request)
    context = {"lines": supervision_pages.teams(actor, moment.now()), "manages": actor.may(MANAGE)}
    return render(request, "access/teams.html", context)


@processes("accounts")
@either
@sensitive(MANAGE)
def team_new(request: Request) -> HttpResponse:
    """Make a team."""
    actor = reader(request, MANAGE)
    municipality = municipality_of(actor)
    partners = Partner.objects.filter(municipality=municipality)
    form = TeamForm(request.POST if request.method == "POST" else None, partners=partners)
    context = {"heading": _("Nieuw team"), "button": _("Maak team"), "up": "teams"}

    def act() -> HttpResponse:
        made = teams.make_team(actor=actor, at=moment.now(), municipality=municipality, **form.cleaned_data)
        messages.success(request, _("Het team is gemaakt. Kies nu wie erbij hoort."))
        return redirect("supervision:team", made.slug)

    return answer(request, form, act, context)


@processes("accounts")
@either
def team(request: Request, team: str) -> HttpResponse:
    """One team, and who may join it."""
    actor = reader(request, MANAGE if request.method == "POST" else VIEW)
    found = visible_or_404(Team.objects.select_related("partner"), actor, VIEW, slug=team)
    accounts = supervision_pages.candidates(found, moment.now())
    form = MemberForm(request.POST if request.method == "POST" else None, accounts=accounts)
    context = {**supervision_pages.team(actor, found, moment.now()), "manages": actor.may(MANAGE)}

    def act() -> HttpResponse:
        last = form.cleaned_data["last_day"]
        teams.add_to_team(
            actor=actor, at=moment.now(), team=found, user=User.objects.get(pk=form.cleaned_data["user"]),
            until=first_moment(last + timedelta(days=1)) if last else None,
        )  # fmt: skip
        messages.success(request, _("Het account hoort nu bij dit team."))
        return redirect("supervision:team", found.slug)

    return answer(request, form, act, context, template="team")


@processes("accounts")
@require_POST
@sensitive(MANAGE)
def team_leave(request: Request, key: UUID) -> HttpResponse:
    """End a membership now."""
    actor = reader(request, MANAGE)
    row = visible_or_404(TeamMembership.objects.select_related("team"), actor, MANAGE, pk=key)
    teams.leave_team(actor=actor, at=moment.now(), membership=row)
    messages.success(request, _("Het account hoort niet meer bij dit team."))
    return redirect("supervision:team", row.team.slug)
