"""Bytes into text: byte order mark, then strict UTF-8, then what the caller declared; never a silent guess.

Every character stays: a byte order mark is kept as U+FEFF, so that the rule `characters` takes it
out with provenance, and `data.decode(used) == text` always holds.
"""

from __future__ import annotations

import codecs
import io
import re
from collections import Counter

from reportparse.errors import EncodingError

# The four-byte marks first: FF FE 00 00 begins like the mark of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BINARY = (
    (b"%PDF-", "a PDF file; extract its text first, for example with pdftotext or Apache Tika"),
    (b"PK\x03\x04", "a ZIP archive, as .docx, .xlsx and .odt are; extract its text first"),
    (b"\xd0\xcf\x11\xe0", "an old Office file, as .doc and .wps are; extract its text first"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"\x89PNG", "an image; run text recognition first"),
    (b"\xff\xd8\xff", "an image; run text recognition first"),
)
# These write other characters with the bytes of ASCII, so they pass as UTF-8 and have to be asked first.
_LIKE_ASCII = ("utf-16", "utf-32", "utf-7", "hz", "iso2022")
_NOT_OF_FILES = (
    "idna",
    "punycode",
    "raw-unicode-escape",
    "raw_unicode_escape",
    "undefined",
    "unicode-escape",
    "unicode_escape",
)
_SAMPLE = 65_536  # bytes that a guess reads
# In UTF-16 every second byte of a text in Latin, Cyrillic, Arabic or Thai letters is no printed one: 00, 04, 06, 0E.
_CONTROLS = 8
_PRINTED = bytes(byte for byte in range(256) if byte >= 0x20 or byte in b"\t\n\f\r")
_NULS = 100  # bytes for each NUL, in a text into which a few of them have come
_APART = 0.3  # share of bytes by which the first halves of UTF-16 differ from the second ones
_DAMAGED = 10  # characters outside ASCII that are whole, for each that is not, in a text that is called damaged
_PLAUSIBLE = 0.3  # mean weight of a character below which nothing is suggested


def decode(data: bytes, encoding: str | None = None) -> tuple[str, str]:
    """The text, and the encoding it was read with: "utf-8", "utf-16-le", "gb18030", ...

    What is called gbk or gb2312 is read as gb18030, which holds both. Raises `EncodingError` that
    names the byte offset and the likely encoding. UTF-16 of plain letters is UTF-8 as well, with zeros
    in between: it is refused, unless it is declared.

    >>> decode("各位委员".encode())
    ('各位委员', 'utf-8')
    >>> decode("各位委员".encode("gbk"), "gb2312")
    ('各位委员', 'gb18030')
    >>> decode("各位委员：我受主席团的委托".encode("gbk"))
    Traceback (most recent call last):
    ...
    reportparse.errors.EncodingError: not UTF-8: byte 0xB8 at offset 0 ...; try encoding "gb18030"
    """
    declared = None if encoding is None else _codec(encoding)
    for mark, name in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(name), name
            except UnicodeDecodeError as error:
                if declared is None:
                    raise EncodingError(_message(data, f"begins like {name.upper()}, but is not", error)) from None
            break
    first = ("utf-8",) if declared is None else ("utf-8", declared)
    if declared is not None and declared.startswith(_LIKE_ASCII):
        first = (declared, "utf-8")
    failures: dict[str, UnicodeDecodeError] = {}
    for name in first:
        try:
            text = data.decode(name)
        except UnicodeDecodeError as error:
            failures[name] = error
            continue
        sample = data[:_SAMPLE]
        if declared is None and len(sample.translate(None, _PRINTED)) * _CONTROLS > len(sample):
            likely = _likely_utf16(data[:_SAMPLE])
            if likely is not None:
                raise EncodingError(f'UTF-16 without its byte order mark; try encoding "{likely}"')
        return text, name
    if declared is None or declared == "utf-8":
        raise EncodingError(_message(data, "not UTF-8", failures["utf-8"]))
    raise EncodingError(_message(data, f"neither UTF-8 nor {encoding}", failures[declared], declared))


