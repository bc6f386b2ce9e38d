-- case: Names of the sequences behind identities and serials
-- covers: create-table/identity-always, alter-table/add-column
CREATE SEQUENCE t_b_seq;
CREATE TABLE t (a int GENERATED ALWAYS AS IDENTITY, b int GENERATED ALWAYS AS IDENTITY, c serial);
ALTER TABLE t RENAME TO u;
ALTER TABLE u ADD COLUMN d serial;
ALTER TABLE u RENAME COLUMN a TO z;
