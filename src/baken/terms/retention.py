# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long reasons of missed terms stay: they go by themselves, by a verified term (`privacy.retention.rows`)."""

from django.utils.translation import gettext_lazy as _

from baken.privacy.facade import RowKind

from .models import MissedReason

MISSED = RowKind(
    slug="term.missed",
    label=_("redenen van gemiste termijnen"),
    start=_("de reden is opgeschreven"),
    rows=lambda municipality: MissedReason.objects.filter(municipality=municipality),
    since="written_at",
    count_labels={"term.missed": _("redenen waarom een termijn is gemist")},
)
