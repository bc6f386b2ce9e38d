-- case: A table that is not there
-- covers: create-view/view
-- error: 42P01
CREATE VIEW v AS SELECT * FROM nosuch;
