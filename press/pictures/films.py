"""Films: the pictures and the sound as they are, in a new container that tells nothing else."""

from pathlib import Path
from typing import IO, Any

import av
from PIL import Image

from press.pictures.inspecting import DAMAGED, RefusedError, container_of

POSTER_AT = 1  # second of the film that stands for it
KEPT = ("video", "audio")


def poster_and_film(file: IO[bytes], name: str, target: Path) -> Image.Image:
    """A frame, upright; and at `target` the film as MP4 without a word of the camera. Raises RefusedError.

    A track with data (where the camera was, each second) is left out; so are names, makes and places.
    """
    try:
        head = file.read(32)
        container = container_of(head)
        file.seek(0)
        poster = _poster(file, container)
        file.seek(0)
        _write_without_words(file, container, target)
    except (av.FFmpegError, *DAMAGED) as error:
        raise RefusedError(
            f"'{name}' kan niet verwerkt worden. Bewaar de film als MP4 en stuur hem opnieuw."
        ) from error
    return poster


def _poster(file: IO[bytes], container: str) -> Image.Image:
    with av.open(file, "r", format=container) as film:
        frame = None
        for frame in film.decode(video=0):
            if frame.time is None or frame.time >= POSTER_AT:
                break
        if frame is None:
            raise ValueError("a film without a picture")
        image: Image.Image = frame.to_image()  # type: ignore[no-untyped-call]
        return image.rotate(frame.rotation, expand=True) if frame.rotation else image


def _write_without_words(file: IO[bytes], container: str, target: Path) -> None:
    with (
        av.open(file, "r", format=container) as film,
        av.open(str(target), "w", format="mp4", options=_PLAIN) as fresh,
    ):
        tracks = {kind: next(iter(getattr(film.streams, kind)), None) for kind in KEPT}
        kept: dict[Any, Any] = {}
        for track in tracks.values():
            if track is not None:
                kept[track] = fresh.add_stream_from_template(track)
                kept[track].metadata.clear()
        for packet in film.demux(*kept):
            if packet.dts is not None:
                packet.stream = kept[packet.stream]
                fresh.mux(packet)


_PLAIN = {"movflags": "faststart", "map_metadata": "-1"}
