# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of the register, the assessments, retention and reads. Each lists its fields: nothing else can be set."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.access.facade import Actor, Vault, visible_to
from baken.ui.forms import FilterForm
from baken.ui.free_text import FreeTextGuard

from . import models

ISO = "%Y-%m-%d"
MAX_TEXT = 2_000
ONE_A_LINE = gettext_lazy("Elk op een eigen regel.")
FIRST_YEAR, LAST_YEAR = 2000, 2100


class DayField(forms.DateField):
    """A date, which browsers show as a calendar; only days that a database and a person can make sense of."""

    def __init__(self, **options: Any):
        widget = forms.DateInput(format=ISO, attrs={"type": "date"})
        super().__init__(widget=widget, input_formats=[ISO], **options)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is not None and not FIRST_YEAR <= value.year <= LAST_YEAR:
            raise ValidationError(_("Kies een dag tussen 2000 en 2100."))


def text(label: Any, *, rows: int = 3, required: bool = True, help_text: Any = "") -> forms.CharField:
    """Return a field for some lines."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=MAX_TEXT, widget=widget, help_text=help_text)


class Versioned(forms.Form):
    """A form over something that others may change meanwhile: it carries the version that was seen."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2_000_000_000)


class ActivityForm(FreeTextGuard):
    """An entry of the register of processing activities."""

    name = forms.CharField(label=gettext_lazy("Naam"), max_length=120)
    controller = forms.CharField(
        label=gettext_lazy("Verwerkingsverantwoordelijke"),
        max_length=120,
        help_text=gettext_lazy("Bijvoorbeeld: burgemeester, of college van burgemeester en wethouders."),
    )
    purpose = text(gettext_lazy("Doel"))
    basis = text(gettext_lazy("Grondslag"), rows=2)
    persons = text(gettext_lazy("Van wie"), help_text=ONE_A_LINE)
    categories = text(gettext_lazy("Welke gegevens"), rows=4, help_text=ONE_A_LINE)
    recipients = text(gettext_lazy("Wie ze ontvangt"), required=False)
    retention = text(gettext_lazy("Hoe lang"), rows=2)
    security = text(gettext_lazy("Hoe beveiligd"))
    processor = text(gettext_lazy("Verwerker"), rows=2, required=False)
    vault = forms.ChoiceField(label=gettext_lazy("Afgeschermd register"), required=False)
    dpia = forms.ChoiceField(label=gettext_lazy("DPIA"), required=False)
    review_on = DayField(label=gettext_lazy("Opnieuw bekijken op"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any):
        super().__init__(*args, **kwargs)
        vaults = visible_to(Vault.objects.all(), actor, "privacy.register.view").values_list("slug", "name")
        dpias = visible_to(models.Dpia.objects.all(), actor, "privacy.register.view").values_list("slug", "name")
        for name, found in (("vault", vaults), ("dpia", dpias)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            now = str(self.initial.get(name) or "")
            known = list(found)
            kept = [(now, now)] if now and now not in dict(known) else []  # a slug whose register is not there (yet)
            field.choices = [("", "–"), *known, *kept]


class NewActivityForm(ActivityForm):
    """A processing activity of the municipality's own."""

    unguarded = ("slug",)

    slug = forms.SlugField(
        label=gettext_lazy("Korte naam"),
        max_length=60,
        help_text=gettext_lazy("Kleine letters en streepjes, voor het adres."),
    )
    field_order = ("name", "slug")


class ActivityChangeForm(ActivityForm, Versioned):
    """An entry that is there."""


class DpiaForm(FreeTextGuard, Versioned):
    """When an assessment was done, what it found, and when it is looked at again."""

    done_on = DayField(label=gettext_lazy("Gedaan op"), required=False)
    review_on = DayField(label=gettext_lazy("Opnieuw bekijken op"))
    risks = text(gettext_lazy("Risico’s"), required=False, rows=4, help_text=ONE_A_LINE)
    measures = text(gettext_lazy("Maatregelen"), required=False, rows=4, help_text=ONE_A_LINE)
    outcome = text(gettext_lazy("Uitkomst en advies van de FG"), required=False)


class RuleForm(FreeTextGuard, Versioned):
    """How long a kind of record is kept."""

    basis = forms.CharField(label=gettext_lazy("Grondslag"), max_length=200)
    start = forms.CharField(label=gettext_lazy("De termijn begint als"), max_length=120)
    years = forms.IntegerField(label=gettext_lazy("Jaren"), min_value=0, max_value=100)
    months = forms.IntegerField(label=gettext_lazy("Maanden"), min_value=0, max_value=11)
    approval = forms.BooleanField(label=gettext_lazy("Vernietiging wacht op goedkeuring"), required=False)
    verified = forms.BooleanField(label=gettext_lazy("Ik heb deze termijn nagekeken in de bron"), required=False)


class HoldForm(FreeTextGuard):
    """Why a record is kept, or why it needn't be any longer."""

    reason = text(gettext_lazy("Waarom?"), help_text=gettext_lazy("Noem geen namen van betrokkenen."))


class SettleForm(FreeTextGuard, Versioned):
    """What the privacy officer makes of a read."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Oordeel"),
        widget=forms.RadioSelect,
        choices=[
            ("explained", gettext_lazy("Verklaard: deze inzage hoorde bij het werk")),
            ("unexplained", gettext_lazy("Niet verklaard: er volgt een gesprek of een melding")),
        ],
    )
    note = text(gettext_lazy("Toelichting"))


class ExplainForm(FreeTextGuard, Versioned):
    """Why the reader opened a record."""

    explanation = text(
        gettext_lazy("Waarom opende u dit dossier?"),
        rows=5,
        help_text=gettext_lazy("Alleen de privacy officer en de FG lezen dit. Noem geen namen van betrokkenen."),
    )


class ReadFilter(FilterForm):
    """What the queue of reads is narrowed to."""

    stand = forms.ChoiceField(label=gettext_lazy("Stand"), required=False)
    regel = forms.ChoiceField(label=gettext_lazy("Regel"), required=False)


class LogFilter(FilterForm):
    """What the logbook is narrowed to. Days that can't be read narrow nothing."""

    verwerking = forms.ChoiceField(label=gettext_lazy("Verwerking"), required=False)
    status = forms.ChoiceField(label=gettext_lazy("Uitkomst"), required=False)
    vanaf = forms.DateField(
        label=gettext_lazy("Vanaf"), required=False, widget=forms.DateInput(format=ISO, attrs={"type": "date"})
    )
    tot = forms.DateField(
        label=gettext_lazy("Tot en met"), required=False, widget=forms.DateInput(format=ISO, attrs={"type": "date"})
    )
