-- case: Enums of several sizes, odd labels, none at all
-- covers: create-type/enum
CREATE TYPE a AS ENUM ('x', 'y', 'with space', 'it''s', 'ÇĞİ', '');
CREATE TYPE b AS ENUM ();
CREATE TABLE t (v a NOT NULL DEFAULT 'x', vs a[] DEFAULT '{x,y}');
