# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Weighing: who may take which step from where, reasons of one's own, and what happens with the concern and its history."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from baken.access.facade import SearchToken, Vault, VaultAdmission, opened, unauthorized
from baken.act.concerns.models import Concern, Look, Message, Weighing
from baken.act.concerns.policies import HANDLE
from baken.act.concerns.weighing import actions as weighing
from baken.act.concerns.weighing import feedback
from baken.act.concerns.weighing.actions import Closing, Decided
from baken.act.concerns.weighing.rules import against_texts, is_copied
from baken.act.concerns.workflow import CONCERN, WEIGHABLE
from baken.kernel.errors import Denied, Refused, StaleVersion
from baken.kernel.models import AuditEntry
from baken.kernel.workflow import perform
from tests.kernel.towns import do

from .builders import WHO, World

REASONS = {
    "reasons": "Er zijn drie meldingen in een maand, en toezicht zag hetzelfde.",
    "proportionality": "Het gaat om overlast bij een school; kijken ter plaatse is weinig ingrijpend.",
    "subsidiarity": "Een brief aan de eigenaar hielp vorig jaar niet.",
}
PURPOSES = {
    "drugs-street": "signal_nuisance",
    "undermining": "signal_undermining",
    "trafficking-labour": "signal_trafficking",
}


def slugs(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.slug for reason in refused.value.reasons]


def act(world: World, do: Any, concern: Concern, name: str = "", **more: Any) -> Any:
    """Do something with a concern as who handles it (or an account), for its purpose, with what it now is."""
    name = name or {role: who for who, role in WHO.items()}[concern.category.handler_role]
    actor, purpose = world.actor(name), concern.category.purpose
    with opened(world.system, system=True):
        seen = Concern.objects.get(pk=concern.pk).version
    with opened(actor, purpose):
        return do(actor=actor, at=more.pop("at", world.now), purpose=purpose, concern=concern, seen=seen, **more)


def again(world: World, concern: Concern) -> Concern:
    with opened(world.system, system=True):
        return Concern.objects.select_related("guarded", "vault", "category").get(pk=concern.pk)


def weighed(world: World, concern: Concern, route: str = "service", **more: Any) -> Weighing:
    to = more.pop("to", "handhaving" if route in ("service", "municipality") else "")
    return act(world, weighing.weigh, concern, decided=Decided(route=route, to=to, **{**REASONS, **more}))


def closed(world: World, concern: Concern, outcome: str = "acted", **more: Any) -> Concern:
    moment = {"at": more.pop("at")} if "at" in more else {}
    given = {"reason": "Afgehandeld.", "message": "Wij hebben er iets aan gedaan.", **more}
    return act(world, weighing.close, concern, closing=Closing(outcome, **given), **moment)


def in_status(world: World, concern: Concern, status: str) -> None:
    """Put a concern in a status, whatever led there."""
    day = world.now.date() if status == "closed" else None
    do(lambda: Concern.objects.filter(pk=concern.pk).update(status=status, closed_on=day))


def allowed(world: World, concern: Concern, name: str, step: str) -> bool:
    """Whether an account takes this step, given what every guard asks; nothing of it stays."""
    actor, purpose = world.actor(name), concern.category.purpose
    with opened(actor, purpose):
        try:
            with transaction.atomic():
                if actor.partner_id is None and not Concern.objects.filter(pk=concern.pk).exists():
                    return False  # on PostgreSQL the row isn't there
                if step == "closed":
                    do(lambda: Concern.objects.filter(pk=concern.pk).update(closed_on=world.now.date()))
                perform(
                    actor=actor, at=world.now, workflow=CONCERN, record=concern, name=step,
                    unauthorized=unauthorized(actor, purpose), given={"reason": "Daarom.", "told": True},
                )  # fmt: skip
                raise Undone
        except Undone:
            return True
        except Refused:
            return False


class Undone(Exception):
    """Takes back what was tried."""


