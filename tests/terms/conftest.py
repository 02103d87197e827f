# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The world of privacy serves here: a municipality, an account for each role, the day of the example."""

from tests.privacy.conftest import NOW, TODAY, actor, colleague, logged_in, on_the_day, people, town

__all__ = ["NOW", "TODAY", "actor", "colleague", "logged_in", "on_the_day", "people", "town"]
