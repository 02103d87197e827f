# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of supervision. What may be is judged by the actions; forms say what a field takes."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.ui.forms import DayInput, VersionField
from baken.ui.free_text import FreeTextGuard

from ..authorization.need_to_know import EMERGENCY
from ..authorization.purposes import PURPOSES, fitting, purpose_label, regimes_told
from ..emergency import actions as emergency
from ..models import Partner, Regime, Vault
from ..models.vault import EMERGENCY_REGIMES
from ..roles import ROLES
from .matrix import MAX_REASON, MIN_REASON
from .vaults import admissible

TAKEN = frozenset({"nieuw", "lid"})
"""Words that the address bar uses itself."""
WHEN = DayInput()


def first_moment(day: date) -> datetime:
    """Return the moment at which a Dutch day begins."""
    return timezone.make_aware(datetime.combine(day, time()))


class ReasonForm(FreeTextGuard):
    """Why somebody changes a right: for whoever reads the log later."""

    reason = forms.CharField(
        label=gettext_lazy("Waarom"),
        widget=forms.Textarea(attrs={"rows": 3}),
        min_length=MIN_REASON,
        max_length=MAX_REASON,
        help_text=gettext_lazy("Dit staat in het logboek. Noem functies, geen namen."),
    )


class CellForm(ReasonForm):
    """One cell of the matrix: what it was when the page was made, so that two people don't undo each other."""

    was = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")], widget=forms.HiddenInput)


class Versioned(forms.Form):
    """A form over something that others may change meanwhile: it carries the version that was seen."""

    version = VersionField()


class Addressed(FreeTextGuard):
    """Something new with a name of its own in the address bar."""

    unguarded: ClassVar[tuple[str, ...]] = ("slug",)

    slug = forms.CharField(
        label=gettext_lazy("Naam in het adres"),
        max_length=50,
        validators=[validate_slug],
        help_text=gettext_lazy("Kleine letters en streepjes. Dit verandert later niet meer."),
    )

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if slug in TAKEN:
            raise ValidationError(_("Kies een andere naam: dit woord staat al in het adres."))
        return slug


