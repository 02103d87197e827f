# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The plan: occasion, who goes along, which addresses on which grounds, homes; and its steps until it is under way."""
