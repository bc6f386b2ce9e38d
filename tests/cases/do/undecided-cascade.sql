-- case: A branch that is not decided drops what others depend on
-- covers: do/do
CREATE TABLE t (a int PRIMARY KEY);
CREATE TABLE child (a int REFERENCES t);
CREATE VIEW v AS SELECT a FROM t;
CREATE TABLE u (a int);
DO $$
BEGIN
    IF current_setting('application_name') = 'nosuch' THEN
        DROP TABLE t CASCADE;
    END IF;
END $$;
ALTER TABLE u ADD COLUMN b int;
