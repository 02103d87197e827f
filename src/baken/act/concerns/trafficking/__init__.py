# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Human trafficking: handing over to who may help and investigate, and barriers that the municipality can put up itself."""
