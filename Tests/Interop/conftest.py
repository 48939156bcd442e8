"""What every test gets: a running store, clients for it, and a bucket of its own.

INTEROP_TARGETS names the stores, separated by spaces: `memory` and `directory` (our server, from the binary that
S3_BINARY names), `moto`, or a URL. Default: `memory directory`.
"""

import itertools
import os
import shutil
import sys
from pathlib import Path

import boto3
import pytest
from botocore.config import Config

import servers

S3_BINARY = os.environ.get("S3_BINARY")
TARGETS = os.environ.get("INTEROP_TARGETS", "memory directory").split()

ENVIRONMENT = servers.clean_environment()
os.environ.clear()
os.environ.update(ENVIRONMENT)

MOTO_FAILS = Path(__file__).with_name("moto-fails.txt")

bucket_numbers = itertools.count(1)


def pytest_collection_modifyitems(config, items):
    """Expects of moto what it is known to do otherwise than AWS, and runs aws, slow to start, on one store only."""
    reasons = dict(line.split(": ", 1) for line in MOTO_FAILS.read_text().splitlines() if not line.startswith("#"))
    repeated = []
    for item in items:
        if "[moto" in item.name and item.originalname in reasons:
            item.add_marker(pytest.mark.xfail(reason=f"moto {reasons[item.originalname]}", strict=False))
        if item.path.stem == "test_aws_cli" and f"[{TARGETS[-1]}" not in item.name:
            repeated.append(item)
    if repeated:
        config.hook.pytest_deselected(items=repeated)
        items[:] = [item for item in items if item not in repeated]


def require_binary():
    if not S3_BINARY:
        pytest.skip("S3_BINARY does not name an s3 executable")
    if not os.access(S3_BINARY, os.X_OK):
        pytest.fail(f"S3_BINARY is not an executable: {S3_BINARY}")
    return S3_BINARY


def start(kind):
    return servers.running(kind, require_binary() if kind in ("memory", "directory") else None)


def make_client(server, access_key=servers.ACCESS_KEY, secret_key=servers.SECRET_KEY, endpoint=None, **settings):
    settings.setdefault("s3", {"addressing_style": "path"})
    return boto3.client(
        "s3",
        endpoint_url=endpoint or server.endpoint,
        region_name=servers.REGION,
        aws_access_key_id=access_key,
        aws_secret_access_key=secret_key,
        config=Config(
            signature_version="s3v4", retries={"total_max_attempts": 1}, connect_timeout=10, read_timeout=60, **settings
        ),
    )


def empty_and_delete(client, name):
    """Removes a bucket with all versions and unfinished uploads in it, the way a user would."""
    for page in client.get_paginator("list_object_versions").paginate(Bucket=name):
        found = page.get("Versions", []) + page.get("DeleteMarkers", [])
        for entry in found:
            client.delete_object(Bucket=name, Key=entry["Key"], VersionId=entry["VersionId"])
    for upload in client.list_multipart_uploads(Bucket=name).get("Uploads", []):
        client.abort_multipart_upload(Bucket=name, Key=upload["Key"], UploadId=upload["UploadId"])
    client.delete_bucket(Bucket=name)


@pytest.fixture(scope="session", params=TARGETS)
def server(request):
    with start(request.param) as server:
        yield server


@pytest.fixture
def client(server):
    return make_client(server)


@pytest.fixture
def new_client(server):
    """Makes further clients for the same store, with other keys or settings."""
    return lambda **settings: make_client(server, **settings)


@pytest.fixture
def bucket(client):
    name = f"interop-{os.getpid()}-{next(bucket_numbers)}"
    client.create_bucket(Bucket=name)
    return name


@pytest.fixture
def bytes_of():
    """Makes bytes that differ from each other and are the same in every run."""
    return lambda count, seed=0: (b"%08x" % (seed * 2654435761 % 2**32) + bytes(range(256)) * (count // 256 + 1))[:count]


@pytest.fixture(scope="session")
def s3_binary():
    return require_binary()


@pytest.fixture(scope="session")
def aws_command():
    found = shutil.which("aws", path=os.path.dirname(sys.executable) + os.pathsep + ENVIRONMENT.get("PATH", ""))
    if not found:
        pytest.fail("the aws command is not installed beside this Python")
    return found
