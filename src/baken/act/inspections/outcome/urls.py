# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of follow-up and reports, under those of inspections."""

from typing import Any

from django.urls import path

from . import views

ONE = "<slug:reference>/"
urlpatterns: list[Any] = [
    path(f"{ONE}opvolging/", views.set_out, name="follow_up_new"),
    path(f"{ONE}opvolging/<uuid:key>/", views.settle, name="follow_up"),
    path(f"{ONE}opvolging/<uuid:key>/dag/", views.move, name="follow_up_move"),
    path(f"{ONE}rapport/", views.report_make, name="report_make"),
    path(f"{ONE}rapport/<uuid:key>/", views.report, name="report"),
]
