# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Emergency access (*noodtoegang*): used by whoever is on call, reviewed by the privacy officer."""
