"""The formats: their library, the timetable of a visit, and the tools (a module each)."""

from django.urls import URLPattern, path

from programmes.urls import carrousel, dialoog, podium, rondrit, speeddate, visie
from programmes.views.werkvormen import onderdeel, papers, werkvorm

IN_PROGRAMME = "<slug:bestuur>/<slug:programme>"
IN_VISIT = "<slug:bestuur>/<slug:programme>/bezoeken/<int:pk>"
LINE = f"{IN_PROGRAMME}/onderdelen/<int:pk>"
OWN_VISIT = "gastheer/<str:token>/bezoeken/<int:pk>/uurschema"
OWN_LINE = "gastheer/<str:token>/uurschema/<int:pk>"  # not as LINE: that would take it for an authority

urlpatterns: list[URLPattern] = [
    path(f"{IN_PROGRAMME}/werkvormen/", werkvorm.werkvorm_list, name="werkvorm-list"),
    # a visit: its format and its timetable
    path(f"{IN_VISIT}/werkvorm/", werkvorm.werkvorm, name="werkvorm"),
    path(f"{IN_VISIT}/werkvorm/kiezen/", werkvorm.werkvorm_choose, name="werkvorm-choose"),
    path(f"{IN_VISIT}/werkvorm/voorbeeld/", werkvorm.werkvorm_fill, name="werkvorm-fill"),
    path(f"{IN_VISIT}/werkvorm/onderdeel/", onderdeel.werkvorm_add, name="werkvorm-add"),
    path(f"{IN_VISIT}/werkvorm/verloop.pdf", papers.werkvorm_agenda, name="werkvorm-agenda"),
    path(f"{IN_VISIT}/werkvorm/zakkaartjes.pdf", papers.werkvorm_cards, name="werkvorm-cards"),
    path(f"{LINE}/", onderdeel.onderdeel_edit, name="onderdeel-edit"),
    path(f"{LINE}/verplaatsen/", onderdeel.onderdeel_move, name="onderdeel-move"),
    path(f"{LINE}/verwijderen/", onderdeel.onderdeel_remove, name="onderdeel-remove"),
    # the same, behind the link of whoever receives; and the card of a visitor
    path(f"{OWN_VISIT}/", onderdeel.gastheer_uurschema, name="gastheer-uurschema"),
    path(f"{OWN_VISIT}/onderdeel/", onderdeel.gastheer_uurschema_add, name="gastheer-uurschema-add"),
    path(f"{OWN_VISIT}/zakkaartjes.pdf", papers.gastheer_uurschema_cards, name="gastheer-uurschema-cards"),
    path(f"{OWN_LINE}/", onderdeel.gastheer_onderdeel_edit, name="gastheer-onderdeel-edit"),
    path(f"{OWN_LINE}/verplaatsen/", onderdeel.gastheer_onderdeel_move, name="gastheer-onderdeel-move"),
    path(f"{OWN_LINE}/verwijderen/", onderdeel.gastheer_onderdeel_remove, name="gastheer-onderdeel-remove"),
    path("mijn/<str:token>/bezoeken/<int:pk>/zakkaartje.pdf", papers.mijn_kaartje, name="mijn-kaartje"),
    *carrousel.urlpatterns,
    *dialoog.urlpatterns,
    *podium.urlpatterns,
    *rondrit.urlpatterns,
    *speeddate.urlpatterns,
    *visie.urlpatterns,
]
