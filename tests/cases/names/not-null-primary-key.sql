-- case: Keys, identities and serials bring named NOT NULL constraints
-- covers: create-table/primary-key, create-table/identity-always, alter-table/add-constraint
-- postgres: 18
CREATE TABLE t (a int PRIMARY KEY, b int GENERATED ALWAYS AS IDENTITY, c serial, d int);
ALTER TABLE t DROP CONSTRAINT t_pkey;
ALTER TABLE t ADD PRIMARY KEY (d);
