-- revision: init
-- down_revision: none

-- +up
CREATE TABLE departments (
    id bigint PRIMARY KEY,
    parent bigint CONSTRAINT departments_parent_fkey REFERENCES departments
);
CREATE INDEX departments_parent_idx ON departments (parent);
CREATE VIEW below AS
WITH RECURSIVE tree (id) AS (
    SELECT id FROM departments WHERE parent IS NULL
    UNION ALL
    SELECT d.id FROM departments d LEFT JOIN tree t ON t.id = d.parent
)
SELECT id FROM tree;

-- +down
DROP VIEW below;
DROP TABLE departments;
