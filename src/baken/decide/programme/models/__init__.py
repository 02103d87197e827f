# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from .contact import OwnerContact
from .report import Outlook, ProgressReport
from .request import ProgressRequest
from .version import Origin, ProgrammeVersion

__all__ = ["Origin", "Outlook", "OwnerContact", "ProgrammeVersion", "ProgressReport", "ProgressRequest"]
