# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The council: commitments, motions, questions; the yearly session, its decisions, APV changes and proposals."""
