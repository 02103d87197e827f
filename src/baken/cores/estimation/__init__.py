# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Is a figure high, and is a change real? Rates with intervals, verdicts on change, survey figures side by side.

Pure functions of numbers; every result is a frozen dataclass that carries its uncertainty, and either a verdict or the
reason why there is none. Needs numpy and scipy only (``scipy.special``, not the slow-loading ``scipy.stats``).
"""

from baken.cores.estimation.change import Change, change
from baken.cores.estimation.comparison import Comparison, versus_rest
from baken.cores.estimation.disparity import Disparity, DisparityChange, disparity, disparity_change
from baken.cores.estimation.dispersion import Dispersion, dispersion_of, of_level, of_step, overdispersion
from baken.cores.estimation.divergence import Divergence, DivergenceVerdict, perception_beside_victimisation
from baken.cores.estimation.multiplicity import judge_together
from baken.cores.estimation.rates import Rate, rate
from baken.cores.estimation.shrinkage import Shrinkage, Shrunken, shrink
from baken.cores.estimation.survey import Estimate, SurveyChange, survey_change
from baken.cores.estimation.verdict import Reason, Verdict

__all__ = [
    "Change",
    "Comparison",
    "Disparity",
    "DisparityChange",
    "Dispersion",
    "Divergence",
    "DivergenceVerdict",
    "Estimate",
    "Rate",
    "Reason",
    "Shrinkage",
    "Shrunken",
    "SurveyChange",
    "Verdict",
    "change",
    "disparity",
    "disparity_change",
    "dispersion_of",
    "judge_together",
    "of_level",
    "of_step",
    "overdispersion",
    "perception_beside_victimisation",
    "rate",
    "shrink",
    "survey_change",
    "versus_rest",
]
