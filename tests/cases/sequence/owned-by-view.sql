-- case: A view's column may own
-- covers: create-sequence/owned-by, create-view/view
CREATE SEQUENCE plain;
CREATE VIEW v AS SELECT 1 AS a;
CREATE SEQUENCE s OWNED BY v.a;
