"""The standard fields of the organisation's objects (section 8), in the notation of ``fields``.

Notes, contact roles, record types, campaigns and field histories are not on the fact sheet: what they have here is general
knowledge (unverified). Recurrence and the histories of amounts are not read by this user: their fields are absent, as hidden ones.
"""

from __future__ import annotations

_ADDRESS = (
    "{0}Street textarea(255) CUN", "{0}City string(40) CUN", "{0}State string(80) CUN",
    "{0}PostalCode string(20) CUN", "{0}Country string(80) CUN", "{0}Latitude double(18,15) CUN",
    "{0}Longitude double(18,15) CUN", "{0}GeocodeAccuracy picklist(40) CUNR",
)  # fmt: skip


def _address(prefix: str) -> str:
    return "\n".join(line.format(prefix) for line in _ADDRESS) + f"\n{prefix}Address address N\n"


LEAD = f"""
MasterRecordId reference(18) N ->Lead
LastName string(80) CU
FirstName string(40) CUN
Salutation picklist(40) CUN
Name string(121) D
Title string(128) CUN
Company string(255) CU
{_address("")}Phone phone(40) CUN
MobilePhone phone(40) CUN
Fax phone(40) CUN
Email email(80) CUNI
EmailBouncedReason string(255) UN
EmailBouncedDate datetime UN
Website url(255) CUN
PhotoUrl url(255) N
Description textarea(32000) CUNL
LeadSource picklist(255) CUN
Status picklist(255) CUD
Industry picklist(255) CUN
Rating picklist(255) CUN
AnnualRevenue currency(18,0) CUN
NumberOfEmployees int(8) CUN
OwnerId reference(18) CUD ->User,Group
IsConverted boolean CD
ConvertedDate date N
ConvertedAccountId reference(18) N ->Account
ConvertedContactId reference(18) N ->Contact
ConvertedOpportunityId reference(18) N ->Opportunity
IsUnreadByOwner boolean CUD
LastActivityDate date N
LastViewedDate datetime N
LastReferencedDate datetime N
"""
CONTACT = f"""
MasterRecordId reference(18) N ->Contact
AccountId reference(18) CUN ->Account
LastName string(80) CU
FirstName string(40) CUN
Salutation picklist(40) CUN
Name string(121) D
{_address("Other")}{_address("Mailing")}Phone phone(40) CUN
Fax phone(40) CUN
MobilePhone phone(40) CUN
HomePhone phone(40) CUN
OtherPhone phone(40) CUN
AssistantPhone phone(40) CUN
ReportsToId reference(18) CUN ->Contact
Email email(80) CUNI
Title string(128) CUN
Department string(80) CUN
AssistantName string(40) CUN
LeadSource picklist(255) CUN
Birthdate date CUN
Description textarea(32000) CUNL
OwnerId reference(18) CUD ->User
EmailBouncedReason string(255) CUN
EmailBouncedDate datetime CUN
IsEmailBounced boolean D
LastCURequestDate datetime N
LastCUUpdateDate datetime N
PhotoUrl url(255) N
LastActivityDate date N
LastViewedDate datetime N
LastReferencedDate datetime N
"""
ACCOUNT = f"""
MasterRecordId reference(18) N ->Account
Name string(255) CU
Type picklist(40) CUN
ParentId reference(18) CUN ->Account
{_address("Billing")}{_address("Shipping")}Phone phone(40) CUN
Fax phone(40) CUN
AccountNumber string(40) CUN
Website url(255) CUN
Sic string(20) CUN
SicDesc string(80) CUN
Industry picklist(40) CUN
AnnualRevenue currency(18,0) CUN
NumberOfEmployees int(8) CUN
Ownership picklist(40) CUN
TickerSymbol string(20) CUN
Description textarea(32000) CUNL
Rating picklist(40) CUN
Site string(80) CUN
OwnerId reference(18) CUD ->User
AccountSource picklist(255) CUN
IsPartner boolean UD
IsCustomerPortal boolean UD
RecordTypeId reference(18) CUN ->RecordType
LastActivityDate date N
LastViewedDate datetime N
LastReferencedDate datetime N
"""
OPPORTUNITY = """
AccountId reference(18) CUN ->Account
IsPrivate boolean CUD
Name string(120) CUI
Description textarea(32000) CUNL
StageName picklist(255) CU
Amount currency(18,2) CUN
Probability percent(3,0) CUND
ExpectedRevenue currency(18,2) N
TotalOpportunityQuantity double(18,2) CUN
CloseDate date CU
Type picklist(255) CUN
NextStep string(255) CUN
LeadSource picklist(255) CUN
IsClosed boolean D
IsWon boolean D
ForecastCategory picklist(40) DR
ForecastCategoryName picklist(40) CUNDR
CampaignId reference(18) CUN ->Campaign
Pricebook2Id reference(18) CUN ->Pricebook2
OwnerId reference(18) CUD ->User
ContactId reference(18) CN ->Contact
HasOpportunityLineItem boolean D
HasOpenActivity boolean D
HasOverdueTask boolean D
FiscalQuarter int(9) N
FiscalYear int(9) N
Fiscal string(6) N
LastActivityDate date N
LastStageChangeDate datetime N
LastViewedDate datetime N
LastReferencedDate datetime N
"""
TASK = """
WhoId reference(18) CUN ->Contact,Lead
WhatId reference(18) CUN ->Account,Opportunity,Campaign
Subject combobox(255) CUN
ActivityDate date CUN
Status picklist(255) CUD
Priority picklist(255) CUD
IsHighPriority boolean D
OwnerId reference(18) CUD ->User,Group
Description textarea(32000) CUNL
IsClosed boolean D
IsArchived boolean D
AccountId reference(18) N ->Account
TaskSubtype picklist(40) CNR
CallDurationInSeconds int(8) CUN
CallType picklist(40) CUNR
CallDisposition string(255) CUN
CallObject string(255) CUN
ReminderDateTime datetime CUN
IsReminderSet boolean CUD
CompletedDateTime datetime N
"""
EVENT = """
WhoId reference(18) CUN ->Contact,Lead
WhatId reference(18) CUN ->Account,Opportunity,Campaign
Subject combobox(255) CUN
Location string(255) CUN
IsAllDayEvent boolean CUD
ActivityDateTime datetime CUN
ActivityDate date CUN
StartDateTime datetime CUN
EndDateTime datetime CUN
DurationInMinutes int(8) CUN
EndDate date N
Description textarea(32000) CUNL
OwnerId reference(18) CUD ->User
IsPrivate boolean CUD
ShowAs picklist(40) CUDR
EventSubtype picklist(40) CN
IsChild boolean D
IsGroupEvent boolean D
GroupEventType picklist(40) N
ReminderDateTime datetime CUN
IsReminderSet boolean CUD
IsArchived boolean D
AccountId reference(18) N ->Account
"""
NOTE = """
ParentId reference(18) C ->Account,Contact,Lead,Opportunity
Title string(80) CU
IsPrivate boolean CUD
Body textarea(32000) CUNL
OwnerId reference(18) CUD ->User
"""
ROLE = """
OpportunityId reference(18) C ->Opportunity
ContactId reference(18) CU ->Contact
Role picklist(40) CUN
IsPrimary boolean CUD
"""
USER = """
Username string(80) CUI
LastName string(80) CU
FirstName string(40) CUN
Name string(121) D
Email email(128) CUI
Alias string(8) CU
IsActive boolean CUD
UserType picklist(40) DR
TimeZoneSidKey picklist(40) CUR
LocaleSidKey picklist(40) CUR
LanguageLocaleKey picklist(40) CUDR
EmailEncodingKey picklist(40) CUDR
ProfileId reference(18) CUD ->Profile
UserRoleId reference(18) CUN ->UserRole
ManagerId reference(18) CUN ->User
Title string(80) CUN
Department string(80) CUN
CompanyName string(80) CUN
FederationIdentifier string(512) CUN
Phone phone(40) CUN
MobilePhone phone(40) CUN
LastLoginDate datetime N
"""
GROUP = """
Name string(40) D
DeveloperName string(80) N
Type picklist(40) DR
Email email(255) N
"""
RECORD_TYPE = """
Name string(80) D
DeveloperName string(80) D
SobjectType picklist(40) D
IsActive boolean D
Description string(255) N
"""
CAMPAIGN = """
Name string(80) CU
IsActive boolean CUD
StartDate date CUN
EndDate date CUN
Description textarea(32000) CUNL
OwnerId reference(18) CUD ->User
"""
NAMED = "Name string(255) D"
"""All that price books, profiles and roles of users tell here."""

