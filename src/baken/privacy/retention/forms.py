# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of the terms: changing one, making one for a register, verifying it; and of what is held."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from baken.access.facade import Actor, Vault, visible_to
from baken.ui.free_text import FreeTextGuard

from .. import models
from ..forms import Versioned, text
from .due import is_of_records


class _TermForm(FreeTextGuard, forms.Form):
    """How long a kind of record is kept, and why that changes."""

    basis = forms.CharField(
        label=gettext_lazy("Grondslag"),
        max_length=200,
        help_text=gettext_lazy("De wet of de selectielijst die de termijn geeft."),
    )
    start = forms.CharField(
        label=gettext_lazy("De termijn begint als"),
        max_length=120,
        help_text=gettext_lazy("Wanneer de termijn gaat lopen, bijvoorbeeld: de casus wordt gesloten."),
    )
    years = forms.IntegerField(
        label=gettext_lazy("Jaren"),
        min_value=0,
        max_value=100,
        help_text=gettext_lazy("De termijn is de jaren en de maanden samen."),
    )
    months = forms.IntegerField(
        label=gettext_lazy("Maanden"),
        min_value=0,
        max_value=11,
        help_text=gettext_lazy("Nul als de termijn in hele jaren is."),
    )
    approval = forms.BooleanField(
        label=gettext_lazy("Vernietiging wacht op goedkeuring"),
        required=False,
        help_text=gettext_lazy("Zonder dit vernietigt Baken zelf, in de nacht na de termijn."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Waarom deze wijziging?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Dit blijft bij de termijn staan. Een collega kijkt haar daarna na in de bron."),
    )


class RuleForm(_TermForm, Versioned):
    """Another term for what has one."""


class NewRuleForm(_TermForm):
    """A term of its own for one kind of record in one closed register."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Soort"), help_text=gettext_lazy("Welk soort dossier deze termijn krijgt.")
    )
    vault = forms.ChoiceField(
        label=gettext_lazy("Afgeschermd register"), help_text=gettext_lazy("Alleen in dit register geldt de termijn.")
    )
    field_order = ("kind", "vault")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any):
        kwargs.setdefault("initial", {"approval": True, "months": 0})
        super().__init__(*args, **kwargs)
        rules = visible_to(models.RetentionRule.objects.filter(vault=""), actor, "privacy.retention.view")
        kinds = [(slug, name) for slug, name in rules.values_list("kind", "name") if is_of_records(slug)]
        vaults = Vault.objects.filter(municipality=actor.municipality_id).values_list("slug", "name")
        for name, found in (("kind", kinds), ("vault", list(vaults))):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = found


class VerifyForm(FreeTextGuard, Versioned):
    """Where somebody read the term."""

    where = forms.CharField(
        label=gettext_lazy("Waar las u deze termijn?"),
        max_length=200,
        help_text=gettext_lazy("Bijvoorbeeld: Selectielijst gemeenten 2020, resultaat 12.1."),
    )


class HoldForm(FreeTextGuard):
    """Why a record is kept, or why it needn't be any longer."""

    reason = text(gettext_lazy("Waarom?"), help_text=gettext_lazy("Noem geen namen van betrokkenen."))
