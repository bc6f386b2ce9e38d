-- case: A temporary sequence
-- covers: create-sequence/temporary
CREATE TEMP SEQUENCE s;
CREATE TEMPORARY SEQUENCE t;
