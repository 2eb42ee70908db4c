"""Pictures as inks: through the output intent by lcms, greys on the black plate alone.

Relative to the paper, with black point compensation. The ink of every pixel is held to the
limit by taking cyan, magenta and yellow back and leaving black, as flat colours are.
"""

from __future__ import annotations

import io
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from typeset.record import dataclass

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

_STRIP = 256  # rows that are held to the ink limit at a time
_NEUTRAL = 2  # levels by which the channels of a grey may differ


@dataclass(frozen=True)
class Separator:
    """Turns pictures into inks; ``profile`` is the press's, ``limit`` its most ink in percent.

    Not ``in_color`` every picture goes on black alone, as light as it looks.
    """

    profile: bytes
    limit: float
    in_color: bool = True
    _transforms: dict[bytes, Any] = field(default_factory=dict, compare=False, repr=False)

    def separated(self, picture: Picture, own: bytes) -> Picture:
        """The picture in ``CMYK``, or in ``L`` (255 is paper) if it has no colour.

        ``own`` is its own profile of RGB, b"" for sRGB. Four-colour pictures keep their inks.
        """
        if picture.mode == "CMYK":
            if not self.in_color:
                return self._seen(picture).point(self._greys)
            return limited(picture, self.limit)
        if picture.mode == "1":
            return picture
        if picture.mode == "L":
            return picture.point(self._greys)
        if not self.in_color:
            return picture.convert("L").point(self._greys)
        if is_neutral(picture):
            return picture.getchannel("G").point(self._greys)
        from PIL import ImageCms  # noqa: PLC0415

        converted = ImageCms.applyTransform(picture, self._transform(own))
        if converted is None:  # only where it works in place
            raise AssertionError("lcms gave nothing back")
        return limited(converted, self.limit)

    def _seen(self, picture: Picture) -> Picture:
        """Four inks as the greys of sRGB that they look like."""
        from PIL import ImageCms  # noqa: PLC0415

        made = ImageCms.profileToProfile(
            picture,
            ImageCms.ImageCmsProfile(io.BytesIO(self.profile)),
            rgb_profile(b""),
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode="RGB",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
        if made is None:  # only where it works in place
            raise AssertionError("lcms gave nothing back")
        return made.convert("L")

    def _transform(self, own: bytes) -> Any:
        from PIL import ImageCms  # noqa: PLC0415

        if own not in self._transforms:
            self._transforms[own] = ImageCms.buildTransform(
                rgb_profile(own),
                ImageCms.ImageCmsProfile(io.BytesIO(self.profile)),
                "RGB",
                "CMYK",
                renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
                flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
            )
        return self._transforms[own]

    @cached_property
    def _greys(self) -> list[int]:
        """For each level of sRGB grey the level whose black ink looks as light on this paper."""
        ramp = self._lightness()
        paper, black = ramp[0], ramp[-1]
        levels: list[int] = []
        ink = 255
        for grey in range(256):
            wanted = black + (paper - black) * _lightness(grey) / 100
            while ink > 0 and abs(ramp[ink - 1] - wanted) <= abs(ramp[ink] - wanted):
                ink -= 1
            levels.append(255 - ink)
        return levels

    def _lightness(self) -> list[float]:
        """The lightness of black ink alone from none to full, 0 to 100."""
        import PIL.Image  # noqa: PLC0415
        from PIL import ImageCms  # noqa: PLC0415

        key = PIL.Image.frombytes("L", (256, 1), bytes(range(256)))
        none = PIL.Image.new("L", (256, 1), 0)
        inks = PIL.Image.merge("CMYK", (none, none, none, key))
        lab = ImageCms.applyTransform(
            inks,
            ImageCms.buildTransform(
                ImageCms.ImageCmsProfile(io.BytesIO(self.profile)),
                ImageCms.createProfile("LAB"),
                "CMYK",
                "LAB",
                renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            ),
        )
        if lab is None:
            raise AssertionError("lcms gave nothing back")
        return [level / 2.55 for level in lab.getchannel("L").tobytes()]


def _lightness(grey: int) -> float:
    """The CIE lightness of a level of sRGB grey."""
    coded = grey / 255
    y = coded / 12.92 if coded <= 0.04045 else ((coded + 0.055) / 1.055) ** 2.4
    return 116 * y ** (1 / 3) - 16 if y > 216 / 24389 else y * 24389 / 27


def rgb_profile(own: bytes) -> Any:
    """The profile of an RGB picture for lcms: its own, or sRGB."""
    from PIL import ImageCms  # noqa: PLC0415

    return ImageCms.ImageCmsProfile(io.BytesIO(own)) if own else ImageCms.createProfile("sRGB")


def is_sound(own: bytes) -> bool:
    """Whether lcms can read the profile and it is one of RGB."""
    from PIL import ImageCms  # noqa: PLC0415

    try:
        return bool(own) and rgb_profile(own).profile.xcolor_space.strip() == "RGB"
    except (OSError, ImageCms.PyCMSError):
        return False


def is_neutral(picture: Picture) -> bool:
    """Whether an RGB picture has no colour anywhere."""
    from PIL import ImageChops  # noqa: PLC0415

    red, green, blue = picture.split()
    differences = (ImageChops.difference(green, other) for other in (red, blue))
    return all(_most(difference) <= _NEUTRAL for difference in differences)


def limited(picture: Picture, limit: float) -> Picture:
    """A CMYK picture with no more than ``limit`` percent of ink in any pixel."""
    most = int(limit * 255 / 100)
    if most >= 4 * 255:
        return picture
    made: Picture | None = None
    for head in range(0, picture.height, _STRIP):
        box = (0, head, picture.width, min(head + _STRIP, picture.height))
        strip = picture.crop(box)
        held = _held(strip, most)
        if held is not strip:
            made = made or picture.copy()
            made.paste(held, box)
    return made or picture


def _held(strip: Picture, most: int) -> Picture:
    """The strip itself if it keeps to the limit, else one that does."""
    import PIL.Image  # noqa: PLC0415
    from PIL import ImageMath  # noqa: PLC0415

    cyan, magenta, yellow, key = strip.split()
    colors: Any = ImageMath.lambda_eval(
        lambda args: args["c"] + args["m"] + args["y"], c=cyan, m=magenta, y=yellow
    )
    total: Any = ImageMath.lambda_eval(lambda args: args["s"] + args["k"], s=colors, k=key)
    if _most(total) <= most:
        return strip

    def share(args: Any) -> Any:
        """In whole numbers, rounded down: what is over the limit comes out of the colours."""
        room = args["max"](most - args["k"], 0)
        less = args["p"] * room / args["max"](args["s"], 1)
        return args["convert"](args["min"](args["p"], less), "L")

    def less(plane: Picture) -> Picture:
        held: Any = ImageMath.lambda_eval(share, p=plane, k=key, s=colors)
        made: Picture = held
        return made

    return PIL.Image.merge("CMYK", (less(cyan), less(magenta), less(yellow), key))


def _most(picture: Picture) -> float:
    """The greatest level of a picture with one channel."""
    extremes: Any = picture.getextrema()
    most: float = extremes[1]
    return most
