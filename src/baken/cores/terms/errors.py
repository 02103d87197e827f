# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is wrong with a ledger of events or with a rule."""


class TermError(ValueError):
    """A term cannot be computed as recorded. The message names the rule, its article and the offending event."""
