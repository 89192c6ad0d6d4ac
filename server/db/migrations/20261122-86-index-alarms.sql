-- owner of message: notify
-- Open pages ask for their alarms whenever something changes; a centre that reads nothing has many thousand unread messages.
create index message_alarm on message (at desc, id desc) where is_alarm and read_at is null;
