"""Starts the stores under test and stops them: our server, or moto's."""

import contextlib
import os
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ACCESS_KEY = "test"
SECRET_KEY = "test"
REGION = "us-east-1"


@dataclass(frozen=True)
class Server:
    """A running store: what kind it is and where it listens."""

    kind: str
    endpoint: str
    process: subprocess.Popen | None = None
    log: Path | None = None

    @property
    def address(self):
        return self.endpoint.removeprefix("http://").rstrip("/")

    @property
    def port(self):
        return int(self.address.rpartition(":")[2])


class Ended(Exception):
    """The store stopped by itself."""


def clean_environment():
    """This process's environment without anything that could lead a client to other keys or places."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("AWS_", "S3_")) and not name.lower().endswith("_proxy") and not name.endswith("_CA_BUNDLE")
    }
    return kept | {
        "AWS_ACCESS_KEY_ID": ACCESS_KEY,
        "AWS_SECRET_ACCESS_KEY": SECRET_KEY,
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_PAGER": "",
    }


@contextlib.contextmanager
def running(kind, binary=None, arguments=()):
    """Runs a store on a port the system chooses, until the block ends.

    `kind` is `memory` or `directory` (our server, from `binary`), `s3` (the same with just the `arguments`), `moto`, or
    the URL of a store that runs already.
    """
    if kind.startswith("http"):
        yield Server("endpoint", kind.rstrip("/"))
        return
    with tempfile.TemporaryDirectory(prefix="s3-interop-") as folder:
        log = Path(folder, "log")
        if kind == "moto":
            command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", "0"]
            announcement = r"Running on (http://127\.0\.0\.1:\d+)"
        else:
            data = ["--data", os.path.join(folder, "data")] if kind == "directory" else []
            command = [binary, "serve", "--port", "0", *data, *arguments]
            announcement = r"AWS_ENDPOINT_URL_S3=['\"]?(http://[^\s'\"]+)"
        with open(log, "wb") as output:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, env=clean_environment()
            )
        try:
            yield Server(kind, announced_endpoint(process, log, announcement), process, log)
            if process.poll() is not None:
                raise Ended(f"{kind}: the server ended with status {process.returncode}:\n{tail(log)}")
        finally:
            stop(process)


def announced_endpoint(process, log, announcement, seconds=60):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if found := re.search(announcement, log.read_text(errors="replace")):
            return found.group(1)
        if process.poll() is not None:
            break
        time.sleep(0.02)
    raise Ended(f"{' '.join(map(str, process.args))} did not say where it listens:\n{tail(log)}")


def stop(process):
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def tail(log, lines=40):
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])
