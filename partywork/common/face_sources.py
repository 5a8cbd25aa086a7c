"""Where the free typefaces come from: the wheel, and Debian's packages, fetched without installing anything."""

import shutil
import subprocess
from pathlib import Path

from partywork.common.fonts import wheel_folder

PACKAGES = ("texlive-lang-chinese", "fonts-arphic-uming", "fonts-arphic-ukai")
PATIENCE = 300  # seconds for one apt or dpkg command
LICENCES = {  # found below the unpacked packages and the wheel: source name in our folder
    "fandol/COPYING.gz": "Fandol-GPL-3.0.txt",
    "fandol/README": "Fandol-README.txt",
    "fonts-arphic-uming/license/english/ARPHICPL.TXT.gz": "Arphic-Public-License.txt",
    "fonts-arphic-uming/copyright": "AR-PL-UMing-copyright.txt",
    "fonts-arphic-ukai/copyright": "AR-PL-UKai-copyright.txt",
    "licenses/LICENSE": "Noto-SIL-OFL-1.1.txt",
}


def fetch_packages(into: Path) -> bool:
    """Download and unpack Debian's font packages below `into`; False where apt cannot or there is no network.

    Works as any user: lists and archives stay in `into`, the machine's own package state is not touched.
    """
    if not (shutil.which("apt-get") and shutil.which("dpkg")):
        return False
    lists = into / "lists"
    (lists / "partial").mkdir(parents=True)
    options = [
        f"Dir::State::lists={lists}",
        f"Dir::Cache={into}",
        f"Dir::Cache::archives={into}",
        "Acquire::Retries=1",
        "Acquire::http::Timeout=20",
        "APT::Sandbox::User=",
        "Debug::NoLocking=1",
    ]
    apt = ["apt-get", "-qq", *(part for option in options for part in ("-o", option))]
    if not (_runs([*apt, "update"], into) and _runs([*apt, "download", *PACKAGES], into)):
        return False
    archives = list(into.glob("*.deb"))
    return bool(archives) and all(
        _runs(["dpkg", "-x", str(file), str(into / "root")], into) for file in archives
    )


def _runs(command: list[str], folder: Path) -> bool:
    try:
        done = subprocess.run(  # noqa: S603 -- a fixed list of words, no shell
            command, cwd=folder, capture_output=True, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def folders(fetched: Path) -> tuple[Path, ...]:
    """Where the source files are looked for by name, the fetched packages first."""
    debian = Path("/usr/share")
    return tuple(
        folder
        for folder in (
            fetched / "root",
            debian / "texlive",
            debian / "fonts" / "truetype" / "arphic",
            wheel_folder(),
        )
        if folder.is_dir()
    )


def find(name: str, places: tuple[Path, ...]) -> Path | None:
    return next((file for place in places for file in sorted(place.rglob(name))), None)


def copy_licences(places: tuple[Path, ...], target: Path) -> None:
    """Put the licence texts beside the faces, as every one of them asks."""
    import gzip

    wheel = wheel_folder()
    every = (*places, *sorted(wheel.parent.glob(f"{wheel.name}-*.dist-info")))
    for ending, name in LICENCES.items():
        if source := find(ending, every):
            data = source.read_bytes()
            (target / name).write_bytes(gzip.decompress(data) if source.suffix == ".gz" else data)