def likely_encoding(data: bytes) -> str | None:
    """A guess for a message to a person, never for reading: None if nothing is plausible.

    >>> likely_encoding("主席作了工作报告。".encode("gb18030"))
    'gb18030'
    >>> likely_encoding("Les membres ont été réunis à Genève.".encode("cp1252"))
    'cp1252'
    >>> likely_encoding(bytes(range(256))) is None
    True
    """
    if _binary(data) is not None:
        return None
    sample = data[:_SAMPLE]
    if 0 in sample:
        if (wide := _likely_utf16(sample)) is not None or sample.count(0) * _NULS > len(sample):
            return wide
        sample = sample.replace(b"\0", b"")
    best, most = None, _PLAUSIBLE
    for name in _CANDIDATES:
        decoder = codecs.getincrementaldecoder(name)()
        try:
            text = decoder.decode(sample, final=len(data) <= _SAMPLE)
        except UnicodeDecodeError:
            continue
        score = _plausibility(text, name)
        if score > most:
            best, most = name, score
    return best


def _likely_utf16(sample: bytes) -> str | None:
    """Bytes with zeros in between, read both ways: nearly all characters of a text are of a few scripts.

    Bytes of any two letters make a Han character, too; but there the first of two are such as the second are.
    """
    halves = Counter(sample[::2]), Counter(sample[1::2])
    if (halves[0] - halves[1]).total() < len(sample) // 2 * _APART:
        return None
    best, most = None, 0.9
    for name in ("utf-16-le", "utf-16-be"):
        text = sample[: len(sample) // 2 * 2].decode(name, "replace")
        if len(text) < 6 or sum(map(_is_control, text)) * _NULS > len(text):
            continue
        score = len(_OF_TEXTS.findall(text)) / len(text)
        if score > most:
            best, most = name, score
    return best


def _is_control(character: str) -> bool:
    return character < " " and character not in "\t\n\r\f"


_OF_TEXTS = re.compile(
    "[\\t\\n\\f\\r -~\\u00a0-\\u024f\\u0370-\\u06ff\\u0900-\\u0e7f\\u10a0-\\u11ff\\u1e00-\\u1fff\\u2010-\\u2044\\u3000-\\u30ff\\u3400-\\u9fff"
    "\\uac00-\\ud7a3\\uff01-\\uffee]"
)
_CANDIDATES = (
    "gb18030",
    "big5",
    "big5hkscs",
    "shift_jis",
    "cp932",
    "euc-jp",
    "euc-kr",
    "cp949",
    "cp1251",
    "koi8-r",
    "cp1252",
)
_MARKS_OF_TEXT = frozenset("，。、；：！？（）《》“”「」・\N{IDEOGRAPHIC SPACE}")
_MARKS_OF_WEST = frozenset("“”‘’„–—…«»°§№Ёё£€•·©®½¼¾±×\N{NO-BREAK SPACE}")
_FREQUENT = {
    "gb18030": frozenset(
        "的一是不了在人有我中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小"
        "各位委员工作报告政协议全区市县发展建设提主席常务社代表经济民党改革新高质量服同志推进行业治理"
    ),
    "big5": frozenset(
        "的一是不了在人有我中大來上國個到說們為子和你地出道也時年得就那要下以生會自著去之過家學對可她裡後小"
        "各位委員工作報告政協議全區市縣發展建設提主席常務社代表經濟民黨改革新高質量服同志推進行業治理"
    ),
    "korean": frozenset("이다는의에을가한고하로지를은도기사어자리나인서라해대시정보회위국의원장부전제공"),
}


def _plausibility(text: str, name: str) -> float:
    """The mean weight of the characters outside ASCII: 1.0 for those every text of the language is full of."""
    total = weight = 0.0
    before = " "
    for at, character in enumerate(text):
        code = ord(character)
        if code < 0x80:
            if _is_control(character):
                total += 1
        else:
            total += 1
            after = text[at + 1 : at + 2]
            beside = any(one.isascii() and one.isalpha() for one in (before, after))
            weight += _weight(character, code, name, latin_beside=beside)
        before = character
    return weight / total if total else 0.0


def _weight(character: str, code: int, name: str, *, latin_beside: bool) -> float:
    if name in ("gb18030", "big5", "big5hkscs"):
        if character in _FREQUENT["gb18030" if name == "gb18030" else "big5"]:
            return 1.0
        if character in _MARKS_OF_TEXT:
            return 0.8
        # The first half of either standard holds the characters in daily use.
        lead = character.encode(name)[0]
        daily = 0xB0 <= lead <= 0xD7 if name == "gb18030" else 0xA4 <= lead <= 0xC6
        return 0.6 if daily and 0x4E00 <= code <= 0x9FFF else 0.0
    if name in ("shift_jis", "cp932", "euc-jp"):
        if 0x3041 <= code <= 0x30FF or character in _MARKS_OF_TEXT:
            return 1.0
        return 0.4 if 0x4E00 <= code <= 0x9FFF else 0.0  # half-width kana are what wrong readings are full of
    if name in ("euc-kr", "cp949"):
        if character in _FREQUENT["korean"]:
            return 1.0
        return 0.5 if 0xAC00 <= code <= 0xD7A3 else 0.0
    if name in ("cp1251", "koi8-r"):
        if latin_beside:
            return 0.0
        if 0x0430 <= code <= 0x044F:
            return 1.0
        if 0x0410 <= code <= 0x042F:
            return 0.3
        return 0.5 if character in _MARKS_OF_WEST else -1.0  # Han read as Cyrillic is full of other characters
    if character.isalpha():
        return 0.9 if latin_beside else 0.1  # réuni: a wrong reading has its letters in heaps
    return 0.7 if character in _MARKS_OF_WEST else 0.0


def _codec(encoding: str) -> str:
    """The codec a declared name means. Raises `EncodingError` with what was perhaps meant."""
    try:
        name = codecs.lookup(encoding).name
        io.TextIOWrapper(io.BytesIO(), encoding=name)  # refuses codecs that are none of text, such as rot13
    except (LookupError, ValueError):
        name = ""
    if not name or name in _NOT_OF_FILES:
        raise EncodingError(f"no encoding {encoding!r}{_meant(encoding)}")
    if name in ("gb2312", "gbk", "gb18030"):
        return "gb18030"
    return "utf-8" if name == "utf-8-sig" else name


def _meant(encoding: str) -> str:
    import difflib
    from encodings.aliases import aliases

    known = sorted({name.replace("_", "-") for pair in aliases.items() for name in pair})
    close = difflib.get_close_matches(encoding.lower().replace("_", "-"), known, n=1)
    return f"; did you mean {close[0]!r}?" if close else "; for example utf-8, gb18030, big5, shift_jis, cp1252"


def _binary(data: bytes) -> str | None:
    return next((what for signature, what in _BINARY if data.startswith(signature)), None)


def _message(data: bytes, what: str, error: UnicodeDecodeError, declared: str = "utf-8") -> str:
    binary = _binary(data)
    if binary is not None:
        return f"this is {binary}"
    line = data.count(b"\n", 0, error.start) + 1
    byte = f"{what}: byte 0x{data[error.start]:02X} at offset {error.start} (line {line}): {error.reason}"
    for name in dict.fromkeys((declared, "utf-8")):
        damaged = _damaged(data, name)
        if damaged:
            return (
                f"{byte}; the rest reads as {name.upper()}, so it was damaged or cut off in {damaged} "
                f"place{'' if damaged == 1 else 's'}: extract it again, or leave these bytes out with "
                f"iconv -c -f {name} -t utf-8"
            )
    likely = likely_encoding(data)
    if likely is None:
        return f"{byte}; no other encoding fits either: is it text?"
    return f'{byte}; try encoding "{likely}"'


def _damaged(data: bytes, name: str) -> int:
    """In how many places a text in this encoding is damaged; 0 if they are so many that it is in another one."""
    text = data.decode(name, "replace")
    if any(_is_control(character) for character in set(text)):
        return 0
    bad = text.count("\ufffd")
    written = sum(map(len, re.findall(r"[^\x00-\x7f]+", text)))
    likely = name == "utf-8" or _plausibility(text[:_SAMPLE].replace("\ufffd", ""), name) > _PLAUSIBLE
    return bad if likely and written > bad * _DAMAGED else 0
