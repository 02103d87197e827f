# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..models import Every, PullSchedule
from .panels import moment_hour, weekdays
from .schedule import MAX_DAY


class StartForm(forms.Form):
    """Which tables to pull: those that are ticked, or all of them."""

    tables = forms.MultipleChoiceField(label=gettext_lazy("Tabellen"), required=False)
    everything = forms.BooleanField(label=gettext_lazy("Alles"), required=False)

    def __init__(self, *args: Any, offered: list[tuple[str, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.offered = offered
        self.fields["tables"].choices = offered  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("everything"):
            given["tables"] = [table for table, _title in self.offered]
        elif not given.get("tables") and not self.errors:
            self.add_error("tables", _("Vink een of meer tabellen aan, of kies alles."))
        return given


class ScheduleForm(forms.Form):
    """When Baken asks one source by itself. Only the day that belongs to `every` counts."""

    every = forms.ChoiceField(label=gettext_lazy("Hoe vaak"), choices=Every.choices)
    weekday = forms.TypedChoiceField(label=gettext_lazy("Dag (bij elke week)"), coerce=int, required=False)
    day = forms.IntegerField(
        label=gettext_lazy("Dag van de maand"),
        min_value=1,
        max_value=MAX_DAY,
        required=False,
        help_text=gettext_lazy("Bij elke maand of elk kwartaal: 1 tot en met 28."),
    )
    hour = forms.TypedChoiceField(label=gettext_lazy("Tijd"), coerce=int)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["weekday"].choices = weekdays()  # type: ignore[attr-defined]
        self.fields["hour"].choices = [(hour, moment_hour(hour)) for hour in range(24)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("every") in {Every.MONTH, Every.QUARTER} and not given.get("day") and "day" not in self.errors:
            self.add_error("day", _("Kies een dag van de maand."))
        return given

    @property
    def chosen_day(self) -> int:
        """Return the day that belongs to the choice; 1 where none does."""
        field = "weekday" if self.cleaned_data["every"] == Every.WEEK else "day"
        return int(self.cleaned_data.get(field) or 1)

    @staticmethod
    def values(row: PullSchedule | None) -> dict[str, Any]:
        """Return what the form starts with."""
        if row is None:
            return {"every": Every.OFF, "weekday": 1, "day": 18, "hour": 6, "version": 0}
        weekly = row.every == Every.WEEK
        return {
            "every": row.every,
            "weekday": row.day if weekly else 1,
            "day": 18 if weekly else row.day,
            "hour": row.hour,
            "version": row.version,
        }
