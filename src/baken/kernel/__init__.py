# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every feature stands on: records, actions, audit, workflows, clocks. Knows no feature."""
