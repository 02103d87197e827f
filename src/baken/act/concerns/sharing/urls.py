# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Addresses of sharing, and of what was shared."""

from django.urls import path

from . import packet_views
from . import views as sharing_views

urlpatterns = [
    path("gedeeld/", packet_views.received, name="packets"),
    path("gedeeld/<concern:reference>/", packet_views.packet, name="packet"),
    path("gedeeld/<concern:reference>/bijlage/<uuid:key>/", packet_views.paper, name="packet_paper"),
    path("gedeeld/<concern:reference>/terughalen/", sharing_views.recall, name="recall"),
    path("<concern:reference>/delen/", sharing_views.share, name="share"),
    path("<concern:reference>/overbrengen/", sharing_views.pass_on, name="pass_on"),
]
