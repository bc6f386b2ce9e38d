-- Up Migration
CREATE TABLE xact_b (xact text);
INSERT INTO xact_b SELECT pg_current_xact_id()::text;
INSERT INTO xact_b SELECT pg_current_xact_id()::text;

-- Down Migration
DROP TABLE xact_b;
