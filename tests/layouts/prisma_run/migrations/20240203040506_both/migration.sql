CREATE TABLE xact_a (xact text);
INSERT INTO xact_a SELECT pg_current_xact_id()::text;
INSERT INTO xact_a SELECT pg_current_xact_id()::text;
