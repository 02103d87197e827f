# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Guards that workflows of several features share."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from .errors import Reason

MAX_REASON = 2_000


def has_reason(record: Any, given: Mapping[str, Any]) -> Reason | None:
    """Whoever turns a file another way writes down why, under `reason`."""
    reason = str(given.get("reason", "")).strip()
    if not reason:
        return Reason("no_reason", _("Schrijf op waarom."))
    if len(reason) > MAX_REASON:
        text = _("De reden is te lang: gebruik hoogstens %(max)d tekens.")
        return Reason("long_reason", text % {"max": MAX_REASON})
    return None


def nothing_against(record: Any, given: Mapping[str, Any]) -> tuple[Reason, ...]:
    """What the action itself found against the step, under `against`: it is told together with what the table finds."""
    return tuple(given.get("against", ()))
