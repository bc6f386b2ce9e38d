-- case: A procedural language
CREATE LANGUAGE plain HANDLER plpgsql_call_handler;
CREATE OR REPLACE LANGUAGE plain HANDLER plpgsql_call_handler;
ALTER LANGUAGE plain RENAME TO simple;
COMMENT ON LANGUAGE simple IS 'x';
DROP LANGUAGE simple;
