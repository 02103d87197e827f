# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The municipality's own rules on measures, versioned: matrices, templates of decisions, mandates."""
