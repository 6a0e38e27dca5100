"""FastMCP's resolver against every case: `CIMDClientManager.get_client`, which its OAuth proxy calls."""

import asyncio

import pytest
from conftest import REVISION
from fastmcp.server.auth import ssrf
from fastmcp.server.auth.cimd import CIMDClientManager

# Judgements on the requests as such, whatever they are answered with.
OF_EVERY_REQUEST = {"host-differs", "http-version", "referer-sent"}


@pytest.fixture
def manager(cases, monkeypatch):
    # FastMCP has no switch for private networks: the names of the cases lead to their address, which is exempt from its
    # check. Everything else of its guard stays as it is.
    resolve, is_allowed = ssrf.resolve_hostname, ssrf.is_ip_allowed
    address = cases.manifest["address"].rsplit(":", 1)[0]

    async def resolve_hostname(hostname, port=443):
        return [address] if hostname in cases.manifest["hosts"] else await resolve(hostname, port)

    monkeypatch.setattr(ssrf, "resolve_hostname", resolve_hostname)
    monkeypatch.setattr(ssrf, "is_ip_allowed", lambda ip: ip == address or is_allowed(ip))
    monkeypatch.setenv("SSL_CERT_FILE", str(cases.ca_file))
    return CIMDClientManager()


def resolve(manager, url):
    """Whether FastMCP takes the client. Any other exception than its own is a fault."""
    if not manager.is_cimd_client_id(url):
        return "refuse"
    client = asyncio.run(manager.get_client(url))
    return "refuse" if client is None else "accept"


def test_verdict(manager, case):
    if case["voided_by_private_network_switch"]:
        pytest.skip("the address of the cases is exempt from the check")
    expected = case["expected"][REVISION]
    verdicts = [resolve(manager, case["url"]) for _ in expected]
    assert all(want in ("either", verdict) for want, verdict in zip(expected, verdicts)), (
        f"{case['title']}: {verdicts}, expected {expected}: {case['why']}"
    )


def judged(manager, cases, case):
    """What is wrong with the requests of two resolutions."""
    for _ in range(2):
        try:
            resolve(manager, case["url"])
        except Exception:
            # `test_verdict` is about it.
            pass
    judgements = [judgement for judgement in cases.judgements(case["case"]) if judgement["level"] != "advice"]
    return [judgement for judgement in judgements if not judgement["voided_by_private_network_switch"]]


def test_behaviour(manager, cases, case):
    judgements = judged(manager, cases, case)
    # What is the same in every case is the test of one.
    if case["case"] != "control":
        judgements = [judgement for judgement in judgements if judgement["judgement"] not in OF_EVERY_REQUEST]
    assert not judgements, "\n".join(f"{each['level']}: {each['message']}" for each in judgements)
