<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr_FR" sourcelanguage="en">
    <context>
        <name>Account</name>
        <message>
            <source>never synchronised</source>
            <translation>jamais synchronisé</translation>
        </message>
        <message>
            <source>Synchronising</source>
            <translation>Synchronisation en cours</translation>
        </message>
        <message>
            <source>Sign-in needed</source>
            <translation>Reconnexion nécessaire</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>En pause</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>En attente de la première synchronisation</translation>
        </message>
        <message>
            <source>Up to date</source>
            <translation>À jour</translation>
        </message>
        <message>
            <source>first synchronisation</source>
            <translation>première synchronisation</translation>
        </message>
        <message>
            <source>Waits for your answer</source>
            <translation>Attend votre réponse</translation>
        </message>
        <message>
            <source>{told} The account says: “{words}”.</source>
            <translation>{told} Le compte dit&#xa0;: «&#xa0;{words}&#xa0;».</translation>
        </message>
    </context>
    <context>
        <name>AccountControls</name>
        <message>
            <source>Reconnect…</source>
            <translation>Reconnecter…</translation>
        </message>
        <message>
            <source>Synchronise now</source>
            <translation>Synchroniser maintenant</translation>
        </message>
        <message>
            <source>Disconnect…</source>
            <translation>Déconnecter…</translation>
        </message>
        <message>
            <source>Send changes to this account</source>
            <translation>Envoyer les modifications à ce compte</translation>
        </message>
        <message>
            <source>Time between two synchronisations</source>
            <translation>Délai entre deux synchronisations</translation>
        </message>
        <message>
            <source>Time between two synchronisations of {account}</source>
            <translation>Délai entre deux synchronisations de {account}</translation>
        </message>
        <message>
            <source>Records deleted in this account</source>
            <translation>Fiches supprimées dans ce compte</translation>
        </message>
        <message>
            <source>Send changes to {account}</source>
            <translation>Envoyer les modifications à {account}</translation>
        </message>
        <message>
            <source>Put into the trash here too</source>
            <translation>Les mettre aussi à la corbeille ici</translation>
        </message>
        <message>
            <source>Keep on this computer</source>
            <translation>Les garder sur cet ordinateur</translation>
        </message>
        <message>
            <source>Ask me</source>
            <translation>Me demander</translation>
        </message>
        <message>
            <source>Records deleted in {account}</source>
            <translation>Fiches supprimées dans {account}</translation>
        </message>
        <message>
            <source>They are no longer linked, and are not created there again. You are still asked about those that you changed.</source>
            <translation>Elles ne sont plus liées au compte et n’y sont pas recréées. Pour celles que vous avez modifiées, la question vous est toujours posée.</translation>
        </message>
        <message>
            <source>You decide on the page of conflicts. Those that another account has too stay, without a question.</source>
            <translation>Vous décidez sur la page des conflits. Celles qu’un autre compte contient aussi restent, sans question.</translation>
        </message>
        <message>
            <source>You are asked about those that you changed. Those that another account has too stay.</source>
            <translation>Pour celles que vous avez modifiées, la question vous est posée. Celles qu’un autre compte contient aussi restent.</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Reprendre</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Pause</translation>
        </message>
        <message>
            <source>Last synchronisation {when}</source>
            <translation>Dernière synchronisation {when}</translation>
        </message>
        <message>
            <source>Never synchronised</source>
            <translation>Jamais synchronisé</translation>
        </message>
        <message numerus="yes">
            <source>%Ln change(s) waiting to be sent</source>
            <translation>
                <numerusform>%Ln modification attend d’être envoyée</numerusform>
                <numerusform>%Ln modifications attendent d’être envoyées</numerusform>
            </translation>
        </message>
        <message>
            <source>Your changes go out with each synchronisation.</source>
            <translation>Vos modifications partent à chaque synchronisation.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln change(s) not sent: kept on this computer until you switch sending on</source>
            <translation>
                <numerusform>%Ln modification non envoyée, gardée sur cet ordinateur jusqu’à ce que vous activiez l’envoi</numerusform>
                <numerusform>%Ln modifications non envoyées, gardées sur cet ordinateur jusqu’à ce que vous activiez l’envoi</numerusform>
            </translation>
        </message>
        <message>
            <source>This account only receives. Your changes stay on this computer until you switch sending on.</source>
            <translation>Ce compte ne fait que recevoir. Vos modifications restent sur cet ordinateur jusqu’à ce que vous activiez l’envoi.</translation>
        </message>
        <message>
            <source>Nothing is exchanged while the account is paused. What you change waits here until you go on.</source>
            <translation>Rien n’est échangé tant que le compte est en pause. Vos modifications attendent ici jusqu’à la reprise.</translation>
        </message>
        <message>
            <source>What you change waits here until you have signed in again.</source>
            <translation>Vos modifications attendent ici jusqu’à ce que vous soyez reconnecté.</translation>
        </message>
        <message>
            <source>What you change waits here until you have answered about the first synchronisation.</source>
            <translation>Vos modifications attendent ici que vous ayez répondu au sujet de la première synchronisation.</translation>
        </message>
        <message>
            <source>What you change waits here until the first synchronisation is settled.</source>
            <translation>Vos modifications attendent ici la fin de la première synchronisation.</translation>
        </message>
    </context>
    <context>
        <name>AccountHealth</name>
        <message>
            <source>More about {account}</source>
            <translation>Plus d’actions sur {account}</translation>
        </message>
        <message numerus="yes">
            <source>sent</source>
            <translation>
                <numerusform>envoyée</numerusform>
                <numerusform>envoyées</numerusform>
            </translation>
        </message>
        <message>
            <source>{share} of today’s quota</source>
            <translation>{share} du quota du jour</translation>
        </message>
        <message numerus="yes">
            <source>%Ln call(s) in 30 days</source>
            <translation>
                <numerusform>%Ln appel en 30 jours</numerusform>
                <numerusform>%Ln appels en 30 jours</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln refused</source>
            <translation>
                <numerusform>%Ln refus</numerusform>
                <numerusform>%Ln refus</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln record(s) read</source>
            <translation>
                <numerusform>%Ln fiche lue</numerusform>
                <numerusform>%Ln fiches lues</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>received</source>
            <translation>
                <numerusform>reçue</numerusform>
                <numerusform>reçues</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln access renewal(s)</source>
            <translation>
                <numerusform>%Ln renouvellement d’accès</numerusform>
                <numerusform>%Ln renouvellements d’accès</numerusform>
            </translation>
        </message>
        <message>
            <source>Synchronise now</source>
            <translation>Synchroniser maintenant</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Reprendre</translation>
        </message>
        <message>
            <source>Reconnect…</source>
            <translation>Reconnecter…</translation>
        </message>
        <message>
            <source>Pause</source>
            <translation>Pause</translation>
        </message>
        <message>
            <source>Account…</source>
            <translation>Compte…</translation>
        </message>
    </context>
    <context>
        <name>AccountStep</name>
        <message>
            <source>Create these fields in the account</source>
            <translation>Créer ces champs dans le compte</translation>
        </message>
        <message>
            <source>Create these columns in the sheet</source>
            <translation>Créer ces colonnes dans la feuille</translation>
        </message>
        <message>
            <source>The application lacks scopes that the guide lists: {scopes}. What they cover is neither read nor sent. An administrator adds them to the application; then sign in again.</source>
            <translation>Il manque à l’application des autorisations indiquées dans le guide&#xa0;: {scopes}. Ce qu’elles couvrent n’est ni lu ni envoyé. Un administrateur les ajoute à l’application&#x202f;; reconnectez ensuite le compte.</translation>
        </message>
        <message>
            <source>Send changes from the start</source>
            <translation>Envoyer les modifications dès le début</translation>
        </message>
        <message>
            <source>What happens next</source>
            <translation>La suite</translation>
        </message>
        <message>
            <source>Whoever is on this computer already is linked only once you agree.</source>
            <translation>Les personnes déjà présentes sur cet ordinateur ne sont rapprochées qu’avec votre accord.</translation>
        </message>
        <message>
            <source>crmdesk reads everything in the account once, which may take some minutes; you can work meanwhile. From then on your changes are sent soon after you make them.</source>
            <translation>crmdesk lit une fois tout le compte, ce qui peut prendre quelques minutes&#x202f;; vous pouvez travailler pendant ce temps. Ensuite, vos modifications sont envoyées peu après leur saisie.</translation>
        </message>
        <message>
            <source>crmdesk reads everything in the account once, which may take some minutes; you can work meanwhile. Nothing is sent: your changes stay on this computer until you switch sending on.</source>
            <translation>crmdesk lit une fois tout le compte, ce qui peut prendre quelques minutes&#x202f;; vous pouvez travailler pendant ce temps. Rien n’est envoyé&#xa0;: vos modifications restent sur cet ordinateur jusqu’à ce que vous activiez l’envoi.</translation>
        </message>
        <message>
            <source>crmdesk goes on where it stopped and reads what changed in the account since.</source>
            <translation>crmdesk reprend là où il s’était arrêté et lit ce qui a changé dans le compte depuis.</translation>
        </message>
        <message>
            <source>What waits to be sent is sent, and from then on your changes soon after you make them.</source>
            <translation>Ce qui attend est envoyé, puis vos modifications partent peu après leur saisie.</translation>
        </message>
        <message>
            <source>Nothing is sent: your changes stay on this computer until you switch sending on.</source>
            <translation>Rien n’est envoyé&#xa0;: vos modifications restent sur cet ordinateur jusqu’à ce que vous activiez l’envoi.</translation>
        </message>
        <message>
            <source>This account does not say its currency: its amounts are taken for {currency}.</source>
            <translation>Ce compte n’indique pas sa devise&#xa0;: ses montants sont lus comme des {currency}.</translation>
        </message>
        <message>
            <source>signed in as {user}</source>
            <translation>connecté comme {user}</translation>
        </message>
        <message>
            <source>Fields of your trade that the account lacks</source>
            <translation>Champs du métier absents du compte</translation>
        </message>
        <message>
            <source>Without them these values stay on this computer, marked as such. Only an administrator can create them.</source>
            <translation>Sans eux, ces valeurs restent sur cet ordinateur et sont signalées. Seul un administrateur peut les créer.</translation>
        </message>
        <message>
            <source>Columns that the sheet lacks</source>
            <translation>Colonnes absentes de la feuille</translation>
        </message>
        <message>
            <source>crmdesk knows a row again by the column _crmdesk_id, which it hides: without it nothing of the sheet is read, and nothing is sent.</source>
            <translation>crmdesk reconnaît une ligne à la colonne _crmdesk_id, qu’il masque&#xa0;: sans elle, rien n’est lu dans la feuille et rien n’y est envoyé.</translation>
        </message>
        <message>
            <source>Fields of your trade that an administrator has to make</source>
            <translation>Champs métier qu’un administrateur doit créer</translation>
        </message>
        <message>
            <source>No program can create them in this CRM. Until an administrator has made them by hand, as the guide says, these values stay on this computer, marked as such.</source>
            <translation>Dans ce CRM, aucun programme ne peut les créer. Tant qu’un administrateur ne les a pas créés à la main, comme l’indique le guide, ces valeurs restent sur cet ordinateur, signalées comme telles.</translation>
        </message>
        <message>
            <source>Open the guide</source>
            <translation>Ouvrir le guide</translation>
        </message>
        <message numerus="yes">
            <source>and %Ln more</source>
            <translation>
                <numerusform>et %Ln autre</numerusform>
                <numerusform>et %Ln autres</numerusform>
            </translation>
        </message>
        <message>
            <source>Contacts with these labels count as leads</source>
            <translation>Compter comme leads les contacts portant ces étiquettes</translation>
        </message>
        <message>
            <source>Contacts at these stages count as leads</source>
            <translation>Compter comme leads les contacts à ces étapes</translation>
        </message>
        <message>
            <source>Send changes to this account</source>
            <translation>Envoyer les modifications à ce compte</translation>
        </message>
    </context>
    <context>
        <name>AccountsPage</name>
        <message>
            <source>Connect an account</source>
            <translation>Connecter un compte</translation>
        </message>
        <message>
            <source>No account is connected yet. Connect your CRM to bring its records in.</source>
            <translation>Aucun compte n’est connecté. Connectez votre CRM pour recevoir ses fiches.</translation>
        </message>
        <message>
            <source>Accounts</source>
            <translation>Comptes</translation>
        </message>
        <message numerus="yes">
            <source>%Ln account(s)</source>
            <translation>
                <numerusform>%Ln compte</numerusform>
                <numerusform>%Ln comptes</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>AccountsTab</name>
        <message>
            <source>Only on this computer so far.</source>
            <translation>Seulement sur cet ordinateur pour l’instant.</translation>
        </message>
        <message>
            <source>Separate this account…</source>
            <translation>Séparer ce compte…</translation>
        </message>
    </context>
    <context>
        <name>Action</name>
        <message>
            <source>New lead</source>
            <translation>Nouveau lead</translation>
        </message>
        <message>
            <source>New contact</source>
            <translation>Nouveau contact</translation>
        </message>
        <message>
            <source>New company</source>
            <translation>Nouvelle société</translation>
        </message>
        <message>
            <source>New deal</source>
            <translation>Nouvelle affaire</translation>
        </message>
        <message>
            <source>New activity</source>
            <translation>Nouvelle activité</translation>
        </message>
        <message>
            <source>New note</source>
            <translation>Nouvelle note</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Quitter</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Redo</source>
            <translation>Rétablir</translation>
        </message>
        <message>
            <source>Search in this list</source>
            <translation>Rechercher dans cette liste</translation>
        </message>
        <message>
            <source>Search or run an action…</source>
            <translation>Rechercher ou lancer une action…</translation>
        </message>
        <message>
            <source>Synchronise the chosen account</source>
            <translation>Synchroniser le compte choisi</translation>
        </message>
        <message>
            <source>Synchronise all accounts</source>
            <translation>Synchroniser tous les comptes</translation>
        </message>
        <message>
            <source>Stop the synchronisation</source>
            <translation>Arrêter la synchronisation</translation>
        </message>
        <message>
            <source>Work offline</source>
            <translation>Travailler hors ligne</translation>
        </message>
        <message>
            <source>Connect an account…</source>
            <translation>Connecter un compte…</translation>
        </message>
        <message>
            <source>Next page</source>
            <translation>Page suivante</translation>
        </message>
        <message>
            <source>Previous page</source>
            <translation>Page précédente</translation>
        </message>
        <message>
            <source>Next pane</source>
            <translation>Volet suivant</translation>
        </message>
        <message>
            <source>Show or hide the record</source>
            <translation>Afficher ou masquer la fiche</translation>
        </message>
        <message>
            <source>Trash</source>
            <translation>Corbeille</translation>
        </message>
        <message>
            <source>Possible duplicates</source>
            <translation>Doublons possibles</translation>
        </message>
        <message>
            <source>Compact rows</source>
            <translation>Lignes compactes</translation>
        </message>
        <message>
            <source>Reset the layout</source>
            <translation>Réinitialiser la disposition</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Fichier</translation>
        </message>
        <message>
            <source>Edit</source>
            <translation>Édition</translation>
        </message>
        <message>
            <source>View</source>
            <translation>Affichage</translation>
        </message>
        <message>
            <source>Synchronisation</source>
            <translation>Synchronisation</translation>
        </message>
        <message>
            <source>Look somebody up in the accounts…</source>
            <translation>Chercher quelqu’un dans les comptes…</translation>
        </message>
    </context>
    <context>
        <name>ActivitiesTab</name>
        <message>
            <source>Nothing yet. Note and Task above begin the history of your exchanges.</source>
            <translation>Rien pour l’instant. Note et Tâche, ci-dessus, commencent l’historique de vos échanges.</translation>
        </message>
    </context>
    <context>
        <name>AlikeDialog</name>
        <message numerus="yes">
            <source>Decide the same for %Ln other record(s)</source>
            <translation>
                <numerusform>Trancher de la même façon pour %Ln autre fiche</numerusform>
                <numerusform>Trancher de la même façon pour %Ln autres fiches</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Decide %Ln conflict(s)</source>
            <translation>
                <numerusform>Trancher %Ln conflit</numerusform>
                <numerusform>Trancher %Ln conflits</numerusform>
            </translation>
        </message>
        <message>
            <source>The case of {name} is finished too. One step of undo takes everything back.</source>
            <translation>Le cas de {name} est réglé aussi. Une seule annulation défait le tout.</translation>
        </message>
        <message>
            <source>What is decided</source>
            <translation>Ce qui est tranché</translation>
        </message>
        <message>
            <source>Record</source>
            <translation>Fiche</translation>
        </message>
        <message>
            <source>Field</source>
            <translation>Champ</translation>
        </message>
        <message>
            <source>On this computer</source>
            <translation>Sur cet ordinateur</translation>
        </message>
        <message>
            <source>In the account</source>
            <translation>Dans le compte</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Résultat</translation>
        </message>
    </context>
    <context>
        <name>AppearanceChoice</name>
        <message>
            <source>As the system</source>
            <translation>Comme le système</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Clair</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Sombre</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Apparence</translation>
        </message>
    </context>
    <context>
        <name>BugDialog</name>
        <message>
            <source>A mistake of ours</source>
            <translation>Une erreur de notre part</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Détails</translation>
        </message>
        <message>
            <source>Copy the details</source>
            <translation>Copier les détails</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
        <message>
            <source>Something in crmdesk went wrong. What you typed is kept; you can go on working.</source>
            <translation>Une erreur est survenue dans crmdesk. Ce que vous avez saisi est conservé&#x202f;; vous pouvez continuer à travailler.</translation>
        </message>
    </context>
    <context>
        <name>Case</name>
        <message>
            <source>A colleague’s newer value was replaced when yours was sent.</source>
            <translation>La valeur plus récente d’un collègue a été remplacée lors de votre envoi.</translation>
        </message>
        <message>
            <source>You replaced what {who} entered at {time}.</source>
            <translation>Vous avez remplacé la saisie faite par {who} à {time}.</translation>
        </message>
        <message>
            <source>You replaced what {who} entered on {moment}.</source>
            <translation>Vous avez remplacé la saisie faite par {who} le {moment}.</translation>
        </message>
        <message>
            <source>The same fields were changed on both sides since the last synchronisation.</source>
            <translation>Les mêmes champs ont été modifiés des deux côtés depuis la dernière synchronisation.</translation>
        </message>
        <message>
            <source>Some values changed while you were reading.</source>
            <translation>Des valeurs ont changé pendant votre lecture.</translation>
        </message>
        <message>
            <source>The decision of {at} was taken back after it had been sent. The question is open again.</source>
            <translation>La décision du {at} a été annulée après son envoi. La question est de nouveau ouverte.</translation>
        </message>
        <message>
            <source>The decision of {at} was taken back. The question is open again.</source>
            <translation>La décision du {at} a été annulée. La question est de nouveau ouverte.</translation>
        </message>
        <message>
            <source>The accounts keep setting this to and fro. Your choice ends it.</source>
            <translation>Les comptes changent cette valeur en va-et-vient. Votre choix y met fin.</translation>
        </message>
        <message>
            <source>Both sides hold a value, and none that both had before.</source>
            <translation>Chaque côté a une valeur, et aucune valeur commune auparavant.</translation>
        </message>
        <message>
            <source>Why these values: {field}</source>
            <translation>Pourquoi ces valeurs&#xa0;: {field}</translation>
        </message>
        <message>
            <source>Which of the two is newer is not known.</source>
            <translation>On ne sait pas laquelle des deux est la plus récente.</translation>
        </message>
        <message>
            <source>A blank is not sent to {accounts}: the value there stays.</source>
            <translation>Un champ vide n’est pas envoyé à {accounts}&#xa0;: la valeur y reste.</translation>
        </message>
        <message>
            <source>History of this field</source>
            <translation>Historique du champ</translation>
        </message>
        <message>
            <source>{reason} – the newest</source>
            <translation>{reason} – la plus récente</translation>
        </message>
        <message>
            <source>{value}, typed on this computer</source>
            <translation>{value}, saisi sur cet ordinateur</translation>
        </message>
        <message>
            <source>{value}, on this computer, from {account}</source>
            <translation>{value}, sur cet ordinateur, venu de {account}</translation>
        </message>
        <message>
            <source>{value}, on this computer</source>
            <translation>{value}, sur cet ordinateur</translation>
        </message>
        <message>
            <source>{value}, replaced in {account}</source>
            <translation>{value}, remplacé dans {account}</translation>
        </message>
        <message>
            <source>{value}, in {account}</source>
            <translation>{value}, dans {account}</translation>
        </message>
        <message>
            <source>Deleted on this computer{facts}</source>
            <translation>Supprimée sur cet ordinateur{facts}</translation>
        </message>
        <message>
            <source>changed in {account}{facts}.</source>
            <translation>modifiée dans {account}{facts}.</translation>
        </message>
        <message>
            <source>Changed on this computer{facts}</source>
            <translation>Modifiée sur cet ordinateur{facts}</translation>
        </message>
        <message>
            <source>deleted in {account}{facts}.</source>
            <translation>supprimée dans {account}{facts}.</translation>
        </message>
        <message>
            <source>Deleted in {account}{facts}, not changed on this computer. You chose to be asked about such records.</source>
            <translation>Supprimée dans {account}{facts}, non modifiée sur cet ordinateur. Vous avez choisi d’être consulté pour ces fiches.</translation>
        </message>
    </context>
    <context>
        <name>CaseFrame</name>
        <message>
            <source>Previous conflict</source>
            <translation>Conflit précédent</translation>
        </message>
        <message>
            <source>Next conflict</source>
            <translation>Conflit suivant</translation>
        </message>
        <message>
            <source>Open the record</source>
            <translation>Ouvrir la fiche</translation>
        </message>
        <message>
            <source>Later</source>
            <translation>Plus tard</translation>
        </message>
        <message>
            <source>Create a policy…</source>
            <translation>Créer une règle…</translation>
        </message>
    </context>
    <context>
        <name>CaseView</name>
        <message>
            <source>All: this computer</source>
            <translation>Tout&#xa0;: cet ordinateur</translation>
        </message>
        <message>
            <source>Shift ←</source>
            <translation>Maj ←</translation>
        </message>
        <message>
            <source>The newest</source>
            <translation>Le plus récent</translation>
        </message>
        <message>
            <source>Finish and next</source>
            <translation>Terminer et suivant</translation>
        </message>
        <message>
            <source>Ctrl ⏎</source>
            <translation>Ctrl ⏎</translation>
        </message>
        <message>
            <source>Shift →</source>
            <translation>Maj →</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Garder</translation>
        </message>
        <message>
            <source>All: {account}</source>
            <translation>Tout&#xa0;: {account}</translation>
        </message>
        <message>
            <source>Put back</source>
            <translation>Remettre</translation>
        </message>
        <message>
            <source>Put back: {account}</source>
            <translation>Remettre&#xa0;: {account}</translation>
        </message>
        <message numerus="yes">
            <source>%Ln field(s) to go</source>
            <translation>
                <numerusform>Encore %Ln champ</numerusform>
                <numerusform>Encore %Ln champs</numerusform>
            </translation>
        </message>
        <message>
            <source>All decided</source>
            <translation>Tout est tranché</translation>
        </message>
        <message numerus="yes">
            <source>%Ln similar case(s)</source>
            <translation>
                <numerusform>%Ln cas semblable</numerusform>
                <numerusform>%Ln cas semblables</numerusform>
            </translation>
        </message>
        <message>
            <source>The same fields differ with {account} on other records.</source>
            <translation>Les mêmes champs diffèrent avec {account} sur d’autres fiches.</translation>
        </message>
        <message>
            <source>Show them</source>
            <translation>Les voir</translation>
        </message>
        <message>
            <source>Decide them alike…</source>
            <translation>Trancher de la même façon…</translation>
        </message>
        <message>
            <source>Ctrl+Shift+Enter</source>
            <translation>Ctrl+Maj+Entrée</translation>
        </message>
        <message numerus="yes">
            <source>%Ln identical field(s)</source>
            <translation>
                <numerusform>%Ln champ identique</numerusform>
                <numerusform>%Ln champs identiques</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Check</name>
        <message>
            <source>Everything is in order.</source>
            <translation>Tout est en ordre.</translation>
        </message>
        <message>
            <source>and {count} more</source>
            <translation>et {count} de plus</translation>
        </message>
        <message>
            <source>The file is damaged</source>
            <translation>Le fichier est endommagé</translation>
        </message>
        <message>
            <source>A part of the file with your data cannot be read as it was written. Close crmdesk and put the newest backup in place with crmdesk recover; what was sent since then comes back with the next synchronisation.</source>
            <translation>Une partie du fichier de vos données ne peut plus être lue telle qu’elle a été écrite. Fermez crmdesk et restaurez la sauvegarde la plus récente avec crmdesk recover&#x202f;; ce qui a été envoyé depuis revient à la prochaine synchronisation.</translation>
        </message>
        <message>
            <source>A record cannot be read</source>
            <translation>Une fiche ne peut pas être lue</translation>
        </message>
        <message>
            <source>A value of it is not written as it should be. Put the newest backup in place with crmdesk recover.</source>
            <translation>L’une de ses valeurs n’est pas écrite comme il faut. Restaurez la sauvegarde la plus récente avec crmdesk recover.</translation>
        </message>
        <message>
            <source>Something in the file is not written as it should be</source>
            <translation>Quelque chose dans le fichier n’est pas écrit comme il faut</translation>
        </message>
        <message>
            <source>The table, its row and the column are named. Put the newest backup in place with crmdesk recover.</source>
            <translation>La table, la ligne et la colonne sont indiquées. Restaurez la sauvegarde la plus récente avec crmdesk recover.</translation>
        </message>
        <message>
            <source>Something could not be checked</source>
            <translation>Une vérification n’a pas pu être faite</translation>
        </message>
        <message>
            <source>What this check looks at is not written as it should be. All other checks were made. Put the newest backup in place with crmdesk recover.</source>
            <translation>Ce que cette vérification examine n’est pas écrit comme il faut. Toutes les autres vérifications ont été faites. Restaurez la sauvegarde la plus récente avec crmdesk recover.</translation>
        </message>
        <message>
            <source>A record is missing that an account has</source>
            <translation>Il manque une fiche que possède un compte</translation>
        </message>
        <message>
            <source>The account’s row is tied to a record that is not here. Put the newest backup in place with crmdesk recover, or disconnect the account, keeping the data, and connect it again: everything there is read anew.</source>
            <translation>La ligne du compte est liée à une fiche qui n’est pas ici. Restaurez la sauvegarde la plus récente avec crmdesk recover, ou déconnectez le compte en gardant les données, puis reconnectez-le&#xa0;: tout y est relu.</translation>
        </message>
        <message>
            <source>A record is missing that the history tells of</source>
            <translation>Il manque une fiche dont parle l’historique</translation>
        </message>
        <message>
            <source>Nobody has deleted it, and it is not in the trash. Put the newest backup in place with crmdesk recover.</source>
            <translation>Personne ne l’a supprimée, et elle n’est pas dans la corbeille. Restaurez la sauvegarde la plus récente avec crmdesk recover.</translation>
        </message>
        <message>
            <source>Something is left of an account that is not connected</source>
            <translation>Il reste quelque chose d’un compte qui n’est pas connecté</translation>
        </message>
        <message>
            <source>It does no harm, and nothing is lost. Please report it.</source>
            <translation>C’est sans gravité, et rien n’est perdu. Merci de le signaler.</translation>
        </message>
        <message>
            <source>A row of an account belongs to two records</source>
            <translation>Une ligne d’un compte appartient à deux fiches</translation>
        </message>
        <message>
            <source>A change could reach the wrong one. Switch sending off for the account, and report it.</source>
            <translation>Une modification pourrait atteindre la mauvaise. Désactivez l’envoi pour ce compte et signalez-le.</translation>
        </message>
        <message>
            <source>A conflict is about a record that is missing</source>
            <translation>Un conflit porte sur une fiche qui manque</translation>
        </message>
        <message>
            <source>It cannot be decided. Put the newest backup in place with crmdesk recover if you miss the record.</source>
            <translation>Il ne peut pas être tranché. Si la fiche vous manque, restaurez la sauvegarde la plus récente avec crmdesk recover.</translation>
        </message>
        <message>
            <source>A decision is incomplete</source>
            <translation>Une décision est incomplète</translation>
        </message>
        <message>
            <source>What was chosen stands, but the values that were turned down are not kept any more. A backup may have them.</source>
            <translation>Ce qui a été choisi reste valable, mais les valeurs écartées ne sont plus conservées. Une sauvegarde les a peut-être.</translation>
        </message>
        <message>
            <source>It is not known whether a change arrived</source>
            <translation>On ne sait pas si une modification est arrivée</translation>
        </message>
        <message>
            <source>A change was sent, its answer is missing, and no synchronisation is looking for it. Synchronise and check again; if it stays, report it.</source>
            <translation>Une modification a été envoyée, sa réponse manque, et aucune synchronisation ne la cherche. Synchronisez et vérifiez à nouveau&#x202f;; si cela reste, signalez-le.</translation>
        </message>
        <message>
            <source>One record is being sent twice at once</source>
            <translation>Une fiche est envoyée deux fois en même temps</translation>
        </message>
        <message>
            <source>Switch sending off for the account, and report it.</source>
            <translation>Désactivez l’envoi pour ce compte et signalez-le.</translation>
        </message>
        <message>
            <source>Something was to be deleted in an account that nobody deleted here</source>
            <translation>Un compte devait supprimer ce que personne n’a supprimé ici</translation>
        </message>
        <message>
            <source>Look into the account’s recycle bin, and take the record out of it if it should be there. Please report it.</source>
            <translation>Regardez dans la corbeille du compte et sortez-en la fiche si elle doit exister. Merci de le signaler.</translation>
        </message>
        <message>
            <source>News of an account wait for nothing</source>
            <translation>Des nouveautés d’un compte attendent sans raison</translation>
        </message>
        <message>
            <source>They were read and are not taken in. Synchronise and check again; if they stay, disconnect the account, keeping the data, and connect it again: everything there is read anew.</source>
            <translation>Elles ont été lues et ne sont pas reprises. Synchronisez et vérifiez à nouveau&#x202f;; si elles restent, déconnectez le compte en gardant les données, puis reconnectez-le&#xa0;: tout y est relu.</translation>
        </message>
        <message>
            <source>An account’s first synchronisation went on without an answer, or waits for none</source>
            <translation>La première synchronisation d’un compte a continué sans réponse, ou n’en attend aucune</translation>
        </message>
        <message>
            <source>Synchronise and check again; if it stays, disconnect the account, keeping the data, and connect it again.</source>
            <translation>Synchronisez et vérifiez de nouveau&#x202f;; si cela reste, déconnectez le compte en gardant les données, puis reconnectez-le.</translation>
        </message>
        <message>
            <source>It is not known how far an account was read</source>
            <translation>On ne sait pas jusqu’où un compte a été lu</translation>
        </message>
        <message>
            <source>Disconnect the account, keeping the data, and connect it again: everything there is read anew.</source>
            <translation>Déconnectez le compte en gardant les données, puis reconnectez-le&#xa0;: tout y est relu.</translation>
        </message>
        <message>
            <source>The list of related records is not right</source>
            <translation>La liste des fiches liées n’est pas juste</translation>
        </message>
        <message>
            <source>A record may be missing where its contacts, deals or notes are listed. Nothing is lost: give it another relation and then this one again, and it is right.</source>
            <translation>Une fiche peut manquer là où sont listés ses contacts, affaires ou notes. Rien n’est perdu&#xa0;: donnez-lui une autre relation, puis de nouveau celle-ci, et tout redevient juste.</translation>
        </message>
        <message>
            <source>Search does not know a record as it should</source>
            <translation>La recherche connaît mal une fiche</translation>
        </message>
        <message>
            <source>It is in the lists and may not be found by search. Change its name and change it back: search finds it again.</source>
            <translation>Elle est dans les listes, mais la recherche peut ne pas la trouver. Modifiez son nom puis remettez-le&#xa0;: la recherche la retrouve.</translation>
        </message>
        <message>
            <source>The history of a field has a gap</source>
            <translation>L’historique d’un champ a un trou</translation>
        </message>
        <message>
            <source>A value changed without a line in the history. Compare the field with what the account holds; a backup may have the value in between.</source>
            <translation>Une valeur a changé sans ligne dans l’historique. Comparez le champ avec ce que contient le compte&#x202f;; une sauvegarde a peut-être la valeur intermédiaire.</translation>
        </message>
        <message>
            <source>A field holds something else than its history says</source>
            <translation>Un champ contient autre chose que ce que dit son historique</translation>
        </message>
        <message>
            <source>Compare the field with its history, and type what is right.</source>
            <translation>Comparez le champ avec son historique et saisissez ce qui est juste.</translation>
        </message>
        <message>
            <source>The history does not say where a record comes from</source>
            <translation>L’historique ne dit pas d’où vient une fiche</translation>
        </message>
        <message>
            <source>The record is here, and nothing of it is missing. Please report it.</source>
            <translation>La fiche est là, et rien n’y manque. Merci de le signaler.</translation>
        </message>
        <message>
            <source>The trash and the history do not agree</source>
            <translation>La corbeille et l’historique ne concordent pas</translation>
        </message>
        <message>
            <source>A record is in the trash, or out of it, without a line in the history. Look at it, and delete or restore it as it should be.</source>
            <translation>Une fiche est dans la corbeille, ou n’y est plus, sans ligne dans l’historique. Regardez-la, puis supprimez-la ou restaurez-la comme il faut.</translation>
        </message>
        <message>
            <source>What was last agreed with an account cannot be read</source>
            <translation>Le dernier état commun avec un compte ne peut pas être lu</translation>
        </message>
        <message>
            <source>Changes of this record cannot be told apart. Put the newest backup in place with crmdesk recover, or disconnect the account, keeping the data, and connect it again.</source>
            <translation>Les modifications de cette fiche ne peuvent plus être distinguées. Restaurez la sauvegarde la plus récente avec crmdesk recover, ou déconnectez le compte en gardant les données, puis reconnectez-le.</translation>
        </message>
        <message>
            <source>A value that was typed here is not waiting to be sent</source>
            <translation>Une valeur saisie ici n’attend pas d’être envoyée</translation>
        </message>
        <message>
            <source>It is kept here, and its account does not have it. Change it and change it back: then it is sent.</source>
            <translation>Elle est gardée ici, et son compte ne l’a pas. Modifiez-la, puis remettez-la comme elle était&#xa0;: elle est alors envoyée.</translation>
        </message>
        <message>
            <source>A deletion is not waiting to be sent</source>
            <translation>Une suppression n’attend pas d’être envoyée</translation>
        </message>
        <message>
            <source>The record is in the trash here, and its account still has it. Restore it and delete it again: then it is sent.</source>
            <translation>La fiche est dans la corbeille ici, et son compte l’a encore. Restaurez-la et supprimez-la à nouveau&#xa0;: la suppression est alors envoyée.</translation>
        </message>
        <message>
            <source>A record is waiting to be sent although nothing differs</source>
            <translation>Une fiche attend d’être envoyée alors que rien ne diffère</translation>
        </message>
        <message>
            <source>It does no harm. The next change of the record ends it.</source>
            <translation>C’est sans gravité. La prochaine modification de la fiche y met fin.</translation>
        </message>
        <message>
            <source>A record refers to another that is not there</source>
            <translation>Une fiche renvoie à une autre qui n’existe pas</translation>
        </message>
        <message>
            <source>Choose another one in this field, or leave it blank.</source>
            <translation>Choisissez-en une autre dans ce champ, ou laissez-le vide.</translation>
        </message>
        <message>
            <source>Something is not as it should be</source>
            <translation>Quelque chose n’est pas comme il faut</translation>
        </message>
        <message>
            <source>Please report it.</source>
            <translation>Merci de le signaler.</translation>
        </message>
    </context>
    <context>
        <name>Command</name>
        <message>
            <source>{label}: {text}</source>
            <translation>{label}&#xa0;: {text}</translation>
        </message>
        <message>
            <source>not a text in this terminal&apos;s encoding</source>
            <translation>ce n’est pas un texte dans l’encodage de ce terminal</translation>
        </message>
        <message>
            <source>a whole number from 0 on is expected, not “{given}”</source>
            <translation>un nombre entier à partir de 0 est attendu, et non «&#xa0;{given}&#xa0;»</translation>
        </message>
        <message>
            <source>minutes from 1 to 1440 are expected, not “{given}”</source>
            <translation>des minutes de 1 à 1440 sont attendues, et non «&#xa0;{given}&#xa0;»</translation>
        </message>
        <message>
            <source>a port up to {last} is expected, not {given}</source>
            <translation>un port jusqu’à {last} est attendu, et non {given}</translation>
        </message>
        <message>
            <source>Passphrase: </source>
            <translation>Phrase secrète&#xa0;: </translation>
        </message>
        <message>
            <source>Passphrase (again): </source>
            <translation>Phrase secrète (encore une fois)&#xa0;: </translation>
        </message>
        <message>
            <source>Token: </source>
            <translation>Jeton&#xa0;: </translation>
        </message>
        <message>
            <source>Client secret: </source>
            <translation>Secret de l’application&#xa0;: </translation>
        </message>
        <message>
            <source>id</source>
            <translation>identifiant</translation>
        </message>
        <message>
            <source>name</source>
            <translation>nom</translation>
        </message>
        <message>
            <source>record</source>
            <translation>fiche</translation>
        </message>
        <message>
            <source>field</source>
            <translation>champ</translation>
        </message>
        <message>
            <source>account</source>
            <translation>compte</translation>
        </message>
        <message>
            <source>accounts</source>
            <translation>comptes</translation>
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
            <translation>état</translation>
        </message>
        <message>
            <source>sending</source>
            <translation>envoi</translation>
        </message>
        <message>
            <source>last success</source>
            <translation>dernière réussite</translation>
        </message>
        <message>
            <source>on this computer</source>
            <translation>sur cet ordinateur</translation>
        </message>
        <message>
            <source>{value} (replaced: {told})</source>
            <translation>{value} (remplacé&#xa0;: {told})</translation>
        </message>
        <message>
            <source>{value} (replaced)</source>
            <translation>{value} (remplacé)</translation>
        </message>
        <message>
            <source>there</source>
            <translation>là-bas</translation>
        </message>
        <message>
            <source>time</source>
            <translation>date</translation>
        </message>
        <message>
            <source>good to know</source>
            <translation>bon à savoir</translation>
        </message>
        <message>
            <source>command</source>
            <translation>commande</translation>
        </message>
        <message>
            <source>No notices.</source>
            <translation>Aucune remarque.</translation>
        </message>
        <message>
            <source>{field}: {value}, as in {account}.</source>
            <translation>{field}&#xa0;: {value}, comme dans {account}.</translation>
        </message>
        <message>
            <source>because of the</source>
            <translation>en commun</translation>
        </message>
        <message>
            <source>not mapped</source>
            <translation>non associé</translation>
        </message>
        <message>
            <source>label</source>
            <translation>libellé</translation>
        </message>
        <message>
            <source>type</source>
            <translation>type</translation>
        </message>
        <message>
            <source>suggested</source>
            <translation>proposé</translation>
        </message>
        <message>
            <source>required</source>
            <translation>obligatoire</translation>
        </message>
        <message>
            <source>version</source>
            <translation>version</translation>
        </message>
        <message>
            <source>made</source>
            <translation>enregistrée</translation>
        </message>
        <message>
            <source>conflict</source>
            <translation>conflit</translation>
        </message>
        <message>
            <source>problem</source>
            <translation>problème</translation>
        </message>
        <message>
            <source>pending</source>
            <translation>en attente</translation>
        </message>
        <message>
            <source>records</source>
            <translation>fiches</translation>
        </message>
        <message>
            <source>present</source>
            <translation>présente</translation>
        </message>
        <message>
            <source>deleted</source>
            <translation>supprimée</translation>
        </message>
        <message>
            <source>{account}: signed in to {organisation}</source>
            <translation>{account}&#xa0;: connecté à {organisation}</translation>
        </message>
        <message>
            <source>scopes that the application lacks, see docs/vendors; what they cover is neither read nor sent: {scopes}</source>
            <translation>autorisations qui manquent à l’application, voir docs/vendors&#x202f;; ce qu’elles couvrent n’est ni lu ni envoyé&#xa0;: {scopes}</translation>
        </message>
        <message>
            <source>fields that an administrator makes by hand, see docs/vendors: {fields}</source>
            <translation>champs qu’un administrateur crée à la main, voir docs/vendors&#xa0;: {fields}</translation>
        </message>
        <message>
            <source>fields that the account lacks, and --create-fields makes there; what is typed into them stays here: {fields}</source>
            <translation>champs qui manquent dans le compte et que --create-fields y crée&#x202f;; ce qu’on y saisit reste ici&#xa0;: {fields}</translation>
        </message>
        <message>
            <source>columns that the sheet lacks, and --create-fields makes there; without _crmdesk_id nothing is read and nothing is sent: {fields}</source>
            <translation>colonnes qui manquent dans la feuille et que --create-fields y crée&#x202f;; sans _crmdesk_id, rien n’est lu et rien n’est envoyé&#xa0;: {fields}</translation>
        </message>
        <message>
            <source>the account does not say its currency: its amounts are taken for {currency}</source>
            <translation>le compte n’indique pas sa devise&#xa0;: ses montants sont lus comme des {currency}</translation>
        </message>
        <message>
            <source>{account}: sending is on</source>
            <translation>{account}&#xa0;: l’envoi est activé</translation>
        </message>
        <message>
            <source>request</source>
            <translation>requête</translation>
        </message>
        <message>
            <source>calls</source>
            <translation>appels</translation>
        </message>
        <message>
            <source>bytes sent</source>
            <translation>octets envoyés</translation>
        </message>
        <message>
            <source>bytes received</source>
            <translation>octets reçus</translation>
        </message>
        <message>
            <source>refusals</source>
            <translation>refus</translation>
        </message>
        <message>
            <source>retries</source>
            <translation>nouvelles tentatives</translation>
        </message>
        <message>
            <source>nothing was asked of any account in the last 30 days</source>
            <translation>rien n’a été demandé à aucun compte ces 30 derniers jours</translation>
        </message>
        <message>
            <source>{account}: sending is off</source>
            <translation>{account}&#xa0;: l’envoi est désactivé</translation>
        </message>
        <message>
            <source>{account}: synchronised every minute</source>
            <translation>{account}&#xa0;: synchronisé toutes les minutes</translation>
        </message>
        <message>
            <source>{account}: synchronised every {n} minutes</source>
            <translation>{account}&#xa0;: synchronisé toutes les {n} minutes</translation>
        </message>
        <message>
            <source>{account}: signed out</source>
            <translation>{account}&#xa0;: déconnecté</translation>
        </message>
        <message>
            <source>{n} change was never sent to it and will not be</source>
            <translation>{n} modification ne lui a jamais été envoyée et ne le sera pas</translation>
        </message>
        <message>
            <source>{n} changes were never sent to it and will not be</source>
            <translation>{n} modifications ne lui ont jamais été envoyées et ne le seront pas</translation>
        </message>
        <message>
            <source>{n} record deleted here stays in the account</source>
            <translation>{n} fiche supprimée ici reste dans le compte</translation>
        </message>
        <message>
            <source>{n} records deleted here stay in the account</source>
            <translation>{n} fiches supprimées ici restent dans le compte</translation>
        </message>
        <message>
            <source>on</source>
            <translation>activé</translation>
        </message>
        <message>
            <source>off</source>
            <translation>désactivé</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>échec</translation>
        </message>
        <message>
            <source>{account}: {outcome} ({counts}; {seconds} s)</source>
            <translation>{account}&#xa0;: {outcome} ({counts}&#x202f;; {seconds}&#xa0;s)</translation>
        </message>
        <message>
            <source>nothing to do</source>
            <translation>rien à faire</translation>
        </message>
        <message>
            <source>no account to synchronise: crmdesk connect VENDOR signs in to one</source>
            <translation>aucun compte à synchroniser&#xa0;: crmdesk connect FOURNISSEUR en connecte un</translation>
        </message>
        <message>
            <source>Nothing to decide. Both sides agree.</source>
            <translation>Rien à trancher. Les deux côtés sont d’accord.</translation>
        </message>
        <message>
            <source>{n} conflict decided</source>
            <translation>{n} conflit tranché</translation>
        </message>
        <message>
            <source>{n} conflicts decided</source>
            <translation>{n} conflits tranchés</translation>
        </message>
        <message>
            <source>{record}: one record now</source>
            <translation>{record}&#xa0;: une seule fiche à présent</translation>
        </message>
        <message>
            <source>{record}: a record of its own</source>
            <translation>{record}&#xa0;: une fiche à part</translation>
        </message>
        <message>
            <source>two records, no longer listed as duplicates</source>
            <translation>deux fiches distinctes, qui ne sont plus proposées comme doublons</translation>
        </message>
        <message>
            <source>version {version} is in force</source>
            <translation>la version {version} est en vigueur</translation>
        </message>
        <message>
            <source>called alike: {fields} (“mapping set” keeps one of them in that property)</source>
            <translation>portant le même nom : {fields} (« mapping set » en garde un dans cette propriété)</translation>
        </message>
        <message>
            <source>id there</source>
            <translation>identifiant là-bas</translation>
        </message>
        <message>
            <source>not here</source>
            <translation>pas ici</translation>
        </message>
        <message>
            <source>no account has it</source>
            <translation>aucun compte ne l’a</translation>
        </message>
        <message>
            <source>written: {file}</source>
            <translation>écrit&#xa0;: {file}</translation>
        </message>
        <message>
            <source>row {number}</source>
            <translation>ligne {number}</translation>
        </message>
        <message>
            <source>{n} row</source>
            <translation>{n} ligne</translation>
        </message>
        <message>
            <source>{n} rows</source>
            <translation>{n} lignes</translation>
        </message>
        <message>
            <source>columns left out</source>
            <translation>colonnes laissées de côté</translation>
        </message>
        <message>
            <source>Nothing was changed: --dry-run.</source>
            <translation>Rien n’a été modifié&#xa0;: --dry-run.</translation>
        </message>
        <message>
            <source>Stopped behind row {row}: nothing below it was taken. Import only the rest of the file: the rows above would be made twice.</source>
            <translation>Arrêté après la ligne {row}&#xa0;: rien de ce qui suit n’a été pris. N’importez que la suite du fichier&#xa0;: les lignes d’avant seraient créées deux fois.</translation>
        </message>
        <message>
            <source>{n} record written: {file}</source>
            <translation>{n} fiche écrite&#xa0;: {file}</translation>
        </message>
        <message>
            <source>{n} records written: {file}</source>
            <translation>{n} fiches écrites&#xa0;: {file}</translation>
        </message>
        <message>
            <source>backup of {moment} put in its place</source>
            <translation>sauvegarde du {moment} remise en place</translation>
        </message>
        <message>
            <source>an empty database put in its place</source>
            <translation>base vide mise en place</translation>
        </message>
        <message>
            <source>set aside: {folder}</source>
            <translation>mis de côté&#xa0;: {folder}</translation>
        </message>
        <message>
            <source>{n} record worked on here since that backup</source>
            <translation>{n} fiche travaillée ici depuis cette sauvegarde</translation>
        </message>
        <message>
            <source>{n} records worked on here since that backup</source>
            <translation>{n} fiches travaillées ici depuis cette sauvegarde</translation>
        </message>
        <message>
            <source>The old file could not be read to its end: there may be more.</source>
            <translation>L’ancien fichier n’a pas pu être lu jusqu’au bout&#xa0;: il peut y en avoir d’autres.</translation>
        </message>
        <message>
            <source>What was worked on here since that backup is not known.</source>
            <translation>Ce qui a été travaillé ici depuis cette sauvegarde n’est pas connu.</translation>
        </message>
        <message>
            <source>{account}: {n} change of the last {days} days was not announced by the vendor, and was found by comparing all rows (last: {moment}).</source>
            <translation>{account}&#xa0;: {n} modification des {days} derniers jours n’a pas été annoncée par le fournisseur, et a été trouvée en comparant toutes les lignes (la dernière&#xa0;: {moment}).</translation>
        </message>
        <message>
            <source>{account}: {n} changes of the last {days} days were not announced by the vendor, and were found by comparing all rows (last: {moment}).</source>
            <translation>{account}&#xa0;: {n} modifications des {days} derniers jours n’ont pas été annoncées par le fournisseur, et ont été trouvées en comparant toutes les lignes (la dernière&#xa0;: {moment}).</translation>
        </message>
        <message>
            <source>They are here now. Such a change arrives up to a day late; “crmdesk runs” tells in which runs.</source>
            <translation>Elles sont ici désormais. Une telle modification arrive jusqu’à un jour plus tard&#x202f;; crmdesk runs dit dans quelles synchronisations.</translation>
        </message>
        <message>
            <source>{n} picture in {folder}</source>
            <translation>{n} image dans {folder}</translation>
        </message>
        <message>
            <source>{n} pictures in {folder}</source>
            <translation>{n} images dans {folder}</translation>
        </message>
        <message>
            <source>{account} is paused: nothing is exchanged with it. To go on: {command}</source>
            <translation>{account} est en pause&#xa0;: rien n’est échangé avec ce compte. Pour reprendre&#xa0;: {command}</translation>
        </message>
        <message>
            <source>{account} goes on with the next synchronisation.</source>
            <translation>{account} reprend à la prochaine synchronisation.</translation>
        </message>
        <message>
            <source>{account} was not paused.</source>
            <translation>{account} n’était pas en pause.</translation>
        </message>
        <message>
            <source>{account} was read, and nothing is taken in before another account is here: synchronise once more.</source>
            <translation>{account} a été lu, mais rien n’est repris avant qu’un autre compte soit arrivé&#xa0;: synchronisez encore une fois.</translation>
        </message>
        <message>
            <source>up to date</source>
            <translation>à jour</translation>
        </message>
        <message>
            <source>cancelled</source>
            <translation>interrompu</translation>
        </message>
        <message>
            <source>another program is synchronising it</source>
            <translation>un autre programme le synchronise</translation>
        </message>
        <message>
            <source>still going on</source>
            <translation>encore en cours</translation>
        </message>
        <message>
            <source>interrupted</source>
            <translation>coupé avant la fin</translation>
        </message>
        <message>
            <source>not all of it was sent</source>
            <translation>tout n’a pas été envoyé</translation>
        </message>
        <message>
            <source>{account}: {n} change waits for your decision. To see it: crmdesk conflicts</source>
            <translation>{account}&#xa0;: {n} modification attend votre décision. Pour la voir&#xa0;: crmdesk conflicts</translation>
        </message>
        <message>
            <source>{account}: {n} changes wait for your decision. To see them: crmdesk conflicts</source>
            <translation>{account}&#xa0;: {n} modifications attendent votre décision. Pour les voir&#xa0;: crmdesk conflicts</translation>
        </message>
        <message>
            <source>{account}: {n} change was refused, or failed; the problems that are listed say why.</source>
            <translation>{account}&#xa0;: {n} modification a été refusée ou a échoué&#x202f;; les problèmes affichés disent pourquoi.</translation>
        </message>
        <message>
            <source>{account}: {n} changes were refused, or failed; the problems that are listed say why.</source>
            <translation>{account}&#xa0;: {n} modifications ont été refusées ou ont échoué&#x202f;; les problèmes affichés disent pourquoi.</translation>
        </message>
        <message>
            <source>{account}: {n} change waits until you have looked at a review. To see it: crmdesk reviews</source>
            <translation>{account}&#xa0;: {n} modification attend que vous ayez examiné une alerte. Pour la voir&#xa0;: crmdesk reviews</translation>
        </message>
        <message>
            <source>{account}: {n} changes wait until you have looked at a review. To see it: crmdesk reviews</source>
            <translation>{account}&#xa0;: {n} modifications attendent que vous ayez examiné une alerte. Pour la voir&#xa0;: crmdesk reviews</translation>
        </message>
        <message>
            <source>{account}: {n} change waits for your answer about the first synchronisation.</source>
            <translation>{account}&#xa0;: {n} modification attend votre réponse à propos de la première synchronisation.</translation>
        </message>
        <message>
            <source>{account}: {n} changes wait for your answer about the first synchronisation.</source>
            <translation>{account}&#xa0;: {n} modifications attendent votre réponse à propos de la première synchronisation.</translation>
        </message>
        <message>
            <source>{account}: {n} change is sent after the first synchronisation.</source>
            <translation>{account}&#xa0;: {n} modification partira après la première synchronisation.</translation>
        </message>
        <message>
            <source>{account}: {n} changes are sent after the first synchronisation.</source>
            <translation>{account}&#xa0;: {n} modifications partiront après la première synchronisation.</translation>
        </message>
        <message>
            <source>{account}: {n} change waits because the account is paused.</source>
            <translation>{account}&#xa0;: {n} modification attend, car le compte est en pause.</translation>
        </message>
        <message>
            <source>{account}: {n} changes wait because the account is paused.</source>
            <translation>{account}&#xa0;: {n} modifications attendent, car le compte est en pause.</translation>
        </message>
        <message>
            <source>{account}: {n} change waits until you have signed in again.</source>
            <translation>{account}&#xa0;: {n} modification attend que vous vous soyez reconnecté.</translation>
        </message>
        <message>
            <source>{account}: {n} changes wait until you have signed in again.</source>
            <translation>{account}&#xa0;: {n} modifications attendent que vous vous soyez reconnecté.</translation>
        </message>
        <message>
            <source>{account}: {n} change was sent, and no answer came: the next synchronisation looks whether it arrived.</source>
            <translation>{account}&#xa0;: {n} modification est partie sans réponse&#xa0;: la prochaine synchronisation regardera si elle est arrivée.</translation>
        </message>
        <message>
            <source>{account}: {n} changes were sent, and no answer came: the next synchronisation looks whether they arrived.</source>
            <translation>{account}&#xa0;: {n} modifications sont parties sans réponse&#xa0;: la prochaine synchronisation regardera si elles sont arrivées.</translation>
        </message>
        <message>
            <source>{account}: {n} change goes out with the next synchronisation: it came up during this one, or waits for another record.</source>
            <translation>{account}&#xa0;: {n} modification partira avec la prochaine synchronisation&#xa0;: elle est survenue pendant celle-ci, ou attend une autre fiche.</translation>
        </message>
        <message>
            <source>{account}: {n} changes go out with the next synchronisation: they came up during this one, or wait for other records.</source>
            <translation>{account}&#xa0;: {n} modifications partiront avec la prochaine synchronisation&#xa0;: elles sont survenues pendant celle-ci, ou attendent d’autres fiches.</translation>
        </message>
        <message>
            <source>{account}: a record that is deleted there goes to the trash here.</source>
            <translation>{account}&#xa0;: une fiche qui y est supprimée va à la corbeille ici.</translation>
        </message>
        <message>
            <source>{account}: a record that is deleted there stays here, and is not made anew there.</source>
            <translation>{account}&#xa0;: une fiche qui y est supprimée reste ici, sans y être recréée.</translation>
        </message>
        <message>
            <source>{account}: you are asked about a record that is deleted there.</source>
            <translation>{account}&#xa0;: pour une fiche qui y est supprimée, la question vous est posée.</translation>
        </message>
        <message>
            <source>To take it back: crmdesk undo --change {change}</source>
            <translation>Pour revenir en arrière&#xa0;: crmdesk undo --change {change}</translation>
        </message>
        <message>
            <source>(not known here yet)</source>
            <translation>(pas encore connu ici)</translation>
        </message>
        <message>
            <source>left open, as nobody can say which side is the newest: {fields}. Keep computer or account there.</source>
            <translation>à trancher encore, car nul ne sait quel côté est le plus récent&#xa0;: {fields}. Gardez-y computer ou account.</translation>
        </message>
        <message>
            <source>active</source>
            <translation>actif</translation>
        </message>
        <message>
            <source>paused</source>
            <translation>en pause</translation>
        </message>
        <message>
            <source>sign-in needed</source>
            <translation>à reconnecter</translation>
        </message>
        <message>
            <source>address</source>
            <translation>adresse</translation>
        </message>
        <message>
            <source>number</source>
            <translation>numéro</translation>
        </message>
        <message>
            <source>{n} row read</source>
            <translation>{n} ligne lue</translation>
        </message>
        <message>
            <source>{n} rows read</source>
            <translation>{n} lignes lues</translation>
        </message>
        <message>
            <source>renewals asked for</source>
            <translation>renouvellements demandés</translation>
        </message>
        <message>
            <source>Nothing of it has come in yet. To take it in: {command}</source>
            <translation>Rien n’en est encore arrivé ici. Pour le recevoir&#xa0;: {command}</translation>
        </message>
        <message>
            <source>{n} row taken in</source>
            <translation>{n} ligne enregistrée ici</translation>
        </message>
        <message>
            <source>{n} rows taken in</source>
            <translation>{n} lignes enregistrées ici</translation>
        </message>
        <message>
            <source>{n} record merged</source>
            <translation>{n} fiche fusionnée</translation>
        </message>
        <message>
            <source>{n} records merged</source>
            <translation>{n} fiches fusionnées</translation>
        </message>
        <message>
            <source>{n} new conflict</source>
            <translation>{n} nouveau conflit</translation>
        </message>
        <message>
            <source>{n} new conflicts</source>
            <translation>{n} nouveaux conflits</translation>
        </message>
        <message>
            <source>{n} conflict decided by policy</source>
            <translation>{n} conflit tranché par une règle</translation>
        </message>
        <message>
            <source>{n} conflicts decided by policy</source>
            <translation>{n} conflits tranchés par une règle</translation>
        </message>
        <message>
            <source>{n} notice</source>
            <translation>{n} remarque</translation>
        </message>
        <message>
            <source>{n} notices</source>
            <translation>{n} remarques</translation>
        </message>
        <message>
            <source>{n} change sent</source>
            <translation>{n} modification envoyée</translation>
        </message>
        <message>
            <source>{n} changes sent</source>
            <translation>{n} modifications envoyées</translation>
        </message>
        <message>
            <source>{n} change not sent</source>
            <translation>{n} modification non envoyée</translation>
        </message>
        <message>
            <source>{n} changes not sent</source>
            <translation>{n} modifications non envoyées</translation>
        </message>
        <message>
            <source>{n} record deleted</source>
            <translation>{n} fiche supprimée</translation>
        </message>
        <message>
            <source>{n} records deleted</source>
            <translation>{n} fiches supprimées</translation>
        </message>
        <message>
            <source>{n} request</source>
            <translation>{n} requête</translation>
        </message>
        <message>
            <source>{n} requests</source>
            <translation>{n} requêtes</translation>
        </message>
        <message>
            <source>{n} problem</source>
            <translation>{n} problème</translation>
        </message>
        <message>
            <source>{n} problems</source>
            <translation>{n} problèmes</translation>
        </message>
        <message>
            <source>{n} review</source>
            <translation>{n} alerte</translation>
        </message>
        <message>
            <source>{n} reviews</source>
            <translation>{n} alertes</translation>
        </message>
        <message>
            <source>{n} row that no feed told</source>
            <translation>{n} ligne qu’aucun flux n’avait annoncée</translation>
        </message>
        <message>
            <source>{n} rows that no feed told</source>
            <translation>{n} lignes qu’aucun flux n’avait annoncées</translation>
        </message>
        <message>
            <source>{n} change pending</source>
            <translation>{n} modification en attente</translation>
        </message>
        <message>
            <source>{n} changes pending</source>
            <translation>{n} modifications en attente</translation>
        </message>
        <message>
            <source>{n} conflict waits for your answer: crmdesk conflicts</source>
            <translation>{n} conflit attend votre réponse : crmdesk conflicts</translation>
        </message>
        <message>
            <source>{n} conflicts wait for your answer: crmdesk conflicts</source>
            <translation>{n} conflits attendent votre réponse : crmdesk conflicts</translation>
        </message>
        <message>
            <source>{n} review waits for your answer: crmdesk reviews</source>
            <translation>{n} alerte attend votre réponse : crmdesk reviews</translation>
        </message>
        <message>
            <source>{n} reviews wait for your answer: crmdesk reviews</source>
            <translation>{n} alertes attendent votre réponse : crmdesk reviews</translation>
        </message>
        <message>
            <source>{n} conflict</source>
            <translation>{n} conflit</translation>
        </message>
        <message>
            <source>{n} conflicts</source>
            <translation>{n} conflits</translation>
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
            <translation>{n} société</translation>
        </message>
        <message>
            <source>{n} companies</source>
            <translation>{n} sociétés</translation>
        </message>
        <message>
            <source>{n} deal</source>
            <translation>{n} affaire</translation>
        </message>
        <message>
            <source>{n} deals</source>
            <translation>{n} affaires</translation>
        </message>
        <message>
            <source>{n} activity</source>
            <translation>{n} activité</translation>
        </message>
        <message>
            <source>{n} activities</source>
            <translation>{n} activités</translation>
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
            <translation>{n} fiche créée</translation>
        </message>
        <message>
            <source>{n} records made</source>
            <translation>{n} fiches créées</translation>
        </message>
        <message>
            <source>{n} record changed</source>
            <translation>{n} fiche modifiée</translation>
        </message>
        <message>
            <source>{n} records changed</source>
            <translation>{n} fiches modifiées</translation>
        </message>
        <message>
            <source>{n} record as it was</source>
            <translation>{n} fiche inchangée</translation>
        </message>
        <message>
            <source>{n} records as they were</source>
            <translation>{n} fiches inchangées</translation>
        </message>
        <message>
            <source>{n} row not taken</source>
            <translation>{n} ligne refusée</translation>
        </message>
        <message>
            <source>{n} rows not taken</source>
            <translation>{n} lignes refusées</translation>
        </message>
        <message>
            <source>text</source>
            <translation>texte</translation>
        </message>
        <message>
            <source>long text</source>
            <translation>texte long</translation>
        </message>
        <message>
            <source>whole number</source>
            <translation>nombre entier</translation>
        </message>
        <message>
            <source>decimal number</source>
            <translation>nombre décimal</translation>
        </message>
        <message>
            <source>amount</source>
            <translation>montant</translation>
        </message>
        <message>
            <source>yes or no</source>
            <translation>oui ou non</translation>
        </message>
        <message>
            <source>date</source>
            <translation>date</translation>
        </message>
        <message>
            <source>date and time</source>
            <translation>date et heure</translation>
        </message>
        <message>
            <source>choice</source>
            <translation>choix</translation>
        </message>
        <message>
            <source>tags</source>
            <translation>mots-clés</translation>
        </message>
        <message>
            <source>e-mail addresses</source>
            <translation>adresses e-mail</translation>
        </message>
        <message>
            <source>phone numbers</source>
            <translation>numéros de téléphone</translation>
        </message>
        <message>
            <source>consent</source>
            <translation>consentement</translation>
        </message>
        <message>
            <source>ok</source>
            <translation>ok</translation>
        </message>
        <message>
            <source>FAILED</source>
            <translation>ÉCHEC</translation>
        </message>
        <message>
            <source>self-test failed: {checks}</source>
            <translation>autotest en échec&#xa0;: {checks}</translation>
        </message>
        <message>
            <source>It ended with “{reason}”.</source>
            <translation>Le contrôle s’est terminé par «&#xa0;{reason}&#xa0;».</translation>
        </message>
        <message>
            <source>{seconds} s</source>
            <translation>{seconds}&#xa0;s</translation>
        </message>
        <message>
            <source>the keyring gave back another key</source>
            <translation>le trousseau a rendu une autre clé</translation>
        </message>
        <message>
            <source>the passphrase gave another key</source>
            <translation>la phrase secrète a donné une autre clé</translation>
        </message>
        <message>
            <source>no keyring here: a passphrase protects the data (CRMDESK_PASSPHRASE)</source>
            <translation>pas de trousseau ici&#xa0;: une phrase secrète protège les données (CRMDESK_PASSPHRASE)</translation>
        </message>
        <message>
            <source>the file can be read without its key</source>
            <translation>le fichier peut être lu sans sa clé</translation>
        </message>
        <message>
            <source>another key opens the file</source>
            <translation>une autre clé ouvre le fichier</translation>
        </message>
        <message>
            <source>encrypted</source>
            <translation>chiffrée</translation>
        </message>
        <message>
            <source>{count} records found instead of 1</source>
            <translation>{count} fiches trouvées au lieu d’une</translation>
        </message>
        <message>
            <source>the server is not believed</source>
            <translation>le serveur n’est pas reconnu</translation>
        </message>
        <message>
            <source>an unknown server is believed</source>
            <translation>un serveur inconnu est reconnu</translation>
        </message>
        <message>
            <source>verified</source>
            <translation>vérifié</translation>
        </message>
        <message>
            <source>the font cannot be read</source>
            <translation>la police ne peut pas être lue</translation>
        </message>
        <message>
            <source>the icon came out blank</source>
            <translation>l’icône est restée vide</translation>
        </message>
        <message>
            <source>the letters came out blank</source>
            <translation>les lettres sont restées vides</translation>
        </message>
        <message>
            <source>both languages say {word}</source>
            <translation>les deux langues disent {word}</translation>
        </message>
        <message>
            <source>received {received}, sent {sent}</source>
            <translation>lignes reçues&#xa0;: {received}, envoyées&#xa0;: {sent}</translation>
        </message>
        <message>
            <source>keyring</source>
            <translation>trousseau</translation>
        </message>
        <message>
            <source>database</source>
            <translation>base</translation>
        </message>
        <message>
            <source>search</source>
            <translation>recherche</translation>
        </message>
        <message>
            <source>tls</source>
            <translation>TLS</translation>
        </message>
        <message>
            <source>pictures</source>
            <translation>images</translation>
        </message>
        <message>
            <source>languages</source>
            <translation>langues</translation>
        </message>
        <message>
            <source>sync</source>
            <translation>synchronisation</translation>
        </message>
        <message>
            <source>signed in</source>
            <translation>comptes connectés</translation>
        </message>
        <message>
            <source>received</source>
            <translation>lignes reçues</translation>
        </message>
        <message>
            <source>edited offline</source>
            <translation>saisies hors ligne</translation>
        </message>
        <message>
            <source>received again</source>
            <translation>lignes reçues ensuite</translation>
        </message>
        <message>
            <source>merged without asking</source>
            <translation>fusionnées sans question</translation>
        </message>
        <message>
            <source>conflicts</source>
            <translation>conflits</translation>
        </message>
        <message>
            <source>deleted there</source>
            <translation>supprimées là-bas</translation>
        </message>
        <message>
            <source>No policy: every conflict is asked about.</source>
            <translation>Aucune règle&#xa0;: chaque conflit est une question.</translation>
        </message>
        <message>
            <source>The policy counts from the next synchronisation on.</source>
            <translation>La règle compte dès la prochaine synchronisation.</translation>
        </message>
        <message>
            <source>The policy is removed.</source>
            <translation>La règle est supprimée.</translation>
        </message>
        <message>
            <source>Open conflicts that it would decide</source>
            <translation>Conflits ouverts qu’elle trancherait</translation>
        </message>
        <message>
            <source>Decisions of the last 90 days that it would have changed</source>
            <translation>Décisions des 90 derniers jours qu’elle aurait changées</translation>
        </message>
        <message>
            <source>Would be taken back</source>
            <translation>Serait annulé</translation>
        </message>
        <message>
            <source>Taken back</source>
            <translation>Annulé</translation>
        </message>
        <message>
            <source>Taken back.</source>
            <translation>Annulé.</translation>
        </message>
        <message>
            <source>Stays as it is</source>
            <translation>Reste tel quel</translation>
        </message>
        <message>
            <source>To take that back in its turn: crmdesk undo --change {change}</source>
            <translation>Pour revenir à son tour sur cela&#xa0;: crmdesk undo --change {change}</translation>
        </message>
        <message>
            <source>{n} row was sent with what was here before: that stays.</source>
            <translation>{n} ligne a été envoyée avec ce qui était déjà ici&#xa0;: cela reste.</translation>
        </message>
        <message>
            <source>{n} rows were sent with what was here before: that stays.</source>
            <translation>{n} lignes ont été envoyées avec ce qui était déjà ici&#xa0;: cela reste.</translation>
        </message>
        <message>
            <source>kind</source>
            <translation>type de fiche</translation>
        </message>
        <message>
            <source>policy</source>
            <translation>règle</translation>
        </message>
        <message>
            <source>also</source>
            <translation>aussi</translation>
        </message>
        <message>
            <source>until</source>
            <translation>jusqu’au</translation>
        </message>
        <message>
            <source>now</source>
            <translation>maintenant</translation>
        </message>
        <message>
            <source>then</source>
            <translation>ensuite</translation>
        </message>
        <message>
            <source>decided</source>
            <translation>conflits tranchés</translation>
        </message>
        <message>
            <source>instead</source>
            <translation>à la place</translation>
        </message>
        <message>
            <source>chosen</source>
            <translation>choisi</translation>
        </message>
        <message>
            <source>not taken</source>
            <translation>écarté</translation>
        </message>
        <message>
            <source>change</source>
            <translation>modification</translation>
        </message>
        <message>
            <source>begun</source>
            <translation>début</translation>
        </message>
        <message>
            <source>before</source>
            <translation>avant</translation>
        </message>
        <message>
            <source>after</source>
            <translation>après</translation>
        </message>
        <message>
            <source>why</source>
            <translation>pourquoi</translation>
        </message>
        <message>
            <source>what it did</source>
            <translation>effet</translation>
        </message>
        <message>
            <source>changed a value</source>
            <translation>valeur modifiée</translation>
        </message>
        <message>
            <source>decided by a policy</source>
            <translation>décidé par une règle</translation>
        </message>
        <message>
            <source>brought this record</source>
            <translation>fiche arrivée</translation>
        </message>
        <message>
            <source>put into the trash</source>
            <translation>fiche mise à la corbeille</translation>
        </message>
        <message>
            <source>brought back</source>
            <translation>fiche rétablie</translation>
        </message>
        <message>
            <source>made it another kind</source>
            <translation>changée de type</translation>
        </message>
        <message>
            <source>merged it with another</source>
            <translation>fusionnée avec une autre</translation>
        </message>
        <message>
            <source>changed since</source>
            <translation>modifié depuis</translation>
        </message>
        <message>
            <source>waits for your decision</source>
            <translation>attend votre décision</translation>
        </message>
        <message>
            <source>cannot be taken back with the run</source>
            <translation>ne se défait pas avec la synchronisation</translation>
        </message>
        <message>
            <source>Ask me</source>
            <translation>Me demander</translation>
        </message>
        <message>
            <source>The most recent value</source>
            <translation>La valeur la plus récente</translation>
        </message>
        <message>
            <source>This computer</source>
            <translation>Cet ordinateur</translation>
        </message>
        <message>
            <source>The account</source>
            <translation>Le compte</translation>
        </message>
        <message>
            <source>A certain account</source>
            <translation>Un compte précis</translation>
        </message>
        <message>
            <source>Never blank a value</source>
            <translation>Ne jamais vider une valeur</translation>
        </message>
        <message>
            <source>The longest text</source>
            <translation>Le texte le plus long</translation>
        </message>
        <message>
            <source>All lines of both</source>
            <translation>Toutes les lignes des deux</translation>
        </message>
        <message>
            <source>The changes of both, line by line</source>
            <translation>Les changements des deux, ligne par ligne</translation>
        </message>
        <message>
            <source>The greater value</source>
            <translation>La plus grande valeur</translation>
        </message>
        <message>
            <source>The smaller value</source>
            <translation>La plus petite valeur</translation>
        </message>
        <message>
            <source>deleted on one side, changed on the other</source>
            <translation>supprimée d’un côté, modifiée de l’autre</translation>
        </message>
        <message>
            <source>amounts of more than 10,000</source>
            <translation>montants de plus de 10 000</translation>
        </message>
        <message>
            <source>who looks after a record</source>
            <translation>qui suit une fiche</translation>
        </message>
        <message>
            <source>covers nobody any more: its record was united with another one</source>
            <translation>ne concerne plus personne&#xa0;: sa fiche a été réunie avec une autre</translation>
        </message>
        <message>
            <source>sent</source>
            <translation>modifications envoyées</translation>
        </message>
        <message>
            <source>reached the other accounts</source>
            <translation>arrivées aux autres comptes</translation>
        </message>
        <message>
            <source>verified at the vendor</source>
            <translation>vérifiées chez le fournisseur</translation>
        </message>
        <message>
            <source>lost</source>
            <translation>perdues</translation>
        </message>
        <message>
            <source>requests</source>
            <translation>requêtes</translation>
        </message>
        <message>
            <source>problems</source>
            <translation>problèmes</translation>
        </message>
        <message>
            <source>sent afterwards</source>
            <translation>envoyées ensuite</translation>
        </message>
        <message>
            <source>leads in three accounts</source>
            <translation>leads dans trois comptes</translation>
        </message>
        <message>
            <source>from</source>
            <translation>de</translation>
        </message>
        <message>
            <source>to</source>
            <translation>vers</translation>
        </message>
        <message>
            <source>at the vendor</source>
            <translation>chez le fournisseur</translation>
        </message>
        <message>
            <source>to be sent</source>
            <translation>à envoyer</translation>
        </message>
        <message>
            <source>in a conflict</source>
            <translation>en conflit</translation>
        </message>
        <message>
            <source>decided against</source>
            <translation>écartées par une décision</translation>
        </message>
        <message>
            <source>replaced</source>
            <translation>remplacées</translation>
        </message>
        <message>
            <source>in the trash</source>
            <translation>à la corbeille</translation>
        </message>
        <message>
            <source>left of the day’s quota: {left} of {limit}</source>
            <translation>reste du quota du jour&#xa0;: {left} sur {limit}</translation>
        </message>
    </context>
    <context>
        <name>Compare</name>
        <message>
            <source>decided</source>
            <translation>tranché</translation>
        </message>
        <message>
            <source>merged</source>
            <translation>fusionné</translation>
        </message>
        <message>
            <source>Field</source>
            <translation>Champ</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>Avant</translation>
        </message>
        <message>
            <source>On this computer</source>
            <translation>Sur cet ordinateur</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Résultat</translation>
        </message>
        <message>
            <source>To be chosen. You had typed: {value}</source>
            <translation>À choisir. Vous aviez saisi&#xa0;: {value}</translation>
        </message>
        <message>
            <source>To be chosen</source>
            <translation>À choisir</translation>
        </message>
        <message>
            <source>{field}, decided before</source>
            <translation>{field}, tranché auparavant</translation>
        </message>
        <message>
            <source>{field}, merged without a question</source>
            <translation>{field}, fusionné sans question</translation>
        </message>
        <message>
            <source>{field}, changed while you were reading, to be chosen</source>
            <translation>{field}, modifié pendant votre lecture, à choisir</translation>
        </message>
        <message>
            <source>{field}, to be chosen</source>
            <translation>{field}, à choisir</translation>
        </message>
        <message>
            <source>{field}, chosen</source>
            <translation>{field}, choisi</translation>
        </message>
        <message>
            <source>before: {value}</source>
            <translation>avant&#xa0;: {value}</translation>
        </message>
        <message>
            <source>on this computer: {value}</source>
            <translation>sur cet ordinateur&#xa0;: {value}</translation>
        </message>
        <message>
            <source>in {account}: {value}</source>
            <translation>dans {account}&#xa0;: {value}</translation>
        </message>
        <message>
            <source>result: {value}</source>
            <translation>résultat&#xa0;: {value}</translation>
        </message>
    </context>
    <context>
        <name>CompareTable</name>
        <message>
            <source>Comparison of the two versions</source>
            <translation>Comparaison des deux versions</translation>
        </message>
    </context>
    <context>
        <name>Conflict</name>
        <message>
            <source>Deleted in {account}</source>
            <translation>Supprimée dans {account}</translation>
        </message>
        <message>
            <source>Changed here, deleted in {account}</source>
            <translation>Modifiée ici, supprimée dans {account}</translation>
        </message>
        <message>
            <source>Deleted here, changed in {account}</source>
            <translation>Supprimée ici, modifiée dans {account}</translation>
        </message>
        <message>
            <source>{fields}, to and fro</source>
            <translation>{fields}, en va-et-vient</translation>
        </message>
        <message>
            <source>{fields}: entry replaced</source>
            <translation>{fields}&#xa0;: saisie remplacée</translation>
        </message>
    </context>
    <context>
        <name>ConflictList</name>
        <message>
            <source>Open conflicts</source>
            <translation>Conflits ouverts</translation>
        </message>
    </context>
    <context>
        <name>ConflictsPage</name>
        <message>
            <source>All</source>
            <translation>Tous</translation>
        </message>
        <message>
            <source>Conflicts</source>
            <translation>Conflits</translation>
        </message>
        <message>
            <source>Back to the leads</source>
            <translation>Retour aux leads</translation>
        </message>
        <message>
            <source>Nothing to decide. Both sides agree.</source>
            <translation>Rien à trancher. Les deux côtés sont d’accord.</translation>
        </message>
        <message>
            <source>Open the record</source>
            <translation>Ouvrir la fiche</translation>
        </message>
        <message numerus="yes">
            <source>%Ln to decide</source>
            <translation>
                <numerusform>%Ln à trancher</numerusform>
                <numerusform>%Ln à trancher</numerusform>
            </translation>
        </message>
        <message>
            <source>{field}: {value}</source>
            <translation>{field}&#xa0;: {value}</translation>
        </message>
        <message>
            <source>“{name}” was settled meanwhile. You had typed: {values}</source>
            <translation>«&#xa0;{name}&#xa0;» a été réglé entre-temps. Vous aviez saisi&#xa0;: {values}</translation>
        </message>
        <message>
            <source>decision about {name}</source>
            <translation>décision sur {name}</translation>
        </message>
        <message numerus="yes">
            <source>%Ln case(s) settled. What has to be sent goes out with the next synchronisation.</source>
            <translation>
                <numerusform>%Ln cas réglé. Ce qui est à envoyer part à la prochaine synchronisation.</numerusform>
                <numerusform>%Ln cas réglés. Ce qui est à envoyer part à la prochaine synchronisation.</numerusform>
            </translation>
        </message>
        <message>
            <source>The question is open again.</source>
            <translation>La question est de nouveau ouverte.</translation>
        </message>
        <message>
            <source>No other case can be decided in the same way.</source>
            <translation>Aucun autre cas ne peut être tranché de la même façon.</translation>
        </message>
        <message>
            <source>No choice or decision to take back here.</source>
            <translation>Aucun choix ni décision à annuler ici.</translation>
        </message>
        <message>
            <source>No choice or decision to take back here. The last change was made elsewhere: {what}</source>
            <translation>Aucun choix ni décision à annuler ici. La dernière modification a été faite ailleurs&#xa0;: {what}</translation>
        </message>
        <message>
            <source>Undo it</source>
            <translation>Annuler cette modification</translation>
        </message>
        <message>
            <source>open since {when}</source>
            <translation>ouvert depuis le {when}</translation>
        </message>
        <message numerus="yes">
            <source>decision about %Ln record(s)</source>
            <translation>
                <numerusform>décision sur %Ln fiche</numerusform>
                <numerusform>décision sur %Ln fiches</numerusform>
            </translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>The policy counts from the next synchronisation on. It stands in the settings.</source>
            <translation>La règle compte dès la prochaine synchronisation. Elle figure dans les réglages.</translation>
        </message>
        <message>
            <source>By field</source>
            <translation>Par champ</translation>
        </message>
    </context>
    <context>
        <name>Consent</name>
        <message>
            <source>Given</source>
            <translation>Donné</translation>
        </message>
        <message>
            <source>Refused</source>
            <translation>Refusé</translation>
        </message>
        <message>
            <source>Not known</source>
            <translation>Inconnu</translation>
        </message>
        <message>
            <source>By phone</source>
            <translation>Par téléphone</translation>
        </message>
        <message>
            <source>By e-mail</source>
            <translation>Par e-mail</translation>
        </message>
        <message>
            <source>Web form</source>
            <translation>Formulaire web</translation>
        </message>
        <message>
            <source>On paper</source>
            <translation>Sur papier</translation>
        </message>
        <message>
            <source>Property portal</source>
            <translation>Portail immobilier</translation>
        </message>
    </context>
    <context>
        <name>ConsentEditor</name>
        <message>
            <source>Consent</source>
            <translation>Consentement</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Quand</translation>
        </message>
        <message>
            <source>How</source>
            <translation>Comment</translation>
        </message>
        <message>
            <source>Proof</source>
            <translation>Preuve</translation>
        </message>
        <message>
            <source>form, letter, file…</source>
            <translation>formulaire, courrier, fichier…</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Enregistrer</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
    </context>
    <context>
        <name>DataCheck</name>
        <message>
            <source>Check the database</source>
            <translation>Vérifier la base</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Check of the database</source>
            <translation>Vérification de la base</translation>
        </message>
        <message>
            <source>Copy the report</source>
            <translation>Copier le rapport</translation>
        </message>
        <message>
            <source>Looks for damage, and for anything typed that was forgotten. Nothing is changed.</source>
            <translation>Cherche les dégâts, et toute saisie qui serait oubliée. Rien n’est modifié.</translation>
        </message>
    </context>
    <context>
        <name>DealStatus</name>
        <message>
            <source>Open</source>
            <translation>En cours</translation>
        </message>
        <message>
            <source>Won</source>
            <translation>Gagnée</translation>
        </message>
        <message>
            <source>Lost</source>
            <translation>Perdue</translation>
        </message>
    </context>
    <context>
        <name>DeletionView</name>
        <message>
            <source>Deleted on one side, changed on the other</source>
            <translation>Supprimée d’un côté, modifiée de l’autre</translation>
        </message>
        <message>
            <source>The record comes back on this computer, with the changes made in {account}.</source>
            <translation>La fiche revient sur cet ordinateur, avec les modifications faites dans {account}.</translation>
        </message>
        <message>
            <source>Nothing is deleted in {account}.</source>
            <translation>Rien n’est supprimé dans {account}.</translation>
        </message>
        <message>
            <source>The record is created again in {account}, with the values of this computer.</source>
            <translation>La fiche est recréée dans {account}, avec les valeurs de cet ordinateur.</translation>
        </message>
        <message>
            <source>What was attached to it only there does not come back.</source>
            <translation>Ce qui n’était rattaché à la fiche que dans ce compte ne revient pas.</translation>
        </message>
        <message>
            <source>Delete nothing</source>
            <translation>Ne rien supprimer</translation>
        </message>
        <message>
            <source>Create again</source>
            <translation>Recréer</translation>
        </message>
        <message>
            <source>Keep the record</source>
            <translation>Garder la fiche</translation>
        </message>
        <message>
            <source>Create the record again</source>
            <translation>Recréer la fiche</translation>
        </message>
        <message>
            <source>The record stays on this computer, with your changes.</source>
            <translation>La fiche reste sur cet ordinateur, avec vos modifications.</translation>
        </message>
        <message>
            <source>The record stays on this computer.</source>
            <translation>La fiche reste sur cet ordinateur.</translation>
        </message>
        <message>
            <source>It is no longer linked to {account}, and is not created there again.</source>
            <translation>Elle n’est plus liée à {account} et n’y est pas recréée.</translation>
        </message>
        <message>
            <source>Keep here only</source>
            <translation>Garder ici seulement</translation>
        </message>
        <message>
            <source>The record is deleted in {account} too, with the changes made there.</source>
            <translation>La fiche est aussi supprimée dans {account}, avec les modifications qui y ont été faites.</translation>
        </message>
        <message>
            <source>It stays in the trash of this computer and in its history.</source>
            <translation>Elle reste dans la corbeille de cet ordinateur et dans son historique.</translation>
        </message>
        <message>
            <source>Leave it deleted in {account}</source>
            <translation>La laisser supprimée dans {account}</translation>
        </message>
        <message>
            <source>The record stays on this computer, with your changes, and in {others}.</source>
            <translation>La fiche reste sur cet ordinateur, avec vos modifications, et dans {others}.</translation>
        </message>
        <message>
            <source>Nothing happens in {account}: it is deleted there already.</source>
            <translation>Rien ne change dans {account}&#xa0;: elle y est déjà supprimée.</translation>
        </message>
        <message>
            <source>To delete it everywhere, delete the record.</source>
            <translation>Pour la supprimer partout, supprimez la fiche.</translation>
        </message>
        <message>
            <source>The record goes into the trash of this computer, with your changes.</source>
            <translation>La fiche va dans la corbeille de cet ordinateur, avec vos modifications.</translation>
        </message>
        <message>
            <source>The record goes into the trash of this computer.</source>
            <translation>La fiche va dans la corbeille de cet ordinateur.</translation>
        </message>
        <message>
            <source>It can be restored from there. Nothing happens in {account}: it is deleted there already.</source>
            <translation>Elle peut en être restaurée. Rien ne change dans {account}&#xa0;: elle y est déjà supprimée.</translation>
        </message>
        <message>
            <source>In {others}, which has it too, it is deleted with the next synchronisation.</source>
            <translation>Dans {others}, où elle existe aussi, elle est supprimée à la prochaine synchronisation.</translation>
        </message>
        <message>
            <source>Should it be restored there, nothing of it arrives here.</source>
            <translation>Si elle y est restaurée, rien n’en arrive ici.</translation>
        </message>
        <message>
            <source>Keep it here only</source>
            <translation>La garder ici seulement</translation>
        </message>
        <message>
            <source>Delete in {account} too</source>
            <translation>Supprimer aussi dans {account}</translation>
        </message>
        <message>
            <source>Accept the deletion</source>
            <translation>Accepter la suppression</translation>
        </message>
        <message>
            <source>Delete the record</source>
            <translation>Supprimer la fiche</translation>
        </message>
    </context>
    <context>
        <name>Disconnect</name>
        <message>
            <source>“{account}” is disconnected.</source>
            <translation>«&#xa0;{account}&#xa0;» est déconnecté.</translation>
        </message>
        <message>
            <source>Disconnecting “{account}”: its access is given back…</source>
            <translation>Déconnexion de «&#xa0;{account}&#xa0;»&#xa0;: son accès est rendu…</translation>
        </message>
        <message>
            <source>Disconnecting “{account}”: its access is given back, its records are deleted here…</source>
            <translation>Déconnexion de «&#xa0;{account}&#xa0;»&#xa0;: son accès est rendu, ses fiches sont supprimées ici…</translation>
        </message>
        <message>
            <source>The account did not confirm that the access was given back: remove crmdesk there among the connected apps.</source>
            <translation>Le compte n’a pas confirmé que l’accès a été rendu&#xa0;: retirez-y crmdesk parmi les applications connectées.</translation>
        </message>
    </context>
    <context>
        <name>DisconnectDialog</name>
        <message>
            <source>Disconnect {account}?</source>
            <translation>Déconnecter {account}&#x202f;?</translation>
        </message>
        <message>
            <source>Disconnect</source>
            <translation>Déconnecter</translation>
        </message>
        <message>
            <source>Keep its records on this computer</source>
            <translation>Garder ses fiches sur cet ordinateur</translation>
        </message>
        <message>
            <source>Delete its records from this computer</source>
            <translation>Supprimer ses fiches de cet ordinateur</translation>
        </message>
        <message>
            <source>crmdesk gives up its access. Nothing is deleted in the account itself.</source>
            <translation>crmdesk renonce à son accès. Rien n’est supprimé dans le compte lui-même.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln change(s) were never sent to this account and will not be.</source>
            <translation>
                <numerusform>%Ln modification n’a jamais été envoyée à ce compte et ne le sera pas.</numerusform>
                <numerusform>%Ln modifications n’ont jamais été envoyées à ce compte et ne le seront pas.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln record(s) deleted here stay in the account.</source>
            <translation>
                <numerusform>%Ln fiche supprimée ici reste dans le compte.</numerusform>
                <numerusform>%Ln fiches supprimées ici restent dans le compte.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln conflict(s) with this account were never decided. With its records, your side of them is deleted.</source>
            <translation>
                <numerusform>%Ln conflit avec ce compte n’a jamais été tranché. Avec ses fiches, votre côté est supprimé.</numerusform>
                <numerusform>%Ln conflits avec ce compte n’ont jamais été tranchés. Avec ses fiches, votre côté est supprimé.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln record(s) in no other account would be deleted here for good, history included.</source>
            <translation>
                <numerusform>%Ln fiche qui n’est dans aucun autre compte serait supprimée ici définitivement, historique compris.</numerusform>
                <numerusform>%Ln fiches qui ne sont dans aucun autre compte seraient supprimées ici définitivement, historique compris.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln record(s) in another account too would stay.</source>
            <translation>
                <numerusform>%Ln fiche présente aussi dans un autre compte resterait.</numerusform>
                <numerusform>%Ln fiches présentes aussi dans un autre compte resteraient.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>DuplicateDecisions</name>
        <message numerus="yes">
            <source>%Ln record(s) look(s) like another one. Nothing was united.</source>
            <translation>
                <numerusform>%Ln fiche ressemble à une autre. Rien n’a été réuni.</numerusform>
                <numerusform>%Ln fiches ressemblent à d’autres. Rien n’a été réuni.</numerusform>
            </translation>
        </message>
        <message>
            <source>Look at them</source>
            <translation>Les examiner</translation>
        </message>
        <message>
            <source>“{name}” is one record now.</source>
            <translation>«&#xa0;{name}&#xa0;» n’est plus qu’une seule fiche.</translation>
        </message>
        <message>
            <source>Undo separates the two again.</source>
            <translation>«&#xa0;Annuler&#xa0;» les sépare à nouveau.</translation>
        </message>
        <message>
            <source>uniting {name}</source>
            <translation>réunion de {name}</translation>
        </message>
        <message>
            <source>They are two records again.</source>
            <translation>Ce sont de nouveau deux fiches.</translation>
        </message>
        <message>
            <source>“{first}” and “{second}” stay two records and are not suggested any more.</source>
            <translation>«&#xa0;{first}&#xa0;» et «&#xa0;{second}&#xa0;» restent deux fiches et ne sont plus proposées.</translation>
        </message>
        <message>
            <source>keeping {first} and {second} apart</source>
            <translation>{first} et {second} gardés séparés</translation>
        </message>
        <message>
            <source>They are suggested as possible duplicates again.</source>
            <translation>Elles sont de nouveau proposées comme doublons possibles.</translation>
        </message>
        <message>
            <source>“{name}”: {account} has a record of its own now. Undo unites the two again.</source>
            <translation>«&#xa0;{name}&#xa0;»&#xa0;: {account} a maintenant sa propre fiche. «&#xa0;Annuler&#xa0;» les réunit à nouveau.</translation>
        </message>
        <message>
            <source>separating {account} from {name}</source>
            <translation>séparation de {account} et {name}</translation>
        </message>
        <message>
            <source>They are one record again.</source>
            <translation>Ce n’est de nouveau qu’une seule fiche.</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Annuler</translation>
        </message>
    </context>
    <context>
        <name>Duplicates</name>
        <message>
            <source>Same web domain</source>
            <translation>Même domaine web</translation>
        </message>
        <message>
            <source>Same e-mail address</source>
            <translation>Même adresse e-mail</translation>
        </message>
        <message>
            <source>Same phone number and name</source>
            <translation>Même numéro de téléphone et même nom</translation>
        </message>
        <message>
            <source>Same name and place</source>
            <translation>Même nom et même lieu</translation>
        </message>
        <message>
            <source>Not the same company</source>
            <translation>Ce n’est pas la même société</translation>
        </message>
        <message>
            <source>Not the same person</source>
            <translation>Ce n’est pas la même personne</translation>
        </message>
        <message>
            <source>Not the same</source>
            <translation>Ce n’est pas la même</translation>
        </message>
        <message>
            <source>Only on this computer</source>
            <translation>Sur cet ordinateur seulement</translation>
        </message>
    </context>
    <context>
        <name>Editor</name>
        <message>
            <source>label</source>
            <translation>libellé</translation>
        </message>
        <message>
            <source>dd/mm/yyyy</source>
            <translation>jj/mm/aaaa</translation>
        </message>
        <message>
            <source>dd/mm/yyyy hh:mm</source>
            <translation>jj/mm/aaaa hh:mm</translation>
        </message>
        <message>
            <source>e.g. €348,000</source>
            <translation>par ex. 348&#x202f;000&#xa0;€</translation>
        </message>
        <message>
            <source>one, two, three</source>
            <translation>un, deux, trois</translation>
        </message>
    </context>
    <context>
        <name>Error</name>
        <message>
            <source>Blocked for a while</source>
            <translation>Bloqué pour un temps</translation>
        </message>
        <message>
            <source>The account lets nothing through for a while, after too many requests, perhaps of another program. crmdesk goes on by itself in {retry_after_s}; nothing is lost.</source>
            <translation>Le compte ne laisse rien passer pour un temps, après trop de demandes, peut-être d’un autre programme. crmdesk reprend de lui-même dans {retry_after_s}&#x202f;; rien n’est perdu.</translation>
        </message>
        <message>
            <source>Quota used up</source>
            <translation>Quota épuisé</translation>
        </message>
        <message>
            <source>What the account allows in a day is used up, by crmdesk and the other programs there. crmdesk goes on by itself in {retry_after_s}; nothing is lost.</source>
            <translation>Ce que le compte permet en un jour est consommé, par crmdesk et par les autres programmes. crmdesk reprend de lui-même dans {retry_after_s}&#x202f;; rien n’est perdu.</translation>
        </message>
        <message>
            <source>Something went wrong</source>
            <translation>Une erreur est survenue</translation>
        </message>
        <message>
            <source>Something went wrong ({key}). Nothing you typed is lost.</source>
            <translation>Une erreur est survenue ({key}). Rien de ce que vous avez saisi n’est perdu.</translation>
        </message>
        <message>
            <source>Closest names: {names}.</source>
            <translation>Les noms les plus proches&#xa0;: {names}.</translation>
        </message>
        <message>
            <source>A scope is missing</source>
            <translation>Une autorisation manque</translation>
        </message>
        <message>
            <source>The account does not allow this: {vendor_words}. The access lacks {lacking}: an administrator adds that to the application, then sign in again.</source>
            <translation>Le compte n’autorise pas cette opération&#xa0;: {vendor_words}. Il manque à l’accès {lacking}&#xa0;: un administrateur complète l’application, puis reconnectez le compte.</translation>
        </message>
        <message>
            <source>The fields are: {names}.</source>
            <translation>Les champs sont&#xa0;: {names}.</translation>
        </message>
        <message>
            <source>status {status}</source>
            <translation>statut {status}</translation>
        </message>
        <message>
            <source>Not a text</source>
            <translation>Texte attendu</translation>
        </message>
        <message>
            <source>This field takes text.</source>
            <translation>Ce champ attend un texte.</translation>
        </message>
        <message>
            <source>Not a number</source>
            <translation>Nombre attendu</translation>
        </message>
        <message>
            <source>“{value}” is not among the choices of “{field}”: {options}.</source>
            <translation>«&#xa0;{value}&#xa0;» ne fait pas partie des choix de «&#xa0;{field}&#xa0;»&#xa0;: {options}.</translation>
        </message>
        <message>
            <source>“{value}” is neither yes nor no. Answer with one of the two.</source>
            <translation>«&#xa0;{value}&#xa0;» n’est ni oui ni non. Répondez par l’un des deux.</translation>
        </message>
        <message>
            <source>“{value}” is not a number. Write digits, for example 348000 or 112.5.</source>
            <translation>«&#xa0;{value}&#xa0;» n’est pas un nombre. Écrivez des chiffres, par exemple 348000 ou 112,5.</translation>
        </message>
        <message>
            <source>Number too long</source>
            <translation>Nombre trop long</translation>
        </message>
        <message>
            <source>Not a whole number</source>
            <translation>Nombre entier attendu</translation>
        </message>
        <message>
            <source>Neither yes nor no</source>
            <translation>Ni oui ni non</translation>
        </message>
        <message>
            <source>Not an amount</source>
            <translation>Montant attendu</translation>
        </message>
        <message>
            <source>Not a currency</source>
            <translation>Devise inconnue</translation>
        </message>
        <message>
            <source>This account no longer takes part</source>
            <translation>Ce compte n’est plus concerné</translation>
        </message>
        <message>
            <source>The conflict has changed in the meantime. Look at it again, then decide.</source>
            <translation>Le conflit a changé entre-temps. Regardez-le de nouveau, puis tranchez.</translation>
        </message>
        <message>
            <source>A value was changed after it was shown, so nothing was decided. Look at the values as they are now and decide again; what you typed is kept.</source>
            <translation>Une valeur a changé après son affichage&#xa0;: rien n’a été décidé. Regardez les valeurs telles qu’elles sont maintenant, puis décidez de nouveau&#x202f;; ce que vous avez saisi est conservé.</translation>
        </message>
        <message>
            <source>No such conflict</source>
            <translation>Conflit inconnu</translation>
        </message>
        <message>
            <source>There is no open conflict “{id}”, and none of a record with this id. crmdesk conflicts lists them.</source>
            <translation>Il n’y a pas de conflit ouvert «&#xa0;{id}&#xa0;», ni de fiche en conflit qui porte cet identifiant. crmdesk conflicts en donne la liste.</translation>
        </message>
        <message>
            <source>No conflict about this field</source>
            <translation>Pas de conflit sur ce champ</translation>
        </message>
        <message>
            <source>“{name}” is not contested there. In conflict are: {fields}.</source>
            <translation>«&#xa0;{name}&#xa0;» n’y est pas en conflit. Sont en conflit&#xa0;: {fields}.</translation>
        </message>
        <message>
            <source>No conflict with this account</source>
            <translation>Pas de conflit avec ce compte</translation>
        </message>
        <message>
            <source>“{name}” contests nothing there. In conflict are: {names}.</source>
            <translation>«&#xa0;{name}&#xa0;» n’y conteste rien. Sont en conflit&#xa0;: {names}.</translation>
        </message>
        <message>
            <source>Several accounts hold another value of “{field}”, and nobody can say which one is newer. Name the account to keep: crmdesk resolve --connection.</source>
            <translation>Plusieurs comptes ont une autre valeur pour «&#xa0;{field}&#xa0;», et personne ne peut dire laquelle est la plus récente. Nommez le compte à garder&#xa0;: crmdesk resolve --connection.</translation>
        </message>
        <message>
            <source>Several accounts hold another value of “{field}”, and nobody can say which one is newer. Choose the account whose value is kept.</source>
            <translation>Plusieurs comptes ont une autre valeur pour «&#xa0;{field}&#xa0;», et personne ne peut dire laquelle est la plus récente. Choisissez le compte dont la valeur est gardée.</translation>
        </message>
        <message>
            <source>A decision is open</source>
            <translation>Une décision attend</translation>
        </message>
        <message>
            <source>Decide first whether the record is to be deleted; then it can be united or separated.</source>
            <translation>Décidez d’abord si la fiche doit être supprimée&#x202f;; ensuite elle peut être réunie ou séparée.</translation>
        </message>
        <message>
            <source>The record has no entry in this account, so there is nothing to separate.</source>
            <translation>La fiche n’existe pas dans ce compte&#xa0;: il n’y a rien à séparer.</translation>
        </message>
        <message>
            <source>These cannot be one</source>
            <translation>Ces fiches ne peuvent pas être réunies</translation>
        </message>
        <message>
            <source>In this account only</source>
            <translation>Dans ce compte seulement</translation>
        </message>
        <message>
            <source>The record is in no other account, so there is nothing to separate.</source>
            <translation>La fiche n’est dans aucun autre compte&#xa0;: il n’y a rien à séparer.</translation>
        </message>
        <message>
            <source>Nothing to adopt</source>
            <translation>Rien à adopter</translation>
        </message>
        <message>
            <source>No account stored anything else of this than it was sent. crmdesk notices lists what there is.</source>
            <translation>Aucun compte n’a enregistré ici autre chose que ce qui lui a été envoyé. crmdesk notices donne la liste.</translation>
        </message>
        <message>
            <source>Which one?</source>
            <translation>Laquelle&#x202f;?</translation>
        </message>
        <message>
            <source>There are several ({fields}; {names}). Name one with --field and --connection.</source>
            <translation>Il y en a plusieurs ({fields}&#x202f;; {names}). Précisez-en une avec --field et --connection.</translation>
        </message>
        <message>
            <source>This review can be answered with: {answers}.</source>
            <translation>Réponses possibles à cette alerte&#xa0;: {answers}.</translation>
        </message>
        <message>
            <source>Already answered</source>
            <translation>Déjà répondu</translation>
        </message>
        <message>
            <source>This review was answered on {decided_at} with “{answer}”. crmdesk reviews lists those that are open.</source>
            <translation>Cette alerte a été traitée le {decided_at}&#xa0;: «&#xa0;{answer}&#xa0;». crmdesk reviews donne la liste des alertes ouvertes.</translation>
        </message>
        <message>
            <source>No such review</source>
            <translation>Alerte inconnue</translation>
        </message>
        <message>
            <source>There is no review “{id}”. crmdesk reviews lists those that are open.</source>
            <translation>Il n’y a pas d’alerte «&#xa0;{id}&#xa0;». crmdesk reviews donne la liste des alertes ouvertes.</translation>
        </message>
        <message>
            <source>Changed meanwhile</source>
            <translation>Changé entre-temps</translation>
        </message>
        <message>
            <source>More has come in since this was shown, so nothing was decided. Look at it again.</source>
            <translation>D’autres changements sont arrivés depuis l’affichage&#x202f;; rien n’a été décidé. Examinez l’alerte à nouveau.</translation>
        </message>
        <message>
            <source>Already decided</source>
            <translation>Déjà décidé</translation>
        </message>
        <message>
            <source>This question is no longer open. The page has been brought up to date.</source>
            <translation>Cette alerte n’est plus ouverte. La page a été mise à jour.</translation>
        </message>
        <message>
            <source>No such change</source>
            <translation>Modification inconnue</translation>
        </message>
        <message>
            <source>There is no change “{id}”. edit and delete print the id of theirs, new, restore and resolve do with --json, undo --run and policy decided list theirs.</source>
            <translation>Il n’y a pas de modification «&#xa0;{id}&#xa0;». edit et delete affichent l’identifiant de la leur, new, restore et resolve le font avec --json, undo --run et policy decided indiquent les leurs.</translation>
        </message>
        <message>
            <source>Not deleted in the account</source>
            <translation>Pas supprimée dans le compte</translation>
        </message>
        <message>
            <source>Only a record that was deleted in the account can be kept unlinked. In conflict here: {fields}. Keep computer, account or newest.</source>
            <translation>Seule une fiche supprimée dans le compte peut être gardée avec unlinked. En conflit ici&#xa0;: {fields}. Choisissez computer, account ou newest.</translation>
        </message>
        <message>
            <source>Account no longer connected</source>
            <translation>Compte déconnecté</translation>
        </message>
        <message>
            <source>This policy is about an account that was disconnected, so it would answer nothing. Connect the account, then create the policy again beside a conflict.</source>
            <translation>Cette règle concerne un compte qui a été déconnecté&#xa0;: elle ne répondrait à rien. Connectez le compte, puis créez de nouveau la règle à côté d’un conflit.</translation>
        </message>
        <message>
            <source>Consent is always asked about</source>
            <translation>Le consentement est toujours une question</translation>
        </message>
        <message>
            <source>No policy decides what a person has agreed to. Leave this field to yourself.</source>
            <translation>Aucune règle ne décide de ce à quoi une personne a consenti. Gardez ce champ pour vous.</translation>
        </message>
        <message>
            <source>Which account?</source>
            <translation>Quel compte&#x202f;?</translation>
        </message>
        <message>
            <source>“prefer” needs the name of an account, and only “prefer” takes one.</source>
            <translation>«&#xa0;prefer&#xa0;» demande le nom d’un compte, et seul «&#xa0;prefer&#xa0;» en prend un.</translation>
        </message>
        <message>
            <source>This policy does not fit</source>
            <translation>Cette règle ne convient pas</translation>
        </message>
        <message>
            <source>“{way}” cannot decide about a field of this type. Choose another policy, or field.</source>
            <translation>«&#xa0;{way}&#xa0;» ne peut pas trancher un champ de ce type. Choisissez une autre règle, ou un autre champ.</translation>
        </message>
        <message>
            <source>This day has come</source>
            <translation>Ce jour a déjà commencé</translation>
        </message>
        <message>
            <source>A policy that counts until {day} would answer nothing. Choose a later day.</source>
            <translation>Une règle valable jusqu’au {day} ne répondrait à rien. Choisissez un jour plus lointain.</translation>
        </message>
        <message>
            <source>No such policy</source>
            <translation>Règle inconnue</translation>
        </message>
        <message>
            <source>There is no policy with this scope. crmdesk policy list shows those there are.</source>
            <translation>Aucune règle n’a cette portée. crmdesk policy list montre celles qui existent.</translation>
        </message>
        <message>
            <source>“{field}” changed after this was shown. What it is now stands here; go back all the same?</source>
            <translation>«&#xa0;{field}&#xa0;» a changé depuis l’affichage. Sa valeur actuelle est indiquée&#x202f;; revenir quand même&#x202f;?</translation>
        </message>
        <message>
            <source>Something changed after this was shown, so nothing was taken back. Look at it again.</source>
            <translation>Quelque chose a changé après cet affichage&#xa0;: rien n’a été annulé. Regardez à nouveau.</translation>
        </message>
        <message>
            <source>Still under way</source>
            <translation>Encore en cours</translation>
        </message>
        <message>
            <source>This synchronisation has not ended. It can be taken back afterwards.</source>
            <translation>Cette synchronisation n’est pas terminée. Elle pourra être défaite ensuite.</translation>
        </message>
        <message>
            <source>Nothing to take back</source>
            <translation>Rien à annuler</translation>
        </message>
        <message>
            <source>Nothing here is still as this synchronisation left it.</source>
            <translation>Plus rien ici n’est tel que cette synchronisation l’a laissé.</translation>
        </message>
        <message>
            <source>Too much at once</source>
            <translation>Trop à la fois</translation>
        </message>
        <message>
            <source>This synchronisation changed {records} records; {most} at most can be taken back at once. A first synchronisation is undone by disconnecting the account with its data, anything else by going back to a backup.</source>
            <translation>Cette synchronisation a modifié {records} fiches&#x202f;; {most} au plus peuvent être défaites en une fois. Une première synchronisation se défait en déconnectant le compte avec ses données, tout le reste en revenant à une sauvegarde.</translation>
        </message>
        <message>
            <source>No such synchronisation</source>
            <translation>Synchronisation inconnue</translation>
        </message>
        <message>
            <source>There is no synchronisation “{id}” in the journal. crmdesk runs lists them.</source>
            <translation>Le journal ne contient aucune synchronisation «&#xa0;{id}&#xa0;». crmdesk runs les liste.</translation>
        </message>
        <message>
            <source>Both are in the same account</source>
            <translation>Les deux sont dans le même compte</translation>
        </message>
        <message>
            <source>Merge the two in the account itself: crmdesk then follows.</source>
            <translation>Fusionnez les deux dans le compte lui-même&#xa0;: crmdesk suivra.</translation>
        </message>
        <message>
            <source>“{value}” does not answer whether the record is to be deleted. Keep computer, account or unlinked.</source>
            <translation>«&#xa0;{value}&#xa0;» ne dit pas si la fiche doit être supprimée. Gardez computer, account ou unlinked.</translation>
        </message>
        <message>
            <source>There is nothing called “{value}” that “{field}” could refer to.</source>
            <translation>Rien de ce que «&#xa0;{field}&#xa0;» peut désigner ne s’appelle «&#xa0;{value}&#xa0;».</translation>
        </message>
        <message>
            <source>“{field}” cannot refer to “{value}”. Give the name or the id of a record of one of these types: {kinds}.</source>
            <translation>«&#xa0;{field}&#xa0;» ne peut pas désigner «&#xa0;{value}&#xa0;». Donnez le nom ou l’identifiant d’une fiche d’un de ces types&#xa0;: {kinds}.</translation>
        </message>
        <message>
            <source>There is no record “{record}” on this computer, or no longer.</source>
            <translation>Il n’y a pas, ou plus, de fiche «&#xa0;{record}&#xa0;» sur cet ordinateur.</translation>
        </message>
        <message>
            <source>One account has a row for each of these users, so they stay two: it tells them apart by their sign-in.</source>
            <translation>Un même compte a une ligne pour chacun de ces utilisateurs&#xa0;: ils restent donc deux, car le compte les distingue par leur identifiant de connexion.</translation>
        </message>
        <message>
            <source>“{value}” is not a currency. Use a code of three letters, for example EUR.</source>
            <translation>«&#xa0;{value}&#xa0;» n’est pas une devise. Utilisez un code de trois lettres, par exemple EUR.</translation>
        </message>
        <message>
            <source>Not a date</source>
            <translation>Date attendue</translation>
        </message>
        <message>
            <source>“{value}” is not a date. Write day, month and year, for example 12/11/2026.</source>
            <translation>«&#xa0;{value}&#xa0;» n’est pas une date. Écrivez jour, mois et année, par exemple 12/11/2026.</translation>
        </message>
        <message>
            <source>Not a date and time</source>
            <translation>Date et heure attendues</translation>
        </message>
        <message>
            <source>“{value}” is not a date and time. Write for example 12/11/2026 09:14.</source>
            <translation>«&#xa0;{value}&#xa0;» n’est pas une date avec heure. Écrivez par exemple 12/11/2026 09:14.</translation>
        </message>
        <message>
            <source>“{value}” is not an e-mail address. Write for example claire.durand@example.fr.</source>
            <translation>«&#xa0;{value}&#xa0;» n’est pas une adresse e-mail. Écrivez par exemple claire.durand@exemple.fr.</translation>
        </message>
        <message>
            <source>“{value}” is not an amount. Write for example 348000 or 348000 EUR.</source>
            <translation>«&#xa0;{value}&#xa0;» n’est pas un montant. Écrivez par exemple 348000 ou 348000 EUR.</translation>
        </message>
        <message>
            <source>Not a phone number</source>
            <translation>Numéro de téléphone attendu</translation>
        </message>
        <message>
            <source>“{value}” is not a phone number. Write for example 06 12 34 56 78 or +33 6 12 34 56 78.</source>
            <translation>«&#xa0;{value}&#xa0;» n’est pas un numéro de téléphone. Écrivez par exemple 06 12 34 56 78 ou +33 6 12 34 56 78.</translation>
        </message>
        <message>
            <source>“{value}” is not a whole number. Write it without a decimal part, for example 12.</source>
            <translation>«&#xa0;{value}&#xa0;» n’est pas un nombre entier. Écrivez-le sans décimales, par exemple 12.</translation>
        </message>
        <message>
            <source>“{value}” is too long. A number may have {digits} digits at most.</source>
            <translation>«&#xa0;{value}&#xa0;» est trop long. Un nombre a {digits} chiffres au plus.</translation>
        </message>
        <message>
            <source>Time without a zone</source>
            <translation>Heure sans fuseau</translation>
        </message>
        <message>
            <source>Not an e-mail address</source>
            <translation>Adresse e-mail attendue</translation>
        </message>
        <message>
            <source>Not a consent</source>
            <translation>Consentement attendu</translation>
        </message>
        <message>
            <source>Choose one of: {states}.</source>
            <translation>Choisissez parmi&#xa0;: {states}.</translation>
        </message>
        <message>
            <source>Not a way of consenting</source>
            <translation>Canal inconnu</translation>
        </message>
        <message>
            <source>“{value}” is not known. Choose one of: {channels}.</source>
            <translation>«&#xa0;{value}&#xa0;» n’est pas connu. Choisissez parmi&#xa0;: {channels}.</translation>
        </message>
        <message>
            <source>Not a list</source>
            <translation>Liste attendue</translation>
        </message>
        <message>
            <source>This field takes a list.</source>
            <translation>Ce champ attend une liste.</translation>
        </message>
        <message>
            <source>Not an entry</source>
            <translation>Entrée illisible</translation>
        </message>
        <message>
            <source>An entry of this list cannot be read.</source>
            <translation>Une entrée de cette liste ne peut pas être lue.</translation>
        </message>
        <message>
            <source>Not one of the choices</source>
            <translation>Choix inconnu</translation>
        </message>
        <message>
            <source>Too long</source>
            <translation>Trop long</translation>
        </message>
        <message>
            <source>“{field}” may have {limit} characters; this text has {length}.</source>
            <translation>«&#xa0;{field}&#xa0;» accepte {limit} caractères au plus&#x202f;; ce texte en compte {length}.</translation>
        </message>
        <message>
            <source>Something is missing</source>
            <translation>Il manque quelque chose</translation>
        </message>
        <message>
            <source>“{field}” has to be filled in.</source>
            <translation>«&#xa0;{field}&#xa0;» doit être rempli.</translation>
        </message>
        <message>
            <source>Unknown field</source>
            <translation>Champ inconnu</translation>
        </message>
        <message>
            <source>Read only</source>
            <translation>Lecture seule</translation>
        </message>
        <message>
            <source>Cannot be done again</source>
            <translation>Rétablissement impossible</translation>
        </message>
        <message>
            <source>The record was changed again in the meantime, so this step cannot be made again. Its history has every value.</source>
            <translation>La fiche a été modifiée entre-temps&#x202f;; cette étape ne peut donc pas être rétablie. L’historique contient toutes les valeurs.</translation>
        </message>
        <message>
            <source>Client id not usable</source>
            <translation>Identifiant client inutilisable</translation>
        </message>
        <message>
            <source>The client id has characters that no client id has. Copy it again from the application’s page.</source>
            <translation>L’identifiant client contient des caractères qu’aucun identifiant client n’a. Copiez-le à nouveau depuis la page de l’application.</translation>
        </message>
        <message>
            <source>Client secret not usable</source>
            <translation>Secret client inutilisable</translation>
        </message>
        <message>
            <source>The client secret has characters that no client secret has, or bytes that are no text. Copy it again from the application’s page. Nothing was sent.</source>
            <translation>Le secret client contient des caractères qu’aucun secret client n’a, ou des octets qui ne sont pas du texte. Copiez-le à nouveau depuis la page de l’application. Rien n’a été envoyé.</translation>
        </message>
        <message>
            <source>Only two different records can be united: two people, two companies, or two users.</source>
            <translation>Seules deux fiches différentes peuvent être réunies&#xa0;: deux personnes, deux entreprises ou deux utilisateurs.</translation>
        </message>
        <message>
            <source>“{field}” is set by crmdesk or by the account and cannot be typed.</source>
            <translation>«&#xa0;{field}&#xa0;» est rempli par crmdesk ou par le compte et ne se saisit pas.</translation>
        </message>
        <message>
            <source>Nothing to compare with</source>
            <translation>Rien à comparer</translation>
        </message>
        <message>
            <source>Say what “{field}” should be compared with.</source>
            <translation>Dites à quoi «&#xa0;{field}&#xa0;» doit être comparé.</translation>
        </message>
        <message>
            <source>Pipeline not known yet</source>
            <translation>Pipeline pas encore connu</translation>
        </message>
        <message>
            <source>A new deal needs a pipeline and a stage, and those of {account} are not on this computer yet. Synchronise the account first.</source>
            <translation>Une nouvelle affaire a besoin d’un pipeline et d’une étape, et ceux de {account} ne sont pas encore sur cet ordinateur. Synchronisez d’abord le compte.</translation>
        </message>
        <message>
            <source>Several of this name</source>
            <translation>Plusieurs portent ce nom</translation>
        </message>
        <message>
            <source>“{value}” may be any of these: {records}. Give the id of the one that is meant.</source>
            <translation>«&#xa0;{value}&#xa0;» peut être l’une de ces fiches&#xa0;: {records}. Donnez l’identifiant de celle que vous voulez dire.</translation>
        </message>
        <message>
            <source>Stage of another pipeline</source>
            <translation>Étape d’un autre pipeline</translation>
        </message>
        <message>
            <source>“{value}” is not a stage of the pipeline “{pipeline}”. Choose one of its stages.</source>
            <translation>«&#xa0;{value}&#xa0;» n’est pas une étape du pipeline «&#xa0;{pipeline}&#xa0;». Choisissez l’une de ses étapes.</translation>
        </message>
        <message>
            <source>Record not found</source>
            <translation>Fiche introuvable</translation>
        </message>
        <message>
            <source>No such record</source>
            <translation>Fiche introuvable</translation>
        </message>
        <message>
            <source>“{value}” is not found. Choose a name from the list.</source>
            <translation>«&#xa0;{value}&#xa0;» est introuvable. Choisissez un nom dans la liste.</translation>
        </message>
        <message>
            <source>A value is missing</source>
            <translation>Une valeur manque</translation>
        </message>
        <message>
            <source>“{value}” is not of the form FIELD=VALUE.</source>
            <translation>«&#xa0;{value}&#xa0;» n’est pas écrit CHAMP=VALEUR.</translation>
        </message>
        <message>
            <source>Text too long for a worksheet</source>
            <translation>Cellule trop longue</translation>
        </message>
        <message>
            <source>A text in row {row} has {length} characters, a worksheet cell holds {limit}. Export to a .csv file instead.</source>
            <translation>Un texte de la ligne {row} compte {length} caractères&#x202f;; une cellule en accepte {limit}. Exportez plutôt vers un fichier .csv.</translation>
        </message>
        <message>
            <source>Column appears twice</source>
            <translation>Colonne en double</translation>
        </message>
        <message>
            <source>Two columns of the file are “{field}”. Remove one of them.</source>
            <translation>Deux colonnes du fichier portent «&#xa0;{field}&#xa0;». Supprimez-en une.</translation>
        </message>
        <message>
            <source>Data cannot be opened</source>
            <translation>Ouverture impossible</translation>
        </message>
        <message>
            <source>The file {file} with your data cannot be opened. Check your rights to the folder, and that its disk is connected.</source>
            <translation>Le fichier {file} de vos données ne peut pas être ouvert. Vérifiez vos droits sur le dossier, et que son disque est branché.</translation>
        </message>
        <message>
            <source>The file {file} with your data is damaged, and there is no backup of it yet. Close crmdesk and start it again to begin with empty data, or run crmdesk recover --empty; then sign in again: everything that had been sent comes back. The damaged file is kept.</source>
            <translation>Le fichier {file} qui contient vos données est endommagé, et il n’en existe pas encore de sauvegarde. Fermez crmdesk et relancez-le pour repartir de données vides, ou lancez crmdesk recover --empty&#x202f;; puis reconnectez vos comptes&#xa0;: tout ce qui avait été envoyé revient. Le fichier endommagé est conservé.</translation>
        </message>
        <message>
            <source>Data missing</source>
            <translation>Données introuvables</translation>
        </message>
        <message>
            <source>The file {file} with your data is missing or empty. If you moved it, bring it back. Otherwise there is a backup of {backup_at}: put it in place when crmdesk starts, or run crmdesk recover. What was sent since then comes back with the next synchronisation.</source>
            <translation>Le fichier {file} qui contient vos données manque ou est vide. Si vous l’avez déplacé, remettez-le à sa place. Sinon, une sauvegarde du {backup_at} existe&#xa0;: restaurez-la au démarrage de crmdesk, ou lancez crmdesk recover. Ce qui a été envoyé depuis revient avec la prochaine synchronisation.</translation>
        </message>
        <message>
            <source>The file {file} with your data is missing or empty, and there is no backup of it. If you moved it, bring it back. Otherwise begin with empty data when crmdesk starts, or run crmdesk recover --empty; then sign in again: everything that had been sent comes back.</source>
            <translation>Le fichier {file} qui contient vos données manque ou est vide, et il n’en existe pas de sauvegarde. Si vous l’avez déplacé, remettez-le à sa place. Sinon, repartez de données vides au démarrage de crmdesk, ou lancez crmdesk recover --empty&#x202f;; puis reconnectez vos comptes&#xa0;: tout ce qui avait été envoyé revient.</translation>
        </message>
        <message>
            <source>Trouble with the disk</source>
            <translation>Problème de disque</translation>
        </message>
        <message>
            <source>The file {file} with your data could not be read or written. Make room on the disk and check that it is connected; nothing saved before is lost.</source>
            <translation>Le fichier {file} de vos données n’a pas pu être lu ou écrit. Libérez de la place et vérifiez que le disque est branché&#x202f;; rien de ce qui était enregistré n’est perdu.</translation>
        </message>
        <message>
            <source>Data cannot be written</source>
            <translation>Données en lecture seule</translation>
        </message>
        <message>
            <source>The file {file} with your data is write-protected. Change its rights and those of its folder, then try again.</source>
            <translation>Le fichier {file} de vos données est protégé en écriture. Changez ses droits et ceux de son dossier, puis réessayez.</translation>
        </message>
        <message>
            <source>Data cannot be read</source>
            <translation>Données illisibles</translation>
        </message>
        <message>
            <source>The file {file} does not open with this key: it is damaged, or of another profile. Choose the right folder with --profile. If it is damaged, there is a backup of {backup_at}: put it in place when crmdesk starts, or run crmdesk recover.</source>
            <translation>Le fichier {file} ne s’ouvre pas avec cette clé&#xa0;: il est endommagé, ou vient d’un autre profil. Choisissez le bon dossier avec --profile. S’il est endommagé, une sauvegarde du {backup_at} existe&#xa0;: restaurez-la au démarrage de crmdesk, ou lancez crmdesk recover.</translation>
        </message>
        <message>
            <source>The file {file} does not open with this key: it is damaged, or of another profile. Choose the right folder with --profile. If it is damaged, there is no backup of it: begin with empty data when crmdesk starts, or run crmdesk recover --empty, and sign in again; the file is kept.</source>
            <translation>Le fichier {file} ne s’ouvre pas avec cette clé&#xa0;: il est endommagé, ou vient d’un autre profil. Choisissez le bon dossier avec --profile. S’il est endommagé, il n’en existe pas de sauvegarde&#xa0;: repartez de données vides au démarrage de crmdesk, ou lancez crmdesk recover --empty, et reconnectez vos comptes&#x202f;; le fichier est conservé.</translation>
        </message>
        <message>
            <source>A mistake of crmdesk</source>
            <translation>Une erreur de notre part</translation>
        </message>
        <message>
            <source>Something happened that crmdesk does not expect ({reason}, {place}). This is our mistake; nothing you saved is lost. The log of the profile has the details.</source>
            <translation>Il s’est passé quelque chose d’imprévu dans crmdesk ({reason}, {place}). C’est une erreur de notre part&#x202f;; rien d’enregistré n’est perdu. Le journal du profil a les détails.</translation>
        </message>
        <message>
            <source>The demonstration did not go through</source>
            <translation>Démonstration incomplète</translation>
        </message>
        <message>
            <source>A synchronisation of the demonstration ended as “{status}”. Start it again.</source>
            <translation>Une synchronisation de la démonstration s’est terminée par «&#xa0;{status}&#xa0;». Relancez-la.</translation>
        </message>
        <message>
            <source>Too few leads</source>
            <translation>Trop peu de leads</translation>
        </message>
        <message>
            <source>The demonstration needs more leads than the {count} there are. Start it with --records 60 or more.</source>
            <translation>La démonstration a besoin de plus de leads que les {count} qu’il y a. Lancez-la avec --records 60 ou plus.</translation>
        </message>
        <message>
            <source>The demonstration has no profile</source>
            <translation>La démonstration n’a pas de profil</translation>
        </message>
        <message>
            <source>It always works with made-up data in a folder of its own, which goes with it. Start it without {option}.</source>
            <translation>Elle travaille toujours sur des données inventées, dans un dossier à elle qui disparaît avec elle. Lancez-la sans {option}.</translation>
        </message>
        <message>
            <source>There is no room left on the disk with the folder {folder}. Make {room_mb} MB or more free there, then try again. Everything that was saved is safe, and what is being typed stays where it stands; synchronisation goes on by itself once there is room.</source>
            <translation>Il n’y a plus de place sur le disque du dossier {folder}. Libérez-y au moins {room_mb} Mo, puis réessayez. Tout ce qui a été enregistré est en sécurité, et ce que vous êtes en train de saisir reste où il est&#x202f;; la synchronisation reprend d’elle-même dès qu’il y a de la place.</translation>
        </message>
        <message>
            <source>“{value}” is not an answer to this conflict.</source>
            <translation>«&#xa0;{value}&#xa0;» n’est pas une réponse à ce conflit.</translation>
        </message>
        <message>
            <source>Field named twice</source>
            <translation>Champ indiqué deux fois</translation>
        </message>
        <message>
            <source>“{field}” is given more than once. Give it once.</source>
            <translation>«&#xa0;{field}&#xa0;» est indiqué plusieurs fois. Ne l’indiquez qu’une fois.</translation>
        </message>
        <message>
            <source>Cannot be sorted</source>
            <translation>Tri impossible</translation>
        </message>
        <message>
            <source>The list cannot be sorted by “{field}”.</source>
            <translation>Une liste ne peut pas être triée par «&#xa0;{field}&#xa0;».</translation>
        </message>
        <message>
            <source>Empty file</source>
            <translation>Fichier vide</translation>
        </message>
        <message>
            <source>The file has no rows. The first one has to name the fields.</source>
            <translation>Le fichier n’a pas de lignes. La première doit nommer les champs.</translation>
        </message>
        <message>
            <source>File not readable</source>
            <translation>Fichier illisible</translation>
        </message>
        <message>
            <source>“{file}” cannot be read: {reason}. Check its name and your rights.</source>
            <translation>«&#xa0;{file}&#xa0;» ne peut pas être lu&#xa0;: {reason}. Vérifiez son nom et vos droits.</translation>
        </message>
        <message>
            <source>File not understood</source>
            <translation>Fichier non compris</translation>
        </message>
        <message>
            <source>“{file}” is not a readable CSV or XLSX file: {reason}. Save it again from the spreadsheet.</source>
            <translation>«&#xa0;{file}&#xa0;» n’est pas un fichier CSV ou XLSX lisible&#xa0;: {reason}. Enregistrez-le de nouveau depuis le tableur.</translation>
        </message>
        <message>
            <source>File not writable</source>
            <translation>Fichier impossible à écrire</translation>
        </message>
        <message>
            <source>“{file}” cannot be written: {reason}. Choose another folder, or close the file where it is open.</source>
            <translation>«&#xa0;{file}&#xa0;» ne peut pas être écrit&#xa0;: {reason}. Choisissez un autre dossier, ou fermez le fichier s’il est ouvert.</translation>
        </message>
        <message>
            <source>File too large</source>
            <translation>Fichier trop volumineux</translation>
        </message>
        <message>
            <source>“{file}” is larger than {limit_mb} MB. Split it.</source>
            <translation>«&#xa0;{file}&#xa0;» dépasse {limit_mb} Mo. Divisez-le.</translation>
        </message>
        <message>
            <source>File type not known</source>
            <translation>Type de fichier inconnu</translation>
        </message>
        <message>
            <source>“{file}” is none of the files crmdesk reads and writes: {types}.</source>
            <translation>«&#xa0;{file}&#xa0;» n’est d’aucun des types que crmdesk lit et écrit&#xa0;: {types}.</translation>
        </message>
        <message>
            <source>The address “{url}” does not begin with https. Only this computer itself may be reached without.</source>
            <translation>L’adresse «&#xa0;{url}&#xa0;» ne commence pas par https. Seul cet ordinateur lui-même peut être joint sans cela.</translation>
        </message>
        <message>
            <source>Only without a window</source>
            <translation>Seulement sans fenêtre</translation>
        </message>
        <message>
            <source>The demonstration takes {option} only where it shows no window: add --headless.</source>
            <translation>La démonstration n’accepte {option} que sans fenêtre&#xa0;: ajoutez --headless.</translation>
        </message>
        <message>
            <source>Already in another account</source>
            <translation>Déjà dans un autre compte</translation>
        </message>
        <message>
            <source>Another account holds these values already. To give them up everywhere, change them in the record.</source>
            <translation>Un autre compte contient déjà ces valeurs. Pour y renoncer partout, modifiez-les dans la fiche.</translation>
        </message>
        <message>
            <source>Another account has this record already. To give it up everywhere, put it into the trash.</source>
            <translation>Un autre compte a déjà cette fiche. Pour y renoncer partout, mettez-la à la corbeille.</translation>
        </message>
        <message>
            <source>No longer so</source>
            <translation>Ce n’est plus le cas</translation>
        </message>
        <message>
            <source>The account holds another value by now, or this field was changed here since, or waits for your decision: there is nothing left to adopt.</source>
            <translation>Le compte contient maintenant une autre valeur, ou ce champ a été modifié ici depuis, ou il attend votre décision&#xa0;: il n’y a plus rien à adopter.</translation>
        </message>
        <message>
            <source>Nothing to discard</source>
            <translation>Rien à abandonner</translation>
        </message>
        <message>
            <source>Nothing of this record waits to be sent to the account, or it waits for your decision.</source>
            <translation>Rien de cette fiche n’attend d’être envoyé au compte, ou bien votre décision est attendue.</translation>
        </message>
        <message>
            <source>On its way</source>
            <translation>En cours d’envoi</translation>
        </message>
        <message>
            <source>The change is being sent at this moment. Try again when the run is over.</source>
            <translation>La modification est en train de partir. Réessayez quand la synchronisation est finie.</translation>
        </message>
        <message>
            <source>There is no field “{field}” here.</source>
            <translation>Aucun champ ne s’appelle «&#xa0;{field}&#xa0;» ici.</translation>
        </message>
        <message>
            <source>This record is no longer on this computer. It may have gone with an account that was disconnected.</source>
            <translation>Cette fiche n’est plus sur cet ordinateur. Elle est peut-être partie avec un compte déconnecté.</translation>
        </message>
        <message>
            <source>Not everything was sent</source>
            <translation>Tout n’a pas été envoyé</translation>
        </message>
        <message>
            <source>Changes of “{name}” that were never sent: {pending}; conflicts never decided: {conflicts}. They would be deleted with its records. Send and decide first, add --keep-data to keep the records here, or --discard-pending to give them up.</source>
            <translation>Modifications de «&#xa0;{name}&#xa0;» jamais envoyées&#xa0;: {pending}&#x202f;; conflits jamais tranchés&#xa0;: {conflicts}. Tout cela serait supprimé avec ses fiches. Envoyez et tranchez d’abord, ajoutez --keep-data pour garder les fiches ici, ou --discard-pending pour y renoncer.</translation>
        </message>
        <message>
            <source>Less than nothing</source>
            <translation>Moins que zéro</translation>
        </message>
        <message>
            <source>“{value}” is below zero, which “{field}” cannot be. Write zero or more.</source>
            <translation>«&#xa0;{value}&#xa0;» est inférieur à zéro, ce que «&#xa0;{field}&#xa0;» ne peut pas être. Écrivez zéro ou davantage.</translation>
        </message>
        <message>
            <source>Not a percentage</source>
            <translation>Pas un pourcentage</translation>
        </message>
        <message>
            <source>“{value}” is not between 0 and 100.</source>
            <translation>«&#xa0;{value}&#xa0;» n’est pas compris entre 0 et 100.</translation>
        </message>
        <message>
            <source>“{value}” does not say in which time zone it is. Write for example 2026-11-12T09:14:00+01:00.</source>
            <translation>«&#xa0;{value}&#xa0;» n’indique pas son fuseau horaire. Écrivez par exemple 2026-11-12T09:14:00+01:00.</translation>
        </message>
        <message>
            <source>Folder not writable</source>
            <translation>Dossier non modifiable</translation>
        </message>
        <message>
            <source>The folder {folder} cannot be used: {reason}. Choose another one with --profile, or change its rights.</source>
            <translation>Le dossier {folder} ne peut pas être utilisé&#xa0;: {reason}. Choisissez-en un autre avec --profile, ou changez ses droits.</translation>
        </message>
        <message>
            <source>Interrupted</source>
            <translation>Interrompu</translation>
        </message>
        <message>
            <source>What was done so far is kept. Start it again to go on.</source>
            <translation>Ce qui a été fait est gardé. Relancez pour continuer.</translation>
        </message>
        <message>
            <source>Key damaged</source>
            <translation>Clé endommagée</translation>
        </message>
        <message>
            <source>The key in the keyring of this computer is damaged. Restore the keyring from its backup: without the key the data cannot be read.</source>
            <translation>La clé dans le trousseau de cet ordinateur est endommagée. Rétablissez le trousseau depuis sa sauvegarde&#xa0;: sans la clé, les données ne peuvent pas être lues.</translation>
        </message>
        <message>
            <source>Key file damaged</source>
            <translation>Fichier de clé endommagé</translation>
        </message>
        <message>
            <source>The file {path} is damaged. Restore it from a backup of the profile: without it the passphrase opens nothing.</source>
            <translation>Le fichier {path} est endommagé. Rétablissez-le depuis une sauvegarde du profil&#xa0;: sans lui, la phrase secrète n’ouvre rien.</translation>
        </message>
        <message>
            <source>Key file missing</source>
            <translation>Fichier de clé manquant</translation>
        </message>
        <message>
            <source>The file {path} is missing: without it the passphrase opens nothing. Bring it back from a copy of the profile; the data themselves are untouched.</source>
            <translation>Le fichier {path} manque&#xa0;: sans lui, la phrase secrète n’ouvre rien. Reprenez-le d’une copie du profil&#x202f;; les données elles-mêmes sont intactes.</translation>
        </message>
        <message>
            <source>Key file not readable</source>
            <translation>Fichier de clé illisible</translation>
        </message>
        <message>
            <source>The file {path} cannot be read. Check your rights to it.</source>
            <translation>Le fichier {path} ne peut pas être lu. Vérifiez vos droits sur ce fichier.</translation>
        </message>
        <message>
            <source>Key file not writable</source>
            <translation>Fichier de clé non modifiable</translation>
        </message>
        <message>
            <source>The file {path} cannot be written. Check the disk and your rights.</source>
            <translation>Le fichier {path} ne peut pas être écrit. Vérifiez le disque et vos droits.</translation>
        </message>
        <message>
            <source>Key not found</source>
            <translation>Clé absente</translation>
        </message>
        <message>
            <source>The keyring of this computer has no key for these data. Sign in to the computer as the user who made the profile, or restore the keyring from its backup.</source>
            <translation>Le trousseau de cet ordinateur n’a pas de clé pour ces données. Connectez-vous à l’ordinateur comme l’utilisateur qui a créé le profil, ou rétablissez le trousseau depuis sa sauvegarde.</translation>
        </message>
        <message>
            <source>Too long for the keyring</source>
            <translation>Entrée trop longue</translation>
        </message>
        <message>
            <source>The keyring holds {limit} bytes, this would be {bytes}.</source>
            <translation>Le trousseau accepte {limit} octets, et il en faudrait {bytes}.</translation>
        </message>
        <message>
            <source>Keyring out of order</source>
            <translation>Trousseau inutilisable</translation>
        </message>
        <message>
            <source>The keyring of this computer does not work ({reason}). Unlock or repair it and try again.</source>
            <translation>Le trousseau de cet ordinateur ne fonctionne pas ({reason}). Déverrouillez-le ou réparez-le, puis réessayez.</translation>
        </message>
        <message>
            <source>Keyring does not keep</source>
            <translation>Trousseau sans mémoire</translation>
        </message>
        <message>
            <source>The keyring of this computer did not keep the key. Repair it, or set a passphrase in CRMDESK_PASSPHRASE for a new profile.</source>
            <translation>Le trousseau de cet ordinateur n’a pas gardé la clé. Réparez-le, ou donnez une phrase secrète dans CRMDESK_PASSPHRASE pour un nouveau profil.</translation>
        </message>
        <message>
            <source>Keyring locked</source>
            <translation>Trousseau verrouillé</translation>
        </message>
        <message>
            <source>Unlock the keyring of this computer and try again.</source>
            <translation>Déverrouillez le trousseau de cet ordinateur et réessayez.</translation>
        </message>
        <message>
            <source>Keyring not running</source>
            <translation>Pas de trousseau</translation>
        </message>
        <message>
            <source>The key to these data is in a keyring that does not run now. Sign in to your desktop and try again.</source>
            <translation>La clé de ces données est dans un trousseau qui n’est pas en marche. Ouvrez votre session de bureau et réessayez.</translation>
        </message>
        <message>
            <source>Keyring not safe</source>
            <translation>Trousseau peu sûr</translation>
        </message>
        <message>
            <source>The keyring {backend} does not encrypt, so crmdesk does not use it. Use the system’s own, or a passphrase.</source>
            <translation>Le trousseau {backend} ne chiffre pas&#x202f;; crmdesk ne l’utilise donc pas. Prenez celui du système, ou une phrase secrète.</translation>
        </message>
        <message>
            <source>Cannot be searched</source>
            <translation>Recherche impossible</translation>
        </message>
        <message>
            <source>These records have no search. List them without it.</source>
            <translation>Ces fiches ne se recherchent pas. Listez-les sans recherche.</translation>
        </message>
        <message>
            <source>Records of this type come from the account and cannot be changed here.</source>
            <translation>Les fiches de ce type viennent du compte et ne se modifient pas ici.</translation>
        </message>
        <message>
            <source>Newest not known</source>
            <translation>Plus récent inconnu</translation>
        </message>
        <message>
            <source>Nobody can say which value of “{field}” is newer. Choose one of the two.</source>
            <translation>On ne peut pas dire quelle valeur de «&#xa0;{field}&#xa0;» est la plus récente. Choisissez-en une.</translation>
        </message>
        <message>
            <source>This computer has no keyring. Set a passphrase in CRMDESK_PASSPHRASE; crmdesk never keeps a key in clear.</source>
            <translation>Cet ordinateur n’a pas de trousseau. Donnez une phrase secrète dans CRMDESK_PASSPHRASE&#x202f;; crmdesk ne garde jamais une clé en clair.</translation>
        </message>
        <message>
            <source>No known column</source>
            <translation>Aucune colonne reconnue</translation>
        </message>
        <message>
            <source>No column of the file is a field. The first row has to name fields, for example: {fields}.</source>
            <translation>Aucune colonne du fichier n’est un champ. La première ligne doit nommer des champs, par exemple&#xa0;: {fields}.</translation>
        </message>
        <message>
            <source>Cannot be compared this way</source>
            <translation>Condition impossible</translation>
        </message>
        <message>
            <source>“{field}” cannot be compared in this way.</source>
            <translation>«&#xa0;{field}&#xa0;» ne peut pas être comparé de cette façon.</translation>
        </message>
        <message>
            <source>Options exclude each other</source>
            <translation>Options incompatibles</translation>
        </message>
        <message>
            <source>Give only one of: {options}.</source>
            <translation>N’en indiquez qu’une&#xa0;: {options}.</translation>
        </message>
        <message>
            <source>Empty passphrase</source>
            <translation>Phrase secrète vide</translation>
        </message>
        <message>
            <source>Choose a passphrase with at least one character.</source>
            <translation>Choisissez une phrase secrète d’au moins un caractère.</translation>
        </message>
        <message>
            <source>Passphrase needed</source>
            <translation>Phrase secrète demandée</translation>
        </message>
        <message>
            <source>These data are protected by a passphrase. Give it in CRMDESK_PASSPHRASE or where you are asked.</source>
            <translation>Ces données sont protégées par une phrase secrète. Donnez-la dans CRMDESK_PASSPHRASE ou quand elle est demandée.</translation>
        </message>
        <message>
            <source>Not the same passphrase</source>
            <translation>Saisies différentes</translation>
        </message>
        <message>
            <source>The two passphrases differ. Nothing was made; try again.</source>
            <translation>Les deux phrases secrètes diffèrent. Rien n’a été créé&#x202f;; réessayez.</translation>
        </message>
        <message>
            <source>Sheet too large</source>
            <translation>Feuille trop grande</translation>
        </message>
        <message>
            <source>A sheet of “{file}” reaches over {rows} rows and {columns} columns, blank ones included. Delete what stands far from the list, then try again.</source>
            <translation>Une feuille de «&#xa0;{file}&#xa0;» s’étend sur {rows} lignes et {columns} colonnes, vides comprises. Supprimez ce qui se trouve loin de la liste, puis réessayez.</translation>
        </message>
        <message>
            <source>Output not written</source>
            <translation>Sortie non écrite</translation>
        </message>
        <message>
            <source>What there was to print cannot be written: {reason}. What was done is kept.</source>
            <translation>Ce qui devait être affiché ne peut pas être écrit&#xa0;: {reason}. Ce qui a été fait est conservé.</translation>
        </message>
        <message>
            <source>Port not available</source>
            <translation>Port occupé</translation>
        </message>
        <message>
            <source>Port {port} or one of those behind it cannot be used: {reason}. Choose another one with --port.</source>
            <translation>Le port {port}, ou l’un des suivants, ne peut pas être utilisé&#xa0;: {reason}. Choisissez-en un autre avec --port.</translation>
        </message>
        <message>
            <source>Profile damaged</source>
            <translation>Profil endommagé</translation>
        </message>
        <message>
            <source>The file {file} of the profile is damaged. Restore it from a backup of the profile.</source>
            <translation>Le fichier {file} du profil est endommagé. Rétablissez-le depuis une sauvegarde du profil.</translation>
        </message>
        <message>
            <source>Nothing to save</source>
            <translation>Rien à enregistrer</translation>
        </message>
        <message>
            <source>Fill in at least one field, for example the name.</source>
            <translation>Remplissez au moins un champ, par exemple le nom.</translation>
        </message>
        <message>
            <source>In the trash</source>
            <translation>À la corbeille</translation>
        </message>
        <message>
            <source>The record is in the trash. Restore it first.</source>
            <translation>La fiche est à la corbeille. Restaurez-la d’abord.</translation>
        </message>
        <message>
            <source>Not in the trash</source>
            <translation>Pas dans la corbeille</translation>
        </message>
        <message>
            <source>The record is not in the trash.</source>
            <translation>La fiche n’est pas à la corbeille.</translation>
        </message>
        <message>
            <source>Another type of record</source>
            <translation>Autre type</translation>
        </message>
        <message>
            <source>This record is not of the type you named but of the type “{kind}”.</source>
            <translation>Cette fiche n’est pas du type indiqué mais du type «&#xa0;{kind}&#xa0;».</translation>
        </message>
        <message>
            <source>“{field}” cannot refer to “{value}”. Give the id of a record of one of these types: {kinds}.</source>
            <translation>«&#xa0;{field}&#xa0;» ne peut pas désigner «&#xa0;{value}&#xa0;». Donnez l’identifiant d’une fiche d’un de ces types&#xa0;: {kinds}.</translation>
        </message>
        <message>
            <source>The sandbox did not start</source>
            <translation>Bac à sable non démarré</translation>
        </message>
        <message>
            <source>The sandbox for the demonstration did not start. Start the demonstration again.</source>
            <translation>Le bac à sable de la démonstration n’a pas démarré. Relancez la démonstration.</translation>
        </message>
        <message>
            <source>Too many rows</source>
            <translation>Trop de lignes</translation>
        </message>
        <message>
            <source>A worksheet holds {limit} rows. Export to a .csv file instead.</source>
            <translation>Une feuille accepte {limit} lignes. Exportez plutôt vers un fichier .csv.</translation>
        </message>
        <message>
            <source>Cannot be undone</source>
            <translation>Annulation impossible</translation>
        </message>
        <message>
            <source>The record was changed again in the meantime, so this step cannot be taken back. Its history has every value.</source>
            <translation>La fiche a été modifiée depuis, cette étape ne peut plus être annulée. Son historique garde toutes les valeurs.</translation>
        </message>
        <message>
            <source>Already settled</source>
            <translation>Déjà tranché</translation>
        </message>
        <message>
            <source>This conflict is no longer open. The page has been brought up to date.</source>
            <translation>Ce conflit n’est plus ouvert. La page a été mise à jour.</translation>
        </message>
        <message>
            <source>No answer</source>
            <translation>Pas de réponse</translation>
        </message>
        <message>
            <source>The account did not answer in time. crmdesk looks first whether the change arrived and only then sends it again.</source>
            <translation>Le compte n’a pas répondu à temps. crmdesk vérifie d’abord si la modification est arrivée, et ne la renvoie qu’ensuite.</translation>
        </message>
        <message>
            <source>Answer too large</source>
            <translation>Réponse trop grande</translation>
        </message>
        <message>
            <source>The answer of the account is larger than crmdesk takes. Nothing was changed.</source>
            <translation>La réponse du compte est plus grande que ce que crmdesk accepte. Rien n’a été modifié.</translation>
        </message>
        <message>
            <source>Answer not readable</source>
            <translation>Réponse illisible</translation>
        </message>
        <message>
            <source>The account sent something that cannot be read. Nothing was changed; try again later.</source>
            <translation>Le compte a envoyé quelque chose d’illisible. Rien n’a été modifié&#x202f;; réessayez plus tard.</translation>
        </message>
        <message>
            <source>Share of the quota used up</source>
            <translation>Part du quota consommée</translation>
        </message>
        <message>
            <source>crmdesk has used its share of what the account allows; the rest is left to the other programs there and to what you type. It goes on by itself in {retry_after_s}; nothing is lost.</source>
            <translation>crmdesk a consommé sa part de ce que le compte autorise ; le reste est laissé aux autres programmes et à ce que vous saisissez. La reprise se fera d’elle-même dans {retry_after_s} ; rien n’est perdu.</translation>
        </message>
        <message>
            <source>Certificate file not usable</source>
            <translation>Certificat inutilisable</translation>
        </message>
        <message>
            <source>The file with the certificate authority cannot be read. Check the file and choose it again.</source>
            <translation>Le fichier de l’autorité de certification ne peut pas être lu. Vérifiez-le et choisissez-le de nouveau.</translation>
        </message>
        <message>
            <source>Connection lost</source>
            <translation>Connexion interrompue</translation>
        </message>
        <message>
            <source>The connection broke while data was on its way. crmdesk looks first whether it arrived.</source>
            <translation>La connexion s’est coupée pendant l’envoi. crmdesk vérifie d’abord ce qui est arrivé.</translation>
        </message>
        <message>
            <source>The account already has such a record: {vendor_words}.</source>
            <translation>Le compte a déjà une telle fiche&#xa0;: {vendor_words}.</translation>
        </message>
        <message>
            <source>Another record of the account already has this value: {vendor_words}.</source>
            <translation>Une autre fiche du compte a déjà cette valeur&#xa0;: {vendor_words}.</translation>
        </message>
        <message>
            <source>Answer from an unexpected address</source>
            <translation>Réponse d’une adresse inattendue</translation>
        </message>
        <message>
            <source>The account pointed to another server. crmdesk does not follow, to protect your access.</source>
            <translation>Le compte renvoie vers un autre serveur. crmdesk ne suit pas, pour protéger votre accès.</translation>
        </message>
        <message>
            <source>Unexpected address</source>
            <translation>Adresse inattendue</translation>
        </message>
        <message>
            <source>An address outside the account was refused, to protect your access.</source>
            <translation>Une adresse extérieure au compte a été refusée, pour protéger votre accès.</translation>
        </message>
        <message>
            <source>Address not secure</source>
            <translation>Adresse non sécurisée</translation>
        </message>
        <message>
            <source>Outcome not known</source>
            <translation>Résultat incertain</translation>
        </message>
        <message>
            <source>It is not certain that the last change arrived. crmdesk checks this before anything else.</source>
            <translation>Il n’est pas certain que la dernière modification soit arrivée. crmdesk le vérifie avant toute chose.</translation>
        </message>
        <message>
            <source>Proxy not usable</source>
            <translation>Proxy inutilisable</translation>
        </message>
        <message>
            <source>The proxy of this network cannot be used. Check the proxy settings of the system.</source>
            <translation>Le proxy de ce réseau ne peut pas être utilisé. Vérifiez les réglages proxy du système.</translation>
        </message>
        <message>
            <source>The account asks to slow down</source>
            <translation>Le compte demande de ralentir</translation>
        </message>
        <message>
            <source>Redirected in a circle</source>
            <translation>Redirection en boucle</translation>
        </message>
        <message>
            <source>The account’s address leads back to itself. Try again later.</source>
            <translation>L’adresse du compte renvoie à elle-même. Réessayez plus tard.</translation>
        </message>
        <message>
            <source>Redirected</source>
            <translation>Redirection</translation>
        </message>
        <message>
            <source>The account moved to another address while data was being sent. Nothing was sent there.</source>
            <translation>Le compte a changé d’adresse pendant l’envoi. Rien n’y a été envoyé.</translation>
        </message>
        <message>
            <source>Cannot be named there</source>
            <translation>Ne peut pas y être désignée</translation>
        </message>
        <message>
            <source>The record refers to another one that cannot be named in this field there. Take it out of the field, and the record is sent.</source>
            <translation>La fiche en désigne une autre que ce champ ne peut pas désigner dans le compte. Retirez-la du champ, et la fiche sera envoyée.</translation>
        </message>
        <message>
            <source>Request refused</source>
            <translation>Demande refusée</translation>
        </message>
        <message>
            <source>The account did not understand a request of crmdesk. This is our mistake; nothing is lost.</source>
            <translation>Le compte n’a pas compris une demande de crmdesk. C’est une erreur de notre part&#x202f;; rien n’est perdu.</translation>
        </message>
        <message>
            <source>The account is out of order</source>
            <translation>Compte en panne</translation>
        </message>
        <message>
            <source>The server of the account failed. crmdesk tries again by itself; nothing is lost.</source>
            <translation>Le serveur du compte est en panne. crmdesk réessaie tout seul&#x202f;; rien n’est perdu.</translation>
        </message>
        <message>
            <source>A secure connection could not be made. Check the date of this computer, or ask who runs the network.</source>
            <translation>La connexion sécurisée n’a pas pu s’établir. Vérifiez la date de cet ordinateur, ou demandez à la personne qui gère le réseau.</translation>
        </message>
        <message>
            <source>Address not usable</source>
            <translation>Adresse inutilisable</translation>
        </message>
        <message>
            <source>The address “{url}” cannot be used. Check how it is written.</source>
            <translation>L’adresse «&#xa0;{url}&#xa0;» ne peut pas être utilisée. Vérifiez son écriture.</translation>
        </message>
        <message>
            <source>Not reachable</source>
            <translation>Injoignable</translation>
        </message>
        <message>
            <source>The account cannot be reached right now. Work on: everything is kept and sent later.</source>
            <translation>Le compte est injoignable pour le moment. Continuez à travailler&#xa0;: tout est gardé et envoyé plus tard.</translation>
        </message>
        <message>
            <source>Server not found</source>
            <translation>Serveur introuvable</translation>
        </message>
        <message>
            <source>Already connected</source>
            <translation>Déjà connecté</translation>
        </message>
        <message>
            <source>“{account}” is connected already, as “{name}”. To give it a new access, sign in to “{name}” again; nothing was changed.</source>
            <translation>«&#xa0;{account}&#xa0;» est déjà connecté, sous le nom «&#xa0;{name}&#xa0;». Pour lui donner un nouvel accès, reconnectez «&#xa0;{name}&#xa0;»&#x202f;; rien n’a été modifié.</translation>
        </message>
        <message>
            <source>Account paused</source>
            <translation>Compte en pause</translation>
        </message>
        <message>
            <source>“{name}” is paused: nothing is exchanged with it, and nothing was read or sent. To go on with it: crmdesk resume &quot;{name}&quot;</source>
            <translation>«&#xa0;{name}&#xa0;» est en pause&#xa0;: rien n’est échangé avec lui, et rien n’a été lu ni envoyé. Pour le reprendre&#xa0;: crmdesk resume &quot;{name}&quot;</translation>
        </message>
        <message>
            <source>Application not known</source>
            <translation>Application inconnue</translation>
        </message>
        <message>
            <source>This account was not signed in to with an application of {vendor}. Give the client ID of the agency’s, or a personal token.</source>
            <translation>Ce compte n’a pas été connecté avec une application {vendor}. Indiquez l’identifiant client de celle de l’agence, ou un jeton personnel.</translation>
        </message>
        <message>
            <source>Identity not confirmed</source>
            <translation>Identité non confirmée</translation>
        </message>
        <message>
            <source>The identity of the server could not be confirmed. Check the date of this computer, or ask who runs the network.</source>
            <translation>L’identité du serveur n’a pas pu être confirmée. Vérifiez la date de cet ordinateur, ou demandez à la personne qui gère le réseau.</translation>
        </message>
        <message>
            <source>Account no longer active</source>
            <translation>Compte qui n’est plus actif</translation>
        </message>
        <message>
            <source>“{name}” was paused, disconnected or signed out elsewhere just before the run began. Nothing was read or sent.</source>
            <translation>«&#xa0;{name}&#xa0;» a été mis en pause, déconnecté ou fermé ailleurs juste avant le début de la synchronisation. Rien n’a été lu ni envoyé.</translation>
        </message>
        <message>
            <source>No answer for this record</source>
            <translation>Pas de réponse pour cette fiche</translation>
        </message>
        <message>
            <source>The account gave no answer {attempts} times when this was sent. It is tried again later by itself; if it goes on, change the value, or show the administrator of the account.</source>
            <translation>Le compte n’a pas répondu {attempts} fois à l’envoi de cette modification. crmdesk réessaiera plus tard&#x202f;; si cela continue, changez la valeur ou parlez-en à l’administrateur du compte.</translation>
        </message>
        <message>
            <source>Address already there</source>
            <translation>Adresse déjà présente</translation>
        </message>
        <message>
            <source>Another contact of the account has this e-mail address. Merge the two, or correct the address.</source>
            <translation>Un autre contact du compte a cette adresse e-mail. Fusionnez les deux, ou corrigez l’adresse.</translation>
        </message>
        <message>
            <source>Already there</source>
            <translation>Déjà présente</translation>
        </message>
        <message>
            <source>Value already used</source>
            <translation>Valeur déjà utilisée</translation>
        </message>
        <message>
            <source>The name of the server is not known. Check the network or the address.</source>
            <translation>Le nom du serveur est inconnu. Vérifiez le réseau ou l’adresse.</translation>
        </message>
        <message>
            <source>Choice no longer there</source>
            <translation>Choix disparu</translation>
        </message>
        <message>
            <source>Perhaps the same</source>
            <translation>Peut-être la même personne</translation>
        </message>
        <message>
            <source>This may be the same as “{other_name}”, which is here already; nothing tells for certain, so both are kept. Unite the two under “Duplicates”, or say there that they are not the same.</source>
            <translation>Cette fiche désigne peut-être «&#xa0;{other_name}&#xa0;», déjà présente&#x202f;; rien ne permet d’en être sûr, les deux sont donc gardées. Réunissez-les sous «&#xa0;Doublons&#xa0;», ou indiquez-y qu’elles sont distinctes.</translation>
        </message>
        <message>
            <source>Perhaps created twice</source>
            <translation>Peut-être créée deux fois</translation>
        </message>
        <message>
            <source>crmdesk may have created this record twice in the account: row {row} there is like it and was made by the same user. Compare the two records, and delete the surplus one or merge them in the account; or say that they are not the same.</source>
            <translation>crmdesk a peut-être créé cette fiche deux fois dans le compte&#xa0;: la ligne {row} lui ressemble et a été créée par le même utilisateur. Comparez les deux fiches, puis supprimez celle qui est en trop ou fusionnez-les dans le compte ; sinon, dites que ce n’est pas la même.</translation>
        </message>
        <message>
            <source>Field missing there</source>
            <translation>Champ absent du compte</translation>
        </message>
        <message>
            <source>Read only there</source>
            <translation>Lecture seule dans ce compte</translation>
        </message>
        <message>
            <source>Required there</source>
            <translation>Obligatoire dans ce compte</translation>
        </message>
        <message>
            <source>The account wants a value here: {vendor_words}. Enter one, and the record is sent.</source>
            <translation>Le compte exige une valeur&#xa0;: {vendor_words}. Saisissez-en une, et la fiche sera envoyée.</translation>
        </message>
        <message>
            <source>The account keeps no deal without a stage. Choose one, and it is sent.</source>
            <translation>Ce compte ne garde pas d’affaire sans étape. Choisissez-en une, et elle est envoyée.</translation>
        </message>
        <message>
            <source>The account keeps no note that is about nobody. Say whom or what it is about, and it is sent.</source>
            <translation>Ce compte ne garde pas de note sans rattachement. Indiquez qui ou ce qu’elle concerne, et elle est envoyée.</translation>
        </message>
        <message>
            <source>The account makes no record without a value in “{property}”, which crmdesk does not fill in. Map a field to it (crmdesk mapping), or let it be optional in the account. The record waits until then, everything else is sent.</source>
            <translation>Le compte ne crée pas de fiche sans valeur dans «&#xa0;{property}&#xa0;», que crmdesk ne remplit pas. Associez-y un champ (crmdesk mapping), ou rendez-le facultatif dans le compte. La fiche attend jusque-là, tout le reste est envoyé.</translation>
        </message>
        <message>
            <source>Too many requests in a short time: crmdesk goes on by itself in {retry_after_s}. Nothing is lost.</source>
            <translation>Trop de requêtes en peu de temps&#xa0;: crmdesk reprend tout seul dans {retry_after_s}. Rien n’est perdu.</translation>
        </message>
        <message>
            <source>The connection broke while crmdesk was reading. It goes on from there by itself; nothing is lost.</source>
            <translation>La connexion s’est coupée pendant la lecture. crmdesk reprend là où il en était&#x202f;; rien n’est perdu.</translation>
        </message>
        <message>
            <source>The account did not answer in time. crmdesk asks again by itself; nothing is lost.</source>
            <translation>Le compte n’a pas répondu à temps. crmdesk redemande de lui-même&#x202f;; rien n’est perdu.</translation>
        </message>
        <message>
            <source>Not in this account</source>
            <translation>Pas dans ce compte</translation>
        </message>
        <message>
            <source>The access was withdrawn in the account, or it has expired. Connect the account again; your pending changes are kept.</source>
            <translation>L’accès a été révoqué dans le compte ou a expiré. Reconnectez le compte&#x202f;; vos modifications en attente sont conservées.</translation>
        </message>
        <message>
            <source>Which one is it?</source>
            <translation>Laquelle est-ce&#x202f;?</translation>
        </message>
        <message>
            <source>{count} rows of the account fit this record equally well, so crmdesk created nothing. If it is one of them, delete it here; if it is none of them, give it an e-mail address of its own.</source>
            <translation>{count} lignes du compte correspondent aussi bien à cette fiche, donc crmdesk n’a rien créé. Si c’est l’une d’elles, supprimez la fiche ici&#x202f;; sinon, donnez-lui une adresse e-mail qui lui soit propre.</translation>
        </message>
        <message>
            <source>The account ended the sign-in: {vendor_words}. Check the application’s settings there, then try again.</source>
            <translation>Le compte a mis fin à la connexion&#xa0;: {vendor_words}. Vérifiez les réglages de l’application dans le compte, puis réessayez.</translation>
        </message>
        <message>
            <source>Nothing answers at {address}. Check the network and the address, then try again. Nothing was changed.</source>
            <translation>Rien ne répond à l’adresse {address}. Vérifiez le réseau et l’adresse, puis réessayez. Rien n’a été modifié.</translation>
        </message>
        <message>
            <source>Secure connection failed</source>
            <translation>Connexion sécurisée impossible</translation>
        </message>
        <message>
            <source>Access withdrawn</source>
            <translation>Accès retiré</translation>
        </message>
        <message>
            <source>Sign-in needed</source>
            <translation>Reconnexion nécessaire</translation>
        </message>
        <message>
            <source>Sign-in cancelled</source>
            <translation>Connexion annulée</translation>
        </message>
        <message>
            <source>The sign-in was cancelled. Nothing was changed.</source>
            <translation>La connexion a été annulée. Rien n’a été modifié.</translation>
        </message>
        <message>
            <source>Access refused</source>
            <translation>Accès refusé</translation>
        </message>
        <message>
            <source>The account refused the access ({category}). Connect the account again, or ask its administrator.</source>
            <translation>Le compte a refusé l’accès ({category}). Reconnectez-le, ou demandez à son administrateur.</translation>
        </message>
        <message>
            <source>Account not recognised</source>
            <translation>Compte non reconnu</translation>
        </message>
        <message>
            <source>The account did not say which organisation it is, so nothing was connected. Try again later.</source>
            <translation>Le compte n’a pas dit de quelle organisation il est&#x202f;; rien n’a été connecté. Réessayez plus tard.</translation>
        </message>
        <message>
            <source>Answer not understood</source>
            <translation>Réponse non comprise</translation>
        </message>
        <message>
            <source>The account sent an answer that crmdesk does not understand. Nothing was changed; try again later.</source>
            <translation>Le compte a envoyé une réponse que crmdesk ne comprend pas. Rien n’a été modifié&#x202f;; réessayez plus tard.</translation>
        </message>
        <message>
            <source>Version not known</source>
            <translation>Version inconnue</translation>
        </message>
        <message>
            <source>“{value}” is not a version of the account’s interface that crmdesk speaks.</source>
            <translation>«&#xa0;{value}&#xa0;» n’est pas une version de l’interface du compte que crmdesk connaît.</translation>
        </message>
        <message>
            <source>Changed in the meantime</source>
            <translation>Modifié entre-temps</translation>
        </message>
        <message>
            <source>The record was changed in the account just now. crmdesk reads it again and then decides.</source>
            <translation>La fiche vient d’être modifiée dans le compte. crmdesk la relit puis décide.</translation>
        </message>
        <message>
            <source>Client id missing</source>
            <translation>Identifiant client manquant</translation>
        </message>
        <message>
            <source>Name the agency’s application: --client-id ID, with its secret in CRMDESK_CLIENT_SECRET. --token signs in with a personal token, --sandbox URL to a sandbox.</source>
            <translation>Indiquez l’application de l’agence&#xa0;: --client-id ID, avec son secret dans CRMDESK_CLIENT_SECRET. --token se connecte avec un jeton personnel, --sandbox URL à un bac à sable.</translation>
        </message>
        <message>
            <source>Client secret missing</source>
            <translation>Secret client manquant</translation>
        </message>
        <message>
            <source>The application’s secret is needed: put it into CRMDESK_CLIENT_SECRET, or type it where you are asked.</source>
            <translation>Le secret de l’application est nécessaire&#xa0;: mettez-le dans CRMDESK_CLIENT_SECRET, ou saisissez-le quand il est demandé.</translation>
        </message>
        <message>
            <source>Sign-in refused</source>
            <translation>Connexion refusée</translation>
        </message>
        <message>
            <source>The account refused to finish the sign-in: {vendor_words}. What the browser was given holds for a minute or some: try again. If it is refused again, check client id and client secret.</source>
            <translation>Le compte a refusé de terminer la connexion&#xa0;: {vendor_words}. Ce que le navigateur a reçu n’est valable que quelques minutes&#xa0;: réessayez. En cas de nouveau refus, vérifiez l’identifiant client et le secret client.</translation>
        </message>
        <message>
            <source>Name already used</source>
            <translation>Nom déjà utilisé</translation>
        </message>
        <message>
            <source>Another account is already called “{name}”. Choose another name.</source>
            <translation>Un compte s’appelle déjà «&#xa0;{name}&#xa0;». Choisissez un autre nom.</translation>
        </message>
        <message>
            <source>Access was refused in the browser. Try again and allow it there, or ask the account’s administrator.</source>
            <translation>L’accès a été refusé dans le navigateur. Réessayez en l’autorisant, ou demandez à l’administrateur du compte.</translation>
        </message>
        <message>
            <source>Created more than once</source>
            <translation>Créée plusieurs fois</translation>
        </message>
        <message>
            <source>The account holds {count} copies of this record. Delete the surplus ones there.</source>
            <translation>Le compte contient {count} exemplaires de cette fiche. Supprimez dans ce compte ceux qui sont en trop.</translation>
        </message>
        <message>
            <source>Field without a place</source>
            <translation>Champ sans équivalent</translation>
        </message>
        <message>
            <source>The account has no place for “{field}”. The value stays on this computer.</source>
            <translation>Le compte n’a pas de place pour «&#xa0;{field}&#xa0;». La valeur reste sur cet ordinateur.</translation>
        </message>
        <message>
            <source>Record not accepted</source>
            <translation>Fiche non acceptée</translation>
        </message>
        <message>
            <source>The account did not take the record: {vendor_words}. crmdesk tries again with the next synchronisation.</source>
            <translation>Le compte n’a pas accepté la fiche&#xa0;: {vendor_words}. crmdesk réessaiera à la prochaine synchronisation.</translation>
        </message>
        <message>
            <source>No answer about a record</source>
            <translation>Sans réponse</translation>
        </message>
        <message>
            <source>The account said nothing about this record. crmdesk looks first whether the change arrived.</source>
            <translation>Le compte n’a rien dit de cette fiche. crmdesk vérifie d’abord si la modification est arrivée.</translation>
        </message>
        <message>
            <source>Ports in use</source>
            <translation>Ports occupés</translation>
        </message>
        <message>
            <source>Other programs use every port that the sign-in may answer on ({ports}). Close them and try again.</source>
            <translation>D’autres programmes occupent tous les ports prévus pour la connexion ({ports}). Fermez-les et réessayez.</translation>
        </message>
        <message>
            <source>The account did not answer. crmdesk looks first whether the change arrived and only then sends it again.</source>
            <translation>Le compte n’a pas répondu. crmdesk vérifie d’abord si la modification est arrivée, et ne la renvoie qu’ensuite.</translation>
        </message>
        <message>
            <source>No personal tokens</source>
            <translation>Pas de jeton personnel</translation>
        </message>
        <message>
            <source>{vendor} has no personal tokens. Sign in with the agency’s application.</source>
            <translation>{vendor} ne propose pas de jeton personnel. Connectez-vous avec l’application de l’agence.</translation>
        </message>
        <message>
            <source>The access cannot be renewed. Connect the account again; your pending changes are kept.</source>
            <translation>L’accès ne peut pas être renouvelé. Reconnectez le compte&#x202f;; vos modifications en attente sont conservées.</translation>
        </message>
        <message>
            <source>Not a sandbox</source>
            <translation>Pas un bac à sable</translation>
        </message>
        <message>
            <source>At {url} there is no crmdesk sandbox with {vendor}. Start one with crmdesk sandbox and give its control address.</source>
            <translation>À {url}, il n’y a pas de bac à sable crmdesk avec {vendor}. Démarrez-en un avec crmdesk sandbox et donnez son adresse de contrôle.</translation>
        </message>
        <message>
            <source>The account does not allow this: {vendor_words}. Ask its administrator for the right.</source>
            <translation>Le compte n’autorise pas cette opération&#xa0;: {vendor_words}. Demandez le droit à son administrateur.</translation>
        </message>
        <message>
            <source>The account does not allow this ({objects}): {vendor_words}. Ask its administrator for the right.</source>
            <translation>Le compte n’autorise pas cette opération ({objects})&#xa0;: {vendor_words}. Demandez le droit à son administrateur.</translation>
        </message>
        <message>
            <source>Not signed in</source>
            <translation>Non connecté</translation>
        </message>
        <message>
            <source>The account is not signed in. Connect it again; your pending changes are kept.</source>
            <translation>Ce compte n’est pas connecté. Reconnectez-le&#x202f;; vos modifications en attente sont conservées.</translation>
        </message>
        <message>
            <source>The account’s list no longer has this value: {vendor_words}. Choose another, or add it there.</source>
            <translation>La liste du compte n’a plus cette valeur&#xa0;: {vendor_words}. Choisissez-en une autre, ou ajoutez-la dans ce compte.</translation>
        </message>
        <message>
            <source>Negotiator refused</source>
            <translation>Négociateur refusé</translation>
        </message>
        <message>
            <source>The account does not take {owner_name} as negotiator: {vendor_words}. Who is not, or no longer, one of its users can be given no record there. Choose another negotiator for the record, and it is sent again.</source>
            <translation>Le compte n’accepte pas {owner_name} comme négociateur&#xa0;: {vendor_words}. Une personne qui n’y est pas, ou plus, utilisateur ne peut y recevoir de fiche. Choisissez un autre négociateur pour la fiche&#xa0;: elle est alors renvoyée.</translation>
        </message>
        <message>
            <source>Reading got stuck</source>
            <translation>Lecture bloquée</translation>
        </message>
        <message>
            <source>The account keeps sending the same page. What was read is kept; crmdesk goes on with the next synchronisation.</source>
            <translation>Le compte renvoie toujours la même page. Ce qui a été lu est gardé&#x202f;; crmdesk continuera à la prochaine synchronisation.</translation>
        </message>
        <message>
            <source>The account refused the token. Check that it was copied whole and is still valid, then sign in again.</source>
            <translation>Le compte a refusé le jeton. Vérifiez qu’il a été copié en entier et qu’il est encore valable, puis reconnectez-vous.</translation>
        </message>
        <message>
            <source>The account no longer has a field for this value: {vendor_words}. The value stays on this computer.</source>
            <translation>Le compte n’a plus de champ pour cette valeur&#xa0;: {vendor_words}. La valeur reste sur cet ordinateur.</translation>
        </message>
        <message>
            <source>The account does not let anybody write this field: {vendor_words}.</source>
            <translation>Le compte ne laisse personne écrire ce champ&#xa0;: {vendor_words}.</translation>
        </message>
        <message>
            <source>Not permitted there</source>
            <translation>Non autorisé dans le compte</translation>
        </message>
        <message>
            <source>The access that you signed in with has not the right to change this: {vendor_words}. The account’s administrator can grant it; then the change is sent by itself.</source>
            <translation>L’accès utilisé pour la connexion n’a pas le droit de modifier cela : {vendor_words}. L’administrateur du compte peut l’accorder ; la modification partira alors d’elle-même.</translation>
        </message>
        <message>
            <source>The account refused the record: {vendor_words}. Correct it and it is sent again.</source>
            <translation>Le compte a refusé la fiche&#xa0;: {vendor_words}. Corrigez-la et elle sera renvoyée.</translation>
        </message>
        <message>
            <source>The account refused a request: {vendor_words}. Your changes are kept; try again later.</source>
            <translation>Le compte a refusé une demande&#xa0;: {vendor_words}. Vos modifications sont conservées&#x202f;; réessayez plus tard.</translation>
        </message>
        <message>
            <source>Tied to another record</source>
            <translation>Liée à une autre fiche</translation>
        </message>
        <message>
            <source>The account says that this is a record you already have under another name. Compare the two.</source>
            <translation>Le compte dit que c’est une fiche que vous avez déjà sous un autre nom. Comparez les deux.</translation>
        </message>
        <message>
            <source>Another window or command is synchronising “{name}”. Wait until it is done.</source>
            <translation>Une autre fenêtre ou commande synchronise «&#xa0;{name}&#xa0;». Attendez qu’elle ait fini.</translation>
        </message>
        <message>
            <source>Sandbox not reachable</source>
            <translation>Bac à sable injoignable</translation>
        </message>
        <message>
            <source>There is no answer at {url}. Start a sandbox with crmdesk sandbox and give its control address.</source>
            <translation>Rien ne répond à {url}. Démarrez un bac à sable avec crmdesk sandbox et donnez son adresse de contrôle.</translation>
        </message>
        <message>
            <source>Sign-in failed</source>
            <translation>Échec de la connexion</translation>
        </message>
        <message>
            <source>Answer not expected</source>
            <translation>Réponse inattendue</translation>
        </message>
        <message>
            <source>The account answered with status {status}: {vendor_words}. Nothing was changed; try again later.</source>
            <translation>Le compte a répondu avec le statut {status}&#xa0;: {vendor_words}. Rien n’a été modifié&#x202f;; réessayez plus tard.</translation>
        </message>
        <message>
            <source>Token missing</source>
            <translation>Jeton manquant</translation>
        </message>
        <message>
            <source>Put the token into {variable}, or type it where you are asked. It is never given on the command line.</source>
            <translation>Mettez le jeton dans {variable}, ou saisissez-le quand il est demandé. Il ne se donne jamais en ligne de commande.</translation>
        </message>
        <message>
            <source>Access being renewed</source>
            <translation>Accès en cours de renouvellement</translation>
        </message>
        <message>
            <source>Another window or command is renewing the access. Try again in a moment.</source>
            <translation>Une autre fenêtre ou commande renouvelle l’accès. Réessayez dans un instant.</translation>
        </message>
        <message>
            <source>Access not renewed</source>
            <translation>Accès non renouvelé</translation>
        </message>
        <message>
            <source>The account could not renew the access: {vendor_words}. crmdesk tries again by itself.</source>
            <translation>Le compte n’a pas pu renouveler l’accès&#xa0;: {vendor_words}. crmdesk réessaie tout seul.</translation>
        </message>
        <message>
            <source>The access could not be renewed. crmdesk tries again by itself; nothing is lost.</source>
            <translation>L’accès n’a pas pu être renouvelé. crmdesk réessaie tout seul&#x202f;; rien n’est perdu.</translation>
        </message>
        <message>
            <source>Sign-in incomplete</source>
            <translation>Connexion incomplète</translation>
        </message>
        <message>
            <source>The account’s answer to the sign-in lacks something. Try again later.</source>
            <translation>Il manque quelque chose dans la réponse du compte à la connexion. Réessayez plus tard.</translation>
        </message>
        <message>
            <source>Sign-in not readable</source>
            <translation>Connexion illisible</translation>
        </message>
        <message>
            <source>The account’s answer to the sign-in cannot be read. Try again later.</source>
            <translation>La réponse du compte à la connexion ne peut pas être lue. Réessayez plus tard.</translation>
        </message>
        <message>
            <source>Token not usable</source>
            <translation>Jeton inutilisable</translation>
        </message>
        <message>
            <source>This cannot be a token. Copy it again, whole and without spaces.</source>
            <translation>Ce ne peut pas être un jeton. Copiez-le de nouveau, en entier et sans espaces.</translation>
        </message>
        <message>
            <source>Sign-in damaged</source>
            <translation>Accès endommagé</translation>
        </message>
        <message>
            <source>The stored sign-in cannot be read. Connect the account again; your pending changes are kept.</source>
            <translation>L’accès enregistré n’est plus lisible. Reconnectez le compte&#x202f;; vos modifications en attente sont conservées.</translation>
        </message>
        <message>
            <source>Account not known</source>
            <translation>Compte introuvable</translation>
        </message>
        <message>
            <source>There is no account “{name}”. There are: {names}.</source>
            <translation>Il n’y a pas de compte «&#xa0;{name}&#xa0;». Comptes existants&#xa0;: {names}.</translation>
        </message>
        <message>
            <source>CRM not known</source>
            <translation>CRM inconnu</translation>
        </message>
        <message>
            <source>crmdesk does not know “{name}”. It knows: {vendors}.</source>
            <translation>crmdesk ne connaît pas «&#xa0;{name}&#xa0;». Il connaît&#xa0;: {vendors}.</translation>
        </message>
        <message>
            <source>No answer from the browser</source>
            <translation>Pas de réponse du navigateur</translation>
        </message>
        <message>
            <source>Nobody signed in within five minutes, and crmdesk waits no longer: whoever agrees in the browser now only sees that the page cannot be reached. Try again when you are ready.</source>
            <translation>Personne ne s’est connecté en cinq minutes, et crmdesk n’attend plus&#xa0;: qui accepte maintenant dans le navigateur ne voit qu’une page inaccessible. Réessayez quand vous serez prêt.</translation>
        </message>
        <message>
            <source>Token refused</source>
            <translation>Jeton refusé</translation>
        </message>
        <message>
            <source>The account refused a value: {vendor_words}. Choose another one.</source>
            <translation>Le compte a refusé une valeur&#xa0;: {vendor_words}. Choisissez-en une autre.</translation>
        </message>
        <message>
            <source>Another account</source>
            <translation>Autre compte</translation>
        </message>
        <message>
            <source>You signed in to “{found}”, but this connection belongs to “{expected}”. Sign in to the right account.</source>
            <translation>Vous vous êtes connecté à «&#xa0;{found}&#xa0;», mais cette connexion appartient à «&#xa0;{expected}&#xa0;». Connectez-vous au bon compte.</translation>
        </message>
        <message>
            <source>No safe place for the key</source>
            <translation>Pas d’endroit sûr pour la clé</translation>
        </message>
        <message>
            <source>Passphrase too short</source>
            <translation>Phrase secrète trop courte</translation>
        </message>
        <message>
            <source>Use at least {limit} characters, for example four or five words.</source>
            <translation>Utilisez au moins {limit} caractères, par exemple quatre ou cinq mots.</translation>
        </message>
        <message>
            <source>Not the same</source>
            <translation>Saisies différentes</translation>
        </message>
        <message>
            <source>The two passphrases differ. Type them again.</source>
            <translation>Les deux phrases secrètes diffèrent. Saisissez-les de nouveau.</translation>
        </message>
        <message>
            <source>Wrong passphrase</source>
            <translation>Phrase secrète incorrecte</translation>
        </message>
        <message>
            <source>This passphrase does not open the data. Check the keyboard layout and try again.</source>
            <translation>Cette phrase secrète n’ouvre pas les données. Vérifiez la disposition du clavier et réessayez.</translation>
        </message>
        <message>
            <source>Not allowed</source>
            <translation>Non autorisé</translation>
        </message>
        <message>
            <source>Refused by the account</source>
            <translation>Refusée par le compte</translation>
        </message>
        <message>
            <source>Too long for the account</source>
            <translation>Trop long pour le compte</translation>
        </message>
        <message>
            <source>The account keeps at most {limit} characters here. Shorten the value; it is sent again.</source>
            <translation>Le compte garde {limit} caractères au plus ici. Raccourcissez la valeur ; elle est envoyée de nouveau.</translation>
        </message>
        <message>
            <source>Value refused</source>
            <translation>Valeur refusée</translation>
        </message>
        <message>
            <source>Record gone</source>
            <translation>Absente du compte</translation>
        </message>
        <message>
            <source>The record no longer exists in the account.</source>
            <translation>La fiche n’existe plus dans le compte.</translation>
        </message>
        <message>
            <source>Another crmdesk is writing</source>
            <translation>Un autre crmdesk écrit</translation>
        </message>
        <message>
            <source>Another window or command is writing to the same data. Try again in a moment.</source>
            <translation>Une autre fenêtre ou commande écrit dans les mêmes données. Réessayez dans un instant.</translation>
        </message>
        <message>
            <source>The data could not be written</source>
            <translation>Écriture impossible</translation>
        </message>
        <message>
            <source>The file with your data could not be read or written: {reason}. Check the disk; nothing saved before is lost.</source>
            <translation>Le fichier de vos données n’a pas pu être lu ou écrit&#xa0;: {reason}. Vérifiez le disque&#x202f;; rien de ce qui était enregistré n’est perdu.</translation>
        </message>
        <message>
            <source>Data of a newer crmdesk</source>
            <translation>Données d’un crmdesk plus récent</translation>
        </message>
        <message>
            <source>These data were written by a newer version of crmdesk. Install that version; nothing was changed.</source>
            <translation>Ces données ont été écrites par une version plus récente de crmdesk. Installez cette version&#x202f;; rien n’a été modifié.</translation>
        </message>
        <message>
            <source>Data damaged</source>
            <translation>Données endommagées</translation>
        </message>
        <message>
            <source>The file {file} with your data is damaged. There is a backup of {backup_at}: close the window, or start crmdesk again, to put it in place; or run crmdesk recover. What was sent since then comes back with the next synchronisation. What was typed since then and not sent is only in the damaged file, which is kept.</source>
            <translation>Le fichier {file} qui contient vos données est endommagé. Une sauvegarde du {backup_at} existe&#xa0;: fermez la fenêtre ou relancez crmdesk pour la restaurer, ou lancez crmdesk recover. Ce qui a été envoyé depuis revient avec la prochaine synchronisation. Ce qui a été saisi depuis sans être envoyé ne se trouve que dans le fichier endommagé, qui est conservé.</translation>
        </message>
        <message>
            <source>Disk full</source>
            <translation>Disque plein</translation>
        </message>
        <message>
            <source>No backup</source>
            <translation>Aucune sauvegarde</translation>
        </message>
        <message>
            <source>There is no backup that can be used in {folder}. Nothing was changed.</source>
            <translation>Aucune sauvegarde utilisable dans {folder}. Rien n’a été modifié.</translation>
        </message>
        <message>
            <source>Nothing to recover</source>
            <translation>Rien à rétablir</translation>
        </message>
        <message>
            <source>The file {file} is not damaged and not missing, so it was left as it is: what was never sent is nowhere else.</source>
            <translation>Le fichier {file} n’est ni endommagé ni manquant, il a donc été laissé tel quel&#xa0;: ce qui n’a jamais été envoyé n’est nulle part ailleurs.</translation>
        </message>
        <message>
            <source>crmdesk is running</source>
            <translation>crmdesk est en cours d’exécution</translation>
        </message>
        <message>
            <source>Another window or command has the data in {folder} open. Close it, then try again.</source>
            <translation>Une autre fenêtre ou commande a ouvert les données de {folder}. Fermez-la, puis réessayez.</translation>
        </message>
        <message>
            <source>Already being synchronised</source>
            <translation>Synchronisation déjà en cours</translation>
        </message>
        <message>
            <source>Computed there</source>
            <translation>Calculé sur place</translation>
        </message>
        <message>
            <source>In the spreadsheet this cell of {vendor_words} is a formula, which crmdesk does not overwrite. The value stays on this computer.</source>
            <translation>Dans la feuille de calcul, cette cellule de {vendor_words} est une formule, que crmdesk n’écrase pas. La valeur reste sur cet ordinateur.</translation>
        </message>
        <message>
            <source>Merged there</source>
            <translation>Cellules fusionnées</translation>
        </message>
        <message>
            <source>In the spreadsheet this cell of {vendor_words} is merged with others, of which only the first one holds a value. The value stays on this computer. Split the cells there, then send it again.</source>
            <translation>Dans la feuille de calcul, cette cellule de {vendor_words} est fusionnée avec d’autres, dont seule la première contient une valeur. La valeur reste sur cet ordinateur. Dissociez les cellules, puis renvoyez-la.</translation>
        </message>
        <message>
            <source>An Excel file</source>
            <translation>Un fichier Excel</translation>
        </message>
        <message>
            <source>At Google Drive this is an Excel file, which nobody but Google’s own pages can work with. Open it there, choose File → Save as Google Sheets, and connect the spreadsheet that opens.</source>
            <translation>Dans Google Drive, c’est un fichier Excel, avec lequel seules les pages de Google savent travailler. Ouvrez-le là-bas, choisissez Fichier → Enregistrer au format Google Sheets, et connectez la feuille de calcul qui s’ouvre.</translation>
        </message>
        <message>
            <source>Spreadsheet not found</source>
            <translation>Feuille de calcul introuvable</translation>
        </message>
        <message>
            <source>The spreadsheet is not there: it was deleted, or is not shared with the account that signed in. Check its address, or restore it from the bin.</source>
            <translation>La feuille de calcul n’est pas là&#xa0;: elle a été supprimée, ou n’est pas partagée avec le compte qui s’est connecté. Vérifiez son adresse, ou restaurez-la depuis la corbeille.</translation>
        </message>
        <message>
            <source>Not a spreadsheet’s address</source>
            <translation>Pas l’adresse d’une feuille de calcul</translation>
        </message>
        <message>
            <source>Copy it from the browser while the spreadsheet is open: it begins with https://docs.google.com/spreadsheets/.</source>
            <translation>Copiez-la dans le navigateur pendant que la feuille de calcul est ouverte&#xa0;: elle commence par https://docs.google.com/spreadsheets/.</translation>
        </message>
        <message>
            <source>No headings found</source>
            <translation>Aucun en-tête trouvé</translation>
        </message>
        <message>
            <source>In the sheet “{name}” none of the first twenty rows has two headings that crmdesk knows, such as Nom, E-mail, Téléphone. Nothing was changed. Put them there, or restore the sheet from its version history, then try again.</source>
            <translation>Dans la feuille «&#xa0;{name}&#xa0;», aucune des vingt premières lignes ne porte deux en-têtes que crmdesk connaisse, comme Nom, E-mail, Téléphone. Rien n’a été modifié. Ajoutez-les, ou restaurez la feuille depuis l’historique des versions, puis réessayez.</translation>
        </message>
        <message>
            <source>Headings among the rows</source>
            <translation>En-têtes parmi les lignes</translation>
        </message>
        <message>
            <source>The headings of the sheet “{name}” stand in row {row}, below leads: they were probably sorted along. Nothing was changed. Move them above the leads, or restore the sheet from its version history, then try again.</source>
            <translation>Les en-têtes de la feuille «&#xa0;{name}&#xa0;» se trouvent à la ligne {row}, sous des leads&#xa0;: ils ont sans doute été triés avec le reste. Rien n’a été modifié. Remettez-les au-dessus des leads, ou restaurez la feuille depuis l’historique des versions, puis réessayez.</translation>
        </message>
        <message>
            <source>Nothing in the sheet</source>
            <translation>Feuille vide</translation>
        </message>
        <message>
            <source>Nothing stands in the sheet “{name}”. If somebody has emptied it, restore it from the version history. If it is new, connect the account again and agree to its columns being made.</source>
            <translation>La feuille «&#xa0;{name}&#xa0;» est vide. Si quelqu’un l’a vidée, restaurez-la depuis l’historique des versions. Si elle est neuve, reconnectez le compte en acceptant la création de ses colonnes.</translation>
        </message>
        <message>
            <source>Keys lost in merged cells</source>
            <translation>Identifiants perdus dans des cellules fusionnées</translation>
        </message>
        <message>
            <source>In the sheet “{name}” cells of the column _crmdesk_id are merged (from row {first} to row {last}), so that crmdesk does not know these rows again. Nothing was changed. Undo the merge, or restore the sheet from its version history, then synchronise again.</source>
            <translation>Dans la feuille «&#xa0;{name}&#xa0;», des cellules de la colonne _crmdesk_id sont fusionnées (de la ligne {first} à la ligne {last})&#xa0;: crmdesk n’y reconnaît plus ces lignes. Rien n’a été modifié. Annulez la fusion, ou restaurez la feuille depuis l’historique des versions, puis synchronisez à nouveau.</translation>
        </message>
        <message>
            <source>Column of keys missing</source>
            <translation>Colonne des identifiants absente</translation>
        </message>
        <message>
            <source>The sheet “{name}” has no column _crmdesk_id, by which crmdesk knows its rows again. Nothing was changed. If it was deleted, restore it from the version history. If it was never there, connect the account again and agree to its creation.</source>
            <translation>La feuille «&#xa0;{name}&#xa0;» n’a pas de colonne _crmdesk_id, à laquelle crmdesk reconnaît ses lignes. Rien n’a été modifié. Si elle a été supprimée, restaurez-la depuis l’historique des versions. Si elle n’a jamais existé, reconnectez le compte et acceptez sa création.</translation>
        </message>
        <message>
            <source>The sheet keeps changing</source>
            <translation>La feuille change sans cesse</translation>
        </message>
        <message>
            <source>Rows of the sheet were moved each time crmdesk was about to write. It looks again with the next synchronisation.</source>
            <translation>Des lignes de la feuille ont été déplacées chaque fois que crmdesk allait écrire. Il regardera de nouveau à la prochaine synchronisation.</translation>
        </message>
        <message>
            <source>Sheet removed</source>
            <translation>Onglet supprimé</translation>
        </message>
        <message>
            <source>The spreadsheet is there, but not the sheet in it that crmdesk works with: somebody has removed it. Nothing was changed. Restore it from the version history, or connect the sheet that takes its place by its address.</source>
            <translation>La feuille de calcul est là, mais pas l’onglet avec lequel crmdesk travaille&#xa0;: quelqu’un l’a supprimé. Rien n’a été modifié. Restaurez-le depuis l’historique des versions, ou connectez par son adresse l’onglet qui le remplace.</translation>
        </message>
        <message>
            <source>Time zone unknown</source>
            <translation>Fuseau horaire inconnu</translation>
        </message>
        <message>
            <source>This computer does not know the time zone of the spreadsheet. It cannot tell what stands in the column {vendor_words}, and does not overwrite it. The value stays on this computer.</source>
            <translation>Cet ordinateur ne connaît pas le fuseau horaire de la feuille de calcul. Il ne peut pas savoir ce que contient la colonne {vendor_words}, et ne l’écrase pas. La valeur reste sur cet ordinateur.</translation>
        </message>
        <message>
            <source>File not taken</source>
            <translation>Fichier non pris en compte</translation>
        </message>
        <message>
            <source>The field mapping in “{file}” cannot be used. {faults}. Nothing was changed.</source>
            <translation>La correspondance des champs de «&#xa0;{file}&#xa0;» n’est pas utilisable. {faults}. Rien n’a été modifié.</translation>
        </message>
        <message>
            <source>A mapped field has lost its place</source>
            <translation>Un champ associé n’a plus sa place</translation>
        </message>
        <message>
            <source>“{field}” is mapped to “{property}” of {object}, which the account no longer has, or which has another type now. What is here stays here. Map the field to another property, or switch it off: crmdesk mapping.</source>
            <translation>«&#xa0;{field}&#xa0;» est associé à «&#xa0;{property}&#xa0;» de {object}, que le compte n’a plus, ou dont le type a changé. Ce qui est ici reste ici. Associez le champ à une autre propriété, ou désactivez-le&#xa0;: crmdesk mapping.</translation>
        </message>
        <message>
            <source>A field has lost its place</source>
            <translation>Un champ n’a plus sa place</translation>
        </message>
        <message>
            <source>The account no longer has, or no longer shows, what “{field}” was kept in ({object}), or has made another type of it. What is here stays here, and is not sent. Bring it back there, or switch the field off: crmdesk mapping.</source>
            <translation>Le compte n’a plus, ou ne montre plus, ce qui contenait «&#xa0;{field}&#xa0;» ({object}), ou en a changé le type. Ce qui est ici reste ici et n’est pas envoyé. Rétablissez-le dans le compte, ou désactivez le champ&#xa0;: crmdesk mapping.</translation>
        </message>
        <message>
            <source>Something would be lost</source>
            <translation>Quelque chose serait perdu</translation>
        </message>
        <message>
            <source>“{property}” ({type}) cannot hold all that “{field}” may. Let values only come in, or choose another.</source>
            <translation>«&#xa0;{property}&#xa0;» ({type}) ne peut pas contenir tout ce que «&#xa0;{field}&#xa0;» peut contenir. Laissez les valeurs seulement entrer, ou choisissez-en une autre.</translation>
        </message>
        <message>
            <source>This field is needed there</source>
            <translation>Ce champ y est nécessaire</translation>
        </message>
        <message>
            <source>Without “{field}” nothing can be made at the account. It has to travel there.</source>
            <translation>Sans «&#xa0;{field}&#xa0;», rien ne peut être créé dans le compte. Il doit y être envoyé.</translation>
        </message>
        <message>
            <source>This is no JSON, or it breaks off.</source>
            <translation>Ce n’est pas du JSON, ou il s’interrompt.</translation>
        </message>
        <message>
            <source>This crmdesk reads version {version} only.</source>
            <translation>Ce crmdesk ne lit que la version {version}.</translation>
        </message>
        <message>
            <source>The whole file has to be one object, with crmdesk_mapping, vendor and choices, as “crmdesk mapping NAME export” writes it.</source>
            <translation>Le fichier entier doit être un objet, avec crmdesk_mapping, vendor et choices, tel que l’écrit «&#xa0;crmdesk mapping NOM export&#xa0;».</translation>
        </message>
        <message>
            <source>The file is for {found}, the account is one of {expected}.</source>
            <translation>Le fichier est pour {found}, le compte est chez {expected}.</translation>
        </message>
        <message>
            <source>This is missing.</source>
            <translation>Il manque.</translation>
        </message>
        <message>
            <source>Only these are possible here: {options}.</source>
            <translation>Seuls sont possibles ici&#xa0;: {options}.</translation>
        </message>
        <message>
            <source>A value of this form is not possible here.</source>
            <translation>Une valeur de cette forme n’est pas possible ici.</translation>
        </message>
        <message>
            <source>There is no such setting.</source>
            <translation>Il n’y a pas de tel réglage.</translation>
        </message>
        <message>
            <source>This stands in the file more than once. Leave one of them.</source>
            <translation>Ceci figure plusieurs fois dans le fichier. N’en laissez qu’un.</translation>
        </message>
        <message>
            <source>Paired twice</source>
            <translation>Deux correspondances</translation>
        </message>
        <message>
            <source>“{word}” of the account is paired with two words. It can mean one of them only.</source>
            <translation>«&#xa0;{word}&#xa0;» du compte correspond à deux mots. Il ne peut en signifier qu’un.</translation>
        </message>
        <message>
            <source>No such word</source>
            <translation>Mot inconnu</translation>
        </message>
        <message>
            <source>The list of the account has no “{word}”. It has: {options}.</source>
            <translation>La liste du compte ne contient pas «&#xa0;{word}&#xa0;». Elle contient&#xa0;: {options}.</translation>
        </message>
        <message>
            <source>No words to pair</source>
            <translation>Pas de mots à apparier</translation>
        </message>
        <message>
            <source>“{field}” holds no words: pairs are for choices, texts and tags.</source>
            <translation>«&#xa0;{field}&#xa0;» ne contient pas de mots&#xa0;: les paires sont pour les choix, les textes et les mots-clés.</translation>
        </message>
        <message>
            <source>No such place</source>
            <translation>Emplacement inconnu</translation>
        </message>
        <message>
            <source>The account has no “{place}”. It has: {places}.</source>
            <translation>Le compte n’a pas de «&#xa0;{place}&#xa0;». Il a&#xa0;: {places}.</translation>
        </message>
        <message>
            <source>A property is missing</source>
            <translation>Il manque une propriété</translation>
        </message>
        <message>
            <source>“{field}” has no usual place: say which property of the account it is kept in.</source>
            <translation>«&#xa0;{field}&#xa0;» n’a pas de place habituelle&#xa0;: dites dans quelle propriété du compte il est gardé.</translation>
        </message>
        <message>
            <source>Already in use</source>
            <translation>Déjà utilisée</translation>
        </message>
        <message>
            <source>“{property}” already holds “{other}”, and two fields cannot share a place. Give that one another property first, or switch it off.</source>
            <translation>«&#xa0;{property}&#xa0;» contient déjà «&#xa0;{other}&#xa0;», et deux champs ne peuvent pas partager une place. Donnez d’abord une autre propriété à celui-ci, ou désactivez-le.</translation>
        </message>
        <message>
            <source>No such property</source>
            <translation>Propriété inconnue</translation>
        </message>
        <message>
            <source>The account has no property “{property}” there, as far as crmdesk was told.</source>
            <translation>D’après ce que crmdesk en sait, le compte n’a pas de propriété «&#xa0;{property}&#xa0;» à cet endroit.</translation>
        </message>
        <message>
            <source>Read-only there</source>
            <translation>Lecture seule là-bas</translation>
        </message>
        <message>
            <source>Nobody can write “{property}” at the account. Let values only come in.</source>
            <translation>Personne ne peut écrire «&#xa0;{property}&#xa0;» dans le compte. Laissez les valeurs seulement entrer.</translation>
        </message>
        <message>
            <source>The types do not fit</source>
            <translation>Les types ne vont pas ensemble</translation>
        </message>
        <message>
            <source>A field of this type cannot be kept in “{property}” ({type}).</source>
            <translation>Un champ de ce type ne peut pas être gardé dans «&#xa0;{property}&#xa0;» ({type}).</translation>
        </message>
        <message>
            <source>No such version</source>
            <translation>Version inconnue</translation>
        </message>
        <message>
            <source>There is no version {version} of this mapping. There are: {versions}.</source>
            <translation>Il n’y a pas de version {version} de cette correspondance. Il y a&#xa0;: {versions}.</translation>
        </message>
        <message>
            <source>A word is missing</source>
            <translation>Il manque un mot</translation>
        </message>
        <message>
            <source>“{value}” is not of the form THEIRS=OURS.</source>
            <translation>«&#xa0;{value}&#xa0;» n’est pas de la forme LEUR=NÔTRE.</translation>
        </message>
        <message>
            <source>no such file or folder</source>
            <translation>aucun fichier ni dossier de ce nom</translation>
        </message>
        <message>
            <source>you lack the rights to it</source>
            <translation>vous n’avez pas les droits nécessaires</translation>
        </message>
        <message>
            <source>the system does not allow it</source>
            <translation>le système ne le permet pas</translation>
        </message>
        <message>
            <source>that is a folder</source>
            <translation>c’est un dossier</translation>
        </message>
        <message>
            <source>a part of the path is no folder</source>
            <translation>une partie du chemin n’est pas un dossier</translation>
        </message>
        <message>
            <source>there is a file of this name</source>
            <translation>un fichier porte déjà ce nom</translation>
        </message>
        <message>
            <source>the name is too long</source>
            <translation>le nom est trop long</translation>
        </message>
        <message>
            <source>the disk is full</source>
            <translation>le disque est plein</translation>
        </message>
        <message>
            <source>the disk is write-protected</source>
            <translation>le disque est protégé en écriture</translation>
        </message>
        <message>
            <source>the disk does not answer as it should</source>
            <translation>le disque ne répond pas normalement</translation>
        </message>
        <message>
            <source>another program uses it</source>
            <translation>un autre programme l’utilise</translation>
        </message>
        <message>
            <source>Access not given</source>
            <translation>Accès non accordé</translation>
        </message>
        <message>
            <source>Google was not allowed to give crmdesk the spreadsheets: the box for it was left unticked in the browser. Sign in again and tick it.</source>
            <translation>Google n’a pas été autorisé à donner à crmdesk l’accès aux feuilles de calcul&#xa0;: la case est restée décochée dans le navigateur. Reconnectez-vous et cochez-la.</translation>
        </message>
        <message>
            <source>Google Sheets API switched off</source>
            <translation>API Google Sheets désactivée</translation>
        </message>
        <message>
            <source>The project of your application at Google does not use the Google Sheets API: {vendor_words}. Enable it there (APIs &amp; Services → Library), wait some minutes, then try again.</source>
            <translation>Le projet de votre application chez Google n’utilise pas l’API Google Sheets&#xa0;: {vendor_words}. Activez-la dans ce projet (API et services → Bibliothèque), attendez quelques minutes, puis réessayez.</translation>
        </message>
        <message>
            <source>No data centre of Zoho’s</source>
            <translation>Pas un centre de données de Zoho</translation>
        </message>
        <message>
            <source>“{host}” is no data centre of Zoho’s. Name the one that your application was made in: {hosts}.</source>
            <translation>«&#xa0;{host}&#xa0;» n’est pas un centre de données de Zoho. Indiquez celui où votre application a été créée&#xa0;: {hosts}.</translation>
        </message>
        <message>
            <source>Not an address of Salesforce’s</source>
            <translation>Pas une adresse de Salesforce</translation>
        </message>
        <message>
            <source>“{host}” is no sign-in page of Salesforce’s. Choose one of {hosts}, or type your My Domain, which ends in .my.salesforce.com: it stands in Setup, under My Domain.</source>
            <translation>«&#xa0;{host}&#xa0;» n’est pas une page de connexion de Salesforce. Choisissez parmi {hosts}, ou saisissez votre My Domain, qui finit par .my.salesforce.com&#xa0;: il figure dans Configuration, sous My Domain.</translation>
        </message>
        <message>
            <source>No document to choose</source>
            <translation>Aucun document à choisir</translation>
        </message>
        <message>
            <source>An account of {vendor} is no document. Leave out --document.</source>
            <translation>Un compte {vendor} n’est pas un document. Retirez --document.</translation>
        </message>
        <message>
            <source>No place to choose</source>
            <translation>Aucun lieu à choisir</translation>
        </message>
        <message>
            <source>All accounts of {vendor} are signed in to at one place. Leave out --host.</source>
            <translation>Tous les comptes {vendor} se connectent au même endroit. Retirez --host.</translation>
        </message>
        <message>
            <source>No such stage</source>
            <translation>Pas de telle étape</translation>
        </message>
        <message>
            <source>The account has no “{stage}”. Name some of these: {stages}.</source>
            <translation>Le compte n’a pas «&#xa0;{stage}&#xa0;». Nommez-en parmi celles-ci&#xa0;: {stages}.</translation>
        </message>
        <message>
            <source>No stages to choose</source>
            <translation>Aucune étape à choisir</translation>
        </message>
        <message>
            <source>{vendor} itself says who is a lead. Leave out --lead-stages.</source>
            <translation>{vendor} dit de lui-même qui est un lead. Retirez --lead-stages.</translation>
        </message>
        <message>
            <source>Neither an address nor a number</source>
            <translation>Ni une adresse ni un numéro</translation>
        </message>
        <message>
            <source>“{value}” is neither an e-mail address nor a phone number. Write for example claire.durand@example.fr or 06 12 34 56 78.</source>
            <translation>«&#xa0;{value}&#xa0;» n’est ni une adresse e-mail ni un numéro de téléphone. Écrivez par exemple claire.durand@example.fr ou 06 12 34 56 78.</translation>
        </message>
        <message>
            <source>Working offline</source>
            <translation>Travail hors ligne</translation>
        </message>
        <message>
            <source>You are working offline, so no account is asked. End that in the status bar first.</source>
            <translation>Vous travaillez hors ligne, aucun compte n’est donc interrogé. Repassez d’abord en ligne dans la barre d’état.</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>En pause</translation>
        </message>
        <message>
            <source>The account is paused, so it was not asked. Go on with it first.</source>
            <translation>Le compte est en pause, il n’a donc pas été interrogé. Reprenez-le d’abord.</translation>
        </message>
        <message>
            <source>Not shown by the account</source>
            <translation>Le compte ne le montre plus</translation>
        </message>
        <message>
            <source>The account does not show this access any more: {objects}. What you type there is kept and waits; what colleagues change there is not read. Ask the account’s administrator for the right, or sign in with another access.</source>
            <translation>Le compte ne montre plus à cet accès : {objects}. Ce que vous y saisissez est conservé et attend&#x202f;; ce que vos collègues y modifient n’est plus lu. Demandez ce droit à l’administrateur du compte, ou reconnectez-vous avec un autre accès.</translation>
        </message>
    </context>
    <context>
        <name>FatalPage</name>
        <message>
            <source>The folder of your data: {folder}</source>
            <translation>Dossier de vos données&#xa0;: {folder}</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Réessayer</translation>
        </message>
        <message>
            <source>Open the folder</source>
            <translation>Ouvrir le dossier</translation>
        </message>
        <message>
            <source>Copy the details</source>
            <translation>Copier les détails</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Quitter</translation>
        </message>
        <message>
            <source>The file {file} with your data is damaged. Its newest backup is of {date}: put it in place here, or run crmdesk recover. What was sent since then comes back with the next synchronisation. What was typed since then and not sent is only in the damaged file, which is kept.</source>
            <translation>Le fichier {file} qui contient vos données est endommagé. Sa dernière sauvegarde est du {date}&#xa0;: restaurez-la ici, ou lancez crmdesk recover. Ce qui a été envoyé depuis revient avec la prochaine synchronisation. Ce qui a été saisi depuis sans être envoyé ne se trouve que dans le fichier endommagé, qui est conservé.</translation>
        </message>
        <message>
            <source>What was typed here since that backup cannot be read any more.</source>
            <translation>Ce qui a été saisi ici depuis cette sauvegarde n’est plus lisible.</translation>
        </message>
        <message>
            <source>Nothing was typed here since that backup.</source>
            <translation>Rien n’a été saisi ici depuis cette sauvegarde.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln record(s) were edited here since that backup, which lacks these edits</source>
            <translation>
                <numerusform>%Ln fiche a été modifiée ici depuis cette sauvegarde, qui n’a pas ces modifications</numerusform>
                <numerusform>%Ln fiches ont été modifiées ici depuis cette sauvegarde, qui n’a pas ces modifications</numerusform>
            </translation>
        </message>
        <message>
            <source>There may be more: part of the history cannot be read.</source>
            <translation>Il y en a peut-être d’autres&#xa0;: une partie de l’historique n’est pas lisible.</translation>
        </message>
        <message>
            <source>Begin with empty data</source>
            <translation>Repartir de données vides</translation>
        </message>
        <message>
            <source>Put the backup of {date} in place</source>
            <translation>Restaurer la sauvegarde du {date}</translation>
        </message>
    </context>
    <context>
        <name>Field</name>
        <message>
            <source>Deletion</source>
            <translation>Suppression</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nom</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>E-mail</translation>
        </message>
        <message>
            <source>Phone</source>
            <translation>Téléphone</translation>
        </message>
        <message>
            <source>Title</source>
            <translation>Civilité</translation>
        </message>
        <message>
            <source>First name</source>
            <translation>Prénom</translation>
        </message>
        <message>
            <source>Last name</source>
            <translation>Nom de famille</translation>
        </message>
        <message>
            <source>Street</source>
            <translation>Rue</translation>
        </message>
        <message>
            <source>Postcode</source>
            <translation>Code postal</translation>
        </message>
        <message>
            <source>City</source>
            <translation>Ville</translation>
        </message>
        <message>
            <source>Country</source>
            <translation>Pays</translation>
        </message>
        <message>
            <source>Company</source>
            <translation>Société</translation>
        </message>
        <message>
            <source>Job title</source>
            <translation>Fonction</translation>
        </message>
        <message>
            <source>Negotiator</source>
            <translation>Négociateur</translation>
        </message>
        <message>
            <source>Tags</source>
            <translation>Étiquettes</translation>
        </message>
        <message>
            <source>Description</source>
            <translation>Description</translation>
        </message>
        <message>
            <source>Last contact</source>
            <translation>Dernier contact</translation>
        </message>
        <message>
            <source>Created</source>
            <translation>Créée le</translation>
        </message>
        <message>
            <source>Modified</source>
            <translation>Modifiée le</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>Type</translation>
        </message>
        <message>
            <source>Status</source>
            <translation>Statut</translation>
        </message>
        <message>
            <source>Rating</source>
            <translation>Intérêt</translation>
        </message>
        <message>
            <source>Stage</source>
            <translation>Étape</translation>
        </message>
        <message>
            <source>Source</source>
            <translation>Source</translation>
        </message>
        <message>
            <source>Area</source>
            <translation>Secteur</translation>
        </message>
        <message>
            <source>Time frame</source>
            <translation>Échéance du projet</translation>
        </message>
        <message>
            <source>Property type</source>
            <translation>Type de bien</translation>
        </message>
        <message>
            <source>Property address</source>
            <translation>Adresse du bien</translation>
        </message>
        <message>
            <source>Floor area</source>
            <translation>Surface</translation>
        </message>
        <message>
            <source>Rooms</source>
            <translation>Pièces</translation>
        </message>
        <message>
            <source>Asking price</source>
            <translation>Prix demandé</translation>
        </message>
        <message>
            <source>Valuation</source>
            <translation>Estimation</translation>
        </message>
        <message>
            <source>Consent, phone</source>
            <translation>Consentement téléphone</translation>
        </message>
        <message>
            <source>Consent, e-mail</source>
            <translation>Consentement e‑mail</translation>
        </message>
        <message>
            <source>Website</source>
            <translation>Site web</translation>
        </message>
        <message>
            <source>Industry</source>
            <translation>Secteur d’activité</translation>
        </message>
        <message>
            <source>Employees</source>
            <translation>Effectif</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Montant</translation>
        </message>
        <message>
            <source>Pipeline</source>
            <translation>Pipeline</translation>
        </message>
        <message>
            <source>Closing date</source>
            <translation>Date de signature</translation>
        </message>
        <message>
            <source>Probability</source>
            <translation>Probabilité</translation>
        </message>
        <message>
            <source>People</source>
            <translation>Personnes</translation>
        </message>
        <message>
            <source>Subject</source>
            <translation>Objet</translation>
        </message>
        <message>
            <source>Text</source>
            <translation>Texte</translation>
        </message>
        <message>
            <source>Due</source>
            <translation>Échéance</translation>
        </message>
        <message>
            <source>Start</source>
            <translation>Début</translation>
        </message>
        <message>
            <source>End</source>
            <translation>Fin</translation>
        </message>
        <message>
            <source>Duration</source>
            <translation>Durée</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Fait</translation>
        </message>
        <message>
            <source>Outcome</source>
            <translation>Résultat</translation>
        </message>
        <message>
            <source>Priority</source>
            <translation>Priorité</translation>
        </message>
        <message>
            <source>About</source>
            <translation>À propos de</translation>
        </message>
        <message>
            <source>Active</source>
            <translation>Actif</translation>
        </message>
        <message>
            <source>Used for</source>
            <translation>Utilisé pour</translation>
        </message>
        <message>
            <source>Position</source>
            <translation>Position</translation>
        </message>
        <message>
            <source>Closed</source>
            <translation>Clôturé</translation>
        </message>
    </context>
    <context>
        <name>FieldHistoryDialog</name>
        <message>
            <source>History of “{field}”</source>
            <translation>Historique de «&#xa0;{field}&#xa0;»</translation>
        </message>
        <message>
            <source>This field has not changed since the record came here.</source>
            <translation>Ce champ n’a pas changé depuis l’arrivée de la fiche.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
    </context>
    <context>
        <name>FieldRow</name>
        <message>
            <source>Take the account’s value over here; nothing is sent to it for that.</source>
            <translation>Reprendre ici la valeur du compte&#x202f;; rien ne lui est envoyé pour cela.</translation>
        </message>
        <message>
            <source>You had typed this and not saved it.</source>
            <translation>Vous aviez saisi ceci sans l’enregistrer.</translation>
        </message>
        <message>
            <source>This field changed while you were typing: it is now “{value}”. Save again to keep what you typed.</source>
            <translation>Ce champ a changé pendant votre saisie&#xa0;: il contient maintenant «&#xa0;{value}&#xa0;». Enregistrez de nouveau pour garder votre saisie.</translation>
        </message>
    </context>
    <context>
        <name>FieldState</name>
        <message>
            <source>Pending: not sent yet</source>
            <translation>En attente&#xa0;: pas encore envoyé</translation>
        </message>
        <message>
            <source>Not sent: sending is switched off for this account</source>
            <translation>Non envoyé&#xa0;: l’envoi est désactivé pour ce compte</translation>
        </message>
        <message>
            <source>Conflict: needs your decision</source>
            <translation>Conflit&#xa0;: demande votre décision</translation>
        </message>
        <message>
            <source>Problem: the account refused it</source>
            <translation>Problème&#xa0;: le compte l’a refusé</translation>
        </message>
        <message>
            <source>Only on this computer: the account has no such field</source>
            <translation>Seulement sur cet ordinateur&#xa0;: le compte n’a pas ce champ</translation>
        </message>
        <message>
            <source>Problem: could not be sent</source>
            <translation>Problème&#xa0;: n’a pas pu être envoyé</translation>
        </message>
    </context>
    <context>
        <name>Filter</name>
        <message>
            <source>is</source>
            <translation>est</translation>
        </message>
        <message>
            <source>is not</source>
            <translation>n’est pas</translation>
        </message>
        <message>
            <source>is one of</source>
            <translation>est parmi</translation>
        </message>
        <message>
            <source>contains</source>
            <translation>contient</translation>
        </message>
        <message>
            <source>at least</source>
            <translation>au moins</translation>
        </message>
        <message>
            <source>at most</source>
            <translation>au plus</translation>
        </message>
        <message>
            <source>is blank</source>
            <translation>est vide</translation>
        </message>
        <message>
            <source>is filled in</source>
            <translation>est rempli</translation>
        </message>
    </context>
    <context>
        <name>FilterBar</name>
        <message>
            <source>Filters</source>
            <translation>Filtres</translation>
        </message>
        <message>
            <source>Filter</source>
            <translation>Filtre</translation>
        </message>
    </context>
    <context>
        <name>FilterChip</name>
        <message>
            <source>on</source>
            <translation>activé</translation>
        </message>
        <message>
            <source>off</source>
            <translation>désactivé</translation>
        </message>
        <message>
            <source>Filter {field}: {value}, {state}</source>
            <translation>Filtre {field}&#xa0;: {value}, {state}</translation>
        </message>
        <message>
            <source>{field}: {value}</source>
            <translation>{field}&#xa0;: {value}</translation>
        </message>
        <message>
            <source>Switch off</source>
            <translation>Désactiver</translation>
        </message>
        <message>
            <source>Switch on</source>
            <translation>Activer</translation>
        </message>
        <message>
            <source>Edit…</source>
            <translation>Modifier…</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Retirer</translation>
        </message>
    </context>
    <context>
        <name>FilterDialog</name>
        <message>
            <source>Filter</source>
            <translation>Filtre</translation>
        </message>
        <message>
            <source>Field</source>
            <translation>Champ</translation>
        </message>
        <message>
            <source>Condition</source>
            <translation>Condition</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>Valeur</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Retirer</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Apply</source>
            <translation>Appliquer</translation>
        </message>
        <message>
            <source>Show only records where</source>
            <translation>N’afficher que les fiches où</translation>
        </message>
    </context>
    <context>
        <name>FirstSync</name>
        <message>
            <source>New here</source>
            <translation>Nouvelles ici</translation>
        </message>
        <message>
            <source>The same</source>
            <translation>Identiques</translation>
        </message>
        <message>
            <source>Completed</source>
            <translation>Complétées</translation>
        </message>
        <message>
            <source>To decide</source>
            <translation>À trancher</translation>
        </message>
        <message>
            <source>Ambiguous</source>
            <translation>Ambiguës</translation>
        </message>
        <message>
            <source>Same name</source>
            <translation>Même nom</translation>
        </message>
        <message>
            <source>linked; both sides tell the same</source>
            <translation>reliées&#x202f;; les deux côtés disent la même chose</translation>
        </message>
        <message>
            <source>linked; what is blank on one side is filled from the other</source>
            <translation>reliées&#x202f;; ce qui est vide d’un côté est complété par l’autre</translation>
        </message>
        <message>
            <source>linked; you are asked where the two differ</source>
            <translation>reliées&#x202f;; vous tranchez là où les deux diffèrent</translation>
        </message>
        <message>
            <source>records of their own, listed under “Possible duplicates”</source>
            <translation>fiches à part, citées sous «&#xa0;Doublons possibles&#xa0;»</translation>
        </message>
        <message>
            <source>nobody here is like them</source>
            <translation>personne ici ne leur ressemble</translation>
        </message>
        <message>
            <source>records of their own; you are told whose they may be</source>
            <translation>fiches à part&#x202f;; vous saurez à qui elles correspondent peut-être</translation>
        </message>
        <message>
            <source>New there</source>
            <translation>Nouvelles là-bas</translation>
        </message>
        <message>
            <source>made there once sending is on</source>
            <translation>créées là-bas dès que l’envoi est activé</translation>
        </message>
        <message>
            <source>First synchronisation</source>
            <translation>Première synchronisation</translation>
        </message>
        <message>
            <source>Of {count} records in {account}, {tied} are on this computer already.</source>
            <translation>Sur {count} fiches de {account}, {tied} se trouvent déjà sur cet ordinateur.</translation>
        </message>
        <message>
            <source>Nothing has been taken in and nothing has been sent yet.</source>
            <translation>Rien n’a encore été repris, rien n’a encore été envoyé.</translation>
        </message>
        <message>
            <source>Filled here</source>
            <translation>Complétées ici</translation>
        </message>
        <message>
            <source>Filled in {account}</source>
            <translation>Complétées dans {account}</translation>
        </message>
    </context>
    <context>
        <name>FollowingBar</name>
        <message>
            <source>Records follow their negotiator: {done} of {total}</source>
            <translation>Les fiches suivent leur négociateur&#xa0;: {done} sur {total}</translation>
        </message>
        <message>
            <source>Records follow their negotiator…</source>
            <translation>Les fiches suivent leur négociateur…</translation>
        </message>
    </context>
    <context>
        <name>FormDialog</name>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>You had typed this and not saved it.</source>
            <translation>Vous aviez saisi ceci sans l’enregistrer.</translation>
        </message>
        <message>
            <source>What you typed is not saved. Press Escape once more to discard it.</source>
            <translation>Votre saisie n’est pas enregistrée. Appuyez encore une fois sur Échap pour l’abandonner.</translation>
        </message>
    </context>
    <context>
        <name>Formats</name>
        <message>
            <source>just now</source>
            <translation>à l’instant</translation>
        </message>
        <message>
            <source>yesterday</source>
            <translation>hier</translation>
        </message>
        <message>
            <source>now</source>
            <translation>maintenant</translation>
        </message>
        <message>
            <source>(unknown record)</source>
            <translation>(fiche inconnue)</translation>
        </message>
        <message>
            <source>(not known here yet)</source>
            <translation>(pas encore connu ici)</translation>
        </message>
        <message>
            <source>Yes</source>
            <translation>Oui</translation>
        </message>
        <message>
            <source>No</source>
            <translation>Non</translation>
        </message>
        <message>
            <source>{label}: {text}</source>
            <translation>{label}&#xa0;: {text}</translation>
        </message>
    </context>
    <context>
        <name>FrameStatus</name>
        <message>
            <source>Paused: {accounts}. Nothing is exchanged until you go on.</source>
            <translation>En pause&#xa0;: {accounts}. Rien n’est échangé jusqu’à la reprise.</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Reprendre</translation>
        </message>
        <message>
            <source>Close and repair…</source>
            <translation>Fermer et réparer…</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Ouvrir</translation>
        </message>
        <message>
            <source>Look at it</source>
            <translation>Examiner</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>Répondre</translation>
        </message>
        <message>
            <source>{account} · {text}</source>
            <translation>{account} · {text}</translation>
        </message>
        <message>
            <source>Reconnect</source>
            <translation>Reconnecter</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Réessayer</translation>
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
            <translation>Projet</translation>
        </message>
        <message>
            <source>Property</source>
            <translation>Bien</translation>
        </message>
        <message>
            <source>Identity</source>
            <translation>Identité</translation>
        </message>
        <message>
            <source>More</source>
            <translation>Autres</translation>
        </message>
        <message>
            <source>Deal</source>
            <translation>Affaire</translation>
        </message>
        <message>
            <source>Parties</source>
            <translation>Parties</translation>
        </message>
        <message>
            <source>Activity</source>
            <translation>Activité</translation>
        </message>
        <message>
            <source>About</source>
            <translation>À propos</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>More fields</source>
            <translation>Autres champs</translation>
        </message>
    </context>
    <context>
        <name>GuideWindow</name>
        <message>
            <source>Open in the browser</source>
            <translation>Ouvrir dans le navigateur</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
        <message>
            <source>This leads out of crmdesk, to {address}</source>
            <translation>Ce lien mène hors de crmdesk, vers {address}</translation>
        </message>
    </context>
    <context>
        <name>Help</name>
        <message>
            <source>An offline-first CRM desk: every account on this computer, in step.</source>
            <translation>Un CRM de bureau qui fonctionne hors ligne&#xa0;: tous les comptes sur cet ordinateur, toujours à jour.</translation>
        </message>
        <message>
            <source>usage: </source>
            <translation>utilisation&#xa0;: </translation>
        </message>
        <message>
            <source>positional arguments</source>
            <translation>arguments&#x202f;</translation>
        </message>
        <message>
            <source>options</source>
            <translation>options&#x202f;</translation>
        </message>
        <message>
            <source>commands</source>
            <translation>commandes&#x202f;</translation>
        </message>
        <message>
            <source>show this help message and exit</source>
            <translation>afficher cette aide et terminer</translation>
        </message>
        <message>
            <source>show program&apos;s version number and exit</source>
            <translation>afficher la version du programme et terminer</translation>
        </message>
        <message>
            <source>an isolated profile: database, logs, settings, key</source>
            <translation>un profil isolé&#xa0;: base de données, journaux, réglages, clé</translation>
        </message>
        <message>
            <source>an isolated profile in this folder</source>
            <translation>un profil isolé dans ce dossier</translation>
        </message>
        <message>
            <source>try crmdesk with made-up data: nothing leaves this computer</source>
            <translation>essayer crmdesk avec des données inventées&#xa0;: rien ne quitte cet ordinateur</translation>
        </message>
        <message>
            <source>serve the vendors&apos; APIs on this computer, with made-up data</source>
            <translation>servir les API des fournisseurs sur cet ordinateur, avec des données inventées</translation>
        </message>
        <message>
            <source>sign in to an account</source>
            <translation>connecter un compte</translation>
        </message>
        <message>
            <source>switch sending of an account on or off</source>
            <translation>activer ou désactiver l’envoi vers un compte</translation>
        </message>
        <message>
            <source>sign an account out and forget it</source>
            <translation>déconnecter un compte et l’oublier</translation>
        </message>
        <message>
            <source>run once, then exit</source>
            <translation>synchroniser une fois, puis terminer</translation>
        </message>
        <message>
            <source>exchange nothing with an account until it is resumed</source>
            <translation>ne rien échanger avec un compte jusqu’à sa reprise</translation>
        </message>
        <message>
            <source>go on with a paused account</source>
            <translation>reprendre un compte mis en pause</translation>
        </message>
        <message>
            <source>ask the accounts who has an e-mail address or a phone number</source>
            <translation>demander aux comptes qui a une adresse e-mail ou un numéro de téléphone</translation>
        </message>
        <message>
            <source>address</source>
            <translation>adresse</translation>
        </message>
        <message>
            <source>an e-mail address or a phone number</source>
            <translation>une adresse e-mail ou un numéro de téléphone</translation>
        </message>
        <message>
            <source>list records</source>
            <translation>lister des fiches</translation>
        </message>
        <message>
            <source>change fields of a record</source>
            <translation>modifier des champs d’une fiche</translation>
        </message>
        <message>
            <source>make a record</source>
            <translation>créer une fiche</translation>
        </message>
        <message>
            <source>move a record to the trash; its counterparts are deleted with the next run</source>
            <translation>mettre une fiche à la corbeille&#x202f;; elle est supprimée dans les comptes à la prochaine synchronisation</translation>
        </message>
        <message>
            <source>bring a record back from the trash</source>
            <translation>sortir une fiche de la corbeille</translation>
        </message>
        <message>
            <source>list open conflicts</source>
            <translation>lister les conflits ouverts</translation>
        </message>
        <message>
            <source>decide a conflict, or every conflict of a record</source>
            <translation>trancher un conflit, ou tous les conflits d’une fiche</translation>
        </message>
        <message>
            <source>of a record that was deleted in the account: computer makes it anew there, account agrees to the deletion, unlinked keeps it on this computer only</source>
            <translation>pour une fiche supprimée dans le compte&#xa0;: computer l’y recrée&#x202f;; account accepte la suppression&#x202f;; unlinked la garde sur cet ordinateur seulement</translation>
        </message>
        <message>
            <source>list uncommon changes that wait for a decision</source>
            <translation>lister les changements inhabituels qui attendent une décision</translation>
        </message>
        <message>
            <source>look at uncommon changes, and decide what is to be done with them</source>
            <translation>montrer des changements inhabituels et décider quoi en faire</translation>
        </message>
        <message>
            <source>list records of different accounts that may be the same</source>
            <translation>lister les fiches de comptes différents qui sont peut-être les mêmes</translation>
        </message>
        <message>
            <source>show accounts, last runs, what is pending, conflicts, problems and reviews</source>
            <translation>afficher les comptes, les dernières synchronisations, les modifications en attente, les conflits, les problèmes et les alertes</translation>
        </message>
        <message>
            <source>what a deletion at an account means here</source>
            <translation>ce que devient ici une fiche supprimée dans un compte</translation>
        </message>
        <message>
            <source>It is about records that nobody changed here and no other account has. You are always asked about those that were changed here, and uncommonly many deletions wait for a review first.</source>
            <translation>Cela concerne les fiches que personne n’a modifiées ici et qu’aucun autre compte ne contient. Pour celles qui ont été modifiées ici, la question est toujours posée, et un nombre inhabituel de suppressions attend d’abord une vérification.</translation>
        </message>
        <message>
            <source>trash: the record goes to the trash here too; keep: it stays here, and is not made anew there; ask: you are asked (default: only show what counts)</source>
            <translation>trash&#xa0;: la fiche va aussi à la corbeille ici&#x202f;; keep&#xa0;: elle reste ici, sans être recréée là-bas&#x202f;; ask&#xa0;: la question est posée (par défaut&#xa0;: montrer seulement le choix en vigueur)</translation>
        </message>
        <message>
            <source>how often an account is synchronised while crmdesk is open</source>
            <translation>à quel rythme un compte est synchronisé tant que crmdesk est ouvert</translation>
        </message>
        <message>
            <source>minutes, from 1 to 1440 (default: only show what counts)</source>
            <translation>minutes, de 1 à 1440 (par défaut&#xa0;: montrer seulement ce qui compte)</translation>
        </message>
        <message>
            <source>what answers conflicts before you are asked</source>
            <translation>ce qui tranche les conflits avant de vous les soumettre</translation>
        </message>
        <message>
            <source>what was asked of the accounts in the last 30 days, in numbers</source>
            <translation>ce qui a été demandé aux comptes ces 30 derniers jours, en chiffres</translation>
        </message>
        <message>
            <source>one account (default: all)</source>
            <translation>un seul compte (par défaut&#xa0;: tous)</translation>
        </message>
        <message>
            <source>list the policies</source>
            <translation>lister les règles</translation>
        </message>
        <message>
            <source>answer the conflicts of a scope; a policy with the same scope is replaced</source>
            <translation>trancher les conflits d’une portée&#x202f;; une règle de même portée est remplacée</translation>
        </message>
        <message>
            <source>show what a policy would decide, without setting it</source>
            <translation>montrer ce qu’une règle déciderait, sans la poser</translation>
        </message>
        <message>
            <source>remove the policy with exactly this scope; what it has decided stays</source>
            <translation>supprimer la règle qui a exactement cette portée&#x202f;; ce qu’elle a décidé reste</translation>
        </message>
        <message>
            <source>list what policies decided in the last 90 days; “undo --change” takes one back</source>
            <translation>lister ce que les règles ont décidé ces 90 derniers jours&#x202f;; «&#xa0;undo --change&#xa0;» annule l’une de ces décisions</translation>
        </message>
        <message>
            <source>ask: a person; newest: written last, where both moments are known; computer, account: that side; prefer: one account; filled: never blank a value; longest, union, merge: of texts; max, min: of numbers, amounts and dates</source>
            <translation>ask&#xa0;: demander&#x202f;; newest&#xa0;: écrit en dernier, si les deux moments sont connus&#x202f;; computer, account&#xa0;: ce côté&#x202f;; prefer&#xa0;: un compte précis&#x202f;; filled&#xa0;: ne jamais vider une valeur&#x202f;; longest, union, merge&#xa0;: pour les textes&#x202f;; max, min&#xa0;: pour les nombres, montants et dates</translation>
        </message>
        <message>
            <source>the account that “prefer” means</source>
            <translation>le compte que désigne «&#xa0;prefer&#xa0;»</translation>
        </message>
        <message>
            <source>also answer what is otherwise always asked: existence (deleted on one side, changed on the other), amount (more than 10000), owner</source>
            <translation>trancher aussi ce qui est sinon toujours demandé&#xa0;: existence (supprimée d’un côté, modifiée de l’autre), amount (plus de 10000), owner (responsable)</translation>
        </message>
        <message>
            <source>count until this day begins (UTC), as 2026-12-31</source>
            <translation>compter jusqu’au début de ce jour (UTC), comme 2026-12-31</translation>
        </message>
        <message>
            <source>keep it, switched off</source>
            <translation>la garder, désactivée</translation>
        </message>
        <message>
            <source>this record only</source>
            <translation>cette fiche seulement</translation>
        </message>
        <message>
            <source>only conflicts in which no other account has a part</source>
            <translation>seulement les conflits où aucun autre compte n’a part</translation>
        </message>
        <message>
            <source>list the newest 100 notices: good to know, nothing to decide</source>
            <translation>lister les 100 dernières remarques&#xa0;: bon à savoir, rien à décider</translation>
        </message>
        <message>
            <source>take over here what an account stored instead of what it was sent</source>
            <translation>reprendre ici ce qu’un compte a enregistré à la place de ce qui lui a été envoyé</translation>
        </message>
        <message>
            <source>the record, as “notices” lists it</source>
            <translation>la fiche, telle que «&#xa0;notices&#xa0;» la donne</translation>
        </message>
        <message>
            <source>what this account stored</source>
            <translation>ce que ce compte a enregistré</translation>
        </message>
        <message>
            <source>list the last 100 synchronisations</source>
            <translation>lister les 100 dernières synchronisations</translation>
        </message>
        <message>
            <source>take back what a synchronisation did here, or one change</source>
            <translation>annuler ce qu’une synchronisation a fait ici, ou une modification</translation>
        </message>
        <message>
            <source>the synchronisation, as “runs” lists it</source>
            <translation>la synchronisation, telle que «&#xa0;runs&#xa0;» la liste</translation>
        </message>
        <message>
            <source>a change, as commands name it with --json</source>
            <translation>une modification, telle que les commandes la nomment avec --json</translation>
        </message>
        <message>
            <source>with --run: only show what would be taken back</source>
            <translation>avec --run&#xa0;: montrer seulement ce qui serait annulé</translation>
        </message>
        <message>
            <source>unite two records that are the same</source>
            <translation>réunir deux fiches qui n’en sont qu’une</translation>
        </message>
        <message>
            <source>separate a record that is two: give an account&apos;s rows a record of their own</source>
            <translation>séparer une fiche qui en réunit deux&#xa0;: donner aux lignes d’un compte leur propre fiche</translation>
        </message>
        <message>
            <source>keep two records apart: do not list them as duplicates any more</source>
            <translation>tenir deux fiches séparées&#xa0;: ne plus les proposer comme doublons</translation>
        </message>
        <message>
            <source>show where an account keeps each field, and choose otherwise</source>
            <translation>montrer où un compte garde chaque champ, et en choisir autrement</translation>
        </message>
        <message>
            <source>this kind only</source>
            <translation>ce type de fiche seulement</translation>
        </message>
        <message>
            <source>write the choices to a JSON file</source>
            <translation>écrire les choix dans un fichier JSON</translation>
        </message>
        <message>
            <source>FILE.json</source>
            <translation>FICHIER.json</translation>
        </message>
        <message>
            <source>take the choices of a file instead; every mistake is told with its place</source>
            <translation>prendre les choix d’un fichier à la place&#x202f;; chaque erreur est dite avec son emplacement</translation>
        </message>
        <message>
            <source>list every version of the choices</source>
            <translation>lister toutes les versions des choix</translation>
        </message>
        <message>
            <source>take an earlier version again; 0: as crmdesk does it by itself</source>
            <translation>reprendre une version antérieure&#x202f;; 0&#xa0;: comme crmdesk le fait de lui-même</translation>
        </message>
        <message>
            <source>the number of the version</source>
            <translation>le numéro de la version</translation>
        </message>
        <message>
            <source>choose for one field</source>
            <translation>choisir pour un champ</translation>
        </message>
        <message>
            <source>make a custom field for a property, and map it</source>
            <translation>créer un champ personnalisé pour une propriété, et l’associer</translation>
        </message>
        <message>
            <source>the account&apos;s table, as “mapping NAME” lists it</source>
            <translation>la table du compte, telle que «&#xa0;mapping NOM&#xa0;» la liste</translation>
        </message>
        <message>
            <source>the field&apos;s name</source>
            <translation>le nom du champ</translation>
        </message>
        <message>
            <source>keep it in this property of the account</source>
            <translation>le garder dans cette propriété du compte</translation>
        </message>
        <message>
            <source>which way values travel</source>
            <translation>dans quel sens les valeurs circulent</translation>
        </message>
        <message>
            <source>the account&apos;s word for one of ours (repeatable; all pairs are given anew)</source>
            <translation>le mot du compte pour l’un des nôtres (répétable&#x202f;; toutes les paires sont données à nouveau)</translation>
        </message>
        <message>
            <source>a blank on one side leaves the other side alone</source>
            <translation>un vide d’un côté ne change rien de l’autre</translation>
        </message>
        <message>
            <source>the account&apos;s property</source>
            <translation>la propriété du compte</translation>
        </message>
        <message>
            <source>what it is called here (default: as there)</source>
            <translation>comment elle s’appelle ici (par défaut&#xa0;: comme là-bas)</translation>
        </message>
        <message>
            <source>the record that stays</source>
            <translation>la fiche qui reste</translation>
        </message>
        <message>
            <source>the record that becomes part of it</source>
            <translation>la fiche qui en fera partie</translation>
        </message>
        <message>
            <source>the record&apos;s id</source>
            <translation>l’identifiant de la fiche</translation>
        </message>
        <message>
            <source>one record</source>
            <translation>une fiche</translation>
        </message>
        <message>
            <source>the other one</source>
            <translation>l’autre</translation>
        </message>
        <message>
            <source>make or change records from a CSV or XLSX file</source>
            <translation>créer ou modifier des fiches à partir d’un fichier CSV ou XLSX</translation>
        </message>
        <message>
            <source>write all records of a kind to a CSV or XLSX file</source>
            <translation>écrire toutes les fiches d’un type dans un fichier CSV ou XLSX</translation>
        </message>
        <message>
            <source>check the data of the profile against its own rules</source>
            <translation>vérifier les données du profil d’après ses propres règles</translation>
        </message>
        <message>
            <source>check that this program works on this computer</source>
            <translation>vérifier que ce programme fonctionne sur cet ordinateur</translation>
        </message>
        <message>
            <source>put the newest backup in the place of a damaged or missing database, which is kept beside it</source>
            <translation>mettre la sauvegarde la plus récente à la place d’une base endommagée ou absente, qui est conservée à côté</translation>
        </message>
        <message>
            <source>run the whole job without a window and report it</source>
            <translation>dérouler tout le travail sans fenêtre et en rendre compte</translation>
        </message>
        <message>
            <source>contacts to make up (default: 600)</source>
            <translation>nombre de contacts à inventer (par défaut&#xa0;: 600)</translation>
        </message>
        <message>
            <source>with --headless: leave pictures of the main screens in this folder</source>
            <translation>avec --headless&#xa0;: déposer des images des écrans principaux dans ce dossier</translation>
        </message>
        <message>
            <source>with --headless: end with one JSON document</source>
            <translation>avec --headless&#xa0;: terminer par un document JSON</translation>
        </message>
        <message>
            <source>of the window</source>
            <translation>de la fenêtre</translation>
        </message>
        <message>
            <source>of the control endpoint; the vendors follow (default: any free ones)</source>
            <translation>port du point de contrôle&#x202f;; ceux des fournisseurs suivent (par défaut&#xa0;: des ports libres)</translation>
        </message>
        <message>
            <source>serve only these (default: all of them)</source>
            <translation>ne servir que ceux-ci (par défaut&#xa0;: tous)</translation>
        </message>
        <message>
            <source>the same seed gives the same data</source>
            <translation>la même graine donne les mêmes données</translation>
        </message>
        <message>
            <source>accept only this redirect address (repeatable)</source>
            <translation>n’accepter que cette adresse de redirection (peut être répété)</translation>
        </message>
        <message>
            <source>one line of JSON, then serve</source>
            <translation>une ligne de JSON, puis servir</translation>
        </message>
        <message>
            <source>stop as soon as standard input is closed</source>
            <translation>s’arrêter dès que l’entrée standard est fermée</translation>
        </message>
        <message>
            <source>the vendor</source>
            <translation>le fournisseur</translation>
        </message>
        <message>
            <source>what the account is called here (default: the vendor)</source>
            <translation>le nom du compte ici (par défaut&#xa0;: celui du fournisseur)</translation>
        </message>
        <message>
            <source>the agency&apos;s application; its secret comes from CRMDESK_CLIENT_SECRET or a prompt (default, with the --name of an account that there is: the same as before)</source>
            <translation>l’application de l’agence&#x202f;; son secret vient de CRMDESK_CLIENT_SECRET ou est demandé (par défaut, avec le --name d’un compte existant&#xa0;: la même que jusqu’ici)</translation>
        </message>
        <message>
            <source>google_sheets: address or id of the spreadsheet (default: a new one)</source>
            <translation>google_sheets&#xa0;: adresse ou identifiant de la feuille de calcul (par défaut&#xa0;: une nouvelle)</translation>
        </message>
        <message>
            <source>where the account lives: a data centre of Zoho&apos;s (zoho.eu, zoho.com, zoho.in ...); at Salesforce test.salesforce.com or your My Domain (default: zoho.eu, login.salesforce.com)</source>
            <translation>où est le compte&#xa0;: un centre de données de Zoho (zoho.eu, zoho.com, zoho.in...)&#x202f;; chez Salesforce, test.salesforce.com ou votre My Domain (par défaut&#xa0;: zoho.eu, login.salesforce.com)</translation>
        </message>
        <message>
            <source>one address in place of all of the vendor&apos;s hosts</source>
            <translation>une adresse à la place de tous les serveurs du fournisseur</translation>
        </message>
        <message>
            <source>one more certificate authority to trust (PEM)</source>
            <translation>une autorité de certification de plus à reconnaître (PEM)</translation>
        </message>
        <message>
            <source>read all of this from a crmdesk sandbox; implies --send</source>
            <translation>lire tout cela dans un bac à sable crmdesk&#x202f;; comprend --send</translation>
        </message>
        <message>
            <source>sign in with a personal token (CRMDESK_TOKEN or a prompt)</source>
            <translation>connecter avec un jeton personnel (CRMDESK_TOKEN, sinon il est demandé)</translation>
        </message>
        <message>
            <source>switch sending on at once</source>
            <translation>activer l’envoi tout de suite</translation>
        </message>
        <message>
            <source>where people of the account are here already, take nothing in before you have answered: sync then shows what would be linked, and the command that answers (default: accept)</source>
            <translation>si des personnes du compte sont déjà ici, ne rien reprendre avant votre réponse&#xa0;: sync montre alors ce qui serait relié, et la commande qui répond (par défaut&#xa0;: accepter)</translation>
        </message>
        <message>
            <source>hubspot, pipedrive: the life-cycle stages, or the labels of persons, that count as leads; whoever has none does (default: as crmdesk counts, or as was chosen before)</source>
            <translation>hubspot, pipedrive&#xa0;: les étapes du cycle de vie, ou les étiquettes des personnes, qui font compter comme lead&#x202f;; qui n’en a aucune en est un (par défaut&#xa0;: comme crmdesk compte, ou selon le choix d’avant)</translation>
        </message>
        <message>
            <source>create crmdesk&apos;s fields there (the administrator&apos;s consent)</source>
            <translation>y créer les champs de crmdesk (avec l’accord de l’administrateur)</translation>
        </message>
        <message>
            <source>print the address instead of opening it</source>
            <translation>afficher l’adresse au lieu de l’ouvrir</translation>
        </message>
        <message>
            <source>one JSON document a line: first the address, last the account</source>
            <translation>un document JSON par ligne&#xa0;: d’abord l’adresse, à la fin le compte</translation>
        </message>
        <message>
            <source>keep its records on this computer</source>
            <translation>garder ses fiches sur cet ordinateur</translation>
        </message>
        <message>
            <source>even where changes were never sent or conflicts never decided</source>
            <translation>même si des modifications n’ont jamais été envoyées ou des conflits jamais tranchés</translation>
        </message>
        <message>
            <source>Exit status 0: every account was brought in step. 1: a run failed, or an account is left with a problem (something that could not be read, a record that was refused); each is printed.</source>
            <translation>Code de sortie 0&#xa0;: tous les comptes sont à jour. 1&#xa0;: une synchronisation a échoué, ou un compte garde un problème (quelque chose n’a pas pu être lu, une fiche a été refusée)&#x202f;; chacun est affiché.</translation>
        </message>
        <message>
            <source>this account only (default: all)</source>
            <translation>ce compte seulement (par défaut&#xa0;: tous)</translation>
        </message>
        <message>
            <source>one JSON document</source>
            <translation>un document JSON</translation>
        </message>
        <message>
            <source>the account</source>
            <translation>le compte</translation>
        </message>
        <message>
            <source>words, part of an e-mail or of a phone number</source>
            <translation>des mots, une partie d’une adresse e-mail ou d’un numéro de téléphone</translation>
        </message>
        <message>
            <source>only records with this value</source>
            <translation>seulement les fiches qui ont cette valeur</translation>
        </message>
        <message>
            <source>records at most (default: 50)</source>
            <translation>nombre de fiches au plus (par défaut&#xa0;: 50)</translation>
        </message>
        <message>
            <source>empty: clear it</source>
            <translation>vide&#xa0;: effacer le champ</translation>
        </message>
        <message>
            <source>a conflict&apos;s id, or a record&apos;s</source>
            <translation>l’identifiant d’un conflit, ou d’une fiche</translation>
        </message>
        <message>
            <source>this field only</source>
            <translation>ce champ seulement</translation>
        </message>
        <message>
            <source>only what this account contests; with account: its value, where several hold another one</source>
            <translation>seulement ce que ce compte conteste&#x202f;; avec account&#xa0;: sa valeur, là où plusieurs en ont une autre</translation>
        </message>
        <message>
            <source>decide only what is still as “conflicts --json” gave it (shown)</source>
            <translation>ne trancher que ce qui est encore tel que «&#xa0;conflicts --json&#xa0;» l’a donné (shown)</translation>
        </message>
        <message>
            <source>the review&apos;s id</source>
            <translation>l’identifiant de l’alerte</translation>
        </message>
        <message>
            <source>apply: it is right; revert: the account gets again what is here, deletions made here are taken back; unlink: both sides stay as they are, apart; stop: pause the account; without: only look. Of a first sync: apply: link who is here already; unlink: take all in as new</source>
            <translation>apply&#xa0;: c’est voulu&#x202f;; revert&#xa0;: le compte reçoit de nouveau ce qui est ici, et les suppressions faites ici sont annulées&#x202f;; unlink&#xa0;: les deux côtés restent tels quels, séparés&#x202f;; stop&#xa0;: mettre le compte en pause&#x202f;; sans cette option&#xa0;: regarder seulement. Pour une première synchronisation, apply&#xa0;: relier qui est déjà ici&#x202f;; unlink&#xa0;: tout reprendre comme nouveau</translation>
        </message>
        <message>
            <source>decide only what is still as “reviews --json” gave it (shown)</source>
            <translation>ne trancher que ce qui est encore tel que «&#xa0;reviews --json&#xa0;» l’a donné (shown)</translation>
        </message>
        <message>
            <source>write the counts into this file as well</source>
            <translation>écrire aussi les nombres dans ce fichier</translation>
        </message>
        <message>
            <source>header: field names, or their words in French or English; an id changes that record</source>
            <translation>en-tête&#xa0;: noms des champs, ou leurs libellés en français ou en anglais&#x202f;; un id modifie cette fiche</translation>
        </message>
        <message>
            <source>check every row and count, but change nothing</source>
            <translation>vérifier et compter chaque ligne sans rien modifier</translation>
        </message>
        <message>
            <source>FILE.csv or FILE.xlsx</source>
            <translation>FICHIER.csv ou FICHIER.xlsx</translation>
        </message>
        <message>
            <source>begin with an empty database instead</source>
            <translation>recommencer plutôt avec une base vide</translation>
        </message>
        <message>
            <source>COMMAND</source>
            <translation>COMMANDE</translation>
        </message>
        <message>
            <source>DIR</source>
            <translation>DOSSIER</translation>
        </message>
        <message>
            <source>NAME</source>
            <translation>NOM</translation>
        </message>
        <message>
            <source>NAME,NAME</source>
            <translation>NOM,NOM</translation>
        </message>
        <message>
            <source>CONTROL_URL</source>
            <translation>URL_DE_CONTRÔLE</translation>
        </message>
        <message>
            <source>TEXT</source>
            <translation>TEXTE</translation>
        </message>
        <message>
            <source>FIELD=VALUE</source>
            <translation>CHAMP=VALEUR</translation>
        </message>
        <message>
            <source>THEIRS=OURS</source>
            <translation>LEUR=NÔTRE</translation>
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
            <translation>FICHIER</translation>
        </message>
        <message>
            <source>HOST</source>
            <translation>HÔTE</translation>
        </message>
        <message>
            <source>ID</source>
            <translation>ID</translation>
        </message>
        <message>
            <source>DAY</source>
            <translation>JOUR</translation>
        </message>
        <message>
            <source>field</source>
            <translation>champ</translation>
        </message>
        <message>
            <source>file</source>
            <translation>fichier</translation>
        </message>
        <message>
            <source>id</source>
            <translation>identifiant</translation>
        </message>
        <message>
            <source>name</source>
            <translation>nom</translation>
        </message>
        <message>
            <source>object</source>
            <translation>table</translation>
        </message>
        <message>
            <source>property</source>
            <translation>propriété</translation>
        </message>
        <message>
            <source>%(prog)s: error: %(message)s</source>
            <translation>%(prog)s&#xa0;: erreur&#xa0;: %(message)s</translation>
        </message>
        <message>
            <source>argument %(argument_name)s: %(message)s</source>
            <translation>argument %(argument_name)s&#xa0;: %(message)s</translation>
        </message>
        <message>
            <source>unrecognized arguments: %s</source>
            <translation>arguments inconnus&#xa0;: %s</translation>
        </message>
        <message>
            <source>not allowed with argument %s</source>
            <translation>impossible avec l’argument %s</translation>
        </message>
        <message>
            <source>ignored explicit argument %r</source>
            <translation>valeur superflue %r</translation>
        </message>
        <message>
            <source>the following arguments are required: %s</source>
            <translation>il manque&#xa0;: %s</translation>
        </message>
        <message>
            <source>one of the arguments %s is required</source>
            <translation>il faut un de ces arguments&#xa0;: %s</translation>
        </message>
        <message>
            <source>expected one argument</source>
            <translation>une valeur est attendue</translation>
        </message>
        <message>
            <source>expected at most one argument</source>
            <translation>une valeur au plus est attendue</translation>
        </message>
        <message>
            <source>expected at least one argument</source>
            <translation>au moins une valeur est attendue</translation>
        </message>
        <message>
            <source>expected %s argument</source>
            <translation>%s valeur est attendue</translation>
        </message>
        <message>
            <source>expected %s arguments</source>
            <translation>%s valeurs sont attendues</translation>
        </message>
        <message>
            <source>ambiguous option: %(option)s could match %(matches)s</source>
            <translation>option ambiguë&#xa0;: %(option)s peut désigner %(matches)s</translation>
        </message>
        <message>
            <source>unknown parser %(parser_name)r (choices: %(choices)s)</source>
            <translation>commande %(parser_name)r inconnue (possibles&#xa0;: %(choices)s)</translation>
        </message>
        <message>
            <source>invalid %(type)s value: %(value)r</source>
            <translation>valeur %(value)r incorrecte (%(type)s)</translation>
        </message>
        <message>
            <source>invalid choice: %(value)r (choose from %(choices)s)</source>
            <translation>choix incorrect&#xa0;: %(value)r (possibles&#xa0;: %(choices)s)</translation>
        </message>
    </context>
    <context>
        <name>History</name>
        <message>
            <source>{change}. The decision of {at} was taken back: the question is open again.</source>
            <translation>{change}. La décision du {at} a été annulée&#xa0;: la question est de nouveau ouverte.</translation>
        </message>
        <message>
            <source>Deleted in the account, stays on this computer</source>
            <translation>Supprimée dans le compte, reste sur cet ordinateur</translation>
        </message>
        <message>
            <source>Stays on this computer</source>
            <translation>Reste sur cet ordinateur</translation>
        </message>
        <message>
            <source>Stays in the trash</source>
            <translation>Reste dans la corbeille</translation>
        </message>
        <message>
            <source>{field}: {unknown} chosen; {value} until then</source>
            <translation>{field}&#xa0;: {unknown} choisi&#x202f;; {value} d’ici là</translation>
        </message>
        <message>
            <source>{field}: {value} chosen instead of {others}</source>
            <translation>{field}&#xa0;: {value} retenu plutôt que {others}</translation>
        </message>
        <message>
            <source>{field}: stays {value}</source>
            <translation>{field}&#xa0;: reste {value}</translation>
        </message>
        <message>
            <source>{field}: {old} → {new}</source>
            <translation>{field}&#xa0;: {old} → {new}</translation>
        </message>
        <message>
            <source>on this computer</source>
            <translation>sur cet ordinateur</translation>
        </message>
        <message>
            <source>merged without a question</source>
            <translation>fusionné sans question</translation>
        </message>
        <message>
            <source>decision of a conflict</source>
            <translation>décision sur un conflit</translation>
        </message>
        <message>
            <source>decided by a policy</source>
            <translation>décidé par une règle</translation>
        </message>
        <message>
            <source>refused in a review</source>
            <translation>refusé en réponse à une alerte</translation>
        </message>
        <message>
            <source>undone on this computer</source>
            <translation>annulé sur cet ordinateur</translation>
        </message>
        <message>
            <source>done again on this computer</source>
            <translation>rétabli sur cet ordinateur</translation>
        </message>
        <message>
            <source>first import</source>
            <translation>premier import</translation>
        </message>
        <message>
            <source>account</source>
            <translation>compte</translation>
        </message>
        <message>
            <source>Imported</source>
            <translation>Import</translation>
        </message>
        <message>
            <source>Created</source>
            <translation>Création</translation>
        </message>
        <message>
            <source>Put into the trash</source>
            <translation>Mise à la corbeille</translation>
        </message>
        <message>
            <source>Restored</source>
            <translation>Restauration</translation>
        </message>
        <message>
            <source>Became a contact</source>
            <translation>Convertie en contact</translation>
        </message>
        <message>
            <source>Became one with another record</source>
            <translation>Réunie avec une autre fiche</translation>
        </message>
        <message>
            <source>Separated from another record</source>
            <translation>Séparée d’une autre fiche</translation>
        </message>
    </context>
    <context>
        <name>HistoryEntry</name>
        <message>
            <source>Only changes of “{field}”</source>
            <translation>Seulement les modifications de «&#xa0;{field}&#xa0;»</translation>
        </message>
        <message>
            <source>Go back to “{value}”…</source>
            <translation>Revenir à «&#xa0;{value}&#xa0;»…</translation>
        </message>
    </context>
    <context>
        <name>HistoryTab</name>
        <message>
            <source>No change yet.</source>
            <translation>Aucune modification pour l’instant.</translation>
        </message>
        <message>
            <source>Show older changes</source>
            <translation>Afficher des modifications plus anciennes</translation>
        </message>
        <message>
            <source>{name}: {field}</source>
            <translation>{name}&#xa0;: {field}</translation>
        </message>
        <message>
            <source>{field}: back to “{value}”.</source>
            <translation>{field}&#xa0;: «&#xa0;{value}&#xa0;» à nouveau.</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>All fields</source>
            <translation>Tous les champs</translation>
        </message>
    </context>
    <context>
        <name>Host</name>
        <message>
            <source>The data centre that your application was made in: the address of its API console ends in it, as in api-console.zoho.eu.</source>
            <translation>Le centre de données où votre application a été créée&#xa0;: l’adresse de sa console d’API finit ainsi, comme api-console.zoho.eu.</translation>
        </message>
        <message>
            <source>test.salesforce.com is for test organisations. Where neither signs in, type your organisation’s My Domain, which ends in .my.salesforce.com: it stands in Setup, under My Domain.</source>
            <translation>test.salesforce.com est pour les organisations de test. Si aucune des deux ne convient, saisissez le My Domain de votre organisation, qui finit par .my.salesforce.com&#xa0;: il figure dans Configuration, sous My Domain.</translation>
        </message>
        <message>
            <source>Australia</source>
            <translation>Australie</translation>
        </message>
        <message>
            <source>Canada</source>
            <translation>Canada</translation>
        </message>
        <message>
            <source>China</source>
            <translation>Chine</translation>
        </message>
        <message>
            <source>United Arab Emirates</source>
            <translation>Émirats arabes unis</translation>
        </message>
        <message>
            <source>Europe</source>
            <translation>Europe</translation>
        </message>
        <message>
            <source>India</source>
            <translation>Inde</translation>
        </message>
        <message>
            <source>Japan</source>
            <translation>Japon</translation>
        </message>
        <message>
            <source>Saudi Arabia</source>
            <translation>Arabie saoudite</translation>
        </message>
        <message>
            <source>United Kingdom</source>
            <translation>Royaume-Uni</translation>
        </message>
        <message>
            <source>United States</source>
            <translation>États-Unis</translation>
        </message>
    </context>
    <context>
        <name>HowStep</name>
        <message>
            <source>Address of the spreadsheet; empty: a new one</source>
            <translation>Adresse de la feuille de calcul&#x202f;; vide&#xa0;: une nouvelle</translation>
        </message>
        <message>
            <source>Sign in through the browser, with your agency’s application</source>
            <translation>Se connecter dans le navigateur, avec l’application de l’agence</translation>
        </message>
        <message>
            <source>With a personal access token</source>
            <translation>Avec un jeton d’accès personnel</translation>
        </message>
        <message>
            <source>Sign in through the browser, with the same application as before</source>
            <translation>Se connecter dans le navigateur, avec la même application qu’avant</translation>
        </message>
        <message>
            <source>Name in crmdesk</source>
            <translation>Nom dans crmdesk</translation>
        </message>
        <message>
            <source>Spreadsheet</source>
            <translation>Feuille de calcul</translation>
        </message>
        <message>
            <source>Where the account lives</source>
            <translation>Où est le compte</translation>
        </message>
        <message>
            <source>Demonstration: a made-up {vendor} account on this computer, at {host}. Everything it asks for is filled in.</source>
            <translation>Démonstration&#xa0;: un compte {vendor} inventé, sur cet ordinateur, à l’adresse {host}. Tout ce qu’il demande est déjà rempli.</translation>
        </message>
        <message>
            <source>Only where the application requires it</source>
            <translation>Seulement si l’application l’exige</translation>
        </message>
        <message>
            <source>Access token</source>
            <translation>Jeton d’accès</translation>
        </message>
        <message>
            <source>Guide to {vendor} and crmdesk</source>
            <translation>Guide&#xa0;: connecter {vendor} à crmdesk</translation>
        </message>
        <message>
            <source>With another application of your agency</source>
            <translation>Avec une autre application de votre agence</translation>
        </message>
        <message>
            <source>Client ID</source>
            <translation>Identifiant client</translation>
        </message>
        <message>
            <source>Client secret</source>
            <translation>Secret client</translation>
        </message>
        <message>
            <source>Your application at {vendor} has to know this redirect address:</source>
            <translation>Votre application chez {vendor} doit connaître cette adresse de redirection&#xa0;:</translation>
        </message>
        <message>
            <source>Your application at {vendor} has to know these redirect addresses:</source>
            <translation>Votre application chez {vendor} doit connaître ces adresses de redirection&#xa0;:</translation>
        </message>
        <message>
            <source>Copy the address</source>
            <translation>Copier l’adresse</translation>
        </message>
    </context>
    <context>
        <name>Industry</name>
        <message>
            <source>Accounting</source>
            <translation>Comptabilité</translation>
        </message>
        <message>
            <source>Agriculture</source>
            <translation>Agriculture</translation>
        </message>
        <message>
            <source>Architecture and planning</source>
            <translation>Architecture et urbanisme</translation>
        </message>
        <message>
            <source>Automotive</source>
            <translation>Automobile</translation>
        </message>
        <message>
            <source>Banking</source>
            <translation>Banque</translation>
        </message>
        <message>
            <source>Building materials</source>
            <translation>Matériaux de construction</translation>
        </message>
        <message>
            <source>Civil engineering</source>
            <translation>Génie civil</translation>
        </message>
        <message>
            <source>Commercial real estate</source>
            <translation>Immobilier d’entreprise</translation>
        </message>
        <message>
            <source>Software</source>
            <translation>Logiciels</translation>
        </message>
        <message>
            <source>Construction</source>
            <translation>Bâtiment</translation>
        </message>
        <message>
            <source>Consumer services</source>
            <translation>Services aux particuliers</translation>
        </message>
        <message>
            <source>Design</source>
            <translation>Design</translation>
        </message>
        <message>
            <source>Education</source>
            <translation>Enseignement</translation>
        </message>
        <message>
            <source>Facilities services</source>
            <translation>Services aux immeubles</translation>
        </message>
        <message>
            <source>Financial services</source>
            <translation>Services financiers</translation>
        </message>
        <message>
            <source>Government</source>
            <translation>Administration publique</translation>
        </message>
        <message>
            <source>Health care</source>
            <translation>Santé</translation>
        </message>
        <message>
            <source>Hospitality</source>
            <translation>Hôtellerie</translation>
        </message>
        <message>
            <source>Information technology</source>
            <translation>Informatique</translation>
        </message>
        <message>
            <source>Insurance</source>
            <translation>Assurance</translation>
        </message>
        <message>
            <source>Investment management</source>
            <translation>Gestion de patrimoine</translation>
        </message>
        <message>
            <source>Law practice</source>
            <translation>Cabinet d’avocats</translation>
        </message>
        <message>
            <source>Legal services</source>
            <translation>Services juridiques</translation>
        </message>
        <message>
            <source>Consulting</source>
            <translation>Conseil</translation>
        </message>
        <message>
            <source>Marketing and advertising</source>
            <translation>Marketing et publicité</translation>
        </message>
        <message>
            <source>Non-profit organisation</source>
            <translation>Association</translation>
        </message>
        <message>
            <source>Real estate</source>
            <translation>Immobilier</translation>
        </message>
        <message>
            <source>Restaurants</source>
            <translation>Restauration</translation>
        </message>
        <message>
            <source>Retail</source>
            <translation>Commerce de détail</translation>
        </message>
        <message>
            <source>Telecommunications</source>
            <translation>Télécommunications</translation>
        </message>
        <message>
            <source>Transport</source>
            <translation>Transport</translation>
        </message>
        <message>
            <source>Wholesale</source>
            <translation>Commerce de gros</translation>
        </message>
    </context>
    <context>
        <name>ItemLabel</name>
        <message>
            <source>phone</source>
            <translation>fixe</translation>
        </message>
        <message>
            <source>mobile</source>
            <translation>mobile</translation>
        </message>
        <message>
            <source>home</source>
            <translation>domicile</translation>
        </message>
        <message>
            <source>work</source>
            <translation>bureau</translation>
        </message>
        <message>
            <source>other</source>
            <translation>autre</translation>
        </message>
    </context>
    <context>
        <name>ItemsEditor</name>
        <message>
            <source>Save</source>
            <translation>Enregistrer</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Add a number</source>
            <translation>Ajouter un numéro</translation>
        </message>
        <message>
            <source>Add an address</source>
            <translation>Ajouter une adresse</translation>
        </message>
        <message>
            <source>Main one</source>
            <translation>Principal</translation>
        </message>
        <message>
            <source>Label</source>
            <translation>Libellé</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Retirer</translation>
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
            <translation>Nouveau lead</translation>
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
            <translation>Nouveau contact</translation>
        </message>
        <message>
            <source>Company</source>
            <translation>Société</translation>
        </message>
        <message>
            <source>Companies</source>
            <translation>Sociétés</translation>
        </message>
        <message>
            <source>New company</source>
            <translation>Nouvelle société</translation>
        </message>
        <message>
            <source>Deal</source>
            <translation>Affaire</translation>
        </message>
        <message>
            <source>Deals</source>
            <translation>Affaires</translation>
        </message>
        <message>
            <source>New deal</source>
            <translation>Nouvelle affaire</translation>
        </message>
        <message>
            <source>Activity</source>
            <translation>Activité</translation>
        </message>
        <message>
            <source>Activities</source>
            <translation>Activités</translation>
        </message>
        <message>
            <source>New activity</source>
            <translation>Nouvelle activité</translation>
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
            <translation>Nouvelle note</translation>
        </message>
        <message>
            <source>Negotiator</source>
            <translation>Négociateur</translation>
        </message>
        <message>
            <source>Negotiators</source>
            <translation>Négociateurs</translation>
        </message>
        <message>
            <source>New negotiator</source>
            <translation>Nouveau négociateur</translation>
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
            <translation>Nouveau pipeline</translation>
        </message>
        <message>
            <source>Stage</source>
            <translation>Étape</translation>
        </message>
        <message>
            <source>Stages</source>
            <translation>Étapes</translation>
        </message>
        <message>
            <source>New stage</source>
            <translation>Nouvelle étape</translation>
        </message>
    </context>
    <context>
        <name>LanguageChoice</name>
        <message>
            <source>As the system</source>
            <translation>Comme le système</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Langue</translation>
        </message>
    </context>
    <context>
        <name>Link</name>
        <message>
            <source>Not there yet</source>
            <translation>Pas encore dans le compte</translation>
        </message>
        <message>
            <source>Linked</source>
            <translation>Liée</translation>
        </message>
        <message>
            <source>Deleted there</source>
            <translation>Supprimée dans ce compte</translation>
        </message>
        <message>
            <source>Deleted there, kept here</source>
            <translation>Supprimée là-bas, gardée ici</translation>
        </message>
        <message>
            <source>No access</source>
            <translation>Sans accès</translation>
        </message>
        <message>
            <source>On its own there</source>
            <translation>Seule dans ce compte</translation>
        </message>
        <message>
            <source>No longer linked</source>
            <translation>N’est plus liée</translation>
        </message>
    </context>
    <context>
        <name>ListPage</name>
        <message>
            <source>Back to the list</source>
            <translation>Retour à la liste</translation>
        </message>
        <message>
            <source>Columns</source>
            <translation>Colonnes</translation>
        </message>
        <message>
            <source>More</source>
            <translation>Plus d’actions</translation>
        </message>
        <message>
            <source>Connect an account</source>
            <translation>Connecter un compte</translation>
        </message>
        <message>
            <source>See the accounts’ state</source>
            <translation>Voir l’état des comptes</translation>
        </message>
        <message>
            <source>Nothing here yet. What an account holds comes in with its synchronisation.</source>
            <translation>Rien ici pour l’instant. Le contenu d’un compte arrive avec sa synchronisation.</translation>
        </message>
        <message>
            <source>Nothing here yet. Connect a CRM to bring its records in.</source>
            <translation>Rien ici pour l’instant. Connectez un CRM pour recevoir ses fiches.</translation>
        </message>
        <message>
            <source>Show everything</source>
            <translation>Tout afficher</translation>
        </message>
        <message numerus="yes">
            <source>%Ln record(s)</source>
            <translation>
                <numerusform>%Ln fiche</numerusform>
                <numerusform>%Ln fiches</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln record(s) of {all}</source>
            <translation>
                <numerusform>%Ln fiche sur {all}</numerusform>
                <numerusform>%Ln fiches sur {all}</numerusform>
            </translation>
        </message>
        <message>
            <source>“{column}” cannot be sorted by.</source>
            <translation>Le tri par «&#xa0;{column}&#xa0;» n’est pas possible.</translation>
        </message>
        <message>
            <source>State</source>
            <translation>État</translation>
        </message>
        <message>
            <source>New</source>
            <translation>Nouveau</translation>
        </message>
        <message>
            <source>Trash</source>
            <translation>Corbeille</translation>
        </message>
        <message>
            <source>Remove all filters</source>
            <translation>Retirer tous les filtres</translation>
        </message>
        <message>
            <source>Possible duplicates ({count})</source>
            <translation>Doublons possibles ({count})</translation>
        </message>
        <message>
            <source>{kind}: possible duplicates</source>
            <translation>{kind}&#xa0;: doublons possibles</translation>
        </message>
        <message>
            <source>{kind}: trash</source>
            <translation>{kind}&#xa0;: corbeille</translation>
        </message>
        <message>
            <source>The trash is empty. Records that you delete come here and can be restored.</source>
            <translation>La corbeille est vide. Les fiches que vous supprimez arrivent ici et peuvent être restaurées.</translation>
        </message>
        <message>
            <source>No record matches the filters.</source>
            <translation>Aucune fiche ne correspond aux filtres.</translation>
        </message>
        <message>
            <source>No record matches “{search}” and the filters.</source>
            <translation>Aucune fiche ne correspond à «&#xa0;{search}&#xa0;» et aux filtres.</translation>
        </message>
        <message>
            <source>No record matches “{search}”.</source>
            <translation>Aucune fiche ne correspond à «&#xa0;{search}&#xa0;».</translation>
        </message>
        <message>
            <source>Ask the accounts</source>
            <translation>Interroger les comptes</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>crmdesk stays open, because what you typed for conflicts cannot be kept now. {why}</source>
            <translation>crmdesk reste ouvert, car ce que vous avez saisi pour des conflits ne peut pas être conservé pour l’instant. {why}</translation>
        </message>
        <message>
            <source>Quit all the same</source>
            <translation>Quitter quand même</translation>
        </message>
        <message>
            <source>creation of {name}</source>
            <translation>création de {name}</translation>
        </message>
        <message>
            <source>“{name}” was created.</source>
            <translation>Fiche «&#xa0;{name}&#xa0;» créée.</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Annuler</translation>
        </message>
    </context>
    <context>
        <name>MessageBar</name>
        <message>
            <source>Close the message</source>
            <translation>Fermer le message</translation>
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
            <translation>Créer</translation>
        </message>
    </context>
    <context>
        <name>Notice</name>
        <message>
            <source>{account} stored {stored} instead of {value}.</source>
            <translation>{account} a enregistré {stored} à la place de {value}.</translation>
        </message>
        <message>
            <source>Your entries and those of {account} were put together.</source>
            <translation>Vos entrées et celles de {account} ont été réunies.</translation>
        </message>
        <message>
            <source>{account} writes the same value in another way.</source>
            <translation>{account} écrit la même valeur autrement.</translation>
        </message>
        <message>
            <source>The list of {account} has no word for {value}: its own value stays there, and this one here.</source>
            <translation>La liste de {account} n’a pas de mot pour {value}&#xa0;: sa propre valeur y reste, et celle-ci reste ici.</translation>
        </message>
        <message>
            <source>To pair a word with it: {command}</source>
            <translation>Pour lui associer un mot&#xa0;: {command}</translation>
        </message>
        <message>
            <source>{account} keeps this amount in another currency and cannot hold {value}: its own value stays there, and this one here.</source>
            <translation>{account} garde ce montant dans une autre devise et ne peut pas contenir {value}&#xa0;: sa propre valeur y reste, et celle-ci reste ici.</translation>
        </message>
        <message>
            <source>Nothing is converted: enter the amount in the currency of the account, and it is sent.</source>
            <translation>Rien n’est converti&#xa0;: saisissez le montant dans la devise du compte, et il sera envoyé.</translation>
        </message>
        <message>
            <source>Nothing in {account} stands for this value: its own stays there, and this one here.</source>
            <translation>Rien dans {account} ne correspond à cette valeur&#xa0;: la sienne y reste, et celle-ci reste ici.</translation>
        </message>
        <message>
            <source>{account} has room for fewer of these than there are here: the others are left out there, and stay here.</source>
            <translation>{account} ne peut pas tous les contenir&#xa0;: certains n’y figurent pas, et restent sur cet ordinateur.</translation>
        </message>
        <message>
            <source>Nobody can write this field in {account}, which holds {stored}: what you typed stays on this computer.</source>
            <translation>Personne ne peut modifier ce champ dans {account}, qui contient {stored}&#xa0;: ce que vous avez saisi reste sur cet ordinateur.</translation>
        </message>
        <message>
            <source>To follow the account, type what it holds; to send yours, make the field writable there.</source>
            <translation>Pour suivre le compte, saisissez ce qu’il contient&#x202f;; pour envoyer votre valeur, rendez le champ modifiable là-bas.</translation>
        </message>
        <message>
            <source>{account} requires a value here: it keeps its own, and the field is blank on this computer only.</source>
            <translation>{account} exige une valeur ici&#xa0;: il garde la sienne, et le champ n’est vide que sur cet ordinateur.</translation>
        </message>
        <message>
            <source>{account} stored another value than this one.</source>
            <translation>{account} a enregistré une autre valeur que celle-ci.</translation>
        </message>
        <message>
            <source>Nobody can write this field in {account}, which holds another value: what you typed stays here.</source>
            <translation>Personne ne peut modifier ce champ dans {account}, qui contient une autre valeur&#xa0;: ce que vous avez saisi reste ici.</translation>
        </message>
        <message>
            <source>{account} has this as something that cannot be named here (a lead, where only contacts can be, for example): it is left out there, and stays here.</source>
            <translation>{account} connaît cette fiche sous une forme que ce champ ne peut pas désigner (un lead là où seuls des contacts ont leur place, par exemple)&#xa0;: elle y est laissée de côté, et reste ici.</translation>
        </message>
        <message>
            <source>Once the lead is converted in {account}, it is named there by itself.</source>
            <translation>Une fois le lead converti dans {account}, il y sera désigné de lui-même.</translation>
        </message>
        <message>
            <source>{account} stored this value in another form: {stored}.</source>
            <translation>{account} a enregistré cette valeur sous une autre forme&#xa0;: {stored}.</translation>
        </message>
        <message>
            <source>{account} treats this field in its own way ({key}).</source>
            <translation>{account} traite ce champ à sa façon ({key}).</translation>
        </message>
        <message>
            <source>WORD</source>
            <translation>MOT</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Heure</translation>
        </message>
        <message>
            <source>Record</source>
            <translation>Fiche</translation>
        </message>
        <message>
            <source>Where</source>
            <translation>Où</translation>
        </message>
        <message>
            <source>Good to know</source>
            <translation>Bon à savoir</translation>
        </message>
        <message>
            <source>for your information</source>
            <translation>pour information</translation>
        </message>
        <message>
            <source>Adopt</source>
            <translation>Adopter</translation>
        </message>
        <message>
            <source>{name}: {field}</source>
            <translation>{name}&#xa0;: {field}</translation>
        </message>
        <message>
            <source>{field}: {value}, as in {account}.</source>
            <translation>{field}&#xa0;: {value}, comme dans {account}.</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Annuler</translation>
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
            <translation>Personne</translation>
        </message>
        <message>
            <source>Lead</source>
            <translation>Lead</translation>
        </message>
        <message>
            <source>Company</source>
            <translation>Société</translation>
        </message>
        <message>
            <source>Deal</source>
            <translation>Affaire</translation>
        </message>
        <message>
            <source>Task</source>
            <translation>Tâche</translation>
        </message>
        <message>
            <source>Meeting</source>
            <translation>Rendez-vous</translation>
        </message>
        <message>
            <source>Call</source>
            <translation>Appel</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>E-mail</translation>
        </message>
        <message>
            <source>Activity</source>
            <translation>Activité</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>Stage</source>
            <translation>Étape</translation>
        </message>
        <message>
            <source>Pipeline</source>
            <translation>Pipeline</translation>
        </message>
        <message>
            <source>Negotiator</source>
            <translation>Négociateur</translation>
        </message>
    </context>
    <context>
        <name>Offer</name>
        <message>
            <source>{field}: {value}</source>
            <translation>{field}&#xa0;: {value}</translation>
        </message>
    </context>
    <context>
        <name>Option</name>
        <message>
            <source>Seller</source>
            <translation>Vendeur</translation>
        </message>
        <message>
            <source>Buyer</source>
            <translation>Acquéreur</translation>
        </message>
        <message>
            <source>Landlord</source>
            <translation>Bailleur</translation>
        </message>
        <message>
            <source>Tenant</source>
            <translation>Locataire</translation>
        </message>
        <message>
            <source>New</source>
            <translation>Nouveau</translation>
        </message>
        <message>
            <source>To call back</source>
            <translation>À rappeler</translation>
        </message>
        <message>
            <source>Qualified</source>
            <translation>Qualifié</translation>
        </message>
        <message>
            <source>Valuation planned</source>
            <translation>Estimation prévue</translation>
        </message>
        <message>
            <source>Valuation done</source>
            <translation>Estimation faite</translation>
        </message>
        <message>
            <source>Visit planned</source>
            <translation>Visite prévue</translation>
        </message>
        <message>
            <source>Visit done</source>
            <translation>Visite faite</translation>
        </message>
        <message>
            <source>Mandate signed</source>
            <translation>Mandat signé</translation>
        </message>
        <message>
            <source>Lost</source>
            <translation>Perdu</translation>
        </message>
        <message>
            <source>Hot</source>
            <translation>Chaud</translation>
        </message>
        <message>
            <source>Warm</source>
            <translation>Tiède</translation>
        </message>
        <message>
            <source>Cold</source>
            <translation>Froid</translation>
        </message>
        <message>
            <source>Under 3 months</source>
            <translation>Moins de 3 mois</translation>
        </message>
        <message>
            <source>3 to 6 months</source>
            <translation>3 à 6 mois</translation>
        </message>
        <message>
            <source>6 to 9 months</source>
            <translation>6 à 9 mois</translation>
        </message>
        <message>
            <source>Over 9 months</source>
            <translation>Plus de 9 mois</translation>
        </message>
        <message>
            <source>Not known</source>
            <translation>Inconnu</translation>
        </message>
        <message>
            <source>House</source>
            <translation>Maison</translation>
        </message>
        <message>
            <source>Flat</source>
            <translation>Appartement</translation>
        </message>
        <message>
            <source>Land</source>
            <translation>Terrain</translation>
        </message>
        <message>
            <source>Building</source>
            <translation>Immeuble</translation>
        </message>
        <message>
            <source>Business premises</source>
            <translation>Local commercial</translation>
        </message>
        <message>
            <source>Parking space</source>
            <translation>Stationnement</translation>
        </message>
        <message>
            <source>Other</source>
            <translation>Autre</translation>
        </message>
        <message>
            <source>Task</source>
            <translation>Tâche</translation>
        </message>
        <message>
            <source>Call</source>
            <translation>Appel</translation>
        </message>
        <message>
            <source>Meeting</source>
            <translation>Rendez-vous</translation>
        </message>
        <message>
            <source>E-mail</source>
            <translation>E-mail</translation>
        </message>
        <message>
            <source>Low</source>
            <translation>Basse</translation>
        </message>
        <message>
            <source>Medium</source>
            <translation>Moyenne</translation>
        </message>
        <message>
            <source>High</source>
            <translation>Haute</translation>
        </message>
        <message>
            <source>Deals</source>
            <translation>Affaires</translation>
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
            <translation>«&#xa0;{name}&#xa0;» est réglé.</translation>
        </message>
        <message>
            <source>“{name}” is kept.</source>
            <translation>«&#xa0;{name}&#xa0;» est conservé.</translation>
        </message>
        <message>
            <source>“{name}” is in the trash of this computer.</source>
            <translation>«&#xa0;{name}&#xa0;» est dans la corbeille de cet ordinateur.</translation>
        </message>
        <message>
            <source>“{name}” is kept, and no longer linked to {accounts}.</source>
            <translation>«&#xa0;{name}&#xa0;» est conservé, sans lien avec {accounts}.</translation>
        </message>
        <message>
            <source>Nothing has to be sent.</source>
            <translation>Il n’y a rien à envoyer.</translation>
        </message>
        <message>
            <source>It is deleted in {accounts} with the next synchronisation.</source>
            <translation>La suppression est envoyée à {accounts} à la prochaine synchronisation.</translation>
        </message>
        <message>
            <source>It is sent to {accounts} with the next synchronisation.</source>
            <translation>La décision est envoyée à {accounts} à la prochaine synchronisation.</translation>
        </message>
        <message>
            <source>It waits on this computer for {accounts}, where sending is switched off.</source>
            <translation>La décision attend sur cet ordinateur&#xa0;: l’envoi vers {accounts} est désactivé.</translation>
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
            <translation>Conflits</translation>
        </message>
        <message>
            <source>Pending</source>
            <translation>En attente</translation>
        </message>
        <message>
            <source>Activities</source>
            <translation>Activités</translation>
        </message>
        <message>
            <source>Deals</source>
            <translation>Affaires</translation>
        </message>
        <message>
            <source>Companies</source>
            <translation>Sociétés</translation>
        </message>
        <message>
            <source>Synchronisation</source>
            <translation>Synchronisation</translation>
        </message>
        <message>
            <source>Sync</source>
            <translation>Synchro</translation>
        </message>
        <message>
            <source>Accounts</source>
            <translation>Comptes</translation>
        </message>
        <message>
            <source>Negotiators</source>
            <translation>Négociateurs</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Réglages</translation>
        </message>
    </context>
    <context>
        <name>PairCard</name>
        <message>
            <source>Unite…</source>
            <translation>Réunir…</translation>
        </message>
        <message>
            <source>Show {name}</source>
            <translation>Afficher {name}</translation>
        </message>
    </context>
    <context>
        <name>PairsView</name>
        <message>
            <source>{shown} of {count} are shown.</source>
            <translation>{shown} fiches affichées sur {count}.</translation>
        </message>
        <message>
            <source>Back to the list</source>
            <translation>Retour à la liste</translation>
        </message>
        <message>
            <source>No record looks like another one. After each synchronisation they are compared again.</source>
            <translation>Aucune fiche ne ressemble à une autre. Elles sont comparées à nouveau après chaque synchronisation.</translation>
        </message>
        <message>
            <source>These records look alike. Nothing is united by itself.</source>
            <translation>Ces fiches se ressemblent. Rien n’est réuni sans vous.</translation>
        </message>
        <message>
            <source>Several records look like this one. Nothing is united by itself.</source>
            <translation>Plusieurs fiches ressemblent à celle-ci. Rien n’est réuni sans vous.</translation>
        </message>
        <message>
            <source>This record may be the same. Nothing is united by itself.</source>
            <translation>Cette fiche est peut-être la même. Rien n’est réuni sans vous.</translation>
        </message>
    </context>
    <context>
        <name>Palette</name>
        <message>
            <source>Search or run an action</source>
            <translation>Rechercher ou lancer une action</translation>
        </message>
        <message>
            <source>A name, a number, or what you want to do…</source>
            <translation>Un nom, un numéro, ou ce que vous voulez faire…</translation>
        </message>
        <message>
            <source>Found</source>
            <translation>Résultats</translation>
        </message>
        <message>
            <source>Nothing found. Try fewer letters, or another word.</source>
            <translation>Rien trouvé. Essayez moins de lettres, ou un autre mot.</translation>
        </message>
        <message>
            <source>Page</source>
            <translation>Page</translation>
        </message>
        <message>
            <source>Ask the accounts for “{text}”</source>
            <translation>Interroger les comptes sur «&#xa0;{text}&#xa0;»</translation>
        </message>
    </context>
    <context>
        <name>PanelHeader</name>
        <message>
            <source>Close the record</source>
            <translation>Fermer la fiche</translation>
        </message>
        <message>
            <source>Call</source>
            <translation>Appeler</translation>
        </message>
        <message>
            <source>Restore</source>
            <translation>Restaurer</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>Task</source>
            <translation>Tâche</translation>
        </message>
        <message>
            <source>Write an e-mail</source>
            <translation>Écrire un e-mail</translation>
        </message>
        <message>
            <source>More</source>
            <translation>Plus d’actions</translation>
        </message>
        <message>
            <source>(no name)</source>
            <translation>(sans nom)</translation>
        </message>
        <message>
            <source>handled by {name}</source>
            <translation>suivi par {name}</translation>
        </message>
        <message>
            <source>In the trash</source>
            <translation>À la corbeille</translation>
        </message>
        <message>
            <source>Log a call…</source>
            <translation>Noter un appel…</translation>
        </message>
        <message>
            <source>Copy the phone number</source>
            <translation>Copier le numéro de téléphone</translation>
        </message>
        <message>
            <source>Put into the trash</source>
            <translation>Mettre à la corbeille</translation>
        </message>
    </context>
    <context>
        <name>PassphraseDialog</name>
        <message>
            <source>Use it</source>
            <translation>Utiliser</translation>
        </message>
        <message>
            <source>Unlock</source>
            <translation>Déverrouiller</translation>
        </message>
        <message>
            <source>Passphrase</source>
            <translation>Phrase secrète</translation>
        </message>
        <message>
            <source>Once more</source>
            <translation>Encore une fois</translation>
        </message>
        <message numerus="yes">
            <source>This computer has no keyring that could keep the key of your data. Choose a passphrase of at least %Ln character(s); crmdesk asks for it at each start. Without it nobody can read the data, not even us.</source>
            <translation>
                <numerusform>Cet ordinateur n’a pas de trousseau pour garder la clé de vos données. Choisissez une phrase secrète d’au moins %Ln caractère&#x202f;; crmdesk la demandera à chaque démarrage. Sans elle, personne ne peut lire les données, pas même nous.</numerusform>
                <numerusform>Cet ordinateur n’a pas de trousseau pour garder la clé de vos données. Choisissez une phrase secrète d’au moins %Ln caractères&#x202f;; crmdesk la demandera à chaque démarrage. Sans elle, personne ne peut lire les données, pas même nous.</numerusform>
            </translation>
        </message>
        <message>
            <source>Your data are encrypted. Type the passphrase that you chose.</source>
            <translation>Vos données sont chiffrées. Saisissez la phrase secrète que vous avez choisie.</translation>
        </message>
        <message>
            <source>Choose a passphrase</source>
            <translation>Choisir une phrase secrète</translation>
        </message>
        <message>
            <source>Unlock crmdesk</source>
            <translation>Déverrouiller crmdesk</translation>
        </message>
    </context>
    <context>
        <name>Pending</name>
        <message>
            <source>Record</source>
            <translation>Fiche</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>Compte</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Modification</translation>
        </message>
        <message>
            <source>State</source>
            <translation>État</translation>
        </message>
        <message>
            <source>Since</source>
            <translation>Depuis</translation>
        </message>
        <message>
            <source>Decide</source>
            <translation>Trancher</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Reprendre</translation>
        </message>
        <message>
            <source>Reconnect</source>
            <translation>Reconnecter</translation>
        </message>
        <message>
            <source>Look at it</source>
            <translation>Examiner</translation>
        </message>
        <message>
            <source>Switch on</source>
            <translation>Activer</translation>
        </message>
        <message>
            <source>Correct</source>
            <translation>Corriger</translation>
        </message>
        <message>
            <source>Send now</source>
            <translation>Envoyer</translation>
        </message>
        <message>
            <source>Entry among the account’s {kind}</source>
            <translation>Ajout aux {kind} du compte</translation>
        </message>
        <message>
            <source>New: {kind}</source>
            <translation>Création&#xa0;: {kind}</translation>
        </message>
        <message>
            <source>Deletion</source>
            <translation>Suppression</translation>
        </message>
        <message>
            <source>Waits for your decision</source>
            <translation>Attend votre décision</translation>
        </message>
        <message>
            <source>Not sent: sending is off</source>
            <translation>Non envoyée&#xa0;: envoi désactivé</translation>
        </message>
        <message>
            <source>On its way</source>
            <translation>En cours d’envoi</translation>
        </message>
        <message>
            <source>With the next synchronisation</source>
            <translation>À la prochaine synchronisation</translation>
        </message>
        <message>
            <source>Not sent: account paused</source>
            <translation>Non envoyée&#xa0;: compte en pause</translation>
        </message>
        <message>
            <source>Not sent: sign-in needed</source>
            <translation>Non envoyée&#xa0;: reconnectez-vous</translation>
        </message>
        <message>
            <source>After the first synchronisation</source>
            <translation>Après la première synchronisation</translation>
        </message>
        <message>
            <source>Waits for your answer</source>
            <translation>Attend votre réponse</translation>
        </message>
        <message>
            <source>Waits for your review</source>
            <translation>Attend l’examen de l’alerte</translation>
        </message>
    </context>
    <context>
        <name>PendingPage</name>
        <message>
            <source>Send all now</source>
            <translation>Tout envoyer</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>Abandonner</translation>
        </message>
        <message>
            <source>A conflict asks about this change: it is given up or kept there</source>
            <translation>Un conflit porte sur cette modification&#xa0;: c’est là qu’elle est abandonnée ou gardée</translation>
        </message>
        <message>
            <source>The record takes the values that the account holds (Del)</source>
            <translation>La fiche reprend les valeurs du compte (Suppr)</translation>
        </message>
        <message>
            <source>Pending changes</source>
            <translation>Modifications en attente</translation>
        </message>
        <message>
            <source>Back to the leads</source>
            <translation>Retour aux leads</translation>
        </message>
        <message>
            <source>Nothing waits to be sent. What you change is shown here until it is sent.</source>
            <translation>Rien n’attend d’être envoyé. Vos modifications s’affichent ici jusqu’à leur envoi.</translation>
        </message>
        <message>
            <source>Pending</source>
            <translation>En attente</translation>
        </message>
        <message numerus="yes">
            <source>%Ln change(s)</source>
            <translation>
                <numerusform>%Ln modification</numerusform>
                <numerusform>%Ln modifications</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln with sending switched off</source>
            <translation>
                <numerusform>%Ln avec envoi désactivé</numerusform>
                <numerusform>%Ln avec envoi désactivé</numerusform>
            </translation>
        </message>
        <message>
            <source>discarding changes of {name}</source>
            <translation>abandon des modifications de {name}</translation>
        </message>
        <message>
            <source>The changes of “{name}” for {account} were discarded.</source>
            <translation>Les modifications de «&#xa0;{name}&#xa0;» pour {account} sont abandonnées.</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Annuler</translation>
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
                <numerusform>%Ln j</numerusform>
                <numerusform>%Ln j</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln min ago</source>
            <translation>
                <numerusform>il y a %Ln min</numerusform>
                <numerusform>il y a %Ln min</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln h ago</source>
            <translation>
                <numerusform>il y a %Ln h</numerusform>
                <numerusform>il y a %Ln h</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln day(s) ago</source>
            <translation>
                <numerusform>il y a %Ln jour</numerusform>
                <numerusform>il y a %Ln jours</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>in %Ln s</source>
            <translation>
                <numerusform>dans %Ln s</numerusform>
                <numerusform>dans %Ln s</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>in %Ln min</source>
            <translation>
                <numerusform>dans %Ln min</numerusform>
                <numerusform>dans %Ln min</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>in %Ln h</source>
            <translation>
                <numerusform>dans %Ln h</numerusform>
                <numerusform>dans %Ln h</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Conflicts, %Ln open</source>
            <translation>
                <numerusform>Conflits, %Ln ouvert</numerusform>
                <numerusform>Conflits, %Ln ouverts</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Pending, %Ln change(s)</source>
            <translation>
                <numerusform>En attente, %Ln modification</numerusform>
                <numerusform>En attente, %Ln modifications</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln review(s) to look at</source>
            <translation>
                <numerusform>%Ln alerte à examiner</numerusform>
                <numerusform>%Ln alertes à examiner</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln question(s) about a first synchronisation</source>
            <translation>
                <numerusform>%Ln question sur une première synchronisation</numerusform>
                <numerusform>%Ln questions sur une première synchronisation</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Synchronisation, %Ln question(s) about a first synchronisation</source>
            <translation>
                <numerusform>Synchronisation, %Ln question sur une première synchronisation</numerusform>
                <numerusform>Synchronisation, %Ln questions sur une première synchronisation</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Synchronisation, %Ln review(s) to look at</source>
            <translation>
                <numerusform>Synchronisation, %Ln alerte à examiner</numerusform>
                <numerusform>Synchronisation, %Ln alertes à examiner</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln reason(s)</source>
            <translation>
                <numerusform>%Ln motif</numerusform>
                <numerusform>%Ln motifs</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln field(s) to choose</source>
            <translation>
                <numerusform>%Ln champ à trancher</numerusform>
                <numerusform>%Ln champs à trancher</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln chosen</source>
            <translation>
                <numerusform>%Ln choisi</numerusform>
                <numerusform>%Ln choisis</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln merged without a question</source>
            <translation>
                <numerusform>%Ln fusionné sans question</numerusform>
                <numerusform>%Ln fusionnés sans question</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln problem(s)</source>
            <translation>
                <numerusform>%Ln problème</numerusform>
                <numerusform>%Ln problèmes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln conflict(s) to decide</source>
            <translation>
                <numerusform>%Ln conflit à trancher</numerusform>
                <numerusform>%Ln conflits à trancher</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln change(s) pending</source>
            <translation>
                <numerusform>%Ln modification en attente</numerusform>
                <numerusform>%Ln modifications en attente</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln change(s) not sent</source>
            <translation>
                <numerusform>%Ln modification non envoyée</numerusform>
                <numerusform>%Ln modifications non envoyées</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln new or changed</source>
            <translation>
                <numerusform>%Ln nouvelle ou modifiée</numerusform>
                <numerusform>%Ln nouvelles ou modifiées</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln sent</source>
            <translation>
                <numerusform>%Ln envoyée</numerusform>
                <numerusform>%Ln envoyées</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln merged</source>
            <translation>
                <numerusform>%Ln fusionnée</numerusform>
                <numerusform>%Ln fusionnées</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln conflict(s)</source>
            <translation>
                <numerusform>%Ln conflit</numerusform>
                <numerusform>%Ln conflits</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln conflict(s) decided by policy</source>
            <translation>
                <numerusform>%Ln conflit tranché par une règle</numerusform>
                <numerusform>%Ln conflits tranchés par une règle</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln not sent</source>
            <translation>
                <numerusform>%Ln non envoyée</numerusform>
                <numerusform>%Ln non envoyées</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln record(s) deleted from this computer.</source>
            <translation>
                <numerusform>%Ln fiche supprimée de cet ordinateur.</numerusform>
                <numerusform>%Ln fiches supprimées de cet ordinateur.</numerusform>
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
                <numerusform>%Ln société</numerusform>
                <numerusform>%Ln sociétés</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln deal(s)</source>
            <translation>
                <numerusform>%Ln affaire</numerusform>
                <numerusform>%Ln affaires</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln found late</source>
            <translation>
                <numerusform>%Ln retrouvée tardivement</numerusform>
                <numerusform>%Ln retrouvées tardivement</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Policy</name>
        <message>
            <source>Everything</source>
            <translation>Tout</translation>
        </message>
        <message>
            <source>until {day}</source>
            <translation>jusqu’au {day}</translation>
        </message>
        <message>
            <source>whether it exists</source>
            <translation>l’existence de la fiche</translation>
        </message>
    </context>
    <context>
        <name>PolicyDialog</name>
        <message>
            <source>Create a policy</source>
            <translation>Créer une règle</translation>
        </message>
        <message>
            <source>Create the policy</source>
            <translation>Créer la règle</translation>
        </message>
        <message>
            <source>Field</source>
            <translation>Champ</translation>
        </message>
        <message>
            <source>For</source>
            <translation>Pour</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>Réponse</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>Compte</translation>
        </message>
        <message numerus="yes">
            <source>For %Ln day(s) only</source>
            <translation>
                <numerusform>Pour %Ln jour seulement</numerusform>
                <numerusform>Pour %Ln jours seulement</numerusform>
            </translation>
        </message>
        <message>
            <source>From the next synchronisation on, conflicts in this scope are decided so, those that are open too. Every such decision is in the history of its record and can be taken back.</source>
            <translation>Dès la prochaine synchronisation, les conflits de cette portée sont tranchés ainsi, y compris ceux qui sont ouverts. Chaque décision figure dans l’historique de sa fiche et peut être annulée.</translation>
        </message>
        <message>
            <source>this field of all records of this kind</source>
            <translation>ce champ pour toutes les fiches de ce type</translation>
        </message>
        <message>
            <source>this field of this record</source>
            <translation>ce champ de cette fiche</translation>
        </message>
        <message>
            <source>everything in this record</source>
            <translation>tout dans cette fiche</translation>
        </message>
        <message>
            <source>everything of the kind “{kind}”</source>
            <translation>tout pour le type «&#xa0;{kind}&#xa0;»</translation>
        </message>
        <message>
            <source>Also {what}</source>
            <translation>Aussi&#xa0;: {what}</translation>
        </message>
    </context>
    <context>
        <name>PolicyList</name>
        <message>
            <source>No policy: every conflict is asked about. “Create a policy…” stands beside each conflict.</source>
            <translation>Aucune règle&#xa0;: chaque conflit est une question. «&#xa0;Créer une règle…&#xa0;» se trouve à côté de chaque conflit.</translation>
        </message>
        <message>
            <source>Remove the policy</source>
            <translation>Supprimer la règle</translation>
        </message>
        <message>
            <source>removal of a policy</source>
            <translation>suppression d’une règle</translation>
        </message>
        <message>
            <source>The policy was removed: {policy}</source>
            <translation>La règle a été supprimée&#xa0;: {policy}</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Annuler</translation>
        </message>
    </context>
    <context>
        <name>PreviewView</name>
        <message>
            <source>Counts by type</source>
            <translation>Nombres par type</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>Type</translation>
        </message>
        <message>
            <source>Counts by field</source>
            <translation>Nombres par champ</translation>
        </message>
        <message>
            <source>Outcome</source>
            <translation>Résultat</translation>
        </message>
        <message>
            <source>Some of the records</source>
            <translation>Quelques fiches concernées</translation>
        </message>
        <message>
            <source>{shown} of {count} are shown.</source>
            <translation>{shown} fiches affichées sur {count}.</translation>
        </message>
        <message>
            <source>Field</source>
            <translation>Champ</translation>
        </message>
        <message>
            <source>Record</source>
            <translation>Fiche</translation>
        </message>
        <message>
            <source>On this computer</source>
            <translation>Sur cet ordinateur</translation>
        </message>
    </context>
    <context>
        <name>Problem</name>
        <message>
            <source>Time</source>
            <translation>Heure</translation>
        </message>
        <message>
            <source>Record</source>
            <translation>Fiche</translation>
        </message>
        <message>
            <source>Where</source>
            <translation>Où</translation>
        </message>
        <message>
            <source>What happened, what to do</source>
            <translation>Ce qui s’est passé, quoi faire</translation>
        </message>
        <message>
            <source>Next try</source>
            <translation>Nouvel essai</translation>
        </message>
        <message>
            <source>reading</source>
            <translation>lecture</translation>
        </message>
        <message>
            <source>sending</source>
            <translation>envoi</translation>
        </message>
        <message>
            <source>deleting</source>
            <translation>suppression</translation>
        </message>
        <message>
            <source>access</source>
            <translation>accès</translation>
        </message>
        <message>
            <source>Whole account</source>
            <translation>Tout le compte</translation>
        </message>
        <message>
            <source>Reconnect</source>
            <translation>Reconnecter</translation>
        </message>
        <message>
            <source>Correct</source>
            <translation>Corriger</translation>
        </message>
        <message>
            <source>Try now</source>
            <translation>Réessayer</translation>
        </message>
        <message>
            <source>tried again by itself</source>
            <translation>nouvel essai automatique</translation>
        </message>
        <message>
            <source>needs you</source>
            <translation>à vous d’agir</translation>
        </message>
        <message>
            <source>by itself</source>
            <translation>automatique</translation>
        </message>
        <message>
            <source>up to you</source>
            <translation>à votre choix</translation>
        </message>
    </context>
    <context>
        <name>Progress</name>
        <message>
            <source>{done} of {total}</source>
            <translation>{done} sur {total}</translation>
        </message>
        <message>
            <source>{rate} records/s</source>
            <translation>{rate} fiches/s</translation>
        </message>
        <message>
            <source>{time} left</source>
            <translation>encore {time}</translation>
        </message>
    </context>
    <context>
        <name>QuickDialog</name>
        <message>
            <source>Save</source>
            <translation>Enregistrer</translation>
        </message>
        <message>
            <source>dd/mm/yyyy hh:mm</source>
            <translation>jj/mm/aaaa hh:mm</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>To do</source>
            <translation>À faire</translation>
        </message>
        <message>
            <source>Due</source>
            <translation>Échéance</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Détails</translation>
        </message>
        <message>
            <source>What it was about</source>
            <translation>Objet</translation>
        </message>
        <message>
            <source>Minutes</source>
            <translation>Minutes</translation>
        </message>
        <message>
            <source>What was said</source>
            <translation>Ce qui s’est dit</translation>
        </message>
        <message>
            <source>Note saved. It is sent with the next synchronisation.</source>
            <translation>Note enregistrée. L’envoi suivra à la prochaine synchronisation.</translation>
        </message>
        <message>
            <source>Note saved. It stays on this computer for now.</source>
            <translation>Note enregistrée. Elle reste pour l’instant sur cet ordinateur.</translation>
        </message>
        <message>
            <source>Task saved. It is sent with the next synchronisation.</source>
            <translation>Tâche enregistrée. L’envoi suivra à la prochaine synchronisation.</translation>
        </message>
        <message>
            <source>Task saved. It stays on this computer for now.</source>
            <translation>Tâche enregistrée. Elle reste pour l’instant sur cet ordinateur.</translation>
        </message>
        <message>
            <source>Call logged. It is sent with the next synchronisation.</source>
            <translation>Appel enregistré. L’envoi suivra à la prochaine synchronisation.</translation>
        </message>
        <message>
            <source>Call logged. It stays on this computer for now.</source>
            <translation>Appel enregistré. Il reste pour l’instant sur cet ordinateur.</translation>
        </message>
        <message>
            <source>Note about {name}</source>
            <translation>Note sur {name}</translation>
        </message>
        <message>
            <source>Task for {name}</source>
            <translation>Tâche pour {name}</translation>
        </message>
        <message>
            <source>Call with {name}</source>
            <translation>Appel avec {name}</translation>
        </message>
    </context>
    <context>
        <name>QuitDialog</name>
        <message>
            <source>Quit now?</source>
            <translation>Quitter maintenant&#x202f;?</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Quitter</translation>
        </message>
        <message numerus="yes">
            <source>%Ln change(s) have not been sent yet.</source>
            <translation>
                <numerusform>%Ln modification n’a pas encore été envoyée.</numerusform>
                <numerusform>%Ln modifications n’ont pas encore été envoyées.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln change(s) are not sent because sending is switched off.</source>
            <translation>
                <numerusform>%Ln modification n’est pas envoyée parce que l’envoi est désactivé.</numerusform>
                <numerusform>%Ln modifications ne sont pas envoyées parce que l’envoi est désactivé.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln value(s) typed for conflicts that are not decided are kept, and offered again next time.</source>
            <translation>
                <numerusform>%Ln valeur saisie pour un conflit qui n’est pas tranché est conservée et vous sera proposée la prochaine fois.</numerusform>
                <numerusform>%Ln valeurs saisies pour des conflits qui ne sont pas tranchés sont conservées et vous seront proposées la prochaine fois.</numerusform>
            </translation>
        </message>
        <message>
            <source>The demonstration ends, and its data go with it.</source>
            <translation>La démonstration se termine, et ses données disparaissent avec elle.</translation>
        </message>
        <message numerus="yes">
            <source>They are kept on this computer and sent the next time crmdesk runs.</source>
            <translation>
                <numerusform>Elle est gardée sur cet ordinateur et partira au prochain lancement de crmdesk.</numerusform>
                <numerusform>Elles sont gardées sur cet ordinateur et partiront au prochain lancement de crmdesk.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>They are kept on this computer until you switch sending on.</source>
            <translation>
                <numerusform>Elle est gardée sur cet ordinateur jusqu’à ce que vous activiez l’envoi.</numerusform>
                <numerusform>Elles sont gardées sur cet ordinateur jusqu’à ce que vous activiez l’envoi.</numerusform>
            </translation>
        </message>
        <message>
            <source>All are kept on this computer. Those that may be sent go out the next time crmdesk runs.</source>
            <translation>Toutes sont gardées sur cet ordinateur. Celles dont l’envoi est activé partiront au prochain lancement de crmdesk.</translation>
        </message>
    </context>
    <context>
        <name>RecordListModel</name>
        <message>
            <source>State</source>
            <translation>État</translation>
        </message>
    </context>
    <context>
        <name>RecordPanel</name>
        <message>
            <source>Parts of the record</source>
            <translation>Parties de la fiche</translation>
        </message>
        <message>
            <source>This record is no longer on this computer. Choose another one in the list.</source>
            <translation>Cette fiche n’est plus sur cet ordinateur. Choisissez-en une autre dans la liste.</translation>
        </message>
        <message>
            <source>Summary</source>
            <translation>Résumé</translation>
        </message>
        <message>
            <source>Activities</source>
            <translation>Activités</translation>
        </message>
        <message>
            <source>History</source>
            <translation>Historique</translation>
        </message>
        <message>
            <source>Accounts</source>
            <translation>Comptes</translation>
        </message>
        <message>
            <source>Duplicates</source>
            <translation>Doublons</translation>
        </message>
        <message>
            <source>{name}: {field}</source>
            <translation>{name}&#xa0;: {field}</translation>
        </message>
        <message>
            <source>“{name}” was put into the trash.</source>
            <translation>Fiche «&#xa0;{name}&#xa0;» mise à la corbeille.</translation>
        </message>
        <message>
            <source>deletion of {name}</source>
            <translation>suppression de {name}</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>restoring {name}</source>
            <translation>restauration de {name}</translation>
        </message>
        <message>
            <source>“{name}” is back.</source>
            <translation>«&#xa0;{name}&#xa0;» est de retour.</translation>
        </message>
    </context>
    <context>
        <name>ReferenceEditor</name>
        <message>
            <source>Type a name…</source>
            <translation>Saisir un nom…</translation>
        </message>
        <message>
            <source>Show all</source>
            <translation>Tout afficher</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Enregistrer</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Remove {name}</source>
            <translation>Retirer {name}</translation>
        </message>
    </context>
    <context>
        <name>Revert</name>
        <message>
            <source>The record lies in the trash. Restore it first.</source>
            <translation>La fiche est dans la corbeille. Restaurez-la d’abord.</translation>
        </message>
        <message>
            <source>“{field}” is set by the accounts and cannot be changed here.</source>
            <translation>«&#xa0;{field}&#xa0;» est fixé par les comptes et ne se modifie pas ici.</translation>
        </message>
        <message>
            <source>“{field}” referred to a record that is no longer on this computer.</source>
            <translation>«&#xa0;{field}&#xa0;» renvoyait à une fiche qui n’est plus sur cet ordinateur.</translation>
        </message>
        <message>
            <source>“{field}” would refer to “{name}”, which lies in the trash.</source>
            <translation>«&#xa0;{field}&#xa0;» renverrait à «&#xa0;{name}&#xa0;», qui est dans la corbeille.</translation>
        </message>
    </context>
    <context>
        <name>RevertDialog</name>
        <message>
            <source>Go back to an earlier value?</source>
            <translation>Revenir à une valeur antérieure&#x202f;?</translation>
        </message>
        <message>
            <source>Go back</source>
            <translation>Revenir</translation>
        </message>
        <message>
            <source>Record</source>
            <translation>Fiche</translation>
        </message>
        <message>
            <source>Field</source>
            <translation>Champ</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>Maintenant</translation>
        </message>
        <message>
            <source>Afterwards</source>
            <translation>Ensuite</translation>
        </message>
        <message>
            <source>A conflict about this field is open. It stays open, with this value as the one of this computer.</source>
            <translation>Un conflit est ouvert sur ce champ. Il le reste, avec cette valeur comme celle de cet ordinateur.</translation>
        </message>
    </context>
    <context>
        <name>Review</name>
        <message>
            <source>{kind}: {count} of {total} records were deleted in {account}.</source>
            <translation>{kind}&#xa0;: {count} fiches sur {total} ont été supprimées dans {account}.</translation>
        </message>
        <message>
            <source>{kind}: all {total} records were deleted in {account}.</source>
            <translation>{kind}&#xa0;: les {total} fiches ont toutes été supprimées dans {account}.</translation>
        </message>
        <message>
            <source>{kind}: “{field}” changed in {count} of {total} records in {account}.</source>
            <translation>{kind}&#xa0;: le champ «&#xa0;{field}&#xa0;» a changé dans {count} fiches sur {total} dans {account}.</translation>
        </message>
        <message>
            <source>{kind}: “{field}” was emptied in {count} of the {total} records that had it in {account}.</source>
            <translation>{kind}&#xa0;: le champ «&#xa0;{field}&#xa0;» a été vidé dans {count} des {total} fiches qui l’avaient dans {account}.</translation>
        </message>
        <message>
            <source>{kind}: {count} of {total} records differ although {account} says that they did not change.</source>
            <translation>{kind}&#xa0;: {count} fiches sur {total} sont différentes, alors que d’après {account} elles n’ont pas changé.</translation>
        </message>
        <message>
            <source>{kind}: {count} in the trash, to be deleted in {account} too.</source>
            <translation>{kind}&#xa0;: {count} dans la corbeille, à supprimer aussi dans {account}.</translation>
        </message>
        <message>
            <source>{kind}: deleting {count} in {account} also deletes {along} there.</source>
            <translation>{kind}&#xa0;: en supprimer {count} dans {account} y supprime aussi {along}.</translation>
        </message>
        <message>
            <source>Take it in</source>
            <translation>Accepter ces changements</translation>
        </message>
        <message>
            <source>{account} is right: the records change here as well.</source>
            <translation>{account} a raison&#xa0;: les fiches changent ici aussi.</translation>
        </message>
        <message>
            <source>Restore it in the account</source>
            <translation>Rétablir dans le compte</translation>
        </message>
        <message>
            <source>{account} is wrong: it gets again what this computer holds; what was deleted is made anew.</source>
            <translation>{account} a tort&#xa0;: il reçoit de nouveau ce que contient cet ordinateur&#x202f;; les fiches supprimées y sont recréées.</translation>
        </message>
        <message>
            <source>Keep both sides apart</source>
            <translation>Séparer les deux côtés</translation>
        </message>
        <message>
            <source>The records stay as they are here and in {account}; they no longer belong together.</source>
            <translation>Les fiches restent telles quelles ici et dans {account}&#x202f;; elles ne sont plus liées.</translation>
        </message>
        <message>
            <source>Pause the account and decide later</source>
            <translation>Mettre le compte en pause et décider plus tard</translation>
        </message>
        <message>
            <source>Nothing is exchanged with {account} until you go on.</source>
            <translation>Plus rien n’est échangé avec {account} jusqu’à la reprise.</translation>
        </message>
        <message>
            <source>what was deleted there goes to the trash here, unless it was changed here or is in another account as well</source>
            <translation>ce qui y a été supprimé va à la corbeille ici, sauf ce qui a été modifié ici ou se trouve aussi dans un autre compte</translation>
        </message>
        <message>
            <source>what was emptied there becomes blank here</source>
            <translation>ce qui y a été vidé devient vide ici</translation>
        </message>
        <message>
            <source>what was changed there changes here</source>
            <translation>ce qui y a été modifié change ici</translation>
        </message>
        <message>
            <source>what was deleted there stays here as was chosen for the account, and is not created there again</source>
            <translation>ce qui y a été supprimé reste ici, comme choisi pour ce compte, et n’y est pas recréé</translation>
        </message>
        <message>
            <source>you are asked about what was deleted there, unless it is in another account as well</source>
            <translation>la question vous est posée pour ce qui y a été supprimé, sauf si un autre compte le contient aussi</translation>
        </message>
        <message>
            <source>what was deleted there is made anew from here</source>
            <translation>ce qui y a été supprimé est recréé à partir d’ici</translation>
        </message>
        <message>
            <source>what was emptied there is filled again from here</source>
            <translation>ce qui y a été vidé est rempli à nouveau à partir d’ici</translation>
        </message>
        <message>
            <source>what was changed there becomes what it is here</source>
            <translation>ce qui y a été modifié redevient ce qu’il est ici</translation>
        </message>
        <message>
            <source>Delete there too</source>
            <translation>Supprimer aussi dans le compte</translation>
        </message>
        <message>
            <source>The records are deleted in {account} with the next synchronisation.</source>
            <translation>Les fiches sont supprimées dans {account} à la prochaine synchronisation.</translation>
        </message>
        <message>
            <source>Take the deletions back</source>
            <translation>Annuler ces suppressions</translation>
        </message>
        <message>
            <source>The records come back from the trash; {account} keeps them.</source>
            <translation>Les fiches reviennent de la corbeille&#x202f;; {account} les garde.</translation>
        </message>
        <message>
            <source>Delete on this computer only</source>
            <translation>Supprimer sur cet ordinateur seulement</translation>
        </message>
        <message>
            <source>The records stay in {account} and in the trash here; they no longer belong together.</source>
            <translation>Les fiches restent dans {account} et dans la corbeille ici&#x202f;; elles ne sont plus liées.</translation>
        </message>
        <message>
            <source>Link and begin</source>
            <translation>Relier et commencer</translation>
        </message>
        <message>
            <source>Records that are the same become one: blanks are filled on both sides, and you are asked where they differ. The others come in as records of their own.</source>
            <translation>Les fiches qui désignent la même personne n’en font plus qu’une&#xa0;: ce qui est vide est complété des deux côtés, et vous tranchez là où elles diffèrent. Les autres arrivent comme nouvelles fiches.</translation>
        </message>
        <message>
            <source>Take everything in as new</source>
            <translation>Tout reprendre comme nouveau</translation>
        </message>
        <message>
            <source>Nothing is linked: whoever is in {account} and here is listed twice, and can be united later under “Possible duplicates”.</source>
            <translation>Rien n’est relié&#xa0;: qui figure dans {account} et ici apparaît deux fois, et peut être réuni plus tard sous «&#xa0;Doublons possibles&#xa0;».</translation>
        </message>
        <message>
            <source>Nothing is exchanged with {account}. It can also be disconnected: all that is on this computer stays as it is.</source>
            <translation>Rien n’est échangé avec {account}. Le compte peut aussi être déconnecté&#xa0;: tout ce qui est sur cet ordinateur reste tel quel.</translation>
        </message>
        <message>
            <source>Deletions that take others along</source>
            <translation>Suppressions qui en entraînent d’autres</translation>
        </message>
        <message>
            <source>Many deletions to send</source>
            <translation>Nombreuses suppressions à envoyer</translation>
        </message>
        <message>
            <source>Unusual changes to look at</source>
            <translation>Changements inhabituels à examiner</translation>
        </message>
        <message>
            <source>The account is paused: nothing is exchanged with it until it is resumed.</source>
            <translation>Le compte est en pause&#xa0;: rien n’est échangé avec lui jusqu’à la reprise.</translation>
        </message>
        <message>
            <source>Nothing has been deleted there yet; other changes are sent as usual.</source>
            <translation>Rien n’y a encore été supprimé&#x202f;; les autres modifications partent normalement.</translation>
        </message>
        <message>
            <source>None of it has been taken in yet; everything else goes on as usual.</source>
            <translation>Rien n’en a encore été repris ici&#x202f;; tout le reste continue normalement.</translation>
        </message>
        <message>
            <source>The records are deleted in {account} with the next synchronisation, and others with them; {effects}.</source>
            <translation>Les fiches sont supprimées dans {account} à la prochaine synchronisation, et d’autres avec elles&#x202f;; {effects}.</translation>
        </message>
        <message>
            <source>{account} is right: {effects}.</source>
            <translation>{account} a raison&#xa0;: {effects}.</translation>
        </message>
        <message>
            <source>{account} is wrong: {effects}.</source>
            <translation>{account} a tort&#xa0;: {effects}.</translation>
        </message>
        <message>
            <source>The records stay here, and no longer belong to {account}.</source>
            <translation>Les fiches restent ici et n’appartiennent plus à {account}.</translation>
        </message>
        <message>
            <source>deleted</source>
            <translation>supprimée</translation>
        </message>
        <message>
            <source>To look at it and decide: {command}</source>
            <translation>Pour examiner et décider&#xa0;: {command}</translation>
        </message>
        <message>
            <source>To decide: {command}, with one of these:</source>
            <translation>Pour décider&#xa0;: {command}, suivi de l’un de ces mots&#xa0;:</translation>
        </message>
        <message>
            <source>Nothing unusual waits for a decision.</source>
            <translation>Rien d’inhabituel n’attend de décision.</translation>
        </message>
        <message>
            <source>since {when}</source>
            <translation>depuis le {when}</translation>
        </message>
        <message>
            <source>{shown} of the {count} records:</source>
            <translation>{shown} des {count} fiches&#xa0;:</translation>
        </message>
        <message>
            <source>The records:</source>
            <translation>Les fiches&#xa0;:</translation>
        </message>
    </context>
    <context>
        <name>ReviewBar</name>
        <message>
            <source>Look at it…</source>
            <translation>Examiner…</translation>
        </message>
        <message>
            <source>Answer…</source>
            <translation>Répondre…</translation>
        </message>
    </context>
    <context>
        <name>ReviewDialog</name>
        <message>
            <source>Some of the records</source>
            <translation>Quelques fiches concernées</translation>
        </message>
        <message>
            <source>{shown} of {count} are shown.</source>
            <translation>{shown} fiches affichées sur {count}.</translation>
        </message>
        <message>
            <source>Decide later</source>
            <translation>Décider plus tard</translation>
        </message>
        <message>
            <source>This has changed since you opened it. It is shown as it is now.</source>
            <translation>Cela a changé depuis que vous l’avez ouvert. Voici l’état actuel.</translation>
        </message>
        <message>
            <source>Decide</source>
            <translation>Décider</translation>
        </message>
        <message>
            <source>Record</source>
            <translation>Fiche</translation>
        </message>
        <message>
            <source>Field</source>
            <translation>Champ</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>Avant</translation>
        </message>
        <message>
            <source>In the account now</source>
            <translation>Dans le compte maintenant</translation>
        </message>
        <message>
            <source>deleted</source>
            <translation>supprimée</translation>
        </message>
        <message>
            <source>changed</source>
            <translation>modifiée</translation>
        </message>
    </context>
    <context>
        <name>Run</name>
        <message>
            <source>Time</source>
            <translation>Heure</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>Compte</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Résultat</translation>
        </message>
        <message>
            <source>Duration</source>
            <translation>Durée</translation>
        </message>
        <message>
            <source>Take back…</source>
            <translation>Défaire cette synchronisation…</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Terminée</translation>
        </message>
        <message>
            <source>Failed</source>
            <translation>Échouée</translation>
        </message>
        <message>
            <source>Stopped</source>
            <translation>Arrêtée</translation>
        </message>
        <message>
            <source>Busy</source>
            <translation>Déjà en cours</translation>
        </message>
        <message>
            <source>Interrupted</source>
            <translation>Interrompue</translation>
        </message>
        <message>
            <source>Running</source>
            <translation>En cours</translation>
        </message>
        <message>
            <source>nothing new there</source>
            <translation>rien de nouveau</translation>
        </message>
    </context>
    <context>
        <name>RunBar</name>
        <message>
            <source>Stop</source>
            <translation>Arrêter</translation>
        </message>
        <message>
            <source>under way…</source>
            <translation>en cours…</translation>
        </message>
    </context>
    <context>
        <name>SamePersonDialog</name>
        <message>
            <source>Are these two the same person?</source>
            <translation>Est-ce la même personne&#x202f;?</translation>
        </message>
        <message>
            <source>They are the same person</source>
            <translation>C’est la même personne</translation>
        </message>
        <message>
            <source>Which name stays?</source>
            <translation>Quel nom reste&#x202f;?</translation>
        </message>
        <message numerus="yes">
            <source>%Ln record(s)</source>
            <translation>
                <numerusform>%Ln fiche</numerusform>
                <numerusform>%Ln fiches</numerusform>
            </translation>
        </message>
        <message>
            <source>What {other} looks after becomes {name}’s: each record names one person, in every account.</source>
            <translation>Ce que suit {other} passe à {name}&#xa0;: chaque fiche désigne une seule personne, dans tous les comptes.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln record(s) of {other} become(s) {name}’s: each record names one person, in every account.</source>
            <translation>
                <numerusform>%Ln fiche de {other} passe à {name}&#xa0;: chaque fiche désigne une seule personne, dans tous les comptes.</numerusform>
                <numerusform>%Ln fiches de {other} passent à {name}&#xa0;: chaque fiche désigne une seule personne, dans tous les comptes.</numerusform>
            </translation>
        </message>
        <message>
            <source>An account that names this person already is sent nothing. One that could not name them so far is told now; where it names somebody else, you are asked.</source>
            <translation>Un compte qui désigne déjà cette personne ne reçoit rien. Celui qui ne pouvait pas la désigner l’apprend&#x202f;; s’il désigne quelqu’un d’autre, la question vous est posée.</translation>
        </message>
        <message>
            <source>“Separate…” takes it back; what was sent until then stays in the accounts.</source>
            <translation>«&#xa0;Séparer…&#xa0;» revient en arrière&#x202f;; ce qui a été envoyé entre-temps reste dans les comptes.</translation>
        </message>
        <message>
            <source>It is not taken back in one step: “Separate…” makes two of them again account by account.</source>
            <translation>Cela ne s’annule pas d’un coup&#xa0;: «&#xa0;Séparer…&#xa0;» les dédouble à nouveau, compte par compte.</translation>
        </message>
        <message>
            <source>This cannot be taken back: no account tells the two apart.</source>
            <translation>C’est définitif&#xa0;: aucun compte ne distingue les deux.</translation>
        </message>
    </context>
    <context>
        <name>SearchField</name>
        <message>
            <source>Search a name, a phone number, an address…</source>
            <translation>Rechercher un nom, un téléphone, une adresse…</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Rechercher</translation>
        </message>
        <message>
            <source>Empty the search</source>
            <translation>Vider la recherche</translation>
        </message>
    </context>
    <context>
        <name>SendingDialog</name>
        <message>
            <source>Send changes to {account}?</source>
            <translation>Envoyer les modifications à {account}&#x202f;?</translation>
        </message>
        <message>
            <source>Switch sending on</source>
            <translation>Activer l’envoi</translation>
        </message>
        <message numerus="yes">
            <source>%Ln change(s) made on this computer will be sent to this account now.</source>
            <translation>
                <numerusform>%Ln modification faite sur cet ordinateur va être envoyée à ce compte.</numerusform>
                <numerusform>%Ln modifications faites sur cet ordinateur vont être envoyées à ce compte.</numerusform>
            </translation>
        </message>
        <message>
            <source>Nothing waits right now. From now on your changes go out with each synchronisation.</source>
            <translation>Rien n’attend pour l’instant. Désormais, vos modifications partent à chaque synchronisation.</translation>
        </message>
        <message>
            <source>Before each change crmdesk checks that nobody changed the same field in the meantime.</source>
            <translation>Avant chaque envoi, crmdesk vérifie que personne n’a changé le même champ entre-temps.</translation>
        </message>
    </context>
    <context>
        <name>SeparateDialog</name>
        <message>
            <source>Separate {account} from this record?</source>
            <translation>Séparer {account} de cette fiche&#x202f;?</translation>
        </message>
        <message>
            <source>Separate</source>
            <translation>Séparer</translation>
        </message>
        <message>
            <source>“{name}” becomes two records: what {account} holds gets one of its own, and what only came from there leaves this one.</source>
            <translation>«&#xa0;{name}&#xa0;» devient deux fiches&#xa0;: les données de {account} forment une fiche à part, et ce qui n’est venu que de là quitte celle-ci.</translation>
        </message>
        <message>
            <source>Nothing is deleted in any account. What was already sent to {account} stays there; both histories show it.</source>
            <translation>Rien n’est supprimé dans aucun compte. Ce qui a déjà été envoyé à {account} y reste&#x202f;; les deux historiques le montrent.</translation>
        </message>
        <message>
            <source>The two are not suggested as duplicates any more.</source>
            <translation>Les deux fiches ne sont plus proposées comme doublons.</translation>
        </message>
    </context>
    <context>
        <name>SeparateUserDialog</name>
        <message>
            <source>Is {name} two people?</source>
            <translation>{name}, est-ce deux personnes&#x202f;?</translation>
        </message>
        <message>
            <source>Separate</source>
            <translation>Séparer</translation>
        </message>
        <message>
            <source>Which account’s user is somebody else?</source>
            <translation>Dans quel compte est-ce quelqu’un d’autre&#x202f;?</translation>
        </message>
        <message>
            <source>That user becomes a person of its own. It gets the records back that it looked after before, where nobody has named somebody else since, and those that are in that account alone.</source>
            <translation>Cet utilisateur redevient une personne à part. Il retrouve les fiches qu’il suivait avant, si personne n’en a désigné une autre depuis, et celles qui ne sont que dans ce compte.</translation>
        </message>
        <message>
            <source>Nothing is deleted in any account. What was sent until now stays there, and the two are not suggested as the same any more.</source>
            <translation>Rien n’est supprimé dans aucun compte. Ce qui a été envoyé y reste, et les deux ne sont plus proposés comme une même personne.</translation>
        </message>
    </context>
    <context>
        <name>SettingsPage</name>
        <message>
            <source>Compact rows</source>
            <translation>Lignes compactes</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Réglages</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Langue</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Apparence</translation>
        </message>
        <message>
            <source>Lists</source>
            <translation>Listes</translation>
        </message>
        <message>
            <source>Language and appearance</source>
            <translation>Langue et apparence</translation>
        </message>
        <message>
            <source>Policies for conflicts</source>
            <translation>Règles pour les conflits</translation>
        </message>
        <message>
            <source>Security</source>
            <translation>Sécurité</translation>
        </message>
        <message>
            <source>Copy the folder’s path</source>
            <translation>Copier le chemin du dossier</translation>
        </message>
        <message>
            <source>Open the folder</source>
            <translation>Ouvrir le dossier</translation>
        </message>
        <message>
            <source>Version {version}</source>
            <translation>Version {version}</translation>
        </message>
        <message>
            <source>Data</source>
            <translation>Données</translation>
        </message>
        <message>
            <source>Your data are encrypted on this computer. The key lies in the system’s keyring.</source>
            <translation>Vos données sont chiffrées sur cet ordinateur. La clé est dans le trousseau du système.</translation>
        </message>
        <message>
            <source>Your data are encrypted on this computer. The key is made from your passphrase.</source>
            <translation>Vos données sont chiffrées sur cet ordinateur. La clé vient de votre phrase secrète.</translation>
        </message>
        <message>
            <source>This is a demonstration: its data are encrypted with a key that is forgotten when it ends.</source>
            <translation>Ceci est une démonstration&#xa0;: ses données sont chiffrées avec une clé oubliée à la fin.</translation>
        </message>
    </context>
    <context>
        <name>SignInDialog</name>
        <message>
            <source>Back</source>
            <translation>Retour</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Continue</source>
            <translation>Continuer</translation>
        </message>
        <message>
            <source>Connect</source>
            <translation>Connecter</translation>
        </message>
        <message>
            <source>Step 1 of 4: the CRM</source>
            <translation>Étape 1 sur 4&#xa0;: le CRM</translation>
        </message>
        <message>
            <source>{vendor} and crmdesk</source>
            <translation>{vendor} et crmdesk</translation>
        </message>
        <message>
            <source>Step 2 of 4: the access</source>
            <translation>Étape 2 sur 4&#xa0;: l’accès</translation>
        </message>
        <message>
            <source>Step 3 of 4: the browser</source>
            <translation>Étape 3 sur 4&#xa0;: le navigateur</translation>
        </message>
        <message>
            <source>Step 3 of 4: the check</source>
            <translation>Étape 3 sur 4&#xa0;: la vérification</translation>
        </message>
        <message>
            <source>Step 4 of 4: the account</source>
            <translation>Étape 4 sur 4&#xa0;: le compte</translation>
        </message>
        <message>
            <source>Reconnect {account}</source>
            <translation>Reconnecter {account}</translation>
        </message>
        <message>
            <source>Connect an account</source>
            <translation>Connecter un compte</translation>
        </message>
    </context>
    <context>
        <name>Stage</name>
        <message>
            <source>reading</source>
            <translation>lecture</translation>
        </message>
        <message>
            <source>comparing</source>
            <translation>comparaison</translation>
        </message>
        <message>
            <source>sending</source>
            <translation>envoi</translation>
        </message>
        <message>
            <source>checking</source>
            <translation>vérification</translation>
        </message>
    </context>
    <context>
        <name>StatusBar</name>
        <message>
            <source>Stop the synchronisation</source>
            <translation>Arrêter la synchronisation</translation>
        </message>
        <message>
            <source>Offline by choice</source>
            <translation>Hors ligne par choix</translation>
        </message>
        <message>
            <source>{account}: sign-in needed</source>
            <translation>{account}&#xa0;: reconnexion nécessaire</translation>
        </message>
        <message>
            <source>Online</source>
            <translation>En ligne</translation>
        </message>
        <message>
            <source>Offline</source>
            <translation>Hors ligne</translation>
        </message>
        <message>
            <source>No account yet: connect one…</source>
            <translation>Aucun compte&#xa0;: en connecter un…</translation>
        </message>
        <message>
            <source>Paused</source>
            <translation>En pause</translation>
        </message>
        <message>
            <source>Never synchronised</source>
            <translation>Jamais synchronisé</translation>
        </message>
        <message>
            <source>Last sync {when}</source>
            <translation>Dernière synchronisation {when}</translation>
        </message>
        <message numerus="yes">
            <source>%Ln not sent</source>
            <translation>
                <numerusform>%Ln non envoyée</numerusform>
                <numerusform>%Ln non envoyées</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln pending</source>
            <translation>
                <numerusform>%Ln en attente</numerusform>
                <numerusform>%Ln en attente</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln conflict(s)</source>
            <translation>
                <numerusform>%Ln conflit</numerusform>
                <numerusform>%Ln conflits</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln account(s) failing</source>
            <translation>
                <numerusform>%Ln compte en échec</numerusform>
                <numerusform>%Ln comptes en échec</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln review(s)</source>
            <translation>
                <numerusform>%Ln alerte</numerusform>
                <numerusform>%Ln alertes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln question(s) (first sync)</source>
            <translation>
                <numerusform>%Ln question (première synchro)</numerusform>
                <numerusform>%Ln questions (première synchro)</numerusform>
            </translation>
        </message>
        <message>
            <source>{account} · synchronising</source>
            <translation>{account} · synchronisation</translation>
        </message>
        <message>
            <source>{account} · {share} of today’s quota</source>
            <translation>{account} · {share} du quota du jour</translation>
        </message>
    </context>
    <context>
        <name>SummaryTab</name>
        <message numerus="yes">
            <source>Show %Ln blank field(s)</source>
            <translation>
                <numerusform>Afficher %Ln champ vide</numerusform>
                <numerusform>Afficher %Ln champs vides</numerusform>
            </translation>
        </message>
        <message>
            <source>Latest exchanges</source>
            <translation>Derniers échanges</translation>
        </message>
        <message>
            <source>Show the other one</source>
            <translation>Voir l’autre fiche</translation>
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
            <translation>Tout synchroniser</translation>
        </message>
        <message>
            <source>Connect an account</source>
            <translation>Connecter un compte</translation>
        </message>
        <message>
            <source>Synchronisation</source>
            <translation>Synchronisation</translation>
        </message>
        <message numerus="yes">
            <source>%Ln account(s)</source>
            <translation>
                <numerusform>%Ln compte</numerusform>
                <numerusform>%Ln comptes</numerusform>
            </translation>
        </message>
        <message>
            <source>No account is connected yet. Connect your CRM to bring its records in.</source>
            <translation>Aucun compte n’est connecté. Connectez votre CRM pour faire venir ses fiches.</translation>
        </message>
        <message>
            <source>taking back of a synchronisation of {account}</source>
            <translation>retour sur une synchronisation de {account}</translation>
        </message>
        <message numerus="yes">
            <source>%Ln item(s) taken back.</source>
            <translation>
                <numerusform>%Ln élément défait.</numerusform>
                <numerusform>%Ln éléments défaits.</numerusform>
            </translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Reprendre</translation>
        </message>
    </context>
    <context>
        <name>SyncTables</name>
        <message>
            <source>Problems, journal, pending, notices</source>
            <translation>Problèmes, journal, en attente, remarques</translation>
        </message>
        <message>
            <source>Problems</source>
            <translation>Problèmes</translation>
        </message>
        <message>
            <source>Journal</source>
            <translation>Journal</translation>
        </message>
        <message>
            <source>Pending</source>
            <translation>En attente</translation>
        </message>
        <message>
            <source>Notices</source>
            <translation>Remarques</translation>
        </message>
        <message>
            <source>No synchronisation yet. “Synchronise all” above begins one.</source>
            <translation>Pas encore de synchronisation. «&#xa0;Tout synchroniser&#xa0;» ci-dessus en lance une.</translation>
        </message>
        <message>
            <source>Everything has been sent. What you change waits here until it is.</source>
            <translation>Tout a été envoyé. Vos modifications attendent ici leur envoi.</translation>
        </message>
        <message>
            <source>No problem. Everything that was tried has worked.</source>
            <translation>Aucun problème. Tout ce qui a été tenté a réussi.</translation>
        </message>
    </context>
    <context>
        <name>Token</name>
        <message>
            <source>In HubSpot, a super admin creates a service key in the settings of the account, with the scopes that the guide lists except “oauth”.</source>
            <translation>Dans HubSpot, un super-administrateur crée une clé de service dans les paramètres du compte, avec les autorisations que donne le guide, sauf «&#xa0;oauth&#xa0;».</translation>
        </message>
        <message>
            <source>Paste it here: it begins with “pat-”. The token of a private app that exists already does as well.</source>
            <translation>Collez-la ici&#xa0;: elle commence par «&#xa0;pat-&#xa0;». Le jeton d’une application privée déjà créée convient aussi.</translation>
        </message>
        <message>
            <source>In Pipedrive, open Settings → Personal preferences → API.</source>
            <translation>Dans Pipedrive, ouvrez Paramètres → Préférences personnelles → API.</translation>
        </message>
        <message>
            <source>Copy your personal API token (40 characters) and paste it here. With it crmdesk may do what you may.</source>
            <translation>Copiez votre jeton d’API personnel (40 caractères) et collez-le ici. Avec lui, crmdesk peut faire tout ce que vous pouvez faire.</translation>
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
            <translation>Synchroniser</translation>
        </message>
        <message>
            <source>New</source>
            <translation>Nouveau</translation>
        </message>
        <message>
            <source>Demonstration</source>
            <translation>Démonstration</translation>
        </message>
        <message>
            <source>Everything here is made up, and nothing leaves this computer. When you quit, it is gone.</source>
            <translation>Tout ici est inventé, et rien ne quitte cet ordinateur. Quand vous quittez, tout disparaît.</translation>
        </message>
        <message>
            <source>All accounts</source>
            <translation>Tous les comptes</translation>
        </message>
    </context>
    <context>
        <name>Undo</name>
        <message>
            <source>Undone: {what}</source>
            <translation>Annulé&#xa0;: {what}</translation>
        </message>
        <message>
            <source>Redo</source>
            <translation>Rétablir</translation>
        </message>
        <message>
            <source>Redone: {what}</source>
            <translation>Rétabli&#xa0;: {what}</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Annuler</translation>
        </message>
    </context>
    <context>
        <name>UndoRunDialog</name>
        <message>
            <source>Take back this synchronisation of {account}?</source>
            <translation>Défaire cette synchronisation de {account}&#x202f;?</translation>
        </message>
        <message numerus="yes">
            <source>Take back %Ln item(s)</source>
            <translation>
                <numerusform>Défaire %Ln élément</numerusform>
                <numerusform>Défaire %Ln éléments</numerusform>
            </translation>
        </message>
        <message>
            <source>What becomes of what it did</source>
            <translation>Ce que devient ce qu’elle a fait</translation>
        </message>
        <message>
            <source>Nothing here is still as this synchronisation left it.</source>
            <translation>Plus rien ici n’est tel que cette synchronisation l’a laissé.</translation>
        </message>
        <message>
            <source>Values become what they were before, as new changes of yours, and are sent with the next synchronisation. Records that it brought go to the trash of this computer; in the account they stay.</source>
            <translation>Les valeurs redeviennent ce qu’elles étaient, comme de nouvelles modifications de votre part, et partent avec la prochaine synchronisation. Les fiches arrivées avec elle vont à la corbeille de cet ordinateur&#x202f;; elles restent dans le compte.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln record(s) that it sent with what was here before: that stays.</source>
            <translation>
                <numerusform>%Ln fiche envoyée avec ce qui était déjà ici&#xa0;: cela reste.</numerusform>
                <numerusform>%Ln fiches envoyées avec ce qui était déjà ici&#xa0;: cela reste.</numerusform>
            </translation>
        </message>
        <message>
            <source>Record</source>
            <translation>Fiche</translation>
        </message>
        <message>
            <source>What it did</source>
            <translation>Effet</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>Avant</translation>
        </message>
        <message>
            <source>After</source>
            <translation>Après</translation>
        </message>
        <message>
            <source>What becomes of it</source>
            <translation>Ce qu’elle devient</translation>
        </message>
        <message>
            <source>taken back</source>
            <translation>défait</translation>
        </message>
        <message>
            <source>stays: {why}</source>
            <translation>reste&#xa0;: {why}</translation>
        </message>
    </context>
    <context>
        <name>UnfinishedOffer</name>
        <message numerus="yes">
            <source>What you typed in %Ln form(s) or field(s) was not saved when crmdesk was closed. It is kept.</source>
            <translation>
                <numerusform>%Ln saisie n’était pas enregistrée à la fermeture de crmdesk. Elle est conservée.</numerusform>
                <numerusform>%Ln saisies n’étaient pas enregistrées à la fermeture de crmdesk. Elles sont conservées.</numerusform>
            </translation>
        </message>
        <message>
            <source>Go on with it</source>
            <translation>Reprendre</translation>
        </message>
        <message>
            <source>What you had typed for “{name}” has no place any more: {values}</source>
            <translation>Ce que vous aviez saisi pour «&#xa0;{name}&#xa0;» n’a plus sa place&#xa0;: {values}</translation>
        </message>
    </context>
    <context>
        <name>UniteDialog</name>
        <message>
            <source>Unite these two records?</source>
            <translation>Réunir ces deux fiches&#x202f;?</translation>
        </message>
        <message>
            <source>Unite</source>
            <translation>Réunir</translation>
        </message>
        <message>
            <source>Fields that differ</source>
            <translation>Champs qui diffèrent</translation>
        </message>
        <message>
            <source>“{first}” ({here}) and “{second}” ({there}). {why}.</source>
            <translation>«&#xa0;{first}&#xa0;» ({here}) et «&#xa0;{second}&#xa0;» ({there}). {why}.</translation>
        </message>
        <message>
            <source>Field</source>
            <translation>Champ</translation>
        </message>
        <message>
            <source>United</source>
            <translation>Réunis</translation>
        </message>
        <message>
            <source>you are asked</source>
            <translation>à trancher par vous</translation>
        </message>
        <message>
            <source>To be decided</source>
            <translation>À trancher</translation>
        </message>
        <message>
            <source>settled</source>
            <translation>réglé</translation>
        </message>
        <message>
            <source>Both hold the same in all fields.</source>
            <translation>Les deux fiches sont identiques dans tous les champs.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln field(s) tell(s) the same in both.</source>
            <translation>
                <numerusform>%Ln champ est identique dans les deux.</numerusform>
                <numerusform>%Ln champs sont identiques dans les deux.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%Ln field(s) to decide under “Conflicts”; no account’s value is replaced before.</source>
            <translation>
                <numerusform>%Ln champ reste à trancher sous «&#xa0;Conflits&#xa0;»&#x202f;; rien n’est remplacé dans les comptes avant.</numerusform>
                <numerusform>%Ln champs restent à trancher sous «&#xa0;Conflits&#xa0;»&#x202f;; rien n’est remplacé dans les comptes avant.</numerusform>
            </translation>
        </message>
        <message>
            <source>The two can be separated again; what was sent until then stays in the accounts.</source>
            <translation>Les deux peuvent être séparées à nouveau&#x202f;; ce qui a été envoyé entre-temps reste dans les comptes.</translation>
        </message>
        <message>
            <source>This cannot be taken back: the accounts will not tell the two apart any more.</source>
            <translation>Ce ne sera pas annulable&#xa0;: les comptes ne permettront plus de distinguer les deux.</translation>
        </message>
        <message>
            <source>What is blank on one side is filled in, in the accounts too. What is not taken stays in the history of the record.</source>
            <translation>Ce qui est vide d’un côté est complété, dans les comptes aussi. Ce qui n’est pas repris reste dans l’historique de la fiche.</translation>
        </message>
    </context>
    <context>
        <name>UserDecisions</name>
        <message>
            <source>“{name}” is one person now.</source>
            <translation>«&#xa0;{name}&#xa0;» est désormais une seule personne.</translation>
        </message>
        <message>
            <source>making {name} one person</source>
            <translation>réunion de {name}</translation>
        </message>
        <message>
            <source>They are two people again.</source>
            <translation>Ce sont de nouveau deux personnes.</translation>
        </message>
        <message>
            <source>“{name}”: the user of {account} is a person of its own now.</source>
            <translation>«&#xa0;{name}&#xa0;»&#xa0;: l’utilisateur de {account} est désormais une personne à part.</translation>
        </message>
        <message>
            <source>separating {account} from {name}</source>
            <translation>séparation de {account} et {name}</translation>
        </message>
        <message>
            <source>They are one person again.</source>
            <translation>C’est de nouveau une seule personne.</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Annuler</translation>
        </message>
    </context>
    <context>
        <name>Users</name>
        <message>
            <source>Without a name</source>
            <translation>Sans nom</translation>
        </message>
        <message>
            <source>in no account any more</source>
            <translation>plus dans aucun compte</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nom</translation>
        </message>
        <message>
            <source>Matched by</source>
            <translation>Rapproché par</translation>
        </message>
        <message>
            <source>Records</source>
            <translation>Fiches</translation>
        </message>
        <message>
            <source>marked</source>
            <translation>coché</translation>
        </message>
        <message>
            <source>not marked</source>
            <translation>non coché</translation>
        </message>
        <message>
            <source>{name} (inactive)</source>
            <translation>{name} (inactif)</translation>
        </message>
        <message>
            <source>under another name</source>
            <translation>sous un autre nom</translation>
        </message>
        <message>
            <source>Same e-mail, told by you</source>
            <translation>Même e-mail, et vous</translation>
        </message>
        <message>
            <source>Told by you</source>
            <translation>Vous</translation>
        </message>
        <message>
            <source>Same e-mail</source>
            <translation>Même e-mail</translation>
        </message>
    </context>
    <context>
        <name>UsersPage</name>
        <message>
            <source>Separate…</source>
            <translation>Séparer…</translation>
        </message>
        <message>
            <source>Same person…</source>
            <translation>Même personne…</translation>
        </message>
        <message>
            <source>Filter by name, e-mail or account</source>
            <translation>Filtrer par nom, e-mail ou compte</translation>
        </message>
        <message>
            <source>Negotiators</source>
            <translation>Négociateurs</translation>
        </message>
        <message>
            <source>To the accounts</source>
            <translation>Aller aux comptes</translation>
        </message>
        <message>
            <source>No negotiator yet. They come with the first synchronisation of an account.</source>
            <translation>Aucun négociateur pour l’instant. Ils arrivent avec la première synchronisation d’un compte.</translation>
        </message>
        <message>
            <source>Empty the filter</source>
            <translation>Vider le filtre</translation>
        </message>
        <message>
            <source>Nobody has such a name or address in any account.</source>
            <translation>Personne n’a un tel nom ou une telle adresse, dans aucun compte.</translation>
        </message>
        <message numerus="yes">
            <source>%Ln person(s)</source>
            <translation>
                <numerusform>%Ln personne</numerusform>
                <numerusform>%Ln personnes</numerusform>
            </translation>
        </message>
        <message>
            <source>“{name}” has a namesake ({accounts}). If it is the same person, say so.</source>
            <translation>«&#xa0;{name}&#xa0;» a un homonyme ({accounts}). Si c’est la même personne, dites-le.</translation>
        </message>
        <message>
            <source>Users with the same e-mail are one person. Otherwise mark two (Space) that are the same person.</source>
            <translation>Un même e-mail suffit à réunir deux lignes. Sinon, cochez-en deux (Espace) qui sont la même personne.</translation>
        </message>
        <message>
            <source>“{name}” is marked. Mark the line that is the same person.</source>
            <translation>«&#xa0;{name}&#xa0;» est coché. Cochez la ligne qui est la même personne.</translation>
        </message>
        <message>
            <source>More than two are marked: say it of two at a time.</source>
            <translation>Plus de deux lignes sont cochées&#xa0;: réunissez-en deux à la fois.</translation>
        </message>
        <message>
            <source>“{first}” and “{second}” are marked.</source>
            <translation>«&#xa0;{first}&#xa0;» et «&#xa0;{second}&#xa0;» sont cochés.</translation>
        </message>
        <message>
            <source>“{first}” and “{second}” both sign in to {account}, so they stay two.</source>
            <translation>«&#xa0;{first}&#xa0;» et «&#xa0;{second}&#xa0;» ont chacun leur accès à {account}&#xa0;: ils restent deux.</translation>
        </message>
        <message>
            <source>“{first}” and “{second}” are in no account any more, so they stay two.</source>
            <translation>«&#xa0;{first}&#xa0;» et «&#xa0;{second}&#xa0;» ne sont plus dans aucun compte&#xa0;: ils restent deux.</translation>
        </message>
    </context>
    <context>
        <name>ValueDialog</name>
        <message>
            <source>Another value: {field}</source>
            <translation>Autre valeur&#xa0;: {field}</translation>
        </message>
        <message>
            <source>Use it</source>
            <translation>Utiliser</translation>
        </message>
    </context>
    <context>
        <name>VendorStep</name>
        <message>
            <source>Which CRM do you want to connect?</source>
            <translation>Quel CRM voulez-vous connecter&#x202f;?</translation>
        </message>
    </context>
    <context>
        <name>WaitingStep</name>
        <message>
            <source>Sign in there and allow the access, then come back here.</source>
            <translation>Connectez-vous et autorisez l’accès, puis revenez ici.</translation>
        </message>
        <message>
            <source>If the browser shows an error, check the client ID and the application’s redirect address: nothing tells crmdesk of such an error.</source>
            <translation>Si le navigateur affiche une erreur, vérifiez l’identifiant client et l’adresse de redirection de l’application&#xa0;: rien n’en informe crmdesk.</translation>
        </message>
        <message>
            <source>Check the client ID</source>
            <translation>Vérifier l’identifiant client</translation>
        </message>
        <message>
            <source>Open the browser again</source>
            <translation>Rouvrir le navigateur</translation>
        </message>
        <message>
            <source>Copy the address</source>
            <translation>Copier l’adresse</translation>
        </message>
        <message>
            <source>Time left: {time}</source>
            <translation>Temps restant&#xa0;: {time}</translation>
        </message>
        <message>
            <source>Waiting for the browser…</source>
            <translation>En attente du navigateur…</translation>
        </message>
        <message>
            <source>Checking the access…</source>
            <translation>Vérification de l’accès…</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>Copié</translation>
        </message>
    </context>
    <context>
        <name>WelcomePage</name>
        <message>
            <source>Language</source>
            <translation>Langue</translation>
        </message>
        <message>
            <source>Appearance</source>
            <translation>Apparence</translation>
        </message>
        <message>
            <source>Your CRMs on this computer, even without a network</source>
            <translation>Vos CRM sur cet ordinateur, même sans réseau</translation>
        </message>
        <message>
            <source>crmdesk keeps an encrypted copy of your leads, lets you work on it anywhere, and brings both sides together again. Nothing you type is lost.</source>
            <translation>crmdesk garde une copie chiffrée de vos leads, vous laisse y travailler partout et réconcilie les deux côtés. Rien de ce que vous saisissez n’est perdu.</translation>
        </message>
        <message>
            <source>Discover with the demonstration agency</source>
            <translation>Découvrir avec l’agence de démonstration</translation>
        </message>
        <message>
            <source>Some six hundred leads, colleagues who change things meanwhile, and a few conflicts to settle. Nothing leaves this computer.</source>
            <translation>Environ six cents leads, des collègues qui les modifient entre-temps et quelques conflits à trancher. Rien ne quitte cet ordinateur.</translation>
        </message>
        <message>
            <source>Open the demonstration</source>
            <translation>Ouvrir la démonstration</translation>
        </message>
        <message>
            <source>Connect my CRM</source>
            <translation>Connecter mon CRM</translation>
        </message>
        <message>
            <source>Sign in to your account in the browser. At first crmdesk only receives; you decide when it may send.</source>
            <translation>Connectez-vous à votre compte dans le navigateur. Au début, crmdesk ne fait que recevoir&#x202f;; vous décidez quand il peut envoyer.</translation>
        </message>
        <message>
            <source>Connect an account</source>
            <translation>Connecter un compte</translation>
        </message>
    </context>
    <context>
        <name>LookupDialog</name>
        <message>
            <source>Look somebody up in the accounts</source>
            <translation>Chercher quelqu’un dans les comptes</translation>
        </message>
        <message>
            <source>claire.durand@example.fr or 06 12 34 56 78</source>
            <translation>claire.durand@example.fr ou 06 12 34 56 78</translation>
        </message>
        <message>
            <source>E-mail address or phone number</source>
            <translation>Adresse e-mail ou numéro de téléphone</translation>
        </message>
        <message>
            <source>Ask the accounts</source>
            <translation>Interroger les comptes</translation>
        </message>
        <message>
            <source>Synchronise now</source>
            <translation>Synchroniser maintenant</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
        <message>
            <source>No account is connected yet. Connect one first; then it can be asked.</source>
            <translation>Aucun compte n’est encore connecté. Connectez-en un d’abord&#x202f;; vous pourrez ensuite l’interroger.</translation>
        </message>
        <message numerus="yes">
            <source>Asking %Ln account(s)…</source>
            <translation>
                <numerusform>Interrogation de %Ln compte…</numerusform>
                <numerusform>Interrogation de %Ln comptes…</numerusform>
            </translation>
        </message>
        <message>
            <source>Who is not here yet comes in with the next synchronisation.</source>
            <translation>Qui n’est pas encore ici arrivera avec la prochaine synchronisation.</translation>
        </message>
        <message>
            <source>None of the accounts that answered knows it.</source>
            <translation>Aucun des comptes qui ont répondu ne connaît ces coordonnées.</translation>
        </message>
        <message>
            <source>No account knows it.</source>
            <translation>Aucun compte ne connaît ces coordonnées.</translation>
        </message>
    </context>
    <context>
        <name>_FoundLine</name>
        <message>
            <source>Not here yet</source>
            <translation>Pas encore ici</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Ouvrir</translation>
        </message>
        <message>
            <source>Open {name}</source>
            <translation>Ouvrir {name}</translation>
        </message>
    </context>
</TS>
