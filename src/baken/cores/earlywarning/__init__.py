# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which counts are unusually high, and how often such a claim is wrong?"""

from baken.cores.earlywarning.config import FarringtonConfig
from baken.cores.earlywarning.ears import EarsDetection, ears
from baken.cores.earlywarning.farrington import Detection, farrington_flexible
from baken.cores.earlywarning.reasons import Reason

__all__ = [
    "Detection",
    "EarsDetection",
    "FarringtonConfig",
    "Reason",
    "ears",
    "farrington_flexible",
]
