# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may see what of measures: whoever is admitted to the register of the body that takes them; what holds at an address
also who works there.
"""

from baken.access.facade import Asked, InDesk, SameMunicipality, register

from . import models

VIEW = "act.measure.view"
HANDLE = "act.measure.handle"
SIGN = "act.measure.sign"
MANAGE = "act.measure.manage"
REGISTER = "act.measure.register"
MAYOR, EXECUTIVE = "measures_mayor", "measures_executive"
PURPOSES = (MAYOR, EXECUTIVE)
OF_A_MEASURE = (
    models.MeasureParty,
    models.MeasureEvent,
    models.MeasureReason,
    models.MeasureDocument,
    models.Remedy,
    models.Forfeiture,
)
POLICY = (models.PolicyMatrix, models.MatrixRule, models.DecisionTemplate, models.Mandate)


def register_policies() -> None:
    """Register the rules of every model that is listed or opened by itself."""
    register(models.Measure, SameMunicipality(), InDesk())
    for model in OF_A_MEASURE:
        register(model, SameMunicipality(), InDesk("measure__vault"))
    for row in POLICY:
        register(row, SameMunicipality())
    register(models.AddressMeasure, SameMunicipality(), Asked(frozenset({REGISTER})))
