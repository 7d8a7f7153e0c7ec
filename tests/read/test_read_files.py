"""Files of every kind, good and bad: clean text, or an error that says what to do."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from sulh.errors import LimitError, SulhError, UnreadableError
from sulh.read import draft_reports, read_reports
from sulh.read.files import load_report

ARABIC = "هاجم الحوثيون مدينة مأرب يوم الخميس. وقال سكان في المدينة إن عشرة مدنيين قتلوا على الأقل."
ENGLISH = "The Houthis attacked Marib on Thursday, and ten civilians were killed, residents said."


def write(path: Path, data: bytes | str) -> Path:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1256"])
def test_arabic_encodings(tmp_path, encoding):
    path = write(tmp_path / "r.txt", ARABIC.encode(encoding))
    assert load_report(path).text == ARABIC


def test_a_few_broken_bytes_do_not_change_the_encoding(tmp_path):
    head, tail = ARABIC.encode().split(b". ")
    path = write(tmp_path / "r.txt", head + b".\xff\xd9 \x80 " + tail)
    assert load_report(path).text.replace("\ufffd", "").split() == ARABIC.split()


def test_html_loses_scripts_and_keeps_metadata(tmp_path):
    page = (
        "<html><head><title>T</title><meta property='og:site_name' content='Aden News'>"
        "<meta property='article:published_time' content='2024-03-07T10:00:00Z'></head>"
        f"<body><nav>menu</nav><script>attack()</script><p>{ARABIC}</p></body></html>"
    )
    case = read_reports(write(tmp_path / "r.html", page))
    source = case.sources[0]
    assert source.publisher == "Aden News"
    assert source.published is not None
    assert str(source.published.start) == "2024-03-07"
    report = load_report(tmp_path / "r.html")
    assert "attack()" not in report.text
    assert "menu" not in report.text
    assert ARABIC in report.text


def test_word(tmp_path):
    import docx

    document = docx.Document()
    document.add_paragraph(ARABIC)
    document.save(str(tmp_path / "r.docx"))
    assert ARABIC in load_report(tmp_path / "r.docx").text


def test_front_matter_is_kept_in_the_text_and_not_read(tmp_path):
    text = f"---\npublisher: هجوم نيوز\ndate: 2024-03-07\ntitle: قصف\n---\n{ARABIC}"
    draft = draft_reports(write(tmp_path / "r.md", text))
    source = draft.case.sources[0]
    assert draft.texts[source.id] == text
    assert (source.publisher, source.title.ar) == ("هجوم نيوز", "قصف")
    assert draft.case.claims
    assert all(c.start >= text.index("---\n", 4) for c in draft.case.claims)
    times = {c.when.start for c in draft.case.claims if c.when and c.when.start}
    assert {str(t) for t in times} == {"2024-03-07"}


@pytest.mark.parametrize(
    ("top", "publisher", "day"),
    [
        ("المصدر: صحيفة الهضبة\nالتاريخ: 12 آذار 2019\n\n", "صحيفة الهضبة", "2019-03-12"),
        ("Source: Highland Monitor\nDate: 20 March 2019\n\n", "Highland Monitor", "2019-03-20"),
        ("التاريخ: 2019/3/12\n", "", "2019-03-12"),
        ("---\npublisher: نيوز\ndate: 12 آذار 2019\n---\n", "نيوز", "2019-03-12"),
    ],
)
def test_lines_at_the_top_say_who_published_when(tmp_path, top, publisher, day):
    draft = draft_reports([write(tmp_path / "r.txt", top + ARABIC)])
    source = draft.case.sources[0]
    assert (source.publisher, str(source.published.start)) == (publisher, day)
    assert all(c.start >= len(top) for c in draft.case.claims)


@pytest.mark.parametrize("top", ["الجيش: قصفنا البلدة.\n", "عنوان: قصف\n", "Rebels: no truce.\n"])
def test_other_colons_at_the_top_belong_to_the_text(tmp_path, top):
    report = load_report(write(tmp_path / "r.txt", top + ARABIC))
    assert (report.body, report.about) == (0, {})


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty.txt", b""),
        ("blank.txt", b" \n\n "),
        ("binary.txt", bytes(range(256)) * 20),
        ("broken.pdf", b"%PDF-1.4 nothing here"),
        ("broken.docx", b"PK\x03\x04 nothing here"),
    ],
)
def test_unreadable(tmp_path, name, data):
    with pytest.raises(UnreadableError) as caught:
        draft_reports(write(tmp_path / name, data))
    assert name in str(caught.value)


def test_archive_that_is_no_document(tmp_path):
    path = tmp_path / "r.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(UnreadableError, match="no Word document"):
        load_report(path)


def test_zip_bomb(tmp_path):
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * 201_000_000)
    assert path.stat().st_size < 1_000_000
    with pytest.raises(LimitError, match="unpacks"):
        load_report(path)


def test_line_without_end(tmp_path):
    path = write(tmp_path / "long.txt", ARABIC * 3000)
    with pytest.raises(LimitError, match="line break"):
        load_report(path)


def test_no_such_file(tmp_path):
    with pytest.raises(UnreadableError, match="no such file"):
        draft_reports(tmp_path / "missing.txt")


def test_folder_without_reports(tmp_path):
    with pytest.raises(UnreadableError, match="no report"):
        draft_reports(tmp_path)


def test_one_bad_file_does_not_stop_the_others(tmp_path):
    good = write(tmp_path / "good.txt", ENGLISH)
    bad = write(tmp_path / "bad.txt", b"")
    draft = draft_reports([bad, good])
    assert [n.code for n in draft.notices] == ["READ_SKIPPED"]
    assert draft.case.claims


GERMAN = "Die Armee hat die Stadt am Montag angegriffen und mehrere Zivilisten verletzt."
PERSIAN = "ارتش به شهر حمله کرد و چند نفر کشته شدند. گروه‌ها پس از آن عقب‌نشینی کردند."
FOOTBALL_AR = (
    "فاز المنتخب السعودي على نظيره الياباني بهدفين مقابل هدف في المباراة التي أقيمت على ملعب جدة، "
    "وسجل اللاعب سالم هدف الفوز في الشوط الثاني من ركلة جزاء."
)
FOOTBALL_EN = (
    "The striker attacked from the left in the second half and scored; the goalkeeper and the coach "
    "blamed the penalty. The club and its fans won the league match."
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (GERMAN, "READ_LANGUAGE"),
        (PERSIAN, "READ_LANGUAGE"),
        (FOOTBALL_AR, "READ_TOPIC"),
        (FOOTBALL_EN, "READ_TOPIC"),
    ],
)
def test_not_a_conflict_or_not_a_language(tmp_path, text, code):
    draft = draft_reports(write(tmp_path / "r.txt", text))
    assert [n.code for n in draft.notices] == [code]
    assert not draft.case.claims


def test_unknown_pack(tmp_path):
    path = write(tmp_path / "r.txt", ARABIC)
    with pytest.raises(SulhError, match="no pack"):
        draft_reports(path, packs=["yemn"])


def test_a_folder_that_may_not_be_read_says_so(tmp_path, monkeypatch):
    def refused(path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("sulh.read.files.os.scandir", refused)
    with pytest.raises(UnreadableError, match="Permission denied") as caught:
        read_reports([tmp_path])
    assert caught.value.where.file == str(tmp_path)
