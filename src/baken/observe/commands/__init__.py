# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Commands about sources; apart from `observe.command`, so that telling a picture needn't pay for a client of the network."""
