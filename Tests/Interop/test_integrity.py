"""Bodies that are checked on their way: checksums, Content-MD5, lengths, aws-chunked framing."""

import base64
import hashlib
import zlib

import pytest
from botocore.exceptions import ClientError

import signing
from failures import failure

ALGORITHMS = ["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"]
WRONG_CHECKSUMS = {"CRC32": 4, "CRC32C": 4, "CRC64NVME": 8, "SHA1": 20, "SHA256": 32}


def crc32(body):
    return base64.b64encode(zlib.crc32(body).to_bytes(4, "big")).decode()


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_a_checksum_is_taken_kept_and_given_back(client, bucket, bytes_of, algorithm):
    body = bytes_of(100_000)
    put = client.put_object(Bucket=bucket, Key="k", Body=body, ChecksumAlgorithm=algorithm)
    answer = client.get_object(Bucket=bucket, Key="k", ChecksumMode="ENABLED")
    assert answer[f"Checksum{algorithm}"] == put[f"Checksum{algorithm}"]
    assert answer["ChecksumType"] == "FULL_OBJECT"
    assert answer["Body"].read() == body
    assert client.head_object(Bucket=bucket, Key="k", ChecksumMode="ENABLED")[f"Checksum{algorithm}"]
    assert client.list_objects_v2(Bucket=bucket)["Contents"][0]["ChecksumAlgorithm"] == [algorithm]


@pytest.mark.parametrize("algorithm", ALGORITHMS)
def test_a_wrong_checksum_is_refused_and_nothing_is_stored(client, bucket, algorithm):
    wrong = base64.b64encode(bytes(WRONG_CHECKSUMS[algorithm])).decode()
    parameters = {"Bucket": bucket, "Key": "k", "Body": b"body", f"Checksum{algorithm}": wrong}
    assert failure(client.put_object, **parameters) == (400, "BadDigest")
    assert failure(client.head_object, Bucket=bucket, Key="k")[0] == 404


@pytest.mark.parametrize("algorithm", ["CRC32", "CRC64NVME", "SHA256"])
def test_parts_carry_checksums(client, bucket, bytes_of, algorithm):
    begun = client.create_multipart_upload(Bucket=bucket, Key="k", ChecksumAlgorithm=algorithm)
    upload = {"Bucket": bucket, "Key": "k", "UploadId": begun["UploadId"]}
    parts = []
    for number, body in ((1, bytes_of(5 * 1024 * 1024)), (2, b"tail")):
        put = client.upload_part(**upload, PartNumber=number, Body=body, ChecksumAlgorithm=algorithm)
        name = f"Checksum{algorithm}"
        parts.append({"PartNumber": number, "ETag": put["ETag"], name: put[name]})
    done = client.complete_multipart_upload(**upload, MultipartUpload={"Parts": parts})
    assert done[f"Checksum{algorithm}"].endswith("-2") == (algorithm != "CRC64NVME")
    assert done["ChecksumType"] == ("FULL_OBJECT" if algorithm == "CRC64NVME" else "COMPOSITE")
    assert client.get_object(Bucket=bucket, Key="k")["Body"].read() == bytes_of(5 * 1024 * 1024) + b"tail"


def test_the_checksum_of_a_whole_is_that_of_its_parts_joined(client, bucket, bytes_of):
    begun = client.create_multipart_upload(
        Bucket=bucket, Key="k", ChecksumAlgorithm="CRC32", ChecksumType="FULL_OBJECT"
    )
    upload = {"Bucket": bucket, "Key": "k", "UploadId": begun["UploadId"]}
    bodies = [bytes_of(5 * 1024 * 1024), b"tail"]
    parts = [
        {"PartNumber": number, "ETag": client.upload_part(**upload, PartNumber=number, Body=body)["ETag"]}
        for number, body in enumerate(bodies, 1)
    ]
    done = client.complete_multipart_upload(**upload, MultipartUpload={"Parts": parts})
    assert (done["ChecksumCRC32"], done["ChecksumType"]) == (crc32(b"".join(bodies)), "FULL_OBJECT")


