"""Settings fail loudly: what has no sensible default stops the start, by name."""

import os
import subprocess
import sys

import pytest

REQUIRED = {
    "SECRET_KEY": "x",
    "LINK_KEY": "x",
    "SITE_URL": "https://expeditie.example.be",
    "EMAIL_URL": "smtp://localhost",
}


def start(tmp_path, environment):
    command = [sys.executable, "-c", "import expeditie.settings"]
    environment = {"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, "DATA_DIR": str(tmp_path)} | environment
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_settings_start_with_the_required_ones_only(tmp_path):
    assert start(tmp_path, REQUIRED).returncode == 0


@pytest.mark.parametrize("name", REQUIRED)
def test_a_setting_without_sensible_default_is_asked_for_by_name(tmp_path, name):
    result = start(tmp_path, {key: value for key, value in REQUIRED.items() if key != name})
    assert result.returncode != 0
    assert f"Set the {name} environment variable" in result.stderr
