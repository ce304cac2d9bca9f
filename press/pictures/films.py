"""Films: the pictures and the sound as they are, in a new container that tells nothing else."""

from pathlib import Path
from typing import IO, Any

import av
from PIL import Image

from press.pictures.inspecting import DAMAGED, RefusedError, container_of, pictures_of

POSTER_AT = 1  # second of the film that stands for it
ONLY_IN_WEBM = {"vp8", "vorbis"}  # an MP4 cannot hold them


def poster_and_film(file: IO[bytes], name: str, folder: Path) -> tuple[Image.Image, Path]:
    """A frame, upright; and the film in `folder`, as MP4 or WebM without a word of the camera. Raises RefusedError.

    A track with data (where the camera was, each second) is left out; so are names, makes and places.
    """
    try:
        head = file.read(32)
        container = container_of(head)
        file.seek(0)
        poster = _poster(file, container)
        file.seek(0)
        film = _written_without_words(file, container, folder)
    except (av.FFmpegError, *DAMAGED) as error:
        raise RefusedError(
            f"'{name}' kan niet verwerkt worden. Bewaar de film als MP4 en stuur hem opnieuw."
        ) from error
    return poster, film


def _poster(file: IO[bytes], container: str) -> Image.Image:
    with av.open(file, "r", format=container) as film:
        frame = None
        for frame in film.decode(pictures_of(film)[0]):
            if frame.time is None or frame.time >= POSTER_AT:
                break
        if frame is None:
            raise ValueError("a film without a picture")
        image: Image.Image = frame.to_image()  # type: ignore[no-untyped-call]
        return image.rotate(frame.rotation, expand=True) if frame.rotation else image


def _written_without_words(file: IO[bytes], container: str, folder: Path) -> Path:
    with av.open(file, "r", format=container) as film:
        tracks = [*pictures_of(film)[:1], *film.streams.audio[:1]]
        form = "webm" if ONLY_IN_WEBM & {track.codec_context.name for track in tracks} else "mp4"
        target = folder / f"film.{form}"
        options = {"movflags": "faststart"} if form == "mp4" else {}
        with av.open(str(target), "w", format=form, options=options) as fresh:
            kept: dict[Any, Any] = {track: fresh.add_stream_from_template(track) for track in tracks}
            for track in kept.values():
                track.metadata.clear()
            for packet in film.demux(*kept):
                if packet.dts is not None:
                    packet.stream = kept[packet.stream]
                    fresh.mux(packet)
    return target