def test_content_md5_is_checked(client, bucket):
    good = base64.b64encode(hashlib.md5(b"body").digest()).decode()
    client.put_object(Bucket=bucket, Key="k", Body=b"body", ContentMD5=good)
    wrong = base64.b64encode(hashlib.md5(b"other").digest()).decode()
    assert failure(client.put_object, Bucket=bucket, Key="k", Body=b"body", ContentMD5=wrong) == (400, "BadDigest")
    refused = failure(client.put_object, Bucket=bucket, Key="k", Body=b"body", ContentMD5="not base64")
    assert refused == (400, "InvalidDigest")
    assert client.get_object(Bucket=bucket, Key="k")["Body"].read() == b"body"


def test_a_body_other_than_the_signed_one_is_refused(server, bucket):
    signed = hashlib.sha256(b"this").hexdigest()
    answer = signing.send_signed(server, "PUT", f"/{bucket}/k", body=b"that", payload=signed)
    assert (answer.status, answer.code) == (400, "XAmzContentSHA256Mismatch")


def test_an_unsigned_body_is_taken(server, client, bucket):
    answer = signing.send_signed(server, "PUT", f"/{bucket}/k", body=b"that", payload="UNSIGNED-PAYLOAD")
    assert answer.status == 200
    assert client.get_object(Bucket=bucket, Key="k")["Body"].read() == b"that"


@pytest.mark.parametrize("size", [0, 1, 65_536, 200_000])
def test_signed_chunks_are_unframed(server, client, bucket, bytes_of, size):
    answer = signing.put_in_signed_chunks(server, f"/{bucket}/k", bytes_of(size))
    assert answer.status == 200, answer.body
    got = client.get_object(Bucket=bucket, Key="k")
    assert got["Body"].read() == bytes_of(size)
    assert "aws-chunked" not in got.get("ContentEncoding", "")


@pytest.mark.parametrize("spoiled", [0, 1, 4])
def test_a_chunk_with_a_wrong_signature_is_refused(server, client, bucket, bytes_of, spoiled):
    answer = signing.put_in_signed_chunks(server, f"/{bucket}/k", bytes_of(200_000), spoil=spoiled)
    assert (answer.status, answer.code) == (403, "SignatureDoesNotMatch")
    assert failure(client.head_object, Bucket=bucket, Key="k")[0] == 404


def test_a_checksum_after_the_body_is_checked(server, client, bucket, bytes_of):
    body = bytes_of(200_000)
    answer = signing.put_with_trailer(server, f"/{bucket}/k", body, "x-amz-checksum-crc32", crc32(body))
    assert answer.status == 200, answer.body
    got = client.get_object(Bucket=bucket, Key="k", ChecksumMode="ENABLED")
    assert (got["Body"].read(), got["ChecksumCRC32"]) == (body, crc32(body))

    answer = signing.put_with_trailer(server, f"/{bucket}/bad", body, "x-amz-checksum-crc32", crc32(b"other"))
    assert (answer.status, answer.code) == (400, "BadDigest")
    assert failure(client.head_object, Bucket=bucket, Key="bad")[0] == 404


def test_a_bulk_delete_without_a_checksum_is_refused(server, bucket):
    document = b"<Delete><Object><Key>k</Key></Object></Delete>"
    answer = signing.send_signed(server, "POST", f"/{bucket}?delete=", body=document)
    assert (answer.status, answer.code) == (400, "InvalidRequest")


@pytest.mark.parametrize("document", [b"<Delete><Object>", b"", b"not xml", b"<Delete>" + b"<a>" * 5000, b"\xff\xfe"])
def test_a_malformed_document_is_a_client_error(server, bucket, document):
    headers = {"Content-MD5": base64.b64encode(hashlib.md5(document).digest()).decode()}
    answer = signing.send_signed(server, "POST", f"/{bucket}?delete=", headers, document)
    assert answer.status == 400
    assert answer.code in ("MalformedXML", "MissingRequestBodyError")


def test_too_much_metadata_is_refused(client, bucket):
    with pytest.raises(ClientError) as caught:
        client.put_object(Bucket=bucket, Key="k", Body=b"", Metadata={"much": "x" * 3000})
    assert caught.value.response["Error"]["Code"] == "MetadataTooLarge"
