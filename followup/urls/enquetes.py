from django.urls import URLPattern, path

from followup.views import enquete_files, enquete_invullen, enquetes

IN_PROGRAMME = "<slug:bestuur>/<slug:programme>/enquete"

urlpatterns: list[URLPattern] = [
    path("nazorg/enquete/<str:token>/", enquete_invullen.enquete_invullen, name="enquete-invullen"),
    path("nazorg/<str:token>/enquete/", enquete_invullen.nazorg_enquete, name="nazorg-enquete"),
    path(
        "nazorg/<str:token>/enquete/affiche.pdf",
        enquete_invullen.nazorg_enquete_affiche,
        name="nazorg-enquete-affiche",
    ),
    path(f"{IN_PROGRAMME}/", enquetes.enquete_list, name="enquete-list"),
    path(f"{IN_PROGRAMME}/klaarzetten/", enquetes.enquete_start, name="enquete-start"),
    path(f"{IN_PROGRAMME}/link/", enquetes.enquete_link, name="enquete-link"),
    path(f"{IN_PROGRAMME}/affiche.pdf", enquete_files.enquete_poster, name="enquete-poster"),
    path(f"{IN_PROGRAMME}/<int:pk>/", enquetes.enquete_results, name="enquete-results"),
    path(f"{IN_PROGRAMME}/<int:pk>/vragen/", enquetes.enquete_edit, name="enquete-edit"),
    path(f"{IN_PROGRAMME}/<int:pk>/voorbeeld/", enquetes.enquete_preview, name="enquete-preview"),
    path(f"{IN_PROGRAMME}/<int:pk>/versturen/", enquetes.enquete_ask, name="enquete-ask"),
    path(f"{IN_PROGRAMME}/<int:pk>/resultaten.xlsx", enquete_files.enquete_xlsx, name="enquete-xlsx"),
    path(f"{IN_PROGRAMME}/<int:pk>/resultaten.csv", enquete_files.enquete_csv, name="enquete-csv"),
]
