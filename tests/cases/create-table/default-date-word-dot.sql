-- case: A word of dates with a full stop behind it, which is none
-- covers: create-table/default
-- error: 22007
CREATE TABLE told (a date DEFAULT 'now.');
