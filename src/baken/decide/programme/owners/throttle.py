# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How often one address may try. A link has 256 random bits: the limits only keep the log and the mail quiet."""

from baken.kernel.rate_limits import Limit

WRONG_LINKS = Limit("programme-wrong-links", 30, 600)
"""Links that led nowhere, per address on the network."""
NEW_LINKS = Limit("programme-new-links", 5, 3600)
"""Requests for a new link, per address on the network."""
MAILS = Limit("programme-mails", 2, 3600)
"""New links per mail address."""
