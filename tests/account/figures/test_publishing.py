# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""From draft to the public and back: who, on what conditions, and what the register keeps."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from baken.account.figures import actions, queries
from baken.account.figures.protecting import Secret, found_by_attack
from baken.account.figures.rules import ORDINARY, SENSITIVE, Protection
from baken.account.models import FigureDraft, FigureRelease, Release
from baken.kernel.errors import Denied, Refused

NOW = datetime(2026, 3, 10, 9, tzinfo=UTC)


def codes(refused):
    return {reason.slug for reason in refused.value.reasons}


def values(panel):
    """(area, year) -> count or None, of one panel."""
    return {
        (row.key, column.key): cell.value
        for row in panel.rows
        for column, cell in zip(panel.columns[1:], row.cells[1:], strict=True)
    }


def test_a_publication_holds_safe_counts_and_withholds_small_ones_with_what_would_give_them_away(world):
    release = world.publish("made_a")
    (panel,) = queries.panels_of(queries.public_figures(world.municipality).get())
    found = values(panel)
    assert found["GM9999", "2024"] == 666
    assert found["GM9999", "2025"] == 898
    assert found["WK999902", "2024"] is None, "3 is small"
    assert found["WK999903", "2025"] is None, "2 is small"
    assert [sum(value is None for (_, year), value in found.items() if year == y) for y in ("2024", "2025")] == [2, 2]
    assert panel.title == "Overlast: 898 in 2025, 232 meer dan in 2024"
    assert panel.row("WK999902").cells[1].note == "niet gepubliceerd"
    assert (release.number, release.kind, release.by_id, release.prepared_by_id) == (
        1, "published", world.privacy.id, world.adviser.id,
    )  # fmt: skip
    assert (release.cells, release.withheld, release.exposed) == (12, 4, 0)
    line = Release.objects.get()
    assert (line.what, line.kind, line.panels_digest) == ("Eigen cijfers", "published", release.content_digest)


def test_sensitive_subjects_have_a_stricter_rule_and_nobody_is_news_too(world):
    release = world.publish("made_care")
    (panel,) = queries.panels_of(release)
    found = values(panel)
    assert release.rule == SENSITIVE.as_data()
    assert found["WK999901", "2025"] is None, "8 is small here"
    assert found["WK999902", "2024"] is None, "so is 0"
    assert "0 tot en met 9" in panel.notes[1]


def test_who_prepared_it_does_not_publish_it(world):
    made = world.prepare()
    with pytest.raises(Refused) as refused:
        actions.publish_figures(actor=world.adviser, at=NOW, draft=made, seen=made.content_digest)
    assert codes(refused) == {"own_draft"}
    assert not FigureRelease.objects.exists()


def test_who_may_only_look_can_do_neither(world):
    made = world.prepare()
    with pytest.raises(Denied):
        replace(world, adviser=world.privacy).prepare()
    from baken.access.facade import Actor

    clerk = Actor(None, world.municipality.id, frozenset({"council_clerk"}), None, NOW.date())
    for act in (
        lambda: actions.publish_figures(actor=clerk, at=NOW, draft=made, seen=made.content_digest),
        lambda: actions.discard_figures(actor=clerk, at=NOW, draft=made),
    ):
        with pytest.raises(Denied):
            act()


def test_what_is_published_is_what_was_seen_and_protected_beside_everything_that_is_public(world):
    first, second = world.prepare(years=(2024,)), world.prepare(years=(2025,))
    with pytest.raises(Refused) as refused:
        actions.publish_figures(actor=world.privacy, at=NOW, draft=first, seen="something else")
    assert codes(refused) == {"changed_since"}
    actions.publish_figures(actor=world.privacy, at=NOW, draft=first, seen=first.content_digest)
    with pytest.raises(Refused) as refused:
        actions.publish_figures(actor=world.privacy, at=NOW, draft=second, seen=second.content_digest)
    assert codes(refused) == {"stale"}
    again = actions.prepare_again(actor=world.adviser, at=NOW, draft=second)
    done = actions.publish_figures(actor=world.privacy, at=NOW, draft=again, seen=again.content_digest)
    assert done.number == 2


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"indicators": ("made_a", "made_care")}, "mixed"),
        ({"indicators": ("made_a", "made_x")}, "examples"),
        ({"indicators": ("made_a",), "years": (2025, 2026)}, "open_years"),
        ({"indicators": ("nothing",)}, "indicators"),
        ({"indicators": ("made_a",), "years": ()}, "years"),
    ],
)
def test_what_can_not_be_one_publication_is_refused_with_the_reason(world, told, code):
    indicators = told.pop("indicators")
    with pytest.raises(Refused) as refused:
        world.prepare(*indicators, **told)
    assert code in codes(refused)
    assert not FigureDraft.objects.exists()


