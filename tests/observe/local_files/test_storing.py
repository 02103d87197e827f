# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Storing: all or nothing, logged, and shown in the picture instead of example figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from baken.access.facade import Actor, authorize, system_actor, visible_to
from baken.kernel.errors import Denied, Refused, StaleVersion
from baken.kernel.models import AuditEntry, Municipality
from baken.observe.facade import (
    FileProblems,
    UnknownMapping,
    figures_of,
    import_file,
    on_figures_changed,
    picture_of,
    play_local_files,
    store,
)
from baken.observe.facts import Dataset
from baken.observe.local_files import queries
from baken.observe.local_files.actions import delete_mapping, save_mapping
from baken.observe.local_files.mapping import Mapping, Role
from baken.observe.models import ColumnMapping
from baken.registry.facade import found_municipality
from tests.observe.conftest import NOW

from .files import COUNTS, GOOD, MARK, UNSAFE, WIDE, write

Save = Callable[..., ColumnMapping]
LATER = NOW + timedelta(hours=1)


def receipt(found: Any) -> tuple[int, int, int]:
    return (found.added, found.revised, found.unchanged)


def test_survey_figures_replace_the_example_in_the_picture(
    town: Municipality, actor: Actor, save: Save, tmp_path: Path
) -> None:
    pair = (UNSAFE, "WK045308")
    before = figures_of([pair], 2025)[pair]
    assert (before.status, before.dataset) == ("example", "example-survey")
    save("Monitor", WIDE, "Vragenlijst van de gemeente.")
    done = import_file(actor=actor, at=NOW, path=write(tmp_path, GOOD), mapping_slug="monitor")
    assert receipt(done) == (6, 0, 0)
    after = figures_of([pair], 2025)[pair]
    assert (after.value, after.lower, after.upper, after.n) == (24.5, 20.1, 28.9, 331)
    assert (after.status, after.dataset) == ("final", "local-survey")
    picture = picture_of(town.code, year=2025)
    statuses = {f.status for f in picture.figures(UNSAFE, "wijk").values()}
    assert statuses == {"final"}, "an example figure never stands beside a real one"
    dataset = store().dataset("local-survey")
    assert (dataset.publisher, dataset.example) == ("Gemeente Velsen", False)
    assert "Vragenlijst van de gemeente." in dataset.note
    assert "2025" in dataset.note


def test_a_second_file_adds_revises_and_leaves_alone(actor: Actor, save: Save, tmp_path: Path) -> None:
    save("Monitor", WIDE)
    import_file(actor=actor, at=NOW, path=write(tmp_path, GOOD), mapping_slug="monitor")
    changed = GOOD.replace("24,5;20,1", "25,5;20,1") + "Velsen;2025;1400;31;28,6;33,4;7,5\n"
    path = write(tmp_path, changed)
    tried = import_file(actor=actor, at=LATER, path=path, mapping_slug="monitor", dry_run=True)
    assert receipt(tried) == (2, 1, 5)
    assert receipt(import_file(actor=actor, at=LATER, path=path, mapping_slug="monitor")) == (2, 1, 5)
    versions = store().history(UNSAFE, "WK045308", "2025", datasets=["local-survey"])
    assert [fact.value for fact in versions] == [24.5, 25.5]


def test_nothing_is_stored_unless_all_is_sound(actor: Actor, save: Save, tmp_path: Path) -> None:
    save("Monitor", WIDE)
    entries = AuditEntry.objects.count()
    path = write(tmp_path, GOOD + "Atlantis;2025;1;1;1;1;1\n")
    with pytest.raises(FileProblems) as refused:
        import_file(actor=actor, at=NOW, path=path, mapping_slug="monitor")
    assert [str(p) for p in refused.value.problems] == ["rij 5, kolom 'wijk': 'Atlantis' is geen bekend gebied"]
    assert "local-survey" not in {d.id for d in store().datasets()}
    assert AuditEntry.objects.count() == entries


def test_what_the_store_refuses_undoes_the_log(actor: Actor, save: Save, tmp_path: Path) -> None:
    save("Monitor", WIDE)
    import_file(actor=actor, at=NOW, path=write(tmp_path, GOOD), mapping_slug="monitor")
    entries = AuditEntry.objects.count()
    path = write(tmp_path, GOOD.replace("24,5", "25,0"))
    with pytest.raises(FileProblems, match="known"):
        import_file(actor=actor, at=NOW - timedelta(days=1), path=path, mapping_slug="monitor")
    assert AuditEntry.objects.count() == entries


