# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The questionnaire: sent by a personal link, filled in by the subject without an account, judged by the coordinator."""
