-- case: look-ups with equalities find what looking through everything would
CREATE SCHEMA other;
CREATE TYPE mood AS ENUM ('sad');
CREATE TABLE parent (id int PRIMARY KEY, amount numeric(10, 2), label text);
CREATE TABLE other.parent (id int PRIMARY KEY, label varchar(20));
CREATE TABLE child (id int PRIMARY KEY, parent_id int, CONSTRAINT child_parent_fk FOREIGN KEY (parent_id) REFERENCES parent (id));
CREATE INDEX child_parent_idx ON child (parent_id);
CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1';

-- The name alone, on either side, with and without a type.
DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'child_parent_fk') THEN
    ALTER TABLE child ADD COLUMN by_constraint int;
  END IF;
  IF EXISTS (SELECT 1 FROM pg_constraint WHERE 'child_absent_fk' = conname) THEN
    ALTER TABLE child ADD COLUMN wrong_1 int;
  END IF;
  IF NOT EXISTS (SELECT 1 FROM pg_class WHERE relname = 'child_parent_idx'::name) THEN
    ALTER TABLE child ADD COLUMN wrong_2 int;
  END IF;
  IF EXISTS (SELECT 1 FROM pg_proc WHERE proname = 'one' AND prokind = 'f') THEN
    ALTER TABLE child ADD COLUMN by_function int;
  END IF;
  IF EXISTS (SELECT 1 FROM pg_type WHERE typname = '_mood') AND EXISTS (SELECT 1 FROM pg_type WHERE typname = 'mood') THEN
    ALTER TABLE child ADD COLUMN by_type int;
  END IF;
END $$;

-- The number of a relation.
DO $$ BEGIN
  IF EXISTS (SELECT 1 FROM pg_constraint WHERE conrelid = 'child'::regclass AND contype = 'f') THEN
    ALTER TABLE child ADD COLUMN by_number int;
  END IF;
  IF EXISTS (SELECT 1 FROM pg_constraint WHERE conrelid = 'other.parent'::regclass AND contype = 'f') THEN
    ALTER TABLE child ADD COLUMN wrong_3 int;
  END IF;
  IF EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = 'other.parent'::regclass AND attname = 'amount') THEN
    ALTER TABLE child ADD COLUMN wrong_4 int;
  END IF;
END $$;

-- Two items of FROM, and a column that only some rows have.
DO $$
DECLARE found record;
BEGIN
  FOR found IN
    SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'other' AND c.relname = 'parent'
  LOOP
    EXECUTE format('ALTER TABLE other.%I ADD COLUMN by_join int', found.relname);
  END LOOP;
  IF EXISTS (
    SELECT 1 FROM information_schema.columns
    WHERE table_schema = 'public' AND table_name = 'parent' AND column_name = 'amount' AND numeric_precision = 10
  ) THEN
    ALTER TABLE child ADD COLUMN by_precision int;
  END IF;
END $$;

-- What the block has done is seen by its next look-up.
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM information_schema.tables WHERE table_name = 'late') THEN
    CREATE TABLE late (id int);
  END IF;
  IF EXISTS (SELECT 1 FROM information_schema.tables WHERE table_name = 'late') THEN
    ALTER TABLE late ADD COLUMN again int;
  END IF;
END $$;