def test_own_counts_per_kern_replace_the_example_until_the_police_publish(
    town: Municipality, actor: Actor, save: Save, tmp_path: Path
) -> None:
    """S27: drugs nuisance per kern, counted by the municipality itself."""
    pair = ("nuisance_alcohol_drugs", "WK045308")
    assert figures_of([pair], 2025)[pair].status == "example"
    save("Drugsoverlast per kern", COUNTS)
    text = "kern;jaar;drugs\nVelserbroek;2025;42\nVelsen-Noord;2025;77\n"
    import_file(actor=actor, at=NOW, path=write(tmp_path, text), mapping_slug="drugsoverlast-per-kern")
    found = figures_of([pair], 2025)[pair]
    assert (found.value, found.dataset) == (42.0, "local-drugsoverlast-per-kern")
    assert store().dataset("local-drugsoverlast-per-kern").title == "Drugsoverlast per kern"
    row = {
        "indicator": pair[0], "area": pair[1], "level": "wijk", "municipality": "GM0453", "period": "2025",
        "value": 40.0, "status": "final",
    }  # fmt: skip
    store().load(Dataset("47024NED", "Overlast", "CBS / Politie"), [row], retrieved_at=NOW)
    found = figures_of([pair], 2025)[pair]
    assert (found.value, found.dataset) == (40.0, "47024NED")
    other = figures_of([(pair[0], "WK045305")], 2025)
    assert other == {}, "two ways of counting don't stand in one line"


def test_two_survey_years_give_a_verdict_with_the_margins_of_the_file(
    town: Municipality, actor: Actor, save: Save, tmp_path: Path
) -> None:
    """S33: feeling of safety equal, liveability up."""
    uses = tuple(u for u in WIDE.uses if u.column != "leefbaarheid")
    text = (
        "wijk;jaar;n;onveilig;marge onder;marge boven\nVelsen;2023;1400;33;30,5;35,5\nVelsen;2025;1400;33,4;31;35,8\n"
    )
    save("Gevoel", Mapping(uses))
    import_file(actor=actor, at=NOW, path=write(tmp_path, text), mapping_slug="gevoel")
    mark = replace(
        WIDE,
        uses=tuple(replace(u, indicator=MARK if u.indicator else "") for u in WIDE.uses if u.column != "leefbaarheid"),
    )
    save("Leefbaarheid", mark)
    text = "wijk;jaar;n;onveilig;marge onder;marge boven\nVelsen;2023;1400;7,2;7,1;7,3\nVelsen;2025;1400;7,5;7,4;7,6\n"
    import_file(actor=actor, at=LATER, path=write(tmp_path, text), mapping_slug="leefbaarheid")
    picture = picture_of(town.code, year=2025)
    verdicts = {
        slug: picture.figures(slug, "municipality", 2023)["GM0453"].change.verdict  # type: ignore[union-attr]
        for slug in (UNSAFE, MARK)
    }
    assert verdicts == {UNSAFE: "no_significant_change", MARK: "higher"}


def test_made_up_figures_stay_example_figures(town: Municipality, actor: Actor, save: Save, tmp_path: Path) -> None:
    save("Oefening", replace(WIDE, fictitious=True))
    import_file(actor=actor, at=NOW, path=write(tmp_path, GOOD), mapping_slug="oefening")
    found = figures_of([(UNSAFE, "WK045308")], 2025)[UNSAFE, "WK045308"]
    assert (found.value, found.status, found.dataset) == (24.5, "example", "example-local")
    assert store().dataset("example-local").example
    assert "local-survey" not in {d.id for d in store().datasets()}


