"""Unpacking a workbook within limits: bytes are counted while reading, a directory is never believed."""

import io
import struct
import zipfile
import zlib

from mortel.pure.personnel.problems import FileRefusal, PersonnelFileError

MAX_MEMBERS = 1_000
MAX_UNPACKED_BYTES = 100 * 1024 * 1024
MAX_RATIO = 100
CHUNK_BYTES = 256 * 1024
ZIP_MARK = b"PK\x03\x04"
NESTED_ENDINGS = (".zip", ".xlsx", ".xlsm", ".docx", ".pptx", ".ods", ".jar", ".gz", ".7z", ".rar")
MACRO_ENDINGS = ("vbaproject.bin", ".exe", ".dll", ".js", ".vbs")
DOCTYPE_MARKS = (b"<!DOCTYPE", b"<!ENTITY")
ENCRYPTED_FLAG = 0x1
UNPACKING_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    RuntimeError,
    NotImplementedError,
)

Parts = dict[str, bytes]


def unpacked_parts(data: bytes) -> Parts:
    """The XML parts of a workbook by name; anything that is too big, nested, locked or broken is refused."""
    if not data.startswith(ZIP_MARK):
        raise PersonnelFileError(FileRefusal.NOT_A_WORKBOOK)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            check_members(members)
            return counted_parts(archive, members, budget=min(MAX_UNPACKED_BYTES, MAX_RATIO * len(data)))
    except UNPACKING_ERRORS:
        raise PersonnelFileError(FileRefusal.NOT_A_WORKBOOK) from None


def check_members(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_MEMBERS:
        raise PersonnelFileError(FileRefusal.WORKBOOK_TOO_BIG)
    if len({member.filename.lower() for member in members}) < len(members):
        raise PersonnelFileError(FileRefusal.UNSAFE_WORKBOOK)
    for member in members:
        check_member(member)


def check_member(member: zipfile.ZipInfo) -> None:
    name = member.filename.lower()
    if member.flag_bits & ENCRYPTED_FLAG:
        raise PersonnelFileError(FileRefusal.OLD_EXCEL)
    if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise PersonnelFileError(FileRefusal.UNSAFE_WORKBOOK)
    if name.startswith("/") or "\\" in name or ".." in name.split("/"):
        raise PersonnelFileError(FileRefusal.UNSAFE_WORKBOOK)
    if name.endswith(NESTED_ENDINGS + MACRO_ENDINGS):
        raise PersonnelFileError(FileRefusal.UNSAFE_WORKBOOK)


def counted_parts(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], budget: int) -> Parts:
    """Read every member to its end, so that all bytes count and are checked; keep the XML ones."""
    parts: Parts = {}
    left = budget
    for member in members:
        content = member_bytes(archive, member, left)
        left -= len(content)
        check_content(content)
        if member.filename.lower().endswith((".xml", ".rels")):
            parts[member.filename] = content
    return parts


def member_bytes(archive: zipfile.ZipFile, member: zipfile.ZipInfo, left: int) -> bytes:
    chunks: list[bytes] = []
    with archive.open(member) as stream:
        while chunk := stream.read(CHUNK_BYTES):
            left -= len(chunk)
            if left < 0:
                raise PersonnelFileError(FileRefusal.WORKBOOK_TOO_BIG)
            chunks.append(chunk)
    return b"".join(chunks)


def check_content(content: bytes) -> None:
    """Refuse an archive inside the archive, and XML that declares entities (no list needs one)."""
    if content.startswith(ZIP_MARK):
        raise PersonnelFileError(FileRefusal.UNSAFE_WORKBOOK)
    for mark in DOCTYPE_MARKS:
        if mark in content or mark.decode().encode("utf-16-le") in content:
            raise PersonnelFileError(FileRefusal.UNSAFE_WORKBOOK)


def repacked(parts: Parts) -> bytes:
    """The counted parts as a new archive, so that no second unzipper gets to read what was sent."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()
