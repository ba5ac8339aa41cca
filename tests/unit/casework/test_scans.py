"""What becomes of a file before it is kept: recognised, stripped of the unseen, made smaller, or refused."""

from __future__ import annotations

import io
import random
import struct
import zlib
from contextlib import suppress

import pytest
from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

from profiler.casework.explain import sentence
from profiler.casework.scans import LONGEST_SIDE, MOST_PIXELS, kind_of, prepared
from profiler.errors import ErrorCode, WorldError
from profiler.records.attachments import LARGEST_FILE, LARGEST_SOURCE, AttachmentKind, AttachmentProblem

PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\nstartxref\n9\n%%EOF\n"
PLACE = b"Musterstadt 50.1 N"


def picture(size: tuple[int, int] = (60, 40), mode: str = "RGB", colour: object = "white") -> Image.Image:
    made = Image.new(mode, size, colour)  # type: ignore[arg-type]  # a colour of the mode
    ImageDraw.Draw(made).rectangle((0, 0, size[0] // 3, size[1] // 3), fill=0)
    return made


def saved(image: Image.Image, how: str, **details: object) -> bytes:
    stream = io.BytesIO()
    image.save(stream, how, **details)
    return stream.getvalue()


def reason_of(content: bytes) -> str:
    with pytest.raises(WorldError) as raised:
        prepared(content)
    assert raised.value.code is ErrorCode.ATTACHMENT_INVALID
    return raised.value.details["reason"]


def noise(size: tuple[int, int]) -> Image.Image:
    drawn = random.Random(7).randbytes(size[0] * size[1] * 3)  # noqa: S311 - not a secret, a picture
    return Image.frombytes("RGB", size, drawn)


# --- what it is


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (saved(picture(), "JPEG"), AttachmentKind.JPEG),
        (saved(picture(), "PNG"), AttachmentKind.PNG),
        (PDF, AttachmentKind.PDF),
        (b"\xef\xbb\xbf\n" + PDF, AttachmentKind.PDF),
    ],
)
def test_a_file_is_what_it_contains(content: bytes, kind: AttachmentKind) -> None:
    assert kind_of(content) is kind
    assert prepared(content).kind is kind


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", AttachmentProblem.EMPTY),
        (b"MZ\x90 a program", AttachmentProblem.WRONG_TYPE),
        (saved(picture(), "GIF"), AttachmentProblem.WRONG_TYPE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", AttachmentProblem.WRONG_TYPE),
        (b"PK\x03\x04 a letter", AttachmentProblem.WRONG_TYPE),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", AttachmentProblem.HEIC),
        (b"\xff\xd8\xff", AttachmentProblem.BROKEN),
        (saved(picture((900, 900)), "JPEG")[:2000], AttachmentProblem.BROKEN),
        (saved(noise((90, 90)), "PNG")[:3000], AttachmentProblem.BROKEN),
        (PDF[:-8], AttachmentProblem.BROKEN),
        (PDF + bytes(LARGEST_FILE), AttachmentProblem.BROKEN),
    ],
    ids=[
        "empty", "program", "gif", "svg", "zip", "heic", "three bytes", "half a jpeg", "half a png",
        "cut pdf", "pdf with a tail",
    ],
)  # fmt: skip
def test_what_cannot_be_kept_says_why(content: bytes, problem: AttachmentProblem) -> None:
    assert reason_of(content) == problem.value


def test_every_reason_has_a_sentence_that_says_what_to_do() -> None:
    said = {
        str(sentence(WorldError(ErrorCode.ATTACHMENT_INVALID, reason=problem.value, limit="8")))
        for problem in AttachmentProblem
    }
    assert len(said) == len(AttachmentProblem)
    assert not any("Sie passt hier nicht" in each for each in said)


# --- how large it is


def test_a_photograph_becomes_a_readable_page() -> None:
    scan = prepared(saved(picture((6000, 4000)), "JPEG", quality=95))
    kept = Image.open(io.BytesIO(scan.content))
    assert kept.size == (LONGEST_SIDE, round(LONGEST_SIDE * 4000 / 6000))


def test_a_small_picture_keeps_its_size() -> None:
    assert Image.open(io.BytesIO(prepared(saved(picture((640, 480)), "PNG")).content)).size == (640, 480)


def test_a_photograph_saved_as_png_is_kept_as_jpeg() -> None:
    assert prepared(saved(noise((1200, 900)), "PNG")).kind is AttachmentKind.JPEG


