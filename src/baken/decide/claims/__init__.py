# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the framework says of the safety picture, tested by rule against the figures at hand."""
