# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Do the hours suffice for the work? Teams and streams of work, scenarios of what a choice does, and what to ask for."""
