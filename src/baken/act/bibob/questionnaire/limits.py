# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How often one address on the network may try links, and how often one link may be used. No count leads back to an address."""

from baken.kernel.rate_limits import Limit, TooMany

FAILED = Limit("bibob questionnaire failed", 10, 600)
FAILED_FEW = Limit("bibob questionnaire failed while many do", 2, 600)
FAILED_ALL = Limit("bibob questionnaire failed by anybody", 1_000, 600)
"""Once this many links lead nowhere in ten minutes, from whatever addresses, each address gets two tries."""
EVERYBODY = "everybody"
SAVES = Limit("bibob questionnaire saved", 240, 3_600)
"""How often a form may be sent by one link in an hour, papers included."""


def may_look(who: str) -> None:
    """Raise `TooMany` for an address that tried too many links that lead nowhere, whatever link it tries now."""
    for limit in (FAILED, FAILED_FEW):
        if limit.spent(who) and (limit is FAILED or FAILED_ALL.spent(EVERYBODY)):
            raise TooMany(limit.seconds)


def failed(who: str) -> None:
    """Count one link that led nowhere."""
    FAILED.take(who)
    FAILED_FEW.take(who)
    FAILED_ALL.take(EVERYBODY)
