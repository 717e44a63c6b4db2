"""Characters that the page did not show in this form: rule `characters`."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from reportparse.clean.doubts import tally
from reportparse.clean.rule import View
from reportparse.provenance import Edit

# The CJK radicals supplement as fonts map it; NFKC does not fold these. Only the radicals that stand for
# a whole character in running text: ⺠ is printed where 民 is meant.
_SUPPLEMENT = dict(
    zip(
        "⺁⺃⺄⺅⺇⺈⺉⺊⺋⺌⺍⺎⺐⺑⺒⺓⺔⺗⺘⺙⺛⺝⺞⺟⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺴⺶⺷⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "厂乚乙亻几刀刂卜㔾小小兀尣尢巳幺彑忄扌攵旡月歺母民氵氺灬爫爫丬牛犭王疋目示礻竹糸纟罓罒网羊羊耂肀聿肉臼艹艹艹虎衤覀西见角角讠贝足车辶辶辶阝钅長镸长门阜阝雨青韦页风飞食飠飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)

# Kangxi radicals U+2F00-2FD5 in order; each stands for the unified ideograph it is the radical of.
_KANGXI = {
    chr(0x2F00 + at): character
    for at, character in enumerate(
        "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠"
    )
}

_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}

_LINE_ENDS = "\r\x0b\x85\N{LINE SEPARATOR}\N{PARAGRAPH SEPARATOR}"
_ZERO_WIDTH = "\N{ZERO WIDTH SPACE}\N{WORD JOINER}\u2061-\u2064\N{ZERO WIDTH NO-BREAK SPACE}"
_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}"
_CONTROLS = "\x00-\x08\x0e-\x1f\x7f"
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"
_HYPHEN_FFFE = "\ufffe"  # pypdfium2 writes a line-end hyphen so, and the next line right behind it
# Right-to-left text is wrapped in these by pdftotext, line by line, and its numbers once more.
_BIDI = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BIDI_LINE = re.compile(r"^[ \t\f]*[\u202a-\u202e\u2066-\u2069][^\n]*", re.MULTILINE)
_LEFT_TO_RIGHT = re.compile(r"\u202a(?P<lead>[ :.,%\u060c\u061b\u061f\u066a-]*)(?P<rest>[^\n\u202a-\u202e]*)\u202c")
_EM_SPACES = "\N{EM QUAD}\N{EM SPACE}"  # browsers write the ideographic space so
_MIDLINE_ELLIPSIS = "\N{MIDLINE HORIZONTAL ELLIPSIS}"

_CONTROL = re.compile(f"[{_CONTROLS}]")
_DELETED = re.compile(rf"[{_CONTROLS}{_ZERO_WIDTH}]")
# Where a joiner says something: Arabic and Indic letters. Beside Latin or Han it is left over from a web page.
_JOINED_SCRIPTS = re.compile("[\u0590-\u08ff\u0900-\u0dff\ufb1d-\ufdff\ufe70-\ufefc]")
_COMPATIBILITY = "\uf900-\ufaff\U0002f800-\U0002fa1f"
_LATIN = re.compile("[A-Za-zÀ-ɏ\ufb00-\ufb06]")
_ODD = re.compile(
    rf"\r\n|[{_LINE_ENDS}{_ZERO_WIDTH}{_JOINERS}{_CONTROLS}{_SOFT_HYPHEN}{_HYPHEN_FFFE}{_MIDLINE_ELLIPSIS}"
    rf"{_EM_SPACES}\u2e80-\u2fd5\ufb00-\ufb06{_COMPATIBILITY}]"
)
# What Symbol's and Wingdings' bullets look like; Word writes them into the private use area.
_BULLETS = {
    "\uf0b7": "•",
    "\uf09f": "•",
    "\uf0a7": "▪",
    "\uf06c": "●",
    "\uf06d": "○",
    "\uf0a1": "○",
    "\uf0a4": "◎",
    "\uf06e": "■",
    "\uf06f": "□",
    "\uf0a8": "□",
    "\uf071": "❑",
    "\uf074": "◆",
    "\uf075": "◆",
    "\uf077": "◆",
    "\uf076": "❖",
    "\uf0ab": "★",
    "\uf0d8": "➢",
    "\uf0e0": "➔",
    "\uf0e8": "➔",
    "\uf0fc": "✓",
    "\uf0fe": "☑",
}
_LINE_BULLET = re.compile(
    rf"(?:\A|(?<=[\n\f{_LINE_ENDS}]))[ \t\u3000\xa0{_ZERO_WIDTH}{_JOINERS}{_CONTROLS}{_SOFT_HYPHEN}]*([{''.join(_BULLETS)}])"
)
_PRIVATE = re.compile("[\ue000-\uf8ff]")
# Stay in the text, but no page shows them: C1 controls, surrogates, private use, noncharacters, U+FFFD.
_UNUSUAL = re.compile("[\x80-\x84\x86-\x9f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffd-\uffff]")


# One pass tells whether there is anything to look at; in most texts there is not.
_ANY = re.compile(
    rf"[{_LINE_ENDS}{_ZERO_WIDTH}{_JOINERS}{_CONTROLS}{_SOFT_HYPHEN}{_MIDLINE_ELLIPSIS}{_EM_SPACES}\x80-\x9f\u202a-\u202e"
    rf"\u2066-\u2069\u2e80-\u2fd5\ud800-\ufaff\ufb00-\ufb06\ufdd0-\ufdef\ufffd-\uffff\U0002f800-\U0002fa1f]"
)


def characters(view: View) -> Iterator[Edit]:
    """Characters that stand for what the page showed, but are not it.

    Line ends become line feeds; the byte order mark, controls and zero-width characters go;
    Kangxi radicals, the CJK radicals supplement and compatibility ideographs become the
    ideographs they are printed for (NFKC would change the full-width marks too, and does not
    know the supplement); U+22EF becomes an ellipsis, an em space
    beside ideographs the ideographic space; U+FFFE after a letter becomes the line-end hyphen it was;
    ligatures in Latin words are spelt out; bullets of Symbol and Wingdings become bullets where they
    open a line, and so does a glyph without a character, (cid:127) or U+007F, that opens line after line. Full-width
    digits and marks are as printed: they stay. So does what nobody can read: U+FFFD and other characters of
    private use.
    Embeddings of direction go from lines that they open; what stood to the left of a number comes behind it.
    A soft hyphen at a line end is left to the rule `lines`.

    >>> from reportparse.clean import run_rule
    >>> run_rule("characters", "⼯作⻓期 o\\ufb03ce")
    '工作长期 office'
    >>> run_rule("characters", "１０８条，（一）")
    '１０８条，（一）'
    """
    text = view.text
    unmapped = _unmapped_bullets(text) if "(cid:" in text or _CONTROL.search(text) else []
    if not _ANY.search(text):
        yield from unmapped
        return
    bullets = _bullets(text) + unmapped + _directions(text)
    edits: list[Edit] = []
    opened = {edit.start for edit in bullets}
    for found in _ODD.finditer(text):
        start, end = found.span()
        if start in opened:
            continue
        now = _reading(text, start, end)
        if now is not None:
            edits.append(Edit(start, end, now))
    _remark(view, opened)
    yield from sorted(edits + bullets) if bullets else edits


def _directions(text: str) -> list[Edit]:
    """Embeddings, overrides and isolates of direction in lines that one of them opens.

    Marks before a number in a run from left to right stood to the left of it, which is behind it: <LRE> -1<PDF>.
    """
    if not _BIDI.search(text):
        return []
    edits: list[Edit] = []
    for line in _BIDI_LINE.finditer(text):
        last = line.start()
        for found in _LEFT_TO_RIGHT.finditer(text, *line.span()):
            edits += [Edit(*one.span()) for one in _BIDI.finditer(text, last, found.start())]
            lead = found["lead"]
            opens = not _BIDI.sub("", text[line.start() : found.start()]).strip()
            if lead and (opens or "-" not in lead):
                edits.append(Edit(*found.span(), found["rest"] + lead[::-1]))
            else:
                edits += [Edit(*one.span()) for one in _BIDI.finditer(text, *found.span())]
            last = found.end()
        edits += [Edit(*one.span()) for one in _BIDI.finditer(text, last, line.end())]
    return edits


def _bullets(text: str) -> list[Edit]:
    """Bullets at line starts; none in a text of formulas, where the same font draws arrows and signs."""
    found = [Edit(*match.span(1), _BULLETS[match.group(1)]) for match in _LINE_BULLET.finditer(text)]
    return found if found and 2 * len(found) >= len(_PRIVATE.findall(text)) else []


def _unmapped_bullets(text: str) -> list[Edit]:
    """A glyph without a character that opens line after line and stands hardly anywhere else: a bullet.

    pdfminer writes (cid:127) for it, pypdf the control U+007F.
    """
    opening: dict[str, list[Edit]] = {}
    apart: Counter[str] = Counter()
    for match in _UNMAPPED_BULLET.finditer(text):
        glyph = match[1]
        opening.setdefault(glyph, []).append(Edit(*match.span(1), "•"))
        apart[glyph] += not text[match.end()].isalpha()
    return sorted(
        edit
        for glyph, edits in opening.items()
        if len(edits) >= _FEWEST_BULLETS
        and len(edits) * 10 >= text.count(glyph) * 9
        and apart[glyph] * 2 >= len(edits)  # not a capital of another font
        for edit in edits
    )


_UNMAPPED_BULLET = re.compile(
    rf"^[ \t\f]*(\(cid:[0-9]+\)|[{_CONTROLS}])(?=[ \t]*\r?\n|[ \t]*[^\W\d]|[ \t]+\d)", re.MULTILINE
)
_FEWEST_BULLETS = 3


def _remark(view: View, bullets: set[int]) -> None:
    """What no page shows: one remark on what was taken out, one on what was kept."""
    text = view.text
    taken = [(_named(found), found.start()) for found in _CONTROL.finditer(text) if found.start() not in bullets]
    kept = [
        (_named(found), found.start())
        for found in _UNUSUAL.finditer(text)
        if found.start() not in bullets
        and (found.group() != _HYPHEN_FFFE or not _kept(text, found.start(), -1).isalnum())
    ]
    for fate, found in (("taken out", taken), ("kept as they are", kept)):
        if found:
            words, first = tally(found)
            view.note("unusual-characters", f"{fate}: {words}", first, first + 1)


def _named(found: re.Match[str]) -> str:
    return f"U+{ord(found.group()):04X}"


def _reading(text: str, start: int, end: int) -> str | None:
    """What the page showed for these characters; None if they stay."""
    character = text[start:end]
    if character == "\r\n" or character in _LINE_ENDS:
        return "\n"
    if _DELETED.match(character):
        return ""
    if character in _JOINERS:
        return None if _JOINED_SCRIPTS.match(_kept(text, start, -1) or " ") else ""
    if character == _SOFT_HYPHEN:
        return None if _kept(text, end - 1, 1) in ("", "\n", "\f") else ""
    if character == _HYPHEN_FFFE:
        if not _kept(text, start, -1).isalnum():
            return None
        return "-\n" if _kept(text, start, 1).isalnum() else "-"
    if character == _MIDLINE_ELLIPSIS:
        return "\N{HORIZONTAL ELLIPSIS}"
    if character in _EM_SPACES:
        return "\N{IDEOGRAPHIC SPACE}" if max(_kept(text, start, -1), _kept(text, end - 1, 1)) > "\u2e7f" else None
    if character in _LIGATURES:
        beside = _kept(text, start, -1, hyphens=False) + _kept(text, end - 1, 1, hyphens=False)
        return _LIGATURES[character] if _LATIN.search(beside) else None
    folded = _KANGXI.get(character) or _SUPPLEMENT.get(character)
    if folded is None:
        # Compatibility ideographs decompose canonically; the twelve unified ones among them stay.
        folded = unicodedata.normalize("NFC", character)
    return folded if folded != character else None


def _kept(text: str, at: int, step: int, *, hyphens: bool = True) -> str:
    """The nearest character before (-1) or after (1) `at` that the rule does not delete; "" at the edge.

    Soft hyphens count as kept or, without `hyphens`, as deleted: at a line end they stay.
    """
    at += step
    while 0 <= at < len(text):
        character = text[at]
        if character in "\r\x0b\x85\u2028\u2029":
            return "\n"
        if not _DELETED.match(character) and character not in _JOINERS and (hyphens or character != _SOFT_HYPHEN):
            return character
        at += step
    return ""
