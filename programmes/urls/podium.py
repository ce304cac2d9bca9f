"""The vrij podium of a visit, for staff and behind the link of whoever receives."""

from django.urls import URLPattern, path

from programmes.views.werkvormen import podium
from programmes.views.werkvormen.podium_desk import for_host, for_staff

IN_VISIT = "<slug:bestuur>/<slug:programme>/bezoeken/<int:pk>"
STAGE, STAGE_OF_HOST = f"{IN_VISIT}/podium", "gastheer/<str:token>/podium/<int:pk>"
TELLER, TELLER_OF_HOST = f"{STAGE}/<int:verteller>", f"{STAGE_OF_HOST}/<int:verteller>"

urlpatterns: list[URLPattern] = [
    path(f"{STAGE}/", for_staff(podium.page), name="podium"),
    path(f"{STAGE}/tijden/", for_staff(podium.settings, "GET", "POST"), name="podium-settings"),
    path(f"{STAGE}/verteller/", for_staff(podium.add, "GET", "POST"), name="podium-add"),
    path(f"{STAGE}/inkorten/", for_staff(podium.fit, "POST"), name="podium-fit"),
    path(f"{STAGE}/klok/", for_staff(podium.clock), name="podium-clock"),
    path(f"{STAGE}/podiumblad.pdf", for_staff(podium.blad), name="podium-blad"),
    path(f"{STAGE}/affiche.pdf", for_staff(podium.affiche), name="podium-affiche"),
    path(f"{TELLER}/", for_staff(podium.edit, "GET", "POST"), name="podium-edit"),
    path(f"{TELLER}/verplaatsen/", for_staff(podium.move, "POST"), name="podium-move"),
    path(f"{TELLER}/weghalen/", for_staff(podium.remove, "GET", "POST"), name="podium-remove"),
    # behind the link of whoever receives
    path(f"{STAGE_OF_HOST}/", for_host(podium.page), name="gastheer-podium"),
    path(f"{STAGE_OF_HOST}/tijden/", for_host(podium.settings, posts=True), name="gastheer-podium-settings"),
    path(f"{STAGE_OF_HOST}/verteller/", for_host(podium.add, posts=True), name="gastheer-podium-add"),
    path(f"{STAGE_OF_HOST}/inkorten/", for_host(podium.fit, posts=True), name="gastheer-podium-fit"),
    path(f"{STAGE_OF_HOST}/klok/", for_host(podium.clock), name="gastheer-podium-clock"),
    path(f"{STAGE_OF_HOST}/podiumblad.pdf", for_host(podium.blad), name="gastheer-podium-blad"),
    path(f"{STAGE_OF_HOST}/affiche.pdf", for_host(podium.affiche), name="gastheer-podium-affiche"),
    path(f"{TELLER_OF_HOST}/", for_host(podium.edit, posts=True), name="gastheer-podium-edit"),
    path(f"{TELLER_OF_HOST}/verplaatsen/", for_host(podium.move, posts=True), name="gastheer-podium-move"),
    path(f"{TELLER_OF_HOST}/weghalen/", for_host(podium.remove, posts=True), name="gastheer-podium-remove"),
]
