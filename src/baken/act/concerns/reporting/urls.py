# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of reporting by colleagues and partners, and from a file, under those of concerns."""

from typing import Any

from django.urls import path

from ..files import views as import_views
from . import views as reporting_views

urlpatterns: list[Any] = [
    path("nieuw/", reporting_views.report, name="report"),
    path("doorgegeven/", reporting_views.mine, name="mine"),
    path("inlezen/", import_views.start, name="import"),
    path("inlezen/voorbeeld.csv", import_views.example, name="import_example"),
    path("inlezen/<slug:token>/", import_views.check, name="import_check"),
    path("inlezen/<slug:token>/weg/", import_views.discard, name="import_discard"),
]
