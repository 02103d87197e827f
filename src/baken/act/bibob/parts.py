# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.utils.translation import gettext_lazy as _

KIND = "bibob.screening"
FILE = "bibob_file"
PARTS: dict[str, Any] = {FILE: _("Bibob-dossier")}
ACTIVITY = "bibob"
"""Of the register of processing, as views name it."""
