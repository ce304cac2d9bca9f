"""The speed date of a visit."""

from django.urls import URLPattern, path

from programmes.views.werkvormen import speeddate, speeddate_prints
from programmes.views.werkvormen.speeddate import of_visit

IN_VISIT = "<slug:bestuur>/<slug:programme>/bezoeken/<int:pk>"

urlpatterns: list[URLPattern] = [
    path(f"{IN_VISIT}/speeddate/", of_visit(speeddate.page), name="speeddate"),
    path(f"{IN_VISIT}/speeddate/tafels/", of_visit(speeddate.settings, "GET", "POST"), name="speeddate-settings"),
    path(f"{IN_VISIT}/speeddate/indelen/", of_visit(speeddate.make, "POST"), name="speeddate-make"),
    path(f"{IN_VISIT}/speeddate/wijzigen/", of_visit(speeddate.change, "GET", "POST"), name="speeddate-change"),
    path(f"{IN_VISIT}/speeddate/gehouden/", of_visit(speeddate.held, "POST"), name="speeddate-held"),
    path(f"{IN_VISIT}/speeddate/klok/", of_visit(speeddate.clock), name="speeddate-clock"),
    path("gastheer/<str:token>/speeddate/<int:pk>/klok/", speeddate.gastheer_clock, name="gastheer-speeddate-klok"),
    path(f"{IN_VISIT}/speeddate/blad.pdf", of_visit(speeddate_prints.blad), name="speeddate-blad"),
    path(f"{IN_VISIT}/speeddate/kaartjes.pdf", of_visit(speeddate_prints.kaartjes), name="speeddate-kaartjes"),
    path(f"{IN_VISIT}/speeddate/tafelkaarten.pdf", of_visit(speeddate_prints.tafels), name="speeddate-tafelkaarten"),
]
