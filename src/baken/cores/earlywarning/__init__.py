# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which counts are unusually high, and how often such a claim is wrong?"""

from baken.cores.earlywarning.calibrate import Calibrated, calibrate, calibration_table
from baken.cores.earlywarning.config import FarringtonConfig
from baken.cores.earlywarning.ears import EarsDetection, ears
from baken.cores.earlywarning.farrington import Detection, farrington_flexible
from baken.cores.earlywarning.multiple import benjamini_hochberg, benjamini_yekutieli
from baken.cores.earlywarning.reasons import Reason
from baken.cores.earlywarning.table import CalibrationTable

__all__ = [
    "Calibrated",
    "CalibrationTable",
    "Detection",
    "EarsDetection",
    "FarringtonConfig",
    "Reason",
    "benjamini_hochberg",
    "benjamini_yekutieli",
    "calibrate",
    "calibration_table",
    "ears",
    "farrington_flexible",
]