class VaultForm(FreeTextGuard):
    """What may change of a register."""

    name = forms.CharField(
        label=gettext_lazy("Naam"),
        max_length=120,
        help_text=gettext_lazy("Zoals collega’s het noemen, bijvoorbeeld: Aanpak panden."),
    )
    basis = forms.CharField(
        label=gettext_lazy("Grondslag"),
        max_length=200,
        help_text=gettext_lazy("Bijvoorbeeld: Gemeentewet 172; AVG artikel 6 lid 1 onder e."),
    )
    purposes = forms.MultipleChoiceField(
        label=gettext_lazy("Doelen"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Waarvoor dossiers hierin worden geopend. Kies alleen wat onder dit regime kan."),
    )
    emergency = forms.BooleanField(
        label=gettext_lazy("Noodtoegang kan bij acuut gevaar"),
        required=False,
        help_text=gettext_lazy(
            "Alleen bij een register onder de AVG: nooit bij Bibob, een samenwerkingsverband (WGS), politiegegevens (Wpg) "
            "of de identiteit van een melder."
        ),
    )
    desk = forms.BooleanField(
        label=gettext_lazy("Vaste bezetting: wie is toegelaten, ziet alles in dit register"),
        required=False,
        help_text=gettext_lazy(
            "Voor signalen, die een vaste functie behandelt. Zonder vaste bezetting ziet iemand alleen dossiers waaraan "
            "diegene deelneemt. Partners zien door een vaste bezetting niets, en noodtoegang kan dan niet. Dit staat vast "
            "zodra er iets in het register ligt."
        ),
    )


class VaultChangeForm(VaultForm, ReasonForm, Versioned):
    """A register that is there: it offers what its regime allows. `regime` is that of the register, `settled` whether
    something lies in it already, so that its desk can't change."""

    field_order = ("name", "basis", "purposes", "emergency", "desk", "reason")

    def __init__(self, *args: Any, regime: str, settled: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if settled:
            del self.fields["desk"]
        choose(self, "purposes", [(slug, purpose_label(slug)) for slug in fitting(regime)])
        if regime not in EMERGENCY_REGIMES:
            del self.fields["emergency"]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        return {"emergency": False, **found}


class VaultNewForm(VaultForm, Addressed):
    """A new register."""

    controller = forms.ChoiceField(
        label=gettext_lazy("Verwerkingsverantwoordelijke"),
        choices=Vault._meta.get_field("controller").choices or (),
        help_text=gettext_lazy("Wie beslist waarvoor de gegevens worden gebruikt. Dit verandert later niet meer."),
    )
    regime = forms.ChoiceField(
        label=gettext_lazy("Regime"),
        choices=Regime.choices,
        help_text=gettext_lazy("Onder welke wet het register valt. Dat bepaalt welke doelen het kan dienen."),
    )
    field_order = ("name", "slug", "controller", "regime", "basis", "purposes", "emergency", "desk")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, "purposes", [(slug, _with_regime(slug, label)) for slug, label in all_purposes()])


class AdmissionForm(ReasonForm):
    """Which role may work in a register, for which of its purposes."""

    role = forms.ChoiceField(
        label=gettext_lazy("Rol"),
        help_text=gettext_lazy("Toelaten opent nog niets: iemand ziet alleen dossiers waaraan diegene deelneemt."),
    )
    purposes = forms.MultipleChoiceField(
        label=gettext_lazy("Voor"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Alleen voor deze doelen kan de rol hier werken."),
    )
    field_order = ("role", "purposes", "reason")

    def __init__(self, *args: Any, vault: Vault, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, "role", [("", _("Kies een rol")), *((slug, str(ROLES[slug].label)) for slug in admissible(vault))])
        choose(self, "purposes", [(slug, str(PURPOSES.get(slug, slug))) for slug in vault.purposes])
        if vault.desk:
            text = _(
                "Dit register heeft een vaste bezetting: wie deze rol heeft, ziet vanaf de volgende klik alles erin."
            )
            self.fields["role"].help_text = text


class DismissForm(ReasonForm):
    """Taking a role out of a register."""


class TeamForm(Addressed):
    """A new team."""

    name = forms.CharField(
        label=gettext_lazy("Naam"), max_length=120, help_text=gettext_lazy("Bijvoorbeeld: Haventeam.")
    )
    partner = forms.ModelChoiceField(
        label=gettext_lazy("Van"),
        queryset=Partner.objects.none(),
        required=False,
        empty_label=gettext_lazy("de eigen organisatie"),
        help_text=gettext_lazy("Alleen accounts van deze organisatie kunnen lid worden."),
    )
    field_order = ("name", "slug", "partner")

    def __init__(self, *args: Any, partners: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = self.fields["partner"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = partners


class MemberForm(forms.Form):
    """An account that joins a team, until the end of a day or without an end."""

    user = forms.ChoiceField(label=gettext_lazy("Account"))
    last_day = forms.DateField(
        label=gettext_lazy("Laatste dag"),
        widget=WHEN,
        required=False,
        help_text=gettext_lazy("Leeg: tot u het lidmaatschap beëindigt."),
    )

    def __init__(self, *args: Any, accounts: Mapping[str, str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        choose(self, "user", [("", _("Kies een account")), *sorted(accounts.items(), key=lambda one: one[1])])

    def clean_last_day(self) -> date | None:
        day: date | None = self.cleaned_data["last_day"]
        return within(day) if day else None


class EmergencyForm(FreeTextGuard):
    """What must be opened, which danger there is, and why now."""

    unguarded = ("wanted",)
    noted_by_action = True

    wanted = forms.CharField(
        label=gettext_lazy("Kenmerk of adres"),
        max_length=emergency.MAX_TEXT,
        help_text=gettext_lazy(
            "Precies zoals het is: 2026-0087, of straat en huisnummer. Zoeken op een deel kan niet."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    danger = forms.ChoiceField(
        label=gettext_lazy("Welk acuut gevaar is er?"),
        choices=list(emergency.DANGERS.items()),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Kies wat het meest dringt."),
    )
    reason = forms.CharField(
        label=gettext_lazy("Waarom moet u nu kijken?"),
        widget=forms.Textarea(attrs={"rows": 4}),
        min_length=emergency.MIN_REASON,
        max_length=emergency.MAX_REASON,
        help_text=gettext_lazy("Wat is er gemeld, door welke dienst, en wat hebt u nodig? Noem geen namen."),
    )


class ReviewForm(FreeTextGuard, Versioned):
    """What the privacy officer makes of a use of emergency access."""

    justified = forms.ChoiceField(
        label=gettext_lazy("Was de noodtoegang terecht?"),
        choices=[("yes", gettext_lazy("ja, terecht")), ("no", gettext_lazy("nee, niet terecht"))],
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Was er acuut gevaar, en was dit dossier ervoor nodig?"),
    )
    note = forms.CharField(
        label=gettext_lazy("Toelichting"),
        widget=forms.Textarea(attrs={"rows": 4}),
        min_length=emergency.MIN_NOTE,
        max_length=emergency.MAX_REASON,
        help_text=gettext_lazy("Waarop u uw oordeel baseert. Was het niet terecht, ook wat er nu gebeurt."),
    )


class PeriodForm(forms.Form):
    """The days of an export, both included."""

    since = forms.DateField(label=gettext_lazy("Van"), widget=WHEN)
    last_day = forms.DateField(label=gettext_lazy("Tot en met"), widget=WHEN)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        since, last = found.get("since"), found.get("last_day")
        if since and last and not since <= last:
            raise ValidationError(_("De laatste dag ligt na de eerste."))
        if since and last and (since.year < 2000 or last.year > 2100 or (last - since).days > 5 * 366):
            raise ValidationError(_("Kies een periode van hoogstens vijf jaar."))
        return found


def choose(form: forms.Form, name: str, choices: Iterable[tuple[str, str]]) -> None:
    """Give a choice field its choices."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)


def all_purposes() -> list[tuple[str, str]]:
    """Return every purpose that a person can be given, with its words: acute danger is never agreed on beforehand."""
    return [(slug, str(label)) for slug, label in PURPOSES.items() if slug != EMERGENCY]


def _with_regime(slug: str, label: str) -> str:
    """Return a purpose with the regime under which a register may serve it, where that isn't the same words."""
    regimes = regimes_told(slug)
    return (
        label if regimes == label else _("%(purpose)s – regime: %(regimes)s") % {"purpose": label, "regimes": regimes}
    )


def within(day: date) -> date:
    """Return the day, if it is one that a database and a person can make sense of; raises `ValidationError`."""
    if not 2000 <= day.year <= 2100:
        raise ValidationError(_("Kies een dag tussen 2000 en 2100."))
    return day
