"""What all forms of staff share: a typed ModelForm, and calm fieldsets through crispy."""

from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias, TypeVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout, LayoutObject, Row
from django import forms
from django.db.models import Model, QuerySet

from programmes.races import TooLateError, all_or_too_late

if TYPE_CHECKING:
    DjangoModelForm = forms.ModelForm
else:

    class DjangoModelForm(forms.ModelForm):
        """Django's ModelForm takes a parameter for the type checker only."""

        def __class_getitem__(cls, _: Any) -> "type[DjangoModelForm]":
            return cls


M = TypeVar("M", bound=Model)
LONGEST_KEY = 18  # characters


class ModelForm(DjangoModelForm[M]):
    """A ModelForm skips a constraint that has a field the form does not show; `also_validated` names those fields."""

    also_validated: ClassVar[frozenset[str]] = frozenset()

    def _get_validation_exclusions(self) -> set[str]:
        excluded: set[str] = super()._get_validation_exclusions()  # type: ignore[misc] # the stubs leave it out
        return excluded - self.also_validated

    def is_stored(self) -> bool:
        """Valid, and saved. Who was beaten to it by a moment gets the error that the form gives a moment later."""
        if not self.is_valid():
            return False
        key, adding = self.instance.pk, self.instance._state.adding  # noqa: SLF001 (Django's documented API)
        try:
            with all_or_too_late():
                self.save()
        except TooLateError as error:
            self.instance.pk, self.instance._state.adding = key, adding  # noqa: SLF001
            self.full_clean()
            if self.is_valid():
                self.add_error(None, str(error))
            return False
        return True


class ManyChoiceField(forms.ModelMultipleChoiceField[Any]):
    """Django's asks the database for any number that is sent, also for one that no database can hold.

    All keys that people choose from are numbers; '+1', ' 1' and '1_0' are numbers to Python too.
    """

    def clean(self, value: Any) -> Any:
        too_long = [one for one in value or () if len(str(one)) > LONGEST_KEY]
        if too_long:
            raise forms.ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice", params={"value": too_long[0]}
            )
        return super().clean(value)


class DateInput(forms.DateInput):
    """The browser's own date picker, which wants ISO."""

    def __init__(self) -> None:
        super().__init__(attrs={"type": "date"}, format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    def __init__(self) -> None:
        super().__init__(attrs={"type": "time"}, format="%H:%M")


Part: TypeAlias = "str | tuple[str, ...] | LayoutObject"


def fields_only(*parts: "str | LayoutObject") -> FormHelper:
    """A crispy helper with these fields (else all of them) in the <form> that the template writes."""
    helper = FormHelper()
    helper.form_tag = False
    helper.disable_csrf = True
    if parts:
        helper.layout = Layout(*parts)
    return helper


def fieldsets(*sections: tuple[str, list[Part]]) -> FormHelper:
    """A crispy helper with a fieldset per (legend, fields); fields in a tuple stand beside each other.

    The template writes <form>, its token and its buttons.
    """
    parts = (
        (legend, [Row(*part) if isinstance(part, tuple) else part for part in fields]) for legend, fields in sections
    )
    return fields_only(*(Fieldset(legend, *fields) for legend, fields in parts))


def offer(form: forms.BaseForm, name: str, rows: QuerySet[Any, Any], *, empty: str = "") -> None:
    """Let a field choose from these rows only; `empty` is what its first, empty choice says."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 (tells the type checker)
    field.queryset = rows
    if empty:
        field.empty_label = empty
