# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Owners of efforts: asked how they stand, answering by a personal link without an account."""
