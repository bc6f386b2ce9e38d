-- case: All referential actions
-- covers: create-table/on-delete, create-table/on-update, create-table/action-no-action, create-table/action-restrict, create-table/action-cascade, create-table/action-set-null, create-table/action-set-default
CREATE TABLE p (a int PRIMARY KEY);
CREATE TABLE c (
    a int REFERENCES p ON DELETE NO ACTION ON UPDATE RESTRICT,
    b int REFERENCES p ON DELETE RESTRICT ON UPDATE CASCADE,
    c int REFERENCES p ON DELETE CASCADE ON UPDATE SET NULL,
    d int REFERENCES p ON DELETE SET NULL ON UPDATE SET DEFAULT,
    e int DEFAULT 0 REFERENCES p ON UPDATE NO ACTION ON DELETE SET DEFAULT
);
