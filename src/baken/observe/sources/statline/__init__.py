# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""StatLine: the open data of Statistics Netherlands (CBS) and the police, by OData versions 3 and 4.

Tables are described in `tables.py`; what codes mean in `mapping.py`; `source.py` pulls, `bulk.py` reads a whole table from CSV.
"""

from .source import StatlineSource

__all__ = ["StatlineSource"]
