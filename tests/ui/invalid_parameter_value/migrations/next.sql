-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE TABLE t (a varchar(0));
SET statement_timeout = '5 seconds';
SET work_mem = '1kB';
SET client_min_messages TO warn;
CREATE FUNCTION later() RETURNS int LANGUAGE sql SET enable_seqscan = never AS 'SELECT 1';
