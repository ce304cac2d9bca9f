"""Two people in the same form at once: neither loses a word.

A form carries what each field was when it was opened. Only what this person changed is applied; where somebody else
changed the same field meanwhile, nothing is overwritten: that field becomes a `Clash`, with both values.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Generic, Self, TypeVar

from django import forms
from django.db.models import Model
from django.forms.boundfield import BoundField
from django.forms.models import model_to_dict
from django.forms.utils import ErrorDict

from programmes.forms.base import ModelForm
from programmes.forms.widgets import whole_number

M = TypeVar("M", bound=Model)
WAS = "was"  # the hidden field
MOST_ROWS = 60


@dataclass(frozen=True, slots=True)
class Clash:
    """Both changed this field: `mine` is in the form, `theirs` is stored; as they would be typed."""

    label: str
    mine: Any  # for the form
    theirs: str  # as it is typed
    shown: str  # as it is read: of a choice, its name
    target: str = ""  # id of the control


def digest_of(value: Any) -> str:
    """Short, and the same for a text with other line ends; what is empty is the same whatever its kind."""
    if value is None or value in ("", []):
        return ""
    text = json.dumps(value.replace("\r\n", "\n").strip() if isinstance(value, str) else value, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class MergingForm(ModelForm[M]):
    """Give it the row as it is stored now, under a lock; after is_valid(), save() and then look at `clashes`."""

    was = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clashes: dict[str, Clash] = {}
        self.typed: dict[str, Any] = {}  # as cleaned, before it was merged
        self.stored = self.stored_values()
        self.initial[WAS] = json.dumps({name: digest_of(self.stored.get(name)) for name in self.merged_names})

    def stored_values(self) -> dict[str, Any]:
        """{field: value as the form gives it}; a form with fields that the model lacks adds them."""
        return model_to_dict(self.instance, fields=self.merged_names)

    @property
    def merged_names(self) -> list[str]:
        return [name for name in self.fields if name != WAS]

    @property
    def was_digests(self) -> dict[str, str]:
        """What each field was when the form was opened; nothing when somebody tampered with it."""
        try:
            found = json.loads(self.data.get(self.add_prefix(WAS), ""))
        except (ValueError, RecursionError):
            return {}
        return {name: str(digest) for name, digest in found.items()} if isinstance(found, dict) else {}

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        self.typed, was = dict(data), self.was_digests
        if self.instance.pk:
            for name in self.merged_names:
                if name in data and name in self.stored:
                    self._merge(data, name, was.get(name, ""))
        return data

    def _merge(self, data: dict[str, Any], name: str, was: str) -> None:
        mine, theirs = digest_of(data[name]), digest_of(self.stored[name])
        if theirs in {mine, was}:
            return
        if mine != was:
            self.clashes[name] = self._clash(name, data[name])
        data[name] = self.fields[name].to_python(self.stored[name])

    def _clash(self, name: str, mine: Any) -> Clash:
        bound = self[name]
        theirs = bound.field.prepare_value(self.stored[name])
        choices: dict[Any, Any] = dict(getattr(bound.field, "choices", ()))
        typed = theirs if choices else bound.field.widget.format_value(theirs)
        typed = "" if typed is None else str(typed)
        return Clash(str(bound.label), mine, typed, str(choices.get(theirs, typed)), bound.id_for_label)

    @property
    def is_changed(self) -> bool:
        """This person changed something: it is not what it was when they opened it."""
        return _differs(self.typed, self.was_digests, self.merged_names)

    def show_again(self, old: Self) -> None:
        """After saving: this form shows what is stored, but in each field of a clash what was typed."""
        for name, clash in old.clashes.items():
            self.initial[name] = clash.mine
            self.clashes[name] = replace(clash, target=self[name].id_for_label)

    def with_clashes(self) -> Iterator[tuple[BoundField, Clash | None]]:
        """For a template: each visible field, and what somebody else made of it."""
        return ((bound, self.clashes.get(bound.name)) for bound in self.visible_fields() if bound.name != "remove")


def _differs(values: Mapping[str, Any], was: Mapping[str, str], names: list[str]) -> bool:
    return any(digest_of(values.get(name)) != was.get(name, "") for name in names)


class MergingRow(MergingForm[M]):
    """A form for one row of many; `row` says which, `remove` that it goes."""

    offered: ClassVar[frozenset[str]] = frozenset()  # fields that an empty row has filled in already
    row = forms.CharField(required=False, widget=forms.HiddenInput)
    remove = forms.BooleanField(required=False, label="Weghalen")
    is_gone = False  # somebody else removed it meanwhile

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, use_required_attribute=False, **kwargs)
        self.initial["row"] = self.instance.pk or ""
        self.stored_name = str(self.instance)
        self.needed = [name for name, one in self.fields.items() if one.required]
        for name in self.needed:  # not shown as such on an empty row: whoever adds nothing leaves it
            self.fields[name].required = bool(self.instance.pk)

    @property
    def merged_names(self) -> list[str]:
        return [name for name in super().merged_names if name not in {"row", "remove"}]

    @property
    def is_removed(self) -> bool:
        return self.is_bound and bool(self["remove"].data)

    @property
    def is_blank(self) -> bool:
        """A row on offer in which nothing was typed."""
        names = [name for name in self.merged_names if name not in self.offered]
        return not any(str(self[name].data or "").strip() for name in names)

    def full_clean(self) -> None:
        """Whoever removes a row need not mend it first."""
        super().full_clean()
        if self.is_removed or (self.is_bound and not self.instance.pk and self.is_blank):
            self._errors, self.clashes = ErrorDict(), {}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for name in self.needed:
            if name in data and not data[name]:
                self.add_error(name, self.fields[name].error_messages["required"])
        return data

    @property
    def was_changed_by_other(self) -> bool:
        return _differs(self.stored, self.was_digests, self.merged_names)

    def equals(self, row: Model) -> bool:
        theirs = type(self)(instance=row).stored
        return all(digest_of(theirs.get(name)) == digest_of(self.typed.get(name)) for name in self.merged_names)


R = TypeVar("R", bound=MergingRow[Any])


@dataclass
class MergingRows(Generic[R]):
    """All rows of one kind under one parent: those `stored` now, and new ones on offer.

    A row on offer that has a `key` is the same as a stored one with that key: somebody else filled it in meanwhile.
    """

    form: type[R]
    stored: list[Any]
    offers: list[Any]
    blank: Callable[[], Any]  # a new row, not stored yet
    prefix: str
    data: Mapping[str, Any] | None = None
    order: Callable[[Any], Any] = bool  # of the rows when they are opened: all the same unless told
    notes: list[str] = field(default_factory=list)
    forms: list[R] = field(init=False)

    def __post_init__(self) -> None:
        if self.data is None:
            rows = sorted([*self.stored, *self.offers], key=self.order)
            self.forms = [self.form(instance=row, prefix=f"{self.prefix}-{n}") for n, row in enumerate(rows)]
        else:
            self.forms = [self._typed(f"{self.prefix}-{number}") for number in self._numbers(self.data)]

    @property
    def extra(self) -> R:
        """An empty row, to add with JavaScript."""
        return self.form(instance=self.blank(), prefix=f"{self.prefix}-__n__")

    def _numbers(self, data: Mapping[str, Any]) -> list[int]:
        pattern = re.compile(rf"{re.escape(self.prefix)}-(\d{{1,3}})-row")
        return sorted({int(match[1]) for name in data if (match := pattern.fullmatch(name))})

    def _typed(self, prefix: str) -> R:
        assert self.data is not None  # noqa: S101 (tells the type checker)
        pk, key = whole_number(self.data.get(f"{prefix}-row", "")), self.data.get(f"{prefix}-key", "")
        row = next((one for one in self.stored if one.pk == pk), None)
        offered = next((one for one in (*self.stored, *self.offers) if key and getattr(one, "key", "") == key), None)
        form = self.form(self.data, instance=row or offered or self.blank(), prefix=prefix)
        form.is_gone = bool(pk) and not form.instance.pk
        return form

    def is_valid(self) -> bool:
        if sum(not form.is_blank and not form.is_removed for form in self.forms) > MOST_ROWS:
            self.notes.append(f"Dit zijn er te veel: hou hoogstens {MOST_ROWS} regels over.")
            return False
        return all(form.is_valid() for form in self.forms)

    def save(self) -> None:
        for form in self.forms:
            if form.is_removed:
                self._remove(form)
            elif form.instance.pk:
                if form.is_changed:
                    form.save()
            elif not form.is_blank and (form.is_changed or not form.is_gone):
                self._add(form)

    def _remove(self, form: R) -> None:
        if not form.instance.pk:
            return
        if form.was_changed_by_other:
            self.notes.append(f"'{form.stored_name}' staat er nog: iemand anders wijzigde dit intussen.")
        else:
            form.instance.delete()

    def _add(self, form: R) -> None:
        """A form that is sent twice adds nothing twice."""
        opened = {one.instance.pk for one in self.forms}
        if any(form.equals(row) for row in self.stored if row.pk not in opened):
            return
        form.instance.position = 1 + max((row.position for row in self.stored), default=-1)
        self.stored.append(form.save())
        if form.is_gone:
            self.notes.append(
                f"'{form.instance}' haalde iemand anders intussen weg. Jij wijzigde er iets aan: het blijft staan."
            )

    @property
    def clashes(self) -> list[Clash]:
        return [clash for form in self.forms for clash in form.clashes.values()]

    def again(self, stored: list[Any], offers: list[Any]) -> Self:
        """After saving: what is stored now, with what was typed in each field of a clash."""
        new = replace(self, stored=stored, offers=offers, data=None)
        shown = {form.instance.pk: form for form in new.forms}
        for old in self.forms:
            if old.clashes:
                shown[old.instance.pk].show_again(old)
        return new
