# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What Django remembers of models while it migrates, without making all of them anew at every step.

Nearly every model of ours leads to a municipality or a user. Django makes a model and whatever is related to it, however
far, again for each of some seven hundred operations, which took most of the time in which an empty database is filled.
Here a new model is made by itself, and of a changed one those alone that point to it: they hold its class. What it
points to keeps its class; Django's caches of relations are emptied by itself after each step.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ModelState, ProjectState
from django.db.models import Model

Key = tuple[str, str]


class QuickState(ProjectState):
    """Django's state of a project. It is never `is_delayed`: no class of it is older than the state tells."""

    apps: Any
    _relations: Any

    def add_model(self, model_state: ModelState) -> None:
        """Add a model; no other is made again when this one is new."""
        key = (model_state.app_label, model_state.name_lower)
        if "apps" not in self.__dict__ or key[1] in self.apps.all_models[key[0]]:
            super().add_model(model_state)
            return
        self.models[key] = model_state
        if self._relations is not None:
            self.resolve_model_relations(key)
        self.apps.render_multiple([model_state])

    def _find_reload_model(self, app_label: str, model_name: str, delay: bool = False) -> set[Key]:
        """Return what must be made again: the model, what points to it, what points to that."""
        found: set[Key] = {(app_label, model_name)}
        left = [(app_label, model_name)]
        while left:
            label, name = left.pop()
            model = self.apps.all_models[label].get(name)
            keys = {_key(other) for other in _pointing_to(model)} if model else set()
            left += keys - found
            found |= keys
        return found

    def clone(self) -> QuickState:
        """Return a copy, as Django does; its fields were looked at when they were added and aren't again."""
        copy = QuickState(models={key: _copy(state) for key, state in self.models.items()}, real_apps=self.real_apps)
        if "apps" in self.__dict__:
            copy.apps = self.apps.clone()
        return copy


def _key(model: type[Model]) -> Key:
    return model._meta.app_label, str(model._meta.model_name)


def _pointing_to(model: type[Model]) -> Iterator[type[Model]]:
    """Yield the models that hold a class: by a relation, or as its children. Asking also keeps the answer with the class."""
    for field in model._meta.get_fields(include_hidden=True):
        if field.is_relation and field.auto_created and not field.concrete and isinstance(field.related_model, type):
            yield field.related_model
    for child in model.__subclasses__():
        if child._meta.apps is model._meta.apps:
            yield child


def _copy(state: ModelState) -> ModelState:
    copy = object.__new__(type(state))
    copy.__dict__.update(state.__dict__)
    copy.fields, copy.options, copy.managers = dict(state.fields), dict(state.options), list(state.managers)
    return copy


class QuickExecutor(MigrationExecutor):
    """Django's executor, on our state; for a database in which nothing was migrated yet."""

    def migrate(
        self,
        targets: Any,
        plan: Any = None,
        state: ProjectState | None = None,
        fake: bool = False,
        fake_initial: bool = False,
    ) -> ProjectState:
        """Migrate, from the state that Django begins with."""
        begun = QuickState(models=state.models if state else {}, real_apps=self.loader.unmigrated_apps)
        done: ProjectState = super().migrate(targets, plan, begun, fake, fake_initial)
        return done
