# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register of processing activities, whom people reach, and the impact assessments."""
