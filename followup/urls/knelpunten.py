from django.urls import URLPattern, path

from followup.views import knelpunten, tafel

IN_PROGRAMME = "<slug:bestuur>/<slug:programme>"
BOTTLENECKS = f"{IN_PROGRAMME}/knelpunten"
NEXT = f"{IN_PROGRAMME}/volgende-editie"

urlpatterns: list[URLPattern] = [
    path(f"{BOTTLENECKS}/", knelpunten.knelpunt_list, name="knelpunt-list"),
    path(f"{BOTTLENECKS}/knelpunten.xlsx", knelpunten.knelpunt_xlsx, name="knelpunt-xlsx"),
    path(f"{BOTTLENECKS}/uit-de-fiches/", knelpunten.knelpunt_start, name="knelpunt-start"),
    path(f"{BOTTLENECKS}/nieuw/", knelpunten.knelpunt_new, name="knelpunt-new"),
    path(f"{BOTTLENECKS}/<int:pk>/", knelpunten.knelpunt_edit, name="knelpunt-edit"),
    path(f"{BOTTLENECKS}/<int:pk>/verwijderen/", knelpunten.knelpunt_delete, name="knelpunt-delete"),
    path(f"{NEXT}/", tafel.tafel, name="tafel"),
    path(f"{NEXT}/meenemen/", tafel.tafel_carry, name="tafel-carry"),
    path(f"{NEXT}/begin/", tafel.tafel_editie, name="tafel-editie"),
    path("nazorg/<str:token>/knelpunt/", knelpunten.nazorg_knelpunt, name="nazorg-knelpunt"),
    path("gastheer/<str:token>/op-tafel/", tafel.gastheer_tafel, name="gastheer-tafel"),
]
