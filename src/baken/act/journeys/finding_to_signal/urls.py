# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of journeys that begin with a finding, under those of its inspection."""

from django.urls import path

from . import views as finding_views

app_name = "finding_journeys"
urlpatterns = [path("<slug:reference>/bevindingen/<uuid:key>/signaal/", finding_views.signal, name="signal")]
