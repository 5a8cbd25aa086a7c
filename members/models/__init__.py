from members.models.appointment import Appointment
from members.models.member import ExemptionSpell, Member, MembershipSpell
from members.models.token import ApiToken
from members.models.user import User

__all__ = ["ApiToken", "Appointment", "ExemptionSpell", "Member", "MembershipSpell", "User"]
