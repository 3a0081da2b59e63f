"""The pure core: kinds, fields, values, the three-way merge. No I/O, no Qt, no SQL, no clock except as an argument.

Words (one per idea, everywhere in the code):

connection   one signed-in account at one vendor
kind         lead, contact, company, deal, activity, note; reference kinds user, pipeline, stage
object       one vendor-side table (HubSpot ``contacts``); a kind may be spread over several of them
record       one canonical object in the replica
link         the tie of a record to its counterpart in one object of one connection
loose        a row that only adds fields, left behind at its account where its main row is gone: not read, not written
kept         a link whose row was deleted there while the record stays here, as was chosen for the account
made anew    a row that is made for a record whose row was deleted there: another id, the same record
kept apart   a row that is left alone at its account, not read and not written (its link is unlinked); records that are not the same
hidden       a row that cannot be seen: gone, forbidden, or kept apart; references that no longer name it stay as they were
unknown      a row that a reference names and no record stands for yet; the reference waits for it (dangling)
base         what both sides last agreed on, kept per link and field as a pair: ours (L0) and theirs (R0)
pending      a local difference from base that the vendor has not confirmed
held         pending, and something keeps it from being sent: sending that is off, a pause, a review, a question
conflict     a field, or the existence, that both sides changed differently since base
resolution   what a person or a named rule chooses for one conflict
policy       a named rule: a scope, and a way to answer the conflicts in it; the most specific one that covers a conflict counts
decision     a resolution carried out: kept with what was rejected, and taken back by undo
cursor       how far an object has been pulled at a connection
sweep        a look at all ids of an object, for what no feed has told; what it finds amiss is a suspect
review       news that would change an uncommon share of the records, held until a person has looked at it
first sync   an account's first pull; beside others its rows wait until a person has answered what becomes of them
preview      what a first sync would bring about, counted; a row's fate is its part of it
doubt        whose row it is that nobody can know: it makes a record of its own, and both are told
notice       something to know that needs no decision
adopt        to let a field hold what an account stored instead of what it was sent
unfinished   what was typed into a form or a field and not saved when the program ended: kept, and offered again
trait        what somebody is known by: a personal address, a number, a company's domain
handover     what one user owned becoming that of another, slice by slice, once a person has said that they are the same
run          one pull–reconcile–push pass of one connection
traffic      what the endpoints of an account were asked, in numbers by day: no ids, no query, nobody's data
problem      something that failed: why, what to do, when it is tried again
custom field a field of an agency's own; its name carries its type
choice       what a person chose about one field of a connection: its property, direction, pairs of words, what a blank does
mapping      the choices of a connection, versioned (field mapping); a vendor's own mapping says where its fields usually live
"""
