-- no-transaction
DROP TABLE xact_b;
