"""Starts `cimd serve-cases`, and makes a test of each of its cases."""

import json
import os
import ssl
import subprocess
import urllib.request

import pytest

# The revision of the draft that the server under test implements.
REVISION = os.environ.get("CIMD_REVISION", "ietf@02")


class Cases:
    """A running `cimd serve-cases`."""

    def __init__(self, folder):
        self.ca_file = folder / "ca.pem"
        manifest = folder / "cases.json"
        program = os.environ.get("CIMD", "cimd")
        command = [program, "serve-cases", "--listen", "127.0.0.1:0", "--ca-file", self.ca_file, "--manifest", manifest]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        # The files are there when the first line is printed.
        if not self.process.stdout.readline():
            raise RuntimeError(f"{program} serve-cases ended with {self.process.wait()}")
        self.manifest = json.loads(manifest.read_text())

    def request(self, url, method="GET"):
        """Asks the server of the cases itself, at its address and under the name in the URL."""
        context = ssl.create_default_context(cafile=self.ca_file)
        # The certificate is also for localhost.
        url = url.replace(self.manifest["host"], "localhost", 1)
        request = urllib.request.Request(url, method=method)
        with urllib.request.urlopen(request, context=context) as response:
            return response.read()

    def reset(self):
        self.request(self.manifest["reset"], "POST")

    def judgements(self, case):
        """What the server under test did wrong in a case since the reset."""
        observed = json.loads(self.request(self.manifest["observations"]))
        entries = (entry for entry in observed["cases"] if entry["case"] == case)
        return [judgement for entry in entries for judgement in entry["judgements"]]


_cases = None


def running(config):
    global _cases
    if _cases is None:
        folder = config._tmp_path_factory.mktemp("cases")
        _cases = Cases(folder)
    return _cases


def pytest_generate_tests(metafunc):
    if "case" in metafunc.fixturenames:
        cases = running(metafunc.config).manifest["cases"]
        metafunc.parametrize("case", cases, ids=[case["case"] for case in cases])


def pytest_unconfigure(config):
    if _cases is not None:
        _cases.process.terminate()


@pytest.fixture
def cases(request):
    cases = running(request.config)
    cases.reset()
    return cases