def test_the_whole_grid_of_transitions_and_roles(world: World) -> None:
    """A step is for who may handle concerns and is admitted to the register in which this one lies; and from its sources only."""
    concerns = {slug: world.admitted(slug) for slug in PURPOSES}
    for concern in concerns.values():
        here = VaultAdmission.objects.filter(vault=Vault.objects.get(pk=concern.vault_id))
        desk = {row.role for row in here if concern.category.purpose in row.purposes}
        handlers = {name for name, role in WHO.items() if role in desk and world.actor(name).may(HANDLE)}
        assert handlers
        for transition in CONCERN.transitions:
            with opened(world.system, system=True):
                in_status(world, concern, sorted(transition.sources)[0])
            found = {name for name in WHO if allowed(world, concern, name, transition.name)}
            assert found == handlers, (concern.category.slug, transition.name)
    one = concerns["drugs-street"]
    for status in CONCERN.statuses:
        with opened(world.system, system=True):
            in_status(world, one, status.slug)
        found = {step.name for step in CONCERN.transitions if allowed(world, one, "coordinator", step.name)}
        assert found == {step.name for step in CONCERN.leaving(status.slug)}, status.slug


def test_a_weighing_needs_reasons_of_ones_own_and_tells_every_reason_at_once(world: World) -> None:
    told = "Bij het park aan de Verzonnenlaan staat elke avond dezelfde groep te dealen."
    concern = world.admitted(text=told)
    with pytest.raises(Refused) as refused:
        weighed(world, concern, reasons=told, proportionality=" ", subsidiarity=REASONS["reasons"], to="")
    assert slugs(refused) == ["to", "copied:reasons", "empty:proportionality"]
    with pytest.raises(Refused) as refused:
        act(world, weighing.weigh, concern, decided=Decided("service", "Zomaar een reden.", "Zomaar een reden.", "ok"))
    assert slugs(refused) == ["to", "same:proportionality", "empty:subsidiarity"]
    with pytest.raises(Refused):
        weighed(world, concern, "elsewhere")
    assert again(world, concern).status == "admitted"
    assert weighed(world, concern, "riec").route == "riec"
    assert (again(world, concern).status, again(world, concern).route) == ("routed", "riec")


words = st.lists(st.sampled_from([f"woord{n}" for n in range(10)]), min_size=4, max_size=30)


@given(told=words, start=st.integers(0, 20), signs=st.sampled_from([" ", ", ", "\n", " - "]))
@settings(max_examples=60)
def test_whatever_piece_of_the_concern_is_copied_it_is_no_reason(told: list[str], start: int, signs: str) -> None:
    piece = told[start % (len(told) - 3) :]
    assert is_copied(signs.join(piece).upper(), " ".join(told))
    assert not is_copied(REASONS["reasons"], " ".join(told))
    found = against_texts({"a": ("A", signs.join(piece)), "b": ("B", REASONS["reasons"])}, " ".join(told))
    assert [reason.slug for reason in found] == ["copied:a"]


def test_what_was_looked_up_says_where_and_why(world: World) -> None:
    concern = world.admitted()
    given = {"source": "permits", "why": "Is er een vergunning voor dit pand?", "result": "Nee."}
    act(world, weighing.look_up, concern, **given)
    assert again(world, concern).status == "enriching"
    act(world, weighing.look_up, concern, **{**given, "source": "companies"})
    for wrong, slug in (({"why": "zomaar"}, "why"), ({"source": "facebook"}, "source")):
        with pytest.raises(Refused) as refused:
            act(world, weighing.look_up, concern, **{**given, **wrong})
        assert slugs(refused) == [slug]
    with opened(world.system, system=True):
        assert list(Look.objects.order_by("at", "id").values_list("source", flat=True)) == ["permits", "companies"]
    weighed(world, concern)
    with pytest.raises(Refused):
        act(world, weighing.look_up, concern, **given)


def test_a_weighing_that_was_taken_back_stays_in_the_history(world: World) -> None:
    concern = world.admitted()
    weighed(world, concern, "")
    assert again(world, concern).status == "set_aside"
    act(world, weighing.withdraw, concern, reason="Er kwam een tweede melding bij.")
    assert (again(world, concern).status, again(world, concern).route) == ("enriching", "")
    weighed(world, concern, "police")
    with opened(world.system, system=True):
        rows = list(Weighing.objects.order_by("id"))
    assert [(row.route, row.withdrawn_at is None) for row in rows] == [("", False), ("police", True)]
    assert rows[0].withdrawn_because == "Er kwam een tweede melding bij."


