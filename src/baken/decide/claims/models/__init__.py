# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from .outcome import ClaimOutcome

__all__ = ["ClaimOutcome"]
