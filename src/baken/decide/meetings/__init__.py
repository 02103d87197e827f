# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Meetings of partners (overleg): kinds, members, agendas, papers, decisions, and one list of actions."""