def test_a_picture_with_too_many_pixels_is_refused_before_it_is_unpacked() -> None:
    def claims(width: int, height: int) -> bytes:
        def part(name: bytes, content: bytes) -> bytes:
            return (
                struct.pack(">I", len(content))
                + name
                + content
                + struct.pack(">I", zlib.crc32(name + content))
            )

        head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
        return (
            b"\x89PNG\r\n\x1a\n"
            + part(b"IHDR", head)
            + part(b"IDAT", zlib.compress(b""))
            + part(b"IEND", b"")
        )

    assert reason_of(claims(MOST_PIXELS // 1000 + 1, 1000)) == AttachmentProblem.TOO_MANY_PIXELS.value
    assert reason_of(claims(60_000, 60_000)) == AttachmentProblem.TOO_MANY_PIXELS.value


def test_what_stays_too_large_is_refused_with_the_limit() -> None:
    pdf = b"%PDF-1.7\n" + bytes(LARGEST_FILE) + PDF
    assert reason_of(pdf) == AttachmentProblem.TOO_LARGE.value
    assert reason_of(b"\xff\xd8\xff" + bytes(LARGEST_SOURCE)) == AttachmentProblem.TOO_LARGE.value
    with pytest.raises(WorldError) as raised:
        prepared(pdf)
    assert "größer als 8 MB" in str(sentence(raised.value))


# --- what goes along


def located(image: Image.Image) -> bytes:
    exif = Image.Exif()
    exif[0x010F], exif[0x0112] = "Telefon", 6
    exif.get_ifd(0x8825)[29] = PLACE.decode()
    return saved(image, "JPEG", exif=exif, comment=PLACE, icc_profile=PLACE) + PLACE


def test_place_time_and_camera_do_not_go_along() -> None:
    source = located(picture((80, 40)))
    assert PLACE in source
    kept = prepared(source).content
    assert PLACE not in kept
    assert b"Telefon" not in kept
    assert Image.open(io.BytesIO(kept)).info.keys() <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_texts_in_a_png_do_not_go_along() -> None:
    texts = PngInfo()
    texts.add_text("Author", PLACE.decode())
    kept = prepared(saved(picture(), "PNG", pnginfo=texts)).content
    assert PLACE not in kept
    assert Image.open(io.BytesIO(kept)).info == {}


def test_a_picture_stands_upright_after_its_turn_is_forgotten() -> None:
    kept = Image.open(io.BytesIO(prepared(located(picture((80, 40)))).content))
    assert kept.size == (40, 80)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_every_kind_of_picture_is_drawn_on_white_paper(mode: str) -> None:
    how = "JPEG" if mode == "CMYK" else "PNG"
    source = (
        Image.new(mode, (40, 30), (0, 0, 0, 0) if mode == "RGBA" else 0xFFFF)
        if mode in ("RGBA", "I;16")
        else picture((40, 30), "RGB").convert(mode)
    )
    kept = Image.open(io.BytesIO(prepared(saved(source, how)).content))
    assert kept.mode in ("L", "RGB")
    assert kept.convert("L").tobytes()[-1] > 200


@pytest.mark.parametrize("size", [(60, 40), (4000, 60)])
def test_a_scan_in_sixteen_bits_of_grey_stays_readable(size: tuple[int, int]) -> None:
    source = Image.new("I;16", size, 65535)
    source.paste(Image.new("I;16", (size[0] // 2, size[1]), 0x8000), (0, 0))
    kept = Image.open(io.BytesIO(prepared(saved(source, "PNG")).content))
    row = kept.tobytes()[: kept.width]
    assert (row[1], row[-2]) == (0x80, 0xFF)


def test_a_pdf_stays_as_it_is() -> None:
    assert prepared(PDF).content == PDF


def test_damaged_pictures_are_refused_or_drawn_and_never_a_fault() -> None:
    chance = random.Random(11)  # noqa: S311 - not a secret, a test
    sources = [located(noise((64, 48))), saved(noise((64, 48)).convert("P"), "PNG"), saved(picture(), "PNG")]
    for turn in range(600):
        damaged = bytearray(sources[turn % len(sources)])
        for _ in range(chance.randint(1, 6)):
            damaged[chance.randrange(8, len(damaged))] = chance.randrange(256)
        content = bytes(damaged[: chance.randint(len(damaged) // 2, len(damaged))] if turn % 2 else damaged)
        with suppress(WorldError):
            assert prepared(content).kind.is_picture
