"""What a page can be made of, by the short words that ``contents`` finds and files decide by."""

from __future__ import annotations

FEATURES = {
    "rgb": "colours of the screen (RGB)",
    "rgb-fixed": "colours of the screen (RGB) in gradients or patterns",
    "managed": "colours managed by profiles",
    "cmyk": "process inks",
    "spot": "spot inks",
    "text": "letters, which are asked for as outlines",
    "transparency": "transparency",
    "group": "groups that blend",
    "group-rgb": "blending in colours of the screen",
    "layers": "layers",
    "jpx": "images in JPEG 2000",
    "jbig2": "images in JBIG2",
    "deep": "images of 16 bits",
    "transfer": "transfer functions or halftones of its own",
    "scripts": "PostScript or references to other files",
    "complex": "drawing, which is more than can be examined",
    "faces": "faces that do not prove which characters they show",
}
