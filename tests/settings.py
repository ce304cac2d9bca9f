"""The settings of the tests: the real ones, with a throw-away key and no debris."""

import os
import tempfile

os.environ.setdefault("SECRET_KEY", "only-for-tests")
os.environ.setdefault("DATA_DIR", tempfile.mkdtemp(prefix="expeditie-test-"))
os.environ.setdefault("EMAIL_URL", "memorymail://")

from expeditie.settings import *  # noqa: F403 (the environment has to be set first)

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
