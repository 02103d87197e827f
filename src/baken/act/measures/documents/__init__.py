# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Letters and decisions: made from a template and the facts of the file, signed, kept as they were."""

from .checks import stops

__all__ = ["stops"]
