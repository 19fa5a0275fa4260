"""Pictures without the data that cameras put into them: place, time, maker, and the small copy that shows it all.

Only what is seen is written again: the pixels, turned the way the camera noted, and the colour profile. JPEG keeps
its own tables, so that it loses as good as nothing.
"""

from hashlib import sha256
from pathlib import Path

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, JpegImagePlugin, UnidentifiedImageError

from planfolio.errors import Refused

#: A picture unpacks to four bytes a pixel; a larger one is refused before that.
MOST_PIXELS = 80_000_000
#: MPO, two pictures in one file, is opened as JPEG.
_FORMATS = ("JPEG", "PNG", "WEBP", "TIFF")


#: What a cleaned picture may still say of itself: how it is packed, its colours, how its frames follow.
_HARMLESS = {
    *(
        "icc_profile",
        "transparency",
        "duration",
        "loop",
        "background",
        "timestamp",
        "default_image",
        "disposal",
        "blend",
    ),
    *("jfif", "jfif_version", "jfif_unit", "jfif_density", "adobe", "adobe_transform", "progressive", "progression"),
    *("dpi", "gamma", "srgb", "chromaticity", "interlace", "compression", "resolution", "bbox"),
}
_APPS = {"APP0", "APP2", "APP14"}


def is_clean(path: Path) -> bool:
    """Whether the picture at `path` says nothing that `clean` would take out. False for what cannot be told."""
    try:
        with Image.open(path, formats=_FORMATS) as picture:
            if picture.format not in {"JPEG", "PNG", "WEBP"} or picture.getexif():
                return False
            # What a PNG says after its pixels is known once these are read.
            picture.load()
            apps = {name for name, _content in getattr(picture, "applist", ())}
            return set(picture.info) <= _HARMLESS and not getattr(picture, "text", None) and apps <= _APPS
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return False


def clean(path: Path, name: str) -> None:
    """Write the picture at `path` again without what a camera added. Raises Refused when it cannot be read."""
    try:
        with Image.open(path, formats=_FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise Refused(
                    _("“%(name)s” is very large. Choose a picture of at most 80 megapixels.") % {"name": name}
                )
            frames = _frames(picture)
            options = _options(picture)
            kind = "JPEG" if picture.format == "MPO" else picture.format
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise Refused(
            _("“%(name)s” cannot be read as a picture. Save it again, then choose it.") % {"name": name}
        ) from error
    if len(frames) > 1:
        options |= {"save_all": True, "append_images": frames[1:]}
    frames[0].save(path, format=kind, **options)


def _frames(picture) -> list[Image.Image]:
    """Every frame as pixels alone. A camera's second picture (MPO) is a copy for a small screen, and goes."""
    count = 1 if picture.format in {"JPEG", "MPO"} else min(getattr(picture, "n_frames", 1), 200)
    if count * picture.width * picture.height > MOST_PIXELS:
        count = 1
    frames = []
    for place in range(count):
        picture.seek(place)
        frame = ImageOps.exif_transpose(picture)
        frame = frame.copy() if frame is picture else frame
        kept = {"transparency": frame.info["transparency"]} if "transparency" in frame.info else {}
        frame.info = kept
        frames.append(frame)
    picture.seek(0)
    return frames


def _options(picture) -> dict:
    options = {"icc_profile": picture.info["icc_profile"]} if picture.info.get("icc_profile") else {}
    if picture.format in {"JPEG", "MPO"}:
        options |= {"qtables": picture.quantization, "optimize": True}
        sampling = JpegImagePlugin.get_sampling(picture)
        options |= {"subsampling": sampling} if sampling != -1 else {}
    elif picture.format == "WEBP":
        options |= {"quality": 90}
    elif picture.format == "TIFF":
        options |= {"compression": "tiff_lzw"}
    if picture.format in {"PNG", "WEBP"} and getattr(picture, "n_frames", 1) > 1:
        options |= {"duration": picture.info.get("duration", 100), "loop": picture.info.get("loop", 0)}
    return options


def digest(path: Path) -> str:
    with open(path, "rb") as file:
        total = sha256()
        while chunk := file.read(1 << 20):
            total.update(chunk)
    return total.hexdigest()
