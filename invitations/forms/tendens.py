"""A tendency from a file: first the file or a pasted table, then which column or row of it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from invitations.fiches.figure_files import YEAR, Sheet, numbers_in, points_of, read_pasted, read_sheet
from invitations.fiches.tendensen import Point
from invitations.forms.fiche import PeildatumField
from programmes.imports.records import UploadError
from programmes.imports.words import fold
from programmes.inlezingen import binary

COLUMN, ROW = "kolom", "rij"


class TabelForm(forms.Form):
    file = forms.FileField(
        label="Bestand",
        required=False,
        help_text="CSV of Excel (.xlsx), zoals je het van een cijfersite haalt.",
        error_messages={"empty": "Dit bestand is leeg.", "invalid": "Kies het bestand opnieuw."},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv"}),
    )
    pasted = forms.CharField(
        label="Of plak de tabel hier",
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Met de namen van de kolommen op de eerste regel.",
    )
    sheet: Sheet

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        file, pasted = data.get("file"), data.get("pasted", "")
        if self.errors:
            return data
        if not file and not pasted:
            raise ValidationError("Kies een bestand, of plak een tabel.")
        try:
            self.sheet = read_sheet(binary(file), size=file.size) if file else read_pasted(pasted)
        except UploadError as error:
            self.add_error("file" if file else "pasted", str(error))
        return data


class ReeksForm(forms.Form):
    """Which series of the sheet; the sheet itself comes along as a hidden field."""

    sheet_json = forms.CharField(widget=forms.HiddenInput, strip=False)
    title = forms.CharField(label="Titel", max_length=150)
    label = forms.ChoiceField(label="Namen of jaren", help_text="Alleen nodig als je een kolom met getallen kiest.")
    series = forms.ChoiceField(
        label="Getallen", help_text="Een kolom, of een rij als de jaren bovenaan naast elkaar staan."
    )
    unit = forms.CharField(label="Eenheid", max_length=40, required=False)
    source = forms.CharField(label="Bron", max_length=200, required=False)
    measured_on = PeildatumField(label="Peildatum", required=False)
    answer = forms.CharField(label="Hoe we erop inspelen", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    points: list[Point]

    def __init__(self, data: Any = None, *, sheet: Sheet, home: str) -> None:
        """`home`: the authority, whose row is looked for."""
        super().__init__(data)
        self.sheet = sheet
        columns = [(str(number), name) for number, name in enumerate(sheet.header)]
        rows = [(f"{ROW}-{number}", f"{cells[0] or 'rij'} (rij {number})") for number, cells in sheet.rows]
        series = [("Kolommen", [(f"{COLUMN}-{key}", name) for key, name in columns])]
        if len(columns) > 2:
            series.append(("Rijen", rows))
        self.fields["label"] = forms.ChoiceField(
            label=self.fields["label"].label, help_text=self.fields["label"].help_text, choices=columns
        )
        self.fields["series"] = forms.ChoiceField(
            label=self.fields["series"].label, help_text=self.fields["series"].help_text, choices=series
        )
        self.order_fields(["sheet_json", "title", "label", "series", "unit", "measured_on", "source", "answer"])
        self.initial = {"sheet_json": sheet.to_json(), "title": sheet.title, "label": "0", "series": guess(sheet, home)}
        self.initial |= {"source": sheet.source, "measured_on": sheet.day}

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        label, series = data.get("label"), data.get("series")
        if label and series:
            try:
                self.points = _points(self.sheet, int(label), series)
            except ValueError as error:
                self.add_error("series", str(error))
        return data


def _points(sheet: Sheet, label: int, series: str) -> list[Point]:
    kind, _, number = series.partition("-")
    if kind == COLUMN:
        if int(number) == label:
            raise ValueError("Kies voor de getallen een andere kolom dan voor de namen.")
        return points_of([text for _, text in sheet.column(label)], sheet.column(int(number)))
    cells = next(cells for row, cells in sheet.rows if row == int(number))
    return points_of(sheet.header[1:], [(int(number), text) for text in cells[1:]])


def guess(sheet: Sheet, home: str) -> str:
    """The row of our own authority where years stand beside each other; else the last column that is all figures."""
    if len(sheet.header) > 2 and all(map(YEAR.fullmatch, sheet.header[1:])):
        own = [number for number, cells in sheet.rows if fold(cells[0]) == fold(home)]
        return f"{ROW}-{(own or [sheet.rows[0][0]])[0]}"
    for index in range(len(sheet.header) - 1, 0, -1):
        try:
            found = numbers_in(sheet.column(index))
        except ValueError:
            continue
        if any(number is not None for number in found):
            return f"{COLUMN}-{index}"
    return f"{COLUMN}-{len(sheet.header) - 1}"
