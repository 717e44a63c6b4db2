"""What a page holds besides its text: rules `jump-lines` and `folios`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from reportparse.clean.datedheads import dated_heads
from reportparse.clean.rule import View
from reportparse.clean.settle import settled
from reportparse.numerals import han_number
from reportparse.provenance import Edit, Mark
from reportparse.seams import Jump

_BLANK = r"[ \t\u3000]{0,20}+"  # possessive: two in a row would try each way to share an indent
_ARROW = "[▲▼△▽↑↓→←▶►]?"
_HAN_NUMBER = "[0-9０-９一二三四五六七八九十百〇零两]+"
# 第三版, 第 A2 版, 第四、五版
_HAN_PAGE = (
    rf"(?:第{_BLANK})?[A-Za-z]?{_BLANK}{_HAN_NUMBER}(?:{_BLANK}[、,，至—-]{_BLANK}{_HAN_NUMBER}){{0,3}}{_BLANK}[版页頁]"
)
_SURE = "上接自?|紧接自?|緊接自?|下转|下轉"
# （上接第一版）  (下转第三版)  【紧接A2版】  （下转要闻版）  （３面に続く）  (1면에서 계속)
_JUMP_LINE = re.compile(
    rf"[（(【\[〔]{_BLANK}{_ARROW}\s{{0,20}}(?:(?:{_SURE}|接|转|轉|接续|接續){_BLANK}{_HAN_PAGE}"
    rf"|(?:上接|下转|下轉){_BLANK}[\u4e00-\u9fff]{{1,5}}版"
    rf"|{_HAN_NUMBER}{_BLANK}(?:面|ページ|頁)(?:[にへ]|から|の)(?:続く|続き|つづく|つづき)"
    rf"|\d{{1,3}}{_BLANK}(?:면|쪽)(?:에서|에|으로){_BLANK}(?:계속|이어짐)"
    rf"){_BLANK}{_ARROW}{_BLANK}[）)】\]〕]"
)
# ▲上接第一版: without brackets, alone on its line
_JUMP_ALONE = re.compile(
    rf"\n(?P<jump>{_BLANK}{_ARROW}{_BLANK}(?:{_SURE}){_BLANK}{_HAN_PAGE}{_BLANK}{_ARROW}{_BLANK}(?m:$))"
)
_HINTS_ALONE = ("上接", "紧接", "緊接", "下转", "下轉")
# (continued on page 5), [Continued from A1]; and how newspapers of other languages say it: in brackets, or alone on
# its line, where a page is named by that word.
_NAMED_PAGES = (
    r"(?:continued|cont[.'’]?d?)[ ](?:from|on)[ ](?:pages?|pp?\.)[ ][A-Z]?\d{1,3}",
    r"fortsetzung[ ](?:auf|von)[ ](?:seite|s\.)[ ][A-Z]?\d{1,3}",
    r"suite[ ](?:de[ ]la[ ]|en[ ]|à[ ]la[ ])?page[ ]\d{1,3}",
    r"(?:continúa|sigue|pasa|viene)[ ](?:de|en|a)[ ](?:la[ ])?(?:página|pág\.)[ ]\d{1,3}",
    r"(?:continua|continuação)[ ](?:na|da)[ ](?:página|pág\.)[ ]\d{1,3}",
    r"(?:continua|segue)[ ](?:a|da)[ ](?:pagina|pag\.)[ ]\d{1,3}",
    r"(?:продолжение|окончание)(?:\.[ ]начало)?[ ]на[ ](?:\d{1,3}[ -]?(?:й[ ])?(?:стр\.|странице)|(?:стр\.|странице)[ ]\d{1,3})",
)
_NAMED_PAGES_ALONE = (r"(?:from|(?:please[ ])?turn[ ]to)[ ]page[ ][A-Z]?\d{1,3}",)  # (from page 5) may quote
# One for each bracket, since the search for one character is quick. So is, for lines without brackets, that for a line
# end, and for the character behind it.
_JUMP_LINE_WORDS = tuple(
    re.compile(rf"{opener}[ ]?(?i:continued[ ](?:from|on)[ ][A-Z]?\d{{1,3}}|{'|'.join(_NAMED_PAGES)})\.?[ ]?[)\]]")
    for opener in (r"\(", r"\[")
)
_JUMP_ALONE_WORDS = re.compile(
    rf"\n(?=[ \t\u3000{_ARROW[1:-2]}CFPSTVcfpstvПОпо])"
    rf"(?P<jump>{_BLANK}{_ARROW}{_BLANK}(?i:{'|'.join((*_NAMED_PAGES, *_NAMED_PAGES_ALONE))})\.?{_BLANK}{_ARROW}{_BLANK}(?m:$))"
)
# How the page is named, and how one goes on: each line has one of both.
_HINTS = (
    (("版", "页", "頁"), ("接", "转", "轉")),
    (("面", "ページ", "頁"), ("続", "つづ")),
    (("면", "쪽"), ("계속", "이어짐")),
)
_FROM = re.compile(r"接(?![续續])|から|の|에서|\b(?:from|von|de[ ]la|viene|da|continuação)\b|начало", re.IGNORECASE)
_JUMP_PAGE = re.compile(rf"([A-Za-z]?)[ \t\u3000]{{0,20}}({_HAN_NUMBER})")

_DASH = (
    "\N{EM DASH}\N{EN DASH}\N{HORIZONTAL BAR}\N{FULLWIDTH HYPHEN-MINUS}\N{MINUS SIGN}-"  # the last one makes no range
)
# — 2 —, - 3 -, ·4·, 第 3 页, 第3页 共12页, Page 3 of 12, Seite 3 von 12: alone on their line.
_FOLIO = re.compile(
    # Behind a line end, since the search for one character is quick, and before what a folio may begin with.
    rf"\n(?=[ \t\u3000·•第pPsſSпПсС{_DASH}])(?P<folio>[ \t\u3000]*(?:"
    rf"[{_DASH}]+[ \t\u3000]?\d{{1,4}}[ \t\u3000]?[{_DASH}]+"
    r"|[·•][ \t\u3000]?\d{1,4}[ \t\u3000]?[·•]"
    r"|第[ \t\u3000]?\d{1,4}[ \t\u3000]?[页頁](?:[ \t\u3000,，/]*共[ \t\u3000]?\d{1,4}[ \t\u3000]?[页頁])?"
    r"|(?i:page|seite|página|стр\.?)[ \t]\d{1,4}(?:[ \t](?i:of|von|de|из)[ \t]\d{1,4})?"
    r")[ \t\u3000]*(?m:$))"
)


# 东湖新闻　2024年1月12日　星期五 要闻　1: the head of a newspaper page names the day of the week. Some extractors
# write each number of it on a line of its own.
_BLANKS = r"[ \u3000]*\n?"
_PAGE_NAME = re.compile("第[0-9０-９一二三四五六七八九十]{1,3}版")
_MASTHEAD = re.compile(
    rf"(?m)^[^\n。，；：！？]{{0,24}}\d{{4}}{_BLANKS}年{_BLANKS}\d{{1,2}}{_BLANKS}月{_BLANKS}\d{{1,2}}{_BLANKS}日"
    rf"[ \u3000]*[（(]?(?P<day>星期[一二三四五六日天]|{_PAGE_NAME.pattern})(?![^\n。，；：！？]*[在于於会會])[^\n。，；：！？]{{0,24}}$"
)
_NUMBER_BEHIND = re.compile(r"\n[ \u3000]*\d{1,3}[ \u3000]*(?=\n)")
_WEEKDAY = re.compile("星期[一二三四五六日天]")


def mastheads(view: View) -> Iterator[Edit]:
    """The head of a newspaper page: its name, date, day of the week, section and number.

    Only where it is alone on its line; a date in a sentence, or the date of a meeting, stays.

    >>> from reportparse.clean import run_rule
    >>> run_rule("mastheads", "东湖新闻　2024年1月12日　星期五 要闻　1\\n各位代表：")
    '\\n各位代表：'
    >>> run_rule("mastheads", "（2024年1月12日在第三次会议上）\\n2024年1月12日星期五，会议召开。")
    '（2024年1月12日在第三次会议上）\\n2024年1月12日星期五，会议召开。'
    """
    yield from sorted({*_whole(view.text), *_in_pieces(view.text), *dated_heads(view.text)})


def _whole(text: str) -> Iterator[Edit]:
    found = [*_heads(text, _WEEKDAY)]
    pages = [*_heads(text, _PAGE_NAME)] if "版" in text else []
    # 2021年3月1日　第2版 once, inside a text, may be the edition of a book.
    if len(pages) > 1 or (pages and not text[: pages[0].start].strip()):
        found += pages
    yield from found


def _heads(text: str, named: re.Pattern[str]) -> Iterator[Edit]:
    last = 0
    for weekday in named.finditer(text):
        begin = max(last, weekday.start() - 60)
        if begin > last:
            begin = text.find("\n", begin, weekday.start()) + 1 or weekday.start()
        for found in _MASTHEAD.finditer(text, begin, min(len(text), weekday.end() + 60)):
            if found.start("day") != weekday.start() or text[found.end() : found.end() + 1] not in ("", "\n", "\f"):
                continue
            behind = _NUMBER_BEHIND.match(text, found.end()) if "\n" in found.group() else None
            last = behind.end() if behind else found.end()
            yield Edit(found.start(), last)


def _in_pieces(text: str) -> Iterator[Edit]:
    """A masthead that pdftotext cut at its wide gaps: lines parted by blank ones, a date and a day of the week among
    them. What else they say goes if it stands alone on other pages, too.
    """
    if "星期" not in text or _DAY_ALONE.search(text) is None or len(_TIGHT.findall(text)) < _FEWEST_TIGHT:
        return  # where blank lines part all lines they say nothing
    lines = [match for match in _ALONE.finditer(text) if match.group("one")]
    said = Counter(match.group("one") for match in lines)
    names: set[str] = set()
    taken: set[int] = set()
    for at, match in enumerate(lines):
        if not _WEEKDAY.fullmatch(match.group("one")):
            continue
        first = last = at
        while first and _beside(text, lines[first - 1], lines[first]) and at - first < _MOST_PIECES:
            first -= 1
        while last + 1 < len(lines) and _beside(text, lines[last], lines[last + 1]) and last - at < _MOST_PIECES:
            last += 1
        words = [lines[one].group("one") for one in range(first, last + 1)]
        if not any(_DATE_ALONE.fullmatch(one) for one in words):
            continue
        names.update(one for one in words if said[one] > 2 and not one.isdigit())
        taken.update(
            one
            for one, said_here in zip(range(first, last + 1), words, strict=True)
            if said_here.isdigit()
            or _WEEKDAY.fullmatch(said_here)
            or _DATE_ALONE.fullmatch(said_here)
            or _SECTION.fullmatch(said_here)
        )
    for at, match in enumerate(lines):
        if match.group("one") in names:
            taken.add(at)
            if at + 1 < len(lines) and lines[at + 1].group("one").isdigit() and _beside(text, match, lines[at + 1]):
                taken.add(at + 1)
    yield from (Edit(*lines[at].span("one")) for at in taken)


def _beside(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Is nothing but blank lines between two lines that stand alone?"""
    return not text[one.end("one") : other.start("one")].strip()


