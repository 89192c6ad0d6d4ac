-- owner: notify
-- Most of what it held is over: as large as it was, the planner took it for dear and read a whole box instead.
reindex index message_alarm;
analyze message;
