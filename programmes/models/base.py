from collections.abc import Iterable
from typing import Any, ClassVar, Protocol, Self, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db import models

from programmes.models.user import User

MOST_WORDS = 10
M_co = TypeVar("M_co", bound=models.Model, covariant=True)


class TenantQuerySet(models.QuerySet[M_co]):
    """Rows that belong to one authority; `bestuur_path` is the way from the row to it."""

    bestuur_path: ClassVar[str] = "bestuur"

    def _for_member(self, user: User | AnonymousUser, **membership: Any) -> Self:
        if not user.is_authenticated:
            return self.none()
        prefix = f"{self.bestuur_path}__lidmaatschappen" if self.bestuur_path else "lidmaatschappen"
        membership["user"] = user
        return self.filter(**{f"{prefix}__{key}": value for key, value in membership.items()})

    def visible_to(self, user: User | AnonymousUser) -> Self:
        return self._for_member(user)

    def editable_by(self, user: User | AnonymousUser) -> Self:
        return self._for_member(user, role="coordinator")

    def communicated_by(self, user: User | AnonymousUser) -> Self:
        """Pictures, texts and the press: the communication service does these too."""
        return self._for_member(user, role__in=["coordinator", "communicatie"])


def words_of(text: str) -> list[str]:
    """What somebody looks for; more words than this make a query that the database refuses."""
    return text.split()[:MOST_WORDS]


class TypedByHand(Protocol):
    typed_fields: Any


def mark_typed(row: TypedByHand, names: Iterable[str]) -> None:
    """Remember (unsaved) that these fields were typed by hand, so that an import leaves them alone."""
    row.typed_fields = sorted({*row.typed_fields, *names})