# A line between blank ones, short and without marks.
_ALONE = re.compile(
    r"(?:\A|(?<=\n)(?<=\n\n)|(?<=\f))[ \u3000]*(?P<one>[^\n\f。，；：！？]{1,24}?)[ \u3000]*(?=\n[ \u3000]*\n|\f|\n?\f|\n*\Z)"
)
_DAY_ALONE = re.compile("(?m)^[ \u3000]*星期[一二三四五六日天][ \u3000]*$")
_DATE_ALONE = re.compile(r"(?:\S{2,8}[ \u3000]+)?\d{4}[ ]?年[ ]?\d{1,2}[ ]?月[ ]?\d{1,2}[ ]?日")
_SECTION = re.compile(r"\S{2,6}[ \u3000]+\d{1,3}")  # 专版　1
_MOST_PIECES = 5
_TIGHT = re.compile(r"\S\n(?=\S)")
_FEWEST_TIGHT = 3


def jump_lines(view: View) -> Iterator[Edit | Mark]:
    """Lines that send the reader to another page: `（上接第一版）`, `(continued on page 5)`.

    They stand in brackets, or alone on their line where they name a page. A
    reference in a sentence (`见第三版`, `continued on page five of the annex`) stays.

    >>> from reportparse.clean import run_rule
    >>> run_rule("jump-lines", "（上接第一版）学习讨论。（下转第三版）")
    '学习讨论。'
    >>> run_rule("jump-lines", "详见《人民日报》第三版，上接第二段。")
    '详见《人民日报》第三版，上接第二段。'
    """
    text = view.text
    found_lines = _jumps(text)
    for start, end in found_lines:
        line = text[start:end]
        view.note("jump-line", f"“{line.strip()}” taken out", start, end)
        # The mark tells the rule `lines`, the parser and who puts pieces together that the text comes from another
        # page, and whether its first words go on with a sentence (nothing parts them from the jump line) or open a
        # paragraph.
        behind = text[end : end + 1]
        goes_on = "sentence" if behind and not behind.isspace() else "paragraph"
        way = f"from {goes_on}" if _FROM.search(line) else "on"
        yield Jump(end, way, _jump_page(line)).mark()
    edits = [Edit(*span) for span in found_lines]
    yield from settled(text, edits, lambda left: [Edit(*span) for span in _jumps(left)])


