-- migrate:up transaction:false
CREATE TABLE xact_b (xact text);
INSERT INTO xact_b SELECT pg_current_xact_id()::text;
INSERT INTO xact_b SELECT pg_current_xact_id()::text;

-- migrate:down transaction:false
DROP TABLE xact_b;
