# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.urls import path

from .api import api

urlpatterns = [path("v1/", api.urls)]
