# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from .content import Forfeiture, MeasureDocument, MeasureEvent, MeasureParty, MeasureReason, PartyKind, Remedy
from .instruments import Instrument, OrderKind, PremisesKind, Status
from .measure import AddressMeasure, Measure, View
from .policy import DecisionTemplate, DocumentKind, Mandate, MatrixRule, PolicyMatrix

__all__ = [
    "AddressMeasure",
    "DecisionTemplate",
    "DocumentKind",
    "Forfeiture",
    "Instrument",
    "Mandate",
    "MatrixRule",
    "Measure",
    "MeasureDocument",
    "MeasureEvent",
    "MeasureParty",
    "MeasureReason",
    "OrderKind",
    "PartyKind",
    "PolicyMatrix",
    "PremisesKind",
    "Remedy",
    "Status",
    "View",
]