def _jumps(text: str) -> list[tuple[int, int]]:
    """Where jump lines begin and end."""
    found: list[tuple[int, int]] = []
    alone = [_JUMP_ALONE_WORDS]
    if any(any(hint in text for hint in pages) and any(hint in text for hint in ways) for pages, ways in _HINTS):
        found += map(re.Match.span, _JUMP_LINE.finditer(text))
        if any(hint in text for hint in _HINTS_ALONE):
            alone.append(_JUMP_ALONE)
    for pattern in _JUMP_LINE_WORDS:
        found += map(re.Match.span, pattern.finditer(text))
    below = f"\n{text}"
    for pattern in alone:
        spans = (one.span("jump") for one in pattern.finditer(below))
        found += ((start - 1, end - 1) for start, end in spans)
    return sorted(found)


def _jump_page(line: str) -> str:
    """The page that a jump line names, in digits: `4`, `A2`; empty if it has no number.

    >>> _jump_page("（下转第四版）"), _jump_page("(Continued from A1)"), _jump_page("（下转 A０２版）"), _jump_page("（下转要闻版）")
    ('4', 'A1', 'A2', '')
    """
    found = _JUMP_PAGE.search(line)
    if found is None:
        return ""
    number = int(found[2]) if found[2].isdecimal() else han_number(found[2])
    return "" if number is None else f"{found[1].upper()}{number}"


