# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from .investigation import Advice, Disclosure, Duty, Indicator, Relation, SourceKind, SourceLook
from .screening import Questionnaire, Screening, ScreeningEvent, ScreeningPaper, ScreeningStatus
from .standing import Conclusion, Stage, Standing
from .trigger import SampleDraw, Scope, Trigger

__all__ = [
    "Advice",
    "Conclusion",
    "Disclosure",
    "Duty",
    "Indicator",
    "Questionnaire",
    "Relation",
    "SampleDraw",
    "Scope",
    "Screening",
    "ScreeningEvent",
    "ScreeningPaper",
    "ScreeningStatus",
    "SourceKind",
    "SourceLook",
    "Stage",
    "Standing",
    "Trigger",
]
