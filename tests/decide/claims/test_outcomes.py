# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Outcomes as they are stored: pinned on the example's figures, kept, renewed when figures change, told as news."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from baken.access.facade import system_actor
from baken.decide.claims import facade
from baken.decide.claims.actions import try_claims
from baken.decide.claims.gather import material, world_of
from baken.decide.claims.models import ClaimOutcome
from baken.decide.claims.rules import Outcome, judge
from baken.decide.claims.trying import from_data, to_data, try_all
from baken.decide.policy.facade import Claim, Framework, import_framework
from baken.kernel.errors import Denied
from baken.kernel.models import AuditEntry, Municipality
from baken.observe.facade import MAIN, load_source, picture_of
from baken.ui.panels import canonical_json, from_json
from tests.decide.policy.conftest import NOW, demo_text

from .conftest import made

pytestmark = pytest.mark.usefixtures("facts")

KADERNOTA = "kadernota-2023-2026.yaml"
PINNED = {
    "dalende-criminaliteit": ("no_significant_change", "2.704 in 2021 en 2.741 in 2025 (+1%, marge −12% tot +16%)"),
    "verschil-nu": ("supported", "doorgaans 36% boven of onder het gemiddelde. Dat is aantoonbaar meer dan toeval."),
    "verschil-kleiner": ("no_significant_change", "in 2021 doorgaans 23% boven of onder het gemiddelde, in 2025 36%"),
    "velserbroek": ("not_testable", "er zijn alleen voorbeeldcijfers"),
    "overlast-gelijk": ("not_testable", "er zijn alleen voorbeeldcijfers"),
    "maatregelen-werken": ("not_testable", "de inspanning is verzonnen"),
    "veiligheidsmonitor": ("not_testable", "de manier van vragen veranderde"),
    "van-inbraak-naar-internet": ("not_testable", "er zijn alleen voorbeeldcijfers"),
}
"""What can be said in Velsen with the figures that come along: registered crime by wijk is real, the rest is not."""


@pytest.fixture
def framework(policy: Municipality) -> Framework:
    return Framework.objects.get(slug="2023-2026")


def now_of(framework: Framework) -> dict[str, ClaimOutcome]:
    return {row.slug: row for row in ClaimOutcome.objects.filter(framework=framework, until__isnull=True)}


def retried(framework: Framework, days: int = 1) -> tuple[ClaimOutcome, ...]:
    actor = system_actor(framework.municipality)
    return try_claims(actor=actor, at=NOW + timedelta(days=days), framework=framework)


def test_reading_a_framework_in_tests_its_claims(framework: Framework) -> None:
    now = now_of(framework)
    assert set(now) == set(Claim.objects.filter(framework=framework).values_list("slug", flat=True))
    for slug, (outcome, piece) in PINNED.items():
        row = now[slug]
        told = " ".join(test["sentence"] for test in row.tests)
        assert row.outcome == outcome, slug
        assert piece in told, told
    others = {row.outcome for slug, row in now.items() if slug not in PINNED}
    assert others == {"not_testable"}


def test_no_claim_rests_on_an_example_or_on_another_place(framework: Framework) -> None:
    for row in now_of(framework).values():
        for data in row.tests:
            for reading in from_data(data).result.used:
                assert reading.status in ("final", "provisional"), row.slug
                assert "example" not in reading.dataset
                assert reading.area[2:6] == "0453", row.slug


def test_everything_testable_agrees_with_the_safety_picture(framework: Framework) -> None:
    """A claim never says of a wijk what the picture of the same years doesn't."""
    claim = Claim(framework=framework, municipality=framework.municipality, areas=[])
    names = ["IJmuiden-Noord", "Velsen-Noord", "Velserbroek", "Santpoort-Zuid", "Velsen-Zuid"]
    claim.tests = [
        {"indicator": MAIN, "expect": "lower", "from": 2021, "areas": names},
        {"indicator": MAIN, "expect": "above_average", "areas": names},
    ]
    world = world_of(framework.municipality, framework, [claim])
    picture = picture_of("GM0453", compared=False, indicators=[MAIN])
    moved, level = (judge(material(world, claim, test)) for test in claim.tests)
    assert len(moved.parts) == len(level.parts) == 5
    for part, beside in zip(moved.parts, level.parts, strict=True):
        shown = picture.figure(MAIN, part.area, versus=2021)
        assert shown is not None
        assert shown.change is not None
        assert shown.rest is not None
        assert part.verdict == shown.change.verdict
        assert part.lower == pytest.approx(100 * ((shown.change.ratio_lower or 0) - 1))
        assert beside.verdict == shown.rest.verdict
        assert beside.value == pytest.approx(100 * ((shown.rest.ratio or 0) - 1))


