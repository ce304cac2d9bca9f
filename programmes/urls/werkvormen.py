"""The formats and their tools."""

from django.urls import URLPattern

IN_VISIT = "<slug:bestuur>/<slug:programme>/bezoeken/<int:pk>"

urlpatterns: list[URLPattern] = []
