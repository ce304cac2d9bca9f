"""The dialogue with residents: a trajectory, its meetings, its residents, and its papers."""

from django.urls import URLPattern, path

from programmes.views.werkvormen import dialoog, dialoog_bijeenkomst, dialoog_inwoner, dialoog_papers

IN_PROGRAMME = "<slug:bestuur>/<slug:programme>"
TRAJECT = f"{IN_PROGRAMME}/dialoog/<int:pk>"
MEETING = f"{TRAJECT}/bijeenkomsten/<int:bijeenkomst>"
RESIDENT = f"{TRAJECT}/inwoners/<int:inwoner>"
LINE = f"{TRAJECT}/oogst/<int:regel>"

urlpatterns: list[URLPattern] = [
    path(f"{IN_PROGRAMME}/bezoeken/<int:pk>/dialoog/", dialoog.dialoog_visit, name="dialoog-visit"),
    path(f"{IN_PROGRAMME}/dialoog/", dialoog.dialoog_list, name="dialoog-list"),
    path(f"{IN_PROGRAMME}/dialoog/nieuw/", dialoog.dialoog_new, name="dialoog-new"),
    path(f"{TRAJECT}/", dialoog.dialoog, name="dialoog"),
    path(f"{TRAJECT}/thema/", dialoog.dialoog_thema, name="dialoog-thema"),
    path(f"{TRAJECT}/verwijderen/", dialoog.dialoog_delete, name="dialoog-delete"),
    path(f"{TRAJECT}/voorbereiding/", dialoog_papers.voorbereiding, name="dialoog-voorbereiding"),
    path(f"{TRAJECT}/voorbereiding.pdf", dialoog_papers.voorbereiding_pdf, name="dialoog-voorbereiding-pdf"),
    # its meetings and what is said there
    path(f"{TRAJECT}/bijeenkomsten/nieuw/", dialoog_bijeenkomst.bijeenkomst_new, name="dialoog-bijeenkomst-new"),
    path(f"{MEETING}/", dialoog_bijeenkomst.bijeenkomst, name="dialoog-bijeenkomst"),
    path(f"{MEETING}/wijzigen/", dialoog_bijeenkomst.bijeenkomst_edit, name="dialoog-bijeenkomst-edit"),
    path(f"{MEETING}/verwijderen/", dialoog_bijeenkomst.bijeenkomst_delete, name="dialoog-bijeenkomst-delete"),
    path(f"{MEETING}/oogst/", dialoog_bijeenkomst.oogst, name="dialoog-oogst"),
    path(f"{MEETING}/draaiboek.pdf", dialoog_papers.draaiboek, name="dialoog-draaiboek"),
    path(f"{MEETING}/namen.pdf", dialoog_papers.namen, name="dialoog-namen"),
    path(f"{LINE}/", dialoog_bijeenkomst.regel, name="dialoog-regel"),
    path(f"{LINE}/verwijderen/", dialoog_bijeenkomst.regel_delete, name="dialoog-regel-delete"),
    # the residents: for coordinators only
    path(f"{TRAJECT}/inwoners/", dialoog_inwoner.inwoners, name="dialoog-inwoners"),
    path(f"{TRAJECT}/inwoners/nieuw/", dialoog_inwoner.inwoner_new, name="dialoog-inwoner-new"),
    path(f"{TRAJECT}/bellijst.pdf", dialoog_papers.bellijst, name="dialoog-bellijst"),
    path(f"{RESIDENT}/", dialoog_inwoner.inwoner_edit, name="dialoog-inwoner"),
    path(f"{RESIDENT}/terugtrekken/", dialoog_inwoner.inwoner_withdraw, name="dialoog-inwoner-withdraw"),
]
