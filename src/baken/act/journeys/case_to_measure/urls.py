# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of journeys that begin with a case."""

from django.urls import path

from .views import offer

app_name = "case_journeys"
urlpatterns = [path("<case:reference>/maatregel/", offer, name="offer")]
