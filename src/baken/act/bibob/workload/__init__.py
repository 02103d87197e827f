# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""How much work screening is: hours written on each file, a year at a time, beside the hours that there are."""
