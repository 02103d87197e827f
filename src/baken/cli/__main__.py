# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
import sys

from baken.cli import main

sys.exit(main())
