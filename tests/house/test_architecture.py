# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The house keeps its order: imports, facades, foreign keys, templates. Each check sees a planted violation."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from tests.house.architecture import (
    House,
    core_problems,
    foreign_key_problems,
    import_problems,
    imports,
    template_problems,
)


@pytest.fixture(scope="module")
def house(repo_root: Path) -> House:
    return House.from_importlinter(repo_root / ".importlinter")


def plant(source: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = source / "baken" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return source


def test_the_layers_stand_in_the_order_of_the_loop(house):
    loop = ["cores", "kernel", "ui", "access", "registry", "observe", "decide", "act", "account", "web", "config"]
    assert sorted(loop, key=house.heights.__getitem__) == loop
    assert house.heights["web"] == house.heights["api"]


@pytest.mark.parametrize(
    ("module", "other", "allowed"),
    [
        ("baken.decide.policy.views", "baken.observe.facade", True),
        ("baken.observe.views", "baken.decide.policy.facade", False),
        ("baken.decide.policy.views", "baken.decide.council.facade", False),
        ("baken.decide.council.views", "baken.decide.policy.facade", True),
        ("baken.decide.programme.views", "baken.decide.claims.facade", False),
        ("baken.account.gather", "baken.decide.council.facade", True),
        ("baken.observe.views", "baken.observe.models", True),
        ("baken.api.urls", "baken.web.views", False),
        ("baken.act.cases.rules", "baken.act.concerns.facade", False),
        ("baken.act.journeys.flow", "baken.act.concerns.facade", True),
        ("baken.act.concerns.rules", "baken.act.journeys.facade", False),
    ],
)
def test_who_may_know_whom(house, module, other, allowed):
    assert house.room(module).may_know(house.room(other)) is allowed


def test_import_linter_finds_nothing(repo_root):
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=repo_root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_siblings_under_act_have_a_contract_once_they_exist(repo_root):
    built = (repo_root / "src" / "baken" / "act" / "__init__.py").exists()
    assert ("baken.act\n" in (repo_root / ".importlinter").read_text(encoding="utf-8")) == built


def test_features_import_each_other_by_their_facade_only(house, repo_root):
    assert import_problems(house, repo_root / "src") == []


def test_cores_know_numbers_only(repo_root):
    assert core_problems(repo_root / "src") == []


def test_the_core_check_sees_a_planted_import(tmp_path):
    text = "import math\nimport numpy as np\nfrom ..units import x\nfrom baken.kernel import ids\nimport django.db\n"
    source = plant(tmp_path, {"cores/terms/due.py": text})
    assert core_problems(source) == [
        "baken/cores/terms/due.py:4 imports baken.kernel.ids",
        "baken/cores/terms/due.py:5 imports django.db",
    ]


def test_the_import_check_sees_a_planted_import(house, tmp_path):
    source = plant(
        tmp_path,
        {
            "observe/panels.py": "from baken.decide.policy import facade\n",
            "decide/policy/panels.py": "from baken.observe.models import Load\nfrom baken.observe import facade\n",
            "decide/policy/rules.py": "from ...observe import models\nfrom .panels import x\nimport baken.kernel.ids\n",
            "config/urls.py": "import baken.observe.urls\nfrom baken.observe.views import picture\n",
        },
    )
    found = [problem.split(": ")[0] for problem in import_problems(house, source)]
    assert found == [
        "baken/config/urls.py:2 imports baken.observe.views.picture",
        "baken/decide/policy/panels.py:1 imports baken.observe.models.Load",
        "baken/decide/policy/rules.py:1 imports baken.observe.models",
        "baken/observe/panels.py:1 imports baken.decide.policy.facade",
    ]


def test_imports_inside_functions_and_type_checks_count(tmp_path):
    path = tmp_path / "baken" / "web" / "late.py"
    plant(tmp_path, {"web/late.py": "def f():\n    from baken.observe import views\n"})
    assert list(imports(path, tmp_path)) == [(2, "baken.observe.views")]


def test_foreign_keys_go_down(house):
    ours = [model for model in apps.get_models() if house.room(model._meta.app_config.name)]
    assert ours, "no models of the house were found, so nothing was checked"
    assert foreign_key_problems(house, ours) == []


@isolate_apps("baken.registry", "baken.observe")
def test_the_foreign_key_check_sees_a_planted_key(house):
    class Higher(models.Model):
        class Meta:
            app_label = "observe"

    class Lower(models.Model):
        one = models.ForeignKey(Higher, models.CASCADE)
        many = models.ManyToManyField(Higher, related_name="+")

        class Meta:
            app_label = "registry"

    class Highest(models.Model):
        down = models.ForeignKey(Lower, models.CASCADE)

        class Meta:
            app_label = "observe"

    found = foreign_key_problems(house, [Higher, Lower, Highest])
    assert [problem.split(" ")[0] for problem in found] == ["registry.Lower.one", "registry.Lower.many"]


def test_templates_go_down(house, repo_root):
    assert template_problems(house, repo_root / "src") == []


def test_the_template_check_sees_a_planted_include(house, tmp_path):
    source = plant(
        tmp_path,
        {
            "ui/templates/ui/base.html": "{% include 'observe/map.html' %}",
            "observe/templates/observe/map.html": '{% extends "ui/base.html" %}{% include "elsewhere.html" %}',
            "decide/policy/templates/decide/plan.html": '{%- include "observe/map.html#legend" with a=1 %}',
            "decide/policy/templates/observe/map.html": "",
        },
    )
    assert template_problems(house, source) == [
        "observe/map.html stands in both decide.policy and observe",
        "baken/ui/templates/ui/base.html uses observe/map.html: ui doesn't stand above decide.policy",
    ]
