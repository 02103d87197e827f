# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of the register and the assessments. Each lists its fields: nothing else can be set."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.access.facade import Actor, Vault, visible_to
from baken.ui.forms import DayField, VersionField
from baken.ui.free_text import FreeTextGuard

from .. import models
from ..forms import Versioned, text

ONE_A_LINE = gettext_lazy("Elk op een eigen regel.")


def weight(label: Any, help_text: Any) -> forms.TypedChoiceField:
    """Return a field for low, medium or high."""
    return forms.TypedChoiceField(
        label=label, coerce=int, choices=[("", "–"), *weights().items()], initial="", help_text=help_text
    )


def weights() -> dict[int, Any]:
    """Return the three weights in words."""
    return {1: gettext_lazy("laag"), 2: gettext_lazy("midden"), 3: gettext_lazy("hoog")}


class ActivityForm(FreeTextGuard):
    """An entry of the register of processing activities."""

    name = forms.CharField(
        label=gettext_lazy("Naam"),
        max_length=120,
        help_text=gettext_lazy("In gewone woorden, bijvoorbeeld: aanpak van overlast in panden."),
    )
    controller = forms.CharField(
        label=gettext_lazy("Verwerkingsverantwoordelijke"),
        max_length=120,
        help_text=gettext_lazy("Bijvoorbeeld: burgemeester, of college van burgemeester en wethouders."),
    )
    joint_controllers = text(
        gettext_lazy("Wie mee beslist"),
        rows=2,
        required=False,
        help_text=gettext_lazy("Gezamenlijke verantwoordelijken, elk op een eigen regel, met hoe ze te bereiken zijn."),
    )
    purpose = text(gettext_lazy("Doel"), help_text=gettext_lazy("Wat de gemeente ermee wil bereiken."))
    basis = text(
        gettext_lazy("Grondslag"),
        rows=2,
        help_text=gettext_lazy("De wet en het artikel, bijvoorbeeld: AVG artikel 6 lid 1 onder e; Gemeentewet 172."),
    )
    persons = text(gettext_lazy("Van wie"), help_text=ONE_A_LINE)
    categories = text(gettext_lazy("Welke gegevens"), rows=4, help_text=ONE_A_LINE)
    special = text(
        gettext_lazy("Bijzondere gegevens"),
        rows=2,
        required=False,
        help_text=gettext_lazy(
            "Zoals gezondheid, afkomst of geloof (AVG artikel 9): welke, en op welke uitzondering. Leeg: geen."
        ),
    )
    criminal = text(
        gettext_lazy("Strafrechtelijke gegevens"),
        rows=2,
        required=False,
        help_text=gettext_lazy("AVG artikel 10, UAVG artikel 31 tot 33: welke, en op welke uitzondering. Leeg: geen."),
    )
    recipients = text(
        gettext_lazy("Wie ze ontvangt"),
        required=False,
        help_text=gettext_lazy(
            "Organisaties of functies buiten wie eraan werkt, elk op een eigen regel. Leeg: niemand."
        ),
    )
    transfers = text(
        gettext_lazy("Doorgifte buiten de EER"),
        rows=2,
        required=False,
        help_text=gettext_lazy("Naar welk land of welke organisatie. Leeg: geen."),
    )
    guarantee = text(
        gettext_lazy("Waarborg bij doorgifte"),
        rows=2,
        required=False,
        help_text=gettext_lazy("Bijvoorbeeld een adequaatheidsbesluit of modelcontract. Alleen nodig bij doorgifte."),
    )
    retention = text(
        gettext_lazy("Hoe lang"),
        rows=2,
        help_text=gettext_lazy("Hoe lang, en vanaf wanneer. Bijvoorbeeld: 5 jaar na sluiting."),
    )
    security = text(
        gettext_lazy("Hoe beveiligd"), help_text=gettext_lazy("Wat ervoor zorgt dat niemand anders erbij kan.")
    )
    processor = text(
        gettext_lazy("Verwerker"),
        rows=2,
        required=False,
        help_text=gettext_lazy("Wie de gegevens voor de gemeente verwerkt, zoals een leverancier. Leeg: niemand."),
    )
    vault = forms.ChoiceField(
        label=gettext_lazy("Afgeschermd register"),
        required=False,
        help_text=gettext_lazy("Alleen als de verwerking in een afgeschermd register gebeurt."),
    )
    dpia = forms.ChoiceField(
        label=gettext_lazy("DPIA"),
        required=False,
        help_text=gettext_lazy("De beoordeling van de risico’s die hierbij hoort."),
    )
    public = forms.BooleanField(
        label=gettext_lazy("Laat dit aan iedereen zien op de pagina Privacy en verwerkingen"), required=False
    )
    review_on = DayField(
        label=gettext_lazy("Opnieuw bekijken op"),
        help_text=gettext_lazy("Daarna staat de verwerking bij wat aandacht vraagt."),
    )

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
            field.choices = [("", _("niet van toepassing")), *known, *kept]


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


