-- owner: incident
-- Every view of an incident asks for its repairs and its parties; without these both read the whole table.
create index incident_linked on incident (linked_from) where linked_from is not null;
create index incident_party_incident on incident_party (incident_id, id);
