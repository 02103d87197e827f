# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the style guide shows: invented figures of an invented municipality, so that no drawing is taken for news."""

import math
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from baken.kernel.errors import Reason

from ..charts.map import MapShape
from ..panels import Cell, Column, Kind, Panel, Row, Sentence, Source

NOTE = gettext_lazy("Verzonnen cijfers van een verzonnen gemeente, alleen om vormen te laten zien.")
HIGHER, LOWER, NONE, NA = "higher", "lower", "no_significant_change", "not_assessable"


def page(query: Mapping[str, str]) -> dict[str, Any]:
    """Return the context of the style guide."""
    numbers = Paginator(range(95), 10)
    form = ExampleForm({"title": "", "on": "morgen", "agree": ""})
    return {
        "rank": rank(), "change": change(), "trend": trend(), "broken": broken(), "real": trend(top=True),
        "bars": bars(), "plain": plain(),
        "nothing": Panel("leeg", _("Voorbeeld: een paneel zonder rijen"), columns=rank().columns),
        "shapes": shapes(rank()), "many": shapes(rank(), many=True), "form": form,
        "reasons": (Reason("not_owner", _("Voorbeeld: u bent geen eigenaar van deze inspanning.")),
                    Reason("closed", _("Voorbeeld: de kadernota is al vastgesteld."))),
        "page": numbers.get_page(query.get("bladzijde", "3")),
    }  # fmt: skip


