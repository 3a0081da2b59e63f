<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_GB" sourcelanguage="en">
    <context>
        <name>Account</name>
        <message>
            <source>never synchronised</source>
            <translation>never synchronised</translation>
        </message>
        <message>
            <source>Synchronising</source>
            <translation>Synchronising</translation>
        </message>
        <message>
            <source>Sign-in needed</source>
            <translation>Sign-in needed</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>Paused</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>Waiting</translation>
        </message>
        <message>
            <source>Up to date</source>
            <translation>Up to date</translation>
        </message>
        <message>
            <source>first synchronisation</source>
            <translation>first synchronisation</translation>
        </message>
        <message>
            <source>Waits for your answer</source>
            <translation>Waits for your answer</translation>
        </message>
        <message>
            <source>{told} The account says: “{words}”.</source>
            <translation>{told} The account says: “{words}”.</translation>
        </message>
    </context>
    <context>
        <name>AccountControls</name>
        <message>
            <source>Reconnect…</source>
            <translation>Reconnect…</translation>
        </message>
        <message>
            <source>Synchronise now</source>
            <translation>Synchronise now</translation>
        </message>
        <message>
            <source>Disconnect…</source>
            <translation>Disconnect…</translation>
        </message>
        <message>
            <source>Send changes to this account</source>
            <translation>Send changes to this account</translation>
        </message>
        <message>
            <source>Time between two synchronisations</source>
            <translation>Time between two synchronisations</translation>
        </message>
        <message>
            <source>Time between two synchronisations of {account}</source>
            <translation>Time between two synchronisations of {account}</translation>
        </message>
        <message>
            <source>Records deleted in this account</source>
            <translation>Records deleted in this account</translation>
        </message>
        <message>
            <source>Send changes to {account}</source>
            <translation>Send changes to {account}</translation>
        </message>
        <message>
            <source>Put into the trash here too</source>
            <translation>Put into the trash here too</translation>
        </message>
        <message>
            <source>Keep on this computer</source>
            <translation>Keep on this computer</translation>
        </message>
        <message>
            <source>Ask me</source>
            <translation>Ask me</translation>
        </message>
        <message>
            <source>Records deleted in {account}</source>
            <translation>Records deleted in {account}</translation>
        </message>
        <message>
            <source>They are no longer linked, and are not created there again. You are still asked about those that you changed.</source>
            <translation>They are no longer linked, and are not created there again. You are still asked about those that you changed.</translation>
        </message>
        <message>
            <source>You decide on the page of conflicts. Those that another account has too stay, without a question.</source>
            <translation>You decide on the page of conflicts. Those that another account has too stay, without a question.</translation>
        </message>
        <message>
            <source>You are asked about those that you changed. Those that another account has too stay.</source>
            <translation>You are asked about those that you changed. Those that another account has too stay.</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Go on</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Pause</translation>
        </message>
        <message>
            <source>Last synchronisation {when}</source>
            <translation>Last synchronisation {when}</translation>
        </message>
        <message>
            <source>Never synchronised</source>
            <translation>Never synchronised</translation>
        </message>
        <message numerus="yes">
            <source>%Ln change(s) waiting to be sent</source>
            <translation>
                <numerusform>%Ln change waiting to be sent</numerusform>
                <numerusform>%Ln changes waiting to be sent</numerusform>
            </translation>
        </message>
        <message>
            <source>Your changes go out with each synchronisation.</source>
            <translation>Your changes go out with each synchronisation.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln change(s) not sent: kept on this computer until you switch sending on</source>
            <translation>
                <numerusform>%Ln change not sent: kept on this computer until you switch sending on</numerusform>
                <numerusform>%Ln changes not sent: kept on this computer until you switch sending on</numerusform>
            </translation>
        </message>
        <message>
            <source>This account only receives. Your changes stay on this computer until you switch sending on.</source>
            <translation>This account only receives. Your changes stay on this computer until you switch sending on.</translation>
        </message>
        <message>
            <source>Nothing is exchanged while the account is paused. What you change waits here until you go on.</source>
            <translation>Nothing is exchanged while the account is paused. What you change waits here until you go on.</translation>
        </message>
        <message>
            <source>What you change waits here until you have signed in again.</source>
            <translation>What you change waits here until you have signed in again.</translation>
        </message>
        <message>
            <source>What you change waits here until you have answered about the first synchronisation.</source>
            <translation>What you change waits here until you have answered about the first synchronisation.</translation>
        </message>
        <message>
            <source>What you change waits here until the first synchronisation is settled.</source>
            <translation>What you change waits here until the first synchronisation is settled.</translation>
        </message>
    </context>
    <context>
        <name>AccountHealth</name>
        <message>
            <source>More about {account}</source>
            <translation>More about {account}</translation>
        </message>
        <message numerus="yes">
            <source>sent</source>
            <translation>
                <numerusform>sent</numerusform>
                <numerusform>sent</numerusform>
            </translation>
        </message>
        <message>
            <source>{share} of today’s quota</source>
            <translation>{share} of today’s quota</translation>
        </message>
        <message numerus="yes">
            <source>%Ln call(s) in 30 days</source>
            <translation>
                <numerusform>%Ln call in 30 days</numerusform>
                <numerusform>%Ln calls in 30 days</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln refused</source>
            <translation>
                <numerusform>%Ln refused</numerusform>
                <numerusform>%Ln refused</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln record(s) read</source>
            <translation>
                <numerusform>%Ln record read</numerusform>
                <numerusform>%Ln records read</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>received</source>
            <translation>
                <numerusform>received</numerusform>
                <numerusform>received</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln access renewal(s)</source>
            <translation>
                <numerusform>%Ln access renewal</numerusform>
                <numerusform>%Ln access renewals</numerusform>
            </translation>
        </message>
        <message>
            <source>Synchronise now</source>
            <translation>Synchronise now</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Go on</translation>
        </message>
        <message>
            <source>Reconnect…</source>
            <translation>Reconnect…</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Pause</translation>
        </message>
        <message>
            <source>Account…</source>
            <translation>Account…</translation>
        </message>
    </context>
    <context>
        <name>AccountStep</name>
        <message>
            <source>Create these fields in the account</source>
            <translation>Create these fields in the account</translation>
        </message>
        <message>
            <source>Create these columns in the sheet</source>
            <translation>Create these columns in the sheet</translation>
        </message>
        <message>
            <source>The application lacks scopes that the guide lists: {scopes}. What they cover is neither read nor sent. An administrator adds them to the application; then sign in again.</source>
            <translation>The application lacks scopes that the guide lists: {scopes}. What they cover is neither read nor sent. An administrator adds them to the application; then sign in again.</translation>
        </message>
        <message>
            <source>Send changes from the start</source>
            <translation>Send changes from the start</translation>
        </message>
        <message>
            <source>What happens next</source>
            <translation>What happens next</translation>
        </message>
        <message>
            <source>Whoever is on this computer already is linked only once you agree.</source>
            <translation>Whoever is on this computer already is linked only once you agree.</translation>
        </message>
        <message>
            <source>crmdesk reads everything in the account once, which may take some minutes; you can work meanwhile. From then on your changes are sent soon after you make them.</source>
            <translation>crmdesk reads everything in the account once, which may take some minutes; you can work meanwhile. From then on your changes are sent soon after you make them.</translation>
        </message>
        <message>
            <source>crmdesk reads everything in the account once, which may take some minutes; you can work meanwhile. Nothing is sent: your changes stay on this computer until you switch sending on.</source>
            <translation>crmdesk reads everything in the account once, which may take some minutes; you can work meanwhile. Nothing is sent: your changes stay on this computer until you switch sending on.</translation>
        </message>
        <message>
            <source>crmdesk goes on where it stopped and reads what changed in the account since.</source>
            <translation>crmdesk goes on where it stopped and reads what changed in the account since.</translation>
        </message>
        <message>
            <source>What waits to be sent is sent, and from then on your changes soon after you make them.</source>
            <translation>What waits to be sent is sent, and from then on your changes soon after you make them.</translation>
        </message>
        <message>
            <source>Nothing is sent: your changes stay on this computer until you switch sending on.</source>
            <translation>Nothing is sent: your changes stay on this computer until you switch sending on.</translation>
        </message>
        <message>
            <source>This account does not say its currency: its amounts are taken for {currency}.</source>
            <translation>This account does not say its currency: its amounts are taken for {currency}.</translation>
        </message>
        <message>
            <source>signed in as {user}</source>
            <translation>signed in as {user}</translation>
        </message>
        <message>
            <source>Fields of your trade that the account lacks</source>
            <translation>Fields of your trade that the account lacks</translation>
        </message>
        <message>
            <source>Without them these values stay on this computer, marked as such. Only an administrator can create them.</source>
            <translation>Without them these values stay on this computer, marked as such. Only an administrator can create them.</translation>
        </message>
        <message>
            <source>Columns that the sheet lacks</source>
            <translation>Columns that the sheet lacks</translation>
        </message>
        <message>
            <source>crmdesk knows a row again by the column _crmdesk_id, which it hides: without it nothing of the sheet is read, and nothing is sent.</source>
            <translation>crmdesk knows a row again by the column _crmdesk_id, which it hides: without it nothing of the sheet is read, and nothing is sent.</translation>
        </message>
        <message>
            <source>Fields of your trade that an administrator has to make</source>
            <translation>Fields of your trade that an administrator has to make</translation>
        </message>
        <message>
            <source>No program can create them in this CRM. Until an administrator has made them by hand, as the guide says, these values stay on this computer, marked as such.</source>
            <translation>No program can create them in this CRM. Until an administrator has made them by hand, as the guide says, these values stay on this computer, marked as such.</translation>
        </message>
        <message>
            <source>Open the guide</source>
            <translation>Open the guide</translation>
        </message>
        <message numerus="yes">
            <source>and %Ln more</source>
            <translation>
                <numerusform>and %Ln more</numerusform>
                <numerusform>and %Ln more</numerusform>
            </translation>
        </message>
        <message>
            <source>Contacts with these labels count as leads</source>
            <translation>Contacts with these labels count as leads</translation>
        </message>
        <message>
            <source>Contacts at these stages count as leads</source>
            <translation>Contacts at these stages count as leads</translation>
        </message>
        <message>
            <source>Send changes to this account</source>
            <translation>Send changes to this account</translation>
        </message>
    </context>
    <context>
        <name>AccountsPage</name>
        <message>
            <source>Connect an account</source>
            <translation>Connect an account</translation>
        </message>
        <message>
            <source>No account is connected yet. Connect your CRM to bring its records in.</source>
            <translation>No account is connected yet. Connect your CRM to bring its records in.</translation>
        </message>
        <message>
            <source>Accounts</source>
            <translation>Accounts</translation>
        </message>
        <message numerus="yes">
            <source>%Ln account(s)</source>
            <translation>
                <numerusform>%Ln account</numerusform>
                <numerusform>%Ln accounts</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AccountsTab</name>
        <message>
            <source>Only on this computer so far.</source>
            <translation>Only on this computer so far.</translation>
        </message>
        <message>
            <source>Separate this account…</source>
            <translation>Separate this account…</translation>
        </message>
    </context>
    <context>
        <name>Action</name>
        <message>
            <source>New lead</source>
            <translation>New lead</translation>
        </message>
        <message>
            <source>New contact</source>
            <translation>New contact</translation>
        </message>
        <message>
            <source>New company</source>
            <translation>New company</translation>
        </message>
        <message>
            <source>New deal</source>
            <translation>New deal</translation>
        </message>
        <message>
            <source>New activity</source>
            <translation>New activity</translation>
        </message>
        <message>
            <source>New note</source>
            <translation>New note</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Quit</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Undo</translation>
        </message>
        <message>
            <source>Redo</source>
            <translation>Redo</translation>
        </message>
        <message>
            <source>Search in this list</source>
            <translation>Search in this list</translation>
        </message>
        <message>
            <source>Search or run an action…</source>
            <translation>Search or run an action…</translation>
        </message>
        <message>
            <source>Synchronise the chosen account</source>
            <translation>Synchronise the chosen account</translation>
        </message>
        <message>
            <source>Synchronise all accounts</source>
            <translation>Synchronise all accounts</translation>
        </message>
        <message>
            <source>Stop the synchronisation</source>
            <translation>Stop the synchronisation</translation>
        </message>
        <message>
            <source>Work offline</source>
            <translation>Work offline</translation>
        </message>
        <message>
            <source>Connect an account…</source>
            <translation>Connect an account…</translation>
        </message>
        <message>
            <source>Next page</source>
            <translation>Next page</translation>
        </message>
        <message>
            <source>Previous page</source>
            <translation>Previous page</translation>
        </message>
        <message>
            <source>Next pane</source>
            <translation>Next pane</translation>
        </message>
        <message>
            <source>Show or hide the record</source>
            <translation>Show or hide the record</translation>
        </message>
        <message>
            <source>Trash</source>
            <translation>Trash</translation>
        </message>
        <message>
            <source>Possible duplicates</source>
            <translation>Possible duplicates</translation>
        </message>
        <message>
            <source>Compact rows</source>
            <translation>Compact rows</translation>
        </message>
        <message>
            <source>Reset the layout</source>
            <translation>Reset the layout</translation>
        </message>
        <message>
            <source>File</source>
            <translation>File</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Edit</translation>
        </message>
        <message>
            <source>View</source>
            <translation>View</translation>
        </message>
        <message>
            <source>Synchronisation</source>
            <translation>Synchronisation</translation>
        </message>
        <message>
            <source>Look somebody up in the accounts…</source>
            <translation>Look somebody up in the accounts…</translation>
        </message>
    </context>
    <context>
        <name>ActivitiesTab</name>
        <message>
            <source>Nothing yet. Note and Task above begin the history of your exchanges.</source>
            <translation>Nothing yet. Note and Task above begin the history of your exchanges.</translation>
        </message>
    </context>
    <context>
        <name>AlikeDialog</name>
        <message numerus="yes">
            <source>Decide the same for %Ln other record(s)</source>
            <translation>
                <numerusform>Decide the same for %Ln other record</numerusform>
                <numerusform>Decide the same for %Ln other records</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Decide %Ln conflict(s)</source>
            <translation>
                <numerusform>Decide %Ln conflict</numerusform>
                <numerusform>Decide %Ln conflicts</numerusform>
            </translation>
        </message>
        <message>
            <source>The case of {name} is finished too. One step of undo takes everything back.</source>
            <translation>The case of {name} is finished too. One step of undo takes everything back.</translation>
        </message>
        <message>
            <source>What is decided</source>
            <translation>What is decided</translation>
        </message>
        <message>
            <source>Record</source>
            <translation>Record</translation>
        </message>
        <message>
            <source>Field</source>
            <translation>Field</translation>
        </message>
        <message>
            <source>On this computer</source>
            <translation>On this computer</translation>
        </message>
        <message>
            <source>In the account</source>
            <translation>In the account</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Result</translation>
        </message>
    </context>
    <context>
        <name>AppearanceChoice</name>
        <message>
            <source>As the system</source>
            <translation>As the system</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Light</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Dark</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Appearance</translation>
        </message>
    </context>
    <context>
        <name>BugDialog</name>
        <message>
            <source>A mistake of ours</source>
            <translation>A mistake of ours</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Details</translation>
        </message>
        <message>
            <source>Copy the details</source>
            <translation>Copy the details</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>Something in crmdesk went wrong. What you typed is kept; you can go on working.</source>
            <translation>Something in crmdesk went wrong. What you typed is kept; you can go on working.</translation>
        </message>
    </context>
    <context>
        <name>Case</name>
        <message>
            <source>A colleague’s newer value was replaced when yours was sent.</source>
            <translation>A colleague’s newer value was replaced when yours was sent.</translation>
        </message>
        <message>
            <source>You replaced what {who} entered at {time}.</source>
            <translation>You replaced what {who} entered at {time}.</translation>
        </message>
        <message>
            <source>You replaced what {who} entered on {moment}.</source>
            <translation>You replaced what {who} entered on {moment}.</translation>
        </message>
        <message>
            <source>The same fields were changed on both sides since the last synchronisation.</source>
            <translation>The same fields were changed on both sides since the last synchronisation.</translation>
        </message>
        <message>
            <source>Some values changed while you were reading.</source>
            <translation>Some values changed while you were reading.</translation>
        </message>
        <message>
            <source>The decision of {at} was taken back after it had been sent. The question is open again.</source>
            <translation>The decision of {at} was taken back after it had been sent. The question is open again.</translation>
        </message>
        <message>
            <source>The decision of {at} was taken back. The question is open again.</source>
            <translation>The decision of {at} was taken back. The question is open again.</translation>
        </message>
        <message>
            <source>The accounts keep setting this to and fro. Your choice ends it.</source>
            <translation>The accounts keep setting this to and fro. Your choice ends it.</translation>
        </message>
        <message>
            <source>Both sides hold a value, and none that both had before.</source>
            <translation>Both sides hold a value, and none that both had before.</translation>
        </message>
        <message>
            <source>Why these values: {field}</source>
            <translation>Why these values: {field}</translation>
        </message>
        <message>
            <source>Which of the two is newer is not known.</source>
            <translation>Which of the two is newer is not known.</translation>
        </message>
        <message>
            <source>A blank is not sent to {accounts}: the value there stays.</source>
            <translation>A blank is not sent to {accounts}: the value there stays.</translation>
        </message>
        <message>
            <source>History of this field</source>
            <translation>History of this field</translation>
        </message>
        <message>
            <source>{reason} – the newest</source>
            <translation>{reason} – the newest</translation>
        </message>
        <message>
            <source>{value}, typed on this computer</source>
            <translation>{value}, typed on this computer</translation>
        </message>
        <message>
            <source>{value}, on this computer, from {account}</source>
            <translation>{value}, on this computer, from {account}</translation>
        </message>
        <message>
            <source>{value}, on this computer</source>
            <translation>{value}, on this computer</translation>
        </message>
        <message>
            <source>{value}, replaced in {account}</source>
            <translation>{value}, replaced in {account}</translation>
        </message>
        <message>
            <source>{value}, in {account}</source>
            <translation>{value}, in {account}</translation>
        </message>
        <message>
            <source>Deleted on this computer{facts}</source>
            <translation>Deleted on this computer{facts}</translation>
        </message>
        <message>
            <source>changed in {account}{facts}.</source>
            <translation>changed in {account}{facts}.</translation>
        </message>
        <message>
            <source>Changed on this computer{facts}</source>
            <translation>Changed on this computer{facts}</translation>
        </message>
        <message>
            <source>deleted in {account}{facts}.</source>
            <translation>deleted in {account}{facts}.</translation>
        </message>
        <message>
            <source>Deleted in {account}{facts}, not changed on this computer. You chose to be asked about such records.</source>
            <translation>Deleted in {account}{facts}, not changed on this computer. You chose to be asked about such records.</translation>
        </message>
    </context>
    <context>
        <name>CaseFrame</name>
        <message>
            <source>Previous conflict</source>
            <translation>Previous conflict</translation>
        </message>
        <message>
            <source>Next conflict</source>
            <translation>Next conflict</translation>
        </message>
        <message>
            <source>Open the record</source>
            <translation>Open the record</translation>
        </message>
        <message>
            <source>Later</source>
            <translation>Later</translation>
        </message>
        <message>
            <source>Create a policy…</source>
            <translation>Create a policy…</translation>
        </message>
    </context>
    <context>
        <name>CaseView</name>
        <message>
            <source>All: this computer</source>
            <translation>All: this computer</translation>
        </message>
        <message>
            <source>Shift ←</source>
            <translation>Shift ←</translation>
        </message>
        <message>
            <source>The newest</source>
            <translation>The newest</translation>
        </message>
        <message>
            <source>Finish and next</source>
            <translation>Finish and next</translation>
        </message>
        <message>
            <source>Ctrl ⏎</source>
            <translation>Ctrl ⏎</translation>
        </message>
        <message>
            <source>Shift →</source>
            <translation>Shift →</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Keep</translation>
        </message>
        <message>
            <source>All: {account}</source>
            <translation>All: {account}</translation>
        </message>
        <message>
            <source>Put back</source>
            <translation>Put back</translation>
        </message>
        <message>
            <source>Put back: {account}</source>
            <translation>Put back: {account}</translation>
        </message>
        <message numerus="yes">
            <source>%Ln field(s) to go</source>
            <translation>
                <numerusform>%Ln field to go</numerusform>
                <numerusform>%Ln fields to go</numerusform>
            </translation>
        </message>
        <message>
            <source>All decided</source>
            <translation>All decided</translation>
        </message>
        <message numerus="yes">
            <source>%Ln similar case(s)</source>
            <translation>
                <numerusform>%Ln similar case</numerusform>
                <numerusform>%Ln similar cases</numerusform>
            </translation>
        </message>
        <message>
            <source>The same fields differ with {account} on other records.</source>
            <translation>The same fields differ with {account} on other records.</translation>
        </message>
        <message>
            <source>Show them</source>
            <translation>Show them</translation>
        </message>
        <message>
            <source>Decide them alike…</source>
            <translation>Decide them alike…</translation>
        </message>
        <message>
            <source>Ctrl+Shift+Enter</source>
            <translation>Ctrl+Shift+Enter</translation>
        </message>
        <message numerus="yes">
            <source>%Ln identical field(s)</source>
            <translation>
                <numerusform>%Ln identical field</numerusform>
                <numerusform>%Ln identical fields</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Check</name>
        <message>
            <source>Everything is in order.</source>
            <translation>Everything is in order.</translation>
        </message>
        <message>
            <source>and {count} more</source>
            <translation>and {count} more</translation>
        </message>
        <message>
            <source>The file is damaged</source>
            <translation>The file is damaged</translation>
        </message>
        <message>
            <source>A part of the file with your data cannot be read as it was written. Close crmdesk and put the newest backup in place with crmdesk recover; what was sent since then comes back with the next synchronisation.</source>
            <translation>A part of the file with your data cannot be read as it was written. Close crmdesk and put the newest backup in place with crmdesk recover; what was sent since then comes back with the next synchronisation.</translation>
        </message>
        <message>
            <source>A record cannot be read</source>
            <translation>A record cannot be read</translation>
        </message>
        <message>
            <source>A value of it is not written as it should be. Put the newest backup in place with crmdesk recover.</source>
            <translation>A value of it is not written as it should be. Put the newest backup in place with crmdesk recover.</translation>
        </message>
        <message>
            <source>Something in the file is not written as it should be</source>
            <translation>Something in the file is not written as it should be</translation>
        </message>
        <message>
            <source>The table, its row and the column are named. Put the newest backup in place with crmdesk recover.</source>
            <translation>The table, its row and the column are named. Put the newest backup in place with crmdesk recover.</translation>
        </message>
        <message>
            <source>Something could not be checked</source>
            <translation>Something could not be checked</translation>
        </message>
        <message>
            <source>What this check looks at is not written as it should be. All other checks were made. Put the newest backup in place with crmdesk recover.</source>
            <translation>What this check looks at is not written as it should be. All other checks were made. Put the newest backup in place with crmdesk recover.</translation>
        </message>
        <message>
            <source>A record is missing that an account has</source>
            <translation>A record is missing that an account has</translation>
        </message>
        <message>
            <source>The account’s row is tied to a record that is not here. Put the newest backup in place with crmdesk recover, or disconnect the account, keeping the data, and connect it again: everything there is read anew.</source>
            <translation>The account’s row is tied to a record that is not here. Put the newest backup in place with crmdesk recover, or disconnect the account, keeping the data, and connect it again: everything there is read anew.</translation>
        </message>
        <message>
            <source>A record is missing that the history tells of</source>
            <translation>A record is missing that the history tells of</translation>
        </message>
        <message>
            <source>Nobody has deleted it, and it is not in the trash. Put the newest backup in place with crmdesk recover.</source>
            <translation>Nobody has deleted it, and it is not in the trash. Put the newest backup in place with crmdesk recover.</translation>
        </message>
        <message>
            <source>Something is left of an account that is not connected</source>
            <translation>Something is left of an account that is not connected</translation>
        </message>
        <message>
            <source>It does no harm, and nothing is lost. Please report it.</source>
            <translation>It does no harm, and nothing is lost. Please report it.</translation>
        </message>
        <message>
            <source>A row of an account belongs to two records</source>
            <translation>A row of an account belongs to two records</translation>
        </message>
        <message>
            <source>A change could reach the wrong one. Switch sending off for the account, and report it.</source>
            <translation>A change could reach the wrong one. Switch sending off for the account, and report it.</translation>
        </message>
        <message>
            <source>A conflict is about a record that is missing</source>
            <translation>A conflict is about a record that is missing</translation>
        </message>
        <message>
            <source>It cannot be decided. Put the newest backup in place with crmdesk recover if you miss the record.</source>
            <translation>It cannot be decided. Put the newest backup in place with crmdesk recover if you miss the record.</translation>
        </message>
        <message>
            <source>A decision is incomplete</source>
            <translation>A decision is incomplete</translation>
        </message>
        <message>
            <source>What was chosen stands, but the values that were turned down are not kept any more. A backup may have them.</source>
            <translation>What was chosen stands, but the values that were turned down are not kept any more. A backup may have them.</translation>
        </message>
        <message>
            <source>It is not known whether a change arrived</source>
            <translation>It is not known whether a change arrived</translation>
        </message>
        <message>
            <source>A change was sent, its answer is missing, and no synchronisation is looking for it. Synchronise and check again; if it stays, report it.</source>
            <translation>A change was sent, its answer is missing, and no synchronisation is looking for it. Synchronise and check again; if it stays, report it.</translation>
        </message>
        <message>
            <source>One record is being sent twice at once</source>
            <translation>One record is being sent twice at once</translation>
        </message>
        <message>
            <source>Switch sending off for the account, and report it.</source>
            <translation>Switch sending off for the account, and report it.</translation>
        </message>
        <message>
            <source>Something was to be deleted in an account that nobody deleted here</source>
            <translation>Something was to be deleted in an account that nobody deleted here</translation>
        </message>
        <message>
            <source>Look into the account’s recycle bin, and take the record out of it if it should be there. Please report it.</source>
            <translation>Look into the account’s recycle bin, and take the record out of it if it should be there. Please report it.</translation>
        </message>
        <message>
            <source>News of an account wait for nothing</source>
            <translation>News of an account wait for nothing</translation>
        </message>
        <message>
            <source>They were read and are not taken in. Synchronise and check again; if they stay, disconnect the account, keeping the data, and connect it again: everything there is read anew.</source>
            <translation>They were read and are not taken in. Synchronise and check again; if they stay, disconnect the account, keeping the data, and connect it again: everything there is read anew.</translation>
        </message>
        <message>
            <source>An account’s first synchronisation went on without an answer, or waits for none</source>
            <translation>An account’s first synchronisation went on without an answer, or waits for none</translation>
        </message>
        <message>
            <source>Synchronise and check again; if it stays, disconnect the account, keeping the data, and connect it again.</source>
            <translation>Synchronise and check again; if it stays, disconnect the account, keeping the data, and connect it again.</translation>
        </message>
        <message>
            <source>It is not known how far an account was read</source>
            <translation>It is not known how far an account was read</translation>
        </message>
        <message>
            <source>Disconnect the account, keeping the data, and connect it again: everything there is read anew.</source>
            <translation>Disconnect the account, keeping the data, and connect it again: everything there is read anew.</translation>
        </message>
        <message>
            <source>The list of related records is not right</source>
            <translation>The list of related records is not right</translation>
        </message>
        <message>
            <source>A record may be missing where its contacts, deals or notes are listed. Nothing is lost: give it another relation and then this one again, and it is right.</source>
            <translation>A record may be missing where its contacts, deals or notes are listed. Nothing is lost: give it another relation and then this one again, and it is right.</translation>
        </message>
        <message>
            <source>Search does not know a record as it should</source>
            <translation>Search does not know a record as it should</translation>
        </message>
        <message>
            <source>It is in the lists and may not be found by search. Change its name and change it back: search finds it again.</source>
            <translation>It is in the lists and may not be found by search. Change its name and change it back: search finds it again.</translation>
        </message>
        <message>
            <source>The history of a field has a gap</source>
            <translation>The history of a field has a gap</translation>
        </message>
        <message>
            <source>A value changed without a line in the history. Compare the field with what the account holds; a backup may have the value in between.</source>
            <translation>A value changed without a line in the history. Compare the field with what the account holds; a backup may have the value in between.</translation>
        </message>
        <message>
            <source>A field holds something else than its history says</source>
            <translation>A field holds something else than its history says</translation>
        </message>
        <message>
            <source>Compare the field with its history, and type what is right.</source>
            <translation>Compare the field with its history, and type what is right.</translation>
        </message>
        <message>
            <source>The history does not say where a record comes from</source>
            <translation>The history does not say where a record comes from</translation>
        </message>
        <message>
            <source>The record is here, and nothing of it is missing. Please report it.</source>
            <translation>The record is here, and nothing of it is missing. Please report it.</translation>
        </message>
        <message>
            <source>The trash and the history do not agree</source>
            <translation>The trash and the history do not agree</translation>
        </message>
        <message>
            <source>A record is in the trash, or out of it, without a line in the history. Look at it, and delete or restore it as it should be.</source>
            <translation>A record is in the trash, or out of it, without a line in the history. Look at it, and delete or restore it as it should be.</translation>
        </message>
        <message>
            <source>What was last agreed with an account cannot be read</source>
            <translation>What was last agreed with an account cannot be read</translation>
        </message>
        <message>
            <source>Changes of this record cannot be told apart. Put the newest backup in place with crmdesk recover, or disconnect the account, keeping the data, and connect it again.</source>
            <translation>Changes of this record cannot be told apart. Put the newest backup in place with crmdesk recover, or disconnect the account, keeping the data, and connect it again.</translation>
        </message>
        <message>
            <source>A value that was typed here is not waiting to be sent</source>
            <translation>A value that was typed here is not waiting to be sent</translation>
        </message>
        <message>
            <source>It is kept here, and its account does not have it. Change it and change it back: then it is sent.</source>
            <translation>It is kept here, and its account does not have it. Change it and change it back: then it is sent.</translation>
        </message>
        <message>
            <source>A deletion is not waiting to be sent</source>
            <translation>A deletion is not waiting to be sent</translation>
        </message>
        <message>
            <source>The record is in the trash here, and its account still has it. Restore it and delete it again: then it is sent.</source>
            <translation>The record is in the trash here, and its account still has it. Restore it and delete it again: then it is sent.</translation>
        </message>
        <message>
            <source>A record is waiting to be sent although nothing differs</source>
            <translation>A record is waiting to be sent although nothing differs</translation>
        </message>
        <message>
            <source>It does no harm. The next change of the record ends it.</source>
            <translation>It does no harm. The next change of the record ends it.</translation>
        </message>
        <message>
            <source>A record refers to another that is not there</source>
            <translation>A record refers to another that is not there</translation>
        </message>
        <message>
            <source>Choose another one in this field, or leave it blank.</source>
            <translation>Choose another one in this field, or leave it blank.</translation>
        </message>
        <message>
            <source>Something is not as it should be</source>
            <translation>Something is not as it should be</translation>
        </message>
        <message>
            <source>Please report it.</source>
            <translation>Please report it.</translation>
        </message>
    </context>
    <context>
        <name>Command</name>
        <message>
            <source>{label}: {text}</source>
            <translation>{label}: {text}</translation>
        </message>
        <message>
            <source>not a text in this terminal&apos;s encoding</source>
            <translation>not a text in this terminal&apos;s encoding</translation>
        </message>
        <message>
            <source>a whole number from 0 on is expected, not “{given}”</source>
            <translation>a whole number from 0 on is expected, not “{given}”</translation>
        </message>
        <message>
            <source>minutes from 1 to 1440 are expected, not “{given}”</source>
            <translation>minutes from 1 to 1440 are expected, not “{given}”</translation>
        </message>
        <message>
            <source>a port up to {last} is expected, not {given}</source>
            <translation>a port up to {last} is expected, not {given}</translation>
        </message>
        <message>
            <source>Passphrase: </source>
            <translation>Passphrase: </translation>
        </message>
        <message>
            <source>Passphrase (again): </source>
            <translation>Passphrase (again): </translation>
        </message>
        <message>
            <source>Token: </source>
            <translation>Token: </translation>
        </message>
        <message>
            <source>Client secret: </source>
            <translation>Client secret: </translation>
        </message>
        <message>
            <source>id</source>
            <translation>id</translation>
        </message>
        <message>
            <source>name</source>
            <translation>name</translation>
        </message>
        <message>
            <source>record</source>
            <translation>record</translation>
        </message>
        <message>
            <source>field</source>
            <translation>field</translation>
        </message>
        <message>
            <source>account</source>
            <translation>account</translation>
        </message>
        <message>
            <source>accounts</source>
            <translation>accounts</translation>
        </message>
        <message>
            <source>pipeline</source>
            <translation>pipeline</translation>
        </message>
        <message>
            <source>organisation</source>
            <translation>organisation</translation>
        </message>
        <message>
            <source>state</source>
            <translation>state</translation>
        </message>
        <message>
            <source>sending</source>
            <translation>sending</translation>
        </message>
        <message>
            <source>last success</source>
            <translation>last success</translation>
        </message>
        <message>
            <source>on this computer</source>
            <translation>on this computer</translation>
        </message>
        <message>
            <source>{value} (replaced: {told})</source>
            <translation>{value} (replaced: {told})</translation>
        </message>
        <message>
            <source>{value} (replaced)</source>
            <translation>{value} (replaced)</translation>
        </message>
        <message>
            <source>there</source>
            <translation>there</translation>
        </message>
        <message>
            <source>time</source>
            <translation>time</translation>
        </message>
        <message>
            <source>good to know</source>
            <translation>good to know</translation>
        </message>
        <message>
            <source>command</source>
            <translation>command</translation>
        </message>
        <message>
            <source>No notices.</source>
            <translation>No notices.</translation>
        </message>
        <message>
            <source>{field}: {value}, as in {account}.</source>
            <translation>{field}: {value}, as in {account}.</translation>
        </message>
        <message>
            <source>because of the</source>
            <translation>because of the</translation>
        </message>
        <message>
            <source>not mapped</source>
            <translation>not mapped</translation>
        </message>
        <message>
            <source>label</source>
            <translation>label</translation>
        </message>
        <message>
            <source>type</source>
            <translation>type</translation>
        </message>
        <message>
            <source>suggested</source>
            <translation>suggested</translation>
        </message>
        <message>
            <source>required</source>
            <translation>required</translation>
        </message>
        <message>
            <source>version</source>
            <translation>version</translation>
        </message>
        <message>
            <source>made</source>
            <translation>made</translation>
        </message>
        <message>
            <source>conflict</source>
            <translation>conflict</translation>
        </message>
        <message>
            <source>problem</source>
            <translation>problem</translation>
        </message>
        <message>
            <source>pending</source>
            <translation>pending</translation>
        </message>
        <message>
            <source>records</source>
            <translation>records</translation>
        </message>
        <message>
            <source>present</source>
            <translation>present</translation>
        </message>
        <message>
            <source>deleted</source>
            <translation>deleted</translation>
        </message>
        <message>
            <source>{account}: signed in to {organisation}</source>
            <translation>{account}: signed in to {organisation}</translation>
        </message>
        <message>
            <source>scopes that the application lacks, see docs/vendors; what they cover is neither read nor sent: {scopes}</source>
            <translation>scopes that the application lacks, see docs/vendors; what they cover is neither read nor sent: {scopes}</translation>
        </message>
        <message>
            <source>fields that an administrator makes by hand, see docs/vendors: {fields}</source>
            <translation>fields that an administrator makes by hand, see docs/vendors: {fields}</translation>
        </message>
        <message>
            <source>fields that the account lacks, and --create-fields makes there; what is typed into them stays here: {fields}</source>
            <translation>fields that the account lacks, and --create-fields makes there; what is typed into them stays here: {fields}</translation>
        </message>
        <message>
            <source>columns that the sheet lacks, and --create-fields makes there; without _crmdesk_id nothing is read and nothing is sent: {fields}</source>
            <translation>columns that the sheet lacks, and --create-fields makes there; without _crmdesk_id nothing is read and nothing is sent: {fields}</translation>
        </message>
        <message>
            <source>the account does not say its currency: its amounts are taken for {currency}</source>
            <translation>the account does not say its currency: its amounts are taken for {currency}</translation>
        </message>
        <message>
            <source>{account}: sending is on</source>
            <translation>{account}: sending is on</translation>
        </message>
        <message>
            <source>request</source>
            <translation>request</translation>
        </message>
        <message>
            <source>calls</source>
            <translation>calls</translation>
        </message>
        <message>
            <source>bytes sent</source>
            <translation>bytes sent</translation>
        </message>
        <message>
            <source>bytes received</source>
            <translation>bytes received</translation>
        </message>
        <message>
            <source>refusals</source>
            <translation>refusals</translation>
        </message>
        <message>
            <source>retries</source>
            <translation>retries</translation>
        </message>
        <message>
            <source>nothing was asked of any account in the last 30 days</source>
            <translation>nothing was asked of any account in the last 30 days</translation>
        </message>
        <message>
            <source>{account}: sending is off</source>
            <translation>{account}: sending is off</translation>
        </message>
        <message>
            <source>{account}: synchronised every minute</source>
            <translation>{account}: synchronised every minute</translation>
        </message>
        <message>
            <source>{account}: synchronised every {n} minutes</source>
            <translation>{account}: synchronised every {n} minutes</translation>
        </message>
        <message>
            <source>{account}: signed out</source>
            <translation>{account}: signed out</translation>
        </message>
        <message>
            <source>{n} change was never sent to it and will not be</source>
            <translation>{n} change was never sent to it and will not be</translation>
        </message>
        <message>
            <source>{n} changes were never sent to it and will not be</source>
            <translation>{n} changes were never sent to it and will not be</translation>
        </message>
        <message>
            <source>{n} record deleted here stays in the account</source>
            <translation>{n} record deleted here stays in the account</translation>
        </message>
        <message>
            <source>{n} records deleted here stay in the account</source>
            <translation>{n} records deleted here stay in the account</translation>
        </message>
        <message>
            <source>on</source>
            <translation>on</translation>
        </message>
        <message>
            <source>off</source>
            <translation>off</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>failed</translation>
        </message>
        <message>
            <source>{account}: {outcome} ({counts}; {seconds} s)</source>
            <translation>{account}: {outcome} ({counts}; {seconds} s)</translation>
        </message>
        <message>
            <source>nothing to do</source>
            <translation>nothing to do</translation>
        </message>
        <message>
            <source>no account to synchronise: crmdesk connect VENDOR signs in to one</source>
            <translation>no account to synchronise: crmdesk connect VENDOR signs in to one</translation>
        </message>
        <message>
            <source>Nothing to decide. Both sides agree.</source>
            <translation>Nothing to decide. Both sides agree.</translation>
        </message>
        <message>
            <source>{n} conflict decided</source>
            <translation>{n} conflict decided</translation>
        </message>
        <message>
            <source>{n} conflicts decided</source>
            <translation>{n} conflicts decided</translation>
        </message>
        <message>
            <source>{record}: one record now</source>
            <translation>{record}: one record now</translation>
        </message>
        <message>
            <source>{record}: a record of its own</source>
            <translation>{record}: a record of its own</translation>
        </message>
        <message>
            <source>two records, no longer listed as duplicates</source>
            <translation>two records, no longer listed as duplicates</translation>
        </message>
        <message>
            <source>version {version} is in force</source>
            <translation>version {version} is in force</translation>
        </message>
        <message>
            <source>called alike: {fields} (“mapping set” keeps one of them in that property)</source>
            <translation>called alike: {fields} (“mapping set” keeps one of them in that property)</translation>
        </message>
        <message>
            <source>id there</source>
            <translation>id there</translation>
        </message>
        <message>
            <source>not here</source>
            <translation>not here</translation>
        </message>
        <message>
            <source>no account has it</source>
            <translation>no account has it</translation>
        </message>
        <message>
            <source>written: {file}</source>
            <translation>written: {file}</translation>
        </message>
        <message>
            <source>row {number}</source>
            <translation>row {number}</translation>
        </message>
        <message>
            <source>{n} row</source>
            <translation>{n} row</translation>
        </message>
        <message>
            <source>{n} rows</source>
            <translation>{n} rows</translation>
        </message>
        <message>
            <source>columns left out</source>
            <translation>columns left out</translation>
        </message>
        <message>
            <source>Nothing was changed: --dry-run.</source>
            <translation>Nothing was changed: --dry-run.</translation>
        </message>
        <message>
            <source>Stopped behind row {row}: nothing below it was taken. Import only the rest of the file: the rows above would be made twice.</source>
            <translation>Stopped behind row {row}: nothing below it was taken. Import only the rest of the file: the rows above would be made twice.</translation>
        </message>
        <message>
            <source>{n} record written: {file}</source>
            <translation>{n} record written: {file}</translation>
        </message>
        <message>
            <source>{n} records written: {file}</source>
            <translation>{n} records written: {file}</translation>
        </message>
        <message>
            <source>backup of {moment} put in its place</source>
            <translation>backup of {moment} put in its place</translation>
        </message>
        <message>
            <source>an empty database put in its place</source>
            <translation>an empty database put in its place</translation>
        </message>
        <message>
            <source>set aside: {folder}</source>
            <translation>set aside: {folder}</translation>
        </message>
        <message>
            <source>{n} record worked on here since that backup</source>
            <translation>{n} record worked on here since that backup</translation>
        </message>
        <message>
            <source>{n} records worked on here since that backup</source>
            <translation>{n} records worked on here since that backup</translation>
        </message>
        <message>
            <source>The old file could not be read to its end: there may be more.</source>
            <translation>The old file could not be read to its end: there may be more.</translation>
        </message>
        <message>
            <source>What was worked on here since that backup is not known.</source>
            <translation>What was worked on here since that backup is not known.</translation>
        </message>
        <message>
            <source>{account}: {n} change of the last {days} days was not announced by the vendor, and was found by comparing all rows (last: {moment}).</source>
            <translation>{account}: {n} change of the last {days} days was not announced by the vendor, and was found by comparing all rows (last: {moment}).</translation>
        </message>
        <message>
            <source>{account}: {n} changes of the last {days} days were not announced by the vendor, and were found by comparing all rows (last: {moment}).</source>
            <translation>{account}: {n} changes of the last {days} days were not announced by the vendor, and were found by comparing all rows (last: {moment}).</translation>
        </message>
        <message>
            <source>They are here now. Such a change arrives up to a day late; “crmdesk runs” tells in which runs.</source>
            <translation>They are here now. Such a change arrives up to a day late; “crmdesk runs” tells in which runs.</translation>
        </message>
        <message>
            <source>{n} picture in {folder}</source>
            <translation>{n} picture in {folder}</translation>
        </message>
        <message>
            <source>{n} pictures in {folder}</source>
            <translation>{n} pictures in {folder}</translation>
        </message>
        <message>
            <source>{account} is paused: nothing is exchanged with it. To go on: {command}</source>
            <translation>{account} is paused: nothing is exchanged with it. To go on: {command}</translation>
        </message>
        <message>
            <source>{account} goes on with the next synchronisation.</source>
            <translation>{account} goes on with the next synchronisation.</translation>
        </message>
        <message>
            <source>{account} was not paused.</source>
            <translation>{account} was not paused.</translation>
        </message>
        <message>
            <source>{account} was read, and nothing is taken in before another account is here: synchronise once more.</source>
            <translation>{account} was read, and nothing is taken in before another account is here: synchronise once more.</translation>
        </message>
        <message>
            <source>up to date</source>
            <translation>up to date</translation>
        </message>
        <message>
            <source>cancelled</source>
            <translation>cancelled</translation>
        </message>
        <message>
            <source>another program is synchronising it</source>
            <translation>another program is synchronising it</translation>
        </message>
        <message>
            <source>still going on</source>
            <translation>still going on</translation>
        </message>
        <message>
            <source>interrupted</source>
            <translation>interrupted</translation>
        </message>
        <message>
            <source>not all of it was sent</source>
            <translation>not all of it was sent</translation>
        </message>
        <message>
            <source>{account}: {n} change waits for your decision. To see it: crmdesk conflicts</source>
            <translation>{account}: {n} change waits for your decision. To see it: crmdesk conflicts</translation>
        </message>
        <message>
            <source>{account}: {n} changes wait for your decision. To see them: crmdesk conflicts</source>
            <translation>{account}: {n} changes wait for your decision. To see them: crmdesk conflicts</translation>
        </message>
        <message>
            <source>{account}: {n} change was refused, or failed; the problems that are listed say why.</source>
            <translation>{account}: {n} change was refused, or failed; the problems that are listed say why.</translation>
        </message>
        <message>
            <source>{account}: {n} changes were refused, or failed; the problems that are listed say why.</source>
            <translation>{account}: {n} changes were refused, or failed; the problems that are listed say why.</translation>
        </message>
        <message>
            <source>{account}: {n} change waits until you have looked at a review. To see it: crmdesk reviews</source>
            <translation>{account}: {n} change waits until you have looked at a review. To see it: crmdesk reviews</translation>
        </message>
        <message>
            <source>{account}: {n} changes wait until you have looked at a review. To see it: crmdesk reviews</source>
            <translation>{account}: {n} changes wait until you have looked at a review. To see it: crmdesk reviews</translation>
        </message>
        <message>
            <source>{account}: {n} change waits for your answer about the first synchronisation.</source>
            <translation>{account}: {n} change waits for your answer about the first synchronisation.</translation>
        </message>
        <message>
            <source>{account}: {n} changes wait for your answer about the first synchronisation.</source>
            <translation>{account}: {n} changes wait for your answer about the first synchronisation.</translation>
        </message>
        <message>
            <source>{account}: {n} change is sent after the first synchronisation.</source>
            <translation>{account}: {n} change is sent after the first synchronisation.</translation>
        </message>
        <message>
            <source>{account}: {n} changes are sent after the first synchronisation.</source>
            <translation>{account}: {n} changes are sent after the first synchronisation.</translation>
        </message>
        <message>
            <source>{account}: {n} change waits because the account is paused.</source>
            <translation>{account}: {n} change waits because the account is paused.</translation>
        </message>
        <message>
            <source>{account}: {n} changes wait because the account is paused.</source>
            <translation>{account}: {n} changes wait because the account is paused.</translation>
        </message>
        <message>
            <source>{account}: {n} change waits until you have signed in again.</source>
            <translation>{account}: {n} change waits until you have signed in again.</translation>
        </message>
        <message>
            <source>{account}: {n} changes wait until you have signed in again.</source>
            <translation>{account}: {n} changes wait until you have signed in again.</translation>
        </message>
        <message>
            <source>{account}: {n} change was sent, and no answer came: the next synchronisation looks whether it arrived.</source>
            <translation>{account}: {n} change was sent, and no answer came: the next synchronisation looks whether it arrived.</translation>
        </message>
        <message>
            <source>{account}: {n} changes were sent, and no answer came: the next synchronisation looks whether they arrived.</source>
            <translation>{account}: {n} changes were sent, and no answer came: the next synchronisation looks whether they arrived.</translation>
        </message>
        <message>
            <source>{account}: {n} change goes out with the next synchronisation: it came up during this one, or waits for another record.</source>
            <translation>{account}: {n} change goes out with the next synchronisation: it came up during this one, or waits for another record.</translation>
        </message>
        <message>
            <source>{account}: {n} changes go out with the next synchronisation: they came up during this one, or wait for other records.</source>
            <translation>{account}: {n} changes go out with the next synchronisation: they came up during this one, or wait for other records.</translation>
        </message>
        <message>
            <source>{account}: a record that is deleted there goes to the trash here.</source>
            <translation>{account}: a record that is deleted there goes to the trash here.</translation>
        </message>
        <message>
            <source>{account}: a record that is deleted there stays here, and is not made anew there.</source>
            <translation>{account}: a record that is deleted there stays here, and is not made anew there.</translation>
        </message>
        <message>
            <source>{account}: you are asked about a record that is deleted there.</source>
            <translation>{account}: you are asked about a record that is deleted there.</translation>
        </message>
        <message>
            <source>To take it back: crmdesk undo --change {change}</source>
            <translation>To take it back: crmdesk undo --change {change}</translation>
        </message>
        <message>
            <source>(not known here yet)</source>
            <translation>(not known here yet)</translation>
        </message>
        <message>
            <source>left open, as nobody can say which side is the newest: {fields}. Keep computer or account there.</source>
            <translation>left open, as nobody can say which side is the newest: {fields}. Keep computer or account there.</translation>
        </message>
        <message>
            <source>active</source>
            <translation>active</translation>
        </message>
        <message>
            <source>paused</source>
            <translation>paused</translation>
        </message>
        <message>
            <source>sign-in needed</source>
            <translation>sign-in needed</translation>
        </message>
        <message>
            <source>address</source>
            <translation>address</translation>
        </message>
        <message>
            <source>number</source>
            <translation>number</translation>
        </message>
        <message>
            <source>{n} row read</source>
            <translation>{n} row read</translation>
        </message>
        <message>
            <source>{n} rows read</source>
            <translation>{n} rows read</translation>
        </message>
        <message>
            <source>renewals asked for</source>
            <translation>renewals asked for</translation>
        </message>
        <message>
            <source>Nothing of it has come in yet. To take it in: {command}</source>
            <translation>Nothing of it has come in yet. To take it in: {command}</translation>
        </message>
        <message>
            <source>{n} row taken in</source>
            <translation>{n} row taken in</translation>
        </message>
        <message>
            <source>{n} rows taken in</source>
            <translation>{n} rows taken in</translation>
        </message>
        <message>
            <source>{n} record merged</source>
            <translation>{n} record merged</translation>
        </message>
        <message>
            <source>{n} records merged</source>
            <translation>{n} records merged</translation>
        </message>
        <message>
            <source>{n} new conflict</source>
            <translation>{n} new conflict</translation>
        </message>
        <message>
            <source>{n} new conflicts</source>
            <translation>{n} new conflicts</translation>
        </message>
        <message>
            <source>{n} conflict decided by policy</source>
            <translation>{n} conflict decided by policy</translation>
        </message>
        <message>
            <source>{n} conflicts decided by policy</source>
            <translation>{n} conflicts decided by policy</translation>
        </message>
        <message>
            <source>{n} notice</source>
            <translation>{n} notice</translation>
        </message>
        <message>
            <source>{n} notices</source>
            <translation>{n} notices</translation>
        </message>
        <message>
            <source>{n} change sent</source>
            <translation>{n} change sent</translation>
        </message>
        <message>
            <source>{n} changes sent</source>
            <translation>{n} changes sent</translation>
        </message>
        <message>
            <source>{n} change not sent</source>
            <translation>{n} change not sent</translation>
        </message>
        <message>
            <source>{n} changes not sent</source>
            <translation>{n} changes not sent</translation>
        </message>
        <message>
            <source>{n} record deleted</source>
            <translation>{n} record deleted</translation>
        </message>
        <message>
            <source>{n} records deleted</source>
            <translation>{n} records deleted</translation>
        </message>
        <message>
            <source>{n} request</source>
            <translation>{n} request</translation>
        </message>
        <message>
            <source>{n} requests</source>
            <translation>{n} requests</translation>
        </message>
        <message>
            <source>{n} problem</source>
            <translation>{n} problem</translation>
        </message>
        <message>
            <source>{n} problems</source>
            <translation>{n} problems</translation>
        </message>
        <message>
            <source>{n} review</source>
            <translation>{n} review</translation>
        </message>
        <message>
            <source>{n} reviews</source>
            <translation>{n} reviews</translation>
        </message>
        <message>
            <source>{n} row that no feed told</source>
            <translation>{n} row that no feed told</translation>
        </message>
        <message>
            <source>{n} rows that no feed told</source>
            <translation>{n} rows that no feed told</translation>
        </message>
        <message>
            <source>{n} change pending</source>
            <translation>{n} change pending</translation>
        </message>
        <message>
            <source>{n} changes pending</source>
            <translation>{n} changes pending</translation>
        </message>
        <message>
            <source>{n} conflict waits for your answer: crmdesk conflicts</source>
            <translation>{n} conflict waits for your answer: crmdesk conflicts</translation>
        </message>
        <message>
            <source>{n} conflicts wait for your answer: crmdesk conflicts</source>
            <translation>{n} conflicts wait for your answer: crmdesk conflicts</translation>
        </message>
        <message>
            <source>{n} review waits for your answer: crmdesk reviews</source>
            <translation>{n} review waits for your answer: crmdesk reviews</translation>
        </message>
        <message>
            <source>{n} reviews wait for your answer: crmdesk reviews</source>
            <translation>{n} reviews wait for your answer: crmdesk reviews</translation>
        </message>
        <message>
            <source>{n} conflict</source>
            <translation>{n} conflict</translation>
        </message>
        <message>
            <source>{n} conflicts</source>
            <translation>{n} conflicts</translation>
        </message>
        <message>
            <source>{n} lead</source>
            <translation>{n} lead</translation>
        </message>
        <message>
            <source>{n} leads</source>
            <translation>{n} leads</translation>
        </message>
        <message>
            <source>{n} contact</source>
            <translation>{n} contact</translation>
        </message>
        <message>
            <source>{n} contacts</source>
            <translation>{n} contacts</translation>
        </message>
        <message>
            <source>{n} company</source>
            <translation>{n} company</translation>
        </message>
        <message>
            <source>{n} companies</source>
            <translation>{n} companies</translation>
        </message>
        <message>
            <source>{n} deal</source>
            <translation>{n} deal</translation>
        </message>
        <message>
            <source>{n} deals</source>
            <translation>{n} deals</translation>
        </message>
        <message>
            <source>{n} activity</source>
            <translation>{n} activity</translation>
        </message>
        <message>
            <source>{n} activities</source>
            <translation>{n} activities</translation>
        </message>
        <message>
            <source>{n} note</source>
            <translation>{n} note</translation>
        </message>
        <message>
            <source>{n} notes</source>
            <translation>{n} notes</translation>
        </message>
        <message>
            <source>{n} record made</source>
            <translation>{n} record made</translation>
        </message>
        <message>
            <source>{n} records made</source>
            <translation>{n} records made</translation>
        </message>
        <message>
            <source>{n} record changed</source>
            <translation>{n} record changed</translation>
        </message>
        <message>
            <source>{n} records changed</source>
            <translation>{n} records changed</translation>
        </message>
        <message>
            <source>{n} record as it was</source>
            <translation>{n} record as it was</translation>
        </message>
        <message>
            <source>{n} records as they were</source>
            <translation>{n} records as they were</translation>
        </message>
        <message>
            <source>{n} row not taken</source>
            <translation>{n} row not taken</translation>
        </message>
        <message>
            <source>{n} rows not taken</source>
            <translation>{n} rows not taken</translation>
        </message>
        <message>
            <source>text</source>
            <translation>text</translation>
        </message>
        <message>
            <source>long text</source>
            <translation>long text</translation>
        </message>
        <message>
            <source>whole number</source>
            <translation>whole number</translation>
        </message>
        <message>
            <source>decimal number</source>
            <translation>decimal number</translation>
        </message>
        <message>
            <source>amount</source>
            <translation>amount</translation>
        </message>
        <message>
            <source>yes or no</source>
            <translation>yes or no</translation>
        </message>
        <message>
            <source>date</source>
            <translation>date</translation>
        </message>
        <message>
            <source>date and time</source>
            <translation>date and time</translation>
        </message>
        <message>
            <source>choice</source>
            <translation>choice</translation>
        </message>
        <message>
            <source>tags</source>
            <translation>tags</translation>
        </message>
        <message>
            <source>e-mail addresses</source>
            <translation>e-mail addresses</translation>
        </message>
        <message>
            <source>phone numbers</source>
            <translation>phone numbers</translation>
        </message>
        <message>
            <source>consent</source>
            <translation>consent</translation>
        </message>
        <message>
            <source>ok</source>
            <translation>ok</translation>
        </message>
        <message>
            <source>FAILED</source>
            <translation>FAILED</translation>
        </message>
        <message>
            <source>self-test failed: {checks}</source>
            <translation>self-test failed: {checks}</translation>
        </message>
        <message>
            <source>It ended with “{reason}”.</source>
            <translation>It ended with “{reason}”.</translation>
        </message>
        <message>
            <source>{seconds} s</source>
            <translation>{seconds} s</translation>
        </message>
        <message>
            <source>the keyring gave back another key</source>
            <translation>the keyring gave back another key</translation>
        </message>
        <message>
            <source>the passphrase gave another key</source>
            <translation>the passphrase gave another key</translation>
        </message>
        <message>
            <source>no keyring here: a passphrase protects the data (CRMDESK_PASSPHRASE)</source>
            <translation>no keyring here: a passphrase protects the data (CRMDESK_PASSPHRASE)</translation>
        </message>
        <message>
            <source>the file can be read without its key</source>
            <translation>the file can be read without its key</translation>
        </message>
        <message>
            <source>another key opens the file</source>
            <translation>another key opens the file</translation>
        </message>
        <message>
            <source>encrypted</source>
            <translation>encrypted</translation>
        </message>
        <message>
            <source>{count} records found instead of 1</source>
            <translation>{count} records found instead of 1</translation>
        </message>
        <message>
            <source>the server is not believed</source>
            <translation>the server is not believed</translation>
        </message>
        <message>
            <source>an unknown server is believed</source>
            <translation>an unknown server is believed</translation>
        </message>
        <message>
            <source>verified</source>
            <translation>verified</translation>
        </message>
        <message>
            <source>the font cannot be read</source>
            <translation>the font cannot be read</translation>
        </message>
        <message>
            <source>the icon came out blank</source>
            <translation>the icon came out blank</translation>
        </message>
        <message>
            <source>the letters came out blank</source>
            <translation>the letters came out blank</translation>
        </message>
        <message>
            <source>both languages say {word}</source>
            <translation>both languages say {word}</translation>
        </message>
        <message>
            <source>received {received}, sent {sent}</source>
            <translation>received {received}, sent {sent}</translation>
        </message>
        <message>
            <source>keyring</source>
            <translation>keyring</translation>
        </message>
        <message>
            <source>database</source>
            <translation>database</translation>
        </message>
        <message>
            <source>search</source>
            <translation>search</translation>
        </message>
        <message>
            <source>tls</source>
            <translation>tls</translation>
        </message>
        <message>
            <source>pictures</source>
            <translation>pictures</translation>
        </message>
        <message>
            <source>languages</source>
            <translation>languages</translation>
        </message>
        <message>
            <source>sync</source>
            <translation>sync</translation>
        </message>
        <message>
            <source>signed in</source>
            <translation>signed in</translation>
        </message>
        <message>
            <source>received</source>
            <translation>received</translation>
        </message>
        <message>
            <source>edited offline</source>
            <translation>edited offline</translation>
        </message>
        <message>
            <source>received again</source>
            <translation>received again</translation>
        </message>
        <message>
            <source>merged without asking</source>
            <translation>merged without asking</translation>
        </message>
        <message>
            <source>conflicts</source>
            <translation>conflicts</translation>
        </message>
        <message>
            <source>deleted there</source>
            <translation>deleted there</translation>
        </message>
        <message>
            <source>No policy: every conflict is asked about.</source>
            <translation>No policy: every conflict is asked about.</translation>
        </message>
        <message>
            <source>The policy counts from the next synchronisation on.</source>
            <translation>The policy counts from the next synchronisation on.</translation>
        </message>
        <message>
            <source>The policy is removed.</source>
            <translation>The policy is removed.</translation>
        </message>
        <message>
            <source>Open conflicts that it would decide</source>
            <translation>Open conflicts that it would decide</translation>
        </message>
        <message>
            <source>Decisions of the last 90 days that it would have changed</source>
            <translation>Decisions of the last 90 days that it would have changed</translation>
        </message>
        <message>
            <source>Would be taken back</source>
            <translation>Would be taken back</translation>
        </message>
        <message>
            <source>Taken back</source>
            <translation>Taken back</translation>
        </message>
        <message>
            <source>Taken back.</source>
            <translation>Taken back.</translation>
        </message>
        <message>
            <source>Stays as it is</source>
            <translation>Stays as it is</translation>
        </message>
        <message>
            <source>To take that back in its turn: crmdesk undo --change {change}</source>
            <translation>To take that back in its turn: crmdesk undo --change {change}</translation>
        </message>
        <message>
            <source>{n} row was sent with what was here before: that stays.</source>
            <translation>{n} row was sent with what was here before: that stays.</translation>
        </message>
        <message>
            <source>{n} rows were sent with what was here before: that stays.</source>
            <translation>{n} rows were sent with what was here before: that stays.</translation>
        </message>
        <message>
            <source>kind</source>
            <translation>kind</translation>
        </message>
        <message>
            <source>policy</source>
            <translation>policy</translation>
        </message>
        <message>
            <source>also</source>
            <translation>also</translation>
        </message>
        <message>
            <source>until</source>
            <translation>until</translation>
        </message>
        <message>
            <source>now</source>
            <translation>now</translation>
        </message>
        <message>
            <source>then</source>
            <translation>then</translation>
        </message>
        <message>
            <source>decided</source>
            <translation>decided</translation>
        </message>
        <message>
            <source>instead</source>
            <translation>instead</translation>
        </message>
        <message>
            <source>chosen</source>
            <translation>chosen</translation>
        </message>
        <message>
            <source>not taken</source>
            <translation>not taken</translation>
        </message>
        <message>
            <source>change</source>
            <translation>change</translation>
        </message>
        <message>
            <source>begun</source>
            <translation>begun</translation>
        </message>
        <message>
            <source>before</source>
            <translation>before</translation>
        </message>
        <message>
            <source>after</source>
            <translation>after</translation>
        </message>
        <message>
            <source>why</source>
            <translation>why</translation>
        </message>
        <message>
            <source>what it did</source>
            <translation>what it did</translation>
        </message>
        <message>
            <source>changed a value</source>
            <translation>changed a value</translation>
        </message>
        <message>
            <source>decided by a policy</source>
            <translation>decided by a policy</translation>
        </message>
        <message>
            <source>brought this record</source>
            <translation>brought this record</translation>
        </message>
        <message>
            <source>put into the trash</source>
            <translation>put into the trash</translation>
        </message>
        <message>
            <source>brought back</source>
            <translation>brought back</translation>
        </message>
        <message>
            <source>made it another kind</source>
            <translation>made it another kind</translation>
        </message>
        <message>
            <source>merged it with another</source>
            <translation>merged it with another</translation>
        </message>
        <message>
            <source>changed since</source>
            <translation>changed since</translation>
        </message>
        <message>
            <source>waits for your decision</source>
            <translation>waits for your decision</translation>
        </message>
        <message>
            <source>cannot be taken back with the run</source>
            <translation>cannot be taken back with the run</translation>
        </message>
        <message>
            <source>Ask me</source>
            <translation>Ask me</translation>
        </message>
        <message>
            <source>The most recent value</source>
            <translation>The most recent value</translation>
        </message>
        <message>
            <source>This computer</source>
            <translation>This computer</translation>
        </message>
        <message>
            <source>The account</source>
            <translation>The account</translation>
        </message>
        <message>
            <source>A certain account</source>
            <translation>A certain account</translation>
        </message>
        <message>
            <source>Never blank a value</source>
            <translation>Never blank a value</translation>
        </message>
        <message>
            <source>The longest text</source>
            <translation>The longest text</translation>
        </message>
        <message>
            <source>All lines of both</source>
            <translation>All lines of both</translation>
        </message>
        <message>
            <source>The changes of both, line by line</source>
            <translation>The changes of both, line by line</translation>
        </message>
        <message>
            <source>The greater value</source>
            <translation>The greater value</translation>
        </message>
        <message>
            <source>The smaller value</source>
            <translation>The smaller value</translation>
        </message>
        <message>
            <source>deleted on one side, changed on the other</source>
            <translation>deleted on one side, changed on the other</translation>
        </message>
        <message>
            <source>amounts of more than 10,000</source>
            <translation>amounts of more than 10,000</translation>
        </message>
        <message>
            <source>who looks after a record</source>
            <translation>who looks after a record</translation>
        </message>
        <message>
            <source>covers nobody any more: its record was united with another one</source>
            <translation>covers nobody any more: its record was united with another one</translation>
        </message>
        <message>
            <source>sent</source>
            <translation>sent</translation>
        </message>
        <message>
            <source>reached the other accounts</source>
            <translation>reached the other accounts</translation>
        </message>
        <message>
            <source>verified at the vendor</source>
            <translation>verified at the vendor</translation>
        </message>
        <message>
            <source>lost</source>
            <translation>lost</translation>
        </message>
        <message>
            <source>requests</source>
            <translation>requests</translation>
        </message>
        <message>
            <source>problems</source>
            <translation>problems</translation>
        </message>
        <message>
            <source>sent afterwards</source>
            <translation>sent afterwards</translation>
        </message>
        <message>
            <source>leads in three accounts</source>
            <translation>leads in three accounts</translation>
        </message>
        <message>
            <source>from</source>
            <translation>from</translation>
        </message>
        <message>
            <source>to</source>
            <translation>to</translation>
        </message>
        <message>
            <source>at the vendor</source>
            <translation>at the vendor</translation>
        </message>
        <message>
            <source>to be sent</source>
            <translation>to be sent</translation>
        </message>
        <message>
            <source>in a conflict</source>
            <translation>in a conflict</translation>
        </message>
        <message>
            <source>decided against</source>
            <translation>decided against</translation>
        </message>
        <message>
            <source>replaced</source>
            <translation>replaced</translation>
        </message>
        <message>
            <source>in the trash</source>
            <translation>in the trash</translation>
        </message>
        <message>
            <source>left of the day’s quota: {left} of {limit}</source>
            <translation>left of the day’s quota: {left} of {limit}</translation>
        </message>
    </context>
    <context>
        <name>Compare</name>
        <message>
            <source>decided</source>
            <translation>decided</translation>
        </message>
        <message>
            <source>merged</source>
            <translation>merged</translation>
        </message>
        <message>
            <source>Field</source>
            <translation>Field</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>Before</translation>
        </message>
        <message>
            <source>On this computer</source>
            <translation>On this computer</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Result</translation>
        </message>
        <message>
            <source>To be chosen. You had typed: {value}</source>
            <translation>To be chosen. You had typed: {value}</translation>
        </message>
        <message>
            <source>To be chosen</source>
            <translation>To be chosen</translation>
        </message>
        <message>
            <source>{field}, decided before</source>
            <translation>{field}, decided before</translation>
        </message>
        <message>
            <source>{field}, merged without a question</source>
            <translation>{field}, merged without a question</translation>
        </message>
        <message>
            <source>{field}, changed while you were reading, to be chosen</source>
            <translation>{field}, changed while you were reading, to be chosen</translation>
        </message>
        <message>
            <source>{field}, to be chosen</source>
            <translation>{field}, to be chosen</translation>
        </message>
        <message>
            <source>{field}, chosen</source>
            <translation>{field}, chosen</translation>
        </message>
        <message>
            <source>before: {value}</source>
            <translation>before: {value}</translation>
        </message>
        <message>
            <source>on this computer: {value}</source>
            <translation>on this computer: {value}</translation>
        </message>
        <message>
            <source>in {account}: {value}</source>
            <translation>in {account}: {value}</translation>
        </message>
        <message>
            <source>result: {value}</source>
            <translation>result: {value}</translation>
        </message>
    </context>
    <context>
        <name>CompareTable</name>
        <message>
            <source>Comparison of the two versions</source>
            <translation>Comparison of the two versions</translation>
        </message>
    </context>
    <context>
        <name>Conflict</name>
        <message>
            <source>Deleted in {account}</source>
            <translation>Deleted in {account}</translation>
        </message>
        <message>
            <source>Changed here, deleted in {account}</source>
            <translation>Changed here, deleted in {account}</translation>
        </message>
        <message>
            <source>Deleted here, changed in {account}</source>
            <translation>Deleted here, changed in {account}</translation>
        </message>
        <message>
            <source>{fields}, to and fro</source>
            <translation>{fields}, to and fro</translation>
        </message>
        <message>
            <source>{fields}: entry replaced</source>
            <translation>{fields}: entry replaced</translation>
        </message>
    </context>
    <context>
        <name>ConflictList</name>
        <message>
            <source>Open conflicts</source>
            <translation>Open conflicts</translation>
        </message>
    </context>
    <context>
        <name>ConflictsPage</name>
        <message>
            <source>All</source>
            <translation>All</translation>
        </message>
        <message>
            <source>Conflicts</source>
            <translation>Conflicts</translation>
        </message>
        <message>
            <source>Back to the leads</source>
            <translation>Back to the leads</translation>
        </message>
        <message>
            <source>Nothing to decide. Both sides agree.</source>
            <translation>Nothing to decide. Both sides agree.</translation>
        </message>
        <message>
            <source>Open the record</source>
            <translation>Open the record</translation>
        </message>
        <message numerus="yes">
            <source>%Ln to decide</source>
            <translation>
                <numerusform>%Ln to decide</numerusform>
                <numerusform>%Ln to decide</numerusform>
            </translation>
        </message>
        <message>
            <source>{field}: {value}</source>
            <translation>{field}: {value}</translation>
        </message>
        <message>
            <source>“{name}” was settled meanwhile. You had typed: {values}</source>
            <translation>“{name}” was settled meanwhile. You had typed: {values}</translation>
        </message>
        <message>
            <source>decision about {name}</source>
            <translation>decision about {name}</translation>
        </message>
        <message numerus="yes">
            <source>%Ln case(s) settled. What has to be sent goes out with the next synchronisation.</source>
            <translation>
                <numerusform>%Ln case settled. What has to be sent goes out with the next synchronisation.</numerusform>
                <numerusform>%Ln cases settled. What has to be sent goes out with the next synchronisation.</numerusform>
            </translation>
        </message>
        <message>
            <source>The question is open again.</source>
            <translation>The question is open again.</translation>
        </message>
        <message>
            <source>No other case can be decided in the same way.</source>
            <translation>No other case can be decided in the same way.</translation>
        </message>
        <message>
            <source>No choice or decision to take back here.</source>
            <translation>No choice or decision to take back here.</translation>
        </message>
        <message>
            <source>No choice or decision to take back here. The last change was made elsewhere: {what}</source>
            <translation>No choice or decision to take back here. The last change was made elsewhere: {what}</translation>
        </message>
        <message>
            <source>Undo it</source>
            <translation>Undo it</translation>
        </message>
        <message>
            <source>open since {when}</source>
            <translation>open since {when}</translation>
        </message>
        <message numerus="yes">
            <source>decision about %Ln record(s)</source>
            <translation>
                <numerusform>decision about %Ln record</numerusform>
                <numerusform>decision about %Ln records</numerusform>
            </translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Undo</translation>
        </message>
        <message>
            <source>The policy counts from the next synchronisation on. It stands in the settings.</source>
            <translation>The policy counts from the next synchronisation on. It stands in the settings.</translation>
        </message>
        <message>
            <source>By field</source>
            <translation>By field</translation>
        </message>
    </context>
    <context>
        <name>Consent</name>
        <message>
            <source>Given</source>
            <translation>Given</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>Refused</translation>
        </message>
        <message>
            <source>Not known</source>
            <translation>Not known</translation>
        </message>
        <message>
            <source>By phone</source>
            <translation>By phone</translation>
        </message>
        <message>
            <source>By e-mail</source>
            <translation>By e-mail</translation>
        </message>
        <message>
            <source>Web form</source>
            <translation>Web form</translation>
        </message>
        <message>
            <source>On paper</source>
            <translation>On paper</translation>
        </message>
        <message>
            <source>Property portal</source>
            <translation>Property portal</translation>
        </message>
    </context>
    <context>
        <name>ConsentEditor</name>
        <message>
            <source>Consent</source>
            <translation>Consent</translation>
        </message>
        <message>
            <source>When</source>
            <translation>When</translation>
        </message>
        <message>
            <source>How</source>
            <translation>How</translation>
        </message>
        <message>
            <source>Proof</source>
            <translation>Proof</translation>
        </message>
        <message>
            <source>form, letter, file…</source>
            <translation>form, letter, file…</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Save</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancel</translation>
        </message>
    </context>
    <context>
        <name>DataCheck</name>
        <message>
            <source>Check the database</source>
            <translation>Check the database</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>Check of the database</source>
            <translation>Check of the database</translation>
        </message>
        <message>
            <source>Copy the report</source>
            <translation>Copy the report</translation>
        </message>
        <message>
            <source>Looks for damage, and for anything typed that was forgotten. Nothing is changed.</source>
            <translation>Looks for damage, and for anything typed that was forgotten. Nothing is changed.</translation>
        </message>
    </context>
    <context>
        <name>DealStatus</name>
        <message>
            <source>Open</source>
            <translation>Open</translation>
        </message>
        <message>
            <source>Won</source>
            <translation>Won</translation>
        </message>
        <message>
            <source>Lost</source>
            <translation>Lost</translation>
        </message>
    </context>
    <context>
        <name>DeletionView</name>
        <message>
            <source>Deleted on one side, changed on the other</source>
            <translation>Deleted on one side, changed on the other</translation>
        </message>
        <message>
            <source>The record comes back on this computer, with the changes made in {account}.</source>
            <translation>The record comes back on this computer, with the changes made in {account}.</translation>
        </message>
        <message>
            <source>Nothing is deleted in {account}.</source>
            <translation>Nothing is deleted in {account}.</translation>
        </message>
        <message>
            <source>The record is created again in {account}, with the values of this computer.</source>
            <translation>The record is created again in {account}, with the values of this computer.</translation>
        </message>
        <message>
            <source>What was attached to it only there does not come back.</source>
            <translation>What was attached to it only there does not come back.</translation>
        </message>
        <message>
            <source>Delete nothing</source>
            <translation>Delete nothing</translation>
        </message>
        <message>
            <source>Create again</source>
            <translation>Create again</translation>
        </message>
        <message>
            <source>Keep the record</source>
            <translation>Keep the record</translation>
        </message>
        <message>
            <source>Create the record again</source>
            <translation>Create the record again</translation>
        </message>
        <message>
            <source>The record stays on this computer, with your changes.</source>
            <translation>The record stays on this computer, with your changes.</translation>
        </message>
        <message>
            <source>The record stays on this computer.</source>
            <translation>The record stays on this computer.</translation>
        </message>
        <message>
            <source>It is no longer linked to {account}, and is not created there again.</source>
            <translation>It is no longer linked to {account}, and is not created there again.</translation>
        </message>
        <message>
            <source>Keep here only</source>
            <translation>Keep here only</translation>
        </message>
        <message>
            <source>The record is deleted in {account} too, with the changes made there.</source>
            <translation>The record is deleted in {account} too, with the changes made there.</translation>
        </message>
        <message>
            <source>It stays in the trash of this computer and in its history.</source>
            <translation>It stays in the trash of this computer and in its history.</translation>
        </message>
        <message>
            <source>Leave it deleted in {account}</source>
            <translation>Leave it deleted in {account}</translation>
        </message>
        <message>
            <source>The record stays on this computer, with your changes, and in {others}.</source>
            <translation>The record stays on this computer, with your changes, and in {others}.</translation>
        </message>
        <message>
            <source>Nothing happens in {account}: it is deleted there already.</source>
            <translation>Nothing happens in {account}: it is deleted there already.</translation>
        </message>
        <message>
            <source>To delete it everywhere, delete the record.</source>
            <translation>To delete it everywhere, delete the record.</translation>
        </message>
        <message>
            <source>The record goes into the trash of this computer, with your changes.</source>
            <translation>The record goes into the trash of this computer, with your changes.</translation>
        </message>
        <message>
            <source>The record goes into the trash of this computer.</source>
            <translation>The record goes into the trash of this computer.</translation>
        </message>
        <message>
            <source>It can be restored from there. Nothing happens in {account}: it is deleted there already.</source>
            <translation>It can be restored from there. Nothing happens in {account}: it is deleted there already.</translation>
        </message>
        <message>
            <source>In {others}, which has it too, it is deleted with the next synchronisation.</source>
            <translation>In {others}, which has it too, it is deleted with the next synchronisation.</translation>
        </message>
        <message>
            <source>Should it be restored there, nothing of it arrives here.</source>
            <translation>Should it be restored there, nothing of it arrives here.</translation>
        </message>
        <message>
            <source>Keep it here only</source>
            <translation>Keep it here only</translation>
        </message>
        <message>
            <source>Delete in {account} too</source>
            <translation>Delete in {account} too</translation>
        </message>
        <message>
            <source>Accept the deletion</source>
            <translation>Accept the deletion</translation>
        </message>
        <message>
            <source>Delete the record</source>
            <translation>Delete the record</translation>
        </message>
    </context>
    <context>
        <name>Disconnect</name>
        <message>
            <source>“{account}” is disconnected.</source>
            <translation>“{account}” is disconnected.</translation>
        </message>
        <message>
            <source>Disconnecting “{account}”: its access is given back…</source>
            <translation>Disconnecting “{account}”: its access is given back…</translation>
        </message>
        <message>
            <source>Disconnecting “{account}”: its access is given back, its records are deleted here…</source>
            <translation>Disconnecting “{account}”: its access is given back, its records are deleted here…</translation>
        </message>
        <message>
            <source>The account did not confirm that the access was given back: remove crmdesk there among the connected apps.</source>
            <translation>The account did not confirm that the access was given back: remove crmdesk there among the connected apps.</translation>
        </message>
    </context>
    <context>
        <name>DisconnectDialog</name>
        <message>
            <source>Disconnect {account}?</source>
            <translation>Disconnect {account}?</translation>
        </message>
        <message>
            <source>Disconnect</source>
            <translation>Disconnect</translation>
        </message>
        <message>
            <source>Keep its records on this computer</source>
            <translation>Keep its records on this computer</translation>
        </message>
        <message>
            <source>Delete its records from this computer</source>
            <translation>Delete its records from this computer</translation>
        </message>
        <message>
            <source>crmdesk gives up its access. Nothing is deleted in the account itself.</source>
            <translation>crmdesk gives up its access. Nothing is deleted in the account itself.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln change(s) were never sent to this account and will not be.</source>
            <translation>
                <numerusform>%Ln change was never sent to this account and will not be.</numerusform>
                <numerusform>%Ln changes were never sent to this account and will not be.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln record(s) deleted here stay in the account.</source>
            <translation>
                <numerusform>%Ln record deleted here stays in the account.</numerusform>
                <numerusform>%Ln records deleted here stay in the account.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln conflict(s) with this account were never decided. With its records, your side of them is deleted.</source>
            <translation>
                <numerusform>%Ln conflict with this account was never decided. With its records, your side of it is deleted.</numerusform>
                <numerusform>%Ln conflicts with this account were never decided. With its records, your side of them is deleted.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln record(s) in no other account would be deleted here for good, history included.</source>
            <translation>
                <numerusform>%Ln record in no other account would be deleted here for good, history included.</numerusform>
                <numerusform>%Ln records in no other account would be deleted here for good, history included.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln record(s) in another account too would stay.</source>
            <translation>
                <numerusform>%Ln record in another account too would stay.</numerusform>
                <numerusform>%Ln records in another account too would stay.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DuplicateDecisions</name>
        <message numerus="yes">
            <source>%Ln record(s) look(s) like another one. Nothing was united.</source>
            <translation>
                <numerusform>%Ln record looks like another one. Nothing was united.</numerusform>
                <numerusform>%Ln records look like others. Nothing was united.</numerusform>
            </translation>
        </message>
        <message>
            <source>Look at them</source>
            <translation>Look at them</translation>
        </message>
        <message>
            <source>“{name}” is one record now.</source>
            <translation>“{name}” is one record now.</translation>
        </message>
        <message>
            <source>Undo separates the two again.</source>
            <translation>Undo separates the two again.</translation>
        </message>
        <message>
            <source>uniting {name}</source>
            <translation>uniting {name}</translation>
        </message>
        <message>
            <source>They are two records again.</source>
            <translation>They are two records again.</translation>
        </message>
        <message>
            <source>“{first}” and “{second}” stay two records and are not suggested any more.</source>
            <translation>“{first}” and “{second}” stay two records and are not suggested any more.</translation>
        </message>
        <message>
            <source>keeping {first} and {second} apart</source>
            <translation>keeping {first} and {second} apart</translation>
        </message>
        <message>
            <source>They are suggested as possible duplicates again.</source>
            <translation>They are suggested as possible duplicates again.</translation>
        </message>
        <message>
            <source>“{name}”: {account} has a record of its own now. Undo unites the two again.</source>
            <translation>“{name}”: {account} has a record of its own now. Undo unites the two again.</translation>
        </message>
        <message>
            <source>separating {account} from {name}</source>
            <translation>separating {account} from {name}</translation>
        </message>
        <message>
            <source>They are one record again.</source>
            <translation>They are one record again.</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Undo</translation>
        </message>
    </context>
    <context>
        <name>Duplicates</name>
        <message>
            <source>Same web domain</source>
            <translation>Same web domain</translation>
        </message>
        <message>
            <source>Same e-mail address</source>
            <translation>Same e-mail address</translation>
        </message>
        <message>
            <source>Same phone number and name</source>
            <translation>Same phone number and name</translation>
        </message>
        <message>
            <source>Same name and place</source>
            <translation>Same name and place</translation>
        </message>
        <message>
            <source>Not the same company</source>
            <translation>Not the same company</translation>
        </message>
        <message>
            <source>Not the same person</source>
            <translation>Not the same person</translation>
        </message>
        <message>
            <source>Not the same</source>
            <translation>Not the same</translation>
        </message>
        <message>
            <source>Only on this computer</source>
            <translation>Only on this computer</translation>
        </message>
    </context>
    <context>
        <name>Editor</name>
        <message>
            <source>label</source>
            <translation>label</translation>
        </message>
        <message>
            <source>dd/mm/yyyy</source>
            <translation>dd/mm/yyyy</translation>
        </message>
        <message>
            <source>dd/mm/yyyy hh:mm</source>
            <translation>dd/mm/yyyy hh:mm</translation>
        </message>
        <message>
            <source>e.g. €348,000</source>
            <translation>e.g. €348,000</translation>
        </message>
        <message>
            <source>one, two, three</source>
            <translation>one, two, three</translation>
        </message>
    </context>
    <context>
        <name>Error</name>
        <message>
            <source>Blocked for a while</source>
            <translation>Blocked for a while</translation>
        </message>
        <message>
            <source>The account lets nothing through for a while, after too many requests, perhaps of another program. crmdesk goes on by itself in {retry_after_s}; nothing is lost.</source>
            <translation>The account lets nothing through for a while, after too many requests, perhaps of another program. crmdesk goes on by itself in {retry_after_s}; nothing is lost.</translation>
        </message>
        <message>
            <source>Quota used up</source>
            <translation>Quota used up</translation>
        </message>
        <message>
            <source>What the account allows in a day is used up, by crmdesk and the other programs there. crmdesk goes on by itself in {retry_after_s}; nothing is lost.</source>
            <translation>What the account allows in a day is used up, by crmdesk and the other programs there. crmdesk goes on by itself in {retry_after_s}; nothing is lost.</translation>
        </message>
        <message>
            <source>Something went wrong</source>
            <translation>Something went wrong</translation>
        </message>
        <message>
            <source>Something went wrong ({key}). Nothing you typed is lost.</source>
            <translation>Something went wrong ({key}). Nothing you typed is lost.</translation>
        </message>
        <message>
            <source>Closest names: {names}.</source>
            <translation>Closest names: {names}.</translation>
        </message>
        <message>
            <source>A scope is missing</source>
            <translation>A scope is missing</translation>
        </message>
        <message>
            <source>The account does not allow this: {vendor_words}. The access lacks {lacking}: an administrator adds that to the application, then sign in again.</source>
            <translation>The account does not allow this: {vendor_words}. The access lacks {lacking}: an administrator adds that to the application, then sign in again.</translation>
        </message>
        <message>
            <source>The fields are: {names}.</source>
            <translation>The fields are: {names}.</translation>
        </message>
        <message>
            <source>status {status}</source>
            <translation>status {status}</translation>
        </message>
        <message>
            <source>Not a text</source>
            <translation>Not a text</translation>
        </message>
        <message>
            <source>This field takes text.</source>
            <translation>This field takes text.</translation>
        </message>
        <message>
            <source>Not a number</source>
            <translation>Not a number</translation>
        </message>
        <message>
            <source>“{value}” is not among the choices of “{field}”: {options}.</source>
            <translation>“{value}” is not among the choices of “{field}”: {options}.</translation>
        </message>
        <message>
            <source>“{value}” is neither yes nor no. Answer with one of the two.</source>
            <translation>“{value}” is neither yes nor no. Answer with one of the two.</translation>
        </message>
        <message>
            <source>“{value}” is not a number. Write digits, for example 348000 or 112.5.</source>
            <translation>“{value}” is not a number. Write digits, for example 348000 or 112.5.</translation>
        </message>
        <message>
            <source>Number too long</source>
            <translation>Number too long</translation>
        </message>
        <message>
            <source>Not a whole number</source>
            <translation>Not a whole number</translation>
        </message>
        <message>
            <source>Neither yes nor no</source>
            <translation>Neither yes nor no</translation>
        </message>
        <message>
            <source>Not an amount</source>
            <translation>Not an amount</translation>
        </message>
        <message>
            <source>Not a currency</source>
            <translation>Not a currency</translation>
        </message>
        <message>
            <source>This account no longer takes part</source>
            <translation>This account no longer takes part</translation>
        </message>
        <message>
            <source>The conflict has changed in the meantime. Look at it again, then decide.</source>
            <translation>The conflict has changed in the meantime. Look at it again, then decide.</translation>
        </message>
        <message>
            <source>A value was changed after it was shown, so nothing was decided. Look at the values as they are now and decide again; what you typed is kept.</source>
            <translation>A value was changed after it was shown, so nothing was decided. Look at the values as they are now and decide again; what you typed is kept.</translation>
        </message>
        <message>
            <source>No such conflict</source>
            <translation>No such conflict</translation>
        </message>
        <message>
            <source>There is no open conflict “{id}”, and none of a record with this id. crmdesk conflicts lists them.</source>
            <translation>There is no open conflict “{id}”, and none of a record with this id. crmdesk conflicts lists them.</translation>
        </message>
        <message>
            <source>No conflict about this field</source>
            <translation>No conflict about this field</translation>
        </message>
        <message>
            <source>“{name}” is not contested there. In conflict are: {fields}.</source>
            <translation>“{name}” is not contested there. In conflict are: {fields}.</translation>
        </message>
        <message>
            <source>No conflict with this account</source>
            <translation>No conflict with this account</translation>
        </message>
        <message>
            <source>“{name}” contests nothing there. In conflict are: {names}.</source>
            <translation>“{name}” contests nothing there. In conflict are: {names}.</translation>
        </message>
        <message>
            <source>Several accounts hold another value of “{field}”, and nobody can say which one is newer. Name the account to keep: crmdesk resolve --connection.</source>
            <translation>Several accounts hold another value of “{field}”, and nobody can say which one is newer. Name the account to keep: crmdesk resolve --connection.</translation>
        </message>
        <message>
            <source>Several accounts hold another value of “{field}”, and nobody can say which one is newer. Choose the account whose value is kept.</source>
            <translation>Several accounts hold another value of “{field}”, and nobody can say which one is newer. Choose the account whose value is kept.</translation>
        </message>
        <message>
            <source>A decision is open</source>
            <translation>A decision is open</translation>
        </message>
        <message>
            <source>Decide first whether the record is to be deleted; then it can be united or separated.</source>
            <translation>Decide first whether the record is to be deleted; then it can be united or separated.</translation>
        </message>
        <message>
            <source>The record has no entry in this account, so there is nothing to separate.</source>
            <translation>The record has no entry in this account, so there is nothing to separate.</translation>
        </message>
        <message>
            <source>These cannot be one</source>
            <translation>These cannot be one</translation>
        </message>
        <message>
            <source>In this account only</source>
            <translation>In this account only</translation>
        </message>
        <message>
            <source>The record is in no other account, so there is nothing to separate.</source>
            <translation>The record is in no other account, so there is nothing to separate.</translation>
        </message>
        <message>
            <source>Nothing to adopt</source>
            <translation>Nothing to adopt</translation>
        </message>
        <message>
            <source>No account stored anything else of this than it was sent. crmdesk notices lists what there is.</source>
            <translation>No account stored anything else of this than it was sent. crmdesk notices lists what there is.</translation>
        </message>
        <message>
            <source>Which one?</source>
            <translation>Which one?</translation>
        </message>
        <message>
            <source>There are several ({fields}; {names}). Name one with --field and --connection.</source>
            <translation>There are several ({fields}; {names}). Name one with --field and --connection.</translation>
        </message>
        <message>
            <source>This review can be answered with: {answers}.</source>
            <translation>This review can be answered with: {answers}.</translation>
        </message>
        <message>
            <source>Already answered</source>
            <translation>Already answered</translation>
        </message>
        <message>
            <source>This review was answered on {decided_at} with “{answer}”. crmdesk reviews lists those that are open.</source>
            <translation>This review was answered on {decided_at} with “{answer}”. crmdesk reviews lists those that are open.</translation>
        </message>
        <message>
            <source>No such review</source>
            <translation>No such review</translation>
        </message>
        <message>
            <source>There is no review “{id}”. crmdesk reviews lists those that are open.</source>
            <translation>There is no review “{id}”. crmdesk reviews lists those that are open.</translation>
        </message>
        <message>
            <source>Changed meanwhile</source>
            <translation>Changed meanwhile</translation>
        </message>
        <message>
            <source>More has come in since this was shown, so nothing was decided. Look at it again.</source>
            <translation>More has come in since this was shown, so nothing was decided. Look at it again.</translation>
        </message>
        <message>
            <source>Already decided</source>
            <translation>Already decided</translation>
        </message>
        <message>
            <source>This question is no longer open. The page has been brought up to date.</source>
            <translation>This question is no longer open. The page has been brought up to date.</translation>
        </message>
        <message>
            <source>No such change</source>
            <translation>No such change</translation>
        </message>
        <message>
            <source>There is no change “{id}”. edit and delete print the id of theirs, new, restore and resolve do with --json, undo --run and policy decided list theirs.</source>
            <translation>There is no change “{id}”. edit and delete print the id of theirs, new, restore and resolve do with --json, undo --run and policy decided list theirs.</translation>
        </message>
        <message>
            <source>Not deleted in the account</source>
            <translation>Not deleted in the account</translation>
        </message>
        <message>
            <source>Only a record that was deleted in the account can be kept unlinked. In conflict here: {fields}. Keep computer, account or newest.</source>
            <translation>Only a record that was deleted in the account can be kept unlinked. In conflict here: {fields}. Keep computer, account or newest.</translation>
        </message>
        <message>
            <source>Account no longer connected</source>
            <translation>Account no longer connected</translation>
        </message>
        <message>
            <source>This policy is about an account that was disconnected, so it would answer nothing. Connect the account, then create the policy again beside a conflict.</source>
            <translation>This policy is about an account that was disconnected, so it would answer nothing. Connect the account, then create the policy again beside a conflict.</translation>
        </message>
        <message>
            <source>Consent is always asked about</source>
            <translation>Consent is always asked about</translation>
        </message>
        <message>
            <source>No policy decides what a person has agreed to. Leave this field to yourself.</source>
            <translation>No policy decides what a person has agreed to. Leave this field to yourself.</translation>
        </message>
        <message>
            <source>Which account?</source>
            <translation>Which account?</translation>
        </message>
        <message>
            <source>“prefer” needs the name of an account, and only “prefer” takes one.</source>
            <translation>“prefer” needs the name of an account, and only “prefer” takes one.</translation>
        </message>
        <message>
            <source>This policy does not fit</source>
            <translation>This policy does not fit</translation>
        </message>
        <message>
            <source>“{way}” cannot decide about a field of this type. Choose another policy, or field.</source>
            <translation>“{way}” cannot decide about a field of this type. Choose another policy, or field.</translation>
        </message>
        <message>
            <source>This day has come</source>
            <translation>This day has come</translation>
        </message>
        <message>
            <source>A policy that counts until {day} would answer nothing. Choose a later day.</source>
            <translation>A policy that counts until {day} would answer nothing. Choose a later day.</translation>
        </message>
        <message>
            <source>No such policy</source>
            <translation>No such policy</translation>
        </message>
        <message>
            <source>There is no policy with this scope. crmdesk policy list shows those there are.</source>
            <translation>There is no policy with this scope. crmdesk policy list shows those there are.</translation>
        </message>
        <message>
            <source>“{field}” changed after this was shown. What it is now stands here; go back all the same?</source>
            <translation>“{field}” changed after this was shown. What it is now stands here; go back all the same?</translation>
        </message>
        <message>
            <source>Something changed after this was shown, so nothing was taken back. Look at it again.</source>
            <translation>Something changed after this was shown, so nothing was taken back. Look at it again.</translation>
        </message>
        <message>
            <source>Still under way</source>
            <translation>Still under way</translation>
        </message>
        <message>
            <source>This synchronisation has not ended. It can be taken back afterwards.</source>
            <translation>This synchronisation has not ended. It can be taken back afterwards.</translation>
        </message>
        <message>
            <source>Nothing to take back</source>
            <translation>Nothing to take back</translation>
        </message>
        <message>
            <source>Nothing here is still as this synchronisation left it.</source>
            <translation>Nothing here is still as this synchronisation left it.</translation>
        </message>
        <message>
            <source>Too much at once</source>
            <translation>Too much at once</translation>
        </message>
        <message>
            <source>This synchronisation changed {records} records; {most} at most can be taken back at once. A first synchronisation is undone by disconnecting the account with its data, anything else by going back to a backup.</source>
            <translation>This synchronisation changed {records} records; {most} at most can be taken back at once. A first synchronisation is undone by disconnecting the account with its data, anything else by going back to a backup.</translation>
        </message>
        <message>
            <source>No such synchronisation</source>
            <translation>No such synchronisation</translation>
        </message>
        <message>
            <source>There is no synchronisation “{id}” in the journal. crmdesk runs lists them.</source>
            <translation>There is no synchronisation “{id}” in the journal. crmdesk runs lists them.</translation>
        </message>
        <message>
            <source>Both are in the same account</source>
            <translation>Both are in the same account</translation>
        </message>
        <message>
            <source>Merge the two in the account itself: crmdesk then follows.</source>
            <translation>Merge the two in the account itself: crmdesk then follows.</translation>
        </message>
        <message>
            <source>“{value}” does not answer whether the record is to be deleted. Keep computer, account or unlinked.</source>
            <translation>“{value}” does not answer whether the record is to be deleted. Keep computer, account or unlinked.</translation>
        </message>
        <message>
            <source>There is nothing called “{value}” that “{field}” could refer to.</source>
            <translation>There is nothing called “{value}” that “{field}” could refer to.</translation>
        </message>
        <message>
            <source>“{field}” cannot refer to “{value}”. Give the name or the id of a record of one of these types: {kinds}.</source>
            <translation>“{field}” cannot refer to “{value}”. Give the name or the id of a record of one of these types: {kinds}.</translation>
        </message>
        <message>
            <source>There is no record “{record}” on this computer, or no longer.</source>
            <translation>There is no record “{record}” on this computer, or no longer.</translation>
        </message>
        <message>
            <source>One account has a row for each of these users, so they stay two: it tells them apart by their sign-in.</source>
            <translation>One account has a row for each of these users, so they stay two: it tells them apart by their sign-in.</translation>
        </message>
        <message>
            <source>“{value}” is not a currency. Use a code of three letters, for example EUR.</source>
            <translation>“{value}” is not a currency. Use a code of three letters, for example EUR.</translation>
        </message>
        <message>
            <source>Not a date</source>
            <translation>Not a date</translation>
        </message>
        <message>
            <source>“{value}” is not a date. Write day, month and year, for example 12/11/2026.</source>
            <translation>“{value}” is not a date. Write day, month and year, for example 12/11/2026.</translation>
        </message>
        <message>
            <source>Not a date and time</source>
            <translation>Not a date and time</translation>
        </message>
        <message>
            <source>“{value}” is not a date and time. Write for example 12/11/2026 09:14.</source>
            <translation>“{value}” is not a date and time. Write for example 12/11/2026 09:14.</translation>
        </message>
        <message>
            <source>“{value}” is not an e-mail address. Write for example claire.durand@example.fr.</source>
            <translation>“{value}” is not an e-mail address. Write for example claire.durand@example.fr.</translation>
        </message>
        <message>
            <source>“{value}” is not an amount. Write for example 348000 or 348000 EUR.</source>
            <translation>“{value}” is not an amount. Write for example 348000 or 348000 EUR.</translation>
        </message>
        <message>
            <source>Not a phone number</source>
            <translation>Not a phone number</translation>
        </message>
        <message>
            <source>“{value}” is not a phone number. Write for example 06 12 34 56 78 or +33 6 12 34 56 78.</source>
            <translation>“{value}” is not a phone number. Write for example 06 12 34 56 78 or +33 6 12 34 56 78.</translation>
        </message>
        <message>
            <source>“{value}” is not a whole number. Write it without a decimal part, for example 12.</source>
            <translation>“{value}” is not a whole number. Write it without a decimal part, for example 12.</translation>
        </message>
        <message>
            <source>“{value}” is too long. A number may have {digits} digits at most.</source>
            <translation>“{value}” is too long. A number may have {digits} digits at most.</translation>
        </message>
        <message>
            <source>Time without a zone</source>
            <translation>Time without a zone</translation>
        </message>
        <message>
            <source>Not an e-mail address</source>
            <translation>Not an e-mail address</translation>
        </message>
        <message>
            <source>Not a consent</source>
            <translation>Not a consent</translation>
        </message>
        <message>
            <source>Choose one of: {states}.</source>
            <translation>Choose one of: {states}.</translation>
        </message>
        <message>
            <source>Not a way of consenting</source>
            <translation>Not a way of consenting</translation>
        </message>
        <message>
            <source>“{value}” is not known. Choose one of: {channels}.</source>
            <translation>“{value}” is not known. Choose one of: {channels}.</translation>
        </message>
        <message>
            <source>Not a list</source>
            <translation>Not a list</translation>
        </message>
        <message>
            <source>This field takes a list.</source>
            <translation>This field takes a list.</translation>
        </message>
        <message>
            <source>Not an entry</source>
            <translation>Not an entry</translation>
        </message>
        <message>
            <source>An entry of this list cannot be read.</source>
            <translation>An entry of this list cannot be read.</translation>
        </message>
        <message>
            <source>Not one of the choices</source>
            <translation>Not one of the choices</translation>
        </message>
        <message>
            <source>Too long</source>
            <translation>Too long</translation>
        </message>
        <message>
            <source>“{field}” may have {limit} characters; this text has {length}.</source>
            <translation>“{field}” may have {limit} characters; this text has {length}.</translation>
        </message>
        <message>
            <source>Something is missing</source>
            <translation>Something is missing</translation>
        </message>
        <message>
            <source>“{field}” has to be filled in.</source>
            <translation>“{field}” has to be filled in.</translation>
        </message>
        <message>
            <source>Unknown field</source>
            <translation>Unknown field</translation>
        </message>
        <message>
            <source>Read only</source>
            <translation>Read only</translation>
        </message>
        <message>
            <source>Cannot be done again</source>
            <translation>Cannot be done again</translation>
        </message>
        <message>
            <source>The record was changed again in the meantime, so this step cannot be made again. Its history has every value.</source>
            <translation>The record was changed again in the meantime, so this step cannot be made again. Its history has every value.</translation>
        </message>
        <message>
            <source>Client id not usable</source>
            <translation>Client id not usable</translation>
        </message>
        <message>
            <source>The client id has characters that no client id has. Copy it again from the application’s page.</source>
            <translation>The client id has characters that no client id has. Copy it again from the application’s page.</translation>
        </message>
        <message>
            <source>Client secret not usable</source>
            <translation>Client secret not usable</translation>
        </message>
        <message>
            <source>The client secret has characters that no client secret has, or bytes that are no text. Copy it again from the application’s page. Nothing was sent.</source>
            <translation>The client secret has characters that no client secret has, or bytes that are no text. Copy it again from the application’s page. Nothing was sent.</translation>
        </message>
        <message>
            <source>Only two different records can be united: two people, two companies, or two users.</source>
            <translation>Only two different records can be united: two people, two companies, or two users.</translation>
        </message>
        <message>
            <source>“{field}” is set by crmdesk or by the account and cannot be typed.</source>
            <translation>“{field}” is set by crmdesk or by the account and cannot be typed.</translation>
        </message>
        <message>
            <source>Nothing to compare with</source>
            <translation>Nothing to compare with</translation>
        </message>
        <message>
            <source>Say what “{field}” should be compared with.</source>
            <translation>Say what “{field}” should be compared with.</translation>
        </message>
        <message>
            <source>Pipeline not known yet</source>
            <translation>Pipeline not known yet</translation>
        </message>
        <message>
            <source>A new deal needs a pipeline and a stage, and those of {account} are not on this computer yet. Synchronise the account first.</source>
            <translation>A new deal needs a pipeline and a stage, and those of {account} are not on this computer yet. Synchronise the account first.</translation>
        </message>
        <message>
            <source>Several of this name</source>
            <translation>Several of this name</translation>
        </message>
        <message>
            <source>“{value}” may be any of these: {records}. Give the id of the one that is meant.</source>
            <translation>“{value}” may be any of these: {records}. Give the id of the one that is meant.</translation>
        </message>
        <message>
            <source>Stage of another pipeline</source>
            <translation>Stage of another pipeline</translation>
        </message>
        <message>
            <source>“{value}” is not a stage of the pipeline “{pipeline}”. Choose one of its stages.</source>
            <translation>“{value}” is not a stage of the pipeline “{pipeline}”. Choose one of its stages.</translation>
        </message>
        <message>
            <source>Record not found</source>
            <translation>Record not found</translation>
        </message>
        <message>
            <source>No such record</source>
            <translation>No such record</translation>
        </message>
        <message>
            <source>“{value}” is not found. Choose a name from the list.</source>
            <translation>“{value}” is not found. Choose a name from the list.</translation>
        </message>
        <message>
            <source>A value is missing</source>
            <translation>A value is missing</translation>
        </message>
        <message>
            <source>“{value}” is not of the form FIELD=VALUE.</source>
            <translation>“{value}” is not of the form FIELD=VALUE.</translation>
        </message>
        <message>
            <source>Text too long for a worksheet</source>
            <translation>Text too long for a worksheet</translation>
        </message>
        <message>
            <source>A text in row {row} has {length} characters, a worksheet cell holds {limit}. Export to a .csv file instead.</source>
            <translation>A text in row {row} has {length} characters, a worksheet cell holds {limit}. Export to a .csv file instead.</translation>
        </message>
        <message>
            <source>Column appears twice</source>
            <translation>Column appears twice</translation>
        </message>
        <message>
            <source>Two columns of the file are “{field}”. Remove one of them.</source>
            <translation>Two columns of the file are “{field}”. Remove one of them.</translation>
        </message>
        <message>
            <source>Data cannot be opened</source>
            <translation>Data cannot be opened</translation>
        </message>
        <message>
            <source>The file {file} with your data cannot be opened. Check your rights to the folder, and that its disk is connected.</source>
            <translation>The file {file} with your data cannot be opened. Check your rights to the folder, and that its disk is connected.</translation>
        </message>
        <message>
            <source>The file {file} with your data is damaged, and there is no backup of it yet. Close crmdesk and start it again to begin with empty data, or run crmdesk recover --empty; then sign in again: everything that had been sent comes back. The damaged file is kept.</source>
            <translation>The file {file} with your data is damaged, and there is no backup of it yet. Close crmdesk and start it again to begin with empty data, or run crmdesk recover --empty; then sign in again: everything that had been sent comes back. The damaged file is kept.</translation>
        </message>
        <message>
            <source>Data missing</source>
            <translation>Data missing</translation>
        </message>
        <message>
            <source>The file {file} with your data is missing or empty. If you moved it, bring it back. Otherwise there is a backup of {backup_at}: put it in place when crmdesk starts, or run crmdesk recover. What was sent since then comes back with the next synchronisation.</source>
            <translation>The file {file} with your data is missing or empty. If you moved it, bring it back. Otherwise there is a backup of {backup_at}: put it in place when crmdesk starts, or run crmdesk recover. What was sent since then comes back with the next synchronisation.</translation>
        </message>
        <message>
            <source>The file {file} with your data is missing or empty, and there is no backup of it. If you moved it, bring it back. Otherwise begin with empty data when crmdesk starts, or run crmdesk recover --empty; then sign in again: everything that had been sent comes back.</source>
            <translation>The file {file} with your data is missing or empty, and there is no backup of it. If you moved it, bring it back. Otherwise begin with empty data when crmdesk starts, or run crmdesk recover --empty; then sign in again: everything that had been sent comes back.</translation>
        </message>
        <message>
            <source>Trouble with the disk</source>
            <translation>Trouble with the disk</translation>
        </message>
        <message>
            <source>The file {file} with your data could not be read or written. Make room on the disk and check that it is connected; nothing saved before is lost.</source>
            <translation>The file {file} with your data could not be read or written. Make room on the disk and check that it is connected; nothing saved before is lost.</translation>
        </message>
        <message>
            <source>Data cannot be written</source>
            <translation>Data cannot be written</translation>
        </message>
        <message>
            <source>The file {file} with your data is write-protected. Change its rights and those of its folder, then try again.</source>
            <translation>The file {file} with your data is write-protected. Change its rights and those of its folder, then try again.</translation>
        </message>
        <message>
            <source>Data cannot be read</source>
            <translation>Data cannot be read</translation>
        </message>
        <message>
            <source>The file {file} does not open with this key: it is damaged, or of another profile. Choose the right folder with --profile. If it is damaged, there is a backup of {backup_at}: put it in place when crmdesk starts, or run crmdesk recover.</source>
            <translation>The file {file} does not open with this key: it is damaged, or of another profile. Choose the right folder with --profile. If it is damaged, there is a backup of {backup_at}: put it in place when crmdesk starts, or run crmdesk recover.</translation>
        </message>
        <message>
            <source>The file {file} does not open with this key: it is damaged, or of another profile. Choose the right folder with --profile. If it is damaged, there is no backup of it: begin with empty data when crmdesk starts, or run crmdesk recover --empty, and sign in again; the file is kept.</source>
            <translation>The file {file} does not open with this key: it is damaged, or of another profile. Choose the right folder with --profile. If it is damaged, there is no backup of it: begin with empty data when crmdesk starts, or run crmdesk recover --empty, and sign in again; the file is kept.</translation>
        </message>
        <message>
            <source>A mistake of crmdesk</source>
            <translation>A mistake of crmdesk</translation>
        </message>
        <message>
            <source>Something happened that crmdesk does not expect ({reason}, {place}). This is our mistake; nothing you saved is lost. The log of the profile has the details.</source>
            <translation>Something happened that crmdesk does not expect ({reason}, {place}). This is our mistake; nothing you saved is lost. The log of the profile has the details.</translation>
        </message>
        <message>
            <source>The demonstration did not go through</source>
            <translation>The demonstration did not go through</translation>
        </message>
        <message>
            <source>A synchronisation of the demonstration ended as “{status}”. Start it again.</source>
            <translation>A synchronisation of the demonstration ended as “{status}”. Start it again.</translation>
        </message>
        <message>
            <source>Too few leads</source>
            <translation>Too few leads</translation>
        </message>
        <message>
            <source>The demonstration needs more leads than the {count} there are. Start it with --records 60 or more.</source>
            <translation>The demonstration needs more leads than the {count} there are. Start it with --records 60 or more.</translation>
        </message>
        <message>
            <source>The demonstration has no profile</source>
            <translation>The demonstration has no profile</translation>
        </message>
        <message>
            <source>It always works with made-up data in a folder of its own, which goes with it. Start it without {option}.</source>
            <translation>It always works with made-up data in a folder of its own, which goes with it. Start it without {option}.</translation>
        </message>
        <message>
            <source>There is no room left on the disk with the folder {folder}. Make {room_mb} MB or more free there, then try again. Everything that was saved is safe, and what is being typed stays where it stands; synchronisation goes on by itself once there is room.</source>
            <translation>There is no room left on the disk with the folder {folder}. Make {room_mb} MB or more free there, then try again. Everything that was saved is safe, and what is being typed stays where it stands; synchronisation goes on by itself once there is room.</translation>
        </message>
        <message>
            <source>“{value}” is not an answer to this conflict.</source>
            <translation>“{value}” is not an answer to this conflict.</translation>
        </message>
        <message>
            <source>Field named twice</source>
            <translation>Field named twice</translation>
        </message>
        <message>
            <source>“{field}” is given more than once. Give it once.</source>
            <translation>“{field}” is given more than once. Give it once.</translation>
        </message>
        <message>
            <source>Cannot be sorted</source>
            <translation>Cannot be sorted</translation>
        </message>
        <message>
            <source>The list cannot be sorted by “{field}”.</source>
            <translation>The list cannot be sorted by “{field}”.</translation>
        </message>
        <message>
            <source>Empty file</source>
            <translation>Empty file</translation>
        </message>
        <message>
            <source>The file has no rows. The first one has to name the fields.</source>
            <translation>The file has no rows. The first one has to name the fields.</translation>
        </message>
        <message>
            <source>File not readable</source>
            <translation>File not readable</translation>
        </message>
        <message>
            <source>“{file}” cannot be read: {reason}. Check its name and your rights.</source>
            <translation>“{file}” cannot be read: {reason}. Check its name and your rights.</translation>
        </message>
        <message>
            <source>File not understood</source>
            <translation>File not understood</translation>
        </message>
        <message>
            <source>“{file}” is not a readable CSV or XLSX file: {reason}. Save it again from the spreadsheet.</source>
            <translation>“{file}” is not a readable CSV or XLSX file: {reason}. Save it again from the spreadsheet.</translation>
        </message>
        <message>
            <source>File not writable</source>
            <translation>File not writable</translation>
        </message>
        <message>
            <source>“{file}” cannot be written: {reason}. Choose another folder, or close the file where it is open.</source>
            <translation>“{file}” cannot be written: {reason}. Choose another folder, or close the file where it is open.</translation>
        </message>
        <message>
            <source>File too large</source>
            <translation>File too large</translation>
        </message>
        <message>
            <source>“{file}” is larger than {limit_mb} MB. Split it.</source>
            <translation>“{file}” is larger than {limit_mb} MB. Split it.</translation>
        </message>
        <message>
            <source>File type not known</source>
            <translation>File type not known</translation>
        </message>
        <message>
            <source>“{file}” is none of the files crmdesk reads and writes: {types}.</source>
            <translation>“{file}” is none of the files crmdesk reads and writes: {types}.</translation>
        </message>
        <message>
            <source>The address “{url}” does not begin with https. Only this computer itself may be reached without.</source>
            <translation>The address “{url}” does not begin with https. Only this computer itself may be reached without.</translation>
        </message>
        <message>
            <source>Only without a window</source>
            <translation>Only without a window</translation>
        </message>
        <message>
            <source>The demonstration takes {option} only where it shows no window: add --headless.</source>
            <translation>The demonstration takes {option} only where it shows no window: add --headless.</translation>
        </message>
        <message>
            <source>Already in another account</source>
            <translation>Already in another account</translation>
        </message>
        <message>
            <source>Another account holds these values already. To give them up everywhere, change them in the record.</source>
            <translation>Another account holds these values already. To give them up everywhere, change them in the record.</translation>
        </message>
        <message>
            <source>Another account has this record already. To give it up everywhere, put it into the trash.</source>
            <translation>Another account has this record already. To give it up everywhere, put it into the trash.</translation>
        </message>
        <message>
            <source>No longer so</source>
            <translation>No longer so</translation>
        </message>
        <message>
            <source>The account holds another value by now, or this field was changed here since, or waits for your decision: there is nothing left to adopt.</source>
            <translation>The account holds another value by now, or this field was changed here since, or waits for your decision: there is nothing left to adopt.</translation>
        </message>
        <message>
            <source>Nothing to discard</source>
            <translation>Nothing to discard</translation>
        </message>
        <message>
            <source>Nothing of this record waits to be sent to the account, or it waits for your decision.</source>
            <translation>Nothing of this record waits to be sent to the account, or it waits for your decision.</translation>
        </message>
        <message>
            <source>On its way</source>
            <translation>On its way</translation>
        </message>
        <message>
            <source>The change is being sent at this moment. Try again when the run is over.</source>
            <translation>The change is being sent at this moment. Try again when the run is over.</translation>
        </message>
        <message>
            <source>There is no field “{field}” here.</source>
            <translation>There is no field “{field}” here.</translation>
        </message>
        <message>
            <source>This record is no longer on this computer. It may have gone with an account that was disconnected.</source>
            <translation>This record is no longer on this computer. It may have gone with an account that was disconnected.</translation>
        </message>
        <message>
            <source>Not everything was sent</source>
            <translation>Not everything was sent</translation>
        </message>
        <message>
            <source>Changes of “{name}” that were never sent: {pending}; conflicts never decided: {conflicts}. They would be deleted with its records. Send and decide first, add --keep-data to keep the records here, or --discard-pending to give them up.</source>
            <translation>Changes of “{name}” that were never sent: {pending}; conflicts never decided: {conflicts}. They would be deleted with its records. Send and decide first, add --keep-data to keep the records here, or --discard-pending to give them up.</translation>
        </message>
        <message>
            <source>Less than nothing</source>
            <translation>Less than nothing</translation>
        </message>
        <message>
            <source>“{value}” is below zero, which “{field}” cannot be. Write zero or more.</source>
            <translation>“{value}” is below zero, which “{field}” cannot be. Write zero or more.</translation>
        </message>
        <message>
            <source>Not a percentage</source>
            <translation>Not a percentage</translation>
        </message>
        <message>
            <source>“{value}” is not between 0 and 100.</source>
            <translation>“{value}” is not between 0 and 100.</translation>
        </message>
        <message>
            <source>“{value}” does not say in which time zone it is. Write for example 2026-11-12T09:14:00+01:00.</source>
            <translation>“{value}” does not say in which time zone it is. Write for example 2026-11-12T09:14:00+01:00.</translation>
        </message>
        <message>
            <source>Folder not writable</source>
            <translation>Folder not writable</translation>
        </message>
        <message>
            <source>The folder {folder} cannot be used: {reason}. Choose another one with --profile, or change its rights.</source>
            <translation>The folder {folder} cannot be used: {reason}. Choose another one with --profile, or change its rights.</translation>
        </message>
        <message>
            <source>Interrupted</source>
            <translation>Interrupted</translation>
        </message>
        <message>
            <source>What was done so far is kept. Start it again to go on.</source>
            <translation>What was done so far is kept. Start it again to go on.</translation>
        </message>
        <message>
            <source>Key damaged</source>
            <translation>Key damaged</translation>
        </message>
        <message>
            <source>The key in the keyring of this computer is damaged. Restore the keyring from its backup: without the key the data cannot be read.</source>
            <translation>The key in the keyring of this computer is damaged. Restore the keyring from its backup: without the key the data cannot be read.</translation>
        </message>
        <message>
            <source>Key file damaged</source>
            <translation>Key file damaged</translation>
        </message>
        <message>
            <source>The file {path} is damaged. Restore it from a backup of the profile: without it the passphrase opens nothing.</source>
            <translation>The file {path} is damaged. Restore it from a backup of the profile: without it the passphrase opens nothing.</translation>
        </message>
        <message>
            <source>Key file missing</source>
            <translation>Key file missing</translation>
        </message>
        <message>
            <source>The file {path} is missing: without it the passphrase opens nothing. Bring it back from a copy of the profile; the data themselves are untouched.</source>
            <translation>The file {path} is missing: without it the passphrase opens nothing. Bring it back from a copy of the profile; the data themselves are untouched.</translation>
        </message>
        <message>
            <source>Key file not readable</source>
            <translation>Key file not readable</translation>
        </message>
        <message>
            <source>The file {path} cannot be read. Check your rights to it.</source>
            <translation>The file {path} cannot be read. Check your rights to it.</translation>
        </message>
        <message>
            <source>Key file not writable</source>
            <translation>Key file not writable</translation>
        </message>
        <message>
            <source>The file {path} cannot be written. Check the disk and your rights.</source>
            <translation>The file {path} cannot be written. Check the disk and your rights.</translation>
        </message>
        <message>
            <source>Key not found</source>
            <translation>Key not found</translation>
        </message>
        <message>
            <source>The keyring of this computer has no key for these data. Sign in to the computer as the user who made the profile, or restore the keyring from its backup.</source>
            <translation>The keyring of this computer has no key for these data. Sign in to the computer as the user who made the profile, or restore the keyring from its backup.</translation>
        </message>
        <message>
            <source>Too long for the keyring</source>
            <translation>Too long for the keyring</translation>
        </message>
        <message>
            <source>The keyring holds {limit} bytes, this would be {bytes}.</source>
            <translation>The keyring holds {limit} bytes, this would be {bytes}.</translation>
        </message>
        <message>
            <source>Keyring out of order</source>
            <translation>Keyring out of order</translation>
        </message>
        <message>
            <source>The keyring of this computer does not work ({reason}). Unlock or repair it and try again.</source>
            <translation>The keyring of this computer does not work ({reason}). Unlock or repair it and try again.</translation>
        </message>
        <message>
            <source>Keyring does not keep</source>
            <translation>Keyring does not keep</translation>
        </message>
        <message>
            <source>The keyring of this computer did not keep the key. Repair it, or set a passphrase in CRMDESK_PASSPHRASE for a new profile.</source>
            <translation>The keyring of this computer did not keep the key. Repair it, or set a passphrase in CRMDESK_PASSPHRASE for a new profile.</translation>
        </message>
        <message>
            <source>Keyring locked</source>
            <translation>Keyring locked</translation>
        </message>
        <message>
            <source>Unlock the keyring of this computer and try again.</source>
            <translation>Unlock the keyring of this computer and try again.</translation>
        </message>
        <message>
            <source>Keyring not running</source>
            <translation>Keyring not running</translation>
        </message>
        <message>
            <source>The key to these data is in a keyring that does not run now. Sign in to your desktop and try again.</source>
            <translation>The key to these data is in a keyring that does not run now. Sign in to your desktop and try again.</translation>
        </message>
        <message>
            <source>Keyring not safe</source>
            <translation>Keyring not safe</translation>
        </message>
        <message>
            <source>The keyring {backend} does not encrypt, so crmdesk does not use it. Use the system’s own, or a passphrase.</source>
            <translation>The keyring {backend} does not encrypt, so crmdesk does not use it. Use the system’s own, or a passphrase.</translation>
        </message>
        <message>
            <source>Cannot be searched</source>
            <translation>Cannot be searched</translation>
        </message>
        <message>
            <source>These records have no search. List them without it.</source>
            <translation>These records have no search. List them without it.</translation>
        </message>
        <message>
            <source>Records of this type come from the account and cannot be changed here.</source>
            <translation>Records of this type come from the account and cannot be changed here.</translation>
        </message>
        <message>
            <source>Newest not known</source>
            <translation>Newest not known</translation>
        </message>
        <message>
            <source>Nobody can say which value of “{field}” is newer. Choose one of the two.</source>
            <translation>Nobody can say which value of “{field}” is newer. Choose one of the two.</translation>
        </message>
        <message>
            <source>This computer has no keyring. Set a passphrase in CRMDESK_PASSPHRASE; crmdesk never keeps a key in clear.</source>
            <translation>This computer has no keyring. Set a passphrase in CRMDESK_PASSPHRASE; crmdesk never keeps a key in clear.</translation>
        </message>
        <message>
            <source>No known column</source>
            <translation>No known column</translation>
        </message>
        <message>
            <source>No column of the file is a field. The first row has to name fields, for example: {fields}.</source>
            <translation>No column of the file is a field. The first row has to name fields, for example: {fields}.</translation>
        </message>
        <message>
            <source>Cannot be compared this way</source>
            <translation>Cannot be compared this way</translation>
        </message>
        <message>
            <source>“{field}” cannot be compared in this way.</source>
            <translation>“{field}” cannot be compared in this way.</translation>
        </message>
        <message>
            <source>Options exclude each other</source>
            <translation>Options exclude each other</translation>
        </message>
        <message>
            <source>Give only one of: {options}.</source>
            <translation>Give only one of: {options}.</translation>
        </message>
        <message>
            <source>Empty passphrase</source>
            <translation>Empty passphrase</translation>
        </message>
        <message>
            <source>Choose a passphrase with at least one character.</source>
            <translation>Choose a passphrase with at least one character.</translation>
        </message>
        <message>
            <source>Passphrase needed</source>
            <translation>Passphrase needed</translation>
        </message>
        <message>
            <source>These data are protected by a passphrase. Give it in CRMDESK_PASSPHRASE or where you are asked.</source>
            <translation>These data are protected by a passphrase. Give it in CRMDESK_PASSPHRASE or where you are asked.</translation>
        </message>
        <message>
            <source>Not the same passphrase</source>
            <translation>Not the same passphrase</translation>
        </message>
        <message>
            <source>The two passphrases differ. Nothing was made; try again.</source>
            <translation>The two passphrases differ. Nothing was made; try again.</translation>
        </message>
        <message>
            <source>Sheet too large</source>
            <translation>Sheet too large</translation>
        </message>
        <message>
            <source>A sheet of “{file}” reaches over {rows} rows and {columns} columns, blank ones included. Delete what stands far from the list, then try again.</source>
            <translation>A sheet of “{file}” reaches over {rows} rows and {columns} columns, blank ones included. Delete what stands far from the list, then try again.</translation>
        </message>
        <message>
            <source>Output not written</source>
            <translation>Output not written</translation>
        </message>
        <message>
            <source>What there was to print cannot be written: {reason}. What was done is kept.</source>
            <translation>What there was to print cannot be written: {reason}. What was done is kept.</translation>
        </message>
        <message>
            <source>Port not available</source>
            <translation>Port not available</translation>
        </message>
        <message>
            <source>Port {port} or one of those behind it cannot be used: {reason}. Choose another one with --port.</source>
            <translation>Port {port} or one of those behind it cannot be used: {reason}. Choose another one with --port.</translation>
        </message>
        <message>
            <source>Profile damaged</source>
            <translation>Profile damaged</translation>
        </message>
        <message>
            <source>The file {file} of the profile is damaged. Restore it from a backup of the profile.</source>
            <translation>The file {file} of the profile is damaged. Restore it from a backup of the profile.</translation>
        </message>
        <message>
            <source>Nothing to save</source>
            <translation>Nothing to save</translation>
        </message>
        <message>
            <source>Fill in at least one field, for example the name.</source>
            <translation>Fill in at least one field, for example the name.</translation>
        </message>
        <message>
            <source>In the trash</source>
            <translation>In the trash</translation>
        </message>
        <message>
            <source>The record is in the trash. Restore it first.</source>
            <translation>The record is in the trash. Restore it first.</translation>
        </message>
        <message>
            <source>Not in the trash</source>
            <translation>Not in the trash</translation>
        </message>
        <message>
            <source>The record is not in the trash.</source>
            <translation>The record is not in the trash.</translation>
        </message>
        <message>
            <source>Another type of record</source>
            <translation>Another type of record</translation>
        </message>
        <message>
            <source>This record is not of the type you named but of the type “{kind}”.</source>
            <translation>This record is not of the type you named but of the type “{kind}”.</translation>
        </message>
        <message>
            <source>“{field}” cannot refer to “{value}”. Give the id of a record of one of these types: {kinds}.</source>
            <translation>“{field}” cannot refer to “{value}”. Give the id of a record of one of these types: {kinds}.</translation>
        </message>
        <message>
            <source>The sandbox did not start</source>
            <translation>The sandbox did not start</translation>
        </message>
        <message>
            <source>The sandbox for the demonstration did not start. Start the demonstration again.</source>
            <translation>The sandbox for the demonstration did not start. Start the demonstration again.</translation>
        </message>
        <message>
            <source>Too many rows</source>
            <translation>Too many rows</translation>
        </message>
        <message>
            <source>A worksheet holds {limit} rows. Export to a .csv file instead.</source>
            <translation>A worksheet holds {limit} rows. Export to a .csv file instead.</translation>
        </message>
        <message>
            <source>Cannot be undone</source>
            <translation>Cannot be undone</translation>
        </message>
        <message>
            <source>The record was changed again in the meantime, so this step cannot be taken back. Its history has every value.</source>
            <translation>The record was changed again in the meantime, so this step cannot be taken back. Its history has every value.</translation>
        </message>
        <message>
            <source>Already settled</source>
            <translation>Already settled</translation>
        </message>
        <message>
            <source>This conflict is no longer open. The page has been brought up to date.</source>
            <translation>This conflict is no longer open. The page has been brought up to date.</translation>
        </message>
        <message>
            <source>No answer</source>
            <translation>No answer</translation>
        </message>
        <message>
            <source>The account did not answer in time. crmdesk looks first whether the change arrived and only then sends it again.</source>
            <translation>The account did not answer in time. crmdesk looks first whether the change arrived and only then sends it again.</translation>
        </message>
        <message>
            <source>Answer too large</source>
            <translation>Answer too large</translation>
        </message>
        <message>
            <source>The answer of the account is larger than crmdesk takes. Nothing was changed.</source>
            <translation>The answer of the account is larger than crmdesk takes. Nothing was changed.</translation>
        </message>
        <message>
            <source>Answer not readable</source>
            <translation>Answer not readable</translation>
        </message>
        <message>
            <source>The account sent something that cannot be read. Nothing was changed; try again later.</source>
            <translation>The account sent something that cannot be read. Nothing was changed; try again later.</translation>
        </message>
        <message>
            <source>Share of the quota used up</source>
            <translation>Share of the quota used up</translation>
        </message>
        <message>
            <source>crmdesk has used its share of what the account allows; the rest is left to the other programs there and to what you type. It goes on by itself in {retry_after_s}; nothing is lost.</source>
            <translation>crmdesk has used its share of what the account allows; the rest is left to the other programs there and to what you type. It goes on by itself in {retry_after_s}; nothing is lost.</translation>
        </message>
        <message>
            <source>Certificate file not usable</source>
            <translation>Certificate file not usable</translation>
        </message>
        <message>
            <source>The file with the certificate authority cannot be read. Check the file and choose it again.</source>
            <translation>The file with the certificate authority cannot be read. Check the file and choose it again.</translation>
        </message>
        <message>
            <source>Connection lost</source>
            <translation>Connection lost</translation>
        </message>
        <message>
            <source>The connection broke while data was on its way. crmdesk looks first whether it arrived.</source>
            <translation>The connection broke while data was on its way. crmdesk looks first whether it arrived.</translation>
        </message>
        <message>
            <source>The account already has such a record: {vendor_words}.</source>
            <translation>The account already has such a record: {vendor_words}.</translation>
        </message>
        <message>
            <source>Another record of the account already has this value: {vendor_words}.</source>
            <translation>Another record of the account already has this value: {vendor_words}.</translation>
        </message>
        <message>
            <source>Answer from an unexpected address</source>
            <translation>Answer from an unexpected address</translation>
        </message>
        <message>
            <source>The account pointed to another server. crmdesk does not follow, to protect your access.</source>
            <translation>The account pointed to another server. crmdesk does not follow, to protect your access.</translation>
        </message>
        <message>
            <source>Unexpected address</source>
            <translation>Unexpected address</translation>
        </message>
        <message>
            <source>An address outside the account was refused, to protect your access.</source>
            <translation>An address outside the account was refused, to protect your access.</translation>
        </message>
        <message>
            <source>Address not secure</source>
            <translation>Address not secure</translation>
        </message>
        <message>
            <source>Outcome not known</source>
            <translation>Outcome not known</translation>
        </message>
        <message>
            <source>It is not certain that the last change arrived. crmdesk checks this before anything else.</source>
            <translation>It is not certain that the last change arrived. crmdesk checks this before anything else.</translation>
        </message>
        <message>
            <source>Proxy not usable</source>
            <translation>Proxy not usable</translation>
        </message>
        <message>
            <source>The proxy of this network cannot be used. Check the proxy settings of the system.</source>
            <translation>The proxy of this network cannot be used. Check the proxy settings of the system.</translation>
        </message>
        <message>
            <source>The account asks to slow down</source>
            <translation>The account asks to slow down</translation>
        </message>
        <message>
            <source>Redirected in a circle</source>
            <translation>Redirected in a circle</translation>
        </message>
        <message>
            <source>The account’s address leads back to itself. Try again later.</source>
            <translation>The account’s address leads back to itself. Try again later.</translation>
        </message>
        <message>
            <source>Redirected</source>
            <translation>Redirected</translation>
        </message>
        <message>
            <source>The account moved to another address while data was being sent. Nothing was sent there.</source>
            <translation>The account moved to another address while data was being sent. Nothing was sent there.</translation>
        </message>
        <message>
            <source>Cannot be named there</source>
            <translation>Cannot be named there</translation>
        </message>
        <message>
            <source>The record refers to another one that cannot be named in this field there. Take it out of the field, and the record is sent.</source>
            <translation>The record refers to another one that cannot be named in this field there. Take it out of the field, and the record is sent.</translation>
        </message>
        <message>
            <source>Request refused</source>
            <translation>Request refused</translation>
        </message>
        <message>
            <source>The account did not understand a request of crmdesk. This is our mistake; nothing is lost.</source>
            <translation>The account did not understand a request of crmdesk. This is our mistake; nothing is lost.</translation>
        </message>
        <message>
            <source>The account is out of order</source>
            <translation>The account is out of order</translation>
        </message>
        <message>
            <source>The server of the account failed. crmdesk tries again by itself; nothing is lost.</source>
            <translation>The server of the account failed. crmdesk tries again by itself; nothing is lost.</translation>
        </message>
        <message>
            <source>A secure connection could not be made. Check the date of this computer, or ask who runs the network.</source>
            <translation>A secure connection could not be made. Check the date of this computer, or ask who runs the network.</translation>
        </message>
        <message>
            <source>Address not usable</source>
            <translation>Address not usable</translation>
        </message>
        <message>
            <source>The address “{url}” cannot be used. Check how it is written.</source>
            <translation>The address “{url}” cannot be used. Check how it is written.</translation>
        </message>
        <message>
            <source>Not reachable</source>
            <translation>Not reachable</translation>
        </message>
        <message>
            <source>The account cannot be reached right now. Work on: everything is kept and sent later.</source>
            <translation>The account cannot be reached right now. Work on: everything is kept and sent later.</translation>
        </message>
        <message>
            <source>Server not found</source>
            <translation>Server not found</translation>
        </message>
        <message>
            <source>Already connected</source>
            <translation>Already connected</translation>
        </message>
        <message>
            <source>“{account}” is connected already, as “{name}”. To give it a new access, sign in to “{name}” again; nothing was changed.</source>
            <translation>“{account}” is connected already, as “{name}”. To give it a new access, sign in to “{name}” again; nothing was changed.</translation>
        </message>
        <message>
            <source>Account paused</source>
            <translation>Account paused</translation>
        </message>
        <message>
            <source>“{name}” is paused: nothing is exchanged with it, and nothing was read or sent. To go on with it: crmdesk resume &quot;{name}&quot;</source>
            <translation>“{name}” is paused: nothing is exchanged with it, and nothing was read or sent. To go on with it: crmdesk resume &quot;{name}&quot;</translation>
        </message>
        <message>
            <source>Application not known</source>
            <translation>Application not known</translation>
        </message>
        <message>
            <source>This account was not signed in to with an application of {vendor}. Give the client ID of the agency’s, or a personal token.</source>
            <translation>This account was not signed in to with an application of {vendor}. Give the client ID of the agency’s, or a personal token.</translation>
        </message>
        <message>
            <source>Identity not confirmed</source>
            <translation>Identity not confirmed</translation>
        </message>
        <message>
            <source>The identity of the server could not be confirmed. Check the date of this computer, or ask who runs the network.</source>
            <translation>The identity of the server could not be confirmed. Check the date of this computer, or ask who runs the network.</translation>
        </message>
        <message>
            <source>Account no longer active</source>
            <translation>Account no longer active</translation>
        </message>
        <message>
            <source>“{name}” was paused, disconnected or signed out elsewhere just before the run began. Nothing was read or sent.</source>
            <translation>“{name}” was paused, disconnected or signed out elsewhere just before the run began. Nothing was read or sent.</translation>
        </message>
        <message>
            <source>No answer for this record</source>
            <translation>No answer for this record</translation>
        </message>
        <message>
            <source>The account gave no answer {attempts} times when this was sent. It is tried again later by itself; if it goes on, change the value, or show the administrator of the account.</source>
            <translation>The account gave no answer {attempts} times when this was sent. It is tried again later by itself; if it goes on, change the value, or show the administrator of the account.</translation>
        </message>
        <message>
            <source>Address already there</source>
            <translation>Address already there</translation>
        </message>
        <message>
            <source>Another contact of the account has this e-mail address. Merge the two, or correct the address.</source>
            <translation>Another contact of the account has this e-mail address. Merge the two, or correct the address.</translation>
        </message>
        <message>
            <source>Already there</source>
            <translation>Already there</translation>
        </message>
        <message>
            <source>Value already used</source>
            <translation>Value already used</translation>
        </message>
        <message>
            <source>The name of the server is not known. Check the network or the address.</source>
            <translation>The name of the server is not known. Check the network or the address.</translation>
        </message>
        <message>
            <source>Choice no longer there</source>
            <translation>Choice no longer there</translation>
        </message>
        <message>
            <source>Perhaps the same</source>
            <translation>Perhaps the same</translation>
        </message>
        <message>
            <source>This may be the same as “{other_name}”, which is here already; nothing tells for certain, so both are kept. Unite the two under “Duplicates”, or say there that they are not the same.</source>
            <translation>This may be the same as “{other_name}”, which is here already; nothing tells for certain, so both are kept. Unite the two under “Duplicates”, or say there that they are not the same.</translation>
        </message>
        <message>
            <source>Perhaps created twice</source>
            <translation>Perhaps created twice</translation>
        </message>
        <message>
            <source>crmdesk may have created this record twice in the account: row {row} there is like it and was made by the same user. Compare the two records, and delete the surplus one or merge them in the account; or say that they are not the same.</source>
            <translation>crmdesk may have created this record twice in the account: row {row} there is like it and was made by the same user. Compare the two records, and delete the surplus one or merge them in the account; or say that they are not the same.</translation>
        </message>
        <message>
            <source>Field missing there</source>
            <translation>Field missing there</translation>
        </message>
        <message>
            <source>Read only there</source>
            <translation>Read only there</translation>
        </message>
        <message>
            <source>Required there</source>
            <translation>Required there</translation>
        </message>
        <message>
            <source>The account wants a value here: {vendor_words}. Enter one, and the record is sent.</source>
            <translation>The account wants a value here: {vendor_words}. Enter one, and the record is sent.</translation>
        </message>
        <message>
            <source>The account keeps no deal without a stage. Choose one, and it is sent.</source>
            <translation>The account keeps no deal without a stage. Choose one, and it is sent.</translation>
        </message>
        <message>
            <source>The account keeps no note that is about nobody. Say whom or what it is about, and it is sent.</source>
            <translation>The account keeps no note that is about nobody. Say whom or what it is about, and it is sent.</translation>
        </message>
        <message>
            <source>The account makes no record without a value in “{property}”, which crmdesk does not fill in. Map a field to it (crmdesk mapping), or let it be optional in the account. The record waits until then, everything else is sent.</source>
            <translation>The account makes no record without a value in “{property}”, which crmdesk does not fill in. Map a field to it (crmdesk mapping), or let it be optional in the account. The record waits until then, everything else is sent.</translation>
        </message>
        <message>
            <source>Too many requests in a short time: crmdesk goes on by itself in {retry_after_s}. Nothing is lost.</source>
            <translation>Too many requests in a short time: crmdesk goes on by itself in {retry_after_s}. Nothing is lost.</translation>
        </message>
        <message>
            <source>The connection broke while crmdesk was reading. It goes on from there by itself; nothing is lost.</source>
            <translation>The connection broke while crmdesk was reading. It goes on from there by itself; nothing is lost.</translation>
        </message>
        <message>
            <source>The account did not answer in time. crmdesk asks again by itself; nothing is lost.</source>
            <translation>The account did not answer in time. crmdesk asks again by itself; nothing is lost.</translation>
        </message>
        <message>
            <source>Not in this account</source>
            <translation>Not in this account</translation>
        </message>
        <message>
            <source>The access was withdrawn in the account, or it has expired. Connect the account again; your pending changes are kept.</source>
            <translation>The access was withdrawn in the account, or it has expired. Connect the account again; your pending changes are kept.</translation>
        </message>
        <message>
            <source>Which one is it?</source>
            <translation>Which one is it?</translation>
        </message>
        <message>
            <source>{count} rows of the account fit this record equally well, so crmdesk created nothing. If it is one of them, delete it here; if it is none of them, give it an e-mail address of its own.</source>
            <translation>{count} rows of the account fit this record equally well, so crmdesk created nothing. If it is one of them, delete it here; if it is none of them, give it an e-mail address of its own.</translation>
        </message>
        <message>
            <source>The account ended the sign-in: {vendor_words}. Check the application’s settings there, then try again.</source>
            <translation>The account ended the sign-in: {vendor_words}. Check the application’s settings there, then try again.</translation>
        </message>
        <message>
            <source>Nothing answers at {address}. Check the network and the address, then try again. Nothing was changed.</source>
            <translation>Nothing answers at {address}. Check the network and the address, then try again. Nothing was changed.</translation>
        </message>
        <message>
            <source>Secure connection failed</source>
            <translation>Secure connection failed</translation>
        </message>
        <message>
            <source>Access withdrawn</source>
            <translation>Access withdrawn</translation>
        </message>
        <message>
            <source>Sign-in needed</source>
            <translation>Sign-in needed</translation>
        </message>
        <message>
            <source>Sign-in cancelled</source>
            <translation>Sign-in cancelled</translation>
        </message>
        <message>
            <source>The sign-in was cancelled. Nothing was changed.</source>
            <translation>The sign-in was cancelled. Nothing was changed.</translation>
        </message>
        <message>
            <source>Access refused</source>
            <translation>Access refused</translation>
        </message>
        <message>
            <source>The account refused the access ({category}). Connect the account again, or ask its administrator.</source>
            <translation>The account refused the access ({category}). Connect the account again, or ask its administrator.</translation>
        </message>
        <message>
            <source>Account not recognised</source>
            <translation>Account not recognised</translation>
        </message>
        <message>
            <source>The account did not say which organisation it is, so nothing was connected. Try again later.</source>
            <translation>The account did not say which organisation it is, so nothing was connected. Try again later.</translation>
        </message>
        <message>
            <source>Answer not understood</source>
            <translation>Answer not understood</translation>
        </message>
        <message>
            <source>The account sent an answer that crmdesk does not understand. Nothing was changed; try again later.</source>
            <translation>The account sent an answer that crmdesk does not understand. Nothing was changed; try again later.</translation>
        </message>
        <message>
            <source>Version not known</source>
            <translation>Version not known</translation>
        </message>
        <message>
            <source>“{value}” is not a version of the account’s interface that crmdesk speaks.</source>
            <translation>“{value}” is not a version of the account’s interface that crmdesk speaks.</translation>
        </message>
        <message>
            <source>Changed in the meantime</source>
            <translation>Changed in the meantime</translation>
        </message>
        <message>
            <source>The record was changed in the account just now. crmdesk reads it again and then decides.</source>
            <translation>The record was changed in the account just now. crmdesk reads it again and then decides.</translation>
        </message>
        <message>
            <source>Client id missing</source>
            <translation>Client id missing</translation>
        </message>
        <message>
            <source>Name the agency’s application: --client-id ID, with its secret in CRMDESK_CLIENT_SECRET. --token signs in with a personal token, --sandbox URL to a sandbox.</source>
            <translation>Name the agency’s application: --client-id ID, with its secret in CRMDESK_CLIENT_SECRET. --token signs in with a personal token, --sandbox URL to a sandbox.</translation>
        </message>
        <message>
            <source>Client secret missing</source>
            <translation>Client secret missing</translation>
        </message>
        <message>
            <source>The application’s secret is needed: put it into CRMDESK_CLIENT_SECRET, or type it where you are asked.</source>
            <translation>The application’s secret is needed: put it into CRMDESK_CLIENT_SECRET, or type it where you are asked.</translation>
        </message>
        <message>
            <source>Sign-in refused</source>
            <translation>Sign-in refused</translation>
        </message>
        <message>
            <source>The account refused to finish the sign-in: {vendor_words}. What the browser was given holds for a minute or some: try again. If it is refused again, check client id and client secret.</source>
            <translation>The account refused to finish the sign-in: {vendor_words}. What the browser was given holds for a minute or some: try again. If it is refused again, check client id and client secret.</translation>
        </message>
        <message>
            <source>Name already used</source>
            <translation>Name already used</translation>
        </message>
        <message>
            <source>Another account is already called “{name}”. Choose another name.</source>
            <translation>Another account is already called “{name}”. Choose another name.</translation>
        </message>
        <message>
            <source>Access was refused in the browser. Try again and allow it there, or ask the account’s administrator.</source>
            <translation>Access was refused in the browser. Try again and allow it there, or ask the account’s administrator.</translation>
        </message>
        <message>
            <source>Created more than once</source>
            <translation>Created more than once</translation>
        </message>
        <message>
            <source>The account holds {count} copies of this record. Delete the surplus ones there.</source>
            <translation>The account holds {count} copies of this record. Delete the surplus ones there.</translation>
        </message>
        <message>
            <source>Field without a place</source>
            <translation>Field without a place</translation>
        </message>
        <message>
            <source>The account has no place for “{field}”. The value stays on this computer.</source>
            <translation>The account has no place for “{field}”. The value stays on this computer.</translation>
        </message>
        <message>
            <source>Record not accepted</source>
            <translation>Record not accepted</translation>
        </message>
        <message>
            <source>The account did not take the record: {vendor_words}. crmdesk tries again with the next synchronisation.</source>
            <translation>The account did not take the record: {vendor_words}. crmdesk tries again with the next synchronisation.</translation>
        </message>
        <message>
            <source>No answer about a record</source>
            <translation>No answer about a record</translation>
        </message>
        <message>
            <source>The account said nothing about this record. crmdesk looks first whether the change arrived.</source>
            <translation>The account said nothing about this record. crmdesk looks first whether the change arrived.</translation>
        </message>
        <message>
            <source>Ports in use</source>
            <translation>Ports in use</translation>
        </message>
        <message>
            <source>Other programs use every port that the sign-in may answer on ({ports}). Close them and try again.</source>
            <translation>Other programs use every port that the sign-in may answer on ({ports}). Close them and try again.</translation>
        </message>
        <message>
            <source>The account did not answer. crmdesk looks first whether the change arrived and only then sends it again.</source>
            <translation>The account did not answer. crmdesk looks first whether the change arrived and only then sends it again.</translation>
        </message>
        <message>
            <source>No personal tokens</source>
            <translation>No personal tokens</translation>
        </message>
        <message>
            <source>{vendor} has no personal tokens. Sign in with the agency’s application.</source>
            <translation>{vendor} has no personal tokens. Sign in with the agency’s application.</translation>
        </message>
        <message>
            <source>The access cannot be renewed. Connect the account again; your pending changes are kept.</source>
            <translation>The access cannot be renewed. Connect the account again; your pending changes are kept.</translation>
        </message>
        <message>
            <source>Not a sandbox</source>
            <translation>Not a sandbox</translation>
        </message>
        <message>
            <source>At {url} there is no crmdesk sandbox with {vendor}. Start one with crmdesk sandbox and give its control address.</source>
            <translation>At {url} there is no crmdesk sandbox with {vendor}. Start one with crmdesk sandbox and give its control address.</translation>
        </message>
        <message>
            <source>The account does not allow this: {vendor_words}. Ask its administrator for the right.</source>
            <translation>The account does not allow this: {vendor_words}. Ask its administrator for the right.</translation>
        </message>
        <message>
            <source>The account does not allow this ({objects}): {vendor_words}. Ask its administrator for the right.</source>
            <translation>The account does not allow this ({objects}): {vendor_words}. Ask its administrator for the right.</translation>
        </message>
        <message>
            <source>Not signed in</source>
            <translation>Not signed in</translation>
        </message>
        <message>
            <source>The account is not signed in. Connect it again; your pending changes are kept.</source>
            <translation>The account is not signed in. Connect it again; your pending changes are kept.</translation>
        </message>
        <message>
            <source>The account’s list no longer has this value: {vendor_words}. Choose another, or add it there.</source>
            <translation>The account’s list no longer has this value: {vendor_words}. Choose another, or add it there.</translation>
        </message>
        <message>
            <source>Negotiator refused</source>
            <translation>Negotiator refused</translation>
        </message>
        <message>
            <source>The account does not take {owner_name} as negotiator: {vendor_words}. Who is not, or no longer, one of its users can be given no record there. Choose another negotiator for the record, and it is sent again.</source>
            <translation>The account does not take {owner_name} as negotiator: {vendor_words}. Who is not, or no longer, one of its users can be given no record there. Choose another negotiator for the record, and it is sent again.</translation>
        </message>
        <message>
            <source>Reading got stuck</source>
            <translation>Reading got stuck</translation>
        </message>
        <message>
            <source>The account keeps sending the same page. What was read is kept; crmdesk goes on with the next synchronisation.</source>
            <translation>The account keeps sending the same page. What was read is kept; crmdesk goes on with the next synchronisation.</translation>
        </message>
        <message>
            <source>The account refused the token. Check that it was copied whole and is still valid, then sign in again.</source>
            <translation>The account refused the token. Check that it was copied whole and is still valid, then sign in again.</translation>
        </message>
        <message>
            <source>The account no longer has a field for this value: {vendor_words}. The value stays on this computer.</source>
            <translation>The account no longer has a field for this value: {vendor_words}. The value stays on this computer.</translation>
        </message>
        <message>
            <source>The account does not let anybody write this field: {vendor_words}.</source>
            <translation>The account does not let anybody write this field: {vendor_words}.</translation>
        </message>
        <message>
            <source>Not permitted there</source>
            <translation>Not permitted there</translation>
        </message>
        <message>
            <source>The access that you signed in with has not the right to change this: {vendor_words}. The account’s administrator can grant it; then the change is sent by itself.</source>
            <translation>The access that you signed in with has not the right to change this: {vendor_words}. The account’s administrator can grant it; then the change is sent by itself.</translation>
        </message>
        <message>
            <source>The account refused the record: {vendor_words}. Correct it and it is sent again.</source>
            <translation>The account refused the record: {vendor_words}. Correct it and it is sent again.</translation>
        </message>
        <message>
            <source>The account refused a request: {vendor_words}. Your changes are kept; try again later.</source>
            <translation>The account refused a request: {vendor_words}. Your changes are kept; try again later.</translation>
        </message>
        <message>
            <source>Tied to another record</source>
            <translation>Tied to another record</translation>
        </message>
        <message>
            <source>The account says that this is a record you already have under another name. Compare the two.</source>
            <translation>The account says that this is a record you already have under another name. Compare the two.</translation>
        </message>
        <message>
            <source>Another window or command is synchronising “{name}”. Wait until it is done.</source>
            <translation>Another window or command is synchronising “{name}”. Wait until it is done.</translation>
        </message>
        <message>
            <source>Sandbox not reachable</source>
            <translation>Sandbox not reachable</translation>
        </message>
        <message>
            <source>There is no answer at {url}. Start a sandbox with crmdesk sandbox and give its control address.</source>
            <translation>There is no answer at {url}. Start a sandbox with crmdesk sandbox and give its control address.</translation>
        </message>
        <message>
            <source>Sign-in failed</source>
            <translation>Sign-in failed</translation>
        </message>
        <message>
            <source>Answer not expected</source>
            <translation>Answer not expected</translation>
        </message>
        <message>
            <source>The account answered with status {status}: {vendor_words}. Nothing was changed; try again later.</source>
            <translation>The account answered with status {status}: {vendor_words}. Nothing was changed; try again later.</translation>
        </message>
        <message>
            <source>Token missing</source>
            <translation>Token missing</translation>
        </message>
        <message>
            <source>Put the token into {variable}, or type it where you are asked. It is never given on the command line.</source>
            <translation>Put the token into {variable}, or type it where you are asked. It is never given on the command line.</translation>
        </message>
        <message>
            <source>Access being renewed</source>
            <translation>Access being renewed</translation>
        </message>
        <message>
            <source>Another window or command is renewing the access. Try again in a moment.</source>
            <translation>Another window or command is renewing the access. Try again in a moment.</translation>
        </message>
        <message>
            <source>Access not renewed</source>
            <translation>Access not renewed</translation>
        </message>
        <message>
            <source>The account could not renew the access: {vendor_words}. crmdesk tries again by itself.</source>
            <translation>The account could not renew the access: {vendor_words}. crmdesk tries again by itself.</translation>
        </message>
        <message>
            <source>The access could not be renewed. crmdesk tries again by itself; nothing is lost.</source>
            <translation>The access could not be renewed. crmdesk tries again by itself; nothing is lost.</translation>
        </message>
        <message>
            <source>Sign-in incomplete</source>
            <translation>Sign-in incomplete</translation>
        </message>
        <message>
            <source>The account’s answer to the sign-in lacks something. Try again later.</source>
            <translation>The account’s answer to the sign-in lacks something. Try again later.</translation>
        </message>
        <message>
            <source>Sign-in not readable</source>
            <translation>Sign-in not readable</translation>
        </message>
        <message>
            <source>The account’s answer to the sign-in cannot be read. Try again later.</source>
            <translation>The account’s answer to the sign-in cannot be read. Try again later.</translation>
        </message>
        <message>
            <source>Token not usable</source>
            <translation>Token not usable</translation>
        </message>
        <message>
            <source>This cannot be a token. Copy it again, whole and without spaces.</source>
            <translation>This cannot be a token. Copy it again, whole and without spaces.</translation>
        </message>
        <message>
            <source>Sign-in damaged</source>
            <translation>Sign-in damaged</translation>
        </message>
        <message>
            <source>The stored sign-in cannot be read. Connect the account again; your pending changes are kept.</source>
            <translation>The stored sign-in cannot be read. Connect the account again; your pending changes are kept.</translation>
        </message>
        <message>
            <source>Account not known</source>
            <translation>Account not known</translation>
        </message>
        <message>
            <source>There is no account “{name}”. There are: {names}.</source>
            <translation>There is no account “{name}”. There are: {names}.</translation>
        </message>
        <message>
            <source>CRM not known</source>
            <translation>CRM not known</translation>
        </message>
        <message>
            <source>crmdesk does not know “{name}”. It knows: {vendors}.</source>
            <translation>crmdesk does not know “{name}”. It knows: {vendors}.</translation>
        </message>
        <message>
            <source>No answer from the browser</source>
            <translation>No answer from the browser</translation>
        </message>
        <message>
            <source>Nobody signed in within five minutes, and crmdesk waits no longer: whoever agrees in the browser now only sees that the page cannot be reached. Try again when you are ready.</source>
            <translation>Nobody signed in within five minutes, and crmdesk waits no longer: whoever agrees in the browser now only sees that the page cannot be reached. Try again when you are ready.</translation>
        </message>
        <message>
            <source>Token refused</source>
            <translation>Token refused</translation>
        </message>
        <message>
            <source>The account refused a value: {vendor_words}. Choose another one.</source>
            <translation>The account refused a value: {vendor_words}. Choose another one.</translation>
        </message>
        <message>
            <source>Another account</source>
            <translation>Another account</translation>
        </message>
        <message>
            <source>You signed in to “{found}”, but this connection belongs to “{expected}”. Sign in to the right account.</source>
            <translation>You signed in to “{found}”, but this connection belongs to “{expected}”. Sign in to the right account.</translation>
        </message>
        <message>
            <source>No safe place for the key</source>
            <translation>No safe place for the key</translation>
        </message>
        <message>
            <source>Passphrase too short</source>
            <translation>Passphrase too short</translation>
        </message>
        <message>
            <source>Use at least {limit} characters, for example four or five words.</source>
            <translation>Use at least {limit} characters, for example four or five words.</translation>
        </message>
        <message>
            <source>Not the same</source>
            <translation>Not the same</translation>
        </message>
        <message>
            <source>The two passphrases differ. Type them again.</source>
            <translation>The two passphrases differ. Type them again.</translation>
        </message>
        <message>
            <source>Wrong passphrase</source>
            <translation>Wrong passphrase</translation>
        </message>
        <message>
            <source>This passphrase does not open the data. Check the keyboard layout and try again.</source>
            <translation>This passphrase does not open the data. Check the keyboard layout and try again.</translation>
        </message>
        <message>
            <source>Not allowed</source>
            <translation>Not allowed</translation>
        </message>
        <message>
            <source>Refused by the account</source>
            <translation>Refused by the account</translation>
        </message>
        <message>
            <source>Too long for the account</source>
            <translation>Too long for the account</translation>
        </message>
        <message>
            <source>The account keeps at most {limit} characters here. Shorten the value; it is sent again.</source>
            <translation>The account keeps at most {limit} characters here. Shorten the value; it is sent again.</translation>
        </message>
        <message>
            <source>Value refused</source>
            <translation>Value refused</translation>
        </message>
        <message>
            <source>Record gone</source>
            <translation>Record gone</translation>
        </message>
        <message>
            <source>The record no longer exists in the account.</source>
            <translation>The record no longer exists in the account.</translation>
        </message>
        <message>
            <source>Another crmdesk is writing</source>
            <translation>Another crmdesk is writing</translation>
        </message>
        <message>
            <source>Another window or command is writing to the same data. Try again in a moment.</source>
            <translation>Another window or command is writing to the same data. Try again in a moment.</translation>
        </message>
        <message>
            <source>The data could not be written</source>
            <translation>The data could not be written</translation>
        </message>
        <message>
            <source>The file with your data could not be read or written: {reason}. Check the disk; nothing saved before is lost.</source>
            <translation>The file with your data could not be read or written: {reason}. Check the disk; nothing saved before is lost.</translation>
        </message>
        <message>
            <source>Data of a newer crmdesk</source>
            <translation>Data of a newer crmdesk</translation>
        </message>
        <message>
            <source>These data were written by a newer version of crmdesk. Install that version; nothing was changed.</source>
            <translation>These data were written by a newer version of crmdesk. Install that version; nothing was changed.</translation>
        </message>
        <message>
            <source>Data damaged</source>
            <translation>Data damaged</translation>
        </message>
        <message>
            <source>The file {file} with your data is damaged. There is a backup of {backup_at}: close the window, or start crmdesk again, to put it in place; or run crmdesk recover. What was sent since then comes back with the next synchronisation. What was typed since then and not sent is only in the damaged file, which is kept.</source>
            <translation>The file {file} with your data is damaged. There is a backup of {backup_at}: close the window, or start crmdesk again, to put it in place; or run crmdesk recover. What was sent since then comes back with the next synchronisation. What was typed since then and not sent is only in the damaged file, which is kept.</translation>
        </message>
        <message>
            <source>Disk full</source>
            <translation>Disk full</translation>
        </message>
        <message>
            <source>No backup</source>
            <translation>No backup</translation>
        </message>
        <message>
            <source>There is no backup that can be used in {folder}. Nothing was changed.</source>
            <translation>There is no backup that can be used in {folder}. Nothing was changed.</translation>
        </message>
        <message>
            <source>Nothing to recover</source>
            <translation>Nothing to recover</translation>
        </message>
        <message>
            <source>The file {file} is not damaged and not missing, so it was left as it is: what was never sent is nowhere else.</source>
            <translation>The file {file} is not damaged and not missing, so it was left as it is: what was never sent is nowhere else.</translation>
        </message>
        <message>
            <source>crmdesk is running</source>
            <translation>crmdesk is running</translation>
        </message>
        <message>
            <source>Another window or command has the data in {folder} open. Close it, then try again.</source>
            <translation>Another window or command has the data in {folder} open. Close it, then try again.</translation>
        </message>
        <message>
            <source>Already being synchronised</source>
            <translation>Already being synchronised</translation>
        </message>
        <message>
            <source>Computed there</source>
            <translation>Computed there</translation>
        </message>
        <message>
            <source>In the spreadsheet this cell of {vendor_words} is a formula, which crmdesk does not overwrite. The value stays on this computer.</source>
            <translation>In the spreadsheet this cell of {vendor_words} is a formula, which crmdesk does not overwrite. The value stays on this computer.</translation>
        </message>
        <message>
            <source>Merged there</source>
            <translation>Merged there</translation>
        </message>
        <message>
            <source>In the spreadsheet this cell of {vendor_words} is merged with others, of which only the first one holds a value. The value stays on this computer. Split the cells there, then send it again.</source>
            <translation>In the spreadsheet this cell of {vendor_words} is merged with others, of which only the first one holds a value. The value stays on this computer. Split the cells there, then send it again.</translation>
        </message>
        <message>
            <source>An Excel file</source>
            <translation>An Excel file</translation>
        </message>
        <message>
            <source>At Google Drive this is an Excel file, which nobody but Google’s own pages can work with. Open it there, choose File → Save as Google Sheets, and connect the spreadsheet that opens.</source>
            <translation>At Google Drive this is an Excel file, which nobody but Google’s own pages can work with. Open it there, choose File → Save as Google Sheets, and connect the spreadsheet that opens.</translation>
        </message>
        <message>
            <source>Spreadsheet not found</source>
            <translation>Spreadsheet not found</translation>
        </message>
        <message>
            <source>The spreadsheet is not there: it was deleted, or is not shared with the account that signed in. Check its address, or restore it from the bin.</source>
            <translation>The spreadsheet is not there: it was deleted, or is not shared with the account that signed in. Check its address, or restore it from the bin.</translation>
        </message>
        <message>
            <source>Not a spreadsheet’s address</source>
            <translation>Not a spreadsheet’s address</translation>
        </message>
        <message>
            <source>Copy it from the browser while the spreadsheet is open: it begins with https://docs.google.com/spreadsheets/.</source>
            <translation>Copy it from the browser while the spreadsheet is open: it begins with https://docs.google.com/spreadsheets/.</translation>
        </message>
        <message>
            <source>No headings found</source>
            <translation>No headings found</translation>
        </message>
        <message>
            <source>In the sheet “{name}” none of the first twenty rows has two headings that crmdesk knows, such as Nom, E-mail, Téléphone. Nothing was changed. Put them there, or restore the sheet from its version history, then try again.</source>
            <translation>In the sheet “{name}” none of the first twenty rows has two headings that crmdesk knows, such as Nom, E-mail, Téléphone. Nothing was changed. Put them there, or restore the sheet from its version history, then try again.</translation>
        </message>
        <message>
            <source>Headings among the rows</source>
            <translation>Headings among the rows</translation>
        </message>
        <message>
            <source>The headings of the sheet “{name}” stand in row {row}, below leads: they were probably sorted along. Nothing was changed. Move them above the leads, or restore the sheet from its version history, then try again.</source>
            <translation>The headings of the sheet “{name}” stand in row {row}, below leads: they were probably sorted along. Nothing was changed. Move them above the leads, or restore the sheet from its version history, then try again.</translation>
        </message>
        <message>
            <source>Nothing in the sheet</source>
            <translation>Nothing in the sheet</translation>
        </message>
        <message>
            <source>Nothing stands in the sheet “{name}”. If somebody has emptied it, restore it from the version history. If it is new, connect the account again and agree to its columns being made.</source>
            <translation>Nothing stands in the sheet “{name}”. If somebody has emptied it, restore it from the version history. If it is new, connect the account again and agree to its columns being made.</translation>
        </message>
        <message>
            <source>Keys lost in merged cells</source>
            <translation>Keys lost in merged cells</translation>
        </message>
        <message>
            <source>In the sheet “{name}” cells of the column _crmdesk_id are merged (from row {first} to row {last}), so that crmdesk does not know these rows again. Nothing was changed. Undo the merge, or restore the sheet from its version history, then synchronise again.</source>
            <translation>In the sheet “{name}” cells of the column _crmdesk_id are merged (from row {first} to row {last}), so that crmdesk does not know these rows again. Nothing was changed. Undo the merge, or restore the sheet from its version history, then synchronise again.</translation>
        </message>
        <message>
            <source>Column of keys missing</source>
            <translation>Column of keys missing</translation>
        </message>
        <message>
            <source>The sheet “{name}” has no column _crmdesk_id, by which crmdesk knows its rows again. Nothing was changed. If it was deleted, restore it from the version history. If it was never there, connect the account again and agree to its creation.</source>
            <translation>The sheet “{name}” has no column _crmdesk_id, by which crmdesk knows its rows again. Nothing was changed. If it was deleted, restore it from the version history. If it was never there, connect the account again and agree to its creation.</translation>
        </message>
        <message>
            <source>The sheet keeps changing</source>
            <translation>The sheet keeps changing</translation>
        </message>
        <message>
            <source>Rows of the sheet were moved each time crmdesk was about to write. It looks again with the next synchronisation.</source>
            <translation>Rows of the sheet were moved each time crmdesk was about to write. It looks again with the next synchronisation.</translation>
        </message>
        <message>
            <source>Sheet removed</source>
            <translation>Sheet removed</translation>
        </message>
        <message>
            <source>The spreadsheet is there, but not the sheet in it that crmdesk works with: somebody has removed it. Nothing was changed. Restore it from the version history, or connect the sheet that takes its place by its address.</source>
            <translation>The spreadsheet is there, but not the sheet in it that crmdesk works with: somebody has removed it. Nothing was changed. Restore it from the version history, or connect the sheet that takes its place by its address.</translation>
        </message>
        <message>
            <source>Time zone unknown</source>
            <translation>Time zone unknown</translation>
        </message>
        <message>
            <source>This computer does not know the time zone of the spreadsheet. It cannot tell what stands in the column {vendor_words}, and does not overwrite it. The value stays on this computer.</source>
            <translation>This computer does not know the time zone of the spreadsheet. It cannot tell what stands in the column {vendor_words}, and does not overwrite it. The value stays on this computer.</translation>
        </message>
        <message>
            <source>File not taken</source>
            <translation>File not taken</translation>
        </message>
        <message>
            <source>The field mapping in “{file}” cannot be used. {faults}. Nothing was changed.</source>
            <translation>The field mapping in “{file}” cannot be used. {faults}. Nothing was changed.</translation>
        </message>
        <message>
            <source>A mapped field has lost its place</source>
            <translation>A mapped field has lost its place</translation>
        </message>
        <message>
            <source>“{field}” is mapped to “{property}” of {object}, which the account no longer has, or which has another type now. What is here stays here. Map the field to another property, or switch it off: crmdesk mapping.</source>
            <translation>“{field}” is mapped to “{property}” of {object}, which the account no longer has, or which has another type now. What is here stays here. Map the field to another property, or switch it off: crmdesk mapping.</translation>
        </message>
        <message>
            <source>A field has lost its place</source>
            <translation>A field has lost its place</translation>
        </message>
        <message>
            <source>The account no longer has, or no longer shows, what “{field}” was kept in ({object}), or has made another type of it. What is here stays here, and is not sent. Bring it back there, or switch the field off: crmdesk mapping.</source>
            <translation>The account no longer has, or no longer shows, what “{field}” was kept in ({object}), or has made another type of it. What is here stays here, and is not sent. Bring it back there, or switch the field off: crmdesk mapping.</translation>
        </message>
        <message>
            <source>Something would be lost</source>
            <translation>Something would be lost</translation>
        </message>
        <message>
            <source>“{property}” ({type}) cannot hold all that “{field}” may. Let values only come in, or choose another.</source>
            <translation>“{property}” ({type}) cannot hold all that “{field}” may. Let values only come in, or choose another.</translation>
        </message>
        <message>
            <source>This field is needed there</source>
            <translation>This field is needed there</translation>
        </message>
        <message>
            <source>Without “{field}” nothing can be made at the account. It has to travel there.</source>
            <translation>Without “{field}” nothing can be made at the account. It has to travel there.</translation>
        </message>
        <message>
            <source>This is no JSON, or it breaks off.</source>
            <translation>This is no JSON, or it breaks off.</translation>
        </message>
        <message>
            <source>This crmdesk reads version {version} only.</source>
            <translation>This crmdesk reads version {version} only.</translation>
        </message>
        <message>
            <source>The whole file has to be one object, with crmdesk_mapping, vendor and choices, as “crmdesk mapping NAME export” writes it.</source>
            <translation>The whole file has to be one object, with crmdesk_mapping, vendor and choices, as “crmdesk mapping NAME export” writes it.</translation>
        </message>
        <message>
            <source>The file is for {found}, the account is one of {expected}.</source>
            <translation>The file is for {found}, the account is one of {expected}.</translation>
        </message>
        <message>
            <source>This is missing.</source>
            <translation>This is missing.</translation>
        </message>
        <message>
            <source>Only these are possible here: {options}.</source>
            <translation>Only these are possible here: {options}.</translation>
        </message>
        <message>
            <source>A value of this form is not possible here.</source>
            <translation>A value of this form is not possible here.</translation>
        </message>
        <message>
            <source>There is no such setting.</source>
            <translation>There is no such setting.</translation>
        </message>
        <message>
            <source>This stands in the file more than once. Leave one of them.</source>
            <translation>This stands in the file more than once. Leave one of them.</translation>
        </message>
        <message>
            <source>Paired twice</source>
            <translation>Paired twice</translation>
        </message>
        <message>
            <source>“{word}” of the account is paired with two words. It can mean one of them only.</source>
            <translation>“{word}” of the account is paired with two words. It can mean one of them only.</translation>
        </message>
        <message>
            <source>No such word</source>
            <translation>No such word</translation>
        </message>
        <message>
            <source>The list of the account has no “{word}”. It has: {options}.</source>
            <translation>The list of the account has no “{word}”. It has: {options}.</translation>
        </message>
        <message>
            <source>No words to pair</source>
            <translation>No words to pair</translation>
        </message>
        <message>
            <source>“{field}” holds no words: pairs are for choices, texts and tags.</source>
            <translation>“{field}” holds no words: pairs are for choices, texts and tags.</translation>
        </message>
        <message>
            <source>No such place</source>
            <translation>No such place</translation>
        </message>
        <message>
            <source>The account has no “{place}”. It has: {places}.</source>
            <translation>The account has no “{place}”. It has: {places}.</translation>
        </message>
        <message>
            <source>A property is missing</source>
            <translation>A property is missing</translation>
        </message>
        <message>
            <source>“{field}” has no usual place: say which property of the account it is kept in.</source>
            <translation>“{field}” has no usual place: say which property of the account it is kept in.</translation>
        </message>
        <message>
            <source>Already in use</source>
            <translation>Already in use</translation>
        </message>
        <message>
            <source>“{property}” already holds “{other}”, and two fields cannot share a place. Give that one another property first, or switch it off.</source>
            <translation>“{property}” already holds “{other}”, and two fields cannot share a place. Give that one another property first, or switch it off.</translation>
        </message>
        <message>
            <source>No such property</source>
            <translation>No such property</translation>
        </message>
        <message>
            <source>The account has no property “{property}” there, as far as crmdesk was told.</source>
            <translation>The account has no property “{property}” there, as far as crmdesk was told.</translation>
        </message>
        <message>
            <source>Read-only there</source>
            <translation>Read-only there</translation>
        </message>
        <message>
            <source>Nobody can write “{property}” at the account. Let values only come in.</source>
            <translation>Nobody can write “{property}” at the account. Let values only come in.</translation>
        </message>
        <message>
            <source>The types do not fit</source>
            <translation>The types do not fit</translation>
        </message>
        <message>
            <source>A field of this type cannot be kept in “{property}” ({type}).</source>
            <translation>A field of this type cannot be kept in “{property}” ({type}).</translation>
        </message>
        <message>
            <source>No such version</source>
            <translation>No such version</translation>
        </message>
        <message>
            <source>There is no version {version} of this mapping. There are: {versions}.</source>
            <translation>There is no version {version} of this mapping. There are: {versions}.</translation>
        </message>
        <message>
            <source>A word is missing</source>
            <translation>A word is missing</translation>
        </message>
        <message>
            <source>“{value}” is not of the form THEIRS=OURS.</source>
            <translation>“{value}” is not of the form THEIRS=OURS.</translation>
        </message>
        <message>
            <source>no such file or folder</source>
            <translation>no such file or folder</translation>
        </message>
        <message>
            <source>you lack the rights to it</source>
            <translation>you lack the rights to it</translation>
        </message>
        <message>
            <source>the system does not allow it</source>
            <translation>the system does not allow it</translation>
        </message>
        <message>
            <source>that is a folder</source>
            <translation>that is a folder</translation>
        </message>
        <message>
            <source>a part of the path is no folder</source>
            <translation>a part of the path is no folder</translation>
        </message>
        <message>
            <source>there is a file of this name</source>
            <translation>there is a file of this name</translation>
        </message>
        <message>
            <source>the name is too long</source>
            <translation>the name is too long</translation>
        </message>
        <message>
            <source>the disk is full</source>
            <translation>the disk is full</translation>
        </message>
        <message>
            <source>the disk is write-protected</source>
            <translation>the disk is write-protected</translation>
        </message>
        <message>
            <source>the disk does not answer as it should</source>
            <translation>the disk does not answer as it should</translation>
        </message>
        <message>
            <source>another program uses it</source>
            <translation>another program uses it</translation>
        </message>
        <message>
            <source>Access not given</source>
            <translation>Access not given</translation>
        </message>
        <message>
            <source>Google was not allowed to give crmdesk the spreadsheets: the box for it was left unticked in the browser. Sign in again and tick it.</source>
            <translation>Google was not allowed to give crmdesk the spreadsheets: the box for it was left unticked in the browser. Sign in again and tick it.</translation>
        </message>
        <message>
            <source>Google Sheets API switched off</source>
            <translation>Google Sheets API switched off</translation>
        </message>
        <message>
            <source>The project of your application at Google does not use the Google Sheets API: {vendor_words}. Enable it there (APIs &amp; Services → Library), wait some minutes, then try again.</source>
            <translation>The project of your application at Google does not use the Google Sheets API: {vendor_words}. Enable it there (APIs &amp; Services → Library), wait some minutes, then try again.</translation>
        </message>
        <message>
            <source>No data centre of Zoho’s</source>
            <translation>No data centre of Zoho’s</translation>
        </message>
        <message>
            <source>“{host}” is no data centre of Zoho’s. Name the one that your application was made in: {hosts}.</source>
            <translation>“{host}” is no data centre of Zoho’s. Name the one that your application was made in: {hosts}.</translation>
        </message>
        <message>
            <source>Not an address of Salesforce’s</source>
            <translation>Not an address of Salesforce’s</translation>
        </message>
        <message>
            <source>“{host}” is no sign-in page of Salesforce’s. Choose one of {hosts}, or type your My Domain, which ends in .my.salesforce.com: it stands in Setup, under My Domain.</source>
            <translation>“{host}” is no sign-in page of Salesforce’s. Choose one of {hosts}, or type your My Domain, which ends in .my.salesforce.com: it stands in Setup, under My Domain.</translation>
        </message>
        <message>
            <source>No document to choose</source>
            <translation>No document to choose</translation>
        </message>
        <message>
            <source>An account of {vendor} is no document. Leave out --document.</source>
            <translation>An account of {vendor} is no document. Leave out --document.</translation>
        </message>
        <message>
            <source>No place to choose</source>
            <translation>No place to choose</translation>
        </message>
        <message>
            <source>All accounts of {vendor} are signed in to at one place. Leave out --host.</source>
            <translation>All accounts of {vendor} are signed in to at one place. Leave out --host.</translation>
        </message>
        <message>
            <source>No such stage</source>
            <translation>No such stage</translation>
        </message>
        <message>
            <source>The account has no “{stage}”. Name some of these: {stages}.</source>
            <translation>The account has no “{stage}”. Name some of these: {stages}.</translation>
        </message>
        <message>
            <source>No stages to choose</source>
            <translation>No stages to choose</translation>
        </message>
        <message>
            <source>{vendor} itself says who is a lead. Leave out --lead-stages.</source>
            <translation>{vendor} itself says who is a lead. Leave out --lead-stages.</translation>
        </message>
        <message>
            <source>Neither an address nor a number</source>
            <translation>Neither an address nor a number</translation>
        </message>
        <message>
            <source>“{value}” is neither an e-mail address nor a phone number. Write for example claire.durand@example.fr or 06 12 34 56 78.</source>
            <translation>“{value}” is neither an e-mail address nor a phone number. Write for example claire.durand@example.fr or 06 12 34 56 78.</translation>
        </message>
        <message>
            <source>Working offline</source>
            <translation>Working offline</translation>
        </message>
        <message>
            <source>You are working offline, so no account is asked. End that in the status bar first.</source>
            <translation>You are working offline, so no account is asked. End that in the status bar first.</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>Paused</translation>
        </message>
        <message>
            <source>The account is paused, so it was not asked. Go on with it first.</source>
            <translation>The account is paused, so it was not asked. Go on with it first.</translation>
        </message>
        <message>
            <source>Not shown by the account</source>
            <translation>Not shown by the account</translation>
        </message>
        <message>
            <source>The account does not show this access any more: {objects}. What you type there is kept and waits; what colleagues change there is not read. Ask the account’s administrator for the right, or sign in with another access.</source>
            <translation>The account does not show this access any more: {objects}. What you type there is kept and waits; what colleagues change there is not read. Ask the account’s administrator for the right, or sign in with another access.</translation>
        </message>
    </context>
    <context>
        <name>FatalPage</name>
        <message>
            <source>The folder of your data: {folder}</source>
            <translation>The folder of your data: {folder}</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Try again</translation>
        </message>
        <message>
            <source>Open the folder</source>
            <translation>Open the folder</translation>
        </message>
        <message>
            <source>Copy the details</source>
            <translation>Copy the details</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Quit</translation>
        </message>
        <message>
            <source>The file {file} with your data is damaged. Its newest backup is of {date}: put it in place here, or run crmdesk recover. What was sent since then comes back with the next synchronisation. What was typed since then and not sent is only in the damaged file, which is kept.</source>
            <translation>The file {file} with your data is damaged. Its newest backup is of {date}: put it in place here, or run crmdesk recover. What was sent since then comes back with the next synchronisation. What was typed since then and not sent is only in the damaged file, which is kept.</translation>
        </message>
        <message>
            <source>What was typed here since that backup cannot be read any more.</source>
            <translation>What was typed here since that backup cannot be read any more.</translation>
        </message>
        <message>
            <source>Nothing was typed here since that backup.</source>
            <translation>Nothing was typed here since that backup.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln record(s) were edited here since that backup, which lacks these edits</source>
            <translation>
                <numerusform>%Ln record was edited here since that backup, which lacks these edits</numerusform>
                <numerusform>%Ln records were edited here since that backup, which lacks these edits</numerusform>
            </translation>
        </message>
        <message>
            <source>There may be more: part of the history cannot be read.</source>
            <translation>There may be more: part of the history cannot be read.</translation>
        </message>
        <message>
            <source>Begin with empty data</source>
            <translation>Begin with empty data</translation>
        </message>
        <message>
            <source>Put the backup of {date} in place</source>
            <translation>Put the backup of {date} in place</translation>
        </message>
    </context>
    <context>
        <name>Field</name>
        <message>
            <source>Deletion</source>
            <translation>Deletion</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>E-mail</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Phone</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>Title</translation>
        </message>
        <message>
            <source>First name</source>
            <translation>First name</translation>
        </message>
        <message>
            <source>Last name</source>
            <translation>Last name</translation>
        </message>
        <message>
            <source>Street</source>
            <translation>Street</translation>
        </message>
        <message>
            <source>Postcode</source>
            <translation>Postcode</translation>
        </message>
        <message>
            <source>City</source>
            <translation>City</translation>
        </message>
        <message>
            <source>Country</source>
            <translation>Country</translation>
        </message>
        <message>
            <source>Company</source>
            <translation>Company</translation>
        </message>
        <message>
            <source>Job title</source>
            <translation>Job title</translation>
        </message>
        <message>
            <source>Negotiator</source>
            <translation>Negotiator</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>Tags</translation>
        </message>
        <message>
            <source>Description</source>
            <translation>Description</translation>
        </message>
        <message>
            <source>Last contact</source>
            <translation>Last contact</translation>
        </message>
        <message>
            <source>Created</source>
            <translation>Created</translation>
        </message>
        <message>
            <source>Modified</source>
            <translation>Modified</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>Type</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Status</translation>
        </message>
        <message>
            <source>Rating</source>
            <translation>Rating</translation>
        </message>
        <message>
            <source>Stage</source>
            <translation>Stage</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>Source</translation>
        </message>
        <message>
            <source>Area</source>
            <translation>Area</translation>
        </message>
        <message>
            <source>Time frame</source>
            <translation>Time frame</translation>
        </message>
        <message>
            <source>Property type</source>
            <translation>Property type</translation>
        </message>
        <message>
            <source>Property address</source>
            <translation>Property address</translation>
        </message>
        <message>
            <source>Floor area</source>
            <translation>Floor area</translation>
        </message>
        <message>
            <source>Rooms</source>
            <translation>Rooms</translation>
        </message>
        <message>
            <source>Asking price</source>
            <translation>Asking price</translation>
        </message>
        <message>
            <source>Valuation</source>
            <translation>Valuation</translation>
        </message>
        <message>
            <source>Consent, phone</source>
            <translation>Consent, phone</translation>
        </message>
        <message>
            <source>Consent, e-mail</source>
            <translation>Consent, e-mail</translation>
        </message>
        <message>
            <source>Website</source>
            <translation>Website</translation>
        </message>
        <message>
            <source>Industry</source>
            <translation>Industry</translation>
        </message>
        <message>
            <source>Employees</source>
            <translation>Employees</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Amount</translation>
        </message>
        <message>
            <source>Pipeline</source>
            <translation>Pipeline</translation>
        </message>
        <message>
            <source>Closing date</source>
            <translation>Closing date</translation>
        </message>
        <message>
            <source>Probability</source>
            <translation>Probability</translation>
        </message>
        <message>
            <source>People</source>
            <translation>People</translation>
        </message>
        <message>
            <source>Subject</source>
            <translation>Subject</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>Text</translation>
        </message>
        <message>
            <source>Due</source>
            <translation>Due</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>Start</translation>
        </message>
        <message>
            <source>End</source>
            <translation>End</translation>
        </message>
        <message>
            <source>Duration</source>
            <translation>Duration</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Done</translation>
        </message>
        <message>
            <source>Outcome</source>
            <translation>Outcome</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>Priority</translation>
        </message>
        <message>
            <source>About</source>
            <translation>About</translation>
        </message>
        <message>
            <source>Active</source>
            <translation>Active</translation>
        </message>
        <message>
            <source>Used for</source>
            <translation>Used for</translation>
        </message>
        <message>
            <source>Position</source>
            <translation>Position</translation>
        </message>
        <message>
            <source>Closed</source>
            <translation>Closed</translation>
        </message>
    </context>
    <context>
        <name>FieldHistoryDialog</name>
        <message>
            <source>History of “{field}”</source>
            <translation>History of “{field}”</translation>
        </message>
        <message>
            <source>This field has not changed since the record came here.</source>
            <translation>This field has not changed since the record came here.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Close</translation>
        </message>
    </context>
    <context>
        <name>FieldRow</name>
        <message>
            <source>Take the account’s value over here; nothing is sent to it for that.</source>
            <translation>Take the account’s value over here; nothing is sent to it for that.</translation>
        </message>
        <message>
            <source>You had typed this and not saved it.</source>
            <translation>You had typed this and not saved it.</translation>
        </message>
        <message>
            <source>This field changed while you were typing: it is now “{value}”. Save again to keep what you typed.</source>
            <translation>This field changed while you were typing: it is now “{value}”. Save again to keep what you typed.</translation>
        </message>
    </context>
    <context>
        <name>FieldState</name>
        <message>
            <source>Pending: not sent yet</source>
            <translation>Pending: not sent yet</translation>
        </message>
        <message>
            <source>Not sent: sending is switched off for this account</source>
            <translation>Not sent: sending is switched off for this account</translation>
        </message>
        <message>
            <source>Conflict: needs your decision</source>
            <translation>Conflict: needs your decision</translation>
        </message>
        <message>
            <source>Problem: the account refused it</source>
            <translation>Problem: the account refused it</translation>
        </message>
        <message>
            <source>Only on this computer: the account has no such field</source>
            <translation>Only on this computer: the account has no such field</translation>
        </message>
        <message>
            <source>Problem: could not be sent</source>
            <translation>Problem: could not be sent</translation>
        </message>
    </context>
    <context>
        <name>Filter</name>
        <message>
            <source>is</source>
            <translation>is</translation>
        </message>
        <message>
            <source>is not</source>
            <translation>is not</translation>
        </message>
        <message>
            <source>is one of</source>
            <translation>is one of</translation>
        </message>
        <message>
            <source>contains</source>
            <translation>contains</translation>
        </message>
        <message>
            <source>at least</source>
            <translation>at least</translation>
        </message>
        <message>
            <source>at most</source>
            <translation>at most</translation>
        </message>
        <message>
            <source>is blank</source>
            <translation>is blank</translation>
        </message>
        <message>
            <source>is filled in</source>
            <translation>is filled in</translation>
        </message>
    </context>
    <context>
        <name>FilterBar</name>
        <message>
            <source>Filters</source>
            <translation>Filters</translation>
        </message>
        <message>
            <source>Filter</source>
            <translation>Filter</translation>
        </message>
    </context>
    <context>
        <name>FilterChip</name>
        <message>
            <source>on</source>
            <translation>on</translation>
        </message>
        <message>
            <source>off</source>
            <translation>off</translation>
        </message>
        <message>
            <source>Filter {field}: {value}, {state}</source>
            <translation>Filter {field}: {value}, {state}</translation>
        </message>
        <message>
            <source>{field}: {value}</source>
            <translation>{field}: {value}</translation>
        </message>
        <message>
            <source>Switch off</source>
            <translation>Switch off</translation>
        </message>
        <message>
            <source>Switch on</source>
            <translation>Switch on</translation>
        </message>
        <message>
            <source>Edit…</source>
            <translation>Edit…</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Remove</translation>
        </message>
    </context>
    <context>
        <name>FilterDialog</name>
        <message>
            <source>Filter</source>
            <translation>Filter</translation>
        </message>
        <message>
            <source>Field</source>
            <translation>Field</translation>
        </message>
        <message>
            <source>Condition</source>
            <translation>Condition</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>Value</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Remove</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>Apply</source>
            <translation>Apply</translation>
        </message>
        <message>
            <source>Show only records where</source>
            <translation>Show only records where</translation>
        </message>
    </context>
    <context>
        <name>FirstSync</name>
        <message>
            <source>New here</source>
            <translation>New here</translation>
        </message>
        <message>
            <source>The same</source>
            <translation>The same</translation>
        </message>
        <message>
            <source>Completed</source>
            <translation>Completed</translation>
        </message>
        <message>
            <source>To decide</source>
            <translation>To decide</translation>
        </message>
        <message>
            <source>Ambiguous</source>
            <translation>Ambiguous</translation>
        </message>
        <message>
            <source>Same name</source>
            <translation>Same name</translation>
        </message>
        <message>
            <source>linked; both sides tell the same</source>
            <translation>linked; both sides tell the same</translation>
        </message>
        <message>
            <source>linked; what is blank on one side is filled from the other</source>
            <translation>linked; what is blank on one side is filled from the other</translation>
        </message>
        <message>
            <source>linked; you are asked where the two differ</source>
            <translation>linked; you are asked where the two differ</translation>
        </message>
        <message>
            <source>records of their own, listed under “Possible duplicates”</source>
            <translation>records of their own, listed under “Possible duplicates”</translation>
        </message>
        <message>
            <source>nobody here is like them</source>
            <translation>nobody here is like them</translation>
        </message>
        <message>
            <source>records of their own; you are told whose they may be</source>
            <translation>records of their own; you are told whose they may be</translation>
        </message>
        <message>
            <source>New there</source>
            <translation>New there</translation>
        </message>
        <message>
            <source>made there once sending is on</source>
            <translation>made there once sending is on</translation>
        </message>
        <message>
            <source>First synchronisation</source>
            <translation>First synchronisation</translation>
        </message>
        <message>
            <source>Of {count} records in {account}, {tied} are on this computer already.</source>
            <translation>Of {count} records in {account}, {tied} are on this computer already.</translation>
        </message>
        <message>
            <source>Nothing has been taken in and nothing has been sent yet.</source>
            <translation>Nothing has been taken in and nothing has been sent yet.</translation>
        </message>
        <message>
            <source>Filled here</source>
            <translation>Filled here</translation>
        </message>
        <message>
            <source>Filled in {account}</source>
            <translation>Filled in {account}</translation>
        </message>
    </context>
    <context>
        <name>FollowingBar</name>
        <message>
            <source>Records follow their negotiator: {done} of {total}</source>
            <translation>Records follow their negotiator: {done} of {total}</translation>
        </message>
        <message>
            <source>Records follow their negotiator…</source>
            <translation>Records follow their negotiator…</translation>
        </message>
    </context>
    <context>
        <name>FormDialog</name>
        <message>
            <source>Cancel</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>You had typed this and not saved it.</source>
            <translation>You had typed this and not saved it.</translation>
        </message>
        <message>
            <source>What you typed is not saved. Press Escape once more to discard it.</source>
            <translation>What you typed is not saved. Press Escape once more to discard it.</translation>
        </message>
    </context>
    <context>
        <name>Formats</name>
        <message>
            <source>just now</source>
            <translation>just now</translation>
        </message>
        <message>
            <source>yesterday</source>
            <translation>yesterday</translation>
        </message>
        <message>
            <source>now</source>
            <translation>now</translation>
        </message>
        <message>
            <source>(unknown record)</source>
            <translation>(unknown record)</translation>
        </message>
        <message>
            <source>(not known here yet)</source>
            <translation>(not known here yet)</translation>
        </message>
        <message>
            <source>Yes</source>
            <translation>Yes</translation>
        </message>
        <message>
            <source>No</source>
            <translation>No</translation>
        </message>
        <message>
            <source>{label}: {text}</source>
            <translation>{label}: {text}</translation>
        </message>
    </context>
    <context>
        <name>FrameStatus</name>
        <message>
            <source>Paused: {accounts}. Nothing is exchanged until you go on.</source>
            <translation>Paused: {accounts}. Nothing is exchanged until you go on.</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Go on</translation>
        </message>
        <message>
            <source>Close and repair…</source>
            <translation>Close and repair…</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Open</translation>
        </message>
        <message>
            <source>Look at it</source>
            <translation>Look at it</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>Answer</translation>
        </message>
        <message>
            <source>{account} · {text}</source>
            <translation>{account} · {text}</translation>
        </message>
        <message>
            <source>Reconnect</source>
            <translation>Reconnect</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Try again</translation>
        </message>
    </context>
    <context>
        <name>Group</name>
        <message>
            <source>Contact</source>
            <translation>Contact</translation>
        </message>
        <message>
            <source>Project</source>
            <translation>Project</translation>
        </message>
        <message>
            <source>Property</source>
            <translation>Property</translation>
        </message>
        <message>
            <source>Identity</source>
            <translation>Identity</translation>
        </message>
        <message>
            <source>More</source>
            <translation>More</translation>
        </message>
        <message>
            <source>Deal</source>
            <translation>Deal</translation>
        </message>
        <message>
            <source>Parties</source>
            <translation>Parties</translation>
        </message>
        <message>
            <source>Activity</source>
            <translation>Activity</translation>
        </message>
        <message>
            <source>About</source>
            <translation>About</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>More fields</source>
            <translation>More fields</translation>
        </message>
    </context>
    <context>
        <name>GuideWindow</name>
        <message>
            <source>Open in the browser</source>
            <translation>Open in the browser</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>This leads out of crmdesk, to {address}</source>
            <translation>This leads out of crmdesk, to {address}</translation>
        </message>
    </context>
    <context>
        <name>Help</name>
        <message>
            <source>An offline-first CRM desk: every account on this computer, in step.</source>
            <translation>An offline-first CRM desk: every account on this computer, in step.</translation>
        </message>
        <message>
            <source>usage: </source>
            <translation>usage: </translation>
        </message>
        <message>
            <source>positional arguments</source>
            <translation>positional arguments</translation>
        </message>
        <message>
            <source>options</source>
            <translation>options</translation>
        </message>
        <message>
            <source>commands</source>
            <translation>commands</translation>
        </message>
        <message>
            <source>show this help message and exit</source>
            <translation>show this help message and exit</translation>
        </message>
        <message>
            <source>show program&apos;s version number and exit</source>
            <translation>show program&apos;s version number and exit</translation>
        </message>
        <message>
            <source>an isolated profile: database, logs, settings, key</source>
            <translation>an isolated profile: database, logs, settings, key</translation>
        </message>
        <message>
            <source>an isolated profile in this folder</source>
            <translation>an isolated profile in this folder</translation>
        </message>
        <message>
            <source>try crmdesk with made-up data: nothing leaves this computer</source>
            <translation>try crmdesk with made-up data: nothing leaves this computer</translation>
        </message>
        <message>
            <source>serve the vendors&apos; APIs on this computer, with made-up data</source>
            <translation>serve the vendors&apos; APIs on this computer, with made-up data</translation>
        </message>
        <message>
            <source>sign in to an account</source>
            <translation>sign in to an account</translation>
        </message>
        <message>
            <source>switch sending of an account on or off</source>
            <translation>switch sending of an account on or off</translation>
        </message>
        <message>
            <source>sign an account out and forget it</source>
            <translation>sign an account out and forget it</translation>
        </message>
        <message>
            <source>run once, then exit</source>
            <translation>run once, then exit</translation>
        </message>
        <message>
            <source>exchange nothing with an account until it is resumed</source>
            <translation>exchange nothing with an account until it is resumed</translation>
        </message>
        <message>
            <source>go on with a paused account</source>
            <translation>go on with a paused account</translation>
        </message>
        <message>
            <source>ask the accounts who has an e-mail address or a phone number</source>
            <translation>ask the accounts who has an e-mail address or a phone number</translation>
        </message>
        <message>
            <source>address</source>
            <translation>address</translation>
        </message>
        <message>
            <source>an e-mail address or a phone number</source>
            <translation>an e-mail address or a phone number</translation>
        </message>
        <message>
            <source>list records</source>
            <translation>list records</translation>
        </message>
        <message>
            <source>change fields of a record</source>
            <translation>change fields of a record</translation>
        </message>
        <message>
            <source>make a record</source>
            <translation>make a record</translation>
        </message>
        <message>
            <source>move a record to the trash; its counterparts are deleted with the next run</source>
            <translation>move a record to the trash; its counterparts are deleted with the next run</translation>
        </message>
        <message>
            <source>bring a record back from the trash</source>
            <translation>bring a record back from the trash</translation>
        </message>
        <message>
            <source>list open conflicts</source>
            <translation>list open conflicts</translation>
        </message>
        <message>
            <source>decide a conflict, or every conflict of a record</source>
            <translation>decide a conflict, or every conflict of a record</translation>
        </message>
        <message>
            <source>of a record that was deleted in the account: computer makes it anew there, account agrees to the deletion, unlinked keeps it on this computer only</source>
            <translation>of a record that was deleted in the account: computer makes it anew there, account agrees to the deletion, unlinked keeps it on this computer only</translation>
        </message>
        <message>
            <source>list uncommon changes that wait for a decision</source>
            <translation>list uncommon changes that wait for a decision</translation>
        </message>
        <message>
            <source>look at uncommon changes, and decide what is to be done with them</source>
            <translation>look at uncommon changes, and decide what is to be done with them</translation>
        </message>
        <message>
            <source>list records of different accounts that may be the same</source>
            <translation>list records of different accounts that may be the same</translation>
        </message>
        <message>
            <source>show accounts, last runs, what is pending, conflicts, problems and reviews</source>
            <translation>show accounts, last runs, what is pending, conflicts, problems and reviews</translation>
        </message>
        <message>
            <source>what a deletion at an account means here</source>
            <translation>what a deletion at an account means here</translation>
        </message>
        <message>
            <source>It is about records that nobody changed here and no other account has. You are always asked about those that were changed here, and uncommonly many deletions wait for a review first.</source>
            <translation>It is about records that nobody changed here and no other account has. You are always asked about those that were changed here, and uncommonly many deletions wait for a review first.</translation>
        </message>
        <message>
            <source>trash: the record goes to the trash here too; keep: it stays here, and is not made anew there; ask: you are asked (default: only show what counts)</source>
            <translation>trash: the record goes to the trash here too; keep: it stays here, and is not made anew there; ask: you are asked (default: only show what counts)</translation>
        </message>
        <message>
            <source>how often an account is synchronised while crmdesk is open</source>
            <translation>how often an account is synchronised while crmdesk is open</translation>
        </message>
        <message>
            <source>minutes, from 1 to 1440 (default: only show what counts)</source>
            <translation>minutes, from 1 to 1440 (default: only show what counts)</translation>
        </message>
        <message>
            <source>what answers conflicts before you are asked</source>
            <translation>what answers conflicts before you are asked</translation>
        </message>
        <message>
            <source>what was asked of the accounts in the last 30 days, in numbers</source>
            <translation>what was asked of the accounts in the last 30 days, in numbers</translation>
        </message>
        <message>
            <source>one account (default: all)</source>
            <translation>one account (default: all)</translation>
        </message>
        <message>
            <source>list the policies</source>
            <translation>list the policies</translation>
        </message>
        <message>
            <source>answer the conflicts of a scope; a policy with the same scope is replaced</source>
            <translation>answer the conflicts of a scope; a policy with the same scope is replaced</translation>
        </message>
        <message>
            <source>show what a policy would decide, without setting it</source>
            <translation>show what a policy would decide, without setting it</translation>
        </message>
        <message>
            <source>remove the policy with exactly this scope; what it has decided stays</source>
            <translation>remove the policy with exactly this scope; what it has decided stays</translation>
        </message>
        <message>
            <source>list what policies decided in the last 90 days; “undo --change” takes one back</source>
            <translation>list what policies decided in the last 90 days; “undo --change” takes one back</translation>
        </message>
        <message>
            <source>ask: a person; newest: written last, where both moments are known; computer, account: that side; prefer: one account; filled: never blank a value; longest, union, merge: of texts; max, min: of numbers, amounts and dates</source>
            <translation>ask: a person; newest: written last, where both moments are known; computer, account: that side; prefer: one account; filled: never blank a value; longest, union, merge: of texts; max, min: of numbers, amounts and dates</translation>
        </message>
        <message>
            <source>the account that “prefer” means</source>
            <translation>the account that “prefer” means</translation>
        </message>
        <message>
            <source>also answer what is otherwise always asked: existence (deleted on one side, changed on the other), amount (more than 10000), owner</source>
            <translation>also answer what is otherwise always asked: existence (deleted on one side, changed on the other), amount (more than 10000), owner</translation>
        </message>
        <message>
            <source>count until this day begins (UTC), as 2026-12-31</source>
            <translation>count until this day begins (UTC), as 2026-12-31</translation>
        </message>
        <message>
            <source>keep it, switched off</source>
            <translation>keep it, switched off</translation>
        </message>
        <message>
            <source>this record only</source>
            <translation>this record only</translation>
        </message>
        <message>
            <source>only conflicts in which no other account has a part</source>
            <translation>only conflicts in which no other account has a part</translation>
        </message>
        <message>
            <source>list the newest 100 notices: good to know, nothing to decide</source>
            <translation>list the newest 100 notices: good to know, nothing to decide</translation>
        </message>
        <message>
            <source>take over here what an account stored instead of what it was sent</source>
            <translation>take over here what an account stored instead of what it was sent</translation>
        </message>
        <message>
            <source>the record, as “notices” lists it</source>
            <translation>the record, as “notices” lists it</translation>
        </message>
        <message>
            <source>what this account stored</source>
            <translation>what this account stored</translation>
        </message>
        <message>
            <source>list the last 100 synchronisations</source>
            <translation>list the last 100 synchronisations</translation>
        </message>
        <message>
            <source>take back what a synchronisation did here, or one change</source>
            <translation>take back what a synchronisation did here, or one change</translation>
        </message>
        <message>
            <source>the synchronisation, as “runs” lists it</source>
            <translation>the synchronisation, as “runs” lists it</translation>
        </message>
        <message>
            <source>a change, as commands name it with --json</source>
            <translation>a change, as commands name it with --json</translation>
        </message>
        <message>
            <source>with --run: only show what would be taken back</source>
            <translation>with --run: only show what would be taken back</translation>
        </message>
        <message>
            <source>unite two records that are the same</source>
            <translation>unite two records that are the same</translation>
        </message>
        <message>
            <source>separate a record that is two: give an account&apos;s rows a record of their own</source>
            <translation>separate a record that is two: give an account&apos;s rows a record of their own</translation>
        </message>
        <message>
            <source>keep two records apart: do not list them as duplicates any more</source>
            <translation>keep two records apart: do not list them as duplicates any more</translation>
        </message>
        <message>
            <source>show where an account keeps each field, and choose otherwise</source>
            <translation>show where an account keeps each field, and choose otherwise</translation>
        </message>
        <message>
            <source>this kind only</source>
            <translation>this kind only</translation>
        </message>
        <message>
            <source>write the choices to a JSON file</source>
            <translation>write the choices to a JSON file</translation>
        </message>
        <message>
            <source>FILE.json</source>
            <translation>FILE.json</translation>
        </message>
        <message>
            <source>take the choices of a file instead; every mistake is told with its place</source>
            <translation>take the choices of a file instead; every mistake is told with its place</translation>
        </message>
        <message>
            <source>list every version of the choices</source>
            <translation>list every version of the choices</translation>
        </message>
        <message>
            <source>take an earlier version again; 0: as crmdesk does it by itself</source>
            <translation>take an earlier version again; 0: as crmdesk does it by itself</translation>
        </message>
        <message>
            <source>the number of the version</source>
            <translation>the number of the version</translation>
        </message>
        <message>
            <source>choose for one field</source>
            <translation>choose for one field</translation>
        </message>
        <message>
            <source>make a custom field for a property, and map it</source>
            <translation>make a custom field for a property, and map it</translation>
        </message>
        <message>
            <source>the account&apos;s table, as “mapping NAME” lists it</source>
            <translation>the account&apos;s table, as “mapping NAME” lists it</translation>
        </message>
        <message>
            <source>the field&apos;s name</source>
            <translation>the field&apos;s name</translation>
        </message>
        <message>
            <source>keep it in this property of the account</source>
            <translation>keep it in this property of the account</translation>
        </message>
        <message>
            <source>which way values travel</source>
            <translation>which way values travel</translation>
        </message>
        <message>
            <source>the account&apos;s word for one of ours (repeatable; all pairs are given anew)</source>
            <translation>the account&apos;s word for one of ours (repeatable; all pairs are given anew)</translation>
        </message>
        <message>
            <source>a blank on one side leaves the other side alone</source>
            <translation>a blank on one side leaves the other side alone</translation>
        </message>
        <message>
            <source>the account&apos;s property</source>
            <translation>the account&apos;s property</translation>
        </message>
        <message>
            <source>what it is called here (default: as there)</source>
            <translation>what it is called here (default: as there)</translation>
        </message>
        <message>
            <source>the record that stays</source>
            <translation>the record that stays</translation>
        </message>
        <message>
            <source>the record that becomes part of it</source>
            <translation>the record that becomes part of it</translation>
        </message>
        <message>
            <source>the record&apos;s id</source>
            <translation>the record&apos;s id</translation>
        </message>
        <message>
            <source>one record</source>
            <translation>one record</translation>
        </message>
        <message>
            <source>the other one</source>
            <translation>the other one</translation>
        </message>
        <message>
            <source>make or change records from a CSV or XLSX file</source>
            <translation>make or change records from a CSV or XLSX file</translation>
        </message>
        <message>
            <source>write all records of a kind to a CSV or XLSX file</source>
            <translation>write all records of a kind to a CSV or XLSX file</translation>
        </message>
        <message>
            <source>check the data of the profile against its own rules</source>
            <translation>check the data of the profile against its own rules</translation>
        </message>
        <message>
            <source>check that this program works on this computer</source>
            <translation>check that this program works on this computer</translation>
        </message>
        <message>
            <source>put the newest backup in the place of a damaged or missing database, which is kept beside it</source>
            <translation>put the newest backup in the place of a damaged or missing database, which is kept beside it</translation>
        </message>
        <message>
            <source>run the whole job without a window and report it</source>
            <translation>run the whole job without a window and report it</translation>
        </message>
        <message>
            <source>contacts to make up (default: 600)</source>
            <translation>contacts to make up (default: 600)</translation>
        </message>
        <message>
            <source>with --headless: leave pictures of the main screens in this folder</source>
            <translation>with --headless: leave pictures of the main screens in this folder</translation>
        </message>
        <message>
            <source>with --headless: end with one JSON document</source>
            <translation>with --headless: end with one JSON document</translation>
        </message>
        <message>
            <source>of the window</source>
            <translation>of the window</translation>
        </message>
        <message>
            <source>of the control endpoint; the vendors follow (default: any free ones)</source>
            <translation>of the control endpoint; the vendors follow (default: any free ones)</translation>
        </message>
        <message>
            <source>serve only these (default: all of them)</source>
            <translation>serve only these (default: all of them)</translation>
        </message>
        <message>
            <source>the same seed gives the same data</source>
            <translation>the same seed gives the same data</translation>
        </message>
        <message>
            <source>accept only this redirect address (repeatable)</source>
            <translation>accept only this redirect address (repeatable)</translation>
        </message>
        <message>
            <source>one line of JSON, then serve</source>
            <translation>one line of JSON, then serve</translation>
        </message>
        <message>
            <source>stop as soon as standard input is closed</source>
            <translation>stop as soon as standard input is closed</translation>
        </message>
        <message>
            <source>the vendor</source>
            <translation>the vendor</translation>
        </message>
        <message>
            <source>what the account is called here (default: the vendor)</source>
            <translation>what the account is called here (default: the vendor)</translation>
        </message>
        <message>
            <source>the agency&apos;s application; its secret comes from CRMDESK_CLIENT_SECRET or a prompt (default, with the --name of an account that there is: the same as before)</source>
            <translation>the agency&apos;s application; its secret comes from CRMDESK_CLIENT_SECRET or a prompt (default, with the --name of an account that there is: the same as before)</translation>
        </message>
        <message>
            <source>google_sheets: address or id of the spreadsheet (default: a new one)</source>
            <translation>google_sheets: address or id of the spreadsheet (default: a new one)</translation>
        </message>
        <message>
            <source>where the account lives: a data centre of Zoho&apos;s (zoho.eu, zoho.com, zoho.in ...); at Salesforce test.salesforce.com or your My Domain (default: zoho.eu, login.salesforce.com)</source>
            <translation>where the account lives: a data centre of Zoho&apos;s (zoho.eu, zoho.com, zoho.in ...); at Salesforce test.salesforce.com or your My Domain (default: zoho.eu, login.salesforce.com)</translation>
        </message>
        <message>
            <source>one address in place of all of the vendor&apos;s hosts</source>
            <translation>one address in place of all of the vendor&apos;s hosts</translation>
        </message>
        <message>
            <source>one more certificate authority to trust (PEM)</source>
            <translation>one more certificate authority to trust (PEM)</translation>
        </message>
        <message>
            <source>read all of this from a crmdesk sandbox; implies --send</source>
            <translation>read all of this from a crmdesk sandbox; implies --send</translation>
        </message>
        <message>
            <source>sign in with a personal token (CRMDESK_TOKEN or a prompt)</source>
            <translation>sign in with a personal token (CRMDESK_TOKEN or a prompt)</translation>
        </message>
        <message>
            <source>switch sending on at once</source>
            <translation>switch sending on at once</translation>
        </message>
        <message>
            <source>where people of the account are here already, take nothing in before you have answered: sync then shows what would be linked, and the command that answers (default: accept)</source>
            <translation>where people of the account are here already, take nothing in before you have answered: sync then shows what would be linked, and the command that answers (default: accept)</translation>
        </message>
        <message>
            <source>hubspot, pipedrive: the life-cycle stages, or the labels of persons, that count as leads; whoever has none does (default: as crmdesk counts, or as was chosen before)</source>
            <translation>hubspot, pipedrive: the life-cycle stages, or the labels of persons, that count as leads; whoever has none does (default: as crmdesk counts, or as was chosen before)</translation>
        </message>
        <message>
            <source>create crmdesk&apos;s fields there (the administrator&apos;s consent)</source>
            <translation>create crmdesk&apos;s fields there (the administrator&apos;s consent)</translation>
        </message>
        <message>
            <source>print the address instead of opening it</source>
            <translation>print the address instead of opening it</translation>
        </message>
        <message>
            <source>one JSON document a line: first the address, last the account</source>
            <translation>one JSON document a line: first the address, last the account</translation>
        </message>
        <message>
            <source>keep its records on this computer</source>
            <translation>keep its records on this computer</translation>
        </message>
        <message>
            <source>even where changes were never sent or conflicts never decided</source>
            <translation>even where changes were never sent or conflicts never decided</translation>
        </message>
        <message>
            <source>Exit status 0: every account was brought in step. 1: a run failed, or an account is left with a problem (something that could not be read, a record that was refused); each is printed.</source>
            <translation>Exit status 0: every account was brought in step. 1: a run failed, or an account is left with a problem (something that could not be read, a record that was refused); each is printed.</translation>
        </message>
        <message>
            <source>this account only (default: all)</source>
            <translation>this account only (default: all)</translation>
        </message>
        <message>
            <source>one JSON document</source>
            <translation>one JSON document</translation>
        </message>
        <message>
            <source>the account</source>
            <translation>the account</translation>
        </message>
        <message>
            <source>words, part of an e-mail or of a phone number</source>
            <translation>words, part of an e-mail or of a phone number</translation>
        </message>
        <message>
            <source>only records with this value</source>
            <translation>only records with this value</translation>
        </message>
        <message>
            <source>records at most (default: 50)</source>
            <translation>records at most (default: 50)</translation>
        </message>
        <message>
            <source>empty: clear it</source>
            <translation>empty: clear it</translation>
        </message>
        <message>
            <source>a conflict&apos;s id, or a record&apos;s</source>
            <translation>a conflict&apos;s id, or a record&apos;s</translation>
        </message>
        <message>
            <source>this field only</source>
            <translation>this field only</translation>
        </message>
        <message>
            <source>only what this account contests; with account: its value, where several hold another one</source>
            <translation>only what this account contests; with account: its value, where several hold another one</translation>
        </message>
        <message>
            <source>decide only what is still as “conflicts --json” gave it (shown)</source>
            <translation>decide only what is still as “conflicts --json” gave it (shown)</translation>
        </message>
        <message>
            <source>the review&apos;s id</source>
            <translation>the review&apos;s id</translation>
        </message>
        <message>
            <source>apply: it is right; revert: the account gets again what is here, deletions made here are taken back; unlink: both sides stay as they are, apart; stop: pause the account; without: only look. Of a first sync: apply: link who is here already; unlink: take all in as new</source>
            <translation>apply: it is right; revert: the account gets again what is here, deletions made here are taken back; unlink: both sides stay as they are, apart; stop: pause the account; without: only look. Of a first sync: apply: link who is here already; unlink: take all in as new</translation>
        </message>
        <message>
            <source>decide only what is still as “reviews --json” gave it (shown)</source>
            <translation>decide only what is still as “reviews --json” gave it (shown)</translation>
        </message>
        <message>
            <source>write the counts into this file as well</source>
            <translation>write the counts into this file as well</translation>
        </message>
        <message>
            <source>header: field names, or their words in French or English; an id changes that record</source>
            <translation>header: field names, or their words in French or English; an id changes that record</translation>
        </message>
        <message>
            <source>check every row and count, but change nothing</source>
            <translation>check every row and count, but change nothing</translation>
        </message>
        <message>
            <source>FILE.csv or FILE.xlsx</source>
            <translation>FILE.csv or FILE.xlsx</translation>
        </message>
        <message>
            <source>begin with an empty database instead</source>
            <translation>begin with an empty database instead</translation>
        </message>
        <message>
            <source>COMMAND</source>
            <translation>COMMAND</translation>
        </message>
        <message>
            <source>DIR</source>
            <translation>DIR</translation>
        </message>
        <message>
            <source>NAME</source>
            <translation>NAME</translation>
        </message>
        <message>
            <source>NAME,NAME</source>
            <translation>NAME,NAME</translation>
        </message>
        <message>
            <source>CONTROL_URL</source>
            <translation>CONTROL_URL</translation>
        </message>
        <message>
            <source>TEXT</source>
            <translation>TEXT</translation>
        </message>
        <message>
            <source>FIELD=VALUE</source>
            <translation>FIELD=VALUE</translation>
        </message>
        <message>
            <source>THEIRS=OURS</source>
            <translation>THEIRS=OURS</translation>
        </message>
        <message>
            <source>N</source>
            <translation>N</translation>
        </message>
        <message>
            <source>URL</source>
            <translation>URL</translation>
        </message>
        <message>
            <source>FILE</source>
            <translation>FILE</translation>
        </message>
        <message>
            <source>HOST</source>
            <translation>HOST</translation>
        </message>
        <message>
            <source>ID</source>
            <translation>ID</translation>
        </message>
        <message>
            <source>DAY</source>
            <translation>DAY</translation>
        </message>
        <message>
            <source>field</source>
            <translation>field</translation>
        </message>
        <message>
            <source>file</source>
            <translation>file</translation>
        </message>
        <message>
            <source>id</source>
            <translation>id</translation>
        </message>
        <message>
            <source>name</source>
            <translation>name</translation>
        </message>
        <message>
            <source>object</source>
            <translation>object</translation>
        </message>
        <message>
            <source>property</source>
            <translation>property</translation>
        </message>
        <message>
            <source>%(prog)s: error: %(message)s</source>
            <translation>%(prog)s: error: %(message)s</translation>
        </message>
        <message>
            <source>argument %(argument_name)s: %(message)s</source>
            <translation>argument %(argument_name)s: %(message)s</translation>
        </message>
        <message>
            <source>unrecognized arguments: %s</source>
            <translation>unrecognized arguments: %s</translation>
        </message>
        <message>
            <source>not allowed with argument %s</source>
            <translation>not allowed with argument %s</translation>
        </message>
        <message>
            <source>ignored explicit argument %r</source>
            <translation>ignored explicit argument %r</translation>
        </message>
        <message>
            <source>the following arguments are required: %s</source>
            <translation>the following arguments are required: %s</translation>
        </message>
        <message>
            <source>one of the arguments %s is required</source>
            <translation>one of the arguments %s is required</translation>
        </message>
        <message>
            <source>expected one argument</source>
            <translation>expected one argument</translation>
        </message>
        <message>
            <source>expected at most one argument</source>
            <translation>expected at most one argument</translation>
        </message>
        <message>
            <source>expected at least one argument</source>
            <translation>expected at least one argument</translation>
        </message>
        <message>
            <source>expected %s argument</source>
            <translation>expected %s argument</translation>
        </message>
        <message>
            <source>expected %s arguments</source>
            <translation>expected %s arguments</translation>
        </message>
        <message>
            <source>ambiguous option: %(option)s could match %(matches)s</source>
            <translation>ambiguous option: %(option)s could match %(matches)s</translation>
        </message>
        <message>
            <source>unknown parser %(parser_name)r (choices: %(choices)s)</source>
            <translation>unknown parser %(parser_name)r (choices: %(choices)s)</translation>
        </message>
        <message>
            <source>invalid %(type)s value: %(value)r</source>
            <translation>invalid %(type)s value: %(value)r</translation>
        </message>
        <message>
            <source>invalid choice: %(value)r (choose from %(choices)s)</source>
            <translation>invalid choice: %(value)r (choose from %(choices)s)</translation>
        </message>
    </context>
    <context>
        <name>History</name>
        <message>
            <source>{change}. The decision of {at} was taken back: the question is open again.</source>
            <translation>{change}. The decision of {at} was taken back: the question is open again.</translation>
        </message>
        <message>
            <source>Deleted in the account, stays on this computer</source>
            <translation>Deleted in the account, stays on this computer</translation>
        </message>
        <message>
            <source>Stays on this computer</source>
            <translation>Stays on this computer</translation>
        </message>
        <message>
            <source>Stays in the trash</source>
            <translation>Stays in the trash</translation>
        </message>
        <message>
            <source>{field}: {unknown} chosen; {value} until then</source>
            <translation>{field}: {unknown} chosen; {value} until then</translation>
        </message>
        <message>
            <source>{field}: {value} chosen instead of {others}</source>
            <translation>{field}: {value} chosen instead of {others}</translation>
        </message>
        <message>
            <source>{field}: stays {value}</source>
            <translation>{field}: stays {value}</translation>
        </message>
        <message>
            <source>{field}: {old} → {new}</source>
            <translation>{field}: {old} → {new}</translation>
        </message>
        <message>
            <source>on this computer</source>
            <translation>on this computer</translation>
        </message>
        <message>
            <source>merged without a question</source>
            <translation>merged without a question</translation>
        </message>
        <message>
            <source>decision of a conflict</source>
            <translation>decision of a conflict</translation>
        </message>
        <message>
            <source>decided by a policy</source>
            <translation>decided by a policy</translation>
        </message>
        <message>
            <source>refused in a review</source>
            <translation>refused in a review</translation>
        </message>
        <message>
            <source>undone on this computer</source>
            <translation>undone on this computer</translation>
        </message>
        <message>
            <source>done again on this computer</source>
            <translation>done again on this computer</translation>
        </message>
        <message>
            <source>first import</source>
            <translation>first import</translation>
        </message>
        <message>
            <source>account</source>
            <translation>account</translation>
        </message>
        <message>
            <source>Imported</source>
            <translation>Imported</translation>
        </message>
        <message>
            <source>Created</source>
            <translation>Created</translation>
        </message>
        <message>
            <source>Put into the trash</source>
            <translation>Put into the trash</translation>
        </message>
        <message>
            <source>Restored</source>
            <translation>Restored</translation>
        </message>
        <message>
            <source>Became a contact</source>
            <translation>Became a contact</translation>
        </message>
        <message>
            <source>Became one with another record</source>
            <translation>Became one with another record</translation>
        </message>
        <message>
            <source>Separated from another record</source>
            <translation>Separated from another record</translation>
        </message>
    </context>
    <context>
        <name>HistoryEntry</name>
        <message>
            <source>Only changes of “{field}”</source>
            <translation>Only changes of “{field}”</translation>
        </message>
        <message>
            <source>Go back to “{value}”…</source>
            <translation>Go back to “{value}”…</translation>
        </message>
    </context>
    <context>
        <name>HistoryTab</name>
        <message>
            <source>No change yet.</source>
            <translation>No change yet.</translation>
        </message>
        <message>
            <source>Show older changes</source>
            <translation>Show older changes</translation>
        </message>
        <message>
            <source>{name}: {field}</source>
            <translation>{name}: {field}</translation>
        </message>
        <message>
            <source>{field}: back to “{value}”.</source>
            <translation>{field}: back to “{value}”.</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Undo</translation>
        </message>
        <message>
            <source>All fields</source>
            <translation>All fields</translation>
        </message>
    </context>
    <context>
        <name>Host</name>
        <message>
            <source>The data centre that your application was made in: the address of its API console ends in it, as in api-console.zoho.eu.</source>
            <translation>The data centre that your application was made in: the address of its API console ends in it, as in api-console.zoho.eu.</translation>
        </message>
        <message>
            <source>test.salesforce.com is for test organisations. Where neither signs in, type your organisation’s My Domain, which ends in .my.salesforce.com: it stands in Setup, under My Domain.</source>
            <translation>test.salesforce.com is for test organisations. Where neither signs in, type your organisation’s My Domain, which ends in .my.salesforce.com: it stands in Setup, under My Domain.</translation>
        </message>
        <message>
            <source>Australia</source>
            <translation>Australia</translation>
        </message>
        <message>
            <source>Canada</source>
            <translation>Canada</translation>
        </message>
        <message>
            <source>China</source>
            <translation>China</translation>
        </message>
        <message>
            <source>United Arab Emirates</source>
            <translation>United Arab Emirates</translation>
        </message>
        <message>
            <source>Europe</source>
            <translation>Europe</translation>
        </message>
        <message>
            <source>India</source>
            <translation>India</translation>
        </message>
        <message>
            <source>Japan</source>
            <translation>Japan</translation>
        </message>
        <message>
            <source>Saudi Arabia</source>
            <translation>Saudi Arabia</translation>
        </message>
        <message>
            <source>United Kingdom</source>
            <translation>United Kingdom</translation>
        </message>
        <message>
            <source>United States</source>
            <translation>United States</translation>
        </message>
    </context>
    <context>
        <name>HowStep</name>
        <message>
            <source>Address of the spreadsheet; empty: a new one</source>
            <translation>Address of the spreadsheet; empty: a new one</translation>
        </message>
        <message>
            <source>Sign in through the browser, with your agency’s application</source>
            <translation>Sign in through the browser, with your agency’s application</translation>
        </message>
        <message>
            <source>With a personal access token</source>
            <translation>With a personal access token</translation>
        </message>
        <message>
            <source>Sign in through the browser, with the same application as before</source>
            <translation>Sign in through the browser, with the same application as before</translation>
        </message>
        <message>
            <source>Name in crmdesk</source>
            <translation>Name in crmdesk</translation>
        </message>
        <message>
            <source>Spreadsheet</source>
            <translation>Spreadsheet</translation>
        </message>
        <message>
            <source>Where the account lives</source>
            <translation>Where the account lives</translation>
        </message>
        <message>
            <source>Demonstration: a made-up {vendor} account on this computer, at {host}. Everything it asks for is filled in.</source>
            <translation>Demonstration: a made-up {vendor} account on this computer, at {host}. Everything it asks for is filled in.</translation>
        </message>
        <message>
            <source>Only where the application requires it</source>
            <translation>Only where the application requires it</translation>
        </message>
        <message>
            <source>Access token</source>
            <translation>Access token</translation>
        </message>
        <message>
            <source>Guide to {vendor} and crmdesk</source>
            <translation>Guide to {vendor} and crmdesk</translation>
        </message>
        <message>
            <source>With another application of your agency</source>
            <translation>With another application of your agency</translation>
        </message>
        <message>
            <source>Client ID</source>
            <translation>Client ID</translation>
        </message>
        <message>
            <source>Client secret</source>
            <translation>Client secret</translation>
        </message>
        <message>
            <source>Your application at {vendor} has to know this redirect address:</source>
            <translation>Your application at {vendor} has to know this redirect address:</translation>
        </message>
        <message>
            <source>Your application at {vendor} has to know these redirect addresses:</source>
            <translation>Your application at {vendor} has to know these redirect addresses:</translation>
        </message>
        <message>
            <source>Copy the address</source>
            <translation>Copy the address</translation>
        </message>
    </context>
    <context>
        <name>Industry</name>
        <message>
            <source>Accounting</source>
            <translation>Accounting</translation>
        </message>
        <message>
            <source>Agriculture</source>
            <translation>Agriculture</translation>
        </message>
        <message>
            <source>Architecture and planning</source>
            <translation>Architecture and planning</translation>
        </message>
        <message>
            <source>Automotive</source>
            <translation>Automotive</translation>
        </message>
        <message>
            <source>Banking</source>
            <translation>Banking</translation>
        </message>
        <message>
            <source>Building materials</source>
            <translation>Building materials</translation>
        </message>
        <message>
            <source>Civil engineering</source>
            <translation>Civil engineering</translation>
        </message>
        <message>
            <source>Commercial real estate</source>
            <translation>Commercial real estate</translation>
        </message>
        <message>
            <source>Software</source>
            <translation>Software</translation>
        </message>
        <message>
            <source>Construction</source>
            <translation>Construction</translation>
        </message>
        <message>
            <source>Consumer services</source>
            <translation>Consumer services</translation>
        </message>
        <message>
            <source>Design</source>
            <translation>Design</translation>
        </message>
        <message>
            <source>Education</source>
            <translation>Education</translation>
        </message>
        <message>
            <source>Facilities services</source>
            <translation>Facilities services</translation>
        </message>
        <message>
            <source>Financial services</source>
            <translation>Financial services</translation>
        </message>
        <message>
            <source>Government</source>
            <translation>Government</translation>
        </message>
        <message>
            <source>Health care</source>
            <translation>Health care</translation>
        </message>
        <message>
            <source>Hospitality</source>
            <translation>Hospitality</translation>
        </message>
        <message>
            <source>Information technology</source>
            <translation>Information technology</translation>
        </message>
        <message>
            <source>Insurance</source>
            <translation>Insurance</translation>
        </message>
        <message>
            <source>Investment management</source>
            <translation>Investment management</translation>
        </message>
        <message>
            <source>Law practice</source>
            <translation>Law practice</translation>
        </message>
        <message>
            <source>Legal services</source>
            <translation>Legal services</translation>
        </message>
        <message>
            <source>Consulting</source>
            <translation>Consulting</translation>
        </message>
        <message>
            <source>Marketing and advertising</source>
            <translation>Marketing and advertising</translation>
        </message>
        <message>
            <source>Non-profit organisation</source>
            <translation>Non-profit organisation</translation>
        </message>
        <message>
            <source>Real estate</source>
            <translation>Real estate</translation>
        </message>
        <message>
            <source>Restaurants</source>
            <translation>Restaurants</translation>
        </message>
        <message>
            <source>Retail</source>
            <translation>Retail</translation>
        </message>
        <message>
            <source>Telecommunications</source>
            <translation>Telecommunications</translation>
        </message>
        <message>
            <source>Transport</source>
            <translation>Transport</translation>
        </message>
        <message>
            <source>Wholesale</source>
            <translation>Wholesale</translation>
        </message>
    </context>
    <context>
        <name>ItemLabel</name>
        <message>
            <source>phone</source>
            <translation>phone</translation>
        </message>
        <message>
            <source>mobile</source>
            <translation>mobile</translation>
        </message>
        <message>
            <source>home</source>
            <translation>home</translation>
        </message>
        <message>
            <source>work</source>
            <translation>work</translation>
        </message>
        <message>
            <source>other</source>
            <translation>other</translation>
        </message>
    </context>
    <context>
        <name>ItemsEditor</name>
        <message>
            <source>Save</source>
            <translation>Save</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>Add a number</source>
            <translation>Add a number</translation>
        </message>
        <message>
            <source>Add an address</source>
            <translation>Add an address</translation>
        </message>
        <message>
            <source>Main one</source>
            <translation>Main one</translation>
        </message>
        <message>
            <source>Label</source>
            <translation>Label</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Remove</translation>
        </message>
    </context>
    <context>
        <name>Kind</name>
        <message>
            <source>Lead</source>
            <translation>Lead</translation>
        </message>
        <message>
            <source>Leads</source>
            <translation>Leads</translation>
        </message>
        <message>
            <source>New lead</source>
            <translation>New lead</translation>
        </message>
        <message>
            <source>Contact</source>
            <translation>Contact</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>Contacts</translation>
        </message>
        <message>
            <source>New contact</source>
            <translation>New contact</translation>
        </message>
        <message>
            <source>Company</source>
            <translation>Company</translation>
        </message>
        <message>
            <source>Companies</source>
            <translation>Companies</translation>
        </message>
        <message>
            <source>New company</source>
            <translation>New company</translation>
        </message>
        <message>
            <source>Deal</source>
            <translation>Deal</translation>
        </message>
        <message>
            <source>Deals</source>
            <translation>Deals</translation>
        </message>
        <message>
            <source>New deal</source>
            <translation>New deal</translation>
        </message>
        <message>
            <source>Activity</source>
            <translation>Activity</translation>
        </message>
        <message>
            <source>Activities</source>
            <translation>Activities</translation>
        </message>
        <message>
            <source>New activity</source>
            <translation>New activity</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>Notes</source>
            <translation>Notes</translation>
        </message>
        <message>
            <source>New note</source>
            <translation>New note</translation>
        </message>
        <message>
            <source>Negotiator</source>
            <translation>Negotiator</translation>
        </message>
        <message>
            <source>Negotiators</source>
            <translation>Negotiators</translation>
        </message>
        <message>
            <source>New negotiator</source>
            <translation>New negotiator</translation>
        </message>
        <message>
            <source>Pipeline</source>
            <translation>Pipeline</translation>
        </message>
        <message>
            <source>Pipelines</source>
            <translation>Pipelines</translation>
        </message>
        <message>
            <source>New pipeline</source>
            <translation>New pipeline</translation>
        </message>
        <message>
            <source>Stage</source>
            <translation>Stage</translation>
        </message>
        <message>
            <source>Stages</source>
            <translation>Stages</translation>
        </message>
        <message>
            <source>New stage</source>
            <translation>New stage</translation>
        </message>
    </context>
    <context>
        <name>LanguageChoice</name>
        <message>
            <source>As the system</source>
            <translation>As the system</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Language</translation>
        </message>
    </context>
    <context>
        <name>Link</name>
        <message>
            <source>Not there yet</source>
            <translation>Not there yet</translation>
        </message>
        <message>
            <source>Linked</source>
            <translation>Linked</translation>
        </message>
        <message>
            <source>Deleted there</source>
            <translation>Deleted there</translation>
        </message>
        <message>
            <source>Deleted there, kept here</source>
            <translation>Deleted there, kept here</translation>
        </message>
        <message>
            <source>No access</source>
            <translation>No access</translation>
        </message>
        <message>
            <source>On its own there</source>
            <translation>On its own there</translation>
        </message>
        <message>
            <source>No longer linked</source>
            <translation>No longer linked</translation>
        </message>
    </context>
    <context>
        <name>ListPage</name>
        <message>
            <source>Back to the list</source>
            <translation>Back to the list</translation>
        </message>
        <message>
            <source>Columns</source>
            <translation>Columns</translation>
        </message>
        <message>
            <source>More</source>
            <translation>More</translation>
        </message>
        <message>
            <source>Connect an account</source>
            <translation>Connect an account</translation>
        </message>
        <message>
            <source>See the accounts’ state</source>
            <translation>See the accounts’ state</translation>
        </message>
        <message>
            <source>Nothing here yet. What an account holds comes in with its synchronisation.</source>
            <translation>Nothing here yet. What an account holds comes in with its synchronisation.</translation>
        </message>
        <message>
            <source>Nothing here yet. Connect a CRM to bring its records in.</source>
            <translation>Nothing here yet. Connect a CRM to bring its records in.</translation>
        </message>
        <message>
            <source>Show everything</source>
            <translation>Show everything</translation>
        </message>
        <message numerus="yes">
            <source>%Ln record(s)</source>
            <translation>
                <numerusform>%Ln record</numerusform>
                <numerusform>%Ln records</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln record(s) of {all}</source>
            <translation>
                <numerusform>%Ln record of {all}</numerusform>
                <numerusform>%Ln records of {all}</numerusform>
            </translation>
        </message>
        <message>
            <source>“{column}” cannot be sorted by.</source>
            <translation>“{column}” cannot be sorted by.</translation>
        </message>
        <message>
            <source>State</source>
            <translation>State</translation>
        </message>
        <message>
            <source>New</source>
            <translation>New</translation>
        </message>
        <message>
            <source>Trash</source>
            <translation>Trash</translation>
        </message>
        <message>
            <source>Remove all filters</source>
            <translation>Remove all filters</translation>
        </message>
        <message>
            <source>Possible duplicates ({count})</source>
            <translation>Possible duplicates ({count})</translation>
        </message>
        <message>
            <source>{kind}: possible duplicates</source>
            <translation>{kind}: possible duplicates</translation>
        </message>
        <message>
            <source>{kind}: trash</source>
            <translation>{kind}: trash</translation>
        </message>
        <message>
            <source>The trash is empty. Records that you delete come here and can be restored.</source>
            <translation>The trash is empty. Records that you delete come here and can be restored.</translation>
        </message>
        <message>
            <source>No record matches the filters.</source>
            <translation>No record matches the filters.</translation>
        </message>
        <message>
            <source>No record matches “{search}” and the filters.</source>
            <translation>No record matches “{search}” and the filters.</translation>
        </message>
        <message>
            <source>No record matches “{search}”.</source>
            <translation>No record matches “{search}”.</translation>
        </message>
        <message>
            <source>Ask the accounts</source>
            <translation>Ask the accounts</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>crmdesk stays open, because what you typed for conflicts cannot be kept now. {why}</source>
            <translation>crmdesk stays open, because what you typed for conflicts cannot be kept now. {why}</translation>
        </message>
        <message>
            <source>Quit all the same</source>
            <translation>Quit all the same</translation>
        </message>
        <message>
            <source>creation of {name}</source>
            <translation>creation of {name}</translation>
        </message>
        <message>
            <source>“{name}” was created.</source>
            <translation>“{name}” was created.</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Undo</translation>
        </message>
    </context>
    <context>
        <name>MessageBar</name>
        <message>
            <source>Close the message</source>
            <translation>Close the message</translation>
        </message>
    </context>
    <context>
        <name>Navigation</name>
        <message>
            <source>Pages</source>
            <translation>Pages</translation>
        </message>
    </context>
    <context>
        <name>NewRecordDialog</name>
        <message>
            <source>Create</source>
            <translation>Create</translation>
        </message>
    </context>
    <context>
        <name>Notice</name>
        <message>
            <source>{account} stored {stored} instead of {value}.</source>
            <translation>{account} stored {stored} instead of {value}.</translation>
        </message>
        <message>
            <source>Your entries and those of {account} were put together.</source>
            <translation>Your entries and those of {account} were put together.</translation>
        </message>
        <message>
            <source>{account} writes the same value in another way.</source>
            <translation>{account} writes the same value in another way.</translation>
        </message>
        <message>
            <source>The list of {account} has no word for {value}: its own value stays there, and this one here.</source>
            <translation>The list of {account} has no word for {value}: its own value stays there, and this one here.</translation>
        </message>
        <message>
            <source>To pair a word with it: {command}</source>
            <translation>To pair a word with it: {command}</translation>
        </message>
        <message>
            <source>{account} keeps this amount in another currency and cannot hold {value}: its own value stays there, and this one here.</source>
            <translation>{account} keeps this amount in another currency and cannot hold {value}: its own value stays there, and this one here.</translation>
        </message>
        <message>
            <source>Nothing is converted: enter the amount in the currency of the account, and it is sent.</source>
            <translation>Nothing is converted: enter the amount in the currency of the account, and it is sent.</translation>
        </message>
        <message>
            <source>Nothing in {account} stands for this value: its own stays there, and this one here.</source>
            <translation>Nothing in {account} stands for this value: its own stays there, and this one here.</translation>
        </message>
        <message>
            <source>{account} has room for fewer of these than there are here: the others are left out there, and stay here.</source>
            <translation>{account} has room for fewer of these than there are here: the others are left out there, and stay here.</translation>
        </message>
        <message>
            <source>Nobody can write this field in {account}, which holds {stored}: what you typed stays on this computer.</source>
            <translation>Nobody can write this field in {account}, which holds {stored}: what you typed stays on this computer.</translation>
        </message>
        <message>
            <source>To follow the account, type what it holds; to send yours, make the field writable there.</source>
            <translation>To follow the account, type what it holds; to send yours, make the field writable there.</translation>
        </message>
        <message>
            <source>{account} requires a value here: it keeps its own, and the field is blank on this computer only.</source>
            <translation>{account} requires a value here: it keeps its own, and the field is blank on this computer only.</translation>
        </message>
        <message>
            <source>{account} stored another value than this one.</source>
            <translation>{account} stored another value than this one.</translation>
        </message>
        <message>
            <source>Nobody can write this field in {account}, which holds another value: what you typed stays here.</source>
            <translation>Nobody can write this field in {account}, which holds another value: what you typed stays here.</translation>
        </message>
        <message>
            <source>{account} has this as something that cannot be named here (a lead, where only contacts can be, for example): it is left out there, and stays here.</source>
            <translation>{account} has this as something that cannot be named here (a lead, where only contacts can be, for example): it is left out there, and stays here.</translation>
        </message>
        <message>
            <source>Once the lead is converted in {account}, it is named there by itself.</source>
            <translation>Once the lead is converted in {account}, it is named there by itself.</translation>
        </message>
        <message>
            <source>{account} stored this value in another form: {stored}.</source>
            <translation>{account} stored this value in another form: {stored}.</translation>
        </message>
        <message>
            <source>{account} treats this field in its own way ({key}).</source>
            <translation>{account} treats this field in its own way ({key}).</translation>
        </message>
        <message>
            <source>WORD</source>
            <translation>WORD</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Time</translation>
        </message>
        <message>
            <source>Record</source>
            <translation>Record</translation>
        </message>
        <message>
            <source>Where</source>
            <translation>Where</translation>
        </message>
        <message>
            <source>Good to know</source>
            <translation>Good to know</translation>
        </message>
        <message>
            <source>for your information</source>
            <translation>for your information</translation>
        </message>
        <message>
            <source>Adopt</source>
            <translation>Adopt</translation>
        </message>
        <message>
            <source>{name}: {field}</source>
            <translation>{name}: {field}</translation>
        </message>
        <message>
            <source>{field}: {value}, as in {account}.</source>
            <translation>{field}: {value}, as in {account}.</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Undo</translation>
        </message>
    </context>
    <context>
        <name>Object</name>
        <message>
            <source>Contact</source>
            <translation>Contact</translation>
        </message>
        <message>
            <source>Person</source>
            <translation>Person</translation>
        </message>
        <message>
            <source>Lead</source>
            <translation>Lead</translation>
        </message>
        <message>
            <source>Company</source>
            <translation>Company</translation>
        </message>
        <message>
            <source>Deal</source>
            <translation>Deal</translation>
        </message>
        <message>
            <source>Task</source>
            <translation>Task</translation>
        </message>
        <message>
            <source>Meeting</source>
            <translation>Meeting</translation>
        </message>
        <message>
            <source>Call</source>
            <translation>Call</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>E-mail</translation>
        </message>
        <message>
            <source>Activity</source>
            <translation>Activity</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>Stage</source>
            <translation>Stage</translation>
        </message>
        <message>
            <source>Pipeline</source>
            <translation>Pipeline</translation>
        </message>
        <message>
            <source>Negotiator</source>
            <translation>Negotiator</translation>
        </message>
    </context>
    <context>
        <name>Offer</name>
        <message>
            <source>{field}: {value}</source>
            <translation>{field}: {value}</translation>
        </message>
    </context>
    <context>
        <name>Option</name>
        <message>
            <source>Seller</source>
            <translation>Seller</translation>
        </message>
        <message>
            <source>Buyer</source>
            <translation>Buyer</translation>
        </message>
        <message>
            <source>Landlord</source>
            <translation>Landlord</translation>
        </message>
        <message>
            <source>Tenant</source>
            <translation>Tenant</translation>
        </message>
        <message>
            <source>New</source>
            <translation>New</translation>
        </message>
        <message>
            <source>To call back</source>
            <translation>To call back</translation>
        </message>
        <message>
            <source>Qualified</source>
            <translation>Qualified</translation>
        </message>
        <message>
            <source>Valuation planned</source>
            <translation>Valuation planned</translation>
        </message>
        <message>
            <source>Valuation done</source>
            <translation>Valuation done</translation>
        </message>
        <message>
            <source>Visit planned</source>
            <translation>Visit planned</translation>
        </message>
        <message>
            <source>Visit done</source>
            <translation>Visit done</translation>
        </message>
        <message>
            <source>Mandate signed</source>
            <translation>Mandate signed</translation>
        </message>
        <message>
            <source>Lost</source>
            <translation>Lost</translation>
        </message>
        <message>
            <source>Hot</source>
            <translation>Hot</translation>
        </message>
        <message>
            <source>Warm</source>
            <translation>Warm</translation>
        </message>
        <message>
            <source>Cold</source>
            <translation>Cold</translation>
        </message>
        <message>
            <source>Under 3 months</source>
            <translation>Under 3 months</translation>
        </message>
        <message>
            <source>3 to 6 months</source>
            <translation>3 to 6 months</translation>
        </message>
        <message>
            <source>6 to 9 months</source>
            <translation>6 to 9 months</translation>
        </message>
        <message>
            <source>Over 9 months</source>
            <translation>Over 9 months</translation>
        </message>
        <message>
            <source>Not known</source>
            <translation>Not known</translation>
        </message>
        <message>
            <source>House</source>
            <translation>House</translation>
        </message>
        <message>
            <source>Flat</source>
            <translation>Flat</translation>
        </message>
        <message>
            <source>Land</source>
            <translation>Land</translation>
        </message>
        <message>
            <source>Building</source>
            <translation>Building</translation>
        </message>
        <message>
            <source>Business premises</source>
            <translation>Business premises</translation>
        </message>
        <message>
            <source>Parking space</source>
            <translation>Parking space</translation>
        </message>
        <message>
            <source>Other</source>
            <translation>Other</translation>
        </message>
        <message>
            <source>Task</source>
            <translation>Task</translation>
        </message>
        <message>
            <source>Call</source>
            <translation>Call</translation>
        </message>
        <message>
            <source>Meeting</source>
            <translation>Meeting</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>E-mail</translation>
        </message>
        <message>
            <source>Low</source>
            <translation>Low</translation>
        </message>
        <message>
            <source>Medium</source>
            <translation>Medium</translation>
        </message>
        <message>
            <source>High</source>
            <translation>High</translation>
        </message>
        <message>
            <source>Deals</source>
            <translation>Deals</translation>
        </message>
        <message>
            <source>Leads</source>
            <translation>Leads</translation>
        </message>
    </context>
    <context>
        <name>Outcome</name>
        <message>
            <source>“{name}” is settled.</source>
            <translation>“{name}” is settled.</translation>
        </message>
        <message>
            <source>“{name}” is kept.</source>
            <translation>“{name}” is kept.</translation>
        </message>
        <message>
            <source>“{name}” is in the trash of this computer.</source>
            <translation>“{name}” is in the trash of this computer.</translation>
        </message>
        <message>
            <source>“{name}” is kept, and no longer linked to {accounts}.</source>
            <translation>“{name}” is kept, and no longer linked to {accounts}.</translation>
        </message>
        <message>
            <source>Nothing has to be sent.</source>
            <translation>Nothing has to be sent.</translation>
        </message>
        <message>
            <source>It is deleted in {accounts} with the next synchronisation.</source>
            <translation>It is deleted in {accounts} with the next synchronisation.</translation>
        </message>
        <message>
            <source>It is sent to {accounts} with the next synchronisation.</source>
            <translation>It is sent to {accounts} with the next synchronisation.</translation>
        </message>
        <message>
            <source>It waits on this computer for {accounts}, where sending is switched off.</source>
            <translation>It waits on this computer for {accounts}, where sending is switched off.</translation>
        </message>
    </context>
    <context>
        <name>Page</name>
        <message>
            <source>Leads</source>
            <translation>Leads</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>Contacts</translation>
        </message>
        <message>
            <source>Conflicts</source>
            <translation>Conflicts</translation>
        </message>
        <message>
            <source>Pending</source>
            <translation>Pending</translation>
        </message>
        <message>
            <source>Activities</source>
            <translation>Activities</translation>
        </message>
        <message>
            <source>Deals</source>
            <translation>Deals</translation>
        </message>
        <message>
            <source>Companies</source>
            <translation>Companies</translation>
        </message>
        <message>
            <source>Synchronisation</source>
            <translation>Synchronisation</translation>
        </message>
        <message>
            <source>Sync</source>
            <translation>Sync</translation>
        </message>
        <message>
            <source>Accounts</source>
            <translation>Accounts</translation>
        </message>
        <message>
            <source>Negotiators</source>
            <translation>Negotiators</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Settings</translation>
        </message>
    </context>
    <context>
        <name>PairCard</name>
        <message>
            <source>Unite…</source>
            <translation>Unite…</translation>
        </message>
        <message>
            <source>Show {name}</source>
            <translation>Show {name}</translation>
        </message>
    </context>
    <context>
        <name>PairsView</name>
        <message>
            <source>{shown} of {count} are shown.</source>
            <translation>{shown} of {count} are shown.</translation>
        </message>
        <message>
            <source>Back to the list</source>
            <translation>Back to the list</translation>
        </message>
        <message>
            <source>No record looks like another one. After each synchronisation they are compared again.</source>
            <translation>No record looks like another one. After each synchronisation they are compared again.</translation>
        </message>
        <message>
            <source>These records look alike. Nothing is united by itself.</source>
            <translation>These records look alike. Nothing is united by itself.</translation>
        </message>
        <message>
            <source>Several records look like this one. Nothing is united by itself.</source>
            <translation>Several records look like this one. Nothing is united by itself.</translation>
        </message>
        <message>
            <source>This record may be the same. Nothing is united by itself.</source>
            <translation>This record may be the same. Nothing is united by itself.</translation>
        </message>
    </context>
    <context>
        <name>Palette</name>
        <message>
            <source>Search or run an action</source>
            <translation>Search or run an action</translation>
        </message>
        <message>
            <source>A name, a number, or what you want to do…</source>
            <translation>A name, a number, or what you want to do…</translation>
        </message>
        <message>
            <source>Found</source>
            <translation>Found</translation>
        </message>
        <message>
            <source>Nothing found. Try fewer letters, or another word.</source>
            <translation>Nothing found. Try fewer letters, or another word.</translation>
        </message>
        <message>
            <source>Page</source>
            <translation>Page</translation>
        </message>
        <message>
            <source>Ask the accounts for “{text}”</source>
            <translation>Ask the accounts for “{text}”</translation>
        </message>
    </context>
    <context>
        <name>PanelHeader</name>
        <message>
            <source>Close the record</source>
            <translation>Close the record</translation>
        </message>
        <message>
            <source>Call</source>
            <translation>Call</translation>
        </message>
        <message>
            <source>Restore</source>
            <translation>Restore</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>Task</source>
            <translation>Task</translation>
        </message>
        <message>
            <source>Write an e-mail</source>
            <translation>Write an e-mail</translation>
        </message>
        <message>
            <source>More</source>
            <translation>More</translation>
        </message>
        <message>
            <source>(no name)</source>
            <translation>(no name)</translation>
        </message>
        <message>
            <source>handled by {name}</source>
            <translation>handled by {name}</translation>
        </message>
        <message>
            <source>In the trash</source>
            <translation>In the trash</translation>
        </message>
        <message>
            <source>Log a call…</source>
            <translation>Log a call…</translation>
        </message>
        <message>
            <source>Copy the phone number</source>
            <translation>Copy the phone number</translation>
        </message>
        <message>
            <source>Put into the trash</source>
            <translation>Put into the trash</translation>
        </message>
    </context>
    <context>
        <name>PassphraseDialog</name>
        <message>
            <source>Use it</source>
            <translation>Use it</translation>
        </message>
        <message>
            <source>Unlock</source>
            <translation>Unlock</translation>
        </message>
        <message>
            <source>Passphrase</source>
            <translation>Passphrase</translation>
        </message>
        <message>
            <source>Once more</source>
            <translation>Once more</translation>
        </message>
        <message numerus="yes">
            <source>This computer has no keyring that could keep the key of your data. Choose a passphrase of at least %Ln character(s); crmdesk asks for it at each start. Without it nobody can read the data, not even us.</source>
            <translation>
                <numerusform>This computer has no keyring that could keep the key of your data. Choose a passphrase of at least %Ln character; crmdesk asks for it at each start. Without it nobody can read the data, not even us.</numerusform>
                <numerusform>This computer has no keyring that could keep the key of your data. Choose a passphrase of at least %Ln characters; crmdesk asks for it at each start. Without it nobody can read the data, not even us.</numerusform>
            </translation>
        </message>
        <message>
            <source>Your data are encrypted. Type the passphrase that you chose.</source>
            <translation>Your data are encrypted. Type the passphrase that you chose.</translation>
        </message>
        <message>
            <source>Choose a passphrase</source>
            <translation>Choose a passphrase</translation>
        </message>
        <message>
            <source>Unlock crmdesk</source>
            <translation>Unlock crmdesk</translation>
        </message>
    </context>
    <context>
        <name>Pending</name>
        <message>
            <source>Record</source>
            <translation>Record</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>Account</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Change</translation>
        </message>
        <message>
            <source>State</source>
            <translation>State</translation>
        </message>
        <message>
            <source>Since</source>
            <translation>Since</translation>
        </message>
        <message>
            <source>Decide</source>
            <translation>Decide</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Go on</translation>
        </message>
        <message>
            <source>Reconnect</source>
            <translation>Reconnect</translation>
        </message>
        <message>
            <source>Look at it</source>
            <translation>Look at it</translation>
        </message>
        <message>
            <source>Switch on</source>
            <translation>Switch on</translation>
        </message>
        <message>
            <source>Correct</source>
            <translation>Correct</translation>
        </message>
        <message>
            <source>Send now</source>
            <translation>Send now</translation>
        </message>
        <message>
            <source>Entry among the account’s {kind}</source>
            <translation>Entry among the account’s {kind}</translation>
        </message>
        <message>
            <source>New: {kind}</source>
            <translation>New: {kind}</translation>
        </message>
        <message>
            <source>Deletion</source>
            <translation>Deletion</translation>
        </message>
        <message>
            <source>Waits for your decision</source>
            <translation>Waits for your decision</translation>
        </message>
        <message>
            <source>Not sent: sending is off</source>
            <translation>Not sent: sending is off</translation>
        </message>
        <message>
            <source>On its way</source>
            <translation>On its way</translation>
        </message>
        <message>
            <source>With the next synchronisation</source>
            <translation>With the next synchronisation</translation>
        </message>
        <message>
            <source>Not sent: account paused</source>
            <translation>Not sent: account paused</translation>
        </message>
        <message>
            <source>Not sent: sign-in needed</source>
            <translation>Not sent: sign-in needed</translation>
        </message>
        <message>
            <source>After the first synchronisation</source>
            <translation>After the first synchronisation</translation>
        </message>
        <message>
            <source>Waits for your answer</source>
            <translation>Waits for your answer</translation>
        </message>
        <message>
            <source>Waits for your review</source>
            <translation>Waits for your review</translation>
        </message>
    </context>
    <context>
        <name>PendingPage</name>
        <message>
            <source>Send all now</source>
            <translation>Send all now</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>Discard</translation>
        </message>
        <message>
            <source>A conflict asks about this change: it is given up or kept there</source>
            <translation>A conflict asks about this change: it is given up or kept there</translation>
        </message>
        <message>
            <source>The record takes the values that the account holds (Del)</source>
            <translation>The record takes the values that the account holds (Del)</translation>
        </message>
        <message>
            <source>Pending changes</source>
            <translation>Pending changes</translation>
        </message>
        <message>
            <source>Back to the leads</source>
            <translation>Back to the leads</translation>
        </message>
        <message>
            <source>Nothing waits to be sent. What you change is shown here until it is sent.</source>
            <translation>Nothing waits to be sent. What you change is shown here until it is sent.</translation>
        </message>
        <message>
            <source>Pending</source>
            <translation>Pending</translation>
        </message>
        <message numerus="yes">
            <source>%Ln change(s)</source>
            <translation>
                <numerusform>%Ln change</numerusform>
                <numerusform>%Ln changes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln with sending switched off</source>
            <translation>
                <numerusform>%Ln with sending switched off</numerusform>
                <numerusform>%Ln with sending switched off</numerusform>
            </translation>
        </message>
        <message>
            <source>discarding changes of {name}</source>
            <translation>discarding changes of {name}</translation>
        </message>
        <message>
            <source>The changes of “{name}” for {account} were discarded.</source>
            <translation>The changes of “{name}” for {account} were discarded.</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Undo</translation>
        </message>
    </context>
    <context>
        <name>Plural</name>
        <message numerus="yes">
            <source>%Ln s</source>
            <translation>
                <numerusform>%Ln s</numerusform>
                <numerusform>%Ln s</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln min</source>
            <translation>
                <numerusform>%Ln min</numerusform>
                <numerusform>%Ln min</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln h</source>
            <translation>
                <numerusform>%Ln h</numerusform>
                <numerusform>%Ln h</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln d</source>
            <translation>
                <numerusform>%Ln d</numerusform>
                <numerusform>%Ln d</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln min ago</source>
            <translation>
                <numerusform>%Ln min ago</numerusform>
                <numerusform>%Ln min ago</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln h ago</source>
            <translation>
                <numerusform>%Ln h ago</numerusform>
                <numerusform>%Ln h ago</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln day(s) ago</source>
            <translation>
                <numerusform>%Ln day ago</numerusform>
                <numerusform>%Ln days ago</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>in %Ln s</source>
            <translation>
                <numerusform>in %Ln s</numerusform>
                <numerusform>in %Ln s</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>in %Ln min</source>
            <translation>
                <numerusform>in %Ln min</numerusform>
                <numerusform>in %Ln min</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>in %Ln h</source>
            <translation>
                <numerusform>in %Ln h</numerusform>
                <numerusform>in %Ln h</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Conflicts, %Ln open</source>
            <translation>
                <numerusform>Conflicts, %Ln open</numerusform>
                <numerusform>Conflicts, %Ln open</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Pending, %Ln change(s)</source>
            <translation>
                <numerusform>Pending, %Ln change</numerusform>
                <numerusform>Pending, %Ln changes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln review(s) to look at</source>
            <translation>
                <numerusform>%Ln review to look at</numerusform>
                <numerusform>%Ln reviews to look at</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln question(s) about a first synchronisation</source>
            <translation>
                <numerusform>%Ln question about a first synchronisation</numerusform>
                <numerusform>%Ln questions about a first synchronisation</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Synchronisation, %Ln question(s) about a first synchronisation</source>
            <translation>
                <numerusform>Synchronisation, %Ln question about a first synchronisation</numerusform>
                <numerusform>Synchronisation, %Ln questions about a first synchronisation</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Synchronisation, %Ln review(s) to look at</source>
            <translation>
                <numerusform>Synchronisation, %Ln review to look at</numerusform>
                <numerusform>Synchronisation, %Ln reviews to look at</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln reason(s)</source>
            <translation>
                <numerusform>%Ln reason</numerusform>
                <numerusform>%Ln reasons</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln field(s) to choose</source>
            <translation>
                <numerusform>%Ln field to choose</numerusform>
                <numerusform>%Ln fields to choose</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln chosen</source>
            <translation>
                <numerusform>%Ln chosen</numerusform>
                <numerusform>%Ln chosen</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln merged without a question</source>
            <translation>
                <numerusform>%Ln merged without a question</numerusform>
                <numerusform>%Ln merged without a question</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln problem(s)</source>
            <translation>
                <numerusform>%Ln problem</numerusform>
                <numerusform>%Ln problems</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln conflict(s) to decide</source>
            <translation>
                <numerusform>%Ln conflict to decide</numerusform>
                <numerusform>%Ln conflicts to decide</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln change(s) pending</source>
            <translation>
                <numerusform>%Ln change pending</numerusform>
                <numerusform>%Ln changes pending</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln change(s) not sent</source>
            <translation>
                <numerusform>%Ln change not sent</numerusform>
                <numerusform>%Ln changes not sent</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln new or changed</source>
            <translation>
                <numerusform>%Ln new or changed</numerusform>
                <numerusform>%Ln new or changed</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln sent</source>
            <translation>
                <numerusform>%Ln sent</numerusform>
                <numerusform>%Ln sent</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln merged</source>
            <translation>
                <numerusform>%Ln merged</numerusform>
                <numerusform>%Ln merged</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln conflict(s)</source>
            <translation>
                <numerusform>%Ln conflict</numerusform>
                <numerusform>%Ln conflicts</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln conflict(s) decided by policy</source>
            <translation>
                <numerusform>%Ln conflict decided by policy</numerusform>
                <numerusform>%Ln conflicts decided by policy</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln not sent</source>
            <translation>
                <numerusform>%Ln not sent</numerusform>
                <numerusform>%Ln not sent</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln record(s) deleted from this computer.</source>
            <translation>
                <numerusform>%Ln record deleted from this computer.</numerusform>
                <numerusform>%Ln records deleted from this computer.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln lead(s)</source>
            <translation>
                <numerusform>%Ln lead</numerusform>
                <numerusform>%Ln leads</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln contact(s)</source>
            <translation>
                <numerusform>%Ln contact</numerusform>
                <numerusform>%Ln contacts</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln company(-ies)</source>
            <translation>
                <numerusform>%Ln company</numerusform>
                <numerusform>%Ln companies</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln deal(s)</source>
            <translation>
                <numerusform>%Ln deal</numerusform>
                <numerusform>%Ln deals</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln found late</source>
            <translation>
                <numerusform>%Ln found late</numerusform>
                <numerusform>%Ln found late</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Policy</name>
        <message>
            <source>Everything</source>
            <translation>Everything</translation>
        </message>
        <message>
            <source>until {day}</source>
            <translation>until {day}</translation>
        </message>
        <message>
            <source>whether it exists</source>
            <translation>whether it exists</translation>
        </message>
    </context>
    <context>
        <name>PolicyDialog</name>
        <message>
            <source>Create a policy</source>
            <translation>Create a policy</translation>
        </message>
        <message>
            <source>Create the policy</source>
            <translation>Create the policy</translation>
        </message>
        <message>
            <source>Field</source>
            <translation>Field</translation>
        </message>
        <message>
            <source>For</source>
            <translation>For</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>Answer</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>Account</translation>
        </message>
        <message numerus="yes">
            <source>For %Ln day(s) only</source>
            <translation>
                <numerusform>For %Ln day only</numerusform>
                <numerusform>For %Ln days only</numerusform>
            </translation>
        </message>
        <message>
            <source>From the next synchronisation on, conflicts in this scope are decided so, those that are open too. Every such decision is in the history of its record and can be taken back.</source>
            <translation>From the next synchronisation on, conflicts in this scope are decided so, those that are open too. Every such decision is in the history of its record and can be taken back.</translation>
        </message>
        <message>
            <source>this field of all records of this kind</source>
            <translation>this field of all records of this kind</translation>
        </message>
        <message>
            <source>this field of this record</source>
            <translation>this field of this record</translation>
        </message>
        <message>
            <source>everything in this record</source>
            <translation>everything in this record</translation>
        </message>
        <message>
            <source>everything of the kind “{kind}”</source>
            <translation>everything of the kind “{kind}”</translation>
        </message>
        <message>
            <source>Also {what}</source>
            <translation>Also {what}</translation>
        </message>
    </context>
    <context>
        <name>PolicyList</name>
        <message>
            <source>No policy: every conflict is asked about. “Create a policy…” stands beside each conflict.</source>
            <translation>No policy: every conflict is asked about. “Create a policy…” stands beside each conflict.</translation>
        </message>
        <message>
            <source>Remove the policy</source>
            <translation>Remove the policy</translation>
        </message>
        <message>
            <source>removal of a policy</source>
            <translation>removal of a policy</translation>
        </message>
        <message>
            <source>The policy was removed: {policy}</source>
            <translation>The policy was removed: {policy}</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Undo</translation>
        </message>
    </context>
    <context>
        <name>PreviewView</name>
        <message>
            <source>Counts by type</source>
            <translation>Counts by type</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>Type</translation>
        </message>
        <message>
            <source>Counts by field</source>
            <translation>Counts by field</translation>
        </message>
        <message>
            <source>Outcome</source>
            <translation>Outcome</translation>
        </message>
        <message>
            <source>Some of the records</source>
            <translation>Some of the records</translation>
        </message>
        <message>
            <source>{shown} of {count} are shown.</source>
            <translation>{shown} of {count} are shown.</translation>
        </message>
        <message>
            <source>Field</source>
            <translation>Field</translation>
        </message>
        <message>
            <source>Record</source>
            <translation>Record</translation>
        </message>
        <message>
            <source>On this computer</source>
            <translation>On this computer</translation>
        </message>
    </context>
    <context>
        <name>Problem</name>
        <message>
            <source>Time</source>
            <translation>Time</translation>
        </message>
        <message>
            <source>Record</source>
            <translation>Record</translation>
        </message>
        <message>
            <source>Where</source>
            <translation>Where</translation>
        </message>
        <message>
            <source>What happened, what to do</source>
            <translation>What happened, what to do</translation>
        </message>
        <message>
            <source>Next try</source>
            <translation>Next try</translation>
        </message>
        <message>
            <source>reading</source>
            <translation>reading</translation>
        </message>
        <message>
            <source>sending</source>
            <translation>sending</translation>
        </message>
        <message>
            <source>deleting</source>
            <translation>deleting</translation>
        </message>
        <message>
            <source>access</source>
            <translation>access</translation>
        </message>
        <message>
            <source>Whole account</source>
            <translation>Whole account</translation>
        </message>
        <message>
            <source>Reconnect</source>
            <translation>Reconnect</translation>
        </message>
        <message>
            <source>Correct</source>
            <translation>Correct</translation>
        </message>
        <message>
            <source>Try now</source>
            <translation>Try now</translation>
        </message>
        <message>
            <source>tried again by itself</source>
            <translation>tried again by itself</translation>
        </message>
        <message>
            <source>needs you</source>
            <translation>needs you</translation>
        </message>
        <message>
            <source>by itself</source>
            <translation>by itself</translation>
        </message>
        <message>
            <source>up to you</source>
            <translation>up to you</translation>
        </message>
    </context>
    <context>
        <name>Progress</name>
        <message>
            <source>{done} of {total}</source>
            <translation>{done} of {total}</translation>
        </message>
        <message>
            <source>{rate} records/s</source>
            <translation>{rate} records/s</translation>
        </message>
        <message>
            <source>{time} left</source>
            <translation>{time} left</translation>
        </message>
    </context>
    <context>
        <name>QuickDialog</name>
        <message>
            <source>Save</source>
            <translation>Save</translation>
        </message>
        <message>
            <source>dd/mm/yyyy hh:mm</source>
            <translation>dd/mm/yyyy hh:mm</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>To do</source>
            <translation>To do</translation>
        </message>
        <message>
            <source>Due</source>
            <translation>Due</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Details</translation>
        </message>
        <message>
            <source>What it was about</source>
            <translation>What it was about</translation>
        </message>
        <message>
            <source>Minutes</source>
            <translation>Minutes</translation>
        </message>
        <message>
            <source>What was said</source>
            <translation>What was said</translation>
        </message>
        <message>
            <source>Note saved. It is sent with the next synchronisation.</source>
            <translation>Note saved. It is sent with the next synchronisation.</translation>
        </message>
        <message>
            <source>Note saved. It stays on this computer for now.</source>
            <translation>Note saved. It stays on this computer for now.</translation>
        </message>
        <message>
            <source>Task saved. It is sent with the next synchronisation.</source>
            <translation>Task saved. It is sent with the next synchronisation.</translation>
        </message>
        <message>
            <source>Task saved. It stays on this computer for now.</source>
            <translation>Task saved. It stays on this computer for now.</translation>
        </message>
        <message>
            <source>Call logged. It is sent with the next synchronisation.</source>
            <translation>Call logged. It is sent with the next synchronisation.</translation>
        </message>
        <message>
            <source>Call logged. It stays on this computer for now.</source>
            <translation>Call logged. It stays on this computer for now.</translation>
        </message>
        <message>
            <source>Note about {name}</source>
            <translation>Note about {name}</translation>
        </message>
        <message>
            <source>Task for {name}</source>
            <translation>Task for {name}</translation>
        </message>
        <message>
            <source>Call with {name}</source>
            <translation>Call with {name}</translation>
        </message>
    </context>
    <context>
        <name>QuitDialog</name>
        <message>
            <source>Quit now?</source>
            <translation>Quit now?</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Quit</translation>
        </message>
        <message numerus="yes">
            <source>%Ln change(s) have not been sent yet.</source>
            <translation>
                <numerusform>%Ln change has not been sent yet.</numerusform>
                <numerusform>%Ln changes have not been sent yet.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln change(s) are not sent because sending is switched off.</source>
            <translation>
                <numerusform>%Ln change is not sent because sending is switched off.</numerusform>
                <numerusform>%Ln changes are not sent because sending is switched off.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln value(s) typed for conflicts that are not decided are kept, and offered again next time.</source>
            <translation>
                <numerusform>%Ln value typed for a conflict that is not decided is kept, and offered again next time.</numerusform>
                <numerusform>%Ln values typed for conflicts that are not decided are kept, and offered again next time.</numerusform>
            </translation>
        </message>
        <message>
            <source>The demonstration ends, and its data go with it.</source>
            <translation>The demonstration ends, and its data go with it.</translation>
        </message>
        <message numerus="yes">
            <source>They are kept on this computer and sent the next time crmdesk runs.</source>
            <translation>
                <numerusform>It is kept on this computer and sent the next time crmdesk runs.</numerusform>
                <numerusform>They are kept on this computer and sent the next time crmdesk runs.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>They are kept on this computer until you switch sending on.</source>
            <translation>
                <numerusform>It is kept on this computer until you switch sending on.</numerusform>
                <numerusform>They are kept on this computer until you switch sending on.</numerusform>
            </translation>
        </message>
        <message>
            <source>All are kept on this computer. Those that may be sent go out the next time crmdesk runs.</source>
            <translation>All are kept on this computer. Those that may be sent go out the next time crmdesk runs.</translation>
        </message>
    </context>
    <context>
        <name>RecordListModel</name>
        <message>
            <source>State</source>
            <translation>State</translation>
        </message>
    </context>
    <context>
        <name>RecordPanel</name>
        <message>
            <source>Parts of the record</source>
            <translation>Parts of the record</translation>
        </message>
        <message>
            <source>This record is no longer on this computer. Choose another one in the list.</source>
            <translation>This record is no longer on this computer. Choose another one in the list.</translation>
        </message>
        <message>
            <source>Summary</source>
            <translation>Summary</translation>
        </message>
        <message>
            <source>Activities</source>
            <translation>Activities</translation>
        </message>
        <message>
            <source>History</source>
            <translation>History</translation>
        </message>
        <message>
            <source>Accounts</source>
            <translation>Accounts</translation>
        </message>
        <message>
            <source>Duplicates</source>
            <translation>Duplicates</translation>
        </message>
        <message>
            <source>{name}: {field}</source>
            <translation>{name}: {field}</translation>
        </message>
        <message>
            <source>“{name}” was put into the trash.</source>
            <translation>“{name}” was put into the trash.</translation>
        </message>
        <message>
            <source>deletion of {name}</source>
            <translation>deletion of {name}</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Undo</translation>
        </message>
        <message>
            <source>restoring {name}</source>
            <translation>restoring {name}</translation>
        </message>
        <message>
            <source>“{name}” is back.</source>
            <translation>“{name}” is back.</translation>
        </message>
    </context>
    <context>
        <name>ReferenceEditor</name>
        <message>
            <source>Type a name…</source>
            <translation>Type a name…</translation>
        </message>
        <message>
            <source>Show all</source>
            <translation>Show all</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Save</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>Remove {name}</source>
            <translation>Remove {name}</translation>
        </message>
    </context>
    <context>
        <name>Revert</name>
        <message>
            <source>The record lies in the trash. Restore it first.</source>
            <translation>The record lies in the trash. Restore it first.</translation>
        </message>
        <message>
            <source>“{field}” is set by the accounts and cannot be changed here.</source>
            <translation>“{field}” is set by the accounts and cannot be changed here.</translation>
        </message>
        <message>
            <source>“{field}” referred to a record that is no longer on this computer.</source>
            <translation>“{field}” referred to a record that is no longer on this computer.</translation>
        </message>
        <message>
            <source>“{field}” would refer to “{name}”, which lies in the trash.</source>
            <translation>“{field}” would refer to “{name}”, which lies in the trash.</translation>
        </message>
    </context>
    <context>
        <name>RevertDialog</name>
        <message>
            <source>Go back to an earlier value?</source>
            <translation>Go back to an earlier value?</translation>
        </message>
        <message>
            <source>Go back</source>
            <translation>Go back</translation>
        </message>
        <message>
            <source>Record</source>
            <translation>Record</translation>
        </message>
        <message>
            <source>Field</source>
            <translation>Field</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>Now</translation>
        </message>
        <message>
            <source>Afterwards</source>
            <translation>Afterwards</translation>
        </message>
        <message>
            <source>A conflict about this field is open. It stays open, with this value as the one of this computer.</source>
            <translation>A conflict about this field is open. It stays open, with this value as the one of this computer.</translation>
        </message>
    </context>
    <context>
        <name>Review</name>
        <message>
            <source>{kind}: {count} of {total} records were deleted in {account}.</source>
            <translation>{kind}: {count} of {total} records were deleted in {account}.</translation>
        </message>
        <message>
            <source>{kind}: all {total} records were deleted in {account}.</source>
            <translation>{kind}: all {total} records were deleted in {account}.</translation>
        </message>
        <message>
            <source>{kind}: “{field}” changed in {count} of {total} records in {account}.</source>
            <translation>{kind}: “{field}” changed in {count} of {total} records in {account}.</translation>
        </message>
        <message>
            <source>{kind}: “{field}” was emptied in {count} of the {total} records that had it in {account}.</source>
            <translation>{kind}: “{field}” was emptied in {count} of the {total} records that had it in {account}.</translation>
        </message>
        <message>
            <source>{kind}: {count} of {total} records differ although {account} says that they did not change.</source>
            <translation>{kind}: {count} of {total} records differ although {account} says that they did not change.</translation>
        </message>
        <message>
            <source>{kind}: {count} in the trash, to be deleted in {account} too.</source>
            <translation>{kind}: {count} in the trash, to be deleted in {account} too.</translation>
        </message>
        <message>
            <source>{kind}: deleting {count} in {account} also deletes {along} there.</source>
            <translation>{kind}: deleting {count} in {account} also deletes {along} there.</translation>
        </message>
        <message>
            <source>Take it in</source>
            <translation>Take it in</translation>
        </message>
        <message>
            <source>{account} is right: the records change here as well.</source>
            <translation>{account} is right: the records change here as well.</translation>
        </message>
        <message>
            <source>Restore it in the account</source>
            <translation>Restore it in the account</translation>
        </message>
        <message>
            <source>{account} is wrong: it gets again what this computer holds; what was deleted is made anew.</source>
            <translation>{account} is wrong: it gets again what this computer holds; what was deleted is made anew.</translation>
        </message>
        <message>
            <source>Keep both sides apart</source>
            <translation>Keep both sides apart</translation>
        </message>
        <message>
            <source>The records stay as they are here and in {account}; they no longer belong together.</source>
            <translation>The records stay as they are here and in {account}; they no longer belong together.</translation>
        </message>
        <message>
            <source>Pause the account and decide later</source>
            <translation>Pause the account and decide later</translation>
        </message>
        <message>
            <source>Nothing is exchanged with {account} until you go on.</source>
            <translation>Nothing is exchanged with {account} until you go on.</translation>
        </message>
        <message>
            <source>what was deleted there goes to the trash here, unless it was changed here or is in another account as well</source>
            <translation>what was deleted there goes to the trash here, unless it was changed here or is in another account as well</translation>
        </message>
        <message>
            <source>what was emptied there becomes blank here</source>
            <translation>what was emptied there becomes blank here</translation>
        </message>
        <message>
            <source>what was changed there changes here</source>
            <translation>what was changed there changes here</translation>
        </message>
        <message>
            <source>what was deleted there stays here as was chosen for the account, and is not created there again</source>
            <translation>what was deleted there stays here as was chosen for the account, and is not created there again</translation>
        </message>
        <message>
            <source>you are asked about what was deleted there, unless it is in another account as well</source>
            <translation>you are asked about what was deleted there, unless it is in another account as well</translation>
        </message>
        <message>
            <source>what was deleted there is made anew from here</source>
            <translation>what was deleted there is made anew from here</translation>
        </message>
        <message>
            <source>what was emptied there is filled again from here</source>
            <translation>what was emptied there is filled again from here</translation>
        </message>
        <message>
            <source>what was changed there becomes what it is here</source>
            <translation>what was changed there becomes what it is here</translation>
        </message>
        <message>
            <source>Delete there too</source>
            <translation>Delete there too</translation>
        </message>
        <message>
            <source>The records are deleted in {account} with the next synchronisation.</source>
            <translation>The records are deleted in {account} with the next synchronisation.</translation>
        </message>
        <message>
            <source>Take the deletions back</source>
            <translation>Take the deletions back</translation>
        </message>
        <message>
            <source>The records come back from the trash; {account} keeps them.</source>
            <translation>The records come back from the trash; {account} keeps them.</translation>
        </message>
        <message>
            <source>Delete on this computer only</source>
            <translation>Delete on this computer only</translation>
        </message>
        <message>
            <source>The records stay in {account} and in the trash here; they no longer belong together.</source>
            <translation>The records stay in {account} and in the trash here; they no longer belong together.</translation>
        </message>
        <message>
            <source>Link and begin</source>
            <translation>Link and begin</translation>
        </message>
        <message>
            <source>Records that are the same become one: blanks are filled on both sides, and you are asked where they differ. The others come in as records of their own.</source>
            <translation>Records that are the same become one: blanks are filled on both sides, and you are asked where they differ. The others come in as records of their own.</translation>
        </message>
        <message>
            <source>Take everything in as new</source>
            <translation>Take everything in as new</translation>
        </message>
        <message>
            <source>Nothing is linked: whoever is in {account} and here is listed twice, and can be united later under “Possible duplicates”.</source>
            <translation>Nothing is linked: whoever is in {account} and here is listed twice, and can be united later under “Possible duplicates”.</translation>
        </message>
        <message>
            <source>Nothing is exchanged with {account}. It can also be disconnected: all that is on this computer stays as it is.</source>
            <translation>Nothing is exchanged with {account}. It can also be disconnected: all that is on this computer stays as it is.</translation>
        </message>
        <message>
            <source>Deletions that take others along</source>
            <translation>Deletions that take others along</translation>
        </message>
        <message>
            <source>Many deletions to send</source>
            <translation>Many deletions to send</translation>
        </message>
        <message>
            <source>Unusual changes to look at</source>
            <translation>Unusual changes to look at</translation>
        </message>
        <message>
            <source>The account is paused: nothing is exchanged with it until it is resumed.</source>
            <translation>The account is paused: nothing is exchanged with it until it is resumed.</translation>
        </message>
        <message>
            <source>Nothing has been deleted there yet; other changes are sent as usual.</source>
            <translation>Nothing has been deleted there yet; other changes are sent as usual.</translation>
        </message>
        <message>
            <source>None of it has been taken in yet; everything else goes on as usual.</source>
            <translation>None of it has been taken in yet; everything else goes on as usual.</translation>
        </message>
        <message>
            <source>The records are deleted in {account} with the next synchronisation, and others with them; {effects}.</source>
            <translation>The records are deleted in {account} with the next synchronisation, and others with them; {effects}.</translation>
        </message>
        <message>
            <source>{account} is right: {effects}.</source>
            <translation>{account} is right: {effects}.</translation>
        </message>
        <message>
            <source>{account} is wrong: {effects}.</source>
            <translation>{account} is wrong: {effects}.</translation>
        </message>
        <message>
            <source>The records stay here, and no longer belong to {account}.</source>
            <translation>The records stay here, and no longer belong to {account}.</translation>
        </message>
        <message>
            <source>deleted</source>
            <translation>deleted</translation>
        </message>
        <message>
            <source>To look at it and decide: {command}</source>
            <translation>To look at it and decide: {command}</translation>
        </message>
        <message>
            <source>To decide: {command}, with one of these:</source>
            <translation>To decide: {command}, with one of these:</translation>
        </message>
        <message>
            <source>Nothing unusual waits for a decision.</source>
            <translation>Nothing unusual waits for a decision.</translation>
        </message>
        <message>
            <source>since {when}</source>
            <translation>since {when}</translation>
        </message>
        <message>
            <source>{shown} of the {count} records:</source>
            <translation>{shown} of the {count} records:</translation>
        </message>
        <message>
            <source>The records:</source>
            <translation>The records:</translation>
        </message>
    </context>
    <context>
        <name>ReviewBar</name>
        <message>
            <source>Look at it…</source>
            <translation>Look at it…</translation>
        </message>
        <message>
            <source>Answer…</source>
            <translation>Answer…</translation>
        </message>
    </context>
    <context>
        <name>ReviewDialog</name>
        <message>
            <source>Some of the records</source>
            <translation>Some of the records</translation>
        </message>
        <message>
            <source>{shown} of {count} are shown.</source>
            <translation>{shown} of {count} are shown.</translation>
        </message>
        <message>
            <source>Decide later</source>
            <translation>Decide later</translation>
        </message>
        <message>
            <source>This has changed since you opened it. It is shown as it is now.</source>
            <translation>This has changed since you opened it. It is shown as it is now.</translation>
        </message>
        <message>
            <source>Decide</source>
            <translation>Decide</translation>
        </message>
        <message>
            <source>Record</source>
            <translation>Record</translation>
        </message>
        <message>
            <source>Field</source>
            <translation>Field</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>Before</translation>
        </message>
        <message>
            <source>In the account now</source>
            <translation>In the account now</translation>
        </message>
        <message>
            <source>deleted</source>
            <translation>deleted</translation>
        </message>
        <message>
            <source>changed</source>
            <translation>changed</translation>
        </message>
    </context>
    <context>
        <name>Run</name>
        <message>
            <source>Time</source>
            <translation>Time</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>Account</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Result</translation>
        </message>
        <message>
            <source>Duration</source>
            <translation>Duration</translation>
        </message>
        <message>
            <source>Take back…</source>
            <translation>Take back…</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Done</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>Failed</translation>
        </message>
        <message>
            <source>Stopped</source>
            <translation>Stopped</translation>
        </message>
        <message>
            <source>Busy</source>
            <translation>Busy</translation>
        </message>
        <message>
            <source>Interrupted</source>
            <translation>Interrupted</translation>
        </message>
        <message>
            <source>Running</source>
            <translation>Running</translation>
        </message>
        <message>
            <source>nothing new there</source>
            <translation>nothing new there</translation>
        </message>
    </context>
    <context>
        <name>RunBar</name>
        <message>
            <source>Stop</source>
            <translation>Stop</translation>
        </message>
        <message>
            <source>under way…</source>
            <translation>under way…</translation>
        </message>
    </context>
    <context>
        <name>SamePersonDialog</name>
        <message>
            <source>Are these two the same person?</source>
            <translation>Are these two the same person?</translation>
        </message>
        <message>
            <source>They are the same person</source>
            <translation>They are the same person</translation>
        </message>
        <message>
            <source>Which name stays?</source>
            <translation>Which name stays?</translation>
        </message>
        <message numerus="yes">
            <source>%Ln record(s)</source>
            <translation>
                <numerusform>%Ln record</numerusform>
                <numerusform>%Ln records</numerusform>
            </translation>
        </message>
        <message>
            <source>What {other} looks after becomes {name}’s: each record names one person, in every account.</source>
            <translation>What {other} looks after becomes {name}’s: each record names one person, in every account.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln record(s) of {other} become(s) {name}’s: each record names one person, in every account.</source>
            <translation>
                <numerusform>%Ln record of {other} becomes {name}’s: each record names one person, in every account.</numerusform>
                <numerusform>%Ln records of {other} become {name}’s: each record names one person, in every account.</numerusform>
            </translation>
        </message>
        <message>
            <source>An account that names this person already is sent nothing. One that could not name them so far is told now; where it names somebody else, you are asked.</source>
            <translation>An account that names this person already is sent nothing. One that could not name them so far is told now; where it names somebody else, you are asked.</translation>
        </message>
        <message>
            <source>“Separate…” takes it back; what was sent until then stays in the accounts.</source>
            <translation>“Separate…” takes it back; what was sent until then stays in the accounts.</translation>
        </message>
        <message>
            <source>It is not taken back in one step: “Separate…” makes two of them again account by account.</source>
            <translation>It is not taken back in one step: “Separate…” makes two of them again account by account.</translation>
        </message>
        <message>
            <source>This cannot be taken back: no account tells the two apart.</source>
            <translation>This cannot be taken back: no account tells the two apart.</translation>
        </message>
    </context>
    <context>
        <name>SearchField</name>
        <message>
            <source>Search a name, a phone number, an address…</source>
            <translation>Search a name, a phone number, an address…</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Search</translation>
        </message>
        <message>
            <source>Empty the search</source>
            <translation>Empty the search</translation>
        </message>
    </context>
    <context>
        <name>SendingDialog</name>
        <message>
            <source>Send changes to {account}?</source>
            <translation>Send changes to {account}?</translation>
        </message>
        <message>
            <source>Switch sending on</source>
            <translation>Switch sending on</translation>
        </message>
        <message numerus="yes">
            <source>%Ln change(s) made on this computer will be sent to this account now.</source>
            <translation>
                <numerusform>%Ln change made on this computer will be sent to this account now.</numerusform>
                <numerusform>%Ln changes made on this computer will be sent to this account now.</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing waits right now. From now on your changes go out with each synchronisation.</source>
            <translation>Nothing waits right now. From now on your changes go out with each synchronisation.</translation>
        </message>
        <message>
            <source>Before each change crmdesk checks that nobody changed the same field in the meantime.</source>
            <translation>Before each change crmdesk checks that nobody changed the same field in the meantime.</translation>
        </message>
    </context>
    <context>
        <name>SeparateDialog</name>
        <message>
            <source>Separate {account} from this record?</source>
            <translation>Separate {account} from this record?</translation>
        </message>
        <message>
            <source>Separate</source>
            <translation>Separate</translation>
        </message>
        <message>
            <source>“{name}” becomes two records: what {account} holds gets one of its own, and what only came from there leaves this one.</source>
            <translation>“{name}” becomes two records: what {account} holds gets one of its own, and what only came from there leaves this one.</translation>
        </message>
        <message>
            <source>Nothing is deleted in any account. What was already sent to {account} stays there; both histories show it.</source>
            <translation>Nothing is deleted in any account. What was already sent to {account} stays there; both histories show it.</translation>
        </message>
        <message>
            <source>The two are not suggested as duplicates any more.</source>
            <translation>The two are not suggested as duplicates any more.</translation>
        </message>
    </context>
    <context>
        <name>SeparateUserDialog</name>
        <message>
            <source>Is {name} two people?</source>
            <translation>Is {name} two people?</translation>
        </message>
        <message>
            <source>Separate</source>
            <translation>Separate</translation>
        </message>
        <message>
            <source>Which account’s user is somebody else?</source>
            <translation>Which account’s user is somebody else?</translation>
        </message>
        <message>
            <source>That user becomes a person of its own. It gets the records back that it looked after before, where nobody has named somebody else since, and those that are in that account alone.</source>
            <translation>That user becomes a person of its own. It gets the records back that it looked after before, where nobody has named somebody else since, and those that are in that account alone.</translation>
        </message>
        <message>
            <source>Nothing is deleted in any account. What was sent until now stays there, and the two are not suggested as the same any more.</source>
            <translation>Nothing is deleted in any account. What was sent until now stays there, and the two are not suggested as the same any more.</translation>
        </message>
    </context>
    <context>
        <name>SettingsPage</name>
        <message>
            <source>Compact rows</source>
            <translation>Compact rows</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Settings</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Language</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Appearance</translation>
        </message>
        <message>
            <source>Lists</source>
            <translation>Lists</translation>
        </message>
        <message>
            <source>Language and appearance</source>
            <translation>Language and appearance</translation>
        </message>
        <message>
            <source>Policies for conflicts</source>
            <translation>Policies for conflicts</translation>
        </message>
        <message>
            <source>Security</source>
            <translation>Security</translation>
        </message>
        <message>
            <source>Copy the folder’s path</source>
            <translation>Copy the folder’s path</translation>
        </message>
        <message>
            <source>Open the folder</source>
            <translation>Open the folder</translation>
        </message>
        <message>
            <source>Version {version}</source>
            <translation>Version {version}</translation>
        </message>
        <message>
            <source>Data</source>
            <translation>Data</translation>
        </message>
        <message>
            <source>Your data are encrypted on this computer. The key lies in the system’s keyring.</source>
            <translation>Your data are encrypted on this computer. The key lies in the system’s keyring.</translation>
        </message>
        <message>
            <source>Your data are encrypted on this computer. The key is made from your passphrase.</source>
            <translation>Your data are encrypted on this computer. The key is made from your passphrase.</translation>
        </message>
        <message>
            <source>This is a demonstration: its data are encrypted with a key that is forgotten when it ends.</source>
            <translation>This is a demonstration: its data are encrypted with a key that is forgotten when it ends.</translation>
        </message>
    </context>
    <context>
        <name>SignInDialog</name>
        <message>
            <source>Back</source>
            <translation>Back</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>Continue</translation>
        </message>
        <message>
            <source>Connect</source>
            <translation>Connect</translation>
        </message>
        <message>
            <source>Step 1 of 4: the CRM</source>
            <translation>Step 1 of 4: the CRM</translation>
        </message>
        <message>
            <source>{vendor} and crmdesk</source>
            <translation>{vendor} and crmdesk</translation>
        </message>
        <message>
            <source>Step 2 of 4: the access</source>
            <translation>Step 2 of 4: the access</translation>
        </message>
        <message>
            <source>Step 3 of 4: the browser</source>
            <translation>Step 3 of 4: the browser</translation>
        </message>
        <message>
            <source>Step 3 of 4: the check</source>
            <translation>Step 3 of 4: the check</translation>
        </message>
        <message>
            <source>Step 4 of 4: the account</source>
            <translation>Step 4 of 4: the account</translation>
        </message>
        <message>
            <source>Reconnect {account}</source>
            <translation>Reconnect {account}</translation>
        </message>
        <message>
            <source>Connect an account</source>
            <translation>Connect an account</translation>
        </message>
    </context>
    <context>
        <name>Stage</name>
        <message>
            <source>reading</source>
            <translation>reading</translation>
        </message>
        <message>
            <source>comparing</source>
            <translation>comparing</translation>
        </message>
        <message>
            <source>sending</source>
            <translation>sending</translation>
        </message>
        <message>
            <source>checking</source>
            <translation>checking</translation>
        </message>
    </context>
    <context>
        <name>StatusBar</name>
        <message>
            <source>Stop the synchronisation</source>
            <translation>Stop the synchronisation</translation>
        </message>
        <message>
            <source>Offline by choice</source>
            <translation>Offline by choice</translation>
        </message>
        <message>
            <source>{account}: sign-in needed</source>
            <translation>{account}: sign-in needed</translation>
        </message>
        <message>
            <source>Online</source>
            <translation>Online</translation>
        </message>
        <message>
            <source>Offline</source>
            <translation>Offline</translation>
        </message>
        <message>
            <source>No account yet: connect one…</source>
            <translation>No account yet: connect one…</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>Paused</translation>
        </message>
        <message>
            <source>Never synchronised</source>
            <translation>Never synchronised</translation>
        </message>
        <message>
            <source>Last sync {when}</source>
            <translation>Last sync {when}</translation>
        </message>
        <message numerus="yes">
            <source>%Ln not sent</source>
            <translation>
                <numerusform>%Ln not sent</numerusform>
                <numerusform>%Ln not sent</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln pending</source>
            <translation>
                <numerusform>%Ln pending</numerusform>
                <numerusform>%Ln pending</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln conflict(s)</source>
            <translation>
                <numerusform>%Ln conflict</numerusform>
                <numerusform>%Ln conflicts</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln account(s) failing</source>
            <translation>
                <numerusform>%Ln account failing</numerusform>
                <numerusform>%Ln accounts failing</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln review(s)</source>
            <translation>
                <numerusform>%Ln review</numerusform>
                <numerusform>%Ln reviews</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln question(s) (first sync)</source>
            <translation>
                <numerusform>%Ln question (first sync)</numerusform>
                <numerusform>%Ln questions (first sync)</numerusform>
            </translation>
        </message>
        <message>
            <source>{account} · synchronising</source>
            <translation>{account} · synchronising</translation>
        </message>
        <message>
            <source>{account} · {share} of today’s quota</source>
            <translation>{account} · {share} of today’s quota</translation>
        </message>
    </context>
    <context>
        <name>SummaryTab</name>
        <message numerus="yes">
            <source>Show %Ln blank field(s)</source>
            <translation>
                <numerusform>Show %Ln blank field</numerusform>
                <numerusform>Show %Ln blank fields</numerusform>
            </translation>
        </message>
        <message>
            <source>Latest exchanges</source>
            <translation>Latest exchanges</translation>
        </message>
        <message>
            <source>Show the other one</source>
            <translation>Show the other one</translation>
        </message>
    </context>
    <context>
        <name>SyncPage</name>
        <message>
            <source>Pause</source>
            <translation>Pause</translation>
        </message>
        <message>
            <source>Synchronise all</source>
            <translation>Synchronise all</translation>
        </message>
        <message>
            <source>Connect an account</source>
            <translation>Connect an account</translation>
        </message>
        <message>
            <source>Synchronisation</source>
            <translation>Synchronisation</translation>
        </message>
        <message numerus="yes">
            <source>%Ln account(s)</source>
            <translation>
                <numerusform>%Ln account</numerusform>
                <numerusform>%Ln accounts</numerusform>
            </translation>
        </message>
        <message>
            <source>No account is connected yet. Connect your CRM to bring its records in.</source>
            <translation>No account is connected yet. Connect your CRM to bring its records in.</translation>
        </message>
        <message>
            <source>taking back of a synchronisation of {account}</source>
            <translation>taking back of a synchronisation of {account}</translation>
        </message>
        <message numerus="yes">
            <source>%Ln item(s) taken back.</source>
            <translation>
                <numerusform>%Ln item taken back.</numerusform>
                <numerusform>%Ln items taken back.</numerusform>
            </translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Undo</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Go on</translation>
        </message>
    </context>
    <context>
        <name>SyncTables</name>
        <message>
            <source>Problems, journal, pending, notices</source>
            <translation>Problems, journal, pending, notices</translation>
        </message>
        <message>
            <source>Problems</source>
            <translation>Problems</translation>
        </message>
        <message>
            <source>Journal</source>
            <translation>Journal</translation>
        </message>
        <message>
            <source>Pending</source>
            <translation>Pending</translation>
        </message>
        <message>
            <source>Notices</source>
            <translation>Notices</translation>
        </message>
        <message>
            <source>No synchronisation yet. “Synchronise all” above begins one.</source>
            <translation>No synchronisation yet. “Synchronise all” above begins one.</translation>
        </message>
        <message>
            <source>Everything has been sent. What you change waits here until it is.</source>
            <translation>Everything has been sent. What you change waits here until it is.</translation>
        </message>
        <message>
            <source>No problem. Everything that was tried has worked.</source>
            <translation>No problem. Everything that was tried has worked.</translation>
        </message>
    </context>
    <context>
        <name>Token</name>
        <message>
            <source>In HubSpot, a super admin creates a service key in the settings of the account, with the scopes that the guide lists except “oauth”.</source>
            <translation>In HubSpot, a super admin creates a service key in the settings of the account, with the scopes that the guide lists except “oauth”.</translation>
        </message>
        <message>
            <source>Paste it here: it begins with “pat-”. The token of a private app that exists already does as well.</source>
            <translation>Paste it here: it begins with “pat-”. The token of a private app that exists already does as well.</translation>
        </message>
        <message>
            <source>In Pipedrive, open Settings → Personal preferences → API.</source>
            <translation>In Pipedrive, open Settings → Personal preferences → API.</translation>
        </message>
        <message>
            <source>Copy your personal API token (40 characters) and paste it here. With it crmdesk may do what you may.</source>
            <translation>Copy your personal API token (40 characters) and paste it here. With it crmdesk may do what you may.</translation>
        </message>
    </context>
    <context>
        <name>TopBar</name>
        <message>
            <source>Menu</source>
            <translation>Menu</translation>
        </message>
        <message>
            <source>Synchronise</source>
            <translation>Synchronise</translation>
        </message>
        <message>
            <source>New</source>
            <translation>New</translation>
        </message>
        <message>
            <source>Demonstration</source>
            <translation>Demonstration</translation>
        </message>
        <message>
            <source>Everything here is made up, and nothing leaves this computer. When you quit, it is gone.</source>
            <translation>Everything here is made up, and nothing leaves this computer. When you quit, it is gone.</translation>
        </message>
        <message>
            <source>All accounts</source>
            <translation>All accounts</translation>
        </message>
    </context>
    <context>
        <name>Undo</name>
        <message>
            <source>Undone: {what}</source>
            <translation>Undone: {what}</translation>
        </message>
        <message>
            <source>Redo</source>
            <translation>Redo</translation>
        </message>
        <message>
            <source>Redone: {what}</source>
            <translation>Redone: {what}</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Undo</translation>
        </message>
    </context>
    <context>
        <name>UndoRunDialog</name>
        <message>
            <source>Take back this synchronisation of {account}?</source>
            <translation>Take back this synchronisation of {account}?</translation>
        </message>
        <message numerus="yes">
            <source>Take back %Ln item(s)</source>
            <translation>
                <numerusform>Take back %Ln item</numerusform>
                <numerusform>Take back %Ln items</numerusform>
            </translation>
        </message>
        <message>
            <source>What becomes of what it did</source>
            <translation>What becomes of what it did</translation>
        </message>
        <message>
            <source>Nothing here is still as this synchronisation left it.</source>
            <translation>Nothing here is still as this synchronisation left it.</translation>
        </message>
        <message>
            <source>Values become what they were before, as new changes of yours, and are sent with the next synchronisation. Records that it brought go to the trash of this computer; in the account they stay.</source>
            <translation>Values become what they were before, as new changes of yours, and are sent with the next synchronisation. Records that it brought go to the trash of this computer; in the account they stay.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln record(s) that it sent with what was here before: that stays.</source>
            <translation>
                <numerusform>%Ln record that it sent with what was here before: that stays.</numerusform>
                <numerusform>%Ln records that it sent with what was here before: that stays.</numerusform>
            </translation>
        </message>
        <message>
            <source>Record</source>
            <translation>Record</translation>
        </message>
        <message>
            <source>What it did</source>
            <translation>What it did</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>Before</translation>
        </message>
        <message>
            <source>After</source>
            <translation>After</translation>
        </message>
        <message>
            <source>What becomes of it</source>
            <translation>What becomes of it</translation>
        </message>
        <message>
            <source>taken back</source>
            <translation>taken back</translation>
        </message>
        <message>
            <source>stays: {why}</source>
            <translation>stays: {why}</translation>
        </message>
    </context>
    <context>
        <name>UnfinishedOffer</name>
        <message numerus="yes">
            <source>What you typed in %Ln form(s) or field(s) was not saved when crmdesk was closed. It is kept.</source>
            <translation>
                <numerusform>What you typed in %Ln form or field was not saved when crmdesk was closed. It is kept.</numerusform>
                <numerusform>What you typed in %Ln forms or fields was not saved when crmdesk was closed. It is kept.</numerusform>
            </translation>
        </message>
        <message>
            <source>Go on with it</source>
            <translation>Go on with it</translation>
        </message>
        <message>
            <source>What you had typed for “{name}” has no place any more: {values}</source>
            <translation>What you had typed for “{name}” has no place any more: {values}</translation>
        </message>
    </context>
    <context>
        <name>UniteDialog</name>
        <message>
            <source>Unite these two records?</source>
            <translation>Unite these two records?</translation>
        </message>
        <message>
            <source>Unite</source>
            <translation>Unite</translation>
        </message>
        <message>
            <source>Fields that differ</source>
            <translation>Fields that differ</translation>
        </message>
        <message>
            <source>“{first}” ({here}) and “{second}” ({there}). {why}.</source>
            <translation>“{first}” ({here}) and “{second}” ({there}). {why}.</translation>
        </message>
        <message>
            <source>Field</source>
            <translation>Field</translation>
        </message>
        <message>
            <source>United</source>
            <translation>United</translation>
        </message>
        <message>
            <source>you are asked</source>
            <translation>you are asked</translation>
        </message>
        <message>
            <source>To be decided</source>
            <translation>To be decided</translation>
        </message>
        <message>
            <source>settled</source>
            <translation>settled</translation>
        </message>
        <message>
            <source>Both hold the same in all fields.</source>
            <translation>Both hold the same in all fields.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln field(s) tell(s) the same in both.</source>
            <translation>
                <numerusform>%Ln field tells the same in both.</numerusform>
                <numerusform>%Ln fields tell the same in both.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln field(s) to decide under “Conflicts”; no account’s value is replaced before.</source>
            <translation>
                <numerusform>%Ln field is to be decided under “Conflicts”; no account’s value is replaced before.</numerusform>
                <numerusform>%Ln fields are to be decided under “Conflicts”; no account’s value is replaced before.</numerusform>
            </translation>
        </message>
        <message>
            <source>The two can be separated again; what was sent until then stays in the accounts.</source>
            <translation>The two can be separated again; what was sent until then stays in the accounts.</translation>
        </message>
        <message>
            <source>This cannot be taken back: the accounts will not tell the two apart any more.</source>
            <translation>This cannot be taken back: the accounts will not tell the two apart any more.</translation>
        </message>
        <message>
            <source>What is blank on one side is filled in, in the accounts too. What is not taken stays in the history of the record.</source>
            <translation>What is blank on one side is filled in, in the accounts too. What is not taken stays in the history of the record.</translation>
        </message>
    </context>
    <context>
        <name>UserDecisions</name>
        <message>
            <source>“{name}” is one person now.</source>
            <translation>“{name}” is one person now.</translation>
        </message>
        <message>
            <source>making {name} one person</source>
            <translation>making {name} one person</translation>
        </message>
        <message>
            <source>They are two people again.</source>
            <translation>They are two people again.</translation>
        </message>
        <message>
            <source>“{name}”: the user of {account} is a person of its own now.</source>
            <translation>“{name}”: the user of {account} is a person of its own now.</translation>
        </message>
        <message>
            <source>separating {account} from {name}</source>
            <translation>separating {account} from {name}</translation>
        </message>
        <message>
            <source>They are one person again.</source>
            <translation>They are one person again.</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Undo</translation>
        </message>
    </context>
    <context>
        <name>Users</name>
        <message>
            <source>Without a name</source>
            <translation>Without a name</translation>
        </message>
        <message>
            <source>in no account any more</source>
            <translation>in no account any more</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Matched by</source>
            <translation>Matched by</translation>
        </message>
        <message>
            <source>Records</source>
            <translation>Records</translation>
        </message>
        <message>
            <source>marked</source>
            <translation>marked</translation>
        </message>
        <message>
            <source>not marked</source>
            <translation>not marked</translation>
        </message>
        <message>
            <source>{name} (inactive)</source>
            <translation>{name} (inactive)</translation>
        </message>
        <message>
            <source>under another name</source>
            <translation>under another name</translation>
        </message>
        <message>
            <source>Same e-mail, told by you</source>
            <translation>Same e-mail, told by you</translation>
        </message>
        <message>
            <source>Told by you</source>
            <translation>Told by you</translation>
        </message>
        <message>
            <source>Same e-mail</source>
            <translation>Same e-mail</translation>
        </message>
    </context>
    <context>
        <name>UsersPage</name>
        <message>
            <source>Separate…</source>
            <translation>Separate…</translation>
        </message>
        <message>
            <source>Same person…</source>
            <translation>Same person…</translation>
        </message>
        <message>
            <source>Filter by name, e-mail or account</source>
            <translation>Filter by name, e-mail or account</translation>
        </message>
        <message>
            <source>Negotiators</source>
            <translation>Negotiators</translation>
        </message>
        <message>
            <source>To the accounts</source>
            <translation>To the accounts</translation>
        </message>
        <message>
            <source>No negotiator yet. They come with the first synchronisation of an account.</source>
            <translation>No negotiator yet. They come with the first synchronisation of an account.</translation>
        </message>
        <message>
            <source>Empty the filter</source>
            <translation>Empty the filter</translation>
        </message>
        <message>
            <source>Nobody has such a name or address in any account.</source>
            <translation>Nobody has such a name or address in any account.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln person(s)</source>
            <translation>
                <numerusform>%Ln person</numerusform>
                <numerusform>%Ln people</numerusform>
            </translation>
        </message>
        <message>
            <source>“{name}” has a namesake ({accounts}). If it is the same person, say so.</source>
            <translation>“{name}” has a namesake ({accounts}). If it is the same person, say so.</translation>
        </message>
        <message>
            <source>Users with the same e-mail are one person. Otherwise mark two (Space) that are the same person.</source>
            <translation>Users with the same e-mail are one person. Otherwise mark two (Space) that are the same person.</translation>
        </message>
        <message>
            <source>“{name}” is marked. Mark the line that is the same person.</source>
            <translation>“{name}” is marked. Mark the line that is the same person.</translation>
        </message>
        <message>
            <source>More than two are marked: say it of two at a time.</source>
            <translation>More than two are marked: say it of two at a time.</translation>
        </message>
        <message>
            <source>“{first}” and “{second}” are marked.</source>
            <translation>“{first}” and “{second}” are marked.</translation>
        </message>
        <message>
            <source>“{first}” and “{second}” both sign in to {account}, so they stay two.</source>
            <translation>“{first}” and “{second}” both sign in to {account}, so they stay two.</translation>
        </message>
        <message>
            <source>“{first}” and “{second}” are in no account any more, so they stay two.</source>
            <translation>“{first}” and “{second}” are in no account any more, so they stay two.</translation>
        </message>
    </context>
    <context>
        <name>ValueDialog</name>
        <message>
            <source>Another value: {field}</source>
            <translation>Another value: {field}</translation>
        </message>
        <message>
            <source>Use it</source>
            <translation>Use it</translation>
        </message>
    </context>
    <context>
        <name>VendorStep</name>
        <message>
            <source>Which CRM do you want to connect?</source>
            <translation>Which CRM do you want to connect?</translation>
        </message>
    </context>
    <context>
        <name>WaitingStep</name>
        <message>
            <source>Sign in there and allow the access, then come back here.</source>
            <translation>Sign in there and allow the access, then come back here.</translation>
        </message>
        <message>
            <source>If the browser shows an error, check the client ID and the application’s redirect address: nothing tells crmdesk of such an error.</source>
            <translation>If the browser shows an error, check the client ID and the application’s redirect address: nothing tells crmdesk of such an error.</translation>
        </message>
        <message>
            <source>Check the client ID</source>
            <translation>Check the client ID</translation>
        </message>
        <message>
            <source>Open the browser again</source>
            <translation>Open the browser again</translation>
        </message>
        <message>
            <source>Copy the address</source>
            <translation>Copy the address</translation>
        </message>
        <message>
            <source>Time left: {time}</source>
            <translation>Time left: {time}</translation>
        </message>
        <message>
            <source>Waiting for the browser…</source>
            <translation>Waiting for the browser…</translation>
        </message>
        <message>
            <source>Checking the access…</source>
            <translation>Checking the access…</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>Copied</translation>
        </message>
    </context>
    <context>
        <name>WelcomePage</name>
        <message>
            <source>Language</source>
            <translation>Language</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Appearance</translation>
        </message>
        <message>
            <source>Your CRMs on this computer, even without a network</source>
            <translation>Your CRMs on this computer, even without a network</translation>
        </message>
        <message>
            <source>crmdesk keeps an encrypted copy of your leads, lets you work on it anywhere, and brings both sides together again. Nothing you type is lost.</source>
            <translation>crmdesk keeps an encrypted copy of your leads, lets you work on it anywhere, and brings both sides together again. Nothing you type is lost.</translation>
        </message>
        <message>
            <source>Discover with the demonstration agency</source>
            <translation>Discover with the demonstration agency</translation>
        </message>
        <message>
            <source>Some six hundred leads, colleagues who change things meanwhile, and a few conflicts to settle. Nothing leaves this computer.</source>
            <translation>Some six hundred leads, colleagues who change things meanwhile, and a few conflicts to settle. Nothing leaves this computer.</translation>
        </message>
        <message>
            <source>Open the demonstration</source>
            <translation>Open the demonstration</translation>
        </message>
        <message>
            <source>Connect my CRM</source>
            <translation>Connect my CRM</translation>
        </message>
        <message>
            <source>Sign in to your account in the browser. At first crmdesk only receives; you decide when it may send.</source>
            <translation>Sign in to your account in the browser. At first crmdesk only receives; you decide when it may send.</translation>
        </message>
        <message>
            <source>Connect an account</source>
            <translation>Connect an account</translation>
        </message>
    </context>
    <context>
        <name>LookupDialog</name>
        <message>
            <source>Look somebody up in the accounts</source>
            <translation>Look somebody up in the accounts</translation>
        </message>
        <message>
            <source>claire.durand@example.fr or 06 12 34 56 78</source>
            <translation>claire.durand@example.fr or 06 12 34 56 78</translation>
        </message>
        <message>
            <source>E-mail address or phone number</source>
            <translation>E-mail address or phone number</translation>
        </message>
        <message>
            <source>Ask the accounts</source>
            <translation>Ask the accounts</translation>
        </message>
        <message>
            <source>Synchronise now</source>
            <translation>Synchronise now</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>No account is connected yet. Connect one first; then it can be asked.</source>
            <translation>No account is connected yet. Connect one first; then it can be asked.</translation>
        </message>
        <message numerus="yes">
            <source>Asking %Ln account(s)…</source>
            <translation>
                <numerusform>Asking %Ln account…</numerusform>
                <numerusform>Asking %Ln accounts…</numerusform>
            </translation>
        </message>
        <message>
            <source>Who is not here yet comes in with the next synchronisation.</source>
            <translation>Who is not here yet comes in with the next synchronisation.</translation>
        </message>
        <message>
            <source>None of the accounts that answered knows it.</source>
            <translation>None of the accounts that answered knows it.</translation>
        </message>
        <message>
            <source>No account knows it.</source>
            <translation>No account knows it.</translation>
        </message>
    </context>
    <context>
        <name>_FoundLine</name>
        <message>
            <source>Not here yet</source>
            <translation>Not here yet</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Open</translation>
        </message>
        <message>
            <source>Open {name}</source>
            <translation>Open {name}</translation>
        </message>
    </context>
</TS>
