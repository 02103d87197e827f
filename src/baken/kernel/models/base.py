# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every domain record has: key, municipality, version, and a guard against changes outside actions."""

from collections.abc import Iterable
from typing import Any, Self, TypeVar, cast

from django.db import models

from ..actions import require_run
from ..errors import OtherMunicipality, StaleVersion
from ..ids import uuid7
from .municipality import Municipality

R = TypeVar("R", bound="Record")


class RecordQuerySet(models.QuerySet):
    """A query set whose writes need an action, like the records themselves."""

    def update(self, **kwargs: Any) -> int:
        """Change rows at once. Their version rises, so a copy read before is stale."""
        require_run(f"update of {self.model.__name__}")
        if not {"municipality", "municipality_id"}.isdisjoint(kwargs):
            raise OtherMunicipality(f"{self.model.__name__} can't move to another municipality")
        kwargs.setdefault("version", models.F("version") + 1)
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        require_run(f"delete of {self.model.__name__}")
        return super().delete()

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> list[Any]:
        return super().bulk_create(self._ours(objs, "bulk create"), *args, **kwargs)

    def bulk_update(self, objs: Any, *args: Any, **kwargs: Any) -> int:
        return super().bulk_update(self._ours(objs, "bulk update"), *args, **kwargs)

    def locked(self) -> Self:
        """Lock the rows until the end of the transaction (a no-op on SQLite, where one writer holds the database)."""
        return self.select_for_update()

    def _ours(self, objs: Iterable[Any], what: str) -> list[Any]:
        found = list(objs)
        for record in found:
            record.hold_together(what)
        return found


class Record(models.Model):
    """Abstract base of domain records.

    `version` rises by one on each save; saving a copy that somebody else changed since raises `StaleVersion`, so the
    later of two writers never silently wins.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True
        # related managers (`framework.claims.add`) write through this one: without it they would need no action
        base_manager_name = "objects"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.hold_together("save")
        if not self._state.adding:
            mine: models.QuerySet[Any] = models.QuerySet(type(self)).filter(pk=self.pk)
            same = mine.filter(version=self.version, municipality_id=self.municipality_id)
            if not same.update(version=models.F("version") + 1):
                self._explain(mine)
            self.version += 1
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        require_run(f"delete of {type(self).__name__}")
        return super().delete(*args, **kwargs)

    def hold_together(self, what: str) -> None:
        """Raise unless an action is under way in this record's municipality and what it refers to belongs there too.

        Looks only at related records that are loaded already, so it costs no query; a test over the example's rows
        holds the others. Raises `OutsideAction` or `OtherMunicipality`.
        """
        run = require_run(f"{what} of {type(self).__name__}")
        if run.actor.municipality_id not in (None, self.municipality_id):
            raise OtherMunicipality(f"{run.name}: {type(self).__name__} belongs to another municipality than the actor")
        for field in self._meta.concrete_fields:
            if not isinstance(field, models.ForeignKey) or not field.is_cached(self):
                continue
            related = field.get_cached_value(self)
            if isinstance(related, Record) and related.municipality_id != self.municipality_id:
                raise OtherMunicipality(f"{type(self).__name__}.{field.name} belongs to another municipality")

    def _explain(self, mine: models.QuerySet[Any]) -> None:
        name = f"{type(self).__name__} {self.pk}"
        if mine.exclude(municipality_id=self.municipality_id).exists():
            raise OtherMunicipality(f"{name} can't move to another municipality")
        raise StaleVersion(f"{name} changed since it was read")


def fresh(record: R, seen: int | None = None) -> R:
    """Lock and re-read a record. Raises `StaleVersion` when it changed since the version that was `seen`."""
    found = cast(R, type(record)._default_manager.select_for_update().get(pk=record.pk))
    if seen is not None and found.version != seen:
        raise StaleVersion(f"{type(record).__name__} {record.pk} changed since it was read")
    return found
