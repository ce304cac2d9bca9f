"""The forms of a voorstellingsfiche: one per section, each of which two people may have open at once."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.utils import timezone

from invitations.fiches.cijfers import VOORSTELLEN, Earlier
from invitations.fiches.completeness import SECTIONS
from invitations.fiches.figures import parse_figure, parse_measured_on
from invitations.fiches.tendensen import parse_points, points_text
from invitations.forms.merging import Clash, MergingForm, MergingRow, MergingRows
from invitations.models import Cijfer, Fiche, Project, Tendens, Uitdaging


class PeildatumField(forms.Field):
    """A day in the past; of a month or a year that is all, its last day."""

    def to_python(self, value: Any) -> dt.date | None:
        if value is None or isinstance(value, dt.date):
            return value
        try:
            return parse_measured_on(str(value), today=timezone.localdate())
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def prepare_value(self, value: Any) -> Any:
        return f"{value.day}-{value.month}-{value.year}" if isinstance(value, dt.date) else value


class PointsField(forms.Field):
    widget = forms.Textarea

    def to_python(self, value: Any) -> list[Any]:
        if value is None or isinstance(value, list):
            return value or []
        ProhibitNullCharactersValidator()(value)
        try:
            return parse_points(str(value))
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def prepare_value(self, value: Any) -> Any:
        return points_text(value) if isinstance(value, list) else value


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class VerhaalForm(MergingForm[Fiche]):
    class Meta:
        model = Fiche
        fields = ("intro", "opening_hours", "to_show", "pride", "bottleneck")
        widgets: ClassVar = {
            "intro": _lines(5),
            "to_show": _lines(4),
            "pride": _lines(4),
            "bottleneck": _lines(4),
        }
        help_texts: ClassVar = {
            "intro": "Twee of drie zinnen, zoals je het aan een bezoeker uitlegt.",
            "to_show": "Wat de bezoekers bij jullie zien en doen.",
        }


class TevredenheidForm(MergingForm[Fiche]):
    class Meta:
        model = Fiche
        fields = ("satisfaction",)
        widgets: ClassVar = {"satisfaction": _lines(5)}
        help_texts: ClassVar = {"satisfaction": "Uit een meting, of wat je vaak hoort. Zonder namen."}


class CijferForm(MergingRow[Cijfer]):
    new_label = "Nog een cijfer"
    key = forms.CharField(required=False, widget=forms.HiddenInput)
    measured_on = PeildatumField(label="Peildatum", required=False)

    class Meta:
        model = Cijfer
        fields = ("name", "typed", "unit", "measured_on", "source")
        labels: ClassVar = {"name": "Naam", "typed": "Waarde", "unit": "Eenheid", "source": "Bron"}
        error_messages: ClassVar = {"name": {"required": "Geef dit cijfer een naam."}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["key"] = self.instance.key
        if self.instance.key:
            del self.fields["name"], self.fields["unit"]

    @property
    def merged_names(self) -> list[str]:
        return [name for name in super().merged_names if name != "key"]

    def clean_typed(self) -> str:
        typed: str = self.cleaned_data["typed"]
        try:
            parse_figure(typed)
        except ValueError as error:
            raise ValidationError(str(error)) from error
        return typed

    def save(self, commit: bool = True) -> Cijfer:  # noqa: FBT001, FBT002 (Django's signature)
        self.instance.value = parse_figure(self.instance.typed)
        return super().save(commit)


class ProjectForm(MergingRow[Project]):
    new_label = "Nog een project"
    offered: ClassVar = frozenset({"phase"})

    class Meta:
        model = Project
        fields = ("title", "phase", "text")
        widgets: ClassVar = {"text": _lines(3)}
        error_messages: ClassVar = {"title": {"required": "Geef dit project een naam."}}


class UitdagingForm(MergingRow[Uitdaging]):
    """A row on offer stands under its theme already."""

    new_label = "Nog een uitdaging"

    offered: ClassVar = frozenset({"theme"})

    class Meta:
        model = Uitdaging
        fields = ("theme", "title", "text", "request")
        widgets: ClassVar = {"text": _lines(3), "request": _lines(3)}
        error_messages: ClassVar = {
            "title": {"required": "Zeg in enkele woorden wat de uitdaging is."},
            "theme": {"required": "Kies bij welk thema dit hoort."},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.theme and not self.instance.pk:
            self.fields["theme"].widget = forms.HiddenInput()
            self.new_label = str(self.instance.get_theme_display()).capitalize()


class TendensForm(MergingRow[Tendens]):
    new_label = "Nog een tendens"
    measured_on = PeildatumField(label="Peildatum", required=False)
    points = PointsField(
        label="Cijfers", required=False, help_text="Op elke regel een naam en een getal: 2024; 512.", widget=_lines(6)
    )

    class Meta:
        model = Tendens
        fields = ("title", "points", "unit", "measured_on", "source", "answer")
        widgets: ClassVar = {"answer": _lines(3)}
        error_messages: ClassVar = {"title": {"required": "Geef deze tendens een titel."}}


@dataclass
class SectionForm:
    """One section of a fiche: a form, rows, or both."""

    key: str
    fiche: Fiche
    text: MergingForm[Fiche] | None
    rows: MergingRows[Any] | None

    @property
    def title(self) -> str:
        return SECTIONS[self.key]

    def is_valid(self) -> bool:
        parts = [part for part in (self.text, self.rows) if part is not None]
        return all(part.is_valid() for part in parts)

    def save(self) -> None:
        for part in (self.text, self.rows):
            if part is not None:
                part.save()

    @property
    def clashes(self) -> list[Clash]:
        text = list(self.text.clashes.values()) if self.text else []
        return text + (self.rows.clashes if self.rows else [])

    @property
    def notes(self) -> list[str]:
        return self.rows.notes if self.rows else []

    @property
    def all_forms(self) -> list[MergingForm[Any]]:
        return [*([self.text] if self.text else []), *(self.rows.forms if self.rows else [])]

    @property
    def is_changed(self) -> bool:
        rows = self.rows.forms if self.rows else []
        return any(form.is_changed for form in self.all_forms) or any(form.is_removed for form in rows)

    @property
    def has_errors(self) -> bool:
        return any(form.is_bound and form.errors for form in self.all_forms)

    def rows_beside(self, earlier: Earlier) -> list[tuple[MergingRow[Any], Cijfer | None]]:
        """Each row with the figure of the last edition."""
        forms = self.rows.forms if self.rows else []
        return [(form, earlier.of(form.instance) if isinstance(form, CijferForm) else None) for form in forms]

    def again(self, fiche: Fiche) -> "SectionForm":
        """After saving, with the fiche as it is stored now: what was typed is still in each field of a clash."""
        new = section_form(self.key, fiche)
        if new.text and self.text:
            new.text.show_again(self.text)
        if new.rows and self.rows:
            new.rows = self.rows.again(new.rows.stored, new.rows.offers)
        return new


def section_form(key: str, fiche: Fiche, data: Mapping[str, Any] | None = None) -> SectionForm:
    """`key` is one of completeness.SECTIONS; the fiche comes with its parts."""
    text = TEXTS[key](data, instance=fiche) if key in TEXTS else None
    return SectionForm(key, fiche, text, ROWS[key](fiche, data) if key in ROWS else None)


def _stored(fiche: Fiche, name: str) -> list[Any]:
    return list(getattr(fiche, name).all()) if fiche.pk else []


def _cijfers(fiche: Fiche, data: Mapping[str, Any] | None) -> MergingRows[CijferForm]:
    def blank(**fields: Any) -> Cijfer:
        return Cijfer(fiche=fiche, section=Cijfer.Section.KERN, **fields)

    proposed = VOORSTELLEN[fiche.zorgdienst.kind]
    order = {one.key: number for number, one in enumerate(proposed)}
    stored = [one for one in _stored(fiche, "cijfers") if one.section == Cijfer.Section.KERN]
    keys = {one.key for one in stored}
    offers = [blank(key=one.key, name=one.name, unit=one.unit) for one in proposed if one.key not in keys]
    return MergingRows(
        CijferForm,
        stored,
        [*offers, blank()],
        blank,
        "cijfer",
        data,
        order=lambda row: (order.get(row.key, len(order)), not row.pk),
    )


def _tevredenheid(fiche: Fiche, data: Mapping[str, Any] | None) -> MergingRows[CijferForm]:
    def blank() -> Cijfer:
        return Cijfer(fiche=fiche, section=Cijfer.Section.TEVREDENHEID)

    stored = [one for one in _stored(fiche, "cijfers") if one.section == Cijfer.Section.TEVREDENHEID]
    return MergingRows(CijferForm, stored, [blank()], blank, "cijfer", data)


def _projecten(fiche: Fiche, data: Mapping[str, Any] | None) -> MergingRows[ProjectForm]:
    def blank() -> Project:
        return Project(fiche=fiche)

    return MergingRows(ProjectForm, _stored(fiche, "projecten"), [blank()], blank, "project", data)


def _uitdagingen(fiche: Fiche, data: Mapping[str, Any] | None) -> MergingRows[UitdagingForm]:
    def blank(theme: str = "") -> Uitdaging:
        return Uitdaging(fiche=fiche, theme=theme)

    themes = list(Uitdaging.Theme)
    stored = _stored(fiche, "uitdagingen")
    used = {one.theme for one in stored}
    offers = [blank(theme) for theme in themes if theme not in used] or [blank()]
    return MergingRows(
        UitdagingForm,
        stored,
        offers,
        blank,
        "uitdaging",
        data,
        order=lambda row: themes.index(row.theme) if row.theme else len(themes),
    )


def _tendensen(fiche: Fiche, data: Mapping[str, Any] | None) -> MergingRows[TendensForm]:
    def blank() -> Tendens:
        return Tendens(fiche=fiche)

    return MergingRows(TendensForm, _stored(fiche, "tendensen"), [blank()], blank, "tendens", data)


TEXTS: dict[str, type[MergingForm[Fiche]]] = {"verhaal": VerhaalForm, "tevredenheid": TevredenheidForm}
ROWS: dict[str, Callable[[Fiche, Mapping[str, Any] | None], MergingRows[Any]]] = {
    "cijfers": _cijfers,
    "projecten": _projecten,
    "tevredenheid": _tevredenheid,
    "uitdagingen": _uitdagingen,
    "tendensen": _tendensen,
}
