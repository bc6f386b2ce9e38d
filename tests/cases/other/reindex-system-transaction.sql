-- case: It is asked first whether a transaction is open
-- error: 25001
BEGIN;
REINDEX SYSTEM CONCURRENTLY postgres;
