"""The settings of the tests: the real ones, with a throw-away key, a folder of their own and no debris."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_folder = tempfile.mkdtemp(prefix="expeditie-test-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ.update(
    ENV_FILE=os.devnull,  # a file .env has no say
    SECRET_KEY="only-for-tests",
    LINK_KEY="only-for-tests",
    DATA_DIR=_folder,
    DATABASE_URL=os.environ.get("TEST_DATABASE_URL") or f"sqlite:///{_folder}/expeditie.sqlite3",
    EMAIL_URL="memorymail://",
    SITE_URL="http://localhost:8000",
    STATIC_ROOT=f"{_folder}/static",
)
Path(_folder, "static").mkdir()

from expeditie.settings import *  # noqa: E402, F403 (the environment has to be set first)
from expeditie.settings import DATABASES, STATIC_URL  # noqa: E402

if "TEST_DATABASE_URL" not in os.environ:
    # A file, not memory: the live server's threads then each have a connection of their own. Nothing has to survive.
    DATABASES["default"]["TEST"] = {"NAME": f"{_folder}/test.sqlite3"}
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;",
    }
MAP_TILES_URL = f"{STATIC_URL}leaflet/images/layers.png?{{z}}-{{x}}-{{y}}"  # the policy still names the real origin
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_USE_FINDERS = False  # reading all static files for each test client takes longer than many a test
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