def test_counts_that_an_older_rule_told_ask_for_a_decision(world):
    with pytest.MonkeyPatch.context() as older:
        older.setattr(actions, "protection_of", lambda sensitive: Protection(2, 3, "safe"))
        world.publish("made_a", years=(2024,))
    made = world.prepare("made_a", years=(2024,))
    assert made.exposed == 1
    assert Secret.from_json(made.secret).exposed == (("WK999902", "made_a", "2024"),)
    assert values(queries.panels_of(made)[0])["WK999902", "2024"] is None
    with pytest.raises(Refused) as refused:
        actions.publish_figures(actor=world.privacy, at=NOW, draft=made, seen=made.content_digest)
    assert codes(refused) == {"exposed"}
    why = "Het aantal is al bekend."
    done = actions.publish_figures(actor=world.privacy, at=NOW, draft=made, seen=made.content_digest, reason=why)
    assert (done.exposed, done.reason) == (1, why)


def test_a_publication_that_was_taken_back_is_not_public_but_still_counts(world):
    release = world.publish("made_a")
    with pytest.raises(Refused) as refused:
        actions.withdraw_figures(actor=world.privacy, at=NOW, release=release, reason="  ")
    assert codes(refused) == {"no_reason"}
    row = actions.withdraw_figures(actor=world.privacy, at=NOW, release=release, reason="De titel klopte niet.")
    assert (row.number, row.kind, row.withdraws_id, row.secret) == (2, "withdrawn", release.pk, "")
    assert not queries.public_figures(world.municipality).exists()
    earlier, basis = queries.told_before(world.municipality, ORDINARY)
    assert len(earlier) == 1
    assert basis == queries.basis(world.municipality, ORDINARY.as_data())
    with pytest.raises(Refused) as refused:
        actions.withdraw_figures(actor=world.privacy, at=NOW, release=release, reason="Nog eens.")
    assert codes(refused) == {"wrong_status"}
    assert list(Release.objects.values_list("kind", flat=True).order_by("at", "id")) == ["published", "withdrawn"]


def test_the_confidential_part_is_sealed_kept_once_and_read_by_the_next_publication(world):
    release = world.publish("made_a")
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM accounting_figurerelease")
        raw = cursor.fetchone()[0]
    assert "WK999902" not in str(raw)
    assert FigureDraft.objects.get().secret == ""
    secret = Secret.from_json(release.secret)
    at = secret.release.keys.index(("WK999902", "made_a", "2024"))
    assert secret.release.values[at] == 3
    assert "555" not in json.dumps(release.rule)


@pytest.mark.parametrize("model", [FigureRelease, Release])
@pytest.mark.parametrize("statement", ["UPDATE {} SET version = 9", "DELETE FROM {}"])
def test_the_database_refuses_to_change_the_register(world, model, statement):
    world.publish("made_a")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute(statement.format(model._meta.db_table))


def test_the_confidential_part_may_be_sealed_with_another_key_and_nothing_else_changes(world):
    """As `kernel.keyring.rotation` does: one column of a row."""
    world.publish("made_a")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounting_figurerelease SET secret = secret")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        connection.cursor().execute("UPDATE accounting_figurerelease SET secret = secret, withheld = 0")


def test_everything_published_in_turn_gives_no_small_count_away(world):
    world.publish("made_a", years=(2024,))
    world.publish("made_a", "made_b", level="municipality")
    world.publish("made_a", "made_b")
    world.publish("made_care", years=(2025,))
    world.publish("made_care")
    for protection in (ORDINARY, SENSITIVE):
        earlier, _basis = queries.told_before(world.municipality, protection)
        assert len(earlier) >= 2
        assert found_by_attack(earlier, protection.width) == set()


def test_a_draft_put_away_keeps_nothing_confidential(world):
    done = actions.discard_figures(actor=world.adviser, at=NOW, draft=world.prepare())
    assert (done.status, done.secret) == ("discarded", "")
    with pytest.raises(Refused):
        actions.publish_figures(actor=world.privacy, at=NOW, draft=done, seen=done.content_digest)


def test_the_council_reads_what_was_published_and_no_draft(world):
    world.prepare("made_a")
    assert queries.council_section(world.municipality, 2025) is None
    world.publish("made_b", years=(2024,))
    assert queries.council_section(world.municipality, 2025) is None
    world.publish("made_b")
    section = queries.council_section(world.municipality, 2025)
    assert [panel.key for panel in section.panels] == ["own-made_b"]
    assert values(section.panels[0])["WK999901", "2025"] is None