def test_a_load_tells_who_listens_and_a_load_of_nothing_new_does_not(
    actor: Actor, save: Save, tmp_path: Path, django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from baken.observe import changed

    heard: list[Any] = []
    monkeypatch.setattr(changed, "_listeners", [])
    on_figures_changed(heard.append)
    save("Monitor", WIDE)
    path = write(tmp_path, GOOD)
    with django_capture_on_commit_callbacks(execute=True):
        import_file(actor=actor, at=NOW, path=path, mapping_slug="monitor")
    assert heard == [NOW]
    with django_capture_on_commit_callbacks(execute=True):
        import_file(actor=actor, at=LATER, path=path, mapping_slug="monitor")
    assert heard == [NOW]


def test_the_log_says_who_loaded_what_without_its_content(actor: Actor, save: Save, tmp_path: Path) -> None:
    save("Monitor", WIDE)
    import_file(actor=actor, at=NOW, path=write(tmp_path, GOOD), mapping_slug="monitor")
    entry = AuditEntry.objects.get(action="figures.loaded", resource_id="local-survey")
    assert entry.detail["mapping"] == "monitor"
    assert entry.detail["rows"] == 6
    assert len(entry.detail["sha256"]) == 64


def test_a_mapping_that_is_not_there_is_named_with_those_that_are(actor: Actor, save: Save, tmp_path: Path) -> None:
    save("Monitor", WIDE)
    with pytest.raises(UnknownMapping) as unknown:
        import_file(actor=actor, at=NOW, path=write(tmp_path, GOOD), mapping_slug="niets")
    assert unknown.value.known == ("monitor",)


def test_a_mapping_without_year_column_asks_the_year(actor: Actor, save: Save, tmp_path: Path) -> None:
    save("Monitor", replace(WIDE, uses=tuple(u for u in WIDE.uses if u.role is not Role.YEAR)))
    text = GOOD.replace("jaar;", "").replace("2025;", "")
    with pytest.raises(FileProblems, match="Geef het jaar"):
        import_file(actor=actor, at=NOW, path=write(tmp_path, text), mapping_slug="monitor")
    done = import_file(actor=actor, at=NOW, path=write(tmp_path, text), mapping_slug="monitor", year=2023)
    assert receipt(done) == (6, 0, 0)


def test_the_areas_of_the_municipality_are_known_by_all_their_names(town: Municipality) -> None:
    places = queries.places_of(town, 2025)
    assert places.codes["velserbroek"] == places.codes["velsersbroek"] == ("WK045308",)
    assert places.codes["velsen"] == ("GM0453",)
    assert len(places.codes["driehuis"]) > 1
    assert set(places.names) >= {"GM0453", "WK045308"}
    assert all(code[2:6] == "0453" for code in places.names)


# Mappings


def test_a_name_is_taken_once_in_a_municipality(save: Save) -> None:
    save("Monitor", WIDE)
    for title in ("Monitor", "monitor", "MONITOR", "!!!"):
        with pytest.raises(Refused):
            save(title, WIDE)
    assert ColumnMapping.objects.count() == 1


def test_a_change_of_what_another_changed_is_refused(town: Municipality, actor: Actor, save: Save) -> None:
    record = save("Monitor", WIDE)
    told: dict[str, Any] = {"actor": actor, "at": NOW, "municipality": town, "title": "Monitor", "mapping": WIDE}
    save_mapping(method="Eerste", record=record, version=record.version, **told)
    with pytest.raises(StaleVersion):
        save_mapping(method="Tweede", record=record, version=record.version, **told)
    assert ColumnMapping.objects.get().method == "Eerste"


def test_saving_what_is_the_same_changes_nothing(town: Municipality, actor: Actor, save: Save) -> None:
    record = save("Monitor", WIDE)
    save_mapping(actor=actor, at=NOW, municipality=town, title="Monitor", method="", mapping=WIDE, record=record)
    assert ColumnMapping.objects.get().version == record.version


def test_changes_and_deletion_are_logged(actor: Actor, save: Save) -> None:
    record = save("Monitor", WIDE)
    delete_mapping(actor=actor, at=NOW, record=record)
    assert not ColumnMapping.objects.exists()
    actions = AuditEntry.objects.filter(action__startswith="column_mapping").values_list("action", flat=True)
    assert list(actions) == ["column_mapping.saved", "column_mapping.deleted"]


def test_only_who_may_load_figures_sees_a_mapping_and_only_of_the_own_municipality(
    town: Municipality, actor: Actor, save: Save
) -> None:
    record = save("Monitor", WIDE)
    elsewhere = found_municipality(actor=system_actor(None), at=NOW, code="GM0363", slug="amsterdam", name="Amsterdam")
    allowed = {
        (role, municipality.slug)
        for role in ("safety_adviser", "mayor", "council_member", "privacy_officer", "partner")
        for municipality in (town, elsewhere)
        if authorize(them := Actor(None, municipality.id, frozenset({role})), queries.LOAD, record)
        and visible_to(ColumnMapping.objects.all(), them, queries.LOAD).exists()
    }
    assert allowed == {("safety_adviser", "velsen")}
    with pytest.raises(Denied):
        delete_mapping(actor=Actor(None, town.id, frozenset({"mayor"})), at=NOW, record=record)
    with pytest.raises(Denied):
        delete_mapping(actor=Actor(None, elsewhere.id, frozenset({"safety_adviser"})), at=NOW, record=record)


def test_the_example_gets_one_mapping_once(town: Municipality, actor: Actor) -> None:
    for _again in range(2):
        play_local_files(actor=actor, at=NOW, municipality=town)
    record = ColumnMapping.objects.get()
    assert record.fictitious
    assert len(Mapping.from_json(record.layout).of(Role.VALUE)) == 2
