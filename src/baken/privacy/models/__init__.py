# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from .activity import ProcessingActivity
from .dpia import Dpia
from .logbook import ProcessingRecord, Status
from .read import ChainCheck, ReadLook, ReadReview
from .retention import Certificate, Destruction, Hold, RetentionRule

__all__ = [
    "Certificate",
    "ChainCheck",
    "Destruction",
    "Dpia",
    "Hold",
    "ProcessingActivity",
    "ProcessingRecord",
    "ReadLook",
    "ReadReview",
    "RetentionRule",
    "Status",
]
