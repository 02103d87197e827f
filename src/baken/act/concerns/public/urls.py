# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses without an account. None of them ever holds a receipt code."""

from django.urls import path

from . import views as public_views

app_name = "reporting"
urlpatterns = [
    path("", public_views.start, name="start"),
    path("formulier/", public_views.form, name="form"),
    path("volgen/", public_views.follow, name="follow"),
    path("<slug:slug>/", public_views.start, name="town"),
    path("<slug:slug>/formulier/", public_views.form, name="form_of"),
]
