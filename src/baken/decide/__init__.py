# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What matters and what we will do about it. Each app within has the same rooms; `.importlinter` has their order."""
