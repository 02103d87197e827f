# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every domain record has: key, municipality, version, and a guard against changes outside actions."""

from typing import Any, Self

from django.db import models

from ..actions import require_run
from ..errors import StaleVersion
from ..ids import uuid7
from .municipality import Municipality


class RecordQuerySet(models.QuerySet):
    """A query set whose writes need an action, like the records themselves."""

    def update(self, **kwargs: Any) -> int:
        require_run(f"update of {self.model.__name__}")
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        require_run(f"delete of {self.model.__name__}")
        return super().delete()

    def bulk_create(self, objs: Any, *args: Any, **kwargs: Any) -> list[Any]:
        require_run(f"bulk create of {self.model.__name__}")
        return super().bulk_create(objs, *args, **kwargs)

    def bulk_update(self, objs: Any, *args: Any, **kwargs: Any) -> int:
        require_run(f"bulk update of {self.model.__name__}")
        return super().bulk_update(objs, *args, **kwargs)

    def locked(self) -> Self:
        """Lock the rows until the end of the transaction (a no-op on SQLite, where one writer holds the database)."""
        return self.select_for_update()


class Record(models.Model):
    """Abstract base of domain records.

    `version` rises by one on each save; saving a copy that somebody else changed since raises `StaleVersion`, so the later
    of two writers never silently wins.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        require_run(f"save of {type(self).__name__}")
        if not self._state.adding:
            same = models.QuerySet(type(self)).filter(pk=self.pk, version=self.version)
            if not same.update(version=models.F("version") + 1):
                raise StaleVersion(f"{type(self).__name__} {self.pk} changed since it was read")
            self.version += 1
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        require_run(f"delete of {type(self).__name__}")
        return super().delete(*args, **kwargs)
