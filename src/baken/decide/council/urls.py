# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import URLPattern

app_name = "council"
urlpatterns: list[URLPattern] = []
