DROP TABLE xact_a;
