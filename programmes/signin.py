"""How staff sign in: allauth, without signing up, and with every refusal in a Dutch sentence."""

from typing import ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.password_validation import MinimumLengthValidator, UserAttributeSimilarityValidator
from django.http import HttpRequest

WRONG_CODE = "Deze code klopt niet. Neem de code die de app nu toont, en kijk of de klok van je telefoon juist staat."


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth has no types
    """Nobody signs up by themselves: a coordinator adds colleagues."""

    error_messages: ClassVar = DefaultAccountAdapter.error_messages | {
        "account_inactive": "Dit account is uitgezet. Vraag een coördinator van je bestuur om het weer aan te zetten.",
        "email_password_mismatch": "Dit e-mailadres en dit wachtwoord horen niet bij elkaar. Kijk ze allebei na.",
        "enter_current_password": "Dit is niet je huidige wachtwoord.",
        "incorrect_password": "Dit is niet je wachtwoord.",
        "incorrect_code": WRONG_CODE,
        "too_many_login_attempts": "Te veel mislukte pogingen. Wacht enkele minuten en probeer dan opnieuw.",
        "rate_limited": "Te veel pogingen kort na elkaar. Wacht enkele minuten en probeer dan opnieuw.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 (allauth calls it so)
        return False


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    error_messages: ClassVar = DefaultMFAAdapter.error_messages | {"incorrect_code": WRONG_CODE}


class LongEnough(MinimumLengthValidator):
    def get_error_message(self) -> str:
        return f"Dit wachtwoord is te kort: neem er minstens {self.min_length} tekens voor."


class UnlikeThePerson(UserAttributeSimilarityValidator):
    def get_error_message(self) -> str:
        return "Dit wachtwoord lijkt te veel op je naam of je e-mailadres."