def folios(view: View) -> Iterator[Edit | Mark]:
    """Page numbers alone on their line: `— 2 —`, `- 3 -`, `第 3 页 共 12 页`, `Page 3 of 12`.

    A number without dashes or words is not taken (it may be a table's cell or a torn number),
    nor a range (`2—3月`); a fraction (`3 / 12`) only where all of them count up to their one total.

    >>> from reportparse.clean import run_rule
    >>> run_rule("folios", "围绕\\n— 1 —\\n森林康养")
    '围绕\\n\\n森林康养'
    >>> run_rule("folios", "2—3月\\n108\\n1.5")
    '2—3月\\n108\\n1.5'
    """
    flat = view.text.replace("\f", "\n")
    folios = [(start - 1, end - 1) for start, end in (one.span("folio") for one in _FOLIO.finditer(f"\n{flat}"))]
    for start, end in sorted({*folios, *_of_total(flat), *_between_codes(flat)}):
        yield Edit(start, end)
        # Where a page ended; the rule `running-heads` looks for more of it there.
        yield Mark(end, end, "folio")


_BETWEEN_CODES = re.compile(r"\n[ \t]*(([A-Z]{2,3})[ \t]+(?:([0-9]{1,4})[ \t]+)?\2)[ \t]*(?=\n|$)")
_FEWEST_BETWEEN = 3


def _between_codes(text: str) -> list[tuple[int, int]]:
    """EN 2 EN, EN 3 EN, EN 4 EN: the language of the page on both sides of its number; the cover has none: EN EN."""
    text = f"\n{text}"
    found = list(_BETWEEN_CODES.finditer(text))
    values = [int(one[3]) for one in found if one[3]]
    if len(values) < _FEWEST_BETWEEN or len({one[2] for one in found}) > 1:
        return []
    if any(not 0 < other - one <= _FEWEST_BETWEEN for one, other in pairwise(values)):
        return []
    apart = all(text.count("\n", one.end(), other.start()) >= _FEWEST_APART for one, other in pairwise(found))
    return [(one.start(1) - 1, one.end(1) - 1) for one in found] if apart else []


_MAY_BE_OF_TOTAL = re.compile(r"/[ ]?[0-9]{1,3}[ \t]*$", re.MULTILINE)
_OF_TOTAL = re.compile(r"(?m)^[ \t]*([0-9]{1,3})[ ]?/[ ]?([0-9]{1,3})[ \t]*$")
_FEWEST_APART = 4  # line ends from one such number to the next


def _of_total(text: str) -> list[tuple[int, int]]:
    """1 / 3, 2 / 3, 3 / 3: they count up to their total, which the last of them reaches at the end of the text."""
    found = list(_OF_TOTAL.finditer(text)) if _MAY_BE_OF_TOTAL.search(text) else []
    if not found or len({one[2] for one in found}) > 1 or text[found[-1].end() :].strip():
        return []
    values, total = [int(one[1]) for one in found], int(found[0][2])
    if values != list(range(total + 1 - len(values), total + 1)) or (len(values) == 1 and total > 1):
        return []
    apart = all(text.count("\n", one.end(), other.start()) >= _FEWEST_APART for one, other in pairwise(found))
    return [one.span() for one in found] if apart else []
