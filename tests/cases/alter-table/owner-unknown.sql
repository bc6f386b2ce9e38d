-- case: No such role
-- covers: alter-table/owner-to
-- error: 42704
CREATE TABLE t (a int);
ALTER TABLE t OWNER TO no_such_role_anywhere;
