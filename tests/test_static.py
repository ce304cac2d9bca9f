from django.conf import settings
from django.contrib.staticfiles.finders import find, get_finders


def test_of_vendor_folders_only_the_named_files_are_collected():
    collected = {
        f"{storage.prefix}/{path}"
        for finder in get_finders()
        for path, storage in finder.list([])
        if getattr(storage, "prefix", None)
    }
    assert collected == {f"{folder}/{name}" for folder, names in settings.VENDOR_FILES.items() for name in names}


def test_named_vendor_files_are_there():
    missing = [
        f"{folder}/{name}"
        for folder, names in settings.VENDOR_FILES.items()
        for name in names
        if not find(f"{folder}/{name}")
    ]
    assert missing == []
