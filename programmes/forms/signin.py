"""allauth's forms in the words of the house: labels in Dutch, hints where they help, no placeholders."""

from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms

PASSWORD_HINT = "Minstens 12 tekens. Een zin die je kunt onthouden is beter dan iets ingewikkelds."  # noqa: S105
DIGITS_ONLY = {"inputmode": "numeric", "autocapitalize": "off", "spellcheck": "false"}


class PlainWords(forms.Form):
    words: ClassVar[dict[str, tuple[str, str]]] = {}  # {field: (label, hint)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, hint) in self.words.items():
            if name in self.fields:
                self.fields[name].label, self.fields[name].help_text = label, hint
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)
        if "code" in self.fields:
            self.fields["code"].widget.attrs |= DIGITS_ONLY


class LoginForm(PlainWords, account.LoginForm):  # type: ignore[misc] # allauth has no types
    words: ClassVar = {
        "login": ("E-mailadres", ""),
        "password": ("Wachtwoord", ""),
        "remember": ("Aangemeld blijven op dit toestel", ""),
    }


class ResetPasswordForm(PlainWords, account.ResetPasswordForm):  # type: ignore[misc]
    words: ClassVar = {"email": ("E-mailadres", "")}


class ResetPasswordKeyForm(PlainWords, account.ResetPasswordKeyForm):  # type: ignore[misc]
    words: ClassVar = {
        "password1": ("Nieuw wachtwoord", PASSWORD_HINT),
        "password2": ("Nog eens het nieuwe wachtwoord", ""),
    }


class SetPasswordForm(PlainWords, account.SetPasswordForm):  # type: ignore[misc]
    words: ClassVar = ResetPasswordKeyForm.words


class ChangePasswordForm(PlainWords, account.ChangePasswordForm):  # type: ignore[misc]
    words: ClassVar = {"oldpassword": ("Huidig wachtwoord", "")} | ResetPasswordKeyForm.words


class ReauthenticateForm(PlainWords, account.ReauthenticateForm):  # type: ignore[misc]
    words: ClassVar = {"password": ("Wachtwoord", "")}


class AuthenticateForm(PlainWords, mfa.AuthenticateForm):  # type: ignore[misc]
    words: ClassVar = {"code": ("Code", "")}


class MFAReauthenticateForm(PlainWords, mfa.ReauthenticateForm):  # type: ignore[misc]
    words: ClassVar = {"code": ("Code", "Uit je authenticatie-app, of een herstelcode.")}


class ActivateTOTPForm(PlainWords, totp.ActivateTOTPForm):  # type: ignore[misc]
    words: ClassVar = {"code": ("Code uit de app", "Zes cijfers.")}


class AddWebAuthnForm(PlainWords, webauthn.AddWebAuthnForm):  # type: ignore[misc]
    words: ClassVar = {
        "name": ("Naam", "Zo herken je later welke sleutel het is: laptop van het werk."),
        "passwordless": (
            "Ook aanmelden zonder wachtwoord",
            "Je toestel vraagt dan zelf je vingerafdruk, gezicht of pincode.",
        ),
    }


class EditWebAuthnForm(PlainWords, webauthn.EditWebAuthnForm):  # type: ignore[misc]
    words: ClassVar = {"name": ("Naam", "")}
