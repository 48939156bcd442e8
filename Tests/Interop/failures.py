"""What a call that must fail answers."""

import pytest
from botocore.exceptions import ClientError


def failure(call, **parameters):
    """The status and code of the error a call must give."""
    with pytest.raises(ClientError) as caught:
        call(**parameters)
    response = caught.value.response
    return response["ResponseMetadata"]["HTTPStatusCode"], response["Error"]["Code"]
