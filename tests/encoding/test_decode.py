"""Bytes to text and exactly back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.formats.decode import decode, encode
from tests.encoding.test_mojibake import SENTENCES

LEGACY = {
    "fr": "cp1252", "de": "cp1252", "pl": "cp1250", "ru": "cp1251", "el": "iso8859-7", "tr": "cp1254",
    "he": "cp1255", "ar": "cp1256", "th": "cp874", "ja": "shift_jis", "zh": "gb18030", "zh-Hant": "big5", "ko": "cp949",
}  # fmt: skip
WIDE = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]


@pytest.mark.parametrize("encoding", WIDE)
@pytest.mark.parametrize("lang", SENTENCES)
def test_unicode_in_every_width(lang: str, encoding: str) -> None:
    data = f"{SENTENCES[lang]}\r\nand ASCII\n".encode(encoding)
    found = decode(data)
    assert found.text == f"{SENTENCES[lang]}\r\nand ASCII\n"
    assert encode(found.text, found.coding) == data


@pytest.mark.parametrize(("lang", "encoding"), LEGACY.items())
def test_legacy_files_are_guessed(lang: str, encoding: str) -> None:
    text = SENTENCES[lang].replace("’", "'") + "\n" + SENTENCES[lang].replace("’", "'")
    found = decode(text.encode(encoding))
    assert found.text == text
    assert encode(found.text, found.coding) == text.encode(encoding)


def test_lines_in_different_encodings() -> None:
    lines = [SENTENCES["fr"].replace("’", "'"), SENTENCES["de"], "plain", SENTENCES["pl"]]
    data = b"\n".join([lines[0].encode(), lines[1].encode("cp1252"), b"plain", lines[3].encode()])
    found = decode(data)
    assert found.text == "\n".join(lines)
    assert found.coding == "lines:1*utf-8,1*cp1252,2*utf-8"
    assert encode(found.text, found.coding) == data


def test_the_encoding_asked_for_overrules() -> None:
    assert decode(b"caf\xe9", "cp1252").text == "café"
    assert decode(b"caf\xc3\xa9", "latin-1").text == "cafÃ©"


@pytest.mark.parametrize(("encoding", "words"), [("no-such", "is no encoding"), ("ascii", "ascii")])
def test_an_encoding_that_does_not_fit_is_an_error(encoding: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        decode("é".encode(), encoding)


def test_nul_bytes_of_a_binary_survive() -> None:
    found = decode(b"a\0b\xff\0")
    assert encode(found.text, found.coding) == b"a\0b\xff\0"


@settings(max_examples=500, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=60),
        st.lists(st.sampled_from([b"\xc3\xa9", b"\xe9", b"a", b"\n", b"\0", b"\x81", b"\xff\xfe"])).map(
            b"".join
        ),
    )
)
def test_any_bytes_come_back_or_are_said_not_to(data: bytes) -> None:
    found = decode(data)
    assert (encode(found.text, found.coding) == data) or not found.exact
