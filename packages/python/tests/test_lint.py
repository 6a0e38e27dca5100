"""What the module promises. `pytest`, with the wheel installed: .ci/try-python."""

import json
import re
import sys
import threading
from pathlib import Path

import cimd_lint
import pytest

URL = "https://app.example.net/client.json"
GOOD = {
    "client_id": URL,
    "client_name": "Example",
    "redirect_uris": ["https://app.example.net/callback"],
    "grant_types": ["authorization_code", "refresh_token"],
    "response_types": ["code"],
    "token_endpoint_auth_method": "none",
}
BAD = {**GOOD, "redirect_uris": ["http://app.example.net/callback"]}


def test_a_good_document_is_valid():
    report = cimd_lint.lint(json.dumps(GOOD), url=URL)
    assert (report.valid, report.findings, report.findings_omitted) == (True, [], 0)
    assert (report.profile, report.url, report.client_id) == ("auth0", URL, URL)
    assert repr(report) == "<Report valid=True, 0 findings>"


@pytest.mark.parametrize("kind", [str, str.encode, lambda text: bytearray(text.encode())])
def test_a_finding_has_its_place(kind):
    (finding,) = cimd_lint.lint(kind(json.dumps(BAD, indent=2))).findings
    assert (finding.rule, finding.level, finding.pointer) == ("redirect-uri-http", "violation", "/redirect_uris/0")
    assert (finding.line, finding.column, finding.end_line, finding.end_column) == (5, 5, 5, 38)
    assert str(finding).startswith("5:5: violation[redirect-uri-http] redirect_uris[0] is `http://")
    assert finding.help and not finding.advice and finding.documentation.startswith("https://")


def test_the_json_is_that_of_the_program():
    report = json.loads(cimd_lint.lint(json.dumps(BAD)).to_json())
    assert report["schema_version"] == 1
    assert report["tool"] == {"name": "cimd", "version": cimd_lint.__version__}
    assert [finding["rule"] for finding in report["documents"][0]["findings"]] == ["redirect-uri-http"]


def test_url_and_profile_are_heard():
    moved = cimd_lint.lint(json.dumps(GOOD), "https://app.example.net/moved.json")
    assert [finding.rule for finding in moved.findings] == ["client-id-mismatch"]
    assert cimd_lint.lint(json.dumps(GOOD), profile="ietf").profile.startswith("ietf@")
    assert cimd_lint.lint("{}", profile=cimd_lint.Profile.named("mcp")).profile.startswith("mcp@")


def test_a_profile_of_ones_own(tmp_path: Path):
    file = tmp_path / "acme.toml"
    file.write_text('extends = "auth0"\n[rules]\nredirect-uri-http = "off"\n')
    profile = cimd_lint.Profile.from_toml("acme", file.read_text())
    report = cimd_lint.lint(json.dumps(BAD), profile=profile)
    assert (report.profile, report.valid, report.findings) == ("acme", True, [])


def test_what_does_not_exist_is_an_error_with_advice():
    with pytest.raises(ValueError, match="auth0"):
        cimd_lint.lint("{}", profile="auth1")
    with pytest.raises(ValueError, match="redirect-uri-http"):
        cimd_lint.explain("redirect-uri-htp")
    with pytest.raises(ValueError, match="redirect-uri-http"):
        cimd_lint.Profile.from_toml("acme", '[rules]\nredirect-uri-htp = "off"')
    with pytest.raises(TypeError, match="json.dumps"):
        cimd_lint.lint({})
    with pytest.raises(TypeError, match="profile"):
        cimd_lint.lint("{}", profile=1)


def test_what_is_not_json_is_a_finding():
    for document in ["", "{", b'{"client_name": "\xff"}']:
        assert cimd_lint.lint(document).valid is False


def test_rules_are_explained():
    assert "redirect-uri-http" in cimd_lint.rules()
    assert all(len(cimd_lint.explain(rule)) > 100 for rule in cimd_lint.rules())
    assert "auth0" in cimd_lint.profiles()


def test_threads_lint_at_the_same_time():
    reports = []
    threads = [
        threading.Thread(target=lambda: reports.append(cimd_lint.lint(json.dumps(BAD)).valid)) for _ in range(8)
    ]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert reports == [False] * 8


def test_the_example_of_the_page():
    readme = Path(__file__).resolve().parents[1].joinpath("README.md").read_text()
    first, second = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    exec(first, {})
    # Its parameters are the files of a project, of which there are none here.
    exec(second, {})


@pytest.mark.skipif(sys.version_info < (3, 10), reason="inspect reads the signature of newer versions")
def test_the_stubs_name_what_is_there():
    stubs = Path(cimd_lint.__file__).with_name("__init__.pyi").read_text()
    for name in cimd_lint.__all__:
        assert re.search(rf"^(def {name}\(|class {name}:|{name}: )", stubs, re.MULTILINE), name
    for kind in (cimd_lint.Profile, cimd_lint.Finding, cimd_lint.Report):
        body = re.search(rf"^class {kind.__name__}:\n((?:    .*\n|\n)+)", stubs, re.MULTILINE)[1]
        told = set(re.findall(r"^    def (\w+)\(", body, re.MULTILINE))
        assert told == {name for name in vars(kind) if not name.startswith("_")}
