# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models

from baken.decide.capacity.facade import Scenario
from baken.kernel.models import Record

from .proposal import Proposal


class ProposalScenario(Record):
    """A saved scenario of capacity as appendix of a proposal. Whoever may see the proposal reads it there, as it was saved.

    A scenario that is attached stays: it can't be deleted under a proposal.
    """

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="attachments")
    scenario = models.ForeignKey(Scenario, on_delete=models.PROTECT, related_name="attachments")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ("proposal", "added_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("municipality", "proposal", "scenario"), name="council_proposal_scenario_once"
            ),
        )

    def __str__(self) -> str:
        return str(self.scenario_id)