def test_closing_tells_the_reporter_or_says_why_not(world: World) -> None:
    concern = world.admitted()
    with pytest.raises(Refused) as refused:
        closed(world, concern)
    assert slugs(refused) == ["wrong_status"]
    weighed(world, concern)
    with pytest.raises(Refused) as refused:
        closed(world, concern, "no_follow_up", message="", reason="")
    assert slugs(refused) == ["outcome", "no_reason", "no_message"]
    with pytest.raises(Refused) as refused:
        closed(world, concern, tell=False)
    assert slugs(refused) == ["not_told"]
    done = closed(world, concern, tell=False, untold_because="De melder wilde niets horen.")
    assert done.outcome == "acted"
    it = again(world, concern)
    assert (it.status, it.guarded.retention_from) == ("closed", it.closed_on)
    assert "De melder wilde niets horen." in it.closed_because
    with opened(world.system, system=True):
        assert not Message.objects.exists()


def test_what_has_no_follow_up_goes_on_its_date_whenever_it_is_closed(world: World) -> None:
    concern = world.admitted()
    weighed(world, concern, "")
    first = again(world, concern).guarded.retention_from
    assert first == world.now.date()
    act(world, weighing.withdraw, concern, reason="Er kwam een tweede melding bij.")
    assert again(world, concern).guarded.retention_from is None
    weighed(world, concern, "")
    later = world.now + timedelta(days=40)
    closed(world, concern, "no_follow_up", at=later)
    it = again(world, concern)
    assert (it.closed_on, it.guarded.retention_from) == (later.date(), first)


def test_reopening_tests_anew_and_stops_the_term(world: World) -> None:
    concern = world.admitted(text="Vreemde loods aan de kade.")
    weighed(world, concern)
    closed(world, concern)
    with pytest.raises(Refused):
        act(world, weighing.reopen, concern, reason="")
    act(world, weighing.reopen, concern, reason="De melder ziet het weer.")
    it = again(world, concern)
    assert (it.status, it.outcome, it.route, it.closed_on, it.cell) == ("received", "", "", None, "")
    assert it.guarded.retention_from is None
    with opened(world.system, system=True):
        assert not SearchToken.objects.filter(guarded=concern.pk).exists(), "untested, so not compared"
        assert Weighing.objects.get().withdrawn_because == "De melder ziet het weer."


def test_what_was_merged_ends_with_it(world: World) -> None:
    leading, other = world.admitted(), world.admitted(text="Weer gedeal bij het park.")

    with opened(world.system, system=True):
        do(lambda: Concern.objects.filter(pk=other.pk).update(status="merged", merged_into=leading.pk))
    weighed(world, leading)
    closed(world, leading)
    with opened(world.system, system=True):
        assert [row.kind for row in Message.objects.filter(concern=other.pk)] == ["closed"]
    assert again(world, other).guarded.retention_from == world.now.date()
    seen = status_of(world, other)
    assert (seen.stage, len(seen.messages)) == ("closed", 1)


def status_of(world: World, concern: Concern, days: int = 0) -> feedback.PublicStatus:
    found = feedback.public_status(
        world.municipality, again(world, concern).receipt_code, world.now.date() + timedelta(days=days)
    )
    assert found is not None
    return found


def test_somebody_who_saw_it_earlier_overwrites_nothing(world: World) -> None:
    concern = world.admitted()
    actor = world.actor("coordinator")
    weighed(world, concern)
    with opened(actor, "signal_nuisance"), pytest.raises(StaleVersion):
        weighing.withdraw(
            actor=actor,
            at=world.now,
            purpose="signal_nuisance",
            concern=concern,
            seen=concern.version,
            reason="Toch niet.",
        )


def test_who_only_reads_along_weighs_nothing(world: World) -> None:
    concern = world.admitted()
    for name in ("port", "care", "privacy"):
        with pytest.raises(Denied):
            act(world, weighing.weigh, concern, name, decided=Decided("", **REASONS))
    with opened(world.system, system=True):
        assert not Weighing.objects.exists()


def test_the_log_says_what_was_decided_and_never_the_words(world: World) -> None:
    concern = world.admitted()
    weighed(world, concern)
    closed(world, concern)
    rows = AuditEntry.objects.filter(resource_id=str(concern.pk))
    assert {"concern.routed", "concern.weighed", "concern.closed", "concern.reporter_told"} <= {
        row.action for row in rows
    }
    told = " ".join(str(row.detail) for row in rows)
    assert REASONS["reasons"] not in told
    assert "handhaving" not in told


def test_every_open_status_is_weighable(world: World) -> None:
    assert {t.target for t in CONCERN.transitions if t.name in ("admitted", "enriched", "put_on_agenda")} == WEIGHABLE
