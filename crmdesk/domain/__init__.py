"""The pure core: kinds, fields, values, the three-way merge. No I/O, no Qt, no SQL, no clock except as an argument.

Words (one per idea, everywhere in the code):

connection   one signed-in account at one vendor
kind         lead, contact, company, deal, activity, note; reference kinds user, pipeline, stage
object       one vendor-side table (HubSpot ``contacts``); a kind may be spread over several of them
record       one canonical object in the replica
link         the tie of a record to its counterpart in one object of one connection
base         what both sides last agreed on, kept per link and field as a pair: ours (L0) and theirs (R0)
pending      a local difference from base that the vendor has not confirmed
conflict     a field, or the existence, that both sides changed differently since base
resolution   what a person or a named rule chooses for one conflict
decision     a resolution carried out: kept with what was rejected, and taken back by undo
cursor       how far an object has been pulled at a connection
held         pending changes of a connection whose sending is switched off
review       news that would change an uncommon share of the records, held until a person has looked at it
notice       something to know that needs no decision
run          one pull–reconcile–push pass of one connection
problem      something that failed: why, what to do, when it is tried again
"""
