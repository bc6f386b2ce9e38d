-- case: Both ends of a foreign key change one after the other
-- covers: alter-table/type
CREATE TABLE p (id int PRIMARY KEY);
CREATE TABLE c (p_id int REFERENCES p ON DELETE CASCADE);
ALTER TABLE p ALTER COLUMN id TYPE bigint;
ALTER TABLE c ALTER COLUMN p_id TYPE bigint;
