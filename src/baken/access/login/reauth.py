# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asking again who is there, before something that can't be undone or that opens doors.

`@reauth.recent` on a view asks for the password, and the code where the account has one, unless both were given within the
last ten minutes (logging in counts). What was being sent meanwhile travels along in the form: nothing of it is stored, and
nothing is lost.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from django import forms
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters

from ..http import Request
from ..models import User
from .second_factor import check_code, code_field, has_second_factor

WITHIN = 600
"""Seconds."""
MARK = "confirm_step"
OWN = frozenset({MARK, "confirm_password", "confirm_code"})

View = Callable[..., HttpResponse]


class ConfirmForm(forms.Form):
    """Password, and code where the account has a second step. Field names of its own: they stand beside those of a form."""

    confirm_password = forms.CharField(
        label=gettext_lazy("Uw wachtwoord"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    confirm_code = code_field()

    def __init__(self, *args: Any, user: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._user = user
        if not has_second_factor(user):
            del self.fields["confirm_code"]

    @property
    def methods(self) -> list[str]:
        """Return by what the person was recognised."""
        return ["password", "mfa"] if "confirm_code" in self.fields else ["password"]

    def clean_confirm_password(self) -> str:
        given: str = self.cleaned_data["confirm_password"]
        if not get_adapter().reauthenticate(self._user, given):
            raise ValidationError(_("Dit wachtwoord klopt niet. Na vijf keer moet u een kwartier wachten."))
        return given

    def clean_confirm_code(self) -> str:
        from allauth.core import context

        given: str = self.cleaned_data["confirm_code"]
        if "confirm_password" in self.cleaned_data:  # a code counts once: not spent on a wrong password
            check_code(context.request, self._user, given)
        return given


def is_recent(request: HttpRequest) -> bool:
    """Whether the person gave all that the account asks within the last ten minutes."""
    if not request.user.is_authenticated:
        return False
    now = time.time()
    records = get_authentication_records(request, request.user)
    given = {record["method"] for record in records if 0 <= now - record.get("at", 0) < WITHIN}
    return "password" in given and ("mfa" in given or not has_second_factor(request.user))


def recent(view: Any) -> Any:
    """Have a view answer only after the person was recognised anew. Whether the role may open it, the view itself says."""

    @sensitive_post_parameters("confirm_password", "confirm_code")
    @wraps(view)
    def answer(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("account_login"))
        if request.method == "POST" and MARK in request.POST:
            form = ConfirmForm(request.POST, user=request.user)
            if not form.is_valid():
                return _ask(request, form, status=422)
            confirmed(request, form)
            if request.POST[MARK] == "look":
                return redirect(request.get_full_path())
            sent = request.POST.copy()
            for name in OWN & set(sent):
                del sent[name]
            request.POST = sent  # type: ignore[assignment]
        elif not is_recent(request):
            return _ask(request, ConfirmForm(user=request.user))
        kept: HttpResponse = view(request, *args, **kwargs)
        return kept

    return answer


def confirmed(request: HttpRequest, form: ConfirmForm) -> None:
    """Note that the person was recognised."""
    for method in form.methods:
        record_authentication(request, request.user, method=method, reauthenticated=True)


def _ask(request: Request, form: ConfirmForm, status: int = 200) -> HttpResponse:
    sending = request.method == "POST" and request.POST.get(MARK) != "look" and not request.FILES
    kept = []
    if sending:
        kept = [(name, value) for name in request.POST for value in request.POST.getlist(name) if name not in OWN]
        kept = [(name, value) for name, value in kept if name != "csrfmiddlewaretoken"]
    context = {"form": form, "kept": kept, "step": "send" if sending else "look", "mark": MARK}
    reply = render(request, "account/reauthenticate.html", context, status=status)
    reply.headers["Cache-Control"] = "no-store"
    return reply
