# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form of the toets vooraf; what may be is judged by `checks`."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.access.facade import Vault
from baken.kernel.guards import MAX_REASON
from baken.ui.forms import VersionField, choose
from baken.ui.free_text import FreeTextGuard

from .checks import Tested

OTHER = "other"
MAX_BASIS = 200


class CheckForm(FreeTextGuard):
    """What the tester answers. Nothing is chosen beforehand."""

    unguarded = ("basis_other",)

    personal_data = forms.TypedChoiceField(
        label=gettext_lazy("Staan er persoonsgegevens in?"),
        choices=[("yes", gettext_lazy("ja")), ("no", gettext_lazy("nee"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Ook een adres, kenteken of bijnaam kan naar een persoon leiden."),
    )
    special_data = forms.BooleanField(
        label=gettext_lazy("Er staan bijzondere of strafrechtelijke gegevens in (AVG 9 en 10)."), required=False
    )
    secrecy = forms.BooleanField(
        label=gettext_lazy("Er geldt een geheimhoudingsplicht, van zorg, belastingen of een ander domein."),
        required=False,
    )
    secrecy_because = forms.CharField(
        label=gettext_lazy("Waarom mag het dan toch worden gebruikt?"),
        required=False,
        max_length=MAX_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Alleen bij een geheimhoudingsplicht."),
    )
    police_data = forms.BooleanField(
        label=gettext_lazy("Er staan gegevens uit een opsporingsonderzoek in (Wpg)."), required=False
    )
    basis = forms.ChoiceField(label=gettext_lazy("Grondslag"), required=False)
    basis_other = forms.CharField(
        label=gettext_lazy("Andere grondslag"),
        required=False,
        max_length=MAX_BASIS,
        help_text=gettext_lazy("Bijvoorbeeld een wetsartikel. Alleen als die van het register niet past."),
    )
    reasons = forms.CharField(
        label=gettext_lazy("Waarom wel of niet?"),
        max_length=MAX_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Een of twee zinnen. Noem geen namen."),
    )
    version = VersionField()

    def __init__(self, *args: Any, vault: Vault, **kwargs: Any):
        super().__init__(*args, **kwargs)
        usual = (vault.basis, _("%(basis)s (van dit register)") % {"basis": vault.basis})
        choose(self, "basis", [("", _("geen, of niet nodig")), usual, (OTHER, _("een andere"))])

    def clean_basis_other(self) -> str:
        """Return the other ground; asked where that was chosen."""
        text: str = self.cleaned_data["basis_other"].strip()
        if self.cleaned_data.get("basis") == OTHER and not text:
            raise ValidationError(_("Schrijf op welke grondslag dat is."))
        return text

    @property
    def tested(self) -> Tested:
        """Return the answers of a valid form."""
        told = self.cleaned_data
        basis = told["basis_other"] if told["basis"] == OTHER else told["basis"]
        names = ("personal_data", "special_data", "secrecy", "secrecy_because", "police_data", "reasons")
        return Tested(basis=basis, **{name: told[name] for name in names})


class AgainForm(FreeTextGuard):
    """Why a concern that was refused is tested once more."""

    reason = forms.CharField(
        label=gettext_lazy("Waarom opnieuw?"), max_length=MAX_REASON, widget=forms.Textarea(attrs={"rows": 2})
    )
    version = VersionField()
