# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from .case import Case, Stage
from .content import CaseSubject, Entry, Section, SubjectKind
from .work import CaseAction, CaseDocument, Sharing

__all__ = [
    "Case",
    "CaseAction",
    "CaseDocument",
    "CaseSubject",
    "Entry",
    "Section",
    "Sharing",
    "Stage",
    "SubjectKind",
]