class ExampleForm(forms.Form):
    """One field of each kind, filled in wrongly."""

    title = forms.CharField(
        label=gettext_lazy("Naam van de inspanning"), help_text=gettext_lazy("Begin met een werkwoord.")
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Soort"), choices=[("a", gettext_lazy("Controle")), ("b", gettext_lazy("Voorlichting"))]
    )
    on = forms.DateField(label=gettext_lazy("Klaar op"), widget=forms.DateInput(attrs={"type": "date"}))
    hours = forms.IntegerField(label=gettext_lazy("Uren"), required=False)
    text = forms.CharField(label=gettext_lazy("Toelichting"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    file = forms.FileField(
        label=gettext_lazy("Bestand"), required=False, help_text=gettext_lazy("CSV of Excel, hoogstens 5 MB.")
    )
    agree = forms.BooleanField(label=gettext_lazy("Ik heb de cijfers gecontroleerd"))


def source() -> Source:
    """Return an invented source."""
    return Source(
        _("Verzonnen instituut"), "00000VB", _("voorbeeldtabel"), "CC0", retrieved="2026-11-14", status="provisional"
    )


NAMES = (
    ("Havenwijk", 372, 65.1, 58.7, 72.1, HIGHER),
    ("Duin en Kruidberg-Zuid met het Recreatiegebied Spaarnwoude", 312, 63.4, 56.6, 70.9, HIGHER),
    ("Sluiseiland", 404, 42.9, 38.8, 47.3, NONE),
    ("Oud-Noord", 257, 35.5, 31.3, 40.1, NONE),
    ("Zandrand", 326, 32.1, 28.7, 35.8, LOWER),
    ("Broekpolder", 299, 19.8, 17.6, 22.2, LOWER),
    ("Nieuwe Meer", 0, 0.0, 0.0, 1.2, LOWER),
    ("Buitenveld", 105, 283.8, 232.1, 343.5, NA),
    ("Kleinoord", None, None, None, None, NA),
)


def rank() -> Panel:
    """Return areas with rates: long names, zero, beyond the scale, and one that isn't published."""
    rows = tuple(
        Row(
            f"wijk-{i}",
            (
                Cell(name, href=f"#wijk-{i}"),
                Cell(number, note=_("niet gepubliceerd")),
                Cell(value, low, high, note=_("niet gepubliceerd")),
                Cell(verdict),
            ),
        )
        for i, (name, number, value, low, high, verdict) in enumerate(NAMES)
    )
    columns = (
        Column("name", _("Wijk")), Column("count", _("Aantal"), Kind.COUNT), Column("rate", _("Per 1.000"), Kind.RATE),
        Column("verdict", _("Met de rest van Voorbeeldstad"), Kind.VERDICT),
    )  # fmt: skip
    return Panel(
        "stijl-rang", _("Voorbeeld: twee wijken liggen hoger dan de rest, drie lager"), unit=_("per 1.000 inwoners"),
        period="2025", as_of="2026-11-24", columns=columns, rows=rows, sources=(source(),), notes=(str(NOTE),),
        reference=39.6, reference_label="Voorbeeldstad",
        sentences=(
            Sentence(_("372 gevallen in 2025. Dat is aantoonbaar hoger dan de rest."), "Havenwijk", HIGHER, True),
            Sentence(_("404 gevallen, in 2024 412. Er is geen aantoonbaar verschil."), "Sluiseiland", NONE, True),
            Sentence(_("299 gevallen in 2025. Dat is aantoonbaar lager dan de rest."), "Broekpolder", LOWER, True),
        ),
    )  # fmt: skip


def change() -> Panel:
    """Return areas with relative changes: an interval without end, and one clipped by the scale."""
    data = (
        ("Voorbeeldstad", 2841, 2741, -4.0, -8.0, 2.0, NONE), ("Havenwijk", 257, 312, 21.0, 3.0, 43.0, HIGHER),
        ("Zandrand", 143, 105, -27.0, -43.0, -6.0, LOWER), ("Nieuwe Meer", 2, 5, 150.0, -40.0, 1540.0, NONE),
        ("Buitenveld", 0, 3, None, None, None, NA),
    )  # fmt: skip
    rows = tuple(
        Row(name, (Cell(name), Cell(a), Cell(b), Cell(c, low, high, note=_("niet te berekenen")), Cell(verdict)), not i)
        for i, (name, a, b, c, low, high, verdict) in enumerate(data)
    )
    columns = (
        Column("name", _("Gebied")), Column("before", "2024", Kind.COUNT), Column("now", "2025", Kind.COUNT),
        Column("change", _("Verandering"), Kind.CHANGE), Column("verdict", _("Oordeel"), Kind.VERDICT),
    )  # fmt: skip
    return Panel(
        "stijl-verandering", _("Voorbeeld: één wijk hoger, één lager; de rest kan toeval zijn"), columns=columns,
        rows=rows, unit=_("2025 vergeleken met 2024"), sources=(source(),), notes=(str(NOTE),),
    )  # fmt: skip


def trend(top: bool = False) -> Panel:
    """Return five years with a reference line; with `top` a second, lower series."""
    values = (23.5, 18.2, 23.3, 20.5, 19.8) if top else (54.1, 58.7, 64.1, 73.4, 65.1)
    rows = tuple(
        Row(str(2021 + i), (Cell(str(2021 + i)), Cell(round(v * 5.7)), Cell(v, v * 0.9, v * 1.1), Cell(39.1 + i / 5)))
        for i, v in enumerate(values)
    )
    columns = (
        Column("year", _("Jaar")), Column("count", _("Aantal"), Kind.COUNT), Column("rate", _("Per 1.000"), Kind.RATE),
        Column("reference", "Voorbeeldstad", Kind.RATE),
    )  # fmt: skip
    title = _("Voorbeeld Broekpolder: lager dan in 2021") if top else _("Voorbeeld Havenwijk: hoger dan in 2021")
    return Panel(
        f"stijl-reeks-{top}", title, unit=_("per 1.000 inwoners"), period="2021–2025", columns=columns, rows=rows,
        sources=(source(),), notes=(str(NOTE),), reference_label="Voorbeeldstad",
    )  # fmt: skip


def broken() -> Panel:
    """Return a long example series with a missing year and a change of method."""
    rows = []
    for i, year in enumerate(range(2008, 2026)):
        value = None if year == 2014 else round(30 + 6 * math.sin(i / 2), 1)
        note = _("nieuwe vraagstelling") if year == 2019 else ""
        low, high = (value - 3, value + 3) if value is not None else (None, None)
        rows.append(Row(str(year), (Cell(str(year)), Cell(value, low, high, example=value is not None), Cell(note))))
    columns = (Column("year", _("Jaar")), Column("rate", _("Percentage"), Kind.PERCENT), Column("break", _("Breuk")))
    return Panel("stijl-breuk", _("Voorbeeld: beleving schommelt, met een breuk in 2019"), unit=_("% van inwoners"),
                 columns=columns, rows=tuple(rows), example=True)  # fmt: skip


def bars() -> Panel:
    """Return example bars, with a label of several lines on a phone."""
    data = (
        (_("Denkt dat hier veel gebeurt en voelt zich daarom weleens onveilig in de eigen buurt"), 31, 26, 36),
        (_("Was zelf slachtoffer"), 13, 9, 17), (_("Deed aangifte"), None, None, None),
    )  # fmt: skip
    rows = tuple(
        Row(str(i), (Cell(name), Cell(v, low, high, example=v is not None, note=_("niet gevraagd"))))
        for i, (name, v, low, high) in enumerate(data)
    )
    columns = (Column("name", _("Uitspraak")), Column("rate", _("Inwoners"), Kind.PERCENT))
    return Panel("stijl-balken", _("Voorbeeld Havenwijk: beleving hoger dan slachtofferschap"),
                 unit=_("% van inwoners van 15 jaar en ouder"), columns=columns, rows=rows, example=True)  # fmt: skip


def plain() -> Panel:
    """Return a table with a column of every kind."""
    columns = (
        Column("name", _("Inspanning")),
        Column("hours", _("Uren"), Kind.HOURS),
        Column("euros", _("Kosten"), Kind.EUROS),
        Column("share", _("Deel"), Kind.PERCENT),
        Column("due", _("Termijn"), Kind.DATE),
        Column("standing", _("Stand"), Kind.STANDING),
        Column("status", _("Cijfer"), Kind.STATUS),
    )
    data = (
        (_("Controles in de haven"), 310, 12500, 78, "2026-09-30", "attention", "example"),
        (_("Voorlichting op scholen"), 120.5, 1234567.5, 0.4, "2026-07-01", "done", "provisional"),
        (_("Aanpak van drugspanden"), None, None, 100, None, "behind", "withheld"),
        (_("Toets vooraf"), 8, 0, 0, "2026-12-01", "on_course", "final"),
        (_("Onderzoek"), 1, 1, 1, None, "not_assessable", "example"),
    )
    rows = tuple(Row(str(i), tuple(Cell(v) for v in values)) for i, values in enumerate(data))
    return Panel("stijl-tabel", _("Voorbeeld: vijf verzonnen inspanningen"), columns=columns, rows=rows, example=True)


def shapes(panel: Panel, many: bool = False) -> tuple[MapShape, ...]:
    """Return invented areas: slices of a ring round a core, in the order of the ranking."""
    found = []
    number = 24 if many else len(panel.rows)
    for i in range(number):
        row = panel.rows[i % len(panel.rows)]
        name, value = str(row.cells[0].value), row.cells[2].value
        told = None if row.cells[3].value == NA or value is None else float(value)
        turn = 2 * math.pi / number
        inner, outer = 0.02, 0.05 + 0.03 * ((i * 7) % 5) / 4
        angles = [turn * (i + step / 8) for step in range(9)]
        ring = [[4.6 + 1.6 * outer * math.cos(a), 52.4 + outer * math.sin(a)] for a in angles]
        ring += [[4.6 + 1.6 * inner * math.cos(a), 52.4 + inner * math.sin(a)] for a in reversed(angles)]
        geometry = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
        found.append(
            MapShape(
                f"{row.key}-{i}", name, f"#{row.key}", geometry, told, "" if value is not None else _("geen cijfer")
            )
        )
    return tuple(found)
