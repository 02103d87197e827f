# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where signals of the example lead outside their register: to a case, to a measure that is asked. All invented."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from baken.access.facade import Level, User, Vault, opened
from baken.act.cases import facade as cases
from baken.act.concerns import facade as concerns
from baken.act.journeys import facade as journeys
from baken.act.measures import facade as measures
from baken.kernel.moment import now

from .signal_stories import Story

Told = Mapping[str, Any]


def promote(story: Story, told: Told) -> None:
    """Make a case of a signal, and let it begin as it would: who takes part, and what they first write."""
    at = min(story.begun + timedelta(days=told["after"]), now())
    lead = story.acting(told["by"])
    vault = Vault.objects.get(municipality=story.municipality, slug=told["vault"])
    chosen = journeys.Promotion(
        vault=vault, purpose=told["purpose"], role=told["role"], parts=tuple(told["parts"]),
        values={name: told[name] for name in ("title", "address", "summary", "area", "priority")},
    )  # fmt: skip
    with opened(lead, story.purpose):
        concern = concerns.Concern.objects.select_related("guarded", "vault", "category").get(pk=story.key)
        case = journeys.promote(
            actor=lead, at=at, purpose=story.purpose, concern=concern, seen=concern.version, chosen=chosen
        )
    given = {"purpose": told["purpose"], "case": case}
    for who in told["participants"]:
        with opened(lead, told["purpose"]):
            cases.add_participant(actor=lead, at=at, role=who["role"], sights=who["sights"], **given)
    for number, entry in enumerate(told["entries"], start=1):
        if not User.objects.filter(username=entry["by"]).exists():
            continue
        actor, moment = story.acting(entry["by"]), min(at + timedelta(days=2 * number), now())
        with opened(actor, told["purpose"]):
            cases.add_entry(
                actor=actor, at=moment, part=entry["part"], level=Level.CONFIDENTIAL, happened_at=moment, text=entry["text"],
                **given,
            )  # fmt: skip


def ask(story: Story, told: Told) -> None:
    """Ask the legal adviser for a measure of a signal; with `answer` the adviser takes it up, or sends it back."""
    at = min(story.begun + timedelta(days=told["after"]), now())
    lead = story.acting(told["by"])
    offered = journeys.Offered(told["instrument"], told["title"], told["facts"], told.get("premises_kind", ""))
    asked = journeys.Asked(
        offered, basis=told["basis"], why=told["why"], address=told["address"], things=tuple(told.get("things", ()))
    )
    with opened(lead, story.purpose):
        concern = concerns.Concern.objects.select_related("guarded", "vault", "category").get(pk=story.key)
        journeys.ask(actor=lead, at=at, purpose=story.purpose, concern=concern, seen=concern.version, asked=asked)
        packet = concerns.Packet.objects.get(concern=concern, asks=offered.instrument)
    answered = told.get("answer")
    if answered is not None and User.objects.filter(username=answered["by"]).exists():
        adviser = story.acting(answered["by"])
        purpose = measures.POWERS[offered.instrument].purposes[0]
        measure = measures.find(adviser, packet.to_reference, purpose).file
        with opened(adviser, purpose):
            journeys.answer(
                actor=adviser, at=min(at + timedelta(days=answered["after"]), now()), purpose=purpose, measure=measure,
                seen=measure.version, taken_up=answered["taken_up"], reason=answered.get("reason", ""),
            )  # fmt: skip


JOURNEYS: dict[str, Callable[[Story, Told], None]] = {"promote": promote, "ask": ask}
"""Steps of a story that leave its register."""
