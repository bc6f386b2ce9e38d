-- case: A parent that is not there
-- covers: create-table/inherits
-- error: 42P01
CREATE TABLE c () INHERITS (nosuch);
