"""A file on disk that a storage may move instead of copying it."""

from pathlib import Path

from django.core.files import File


class Arrived(File):  # type: ignore[type-arg] # the stubs take a parameter that Django does not
    def __init__(self, path: Path) -> None:
        super().__init__(path.open("rb"), name=path.name)
        self.path = path

    def temporary_file_path(self) -> str:
        """FileSystemStorage moves what has one."""
        return str(self.path)
