# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of the tokens of service accounts. A token is shown on the answer to its making, and never again."""

from datetime import datetime, time, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from baken.kernel import moment
from baken.kernel.processing import processes
from baken.ui.answering import either

from ..actors import actor_for
from ..http import Request
from ..models import Kind
from ..permissions import PERMISSIONS
from ..supervision.answering import answer, reader, sensitive
from . import queries, service_tokens
from .forms import TokenForm
from .four_eyes import heavy
from .role_rules import MANAGE


@either
@never_cache
@sensitive(MANAGE)
@processes("accounts")
def token_new(request: Request, key: UUID) -> HttpResponse:
    """Make a token of a service account."""
    actor = reader(request, MANAGE)
    it = queries.account_or_404(actor, key)
    if it.kind != Kind.SERVICE:
        raise Http404
    at = moment.now()
    granted = actor_for(it, on=timezone.localdate(at), municipality_id=actor.municipality_id, at=at).permissions
    start = {"expires": timezone.localdate(at) + timedelta(days=180)}
    form = TokenForm(
        request.POST if request.method == "POST" else None, granted=sorted(granted), heavy=heavy(granted), initial=start
    )

    def act() -> HttpResponse:
        given = form.cleaned_data
        expires_at = timezone.make_aware(datetime.combine(given["expires"] + timedelta(days=1), time()))
        row, token = service_tokens.make_token(
            actor=actor, at=at, user=it, name=given["name"], scope=given["scope"], expires_at=expires_at,
            reason=given.get("reason", ""),
        )  # fmt: skip
        scope = [PERMISSIONS[slug] for slug in row.scope]
        return render(request, "access/accounts/token.html", {"it": it, "row": row, "token": token, "scope": scope})

    context = {"heading": _("Nieuwe sleutel"), "button": _("Maak sleutel"), "it": it}
    return answer(request, form, act, context, template="accounts/form")


@require_POST
@sensitive(MANAGE)
@processes("accounts")
def token_revoke(request: Request, key: UUID) -> HttpResponse:
    """Make a token worthless."""
    actor = reader(request, MANAGE)
    token = queries.token_or_404(actor, key)
    service_tokens.revoke_token(actor=actor, at=moment.now(), token=token)
    messages.success(request, _("De sleutel werkt niet meer."))
    return redirect("accounts:account", token.user_id)
