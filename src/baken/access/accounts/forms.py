# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of accounts. What may be is judged by the actions; forms say what a field takes."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.kernel.models import Municipality
from baken.kernel.moment import today
from baken.ui.forms import DayInput, FilterForm
from baken.ui.free_text import FreeTextGuard

from ..models import Kind, Partner, User
from ..permissions import PERMISSIONS
from ..roles import ROLES
from ..supervision.matrix import MAX_REASON, MIN_REASON

NAME = RegexValidator(r"^[a-z0-9][a-z0-9.-]*\Z", gettext_lazy("Gebruik kleine letters, cijfers, punten en streepjes."))


def assignable() -> list[tuple[str, Any]]:
    """Return the roles that an account may get."""
    return [(slug, role.label) for slug, role in ROLES.items() if slug != "system"]


def _day(label: Any, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=DayInput(), **more)


class AccountFilter(FilterForm):
    """What the list of accounts is narrowed to."""

    zoek = forms.CharField(
        label=gettext_lazy("Naam"), required=False, max_length=60, widget=forms.TextInput(attrs={"type": "search"})
    )
    rol = forms.ChoiceField(label=gettext_lazy("Rol"), required=False)
    stand = forms.ChoiceField(label=gettext_lazy("Stand"), required=False)


def _why(help_text: Any, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Waarom"),
        widget=forms.Textarea(attrs={"rows": 3}),
        min_length=MIN_REASON,
        max_length=MAX_REASON,
        help_text=help_text,
        **more,
    )


class WhyForm(FreeTextGuard):
    """Why a role or an account ends."""

    reason = _why(gettext_lazy("Toezicht leest dit ook. Noem functies, geen namen."))


class RoleForm(FreeTextGuard):
    """A role with its period and why, and the organisation of whoever is of a partner."""

    role = forms.ChoiceField(
        label=gettext_lazy("Rol"),
        help_text=gettext_lazy("Een rol zegt wat iemand mag doen. Welke casussen iemand ziet, volgt uit deelname."),
    )
    partner = forms.ModelChoiceField(
        label=gettext_lazy("Organisatie"),
        queryset=Partner.objects.none(),
        required=False,
        empty_label=gettext_lazy("de gemeente zelf"),
        help_text=gettext_lazy("Alleen voor de rol partner."),
    )
    since = _day(gettext_lazy("Eerste dag"), help_text=gettext_lazy("De rol werkt vanaf het begin van deze dag."))
    until = _day(
        gettext_lazy("Laatste dag"),
        required=False,
        help_text=gettext_lazy("De rol werkt tot en met deze dag. Leeg: tot u haar beëindigt."),
    )
    reason = _why(gettext_lazy("Waarvoor is deze rol nodig? Toezicht leest dit ook. Noem functies, geen namen."))

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any):
        super().__init__(*args, **kwargs)
        role, partner = self.fields["role"], self.fields["partner"]
        assert isinstance(role, forms.ChoiceField)
        assert isinstance(partner, forms.ModelChoiceField)
        role.choices = [("", _("Kies een rol")), *assignable()]
        partner.queryset = Partner.objects.filter(municipality=municipality)
        self.fields["since"].initial = today


class DetailsForm(FreeTextGuard):
    """Name and mail address. `heavy`: whether another address waits for a second person, who reads why."""

    unguarded = ("display_name", "username")

    display_name = forms.CharField(
        label=gettext_lazy("Naam"), max_length=120, help_text=gettext_lazy("Zoals collega’s de persoon kennen.")
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mailadres"),
        required=False,
        max_length=254,
        help_text=gettext_lazy("Hierheen gaat de link om een wachtwoord te kiezen."),
    )
    reason = _why(
        gettext_lazy("Alleen nodig bij een ander e-mailadres. Een tweede persoon leest dit en bevestigt het."),
        required=False,
    )

    def __init__(self, *args: Any, heavy: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not heavy:
            del self.fields["reason"]


class AccountForm(RoleForm):
    """A new account with its first role."""

    unguarded = ("display_name", "username")

    display_name = forms.CharField(
        label=gettext_lazy("Naam"),
        max_length=120,
        help_text=gettext_lazy("Zoals collega’s de persoon kennen, of wat de koppeling is."),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mailadres"),
        required=False,
        max_length=254,
        help_text=gettext_lazy("Hierheen gaat de link om een wachtwoord te kiezen. Een koppeling heeft er geen nodig."),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Soort"),
        choices=Kind.choices,
        initial=Kind.PERSON,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Een koppeling is een ander systeem. Het logt niet in, maar werkt met een sleutel."),
    )
    username = forms.CharField(
        label=gettext_lazy("Gebruikersnaam"),
        max_length=60,
        validators=[NAME],
        help_text=gettext_lazy("Waarmee iemand inlogt. Dit verandert later niet meer."),
    )

    field_order = ("kind", "username", "display_name", "email", "role", "partner", "since", "until", "reason")


class TokenForm(FreeTextGuard):
    """A key of a service account. `heavy`: those of its rights for which a second person must confirm the key."""

    name = forms.CharField(
        label=gettext_lazy("Waarvoor"),
        max_length=80,
        help_text=gettext_lazy("Bijvoorbeeld: zaaksysteem, omgeving test."),
    )
    scope = forms.MultipleChoiceField(
        label=gettext_lazy("Wat mag de sleutel"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Kruis alleen aan wat het andere systeem nodig heeft. Meer dan de rollen van de koppeling kan nooit."
        ),
    )
    expires = _day(gettext_lazy("Geldig tot en met"), help_text=gettext_lazy("Hoogstens een jaar."))
    reason = _why(
        gettext_lazy("Alleen nodig als de sleutel bij casussen of toezicht kan. Een tweede persoon bevestigt hem dan."),
        required=False,
    )

    def __init__(self, *args: Any, granted: Sequence[str], heavy: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if not heavy:
            del self.fields["reason"]
        scope = self.fields["scope"]
        assert isinstance(scope, forms.MultipleChoiceField)
        scope.choices = [(slug, words) for slug, words in PERMISSIONS.items() if slug in granted]

    def clean_expires(self) -> date:
        day: date = self.cleaned_data["expires"]
        if not today() <= day <= today() + timedelta(days=365):
            raise ValidationError(_("Kies een dag vanaf vandaag, hoogstens een jaar vooruit."))
        return day


class PasswordForm(forms.Form):
    """A new password, twice."""

    password = forms.CharField(
        label=gettext_lazy("Nieuw wachtwoord"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=gettext_lazy("Nog een keer"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self._user = user
        self.fields["password"].help_text = password_validators_help_text_html()

    def clean_password(self) -> str:
        given: str = self.cleaned_data["password"]
        validate_password(given, self._user)
        return given

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if "password" in found and found.get("again") not in (None, found["password"]):
            raise ValidationError({"again": _("De twee wachtwoorden zijn niet gelijk.")})
        return found
