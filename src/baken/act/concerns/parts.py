# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The kinds of guarded record of this feature, and the parts of what can be shared: what a covenant may let through."""

from typing import Any

from django.utils.translation import gettext_lazy as _

KIND = "concern"
"""A concern itself: in a register with a desk, so whoever is admitted sees it whole."""
PACKET = "concern.packet"
"""What went to one partner."""
REPORTER = "concern.reporter"
"""Who reported: in a register of its own."""

REPORT = "concern_report"
CONCERN_PARTS: dict[str, Any] = {REPORT: _("Signaal")}
REPORTER_PART = "concern_reporter"
REPORTER_PARTS: dict[str, Any] = {REPORTER_PART: _("Wie meldde")}
PACKET_PARTS: dict[str, Any] = {
    REPORT: _("Signaal"),
    "concern_place": _("Plaats van het signaal"),
    "concern_objects": _("Objecten in het signaal"),
    "concern_assessment": _("Beoordeling van het signaal"),
    "concern_attachments": _("Bijlagen bij het signaal"),
}
"""Slugs are also the kinds of data that a covenant lets through."""
