# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is written in a file beside its steps, as pages: for each its form, what it does and the words around it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from baken.access.facade import Request

from .. import disclosing, duties, investigating, papers, queries
from ..models import Duty, Indicator, Relation, SourceLook
from ..queries import Seen
from ..rules import DUTIES
from . import forms, pages


def _nothing(*_told: Any) -> dict[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing to write. `anchor`: the block on the page of the file to which the reader goes back.

    `of`: the kind of row that the address names, which the action gets by the name `row`. `start(request, row)`: what the form
    starts with; `more(seen)`: what the form needs beside; `words(row)`: heading or lede where the row says them.
    """

    act: Callable[..., Any]
    form: type[forms.FileForm]
    anchor: str
    told: Any
    button: Any
    heading: Any = ""
    lede: Any = ""
    of: type[Any] | None = None
    row: str = ""
    start: Callable[[Request, Any], dict[str, Any]] = _nothing
    more: Callable[[Seen], dict[str, Any]] = _nothing
    words: Callable[[Any], dict[str, Any]] = _nothing


def _looks(seen: Seen) -> dict[str, Any]:
    rows = queries.rows(seen, SourceLook).order_by("-on", "-id")
    told = [(str(row.pk), f"{row.get_kind_display()}, {pages.told_day(row.on)}: {row.purpose[:60]}") for row in rows]
    return {"looks": told}


def _facts(seen: Seen) -> dict[str, Any]:
    return {**_looks(seen), "relations": [(str(row.pk), row.name) for row in queries.rows(seen, Relation)]}


def _sourced(act: Callable[..., Any]) -> Callable[..., Any]:
    def doing(*, look: str, **told: Any) -> Any:
        return act(look=UUID(look), **told)

    return doing


ENTRIES: dict[str, Entry] = {
    "look": Entry(
        investigating.look,
        forms.LookForm,
        "#bronnen",
        _("De bron is vastgelegd."),
        _("Leg vast"),
        _("Bron vastleggen"),
        _("Baken zoekt zelf niets op. U kijkt in de bron, en schrijft hier op waarvoor en wat er stond."),
        start=lambda request, row: {"kind": request.GET.get("bron", "")},
    ),
    "relate": Entry(
        _sourced(investigating.relate),
        forms.RelateForm,
        "#relaties",
        _("De relatie is vastgelegd."),
        _("Leg vast"),
        _("Relatie vastleggen"),
        _(
            "Alleen wie volgens de wet in relatie staat tot betrokkene (Wet Bibob 3(4)), en alleen als een bron het zegt."
        ),
        more=_looks,
    ),
    "indicate": Entry(
        _sourced(investigating.indicate),
        forms.IndicateForm,
        "#feiten",
        _("Het feit is vastgelegd."),
        _("Leg vast"),
        _("Feit vastleggen"),
        _("Eén feit, met de bron die het zegt. Hoe het weegt, schrijft u daarna op."),
        start=lambda request, row: {"outcome": "fact"},
        more=_facts,
    ),
    "weigh_fact": Entry(
        investigating.weigh,
        forms.WeighFactForm,
        "#feiten",
        _("De weging van dit feit is vastgelegd."),
        _("Leg vast"),
        _("Feit wegen"),
        of=Indicator,
        row="indicator",
        start=lambda request, row: {
            "weighed": row.weighed,
            "because": row.weighed_because,
            "outcome": row.outcome,
            "fact_on": row.on,
        },
        words=lambda row: {"lede": row.text},
    ),
    "reuse": Entry(
        investigating.reuse,
        forms.ReuseForm,
        "#bronnen",
        _("Overgenomen, met het nummer van het eerdere dossier als bron."),
        _("Neem over"),
        _("Overnemen uit een eerder dossier"),
        _("Een advies of eigen bevindingen mag u vijf jaar gebruiken voor een andere beslissing (Wet Bibob 29)."),
    ),
    "fulfil": Entry(
        duties.fulfil,
        forms.FulfilForm,
        "#plichten",
        _("Vastgelegd dat dit is gedaan."),
        _("Dit is gedaan"),
        of=Duty,
        row="duty",
        words=lambda row: {"heading": DUTIES[row.kind].label, "lede": DUTIES[row.kind].article},
    ),
    "disclose": Entry(
        disclosing.disclose,
        forms.DiscloseForm,
        "#verstrekt",
        _("De verstrekking is vastgelegd."),
        _("Leg vast"),
        _("Iets verstrekken"),
        _(
            "Wat in het dossier staat is geheim. Alleen wie artikel 28, lid 2, van de Wet Bibob noemt mag er iets uit krijgen."
        ),
    ),
    "add_papers": Entry(
        papers.add,
        forms.PaperForm,
        "#stukken",
        _("De stukken staan in het dossier."),
        _("Voeg toe"),
        _("Stukken toevoegen"),
        _("Stukken worden versleuteld bewaard. Wie er een opent, komt in het logboek."),
    ),
}
"""By the name of the address."""
