# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The example: Velsen, with its real figures and an invented municipal practice. Every invented person says so."""
