"""Everything a desk works with besides people: forms, rules, sheets, kinds, texts, translations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    # The command line needs the folders at once and the rest rarely.
    from profiler.casework.pictures import Pictures
    from profiler.classifications.catalogue import Classifications
    from profiler.directory.offices import Office, StationKind
    from profiler.errors import WorldError
    from profiler.forms.definition import FormDefinition
    from profiler.forms.migrations import Migrations
    from profiler.languages.catalogues import Translator
    from profiler.release.loading import ReleaseContent
    from profiler.routing.loading import BringItem
    from profiler.routing.plans import Rule

ASSESSMENT = "kompetenz"
"""Form id of the competence assessment."""

SCHOOL = "schule"
"""Form id of the registration for school, one record a child."""


@dataclass(frozen=True)
class ContentFolders:
    """Where content comes from.

    Attributes:
        forms: one folder a form, with its tables and PO files.
        resources: rules, sheets, directory templates, catalogues.
        built: XForm XML made of the tables, named by content hash.
        county: the county's own forms and changes to forms, None where no county has a say.
        cache: XForm XML of the forms the county has a say in.
        classifications: imported occupations and skills, None where nothing can have been imported.
    """

    forms: Path
    resources: Path
    built: Path
    county: Path | None = None
    cache: Path | None = None
    classifications: Path | None = None


@dataclass(frozen=True)
class BuiltForm:
    """A compiled form with the XML that is kept in the vault beside its records.

    Attributes:
        migrations: how drafts of earlier versions come to this one.
    """

    definition: FormDefinition
    xml: bytes
    migrations: Migrations = ()


@dataclass(frozen=True)
class Content:
    """What was loaded from `forms/` and `resources/`.

    Attributes:
        forms: by form id.
        rules: routing rules in table order.
        kinds: station kinds by code.
        bring: what to bring, by code, with a long and a short German label.
        vocabulary: question names that rules and sheets rely on, with their choice codes.
        release: sheets, categories, recipient kinds, purposes and fixed texts.
        template_offices: offices of the fictional example county, for practice and demonstration.
        translator: texts of the program and of these tables.
        pictures: pictograms of answers, questions and sections.
        classifications: occupations and skills, read when first asked for.
        troubles: why a form of the county, or its changes to one, are not used.
    """

    forms: Mapping[str, BuiltForm]
    rules: tuple[Rule, ...]
    kinds: Mapping[str, StationKind]
    bring: Mapping[str, BringItem]
    vocabulary: Mapping[str, frozenset[str]]
    release: ReleaseContent
    template_offices: tuple[Office, ...]
    translator: Translator
    pictures: Pictures
    classifications: Classifications
    troubles: tuple[WorldError, ...] = ()

    @property
    def assessment(self) -> FormDefinition:
        """The competence assessment."""
        return self.forms[ASSESSMENT].definition
