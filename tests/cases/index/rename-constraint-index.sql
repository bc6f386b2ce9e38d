-- case: Renaming a key's index renames the constraint
-- covers: alter-index/rename-to
CREATE TABLE t (a int PRIMARY KEY, b int UNIQUE, c int4range, EXCLUDE USING gist (c WITH &&));
ALTER INDEX t_pkey RENAME TO pk;
ALTER INDEX t_b_key RENAME TO uq;
ALTER INDEX t_c_excl RENAME TO ex;
