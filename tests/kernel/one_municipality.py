# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Looks in the database for records that refer to a record of another municipality."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import F, Model

from baken.kernel.models import Record


def strays(models: Iterable[type[Model]]) -> Iterator[str]:
    """Yield `app.Model.field: count` for each foreign key between records that leaves the municipality."""
    for model in models:
        for field in model._meta.concrete_fields:
            if not field.is_relation or not issubclass(field.related_model, Record):
                continue
            own, other = "municipality_id", f"{field.name}__municipality_id"
            count = model._base_manager.exclude(**{f"{field.name}__isnull": True}).exclude(**{own: F(other)}).count()
            if count:
                yield f"{model._meta.label}.{field.name}: {count}"