@pytest.mark.needs_shared
def test_the_figures_behind_the_pinned_outcomes_are_the_published_ones(framework: Framework, shared_data: Path) -> None:
    with (shared_data / "crime" / "wijken_kern_misdrijven_afgeleid.csv").open(encoding="utf-8") as file:
        published = {row["code"]: row for row in csv.DictReader(file)}
    tried = from_data(now_of(framework)["verschil-kleiner"].tests[0])
    assert len(tried.result.used) == 18
    for reading in tried.result.used:
        assert reading.value == float(published[reading.area][f"misdrijven_{reading.year}"])
        assert reading.residents == int(published[reading.area]["inwoners"])


def test_what_is_stored_can_be_worked_out_again(framework: Framework) -> None:
    claims = list(Claim.objects.filter(framework=framework))
    for verdict in try_all(framework.municipality, framework, claims):
        row = now_of(framework)[verdict.claim.slug]
        assert (row.outcome, row.digest) == (verdict.outcome.value, verdict.digest)
        assert [to_data(from_data(data)) for data in row.tests] == [to_data(tried) for tried in verdict.tests]


def test_nothing_is_stored_anew_while_nothing_changed(framework: Framework) -> None:
    before = ClaimOutcome.objects.count()
    assert retried(framework) == ()
    import_framework(
        actor=system_actor(framework.municipality),
        at=NOW + timedelta(days=2),
        municipality=framework.municipality,
        text=demo_text(KADERNOTA),
    )
    assert ClaimOutcome.objects.count() == before
    assert AuditEntry.objects.filter(action="claims.tested").last().detail["stored"] == 0  # type: ignore[union-attr]


REAL_SURVEY = [
    ("survey_perceived_crime", "WK045308", 2025, 41.0, 37.0, 45.0),
    ("survey_victim_traditional", "WK045308", 2025, 15.0, 12.0, 18.0),
    ("survey_perceived_crime", "GM0453", 2025, 22.0, 20.5, 23.5),
    ("survey_victim_traditional", "GM0453", 2025, 17.0, 15.5, 18.5),
]


def test_real_figures_renew_an_outcome_keep_the_old_one_and_are_news(
    framework: Framework, load: Callable[..., None], as_role: Callable[..., Any]
) -> None:
    load("local-survey", REAL_SURVEY)
    (row,) = [new for new in retried(framework) if new.slug == "velserbroek"]
    assert (row.previous, row.outcome) == ("not_testable", "supported")
    assert "de beleving staat aantoonbaar verder boven gemiddeld in Velserbroek" in row.tests[0]["sentence"]
    old = ClaimOutcome.objects.get(framework=framework, slug="velserbroek", until__isnull=False)
    assert (old.outcome, old.until) == ("not_testable", row.tested_at)
    reader = as_role("council_member")
    told = facade.news(reader, framework.municipality, NOW)
    assert [(one.at, one.url) for one in told] == [
        (row.tested_at, "/besluiten/beweringen/velserbroek/?kadernota=2023-2026")
    ]
    assert "Dit was: niet te toetsen. Nu: onderbouwd." in told[0].text
    assert facade.news(reader, framework.municipality, NOW + timedelta(days=2)) == []
    assert facade.outcomes(framework)["velserbroek"] is Outcome.SUPPORTED


