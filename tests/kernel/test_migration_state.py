# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Migrating with models made one by one: the same state as Django's own, the same tables, and no class left behind."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from django.core.management import call_command, get_commands
from django.core.management.commands import migrate
from django.db import models
from django.db.migrations import AddField, AlterField, CreateModel, DeleteModel, RemoveField, RenameModel
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState
from hypothesis import given
from hypothesis import strategies as st

from baken.kernel.database.migration_state import QuickExecutor, QuickState

KEY = ("id", models.BigAutoField(primary_key=True))


def to(model):
    return models.ForeignKey(f"town.{model}", models.CASCADE, related_name="+" if model == "Hidden" else None)


def made():
    """A town, streets in it, houses in those, people who live in many houses, and one who leads to himself."""
    return [
        CreateModel("Town", [KEY, ("name", models.TextField())]),
        CreateModel("Street", [KEY, ("town", to("Town")), ("next", models.ForeignKey("self", models.CASCADE))]),
        CreateModel("House", [KEY, ("street", to("Street"))]),
        CreateModel("Person", [KEY, ("houses", models.ManyToManyField("town.House"))]),
        CreateModel("Mayor", [], bases=("town.person",)),
        CreateModel("Other", [KEY, ("town", to("Town"))]),
    ]


CHANGES = {
    "a plain field": lambda: AddField("town", "size", models.IntegerField(default=0)),
    "a relation": lambda: AddField("house", "town", to("Town")),
    "a relation back": lambda: AddField("town", "hall", models.ForeignKey("town.House", models.CASCADE, null=True)),
    "another key": lambda: AlterField("house", "id", models.UUIDField(primary_key=True)),
    "a field gone": lambda: RemoveField("other", "town"),
    "a model gone": lambda: DeleteModel("Mayor"),
    "a new name": lambda: RenameModel("House", "Home"),
    "a model waited for": lambda: CreateModel("Garden", [KEY, ("street", to("Street"))]),
}
LATER = ("a new name",)
"""After this one the others wouldn't find what they name."""


def made_classes(state):
    """Return how many classes of models a state holds; asking it makes them, and from then on each change does."""
    return len(state.apps.get_models(include_auto_created=True))


def loose(state):
    """Return the relations that lead to a class which isn't the one registered by that name."""
    found = []
    for model in state.apps.get_models(include_auto_created=True, include_swapped=True):
        for field in model._meta.get_fields(include_hidden=True):
            other = field.related_model if field.is_relation else None
            if (
                other is not None
                and state.apps.all_models[other._meta.app_label].get(other._meta.model_name) is not other
            ):
                found.append(f"{model._meta.label}.{field.name}")
        found += [
            f"{model._meta.label} < {b}" for b in model._meta.parents if state.apps.get_model(b._meta.label) is not b
        ]
    return found


def shape(state):
    """Return the models of a state as made: fields with their columns, and what leads to each."""
    return {
        model._meta.label: sorted(
            (f.name, getattr(f, "column", ""), str(f.related_model)) for f in model._meta.get_fields(True, True)
        )
        for model in state.apps.get_models(include_auto_created=True)
    }


@given(st.lists(st.sampled_from(sorted(set(CHANGES) - set(LATER))), unique=True), st.booleans())
def test_after_any_changes_the_models_are_those_of_django(names, renamed):
    quick, plain = QuickState(), ProjectState()
    assert made_classes(quick) == made_classes(plain) == 0  # rendered from the start, as in migrating
    for name in [None, *names, *(LATER if renamed else ())]:
        for state in (quick, plain):
            for operation in made() if name is None else [CHANGES[name]()]:
                before = state.clone()
                operation.state_forwards("town", state)
                assert type(before) is type(state)
        assert loose(quick) == []
        assert not quick.is_delayed
        plain.clear_delayed_apps_cache()
        assert shape(quick) == shape(plain)
        assert quick == plain


def test_a_new_model_makes_no_other_again():
    state = QuickState()
    assert made_classes(state) == 0
    for operation in made()[:-1]:
        operation.state_forwards("town", state)
    before = dict(state.apps.all_models["town"])
    made()[-1].state_forwards("town", state)
    AddField("other", "size", models.IntegerField(default=0)).state_forwards("town", state)
    assert {name: state.apps.all_models["town"][name] for name in before} == before


def test_the_house_s_own_migrations_leave_no_class_behind():
    loader = MigrationLoader(None)
    plan = [loader.graph.nodes[key] for leaf in loader.graph.leaf_nodes() for key in loader.graph.forwards_plan(leaf)]
    quick = QuickState(real_apps=loader.unmigrated_apps)
    assert made_classes(quick) == 0
    for migration in dict.fromkeys(plan):
        migration.mutate_state(quick, preserve=False)
    assert loose(quick) == []
    assert quick == loader.project_state()


def test_the_command_is_ours():
    assert get_commands()["migrate"] == "baken.kernel"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("applied", "chosen"), [({}, QuickExecutor), ({("town", "0001_initial"): None}, MigrationExecutor)]
)
def test_only_an_empty_database_is_filled_our_way(monkeypatch, applied, chosen):
    used = []
    monkeypatch.setattr(MigrationRecorder, "applied_migrations", lambda _: applied)
    monkeypatch.setattr(migrate.Command, "handle", lambda *_, **__: used.append(migrate.MigrationExecutor))
    call_command("migrate", verbosity=0)
    assert used == [chosen]
    assert migrate.MigrationExecutor is MigrationExecutor


SCRIPT = """
import sys, django
django.setup()
from django.core.management import call_command
from django.core.management.commands import migrate
call_command(migrate.Command() if sys.argv[1] == "plain" else "migrate", verbosity=0, interactive=False)
"""


@pytest.mark.campaign
def test_the_tables_are_those_that_django_makes(tmp_path):
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("BAKEN_", "DJANGO_"))}
    found = {}
    for kind in ("plain", "quick"):
        var = tmp_path / kind
        subprocess.run(
            [sys.executable, "-c", SCRIPT, kind], check=True, timeout=600,
            env={**kept, "BAKEN_VAR": str(var), "DJANGO_SETTINGS_MODULE": "baken.config.settings"},
        )  # fmt: skip
        with closing(sqlite3.connect(var / "baken.sqlite3")) as database:
            found[kind] = [
                list(database.execute(query))
                for query in (
                    "SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name",
                    "SELECT app_label, model FROM django_content_type ORDER BY 1, 2",
                    "SELECT app, name FROM django_migrations ORDER BY 1, 2",
                )
            ]
    assert len(found["quick"][0]) > 300
    assert found["quick"] == found["plain"]
