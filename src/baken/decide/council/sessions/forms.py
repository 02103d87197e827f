# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of sessions and of the changes of the programme that they decide on."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.access.facade import Actor
from baken.decide.policy.facade import Effort, Plan, efforts, plans
from baken.decide.programme.facade import FieldInfo, FieldKind, fields_that_may_change
from baken.ui.forms import DayField
from baken.ui.free_text import FreeTextGuard

from ..checks import FIRST_YEAR, LAST_YEAR
from ..forms import Versioned, long_text
from ..models import ChangeKind

ONGOING = "ongoing"
"""The programme's value of a term without end."""
OF_NEW = ("title", "priority", "owner", "partners", "term", "hours_planned", "budget")
"""What a new effort is proposed with; the rest follows when the executive works it out."""
LARGEST = 2_000_000_000


class SessionForm(FreeTextGuard):
    """A session: day, cut-off of the figures, plan."""

    year = forms.IntegerField(label=gettext_lazy("Jaar"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    on = DayField(label=gettext_lazy("Dag van de sessie"))
    cut_off = DayField(
        label=gettext_lazy("Peildatum"),
        required=False,
        help_text=gettext_lazy(
            "De cijfers zoals ze op deze dag bekend zijn. Nodig voor u de sessie voorbereid verklaart."
        ),
    )
    figures_year = forms.IntegerField(
        label=gettext_lazy("Het raadsdossier gaat over"), min_value=FIRST_YEAR, max_value=LAST_YEAR
    )
    plan = forms.ModelChoiceField(
        label=gettext_lazy("Plan"), queryset=Plan.objects.none(), required=False, empty_label="–"
    )
    intro = long_text(gettext_lazy("Wat vraagt u van de raad?"), required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field = self.fields["plan"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = plans(actor).filter(status="adopted")


class SessionChangeForm(SessionForm, Versioned):
    """A session that is there: its year stays."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        del self.fields["year"]


class ChooseChange(forms.Form):
    """What a change is about: read from the address, so that the next form can show what is so now."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Wat stelt u voor?"), choices=ChangeKind.choices, widget=forms.RadioSelect
    )
    effort = forms.ChoiceField(
        label=gettext_lazy("Inspanning"),
        required=False,
        help_text=gettext_lazy("Niet nodig bij een nieuwe inspanning."),
    )
    field = forms.ChoiceField(
        label=gettext_lazy("Welke afspraak?"),
        required=False,
        help_text=gettext_lazy("Alleen bij het wijzigen van een afspraak."),
    )

    def __init__(self, data: Any, *, actor: Actor, plan: Plan, fields: tuple[FieldInfo, ...]):
        super().__init__(data)
        self.efforts = {it.slug: it for it in efforts(actor).filter(plan=plan)}
        running = [it for it in self.efforts.values() if it.done_on is None and it.stopped_on is None]
        _choose(self, "effort", [("", "–"), *((it.slug, it.title) for it in running)])
        _choose(self, "field", [("", "–"), *((one.name, one.label) for one in fields)])

    def clean(self) -> dict[str, Any]:
        found = dict(super().clean() or self.cleaned_data)
        kind = found.get("kind")
        if kind and kind != ChangeKind.ADD and not found.get("effort"):
            self.add_error("effort", _("Kies een inspanning."))
        if kind == ChangeKind.SET and not found.get("field"):
            self.add_error("field", _("Kies welke afspraak verandert."))
        return found

    @property
    def effort_chosen(self) -> Effort | None:
        """The effort that was chosen, where one is needed."""
        if self.cleaned_data["kind"] == ChangeKind.ADD:
            return None
        return self.efforts[self.cleaned_data["effort"]]


class ChangeForm(FreeTextGuard):
    """The change itself: its new value or values, why, and who moves it. The action judges what it holds."""

    def __init__(self, data: Any, *, kind: str, fields: tuple[FieldInfo, ...], name: str = "", now: Any = None):
        super().__init__(data, initial={f"value_{name}": None if now == ONGOING else now})
        self.kind, self.name = kind, name
        self.asked = [one for one in fields if one.name in (OF_NEW if kind == ChangeKind.ADD else (name,))]
        if kind in (ChangeKind.SET, ChangeKind.ADD):
            for one in self.asked:
                self.fields[f"value_{one.name}"] = _field(one, required=one.required)
                if one.kind is FieldKind.TERM:
                    self.fields["ongoing"] = forms.BooleanField(label=_("Doorlopend, zonder einddatum"), required=False)
                    self.initial["ongoing"] = now == ONGOING
        self.fields["reason"] = forms.CharField(
            label=_("Waarom?"), max_length=400, widget=forms.Textarea(attrs={"rows": 3})
        )
        if kind == ChangeKind.LEAVE_OUT:
            self.fields["again"] = forms.CharField(
                label=_("Wanneer komt dit terug op tafel?"),
                max_length=200,
                help_text=_("Bijvoorbeeld: bij het plan van 2027."),
            )
        self.fields["moved_by"] = forms.CharField(
            label=_("Wie stelt dit voor?"), max_length=120, help_text=_("Het college of een fractie, geen naam.")
        )

    def clean(self) -> dict[str, Any]:
        found = dict(super().clean() or self.cleaned_data)
        if found.get("ongoing") and found.get("value_term"):
            self.add_error("value_term", _("Kies een termijn of doorlopend, niet allebei."))
        return found

    def given(self) -> dict[str, Any]:
        """Return what `sessions.propose_change` takes, values as JSON."""
        values = {one.name: self._value(one) for one in self.asked}
        told = {"reason": self.cleaned_data["reason"], "moved_by": self.cleaned_data["moved_by"]}
        if self.kind == ChangeKind.LEAVE_OUT:
            told["again"] = self.cleaned_data["again"]
        if self.kind == ChangeKind.SET:
            told |= {"field": self.name, "value": values[self.name]}
        if self.kind == ChangeKind.ADD:
            told["values"] = {name: value for name, value in values.items() if value not in (None, "", [])}
        return told

    def _value(self, one: FieldInfo) -> Any:
        value = self.cleaned_data.get(f"value_{one.name}")
        if one.kind is FieldKind.TERM and self.cleaned_data.get("ongoing"):
            return ONGOING
        if isinstance(value, date):
            return value.isoformat()
        if one.kind is FieldKind.YEAR:
            return int(value) if value else None
        return sorted(value) if one.kind is FieldKind.ORGANISATIONS and value else value


def _field(one: FieldInfo, *, required: bool) -> forms.Field:
    """Return a form field for a field of an effort."""
    choices = [(str(value), label) for value, label in one.choices]
    if one.kind in (FieldKind.COUNT, FieldKind.HOURS, FieldKind.EUROS):
        return forms.IntegerField(label=one.label, required=required, min_value=0, max_value=LARGEST)
    if one.kind in (FieldKind.DATE, FieldKind.TERM):
        return DayField(label=one.label, required=required)
    if one.kind is FieldKind.ORGANISATIONS:
        boxes = forms.CheckboxSelectMultiple()
        return forms.MultipleChoiceField(label=one.label, required=required, choices=choices, widget=boxes)
    if one.kind is FieldKind.PRIORITY:
        return forms.ChoiceField(label=one.label, required=required, choices=choices)
    if one.kind is FieldKind.YEAR:
        return forms.ChoiceField(label=one.label, required=required, choices=[("", _("heel plan")), *choices])
    long = forms.Textarea(attrs={"rows": 3}) if one.kind is FieldKind.LONG_TEXT else forms.TextInput()
    return forms.CharField(label=one.label, required=required, max_length=4000, widget=long)


def fields_of(plan: Plan, today: date) -> tuple[FieldInfo, ...]:
    """Return the fields of an effort that a session may change."""
    return fields_that_may_change(plan, today)


def _choose(form: forms.Form, name: str, choices: list[Any]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