class ContactsForm(FreeTextGuard):
    """Whom people reach about their data. These are meant to be public, mail address and all."""

    unguarded = ("controllers", "officer", "requests")

    version = VersionField(required=False)
    controllers = text(
        gettext_lazy("De verantwoordelijken"),
        help_text=gettext_lazy("Burgemeester en college, met adres en mailadres."),
    )
    officer = text(
        gettext_lazy("De functionaris gegevensbescherming (FG)"),
        help_text=gettext_lazy("Hoe de FG te bereiken is. Een naam hoeft niet."),
    )
    requests = text(
        gettext_lazy("Hoe iemand een verzoek doet"),
        rows=5,
        help_text=gettext_lazy("Om inzage, verbetering of verwijdering: waar, en wat iemand moet meesturen."),
    )
    example = forms.BooleanField(
        label=gettext_lazy("Dit zijn verzonnen gegevens (voorbeeld)"),
        required=False,
        help_text=gettext_lazy("Zet dit uit zodra er echte gegevens staan."),
    )


class DpiaForm(FreeTextGuard, Versioned):
    """When an assessment was done, what the FG advised, what was decided, and when it is looked at again."""

    done_on = DayField(
        label=gettext_lazy("DPIA vastgesteld op"),
        required=False,
        help_text=gettext_lazy("De dag van het besluit. Leeg: nog niet vastgesteld."),
    )
    review_on = DayField(
        label=gettext_lazy("Opnieuw bekijken op"),
        help_text=gettext_lazy("Daarna staat de DPIA bij wat aandacht vraagt."),
    )
    advice_on = DayField(
        label=gettext_lazy("Advies van de FG van"),
        required=False,
        help_text=gettext_lazy("De FG wijzigt niets in Baken. U schrijft het advies over, met de dag."),
    )
    advice = text(
        gettext_lazy("Advies van de FG"), required=False, rows=4, help_text=gettext_lazy("In de woorden van de FG.")
    )
    outcome = text(
        gettext_lazy("Uitkomst"),
        required=False,
        help_text=gettext_lazy("Wat de gemeente besloot, en wat zij met het advies deed."),
    )


class RiskForm(FreeTextGuard, Versioned):
    """One risk: how likely, how heavy, what is done about it, by whom, and what is left."""

    version = VersionField(required=False)
    risk = text(
        gettext_lazy("Wat kan misgaan"),
        rows=2,
        help_text=gettext_lazy("Wat er met mensen kan gebeuren, niet met het systeem."),
    )
    likelihood = weight(gettext_lazy("Kans"), gettext_lazy("Zonder de maatregel."))
    impact = weight(gettext_lazy("Gevolg"), gettext_lazy("Voor de mensen om wie het gaat."))
    measure = text(
        gettext_lazy("Maatregel"), required=False, help_text=gettext_lazy("Wat dit voorkomt of kleiner maakt.")
    )
    owner = forms.CharField(
        label=gettext_lazy("Wie ervoor zorgt"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Een functie, geen naam."),
    )
    left = text(
        gettext_lazy("Wat overblijft"),
        required=False,
        rows=2,
        help_text=gettext_lazy("Wat met de maatregel nog kan gebeuren, en waarom dat aanvaard is."),
    )
    rest = weight(gettext_lazy("Restrisico"), gettext_lazy("Met de maatregel."))
