# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Under which name own figures are stored, and what their readers are told of them."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import override

from baken.kernel.models import Municipality

from ..facts import Dataset
from ..picture.series import LOCAL_SURVEY, PRACTICE
from ..store import store


def dataset_of(
    municipality: Municipality,
    *,
    title: str,
    slug: str,
    method: str,
    counts: bool,
    years: Sequence[int],
    fictitious: bool,
) -> Dataset:
    """Return the dataset of a file: `local-survey` for outcomes of a survey, `local-<name>` for counts, or that of made-up
    figures to practise with. What is said of it is in Dutch, whoever reads it in."""
    with override("nl"):
        told = _("Laatst ingelezen: %(years)s.") % {"years": ", ".join(map(str, years))}
        note = f"{method.strip()} {told}".strip()
        publisher = _("Gemeente %(name)s") % {"name": municipality.name}
        if fictitious:
            return Dataset(
                PRACTICE,
                _("Voorbeeld: ingelezen oefenbestand"),
                "Baken",
                example=True,
                note=_("Verzonnen: cijfers uit een oefenbestand."),
            )
        if counts:
            return Dataset(
                f"local-{slug}",
                title,
                publisher,
                note=note,
                caveats=(_("Eigen telling van de gemeente; niet te vergelijken met andere gemeenten."),),
            )
        return Dataset(
            LOCAL_SURVEY,
            _("Veiligheidsmonitor, eigen cijfers per wijk"),
            _shared_by(publisher),
            note=note,
            caveats=(
                _("Een steekproef heeft een marge. Alleen een verschil dat groter is dan de marge telt."),
                _("Cijfers per wijk komen uit extra vragenlijsten die de gemeente liet afnemen."),
            ),
        )


def _shared_by(publisher: str) -> str:
    """Return the publisher, or that there are several, where another municipality of this installation has survey figures."""
    known = next((d.publisher for d in store().datasets() if d.id == LOCAL_SURVEY), publisher)
    return publisher if known == publisher else _("Gemeenten, elk voor zichzelf")
