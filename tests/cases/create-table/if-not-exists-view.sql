-- case: IF NOT EXISTS is satisfied by any relation of the name
-- covers: create-table/if-not-exists, create-view/view
CREATE VIEW t AS SELECT 1 AS a;
CREATE TABLE IF NOT EXISTS t (b text);
