# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How often one address on the network may try links, and how often one link may be used. No count leads back to an address."""

from baken.kernel.rate_limits import Guesses, Limit

LINKS = Guesses("bibob questionnaire")
SAVES = Limit("bibob questionnaire saved", 240, 3_600)
"""How often a form may be sent by one link in an hour, papers included."""
may_look, failed = LINKS.require, LINKS.failed
