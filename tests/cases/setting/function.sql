-- case: A function gets a setting that is wrong
-- covers: create-function/set
-- error: 22023
CREATE FUNCTION work() RETURNS integer LANGUAGE sql SET enable_seqscan = never AS 'SELECT 1';
