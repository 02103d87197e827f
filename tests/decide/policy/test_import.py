# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading files into the database: whole or not at all, without doubles, in the log."""

from __future__ import annotations

from typing import Any

import pytest

from baken.access.facade import system_actor
from baken.decide.policy.facade import FileRefused, import_document, import_framework, import_plan
from baken.decide.policy.models import (
    Ambition,
    Claim,
    Edition,
    Effort,
    EffortArea,
    EffortPartner,
    Framework,
    NotPrioritised,
    Plan,
    Priority,
    Target,
    Theme,
)
from baken.kernel.audit import broken_links
from baken.kernel.errors import Denied
from baken.kernel.models import AuditEntry, Municipality

from .builders import FRAMEWORK, PLAN, changed, line_of
from .conftest import NOW, demo_text

MODELS = (
    Framework,
    Priority,
    Ambition,
    Claim,
    NotPrioritised,
    Theme,
    Plan,
    Effort,
    EffortArea,
    EffortPartner,
    Target,
    Edition,
)


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in MODELS}


def put(municipality: Municipality, text: str | bytes) -> Any:
    return import_document(actor=system_actor(municipality), at=NOW, municipality=municipality, text=text)


def test_the_example_is_stored_as_its_files_say(policy: Municipality) -> None:
    found = {p.slug: p.efforts.count() for p in Priority.objects.all()}
    assert found == {"ondermijning": 9, "polarisatie": 5, "onbegrepen-gedrag": 6, "jeugd": 7, "cybercriminaliteit": 4}
    framework = Framework.objects.get(slug="2023-2026")
    assert framework.previous is not None
    assert framework.previous.themes.count() == 6
    effort = Effort.objects.get(slug="integrale-controles")
    assert {o.slug for o in effort.partners.all()} == {"politie", "douane", "omgevingsdienst-ijmond"}
    assert {a.code for a in effort.areas.all()} == {"WK045305", "WK045302"}
    assert (effort.output_done, effort.output_goal, effort.programme.year) == (11, 16, 2026)


def test_everything_belongs_to_the_municipality(policy: Municipality) -> None:
    for model in MODELS:
        assert set(model.objects.values_list("municipality_id", flat=True)) == {policy.id}


def test_the_same_file_again_changes_nothing(policy: Municipality) -> None:
    before = counts()
    versions = dict(Effort.objects.values_list("slug", "version"))
    for name in ("kadernota-2019-2022.yaml", "kadernota-2023-2026.yaml", "ivp-2025-2026.yaml"):
        put(policy, demo_text(name))
    assert counts() == before
    assert dict(Effort.objects.values_list("slug", "version")) == versions
    assert Plan.objects.get().edition == 1


def test_a_changed_file_replaces_without_doubling(policy: Municipality) -> None:
    before = counts()
    text = changed(demo_text("ivp-2025-2026.yaml"), "hours_used: 310", "hours_used: 333")
    text = changed(text, "partners: [politie, douane, omgevingsdienst-ijmond]", "partners: [politie, kmar]")
    plan = put(policy, text)
    after = counts()
    assert after == {**before, "Edition": before["Edition"] + 1, "EffortPartner": before["EffortPartner"] - 1}
    effort = Effort.objects.get(slug="integrale-controles")
    assert effort.hours_used == 333
    assert {o.slug for o in effort.partners.all()} == {"politie", "kmar"}
    edition = Edition.objects.get(kind="plan", number=2)
    assert (plan.edition, edition.added, edition.changed, edition.removed) == (2, 1, 1, 2)
    assert edition.text == text
    entry = AuditEntry.objects.filter(action="plan.imported").order_by("-sequence")[0]
    assert (entry.detail["edition"], entry.detail["changed"]) == (2, 1)
    assert list(broken_links(policy.id)) == []


def test_what_left_the_file_leaves_the_framework(velsen: Municipality) -> None:
    put(velsen, FRAMEWORK)
    text = changed(FRAMEWORK, "slug: ondermijning", "slug: jeugd")
    put(velsen, text)
    assert list(Priority.objects.values_list("slug", flat=True)) == ["jeugd"]
    assert Ambition.objects.count() == 1
    assert Target.objects.count() == 1


def test_a_priority_with_efforts_cannot_be_taken_away(velsen: Municipality) -> None:
    put(velsen, FRAMEWORK)
    put(velsen, PLAN)
    with pytest.raises(FileRefused) as refused:
        put(velsen, changed(FRAMEWORK, "slug: ondermijning", "slug: jeugd"))
    assert [p.slug for p in refused.value.problems] == ["priority_in_use"]
    assert Effort.objects.get().priority.slug == "ondermijning"


