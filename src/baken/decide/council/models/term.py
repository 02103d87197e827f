# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.db.models import Q

from baken.kernel.models import Record


class AnswerTerm(Record):
    """Within how many days a council question is to be answered, from a day on: the council's own rule, not the law's.

    `checked` says that somebody held it against the council's rules of procedure, named in `source`.
    """

    days = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    source = models.CharField(max_length=200)
    checked = models.BooleanField(default=False)

    class Meta:
        ordering = ("-valid_from",)
        constraints = (
            models.UniqueConstraint(fields=("municipality", "valid_from"), name="council_answer_term_day"),
            models.CheckConstraint(condition=Q(days__gte=1, days__lte=365), name="council_answer_term_days"),
        )

    def __str__(self) -> str:
        return f"{self.days} {self.valid_from}"
