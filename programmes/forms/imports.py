"""Forms for reading in a file: the file itself, whose rows are ours, which column is what."""

from typing import Any, cast

from django import forms
from django.conf import settings

from programmes.imports.areas import Area
from programmes.imports.fields import FIELDS, Field
from programmes.imports.records import UploadError
from programmes.imports.uploads import Upload, read_upload
from programmes.inlezingen import binary
from programmes.models import Bestuur, Inlezing, Segment

NOT_READ = "niet inlezen"
EXAMPLES_SHOWN = 3
FEW_AREAS = 8


class UploadForm(forms.Form):
    """Reads the file too: what is wrong with it stands with the field."""

    file = forms.FileField(
        label="Bestand",
        help_text="Een .xlsx- of .csv-bestand. Kies het, of sleep het hierheen.",
        error_messages={
            "required": "Kies eerst een bestand.",
            "missing": "Kies eerst een bestand.",
            "empty": "Dit bestand is leeg.",
            "invalid": "Kies eerst een bestand.",
        },
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )
    upload: Upload

    def __init__(self, *args: Any, kind: str, bestuur: Bestuur, area: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.bestuur, self.area = kind, bestuur, area

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            self.upload = read_upload(
                binary(file),
                size=file.size,
                kind=self.kind,
                name=self.bestuur.name,
                most=settings.IMPORT_MAX_BYTES,
                chosen=self.area,
            )
        except UploadError as error:
            raise forms.ValidationError(str(error)) from error
        return file


class AreaForm(forms.Form):
    area = forms.ChoiceField(
        label="Welk bestuur is het jouwe?", error_messages={"required": "Kies welk bestuur het jouwe is."}
    )

    def __init__(self, *args: Any, areas: list[Area], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.areas = {area.key: area for area in areas}
        field = cast("forms.ChoiceField", self.fields["area"])
        choices = [(area.key, area.label) for area in areas]
        if len(areas) <= FEW_AREAS:
            field.widget = forms.RadioSelect()
        else:
            choices.insert(0, ("", "Kies een bestuur"))
        field.choices = choices

    @property
    def chosen(self) -> Area:
        return self.areas[self.cleaned_data["area"]]


def _holds_data(inlezing: Inlezing) -> bool:
    """A header seldom has digits or addresses in it."""
    first_row = inlezing.rows[0][1:] if inlezing.rows else []
    return any("@" in cell or any(map(str.isdigit, cell)) for cell in first_row)


class MappingForm(forms.Form):
    """A choice per column of the file; two columns cannot be the same thing."""

    first_row_is_header = forms.BooleanField(
        label="De eerste rij is een kop, geen gegevens",
        help_text="We herkennen geen enkele kolomnaam.",
        required=False,
    )
    segment = forms.ChoiceField(
        label="Groep voor wie er geen heeft in het bestand",
        choices=Segment.choices,
        initial=Segment.GAST,
        help_text="Zo nodig je iemand uit: heel het college, heel de raad ...",
    )

    def __init__(self, *args: Any, inlezing: Inlezing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.inlezing = inlezing
        self.offered: tuple[Field, ...] = FIELDS[inlezing.kind]
        if inlezing.kind != Inlezing.Kind.MANDATARISSEN:
            del self.fields["segment"]
        if inlezing.reading.get("has_header", True):
            del self.fields["first_row_is_header"]
        by_column = {index: name for name, index in inlezing.mapping.items()}
        choices = [("", NOT_READ), *((field.name, field.label) for field in self.offered)]
        for index, name in enumerate(inlezing.header):
            self.fields[f"column_{index}"] = forms.ChoiceField(
                label=name, choices=choices, required=False, initial=by_column.get(index, "")
            )
        self.initial = {"first_row_is_header": not _holds_data(inlezing)}
        self.initial |= {name: value for name, value in inlezing.options.items() if name in self.fields}

    @property
    def others(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if not name.startswith("column_")]

    @property
    def columns(self) -> list[tuple[forms.BoundField, list[str]]]:
        """Each column with the first values in it."""
        columns = []
        for index in range(len(self.inlezing.header)):
            filled = [row[index + 1] for row in self.inlezing.rows if len(row) > index + 1 and row[index + 1]]
            columns.append((self[f"column_{index}"], filled[:EXAMPLES_SHOWN]))
        return columns

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        mapping: dict[str, int] = {}
        for index in range(len(self.inlezing.header)):
            chosen = data.get(f"column_{index}")
            if chosen in mapping:
                label = next(field.label for field in self.offered if field.name == chosen)
                other = self.inlezing.header[mapping[chosen]]
                self.add_error(f"column_{index}", f"'{other}' is ook al '{label}'. Kies er één van de twee.")
            elif chosen:
                mapping[chosen] = index
        if not self.errors and not self._has_name(mapping):
            raise forms.ValidationError(self._missing_name())
        data["mapping"] = mapping
        return data

    def _has_name(self, mapping: dict[str, int]) -> bool:
        return bool({"name", "name_reversed", "first_name"} & mapping.keys())

    def _missing_name(self) -> str:
        if self.inlezing.kind == Inlezing.Kind.MANDATARISSEN:
            return "Duid aan in welke kolom de voornaam staat (of de voornaam en de naam samen)."
        return "Duid aan in welke kolom de naam van de dienst staat."

    def save(self) -> Inlezing:
        names = ("segment", "first_row_is_header")
        self.inlezing.mapping = self.cleaned_data["mapping"]
        self.inlezing.options |= {name: self.cleaned_data[name] for name in names if name in self.fields}
        self.inlezing.save()
        return self.inlezing
