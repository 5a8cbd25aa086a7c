"""The personal file of a member, and who read what in it (F-20, PI-06, PI-09)."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from branches.models import Organization
from branches.scoping import ScopedQuerySet
from members.choices_personal import (
    ETHNICITIES,
    AccessAction,
    Degree,
    Education,
    JoiningType,
    NewStratum,
    Occupation,
)
from members.models.member import Member
from partywork.common.blind import BlindIndexField, digests
from partywork.common.sealed import PersonalTextField

ENDING = 4  # the last digits of a telephone number, by which it is searched


class PersonalFileQuerySet(models.QuerySet):  # type: ignore[type-arg]
    def with_id_number(self, number: str) -> Self:
        """By the blind index: `number` as rules.id_numbers reads it."""
        return self.filter(id_number_index__in=digests("id_number", number))

    def with_phone(self, *numbers: str) -> Self:
        """By the blind index: each number as rules.phones reads it."""
        return self.filter(phone_index__in=[each for number in numbers for each in digests("phone", number)])

    def with_phone_ending(self, digits: str) -> Self:
        """Four digits at least; of more than four the others are compared with the few that are left."""
        if len(digits) < ENDING:
            return self.none()
        found = self.filter(phone_ending__in=digests("phone", digits, ending=ENDING))
        if len(digits) == ENDING:
            return found
        return self.filter(pk__in=[file.pk for file in found.only("phone") if file.phone.endswith(digits)])


class PersonalFile(models.Model):
    """What the national form and the offices' rosters keep beside name, sex and dates; all of it may be missing.

    What identifies or reaches the person is encrypted and read through `services.reading_personal` alone. Standing in
    the Party, lost and floating are not here: they follow from dates and spells.
    """

    member = models.OneToOneField(Member, models.CASCADE, primary_key=True, related_name="file")
    ethnicity = models.CharField("民族", max_length=2, choices=ETHNICITIES, blank=True)
    id_number = PersonalTextField("公民身份号码", null=True, blank=True, default="")
    id_number_index = BlindIndexField(of="id_number", unique=True)
    birth_date = models.DateField("出生日期", null=True, blank=True)
    birth_by_id = models.DateField("身份证上的出生日期", null=True, blank=True, editable=False)
    education = models.CharField("学历", max_length=24, choices=Education, blank=True)
    degree = models.CharField("学位", max_length=12, choices=Degree, blank=True)
    occupation = models.CharField("工作岗位", max_length=16, choices=Occupation, blank=True)
    phone = PersonalTextField("手机", null=True, blank=True, default="")
    phone_index = BlindIndexField(of="phone", unique=True)
    phone_ending = BlindIndexField(of="phone", ending=ENDING, db_index=True)
    landline = PersonalTextField("固定电话", null=True, blank=True, default="")
    home_address = PersonalTextField("家庭住址", null=True, blank=True, default="")
    employer = models.CharField("工作单位", max_length=120, blank=True)
    duty = models.CharField("单位职务", max_length=120, blank=True)
    work_since = models.DateField("参加工作时间", null=True, blank=True)
    technical_post = models.CharField("从事专业技术职务", max_length=120, blank=True)
    new_stratum = models.CharField("新社会阶层类型", max_length=16, choices=NewStratum, blank=True)
    is_migrant_worker = models.BooleanField("是否农民工", null=True, blank=True)
    is_veteran = models.BooleanField("是否退役军人", null=True, blank=True)
    native_place = models.CharField("籍贯", max_length=120, blank=True)
    household = PersonalTextField("户籍所在地", null=True, blank=True, default="")
    joining_type = models.CharField("入党类型", max_length=16, choices=JoiningType, blank=True)
    joined_branch = models.CharField("入党时所在支部", max_length=120, blank=True)
    age_correction = models.SmallIntegerField("党龄校正值（月）", null=True, blank=True)
    age_correction_note = models.CharField("党龄校正说明", max_length=120, blank=True)
    contacts_removed_on = models.DateField("联系方式清理日期", null=True, blank=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = PersonalFileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="correction_has_its_reason",
                condition=Q(age_correction__isnull=True) | Q(age_correction=0) | ~Q(age_correction_note=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}的个人信息"


class FormerItem(models.Model):
    """What an item was until the day before `until`: kept of the items that change in a life and that the yearly
    tables count by (ST-02, ST-03), so that a table of a past day takes what held that day."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="former_items")
    item = models.CharField(max_length=16)
    value = models.CharField(max_length=24)
    until = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "item", "until"], name="one_former_item_a_day"),
            models.CheckConstraint(name="former_item_says_something", condition=~Q(value="")),
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.item} {self.until}"


class PersonalAccess(models.Model):
    """Who looked at whose data, which item, why, when, from where: never changed, kept three years (PI-09)."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="accesses")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    action = models.CharField(max_length=8, choices=AccessAction)
    item = models.CharField(max_length=24, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    address = models.GenericIPAddressField(null=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["member", "-at"], name="access_of_member")]
        triggers = [
            pgtrigger.Protect(name="access_stays_as_written", operation=pgtrigger.Update),
            pgtrigger.Protect(
                name="access_is_kept_three_years",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.at > now() - interval '3 years'"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.by} {self.get_action_display()} {self.member}"


class PersonalExport(models.Model):
    """A list with personal data that left the house: who took it out, what stands in it and what for (PI-13)."""

    scope_path = "organization__path"

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="personal_exports")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    title = models.CharField(max_length=80)
    items = models.CharField(max_length=400)
    people = models.PositiveIntegerField()
    reason = models.CharField(max_length=200)
    address = models.GenericIPAddressField(null=True)
    at = models.DateTimeField()

    objects = ScopedQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["organization", "-at"], name="export_of_organization")]
        triggers = [
            pgtrigger.Protect(name="export_stays_as_written", operation=pgtrigger.Update),
            pgtrigger.Protect(
                name="export_is_kept_three_years",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.at > now() - interval '3 years'"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.by} 导出 {self.title}"
