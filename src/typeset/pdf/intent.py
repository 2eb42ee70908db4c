"""The output intent: the printing condition the inks are meant for, with its ICC profile."""

from __future__ import annotations

from typeset.diagnostics import Sink, Span, nearest
from typeset.pdf.objects import array, dictionary, name, reference, text_string
from typeset.pdf.policy import OutputCondition, Policy, output_condition, output_conditions
from typeset.pdf.writer import PdfFile
from typeset.resources import asset


def write_intents(file: PdfFile, policy: Policy, identifier: str, sink: Sink, span: Span) -> str:
    """The catalog's OutputIntents: one per subtype, all with the same profile object."""
    if not policy.intents:
        return ""
    condition = output_condition(identifier)
    if condition is None:
        message = f"there is no printing condition '{identifier}'"
        known = output_conditions()
        hint = nearest(identifier, known) or f"known: {', '.join(known)}"
        sink.error("pdf/output-intent", message, span, hint)
        return ""
    data = asset(condition.profile).read_bytes()
    if fault := profile_fault(data):
        sink.error("pdf/output-intent", f"{condition.profile} {fault}", span)
    profile = file.add_stream(data, {"N": "4"})
    return array(_intent(subtype, condition, profile) for subtype in policy.intents)


def _intent(subtype: str, condition: OutputCondition, profile: int) -> str:
    return dictionary(
        {
            "Type": "/OutputIntent",
            "S": name(subtype),
            "OutputConditionIdentifier": text_string(condition.identifier),
            "OutputCondition": text_string(condition.info),
            "Info": text_string(condition.info),
            "RegistryName": text_string(condition.registry),
            "DestOutputProfile": reference(profile),
        }
    )


def profile_fault(data: bytes) -> str:
    """Why ICC data cannot describe a four-colour press, or an empty string (ICC.1, 7.2)."""
    if len(data) < 128 or data[36:40] != b"acsp" or int.from_bytes(data[:4], "big") != len(data):
        return "is no intact ICC profile"
    if data[12:16] != b"prtr":
        return "is no output (printer) profile"
    if data[16:20] != b"CMYK":
        return "does not describe CMYK"
    return ""
