"""Photos and films that come in, in parts (tus 1.0), or in one plain form."""

from uuid import UUID, uuid4

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from press.day.senders import Sender
from press.forms.delen import PicturesForm
from press.models import Upload
from press.pictures.receiving import RefusedError
from press.uploads.limits import TooMuchError
from press.uploads.parts import WrongOffsetError, append, finish, offset_of
from press.uploads.protocol import (
    Announced,
    ProtocolError,
    abilities,
    announced,
    answer,
    check_part,
    check_version,
)
from press.uploads.starting import NotYoursError, start, upload_of
from press.views.day_links import by_sender
from press.views.delen import back_to_sharing, sharing_page

GONE = "Dit bestand kennen we niet (meer). Kies het opnieuw."
MOVED = "Dit deel volgt niet op wat er al is."


@by_sender("POST", "OPTIONS")
def dag_upload(request: HttpRequest, sender: Sender, *, token: str) -> HttpResponse:
    if request.method == "OPTIONS":
        return abilities()
    if request.content_type == "multipart/form-data":
        return _plain(request, sender, token)
    try:
        check_version(request)
        return _announce(request, sender, announced(request))
    except ProtocolError as error:
        return answer(error.status, str(error), Tus_Version="1.0.0")
    except TooMuchError as error:
        return answer(413, str(error))
    except NotYoursError:
        return answer(409, "Dit bestand wordt al door iemand anders gestuurd.")


def _announce(request: HttpRequest, sender: Sender, said: Announced) -> HttpResponse:
    if said.size == 0:
        return answer(422, f"'{said.filename}' is leeg. Kies een andere foto of film.")
    upload, is_new = start(sender, said, now=timezone.now())
    location = f"{request.path}{upload.key}/"
    return answer(201 if is_new else 200, Location=location, Upload_Offset=offset_of(upload))


@by_sender("HEAD", "PATCH")
def dag_upload_part(request: HttpRequest, sender: Sender, *, token: str, key: UUID) -> HttpResponse:  # noqa: ARG001 (as every such view)
    upload = upload_of(sender, key)
    if upload is None:
        return answer(404, GONE)
    try:
        check_version(request)
        if request.method == "HEAD":
            return answer(200, Upload_Offset=offset_of(upload), Upload_Length=upload.size)
        return _append(request, upload)
    except ProtocolError as error:
        return answer(error.status, str(error), Tus_Version="1.0.0")
    except WrongOffsetError:
        return answer(409, MOVED, Upload_Offset=offset_of(upload))
    except RefusedError as error:
        return answer(422, str(error))


def _append(request: HttpRequest, upload: Upload) -> HttpResponse:
    """What is whole becomes a picture before the last part is confirmed; an empty part at the end asks for it again."""
    now = timezone.now()
    offset = append(upload, check_part(request, upload.size), request.read, now=now)
    if offset < upload.size:
        return answer(204, Upload_Offset=offset)
    done = finish(upload, now=now)
    return answer(204, Upload_Offset=offset, Upload_Received="bekend" if done.meta["known"] else "nieuw")


def _plain(request: HttpRequest, sender: Sender, token: str) -> HttpResponse:
    form = PicturesForm(request.POST, request.FILES, is_named=bool(sender.name))
    if not form.is_valid():
        return sharing_page(request, sender, token, pictures=form)
    said, kept, refused = form.cleaned_data, 0, []
    for file in said["beelden"]:
        try:
            _take(sender, file, form)
            kept += 1
        except (RefusedError, TooMuchError) as error:
            refused.append(str(error))
    told = f"{kept} {'bestand' if kept == 1 else 'bestanden'} ontvangen. Dank je wel." if kept else ""
    if not refused:
        return back_to_sharing(token, told, visit=said["visit"])
    for sentence in refused:
        form.add_error("beelden", sentence)
    return sharing_page(request, sender, token, pictures=form, told=told)


def _take(sender: Sender, file: "UploadedFile[bytes]", form: PicturesForm) -> Upload:
    now, said = timezone.now(), form.cleaned_data
    one = Announced(
        key=uuid4(),
        size=file.size or 0,
        filename=file.name or "bestand",
        visit=said["visit"],
        name=said["sender_name"],
        caption=said["caption"],
    )
    upload, _ = start(sender, one, now=now)
    append(upload, 0, file.read, now=now)
    return finish(upload, now=now)
