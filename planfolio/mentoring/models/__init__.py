"""What supporting one another stores: agreements and talks, links to what is shown, yearly reviews and contracts."""

from .cycles import Cycle, CyclePlace
from .improvement import Checkpoint, Improvement
from .outcomes import OutcomeConsent, OutcomeReport
from .reviews import Contract, IssuedFile, Packet, Review, ReviewComment, Signature, SignedCopy
from .support import (
    CaptureAddress,
    Comment,
    Meeting,
    Mentorship,
    Message,
    Offer,
    Request,
    SharedLink,
    SupporterNote,
    TakenMail,
)

__all__ = [
    "CaptureAddress",
    "Checkpoint",
    "Comment",
    "Contract",
    "Cycle",
    "CyclePlace",
    "Improvement",
    "IssuedFile",
    "Meeting",
    "Mentorship",
    "Message",
    "Offer",
    "OutcomeConsent",
    "OutcomeReport",
    "Packet",
    "Request",
    "Review",
    "ReviewComment",
    "SharedLink",
    "Signature",
    "SignedCopy",
    "SupporterNote",
    "TakenMail",
]
