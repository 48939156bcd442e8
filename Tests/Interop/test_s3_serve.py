"""`s3 serve` and `s3 --local`: what the programs themselves promise."""

import contextlib
import signal

import pytest
from test_authentication import fetch

import servers
from conftest import make_client
from failures import failure
from programs import clean_environment, run


@pytest.fixture
def serving(s3_binary):
    """Runs `s3 serve` on a free port with further arguments."""
    return lambda *arguments: servers.running("s3", s3_binary, arguments)


def test_the_server_listens_on_this_machine_only(serving):
    with serving() as server:
        assert server.endpoint.startswith("http://127.0.0.1:")


def test_the_server_prints_lines_to_paste(serving):
    with serving() as server:
        printed = server.log.read_text()
    for line in (
        f"export AWS_ENDPOINT_URL_S3={server.endpoint}",
        f"export AWS_ACCESS_KEY_ID={servers.ACCESS_KEY}",
        f"export AWS_SECRET_ACCESS_KEY={servers.SECRET_KEY}",
    ):
        assert line in printed


def test_what_was_acknowledged_is_there_after_a_kill(serving, tmp_path, bytes_of):
    data = str(tmp_path / "data")
    with contextlib.suppress(servers.Ended), serving("--data", data) as server:
        client = make_client(server)
        client.create_bucket(Bucket="kept")
        client.put_object(Bucket="kept", Key="../odd//key", Body=bytes_of(300_000), Metadata={"color": "green"})
        upload = client.create_multipart_upload(Bucket="kept", Key="parts")["UploadId"]
        part = client.upload_part(Bucket="kept", Key="parts", UploadId=upload, PartNumber=1, Body=b"part")
        server.process.send_signal(signal.SIGKILL)
        server.process.wait()
    with serving("--data", data) as server:
        client = make_client(server)
        answer = client.get_object(Bucket="kept", Key="../odd//key")
        assert (answer["Body"].read(), answer["Metadata"]) == (bytes_of(300_000), {"color": "green"})
        parts = {"Parts": [{"PartNumber": 1, "ETag": part["ETag"]}]}
        client.complete_multipart_upload(Bucket="kept", Key="parts", UploadId=upload, MultipartUpload=parts)
        assert client.get_object(Bucket="kept", Key="parts")["Body"].read() == b"part"
    assert not [path for path in (tmp_path / "data").rglob("*") if "odd" in path.name], "files are never named by key"


def test_memory_is_forgotten(serving):
    with serving() as server:
        make_client(server).create_bucket(Bucket="forgotten")
    with serving() as server:
        assert failure(make_client(server).head_bucket, Bucket="forgotten")[0] == 404


def test_a_taken_port_is_told_clearly(serving, s3_binary):
    with serving() as server:
        second = run(s3_binary, "serve", "--port", server.port, seconds=30)
    assert second.status != 0
    assert str(server.port) in second.errors


@pytest.mark.parametrize("by_flag", [True, False])
def test_local_needs_no_server_and_keeps_its_data(s3_binary, tmp_path, by_flag):
    data = tmp_path / "data"
    flag, environment = (["--local", data], {}) if by_flag else ([], {"S3_LOCAL": str(data)})

    def s3(*arguments, **options):
        finished = run(s3_binary, *flag, *arguments, environment=environment, **options)
        assert finished.status == 0, finished
        return finished

    s3("mb", "s3://local")
    s3("cp", "-", "s3://local/folder/key", input=b"kept")
    assert "folder/key" in s3("ls", "s3://local", "--recursive").output
    assert s3("cat", "s3://local/folder/key").output == "kept"
    s3("rb", "--force", "s3://local")
    assert "local" not in s3("ls").output


def test_the_command_finds_the_endpoint_in_the_environment(serving, s3_binary):
    with serving() as server:
        make_client(server).create_bucket(Bucket="found-it")
        for name in ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"):
            assert "found-it" in run(s3_binary, "ls", environment={name: server.endpoint}).output


def test_the_command_takes_keys_from_a_profile(serving, s3_binary, tmp_path):
    credentials = tmp_path / "credentials"
    credentials.write_text(
        "[default]\naws_access_key_id = nobody\naws_secret_access_key = x\n"
        "[right]\naws_access_key_id = test\naws_secret_access_key = test\n"
    )
    unset = {"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "", "AWS_SHARED_CREDENTIALS_FILE": str(credentials)}
    with serving() as server:
        make_client(server).create_bucket(Bucket="found-it")

        def ls(*flags):
            return run(s3_binary, "--endpoint-url", server.endpoint, *flags, "ls", environment=unset)

        assert "found-it" in ls("--profile", "right").output
        assert "InvalidAccessKeyId" in ls().errors
        assert ls("--no-sign-request").status == 1


def test_a_link_s3_signs_expires(serving, s3_binary):
    with serving() as server:
        client = make_client(server)
        client.create_bucket(Bucket="linked")
        client.put_object(Bucket="linked", Key="k", Body=b"x")
        link = run(s3_binary, "--endpoint-url", server.endpoint, "presign", "s3://linked/k", "--expires-in", "1").output
        while fetch(link.strip())[0] == 200:
            pass
        assert b"Request has expired" in fetch(link.strip())[2]


def test_keys_are_never_printed(serving, s3_binary):
    with serving() as server:
        secret = {"AWS_SECRET_ACCESS_KEY": "very-secret-indeed", "AWS_EC2_METADATA_DISABLED": "true"}
        finished = run(s3_binary, "--endpoint-url", server.endpoint, "ls", environment=clean_environment() | secret)
    assert finished.status == 1
    assert "very-secret-indeed" not in finished.output + finished.errors
