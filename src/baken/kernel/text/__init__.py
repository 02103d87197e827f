# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is in a text: personal data, names, separators; and text of strangers made fit to keep."""
