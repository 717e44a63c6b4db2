"""What divisions are called in the languages of the world: `chapter`, 章, Глава, الفصل; a table, and no more."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from types import MappingProxyType

# The rungs are, from the top down: part, division, title, chapter, section, subsection, article, paragraph, item. A
# document may order them otherwise; this is what one expects before reading it.
# Of each language, the words of a rung as they stand beside a number, in small letters, parted by commas. Chinese and
# Japanese (第一章) and Korean (제1장) have theirs between 第 and the word: `numbering` owns those.
_TABLE: dict[str, dict[str, str]] = {
    "zh": {"annex": "附件,附录,附錄,附表,附图,附圖"},
    "ja": {"annex": "別紙,別添,別表,別記,参考資料"},
    "ko": {"annex": "별표,별지,별첨,부록,붙임"},
    "en": {
        "part": "part,book,volume",
        "title": "title",
        "chapter": "chapter",
        "section": "section,division",
        "subsection": "subsection,sub-section,subdivision",
        "article": "article",
        "annex": "annex,appendix,schedule,attachment",
    },
    "de": {
        "part": "teil,band,buch",
        "title": "titel",
        "chapter": "kapitel",
        "section": "abschnitt",
        "subsection": "unterabschnitt",
        "article": "artikel",
        "annex": "anhang,anlage",
    },
    "nl": {
        "part": "deel,boek",
        "chapter": "hoofdstuk",
        "section": "afdeling,paragraaf",
        "article": "artikel",
        "annex": "bijlage",
    },
    "sv": {
        "part": "del",
        "title": "avdelning",
        "chapter": "kapitel,kap",
        "section": "avsnitt",
        "article": "artikel",
        "annex": "bilaga",
    },
    "da": {"part": "del", "title": "afsnit", "chapter": "kapitel", "article": "artikel", "annex": "bilag"},
    "no": {"part": "del", "chapter": "kapittel,kap", "section": "avsnitt", "article": "artikkel", "annex": "vedlegg"},
    "is": {"part": "hluti", "chapter": "kafli", "article": "grein", "annex": "viðauki"},
    "fi": {"part": "osa", "title": "osasto", "chapter": "luku", "section": "jakso", "article": "artikla", "annex": "liite"},
    "et": {"part": "osa", "chapter": "peatükk", "section": "jagu", "article": "artikkel", "annex": "lisa"},
    "lv": {"part": "daļa,sadaļa", "chapter": "nodaļa", "article": "pants", "annex": "pielikums"},
    "lt": {"part": "dalis", "chapter": "skyrius", "section": "skirsnis", "article": "straipsnis", "annex": "priedas"},
    "fr": {
        "part": "partie,livre,tome",
        "title": "titre",
        "chapter": "chapitre",
        "section": "section",
        "subsection": "sous-section",
        "article": "article,art",
        "annex": "annexe",
    },
    "es": {
        "part": "parte,libro,tomo",
        "title": "título",
        "chapter": "capítulo,cap",
        "section": "sección",
        "subsection": "subsección",
        "article": "artículo",
        "annex": "anexo,apéndice",
    },
    "ca": {"part": "part", "title": "títol", "chapter": "capítol", "section": "secció", "article": "article", "annex": "annex"},
    "pt": {
        "part": "parte,livro,tomo",
        "title": "título",
        "chapter": "capítulo",
        "section": "seção,secção",
        "subsection": "subseção,subsecção",
        "article": "artigo",
        "annex": "anexo,apêndice",
    },
    "it": {
        "part": "parte,libro,tomo",
        "title": "titolo",
        "chapter": "capitolo,capo",
        "section": "sezione",
        "subsection": "sottosezione",
        "article": "articolo",
        "annex": "allegato,appendice",
    },
    "ro": {
        "part": "partea,cartea",
        "title": "titlul",
        "chapter": "capitolul",
        "section": "secțiunea,secţiunea",
        "article": "articolul",
        "annex": "anexa",
    },
    "pl": {
        "part": "część,księga,tom",
        "title": "dział,tytuł",
        "chapter": "rozdział",
        "section": "oddział,sekcja,podrozdział",
        "article": "artykuł",
        "annex": "załącznik,aneks",
    },
    "cs": {
        "part": "část",
        "title": "hlava",
        "chapter": "kapitola",
        "section": "díl,oddíl",
        "article": "článek,čl",
        "annex": "příloha",
    },
    "sk": {
        "part": "časť",
        "title": "hlava",
        "chapter": "kapitola",
        "section": "diel,oddiel",
        "article": "článok",
        "annex": "príloha",
    },
    "sl": {"part": "del", "chapter": "poglavje", "section": "oddelek,odsek", "article": "člen", "annex": "priloga"},
    "hr": {"part": "dio,deo", "title": "glava", "chapter": "poglavlje", "section": "odjeljak", "article": "članak,član", "annex": "prilog"},
    "sr": {"part": "део,дио", "title": "глава", "chapter": "поглавље", "section": "одељак", "article": "члан", "annex": "прилог"},
    "hu": {"part": "rész,könyv", "title": "cím", "chapter": "fejezet", "section": "szakasz", "article": "cikk", "annex": "melléklet"},
    "sq": {"part": "pjesa", "title": "titulli", "chapter": "kreu,kapitulli", "section": "seksioni", "article": "neni", "annex": "shtojca"},
    "ru": {
        "part": "часть,том,книга",
        "title": "раздел",
        "chapter": "глава",
        "section": "подраздел,параграф",
        "article": "статья",
        "annex": "приложение",
    },
    "uk": {"part": "частина", "title": "розділ", "chapter": "глава", "section": "підрозділ", "article": "стаття", "annex": "додаток"},
    "be": {"part": "частка", "title": "раздзел", "chapter": "глава", "article": "артыкул", "annex": "дадатак"},
    "bg": {"part": "част,дял", "title": "раздел", "chapter": "глава", "article": "член,чл", "annex": "приложение"},
    "kk": {"part": "бөлім", "chapter": "тарау", "section": "параграф", "article": "бап", "annex": "қосымша"},
    "mn": {"part": "хэсэг", "chapter": "бүлэг", "article": "зүйл", "annex": "хавсралт"},
    "el": {"part": "μέρος,βιβλίο", "title": "τίτλος", "chapter": "κεφάλαιο", "section": "τμήμα,ενότητα", "article": "άρθρο", "annex": "παράρτημα"},
    "hy": {"part": "մաս", "title": "բաժին", "chapter": "գլուխ", "article": "հոդված", "annex": "հավելված"},
    "ka": {"part": "ნაწილი", "title": "კარი", "chapter": "თავი", "article": "მუხლი", "annex": "დანართი"},
    "tr": {"part": "kısım,kitap", "chapter": "bölüm", "article": "madde", "annex": "ek"},
    "az": {"part": "hissə", "chapter": "fəsil", "section": "bölmə", "article": "maddə", "annex": "əlavə"},
    "uz": {"part": "qism,bo‘lim,bo'lim", "chapter": "bob", "article": "modda", "annex": "ilova"},
    "vi": {"part": "phần", "chapter": "chương", "section": "mục", "subsection": "tiểu mục", "article": "điều", "annex": "phụ lục"},
    "id": {"part": "buku", "chapter": "bab", "section": "bagian", "subsection": "paragraf", "article": "pasal", "annex": "lampiran"},
    "ms": {"part": "bahagian", "chapter": "bab", "section": "seksyen", "article": "perkara", "annex": "lampiran"},
    "tl": {"part": "bahagi", "chapter": "kabanata", "section": "seksiyon", "article": "artikulo", "annex": "apendiks"},
    "sw": {"part": "sehemu", "chapter": "sura", "article": "ibara", "annex": "kiambatisho"},
    "th": {
        "part": "ภาค,ภาคที่,ตอนที่",
        "title": "ลักษณะ",
        "chapter": "บทที่,หมวด,หมวดที่",
        "section": "ส่วนที่",
        "article": "มาตรา,ข้อ",
        "annex": "ภาคผนวก",
    },
    "lo": {"part": "ພາກທີ", "chapter": "ໝວດທີ,ບົດທີ", "article": "ມາດຕາ", "annex": "ເອກະສານຊ້ອນທ້າຍ"},
    "km": {"title": "មាតិកា", "chapter": "ជំពូកទី,ជំពូក", "section": "ផ្នែកទី", "article": "មាត្រា", "annex": "ឧបសម្ព័ន្ធ"},
    "hi": {"part": "भाग,खंड,खण्ड", "chapter": "अध्याय", "section": "अनुभाग", "article": "अनुच्छेद,धारा", "annex": "परिशिष्ट,अनुलग्नक,अनुसूची"},
    "mr": {"chapter": "प्रकरण", "article": "कलम"},
    "ne": {"part": "भाग", "chapter": "परिच्छेद", "article": "दफा", "annex": "अनुसूची"},
    "bn": {"part": "খণ্ড,ভাগ", "chapter": "অধ্যায়", "section": "পরিচ্ছেদ", "article": "ধারা,অনুচ্ছেদ", "annex": "পরিশিষ্ট,তফসিল"},
    "ta": {"part": "பகுதி", "chapter": "அத்தியாயம்", "article": "பிரிவு", "annex": "இணைப்பு"},
    "te": {"part": "భాగం", "chapter": "అధ్యాయం", "annex": "అనుబంధం"},
    "ar": {
        "part": "الجزء,القسم",
        "title": "الباب",
        "chapter": "الفصل",
        "section": "المبحث,الفرع",
        "subsection": "المطلب",
        "article": "المادة,مادة",
        "annex": "الملحق,ملحق,المرفق",
    },
    "fa": {"part": "بخش", "title": "باب", "chapter": "فصل", "section": "گفتار", "article": "ماده", "annex": "پیوست,ضمیمه"},
    "ur": {"part": "حصہ", "chapter": "باب", "article": "دفعہ", "annex": "ضمیمہ"},
    "he": {"part": "חלק", "title": "שער", "chapter": "פרק", "article": "סעיף", "annex": "נספח"},
}  # fmt: skip

# What counts and divides nothing: tables, figures, boxes and notes, by the word before their number.
_CAPTIONS = """
table tables figure fig chart graph box exhibit map plate photo photograph illustration diagram note notes source page
tabelle tab abbildung abb grafik schaubild karte kasten foto bild anmerkung fußnote seite quelle
tabel figuur afbeelding grafiek kaart kader noot pagina tabell figur diagram karta ruta not sida kort boks fotnot side
taulukko kuva kuvio kartta laatikko sivu joonis tabula attēls lentelė paveikslas tafla mynd
tableau figure graphique encadré carte schéma photo note page cuadro tabla gráfico gráfica figura mapa recuadro ilustración foto
nota página quadro tabela gráfico imagem caixa taula quadre tabella grafico riquadro tavola mappa immagine pagina
tabelul figura graficul caseta harta tabela tabl rysunek rys wykres mapa ramka uwaga strona str
tabulka obrázek obr graf schéma mapa poznámka strana tabuľka obrázok slika grafikon karta táblázat ábra térkép oldal
таблица табл рисунок рис график диаграмма схема карта врезка примечание страница таблиця малюнок діаграма примітка сторінка
фигура графика карта каре табела слика кесте сурет πίνακας διάγραμμα γράφημα σχήμα εικόνα χάρτης πλαίσιο σημείωση σελίδα
tablo çizelge şekil grafik harita kutu not sayfa bảng hình biểu hộp trang gambar grafik peta kotak catatan halaman jadual rajah
fonte fuente infografía infographie infografika infografica källa kilde lähde źródło zdroj izvor forrás sursa bron allikas
источник источники джерело крыніца извор πηγή kaynak nguồn sumber المصدر منبع מקור स्रोत ที่มา แหล่งที่มา 资料来源 資料來源
数据来源 出典 출처 자료 source sources quellen fuentes
جدول الجدول شكل الشكل رسم خريطة إطار ملاحظة صفحة نمودار نقشه صفحه טבלה תרשים איור לוח הערה עמוד
तालिका सारणी चित्र आरेख बॉक्स मानचित्र पृष्ठ সারণি চিত্র ตาราง ตารางที่ ภาพ ภาพที่ แผนภูมิ แผนภูมิที่ รูปที่ หน้า หน้าที่
表 图 圖 图表 圖表 专栏 專欄 框 注 註 页 頁 図 図表 写真 コラム 頁 ページ 備考 資料 표 그림 도표 사진 참고 주 쪽
"""

# Between 第, or Korean 제, and the heading.
HAN_UNITS: MappingProxyType[str, str] = MappingProxyType(
    {
        "part": "编,編,篇,卷,部",
        "division": "部分,部份",
        "chapter": "章,讲,講",
        "section": "节,節,目",
        "article": "条,條",
        "paragraph": "款",
        "item": "项,項",
    }
)
HANGUL_UNITS: MappingProxyType[str, str] = MappingProxyType(
    {"part": "편", "division": "부", "chapter": "장", "section": "절", "subsection": "관", "article": "조", "paragraph": "항", "item": "호,목"}
)  # fmt: skip

# Spelled numbers from one on: endings that all take, and stems; a slash parts the words of one number.
_SPELLED: tuple[tuple[str, str], ...] = (
    # English
    (
        "",
        "one/first two/second three/third four/fourth five/fifth six/sixth seven/seventh eight/eighth nine/ninth ten/tenth"
        " eleven/eleventh twelve/twelfth thirteen/thirteenth fourteen/fourteenth fifteen/fifteenth sixteen/sixteenth"
        " seventeen/seventeenth eighteen/eighteenth nineteen/nineteenth twenty/twentieth",
    ),
    # German
    (
        "er es e en",
        "erst zweit dritt viert fünft sechst siebt/siebent acht neunt zehnt elft zwölft dreizehnt vierzehnt fünfzehnt",
    ),
    # Dutch, Swedish, Danish and Norwegian
    ("", "één/een/eerste twee/tweede drie/derde vier/vierde vijf/vijfde zesde zevende achtste negende tiende"),
    ("", "första/första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde"),
    ("", "første anden/andet/annen/andre tredje fjerde femte sjette syvende/sjuende ottende/åttende niende tiende"),
    # French
    (
        "",
        "premier/première/ier/un deuxième/second/seconde/deux troisième/trois quatrième/quatre cinquième/cinq sixième"
        " septième/sept huitième/huit neuvième/neuf dixième/dix onzième douzième treizième quatorzième quinzième",
    ),
    # Spanish, Portuguese, Italian, Romanian, Catalan
    (
        "",
        "primero/primera/primer/uno segundo/segunda/dos tercero/tercera/tercer/tres cuarto/cuarta/cuatro"
        " quinto/quinta/cinco sexto/sexta/seis séptimo/séptima/siete octavo/octava/ocho noveno/novena/nueve"
        " décimo/décima/diez undécimo/undécima/once duodécimo/duodécima/doce",
    ),
    (
        "",
        "primeiro/primeira/um segundo/segunda/dois terceiro/terceira/três quarto/quarta/quatro quinto/quinta/cinco"
        " sexto/sexta/seis sétimo/sétima/sete oitavo/oitava/oito nono/nona/nove décimo/décima/dez",
    ),
    (
        "o a",
        "prim second terz quart quint sest settim ottav non decim undicesim dodicesim tredicesim quattordicesim quindicesim",
    ),
    (
        "",
        "întâi/întîi/unu doua/doi treia/trei patra/patru cincea/cinci șasea/șase șaptea/șapte opta/opt noua/nouă zecea/zece",
    ),
    ("", "primer/primera segon/segona tercer/tercera quart/quarta cinquè/cinquena sisè/sisena setè vuitè novè desè"),
    # Polish, Czech and Slovak, South Slavic
    ("y a e i ie", "pierwsz drug trzec/trzeci czwart piąt szóst siódm ósm dziewiąt dziesiąt"),
    ("ý á é í", "prvn/prv druh třet/tret čtvrt/štvrt pát/piat šest/šiest sedm/siedm osm/ôsm devát/deviat desát/desiat"),
    ("i a o", "prv drug treć četvrt pet šest sedm osm devet deset"),
    ("и а о", "прв друг трећ четврт пет шест седм осм девет десет"),
    # Russian, Ukrainian, Bulgarian
    (
        "ый ая ое ой ий ья ье",
        "перв втор трет четверт пят шест седьм восьм девят десят одиннадцат двенадцат тринадцат четырнадцат пятнадцат",
    ),
    ("ий а е я є", "перш друг трет четверт п'ят/п’ят шост сьом восьм дев'ят/дев’ят десят"),
    ("и а о", "първ втор трет четвърт пет шест седм осм девет десет"),
    # Greek
    ("ο η ος", "πρώτ δεύτερ τρίτ τέταρτ πέμπτ έκτ έβδομ όγδο ένατ δέκατ"),
    # Finnish, Estonian, Hungarian
    ("", "ensimmäinen toinen kolmas neljäs viides kuudes seitsemäs kahdeksas yhdeksäs kymmenes"),
    ("", "esimene teine kolmas neljas viies kuues seitsmes kaheksas üheksas kümnes"),
    ("", "első második harmadik negyedik ötödik hatodik hetedik nyolcadik kilencedik tizedik"),
    # Turkish
    ("", "birinci ikinci üçüncü dördüncü beşinci altıncı yedinci sekizinci dokuzuncu onuncu"),
    # Vietnamese, Indonesian and Malay
    ("", "nhất/một hai/nhì ba tư/bốn năm sáu bảy tám chín mười"),
    (
        "",
        "kesatu/pertama/satu kedua/dua ketiga/tiga keempat/empat kelima/lima keenam/enam ketujuh/tujuh"
        " kedelapan/delapan kesembilan/sembilan kesepuluh/sepuluh",
    ),
    ("", "kwanza pili tatu nne tano sita saba nane tisa kumi"),
    # Arabic, Persian, Hebrew
    (
        "",
        "الأول/الأولى/الاول/الاولى/الحادي/الحادية الثاني/الثانية الثالث/الثالثة الرابع/الرابعة الخامس/الخامسة السادس/السادسة"
        " السابع/السابعة الثامن/الثامنة التاسع/التاسعة العاشر/العاشرة",
    ),
    (
        "",
        "أولا/أولاً/أولًا/اولا/اولاً ثانيا/ثانياً/ثانيًا ثالثا/ثالثاً/ثالثًا رابعا/رابعاً/رابعًا خامسا/خامساً/خامسًا سادسا/سادساً/سادسًا"
        " سابعا/سابعاً/سابعًا ثامنا/ثامناً/ثامنًا تاسعا/تاسعاً/تاسعًا عاشرا/عاشراً/عاشرًا",
    ),
    ("", "اول/یکم دوم سوم چهارم پنجم ششم هفتم هشتم نهم دهم یازدهم دوازدهم سیزدهم چهاردهم پانزدهم"),
    ("", "ראשון/ראשונה שני/שנייה/שניה שלישי/שלישית רביעי/רביעית חמישי/חמישית שישי/שישית שביעי/שביעית"),
    # Hindi, Bengali
    ("", "एक/पहला/प्रथम दो/दूसरा/द्वितीय तीन/तीसरा/तृतीय चार/चौथा/चतुर्थ पाँच/पांच/पंचम छह/छठा सात आठ नौ दस"),
    ("", "এক/প্রথম দুই/দ্বিতীয় তিন/তৃতীয় চার/চতুর্থ পাঁচ/পঞ্চম ছয়/ষষ্ঠ সাত/সপ্তম আট/অষ্টম নয়/নবম দশ/দশম"),
    # Thai
    ("", "หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด เก้า สิบ"),
)


@lru_cache(maxsize=1 << 14)
def folded(word: str) -> str:
    """A word as one looks it up: without case, accents and the dots of Turkish.

    >>> folded("CAPÍTULO"), folded("Κεφάλαιο"), folded("BÖLÜM") == folded("bölüm")
    ('capitulo', 'κεφαλαιο', True)
    """
    if word.isascii():
        return word.lower()
    parts = unicodedata.normalize("NFD", word.casefold())
    return "".join([one for one in parts if not "\u0300" <= one <= "\u036f"]).replace("ı", "i").replace("ς", "σ")


# Languages that put the number first: 1. fejezet, 2 luku, I. rész, 3-тарау, 1. Kapitel.
_NUMBER_FIRST = "de sv da no is fi et lv lt hu sl hr sr kk mn tr az uz"
# Tens that another word follows: Twenty-one, двадцать первая, décimo tercero; and the ten behind الحادي عشر.
TENS: MappingProxyType[str, int] = MappingProxyType(
    {
        folded(word): value
        for words, value in (
            ("décimo décima on", 10),
            ("twenty двадцать vigésimo vigésima yirmi", 20),
            ("thirty тридцать trigésimo trigésima otuz", 30),
            ("forty сорок cuadragésimo kırk", 40),
            ("fifty пятьдесят quincuagésimo elli", 50),
        )
        for word in words.split()
    }
)
TEENS = frozenset(("عشر", "عشرة"))


def _kinds() -> dict[str, str]:
    made: dict[str, str] = {}
    for rungs in _TABLE.values():
        for rung, words in rungs.items():
            for word in words.split(","):
                made.setdefault(folded(word), rung)
    return made


def _spelled() -> dict[str, int]:
    made: dict[str, int] = {}
    for endings, stems in _SPELLED:
        for value, words in enumerate(stems.split(), 1):
            for word in words.split("/"):
                for ending in endings.split() or ("",):
                    made.setdefault(folded(word + ending), value)
    return made


KINDS: MappingProxyType[str, str] = MappingProxyType(_kinds())  # folded word to rung, "annex" included
CAPTIONS = frozenset(map(folded, _CAPTIONS.split()))
SPELLED: MappingProxyType[str, int] = MappingProxyType(_spelled())  # folded word to its value
NUMBER_FIRST = frozenset(
    folded(word) for tongue in _NUMBER_FIRST.split() for words in _TABLE[tongue].values() for word in words.split(",")
)
CJK_ANNEXES = tuple(word for tongue in ("zh", "ja", "ko") for word in _TABLE[tongue]["annex"].split(","))
FIRST_WORDS = frozenset(word.split()[0] for word in KINDS if " " in word)  # of kinds of two words: Phụ lục
# What stands between a word and its number: Приложение № 1 aside, Annexe no 1, Phần thứ nhất, Chapter the First.
BETWEEN = ("no", "nr", "رقم", "the", "thứ", "ya", "al")
FIRST_LETTERS = frozenset(
    letter
    for rungs in _TABLE.values()
    for words in rungs.values()
    for word in words.split(",")
    for letter in (
        word[0],
        word[0].upper(),
        folded(word)[0],
        folded(word)[0].upper(),
        *({"İ"} if word[0] == "i" else ()),
    )
) | frozenset(
    letter
    for _, stems in _SPELLED
    for word in (*re.split("[ /]", stems), *SPELLED)
    for letter in (word[0], word[0].upper(), *({"İ"} if word[0] == "i" else ()))
)


def is_caption(line: str) -> bool:
    """Does a line open as a caption does: Figure 4, Chart IV. 19:, 表1, Source: …?

    >>> is_caption("Chart IV. 19: Investment"), is_caption("Source: World Bank"), is_caption("Table of judges")
    (True, True, False)
    """
    found = _CAPTION.match(line)
    return found is not None and folded(found[1]) in CAPTIONS


# A word, and behind it a number or a colon; Han and kana need no blank between.
_CAPTION = re.compile(
    r"([^\W\d_]{1,14})[.]?(?:\s{0,3}[:：]|\s{0,3}(?:(?:[Nn][ro]?[.º°]?|№|رقم)\s{0,3})?(?:[(]\d|[A-Z]{0,2}[.-]?\d|[IVXLC]{1,6}[.:–—-]))"
)


def words_of(rung: str) -> tuple[str, ...]:
    """The words of a rung in every language, those between 第 and 제 included.

    >>> "章" in words_of("chapter"), "capítulo" in words_of("chapter"), "anhang" in words_of("annex")
    (True, True, True)
    """
    found = [HAN_UNITS.get(rung, ""), HANGUL_UNITS.get(rung, ""), *(rungs.get(rung, "") for rungs in _TABLE.values())]
    return tuple(dict.fromkeys(word for words in found for word in words.split(",") if word))


# What one calls an article: art., 条, § … A text names those of other texts.
ARTICLES = frozenset(map(folded, (*words_of("article"), "§")))
