# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.utils.translation import gettext_lazy as _

KIND = "measure"
FILE = "measure_file"
PARTS: dict[str, Any] = {FILE: _("Dossier van de maatregel")}
