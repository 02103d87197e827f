# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models

from baken.cores.terms import EventKind, Unit

from .base import Record


class ClockEvent(Record):
    """One entry in the ledger of a statutory clock: what happened to the term, when, and on which legal basis.

    The due date is never stored: `baken.cores.terms.due` computes it from the ledger (see `kernel.clocks`).
    """

    resource_type = models.CharField(max_length=80)
    resource_id = models.UUIDField()
    rule = models.CharField(max_length=80, help_text="slug of a rule in baken.cores.terms")
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in EventKind])
    on = models.DateField()
    basis = models.CharField(max_length=200)
    amount = models.PositiveSmallIntegerField(null=True, blank=True)
    until = models.DateField(null=True, blank=True, help_text="last day of a pause whose length the law caps")
    unit = models.CharField(max_length=20, blank=True, choices=[(unit.value, unit.value) for unit in Unit])

    class Meta:
        ordering = ("on", "id")
        indexes = (
            models.Index(fields=("municipality", "resource_type", "resource_id"), name="clock_resource"),
            models.Index(fields=("resource_id",), name="clock_of"),
        )

    def __str__(self) -> str:
        return f"{self.rule} {self.kind} {self.on}"
