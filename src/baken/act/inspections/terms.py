# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""What terms of an inspection are called on the list of terms."""

from django.utils.translation import gettext_lazy

LABEL = gettext_lazy("termijn van een controle")
TITLE = gettext_lazy("Controle %(reference)s")
