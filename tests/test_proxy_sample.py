"""The proxy's configuration in docs/operations.md works as it stands, on other ports and paths."""

import datetime as dt
import http.client
import os
import re
import shutil
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from server.config import ROOT, Settings
from server.supervisor import web_command
from tests.faults.harness.serving import served
from tests.ports import free_port, wait_for
from tests.waiting import PATIENCE
from tests.worlds.databases import Database

NAME = "binhxet.example"
NO_NGINX = "Thiếu nginx: apt-get install nginx-light / nginx is missing"
AROUND = """
{user}
daemon off; pid {folder}/pid; error_log {folder}/error.log; worker_processes 1;
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  {site}
}}
"""


@pytest.fixture(scope="module")
def nginx() -> str:
    """Answer nginx; without one the test is skipped by name, and in CI it fails."""
    found = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin")
    if found is None and os.environ.get("CI") == "true":
        pytest.fail(NO_NGINX)
    if found is None:
        pytest.skip(NO_NGINX)
    return found


def sample() -> str:
    text = (ROOT / "docs" / "operations.md").read_text()
    found = re.search(r"```nginx\n(.*?)```", text, re.DOTALL)
    assert found is not None
    return found[1]


def written(folder: Path, *, outside: int, inside: int) -> Path:
    """Write the sample with the ports and paths of this test, its certificate beside it."""
    certify(folder)
    site = sample()
    for told, ours in {
        "127.0.0.1:8024": f"127.0.0.1:{inside}",
        "listen 443 ssl": f"listen 127.0.0.1:{outside} ssl",
        "/etc/ssl/binhxet": f"{folder}/binhxet",
    }.items():
        assert told in site
        site = site.replace(told, ours)
    user = "" if os.geteuid() else "user root;"  # its account could not enter the folder
    path = folder / "nginx.conf"
    path.write_text(AROUND.format(folder=folder, site=site, user=user))
    return path


def certify(folder: Path) -> None:
    """Make a certificate that only this test believes."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    began = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), 1, began, began.replace(year=2124))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "binhxet.crt").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "binhxet.key").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


@contextmanager
def proxied(nginx: str, folder: Path, inside: int) -> Iterator[int]:
    """Run the proxy in front of a port; answer its own."""
    outside = free_port()
    configuration = written(folder, outside=outside, inside=inside)
    command: list[str | Path] = [
        nginx,
        "-p",
        folder,
        "-c",
        configuration,
        "-e",
        folder / "error.log",
    ]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            wait_for(outside)
            yield outside
        finally:
            process.terminate()


def ask(port: int, folder: Path, method: str, path: str, body: bytes = b"") -> tuple[int, str]:
    """Ask over TLS as a client that claims to be somebody else."""
    trust = ssl.create_default_context(cafile=str(folder / "binhxet.crt"))
    trust.check_hostname = False
    connection = http.client.HTTPSConnection("127.0.0.1", port, timeout=PATIENCE, context=trust)
    headers = {"Host": NAME, "X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "http"}
    with closing(connection):
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode(errors="replace")
    return answer.status, f"{answer.headers}{text}"


def one_proxy(settings: Settings) -> list[str]:
    """Start the web server as it ships, told that one proxy stands in front."""
    return [
        *("/usr/bin/env", "BINHXET_PROXIES=1", "BINHXET_INSECURE_COOKIES=0"),
        *("BINHXET_DEMONSTRATION=0", *web_command(replace(settings, proxies=1))),
    ]


def test_the_sample_serves_pages_over_tls(
    nginx: str, fresh_database: Database, tmp_path: Path
) -> None:
    with (
        served(fresh_database, command=one_proxy) as browser,
        proxied(nginx, tmp_path, browser.ports[0]) as port,
    ):
        status, said = ask(port, tmp_path, "GET", "/sign-in")
        assert status == 200
        assert "; Secure" in said, "the application knows that its pages go over TLS"
        status, said = ask(port, tmp_path, "GET", "/tasks?a=1")
        assert status in {302, 303}
        assert "Location: /sign-in" in said
        status, said = ask(port, tmp_path, "POST", "/sign-in", b"a" * 25_000_000)
        assert status in {400, 413}, said
        assert "nginx" not in said.partition("\n\n")[2]