@pytest.mark.parametrize(
    ("text", "old", "new", "slug", "at"),
    [
        (FRAMEWORK, "[crime_total]", "[crime_totaal]", "unknown_indicator", "crime_totaal"),
        (FRAMEWORK, "    ambitions:\n      - text: Minder.\n", "", "no_ambition", "- slug: ondermijning"),
        (FRAMEWORK, "[Velserbroek]", "[Haarlem]", "unknown_area", "Haarlem"),
        (FRAMEWORK, "area: WK045305", "area: GM0392", "unknown_area", "GM0392"),
        (PLAN, "[politie]", "[brandweer]", "unknown_partner", "brandweer"),
        (PLAN, "hours_used: 310", "hours_used: -1", "negative", "hours_used"),
    ],
)
def test_a_file_with_a_problem_stores_nothing(
    velsen: Municipality, text: str, old: str, new: str, slug: str, at: str
) -> None:
    if text is PLAN:
        put(velsen, FRAMEWORK)
    before, entries = counts(), AuditEntry.objects.count()
    broken = changed(text, old, new)
    with pytest.raises(FileRefused) as refused:
        put(velsen, broken)
    assert [(p.slug, p.line) for p in refused.value.problems] == [(slug, line_of(broken, at))]
    assert f"regel {line_of(broken, at)}:" in str(refused.value)
    assert counts() == before
    assert AuditEntry.objects.count() == entries


def test_overlapping_periods_are_refused_for_frameworks_and_for_plans(velsen: Municipality) -> None:
    put(velsen, FRAMEWORK)
    put(velsen, PLAN)
    for text in (FRAMEWORK, PLAN):
        slug = "2023-2026" if text is FRAMEWORK else "2025-2026"
        with pytest.raises(FileRefused) as refused:
            put(velsen, changed(text, f"slug: {slug}", "slug: anders"))
        assert [(p.slug, p.line) for p in refused.value.problems] == [("overlap", line_of(text, "period:"))]
    successor = (
        FRAMEWORK.replace("2023-01-01", "2027-01-01")
        .replace("2026-12-31", "2030-12-31")
        .replace("2023-2026", "2027-2030")
    )
    put(velsen, successor)
    assert Framework.objects.count() == 2


def test_an_extended_period_is_the_same_framework(velsen: Municipality) -> None:
    put(velsen, FRAMEWORK)
    put(velsen, changed(FRAMEWORK, "to: 2026-12-31", "to: 2027-06-30"))
    assert str(Framework.objects.get().period_to) == "2027-06-30"


def test_a_file_of_the_other_kind_is_refused(velsen: Municipality) -> None:
    actor = system_actor(velsen)
    with pytest.raises(FileRefused) as refused:
        import_plan(actor=actor, at=NOW, municipality=velsen, text=FRAMEWORK)
    assert [p.slug for p in refused.value.problems] == ["format"]
    put(velsen, FRAMEWORK)
    with pytest.raises(FileRefused):
        import_framework(actor=actor, at=NOW, municipality=velsen, text=PLAN)


def test_only_who_may_reads_in_and_only_for_the_own_municipality(velsen: Municipality, as_role: Any) -> None:
    other = Municipality.objects.create(code="GM0392", slug="haarlem", name="Haarlem")
    for actor in (
        as_role("mayor"),
        as_role("council_member"),
        as_role("partner"),
        as_role("safety_adviser", municipality=other),
    ):
        with pytest.raises(Denied):
            import_framework(actor=actor, at=NOW, municipality=velsen, text=FRAMEWORK)
    assert Framework.objects.count() == 0
    import_framework(actor=as_role("safety_adviser"), at=NOW, municipality=velsen, text=FRAMEWORK)
    assert Framework.objects.count() == 1


def test_two_municipalities_may_use_the_same_slug(velsen: Municipality) -> None:
    put(velsen, FRAMEWORK)
    other = Municipality.objects.create(code="GM0392", slug="haarlem", name="Haarlem")
    bare = (
        FRAMEWORK[: FRAMEWORK.index("claims:")]
        + FRAMEWORK[FRAMEWORK.index("priorities:") : FRAMEWORK.index("    indicators:\n      - indicator")]
    )
    put(other, bare)
    assert Framework.objects.filter(slug="2023-2026").count() == 2
    assert Priority.objects.filter(municipality=other).count() == 1
