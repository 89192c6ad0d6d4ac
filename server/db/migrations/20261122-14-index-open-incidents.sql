-- owner: incident
-- The map asks for open incidents of an area between two meridians; they are some twentieth of all.
create index incident_open_place on incident (area_code, lng) where stage <> 'archive' and state <> 'rejected' and lng is not null;