LEAD_STATUS = """
ApiName string(255) D
MasterLabel string(255) D
SortOrder int(9) N
IsDefault boolean D
IsConverted boolean D
"""
TASK_STATUS = """
ApiName string(255) D
MasterLabel string(255) D
SortOrder int(9) N
IsDefault boolean D
IsClosed boolean D
"""
OPPORTUNITY_STAGE = """
ApiName string(255) D
MasterLabel string(255) D
IsActive boolean D
SortOrder int(9) N
IsClosed boolean D
IsWon boolean D
ForecastCategory picklist(40) D
ForecastCategoryName picklist(40) D
DefaultProbability percent(3,0) N
Description string(255) N
"""
PERSON_ACCOUNT = """
IsPersonAccount boolean D
PersonContactId reference(18) N ->Contact
LastName string(80) CUN
FirstName string(40) CUN
PersonEmail email(80) CUN
"""
PERSON_CONTACT = "IsPersonAccount boolean D"
ORGANIZATION = """
Name string(80) D
IsSandbox boolean D
OrganizationType picklist(40) D
InstanceName string(5) N
DefaultLocaleSidKey picklist(40) D
LanguageLocaleKey picklist(40) D
"""
CURRENCY_TYPE = """
IsoCode picklist(3) D
ConversionRate double(18,6) D
DecimalPlaces int(1) D
IsActive boolean D
IsCorporate boolean D
"""
HISTORY = """
{0}Id reference(18) D ->{0}
Field picklist(255) D
DataType picklist(255) N
OldValue string(255) N
NewValue string(255) N
"""
