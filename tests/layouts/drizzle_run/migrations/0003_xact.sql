CREATE TABLE xact_a (xact text);
--> statement-breakpoint
INSERT INTO xact_a SELECT pg_current_xact_id()::text;
--> statement-breakpoint
INSERT INTO xact_a SELECT pg_current_xact_id()::text;
