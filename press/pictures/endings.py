"""Whether a file arrived to its end, told without decoding it. What somebody put behind the end is of no matter."""

import mmap
from pathlib import Path

START_OF_SCAN, END_OF_IMAGE = 0xDA, b"\xff\xd9"
PNG_END = b"IEND\xaeB`\x82"


def is_whole(path: Path, form: str) -> bool:
    """`form` as Pillow calls a picture, or FFmpeg the container of a film. A WebP says it itself when it is opened."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if form in {"JPEG", "MPO"}:
            return _jpeg_ends(content)
        if form == "PNG":
            return content.find(PNG_END) > 0
        if form == "HEIF":
            return {b"meta", b"mdat"} <= _whole_boxes(content)
        return form != "mov" or {b"moov", b"mdat"} <= _whole_boxes(content)


def _jpeg_ends(content: mmap.mmap) -> bool:
    """ITU T.81, B.1: in the picture itself FF D9 is its end and nothing else; a thumbnail before it has one too."""
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        if content[at + 1] == START_OF_SCAN:
            return content.find(END_OF_IMAGE, at) > 0
        if content[at + 1] == 0xFF:  # filling
            at += 1
        else:
            at += 2 + int.from_bytes(content[at + 2 : at + 4])
    return False


def _whole_boxes(content: mmap.mmap) -> set[bytes]:
    """The names of the boxes that are there to their end (ISO/IEC 14496-12, 4.2)."""
    at, names = 0, set()
    while at + 8 <= len(content):
        length, name = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        if length == 1:
            length = int.from_bytes(content[at + 8 : at + 16])
        elif length == 0:  # to the end of the file
            length = len(content) - at
        if length < 8 or at + length > len(content):
            break
        names.add(name)
        at += length
    return names
