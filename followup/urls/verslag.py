from django.urls import URLPattern, path

from followup.views import secties, verslag, verslag_lezen, verslagversies

IN_PROGRAMME = "<slug:bestuur>/<slug:programme>"

urlpatterns: list[URLPattern] = [
    # for readers: behind a link, and for everybody
    path("nazorg/verslag/<str:token>/", verslag_lezen.verslag_lezen, name="verslag-lezen"),
    path("nazorg/verslag/<str:token>/verslag.pdf", verslag_lezen.verslag_lezen_pdf, name="verslag-lezen-pdf"),
    path(
        "nazorg/verslag/<str:token>/beeld/<int:pk>/<slug:size>/",
        verslag_lezen.verslag_lezen_beeld,
        name="verslag-lezen-beeld",
    ),
    path(f"{IN_PROGRAMME}/verslag/lezen/", verslag_lezen.verslag_publiek, name="verslag-publiek"),
    path(f"{IN_PROGRAMME}/verslag/lezen/verslag.pdf", verslag_lezen.verslag_publiek_pdf, name="verslag-publiek-pdf"),
    path(
        f"{IN_PROGRAMME}/verslag/lezen/beeld/<int:pk>/<slug:size>/",
        verslag_lezen.verslag_publiek_beeld,
        name="verslag-publiek-beeld",
    ),
    # for who writes it
    path(f"{IN_PROGRAMME}/verslag/", verslag.verslag, name="verslag"),
    path(f"{IN_PROGRAMME}/verslag/samenstellen/", verslag.verslag_compose, name="verslag-compose"),
    path(f"{IN_PROGRAMME}/verslag/voorkant/", verslag.verslag_edit, name="verslag-edit"),
    path(f"{IN_PROGRAMME}/verslag/voorbeeld/", verslag.verslag_voorbeeld, name="verslag-voorbeeld"),
    path(f"{IN_PROGRAMME}/verslag/secties/nieuw/", secties.sectie_new, name="sectie-new"),
    path(f"{IN_PROGRAMME}/verslag/secties/<int:pk>/", secties.sectie_edit, name="sectie-edit"),
    path(f"{IN_PROGRAMME}/verslag/secties/<int:pk>/verplaatsen/", secties.sectie_move, name="sectie-move"),
    path(f"{IN_PROGRAMME}/verslag/secties/<int:pk>/tonen/", secties.sectie_toggle, name="sectie-toggle"),
    path(f"{IN_PROGRAMME}/verslag/secties/<int:pk>/nieuwste-tekst/", secties.sectie_take, name="sectie-take"),
    path(f"{IN_PROGRAMME}/verslag/secties/<int:pk>/verwijderen/", secties.sectie_delete, name="sectie-delete"),
    path(f"{IN_PROGRAMME}/verslag/versies/nieuw/", verslagversies.verslag_versie_new, name="verslag-versie-new"),
    path(f"{IN_PROGRAMME}/verslag/versies/<int:number>/", verslagversies.verslag_versie, name="verslag-versie"),
    path(f"{IN_PROGRAMME}/verslag/versies/<int:number>/goed/", verslagversies.verslag_approve, name="verslag-approve"),
    path(
        f"{IN_PROGRAMME}/verslag/versies/<int:number>/publiceer/",
        verslagversies.verslag_publish,
        name="verslag-publish",
    ),
    path(f"{IN_PROGRAMME}/verslag/versies/<int:number>.pdf", verslagversies.verslag_pdf, name="verslag-pdf"),
    path(f"{IN_PROGRAMME}/verslag/versturen/", verslagversies.verslag_send, name="verslag-send"),
    path(f"{IN_PROGRAMME}/verslag/link/", verslagversies.verslag_link_renew, name="verslag-link-renew"),
]
