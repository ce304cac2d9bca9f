from django.urls import include, path

urlpatterns = [
    path("account/", include("allauth.urls")),
    path("", include("programmes.urls")),
]
