# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is known of a framework's claims beside their text: the feature that tests them registers it here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString

from baken.access.facade import Actor

from ..models import Framework


@dataclass(frozen=True, slots=True)
class ClaimNote:
    """What the figures say of one claim: the mark with its word, why in a sentence, and the page that tells all."""

    mark: SafeString
    text: str
    url: str


Provider = Callable[[Actor, Framework], Mapping[str, ClaimNote]]
"""Takes who reads and a framework that the reader may see; returns notes by the claim's slug."""

_providers: list[Provider] = []


def register_claim_notes(provider: Provider) -> None:
    """Register a source of notes, once, when an app starts."""
    if provider not in _providers:
        _providers.append(provider)


def claim_notes(actor: Actor, framework: Framework) -> dict[str, ClaimNote]:
    """Return the notes that `actor` may see, by the claim's slug."""
    return {slug: note for provider in _providers for slug, note in provider(actor, framework).items()}
