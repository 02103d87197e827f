# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which rule of the municipality held on a day: only what was adopted counts, and what was adopted never changes."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from django.db.models import Q, QuerySet

from baken.kernel.models import Municipality

from ..models import DecisionTemplate, Mandate, MatrixRule, PolicyMatrix

V = TypeVar("V", PolicyMatrix, DecisionTemplate, Mandate)


def holding(rows: QuerySet[V], on: date) -> QuerySet[V]:
    """Return the versions that hold on a day: adopted, begun, and not followed by another. Newest version first."""
    still = Q(valid_until__isnull=True) | Q(valid_until__gt=on)
    return rows.filter(still, adopted_on__isnull=False, valid_from__lte=on).order_by("slug", "-version_number")


def matrix_of(municipality: Municipality, instrument: str, on: date) -> PolicyMatrix | None:
    """Return the matrix by which an instrument is judged on a day; None where the municipality has none."""
    rows = PolicyMatrix.objects.filter(municipality=municipality, instrument=instrument)
    return holding(rows, on).order_by("-valid_from", "-version_number").first()


def rules_of(municipality: Municipality, instrument: str, on: date) -> list[MatrixRule]:
    """Return the cells of the matrix of that day, each with its matrix, in the order of the policy. Empty without one."""
    matrix = matrix_of(municipality, instrument, on)
    if matrix is None:
        return []
    return list(MatrixRule.objects.filter(matrix=matrix).select_related("matrix").order_by("order", "id"))


def rule_for(rules: Iterable[MatrixRule], premises_kind: str, finding: str, offence_number: int) -> MatrixRule | None:
    """Return the cell for this offence; a later offence than the policy names falls under the last that it does name.

    None where the policy says nothing of this kind of premises and finding.
    """
    row = [one for one in rules if one.premises_kind == premises_kind and one.finding == finding]
    row = sorted((one for one in row if one.offence_number <= offence_number), key=lambda one: one.offence_number)
    return row[-1] if row else None


def template_of(municipality: Municipality, instrument: str, kind: str, on: date) -> DecisionTemplate | None:
    """Return the template for a kind of document that holds on a day; None where there is none."""
    rows = DecisionTemplate.objects.filter(municipality=municipality, instrument=instrument, kind=kind)
    return holding(rows, on).order_by("-valid_from", "-version_number").first()
