# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from django.db import models
from django.utils.translation import gettext_lazy as _


class Instrument(models.TextChoices):
    """By which power a measure is taken. Article and body stand in `rules.POWERS`."""

    OPIUM_CLOSING = "opium_closing", _("sluiting op grond van de Opiumwet")
    DISTURBANCE_CLOSING = "disturbance_closing", _("sluiting wegens verstoring van de openbare orde")
    AREA_BAN = "area_ban", _("gebiedsverbod, groepsverbod of meldplicht")
    PARENTAL_ORDER = "parental_order", _("bevel aan ouders van een kind onder de 12")
    LIGHT_ORDER = "light_order", _("bevel om de openbare orde te herstellen")
    RESIDENCE_ORDER = "residence_order", _("gedragsaanwijzing bij ernstige woonhinder")
    COERCION = "coercion", _("last onder bestuursdwang")
    PENALTY = "penalty", _("last onder dwangsom")
    WARNING = "warning", _("waarschuwing")


class OrderKind(models.TextChoices):
    """Which of the three orders of Gemeentewet 172a(1)."""

    AREA = "area", _("gebiedsverbod")
    GROUP = "group", _("groepsverbod")
    REPORT = "report", _("meldplicht")


class PremisesKind(models.TextChoices):
    HOME = "home", _("woning")
    OTHER = "other", _("lokaal, geen woning")


class Status(models.TextChoices):
    RECEIVED = "received", _("rapportage ontvangen")
    ASSESSED = "assessed", _("getoetst aan het beleid")
    INTENDED = "intended", _("voornemen verstuurd")
    HEARD = "heard", _("zienswijze gehad")
    DRAFTED = "drafted", _("besluit ligt klaar")
    SIGNED = "signed", _("besluit ondertekend")
    SERVED = "served", _("besluit bekendgemaakt")
    IN_FORCE = "in_force", _("maatregel geldt")
    ENDED = "ended", _("maatregel afgelopen")
    WITHDRAWN = "withdrawn", _("ingetrokken")
    DROPPED = "dropped", _("geen maatregel")
    SETTLED = "settled", _("afgerond")
