# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The whole country at once: picture and early warning of every municipality, in this process or on a Spark cluster."""
