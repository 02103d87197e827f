# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tags of the pages of claims."""

from django import template
from django.utils.safestring import SafeString

from ..marks import outcome_mark

register = template.Library()


@register.simple_tag
def outcome(slug: str) -> SafeString:
    """`{% outcome "supported" %}`: shape and word."""
    return outcome_mark(slug)
