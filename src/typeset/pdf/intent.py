"""The output intent: the printing condition the inks are meant for, with its ICC profile."""

from __future__ import annotations

from typeset.diagnostics import Sink, Span, nearest
from typeset.pdf.edition import IccFile
from typeset.pdf.icc import profile_fault, read_icc
from typeset.pdf.objects import array, dictionary, name, reference, text_string
from typeset.pdf.policy import OutputCondition, Policy, output_condition, output_conditions
from typeset.pdf.writer import PdfFile
from typeset.record import dataclass
from typeset.resources import asset

_CUSTOM = "Custom"  # ISO 15930-7, 6.9: an identifier that no registry holds


@dataclass(frozen=True, slots=True)
class Intent:
    """A printing condition with the profile that describes it."""

    condition: OutputCondition
    data: bytes


def choose_intent(
    policy: Policy, identifier: str, icc: IccFile | None, sink: Sink, span: Span
) -> Intent | None:
    """The intent by a printer's profile if there is one, else by the condition's name.

    None where the policy asks for none, or with a finding where there is none to be had.
    """
    if not policy.intents:
        return None
    chosen = _given(icc) if icc else _shipped(identifier, sink, span)
    if chosen is None:
        return None
    shown, place = (icc.name, icc.span) if icc else (chosen.condition.profile, span)
    if fault := profile_fault(chosen.data, policy.icc_version):
        hint = "ask the printer for the profile of the press and paper" if icc else ""
        sink.error("pdf/output-intent", f"{shown} {fault}", place, hint)
        return None
    return chosen


def _shipped(identifier: str, sink: Sink, span: Span) -> Intent | None:
    condition = output_condition(identifier)
    if condition is None:
        message = f"there is no printing condition '{identifier}'"
        known = [each.identifier for each in output_conditions()]
        hint = nearest(identifier, known) or f"known: {', '.join(known)}"
        sink.error("pdf/output-intent", message, span, hint)
        return None
    if not condition.profile:
        message = f"the profile of '{identifier}' may not be shipped with the program"
        hint = "get it from the printer and name its file with --icc"
        sink.error("pdf/output-intent", message, span, hint)
        return None
    return Intent(condition, asset(condition.profile).read_bytes())


def _given(icc: IccFile) -> Intent:
    """The condition that a profile's own description names, or one of its own."""
    profile = read_icc(icc.data)
    described = profile.description if profile else ""
    for condition in output_conditions():
        if described in condition.descriptions or condition.identifier in described.split():
            return Intent(condition, icc.data)
    return Intent(OutputCondition(identifier=_CUSTOM, info=described or _CUSTOM), icc.data)


def write_intents(file: PdfFile, policy: Policy, chosen: Intent | None) -> str:
    """The catalog's OutputIntents: one per subtype, all with the same profile object."""
    if chosen is None:
        return ""
    profile = file.add_stream(chosen.data, {"N": "4"})
    return array(_intent(subtype, chosen.condition, profile) for subtype in policy.intents)


def _intent(subtype: str, condition: OutputCondition, profile: int) -> str:
    return dictionary(
        {
            "Type": "/OutputIntent",
            "S": name(subtype),
            "OutputConditionIdentifier": text_string(condition.identifier),
            "OutputCondition": text_string(condition.info),
            "Info": text_string(condition.info),
            "RegistryName": text_string(condition.registry) if condition.registry else "",
            "DestOutputProfile": reference(profile),
        }
    )
