# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""Areas as CBS divides the Netherlands. They belong to nobody, so they carry no municipality as owner; what a
municipality calls them does."""

from django.db import models

from baken.kernel.ids import uuid7
from baken.kernel.models import Record


class AreaLevel(models.TextChoices):
    NATION = "nation"
    MUNICIPALITY = "municipality"
    WIJK = "wijk"
    BUURT = "buurt"


class Area(models.Model):
    """One area by CBS code: NL00, GM0453, WK045308, BU04530801."""

    code = models.CharField(primary_key=True, max_length=10)
    level = models.CharField(max_length=12, choices=AreaLevel.choices)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    municipality_code = models.CharField(max_length=6, blank=True, db_index=True)

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code


class AreaEdition(models.Model):
    """How an area is named and bounded from one year to another: CBS redraws the boundaries each year."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="editions")
    valid_from = models.PositiveSmallIntegerField(help_text="first year")
    valid_to = models.PositiveSmallIntegerField(null=True, blank=True, help_text="last year")
    name = models.CharField(max_length=120)
    urbanity = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="CBS stedelijkheid, 1 (very) to 5 (not)"
    )
    address_density = models.PositiveIntegerField(null=True, blank=True, help_text="addresses per km2")
    outline = models.JSONField(null=True, blank=True, help_text="GeoJSON geometry, WGS84, generalised")
    source = models.CharField(max_length=200)
    loaded_at = models.DateTimeField(null=True, help_text="when it was loaded, the last time")

    class Meta:
        ordering = ("area", "valid_from")
        constraints = (models.UniqueConstraint(fields=("area", "valid_from"), name="area_edition"),)

    def __str__(self) -> str:
        return f"{self.name} {self.valid_from}"


class AreaName(Record):
    """What a municipality's own documents call an area, per year: the kadernota's Driehuis is part of CBS wijk 00."""

    name = models.CharField(max_length=120)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="names")
    valid_from = models.PositiveSmallIntegerField()
    valid_to = models.PositiveSmallIntegerField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("name", "valid_from")
        constraints = (
            models.UniqueConstraint(fields=("municipality", "name", "area", "valid_from"), name="area_name_once"),
        )

    def __str__(self) -> str:
        return self.name
