-- case: A type that the foreign key cannot compare
-- covers: alter-table/type
-- error: 42804
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int REFERENCES p);
ALTER TABLE p ALTER COLUMN id TYPE text;
