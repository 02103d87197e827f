# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Errors meant for people: what is wrong, where, and what to do."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason why something is allowed or refused.

    `slug` is stable (tests and translations rely on it); `text` is what the reader sees.
    """

    slug: str
    text: str


class BakenError(Exception):
    """Base of every error that Baken shows to a person."""


class Refused(BakenError):
    """An action was refused; `reasons` holds every failing reason, not only the first."""

    def __init__(self, reasons: tuple[Reason, ...]):
        self.reasons = reasons
        super().__init__("; ".join(str(reason.text) for reason in reasons))


class Denied(Refused):
    """The actor may not do this, or may not know that the object exists. Pages answer 404."""


class StaleVersion(BakenError):
    """Somebody else changed the record since it was read. Nothing was stored."""


class OtherMunicipality(BakenError):
    """Code tried to tie records of two municipalities together. A programming error, never a user's."""


class OutsideAction(BakenError):
    """Code tried to change a guarded record outside an action. A programming error, never a user's."""