def test_a_revision_that_changes_no_outcome_is_kept_and_is_no_news(
    framework: Framework, load: Callable[..., None], as_role: Callable[..., Any]
) -> None:
    load("47022NED-year", [(MAIN, "GM0453", 2025, 2746.0)])
    renewed = {row.slug: row for row in retried(framework)}
    assert set(renewed) == {"dalende-criminaliteit"}
    assert "2.746 in 2025" in renewed["dalende-criminaliteit"].tests[0]["sentence"]
    assert facade.news(as_role("mayor"), framework.municipality, NOW) == []
    load("47022NED-year", [(MAIN, "GM0453", 2025, 1400.0)])
    assert {row.slug: row.outcome for row in retried(framework, 2)} == {"dalende-criminaliteit": "supported"}
    load("47022NED-year", [(MAIN, "GM0453", 2025, 5400.0)])
    assert {row.slug: row.outcome for row in retried(framework, 3)} == {"dalende-criminaliteit": "contradicted"}


def test_national_figures_test_no_local_claim(framework: Framework, load: Callable[..., None]) -> None:
    rows = [("nuisance_youth", "NL00", year, value) for year, value in ((2021, 90_000.0), (2025, 90_100.0))]
    load("47024NED", rows)
    assert retried(framework) == ()


def test_equal_nuisance_is_supported_only_when_a_change_is_ruled_out(
    framework: Framework, load: Callable[..., None]
) -> None:
    wijken = [(f"WK04530{i}", 4000.0 + i) for i in range(10)]
    kinds = ("nuisance_youth", "nuisance_alcohol_drugs", "nuisance_confused_person")
    load(
        "47024NED",
        [(kind, code, year, n) for kind in kinds for code, n in wijken for year in (2021, 2023, 2025)]
        + [(kind, "GM0453", year, 40_045.0) for kind in kinds for year in (2021, 2023, 2025)],
    )
    renewed = {row.slug: row.outcome for row in retried(framework)}
    assert renewed["overlast-gelijk"] == "supported"
    assert renewed["drugsoverlast-kernen"] == "supported"  # as many events where fewer people live


class Delivery:
    """A source with real figures."""

    slug = "test"

    def __init__(self, value: float):
        self.value = value

    def batches(self) -> Any:
        from baken.observe.facts import Dataset

        yield Dataset("47022NED-year", "x", "toets"), made([(MAIN, "GM0453", 2025, self.value)]), NOW, None


def test_loading_figures_tests_the_claims_again_once_the_load_is_committed(
    framework: Framework, own_facts: Path, django_capture_on_commit_callbacks: Any
) -> None:
    actor, later = system_actor(framework.municipality), NOW + timedelta(days=1)
    with django_capture_on_commit_callbacks(execute=True):
        load_source(actor=actor, at=later, sources=[Delivery(1300.0)])
        assert now_of(framework)["dalende-criminaliteit"].outcome == "no_significant_change"
    row = now_of(framework)["dalende-criminaliteit"]
    assert (row.outcome, row.tested_at) == ("supported", later)
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        load_source(actor=actor, at=later, sources=[Delivery(1300.0)])
    told = [call for call in callbacks if call.__module__.startswith("baken.observe.")]
    assert told == []  # nothing new was loaded


