DROP TABLE xact_b;
