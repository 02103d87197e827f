# SPDX-FileCopyrightText: 2026 The Baken contributors
# SPDX-License-Identifier: EUPL-1.2
"""The dossier as others' software reads it: checked by page-validation against PDF/UA-1 (which isn't veraPDF)."""

from pathlib import Path

import page as page_validation
import pytest


def test_the_dossier_is_an_accessible_pdf(played: Path) -> None:
    report = page_validation.validate_pdf(played / "council-pack-2025.pdf", profile="ua1")
    assert [f"{failure.rule_id}: {failure.message}" for failure in report.failures] == []
    assert report.is_compliant
    assert report.rules.passed > 20


def test_the_check_sees_a_pdf_without_tags(tmp_path: Path) -> None:
    from pypdf import PdfWriter

    plain = tmp_path / "plain.pdf"
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.write(plain)
    assert not page_validation.is_pdf_compliant(plain, profile="ua1")


@pytest.mark.parametrize("name", ["council-pack-2025.pdf"])
def test_it_names_its_language_and_title(played: Path, name: str) -> None:
    from pypdf import PdfReader

    reader = PdfReader(played / name)
    assert str(reader.root_object["/Lang"]).startswith("nl")
    assert "Velsen" in str(reader.metadata.title)