def test_a_listener_that_fails_stops_neither_the_load_nor_the_others(
    framework: Framework, own_facts: Path, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    from baken.observe import changed

    heard: list[Any] = []

    def broken(at: Any) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(changed, "_listeners", [broken, heard.append])
    with django_capture_on_commit_callbacks(execute=True):
        load_source(actor=system_actor(framework.municipality), at=NOW, sources=[Delivery(1200.0)])
    assert heard == [NOW]


def test_a_claim_taken_out_of_the_file_keeps_its_past_and_has_no_outcome_now(framework: Framework) -> None:
    text = demo_text(KADERNOTA)
    first, last = text.index("  - slug: velserbroek"), text.index("  - slug: wijken-verschillen")
    later = NOW + timedelta(days=1)
    import_framework(
        actor=system_actor(framework.municipality),
        at=later,
        municipality=framework.municipality,
        text=text[:first] + text[last:],
    )
    row = ClaimOutcome.objects.get(framework=framework, slug="velserbroek")
    assert (row.until, row.text) == (
        later,
        "Bewoners denken dat er veel misdaad is, terwijl zij niet vaker dan gemiddeld slachtoffer zijn.",
    )


def test_a_claim_without_tests_is_not_testable(framework: Framework) -> None:
    text = demo_text(KADERNOTA).replace(
        "    tests:\n      - {indicator: crime_total, expect: lower, from: 2021}\n", "", 1
    )
    import_framework(actor=system_actor(framework.municipality), at=NOW, municipality=framework.municipality, text=text)
    assert now_of(framework)["dalende-criminaliteit"].outcome == "not_testable"


def test_only_who_may_read_policy_in_tests_claims_and_only_of_the_own_municipality(
    framework: Framework, as_role: Callable[..., Any]
) -> None:
    other = Municipality.objects.create(code="GM0392", slug="haarlem", name="Haarlem")
    for actor in (as_role("mayor"), as_role("partner"), as_role("safety_adviser", municipality=other)):
        with pytest.raises(Denied):
            try_claims(actor=actor, at=NOW, framework=framework)
    assert facade.news(as_role("mayor", municipality=other), framework.municipality, NOW) == []


def test_the_dossier_s_section_says_what_could_be_said_then(framework: Framework, load: Callable[..., None]) -> None:
    section = facade.claims_section(framework.municipality, NOW)
    assert section is not None
    table = section.panels[0]
    assert table.title == (
        "1 van de 16 beweringen is onderbouwd, 0 tegengesproken, 2 zonder aantoonbaar verschil, 13 niet te toetsen"
    )
    stored = now_of(framework)
    words = {"supported": "onderbouwd", "no_significant_change": "geen aantoonbaar verschil"}
    for row in table.rows:
        assert row.cells[2].value == words.get(stored[row.key].outcome, "niet te toetsen")
    assert from_json(canonical_json(section.panels)) == section.panels
    assert not any(panel.example for panel in section.panels)
    order = ("tegengesproken", "geen aantoonbaar verschil", "onderbouwd", "niet te toetsen")
    found = [order.index(row.cells[2].value) for row in table.rows]
    assert found == sorted(found), "what asks for a talk comes first, as on the page"
    before = NOW
    load("local-survey", REAL_SURVEY)
    now = facade.claims_section(framework.municipality, NOW)
    assert now is not None
    assert now.panels[0].row("velserbroek").cells[2].value == "onderbouwd"
    then = facade.claims_section(framework.municipality, NOW, as_of=before - timedelta(days=1))
    assert then is not None
    assert then.panels[0].row("velserbroek").cells[2].value == "niet te toetsen"


def test_the_dossier_has_no_table_of_a_test_that_could_not_be_done(
    framework: Framework, load: Callable[..., None]
) -> None:
    """A survey of the municipality alone says nothing of its wijken: the overview tells so, a table would be empty."""
    load("85146NED", [("survey_social_nuisance", "GM0453", 2025, 31.0, 28.0, 34.0)])
    section = facade.claims_section(framework.municipality, NOW)
    assert section is not None
    assert section.panels[0].row("minder-fijn").cells[2].value == "niet te toetsen"
    assert len(section.panels) > 1
    for panel in section.panels[1:]:
        assert any(cell.value is not None for row in panel.rows for cell in row.cells[1:]), panel.title
        assert not panel.title.startswith("Ervaart veel sociale overlast"), panel.title


def test_without_a_framework_in_force_or_figures_there_is_nothing_to_say(
    velsen: Municipality, own_facts: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from django.conf import settings

    assert facade.claims_section(velsen, NOW) is None
    monkeypatch.setattr(settings, "FACTS_ROOT", tmp_path / "none")
    import_framework(
        actor=system_actor(velsen), at=NOW, municipality=velsen, text=demo_text("kadernota-2019-2022.yaml")
    )
    import_framework(actor=system_actor(velsen), at=NOW, municipality=velsen, text=demo_text(KADERNOTA))
    assert set(ClaimOutcome.objects.values_list("outcome", flat=True)) == {"not_testable"}
