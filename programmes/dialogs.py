"""The server's half of static/js/dialogs.js: the browser itself goes where a redirect points."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

GetResponse = Callable[[HttpRequest], HttpResponse]


def dialog_redirects(get_response: GetResponse) -> GetResponse:
    """fetch() would follow a redirect and eat the messages meant for the page: tell the address instead."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if "X-Dialog" in request.headers and response.has_header("Location"):
            response.status_code = 204
            response.headers["X-Location"] = response.headers["Location"]
            del response.headers["Location"]
        return response

    return middleware
