# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Inside the audit log: seals, writing at the end of a transaction, the anchor, checks. Features use `kernel.audit`."""
