-- case: Options
-- covers: create-view/with-options, create-view/check-option
CREATE TABLE t (a int);
CREATE VIEW v1 WITH (security_barrier) AS SELECT a FROM t;
CREATE VIEW v2 WITH (security_barrier = false, security_invoker = true, check_option = local) AS SELECT a FROM t;
CREATE VIEW v3 AS SELECT a FROM t WHERE a > 0 WITH CHECK OPTION;
CREATE VIEW v4 AS SELECT a FROM t WHERE a > 0 WITH LOCAL CHECK OPTION;
CREATE VIEW v5 AS SELECT a FROM t WHERE a > 0 WITH CASCADED CHECK OPTION;
