"""An OpenAI-compatible endpoint, asked with care: nothing is sent unless one is named.

One POST to ``URL/chat/completions``, with the standard library. Redirects are not followed, so
that a report goes to the named host or nowhere. Answers are kept in a folder by the hash of what
was asked, so that the same question is asked once and a test can answer from a recording.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sulh.errors import UnreadableError, Where
from sulh.files import make_folder, write_whole

__all__ = ["KEY", "Endpoint", "NoAnswerError", "ask"]

KEY = "SULH_LLM_KEY"
"""The environment variable that holds the key, where the endpoint wants one."""
_MOST_BYTES = 2_000_000
_AGAIN = frozenset((408, 409, 429, 500, 502, 503, 504))


class NoAnswerError(Exception):
    """The endpoint gave no answer that can be used; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """Where to ask, and how patiently.

    Attributes
    ----------
    url : str
        Base of the API, such as ``http://localhost:8080/v1``.
    model : str
        Name of the model there.
    cache : Path or None
        Folder for answers; None keeps none.
    timeout_seconds : float
        For each try.
    tries : int
        How often a question is asked; waits of 1, 2, 4 … seconds lie between.
    """

    url: str
    model: str
    cache: Path | None = None
    timeout_seconds: float = 60.0
    tries: int = 3

    def __post_init__(self) -> None:
        """Refuse what is no address."""
        if urlsplit(self.url).scheme not in ("http", "https") or not urlsplit(self.url).hostname:
            raise UnreadableError(
                f"{self.url!r} is no address of an endpoint", advice="http://localhost:8080/v1"
            )
        if not self.model:
            raise UnreadableError("no model is named", Where(self.url), "name one with --model")


def ask(
    endpoint: Endpoint,
    messages: list[dict[str, str]],
    schema: dict[str, Any],
    sleep: Callable[[float], None] = time.sleep,
) -> str:
    """Return the text of the answer to a conversation, from the cache if it is there.

    Parameters
    ----------
    endpoint : Endpoint
        Whom to ask.
    messages : list of dict
        ``role`` and ``content``.
    schema : dict
        JSON schema the answer shall fit.
    sleep : callable
        Waits between tries.

    Raises
    ------
    NoAnswerError
        After the last try, or at once where trying again would not help.
    """
    body = {
        "model": endpoint.model,
        "messages": messages,
        "temperature": 0,
        "seed": 0,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "claims", "strict": True, "schema": schema},
        },
    }
    data = json.dumps(body, ensure_ascii=False, sort_keys=True).encode()
    name = f"{hashlib.sha256(data).hexdigest()}.json"
    kept = endpoint.cache / name if endpoint.cache is not None else None
    if kept is not None and kept.is_file():
        return kept.read_text(encoding="utf-8")
    answer = _content(_posted(endpoint, data, sleep))
    if kept is not None:
        make_folder(kept.parent)
        write_whole(kept, answer)
    return answer


def _posted(endpoint: Endpoint, data: bytes, sleep: Callable[[float], None]) -> bytes:
    problem = ""
    for number in range(endpoint.tries):
        if number:
            sleep(2.0 ** (number - 1))
        try:
            return _post(endpoint, data)
        except urllib.error.HTTPError as error:
            problem = f"the endpoint answered {error.code}"
            if error.code not in _AGAIN:
                break
        except (OSError, TimeoutError) as error:
            problem = f"no answer: {getattr(error, 'reason', None) or error}"
    raise NoAnswerError(problem)


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follow no redirect: a report goes to the named host or nowhere."""

    def redirect_request(self, *_args: Any, **_options: Any) -> None:
        return None


def _post(endpoint: Endpoint, data: bytes) -> bytes:
    request = urllib.request.Request(  # noqa: S310 - the scheme was checked
        f"{endpoint.url.rstrip('/')}/chat/completions",
        data=data,
        headers={"Content-Type": "application/json"} | _authorised(),
    )
    opener = urllib.request.build_opener(_Stay)
    with opener.open(request, timeout=endpoint.timeout_seconds) as response:
        answer: bytes = response.read(_MOST_BYTES + 1)
    if len(answer) > _MOST_BYTES:
        raise NoAnswerError(f"an answer of more than {_MOST_BYTES:,} bytes")
    return answer


def _authorised() -> dict[str, str]:
    key = os.environ.get(KEY, "")
    return {"Authorization": f"Bearer {key}"} if key else {}


def _content(answer: bytes) -> str:
    try:
        content = json.loads(answer)["choices"][0]["message"]["content"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise NoAnswerError("not the answer of a chat completion") from error
    if not isinstance(content, str):
        raise NoAnswerError("an answer without text")
    return content
