# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from baken.kernel.ids import uuid7


class Kind(models.TextChoices):
    """Who or what works with an account."""

    PERSON = "person", _("persoon")
    SERVICE = "service", _("koppeling")


class UserManager(BaseUserManager["User"]):
    """Makes accounts. What an account may do comes from role assignments only."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """One account. There is no superuser and no staff flag: nothing stands above the rules of `access.authorization.policy`.

    A service account never logs in: it works by tokens (`access.accounts.service_tokens`).
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    username = models.CharField(max_length=60, unique=True)
    email = models.EmailField(blank=True)
    display_name = models.CharField(max_length=120)
    fictitious = models.BooleanField(
        default=False, help_text="an invented person of the example; refused in production"
    )
    language = models.CharField(max_length=5, default="nl", choices=[("nl", "Nederlands"), ("en", "English")])
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.PERSON)
    left_at = models.DateTimeField(null=True, blank=True, help_text="when the account was closed (leaver)")

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["display_name"]

    class Meta:
        ordering = ("username",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(left_at__isnull=True) | models.Q(is_active=False), name="user_left_is_inactive"
            ),
        )

    def __str__(self) -> str:
        return self.display_name

    def get_full_name(self) -> str:
        return self.display_name

    def get_short_name(self) -> str:
        return self.display_name
