# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Work within the parts of a case: conclusions, notes, actions, papers, those whom it is about."""
