"""Object storage, as far as it is read and written; what it refuses is told in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from perfreport.basics import extras
from perfreport.basics.errors import InputError, OutputError, PerfreportError
from perfreport.basics.messages import reason, shown, told
from perfreport.batch.addresses import Address
from perfreport.data.data_files import too_long
from perfreport.data.source import refusal

_NOT_THERE = "存储里没有这个文件或存储桶，请核对地址"
_NO_RIGHT = "存储没有给权限，请核对地址和访问凭据"
_NO_KEYS = (
    "没有存储的访问凭据，请照存储的说明设好环境变量"
    "（S3 是 AWS_ACCESS_KEY_ID、AWS_SECRET_ACCESS_KEY）"
)
_NOT_REACHED = "连不上存储，请核对网络和地址（S3 的是环境变量 AWS_ENDPOINT_URL）"
_UNKNOWN = "不认得这种地址，或者没有装读写它的包（{}）；S3 请运行 pip install s3fs"
_CHAINED = "不能读写套在一起的地址（::）；请写文件自己的地址"
_OTHER = "存储出错（{}），请核对后再运行一次"


_ALL = 2**40
"""More bytes than a finished file has."""

Refused = Callable[[str, str], InputError | OutputError]
"""Makes the error for an address and a reason."""


class Entry(NamedTuple):
    """What stands in a folder of a storage.

    Attributes:
        name: of it, without the folder.
        is_folder: whether it is a folder itself.
    """

    name: str
    is_folder: bool


def require(address: str) -> None:
    """See that there is what reads and writes the storage at ``address``.

    Raises:
        InputError: when its package is not installed.
        ExtraError: when fsspec is not.
    """
    with _refusing(address, refusal):
        _opened(address)


def is_folder(address: str) -> bool:
    """Whether files stand under ``address``; not so where the storage does not say."""
    try:
        files, path = _opened(address)
        return bool(files.isdir(path))
    except Exception:  # noqa: BLE001 - whoever reads there says why
        return False


def entries(address: str) -> list[Entry]:
    """What stands in the folder at ``address``, by its names.

    Raises:
        InputError: when the storage does not say.
    """
    with _refusing(address, refusal):
        files, path = _opened(address)
        found = files.ls(path, detail=True)
        within = [each for each in found if each["name"].rstrip("/") != path.rstrip("/")]
    names = {_last(each["name"]): each["type"] == "directory" for each in within}
    return [Entry(*each) for each in sorted(names.items())]


def read(address: str, most: int) -> bytes:
    """The content of the file at ``address``.

    Raises:
        InputError: when it cannot be read, or has more than ``most`` bytes.
    """
    with _refusing(address, refusal):
        files, path = _opened(address)
        with suppress(Exception):  # it is told below what is wrong
            if len(content := _in_one_step(files, path, most + 1)) <= most:
                return content
        about = files.info(path)
        if about["type"] == "directory":
            raise refusal(address, "这是一个文件夹，请指明其中的数据文件")
        if (about.get("size") or 0) > most:
            raise too_long(address, most)
        return bytes(files.cat_file(path))


def earlier(address: str) -> bytes | None:
    """What is at ``address`` where results are put; None without a file there.

    Raises:
        OutputError: when the storage does not say.
    """
    with _refusing(address, unwritable):
        files, path = _opened(address)
        try:
            return _in_one_step(files, path, _ALL)
        except FileNotFoundError:
            return None
        except Exception:  # noqa: BLE001 - what has no first byte is refused: asked again
            return _slowly(files, path)


def _slowly(files: Any, path: str) -> bytes | None:
    try:
        return bytes(files.cat_file(path))
    except (FileNotFoundError, IsADirectoryError):
        return None


def _in_one_step(files: Any, path: str, most: int) -> bytes:
    """The first bytes of a file, asked for once: of a whole file s3fs asks how long it is first."""
    return bytes(files.cat_file(path, start=0, end=most))


def fetch(address: str, copy: Path, refused: Refused) -> bool:
    """Whether there is a file at ``address``; if so ``copy`` is one of it, for nobody else to read.

    Raises:
        InputError: or what else ``refused`` makes, when the storage does not say.
    """
    with _refusing(address, refused):
        files, path = _opened(address)
        copy.touch(0o600)
        try:
            files.get_file(path, str(copy))
        except (FileNotFoundError, IsADirectoryError):
            copy.unlink()
            return False
        return True


def put(contents: Mapping[str, bytes]) -> None:
    """Put files with these ``contents`` at their addresses in one storage, at the same time.

    Each is put whole: in one step, in place of another.

    Raises:
        OutputError: when that is impossible.
    """
    with _refusing(next(iter(contents)), unwritable):
        opened = [_opened(address) for address in contents]
        files = opened[0][0]
        files.pipe(
            {path: content for (_, path), content in zip(opened, contents.values(), strict=True)}
        )


def version(address: str) -> str | None:
    """What changes whenever the file at ``address`` is written; None without a file there.

    Raises:
        OutputError: when the storage does not say.
    """
    with _refusing(address, unwritable):
        files, path = _opened(address)
        try:
            return str(files.ukey(path))
        except FileNotFoundError:
            return None


def unwritable(address: str, why: str) -> OutputError:
    """The error for an address where nothing can be put."""
    return OutputError(f"{shown(address)}：写不了：{why}")


def _last(name: str) -> str:
    return name.rstrip("/").rpartition("/")[2]


def _opened(address: str) -> tuple[Any, str]:
    """The storage at ``address``, and what that is called in it."""
    with extras.remote():
        from fsspec.core import url_to_fs
    if "::" in address:
        raise refusal(address, _CHAINED)
    # Others write there too: a listing that is kept would be an old one.
    files, path = url_to_fs(address, use_listings_cache=False)
    return files, path


@contextmanager
def _refusing(address: str, refused: Refused) -> Iterator[None]:
    """Tell in words what the storage cannot do: its errors are of many libraries."""
    try:
        yield
    except PerfreportError:
        raise
    except Exception as error:  # noqa: BLE001
        raise refused(str(Address(address)), _why(error)) from None


def _why(error: Exception) -> str:
    match error:
        case FileNotFoundError():
            return _NOT_THERE
        case PermissionError():
            return _NO_RIGHT
        case ImportError() | ValueError():
            return _UNKNOWN.format(told(str(error)))
        case ConnectionError() | TimeoutError():
            return _NOT_REACHED
        case OSError(errno=int()):
            return _OTHER.format(reason(error))
    # botocore's and aiohttp's, which need not be there to be told apart.
    name = type(error).__name__
    if "Credentials" in name:
        return _NO_KEYS
    if any(word in name for word in ("Connect", "Endpoint", "Timeout")):
        return _NOT_REACHED
    return _OTHER.format(told(str(error) or name))
