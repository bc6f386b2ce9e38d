-- case: The second statement does nothing
-- covers: create-table/if-not-exists
CREATE TABLE t (a int);
CREATE TABLE IF NOT EXISTS t (b text, c text);
CREATE TABLE IF NOT EXISTS u (b text);
